"""Words that leave a list of units open, or stand for all of it: ほか関係各課, 等, 各区役所, 全課."""

from __future__ import annotations

import unicodedata

from toshigaikou_cli.expressions import expression

OPEN = expression(
    r"(?:ほか|他|外)[0-9]{1,2}(?:部局|局|部|課室|課|室|所)"
    r"|(?:その他|そのほか|ほか|他)の?(?:庁内)?の?(?:関係|関連)?の?各?(?:部局|部署|区役所|局|部|課室|課|室)?(?:等|など)?"
    r"|(?:庁内)?(?:関係|関連)(?:する)?各?(?:部局|部署|機関|局|部|課室|課|室|所)(?:等|など)?"
    r"|庁内(?:各局|全局|各部局)?|(?:各|全)(?:部局|部署|局|庁|部|課室|課|室|区役所|区|所属)(?:等|など)?"
    r"|等|など"
)
"""At a place of a match key."""
_BETWEEN = expression(r"[\s、,;|/・()\[\]【】〔〕]+")


def is_open_list(cell: str) -> bool:
    """Whether a cell names no unit, and only says that there are many."""
    parts = [part for part in _BETWEEN.split(unicodedata.normalize("NFKC", cell)) if part]
    return bool(parts) and all(map(OPEN.fullmatch, parts))
