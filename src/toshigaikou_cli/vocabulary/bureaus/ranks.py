"""What a unit is by the last word of its name, where a name ends in a cell, and what a unit is part of by its whole name."""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.vocabulary.bureaus.marks import LABEL

_MAYOR = "副?(?:[市区町村]長|知事)室"
_RANKS = (
    (4, r"(?:局|庁|本部|(?<!実行)委員会|(?<![協審])議会|区役所|支所|総合支所)"),
    (3, rf"(?:部|部門|公室|{_MAYOR})"),
    (2, r"(?:課|室|所|センター|協会|財団|公社|機構|事務局|大学|病院|学校|館|園|団|会)"),
    (1, r"(?:係|班|担当|グループ|チーム|G)"),
)
_ENDS = tuple((rank, expression(rf".*{ending}$", re.DOTALL)) for rank, ending in _RANKS)
_BETWEEN = expression(
    r"([、,;|。]|[・/\n]|\s*[→⇒➡]\s*|\s+|及び|および|並びに|ならびに|(?<=[課室局部所会])(?:と|、|又は)(?=.))"
)
_BROKEN = expression(r"(?<=[・/])[ 　]*\n\s*")
"""A line break behind ・ or /, which is the layout's."""
_OFFICE = expression("(?:室|(?<!事務)所|センター)$")
"""What may have sections of its own, where one stands behind it on its line: 危機管理室 防災課, 保健所 予防課."""
MARK = expression(r"^\s*([◎○◯●〇]?)\s*")
OPEN = expression(
    r"(?:その他|そのほか|ほか|他|外)?[0-9]{0,2}の?(?:庁内)?の?(?:関係|関連|担当|所管)?(?:する)?(?:各|全)?(?:部局|部署|機関|局|部|課|室|所|庁|課室|課所)(?:等|など)?"
    r"|(?:その他|そのほか|ほか|他|等|など|全庁|庁内)(?:各局|各課|全体)?"
)
_HEAD_OFFICE = "(?:公|管理|政策|戦略|推進|企画|調整|対策|経営|秘書)室"
_INSIDE = expression(
    rf"(?!各)(?:(?P<bureau>{_MAYOR}|.+?(?:事務局|局|本部|区役所|支所|保健所|{_HEAD_OFFICE}|委員会(?!事務局)))\s*(?P<part>.+(?:部|課|室|係|センター))"
    r"|(?P<department>.+?(?<=..)(?<![外内幹東西南北中])部)\s*(?P<section>.+(?:課|室|係)))"
)
"""環境局国際課, 総務部国際課, 危機管理室防災課; not 会議室管理課, 内部統制課, 東部事務所, 各局総務課."""


_OFFICE_INSIDE = expression(r"(.+?課)(?![題程税長員外内])(.+(?:係|班|グループ))")
"""国際課交流係."""


def rank_of(text: str) -> int:
    """How high a unit stands by its last word: 局 4, 部, 公室 and 市長室 3, 課 2, 係 1; 0 for what is no unit."""
    return next((rank for rank, ending in _ENDS if ending.match(text)), 0)


def kind_of_unit(name: str) -> UnitKind:
    """What a unit is by the last word of its name: 国際政策課 is a section."""
    rank = rank_of(name)
    return "bureau" if rank == 4 else "department" if rank == 3 else "section" if rank else "bureau"


def pieces_of(text: str) -> list[str]:
    """The parts of a cell between its separators; a space, a line break, ・ or / within a name separates nothing."""
    pieces = [""]
    parts = _BETWEEN.split(_BROKEN.sub("", text))
    for at in range(0, len(parts), 2):
        between, piece = parts[at - 1] if at else "", parts[at]
        if between and _separates(between, pieces[-1].strip(), piece.strip()):
            pieces.append(piece)
        else:
            pieces[-1] += (between if between.strip() else "") + piece
    return [piece for piece in pieces if piece.strip()]


def _separates(between: str, before: str, after: str) -> bool:
    if between in "、,;|。" or not before or not after:
        return True
    rank, next_rank = rank_of(before), rank_of(after)
    if not between.strip():
        if "\n" not in between and _OFFICE.search(before) and after.endswith("課"):
            return False
        mark = MARK.match(after)
        opened = bool((mark and mark[1]) or LABEL.match(after) or OPEN.fullmatch(after))
        return opened or (bool(rank) and not 0 < next_rank < rank)
    return bool(rank)


def inside(name: str) -> tuple[str, str] | None:
    """What a unit is part of, and its own name, by its whole name: 環境局 and 国際課 in 環境局国際課. None where it names no
    other."""
    found = _INSIDE.fullmatch(name)
    return (found["bureau"] or found["department"], found["part"] or found["section"]) if found else None


def levels_of(name: str) -> list[str]:
    """The parts of a unit's whole name, what is highest first: 市民局, 文化部 and 国際課 in 市民局文化部国際課."""
    parts: list[str] = []
    while pair := inside(name):
        parts, name = [*parts, pair[0]], pair[1]
    office = _OFFICE_INSIDE.fullmatch(name)
    return [*parts, *(office.groups() if office else (name,))]
