"""Rows that show how a form is filled in: they tell nothing of anybody, and are never records."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell

_WORD = r"(?:記[入載]|作成|回答|入力)?例|見本|サンプル|ひな[形型]|雛[形型]"
_LABEL = expression(rf"[(（【〔\[<＜]?(?:{_WORD})[0-9０-９①-⑳]{{0,2}}[)）】〕\]>＞]?")
_TAB = expression(
    r"(?:記[入載]|作成|回答|入力)(?:例|要領|要項|方法|の?(?:仕方|手引き?|注意))"
    r"|(?:見本|サンプル|ひな[形型]|雛[形型])[0-9０-９]*$"
)
_BLANK = expression(r"[○〇◯●△▲×□■＊*]{2,}")
"""What stands for a name that is to be filled in: ○○局."""


def example_label(header: Header, cells: Sequence[Cell], sheet: str) -> str:
    """What says that a row is an example, else "": the label (記入例) before all others, the name of its tab, or a unit that
    is to be filled in (○○局○○課)."""
    own = [cell.text.strip() for cell in cells if cell.text.strip() and not cell.filled]
    if own and len(own) > 1 and _LABEL.fullmatch(own[0]):
        return own[0]
    if _TAB.search(sheet):
        return sheet
    units = (c.text for column, c in zip(header.columns, cells, strict=True) if column.column in UNIT_COLUMNS)
    return next((" ".join(text.split()) for text in units if _BLANK.search(text)), "")
