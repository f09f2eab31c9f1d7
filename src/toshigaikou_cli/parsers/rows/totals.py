"""Rows of totals: they name nothing of their own, and are never records."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import is_figure, says_none

_TOTAL = expression(
    r"(?:(?:総?合|小|総|累|中|年度)?計|総合計|総?延べ(?:数|件数|人数|人員|回数)?|.{1,12}(?:局|部|課|分野|全体|全庁)[小合]?計)"
    r"(?:\(.*\))?(?:[:：]?[0-9,]+[^0-9]{0,2})?"
)
_NUMBER = "number"


def total_label(header: Header, cells: Sequence[Cell]) -> str:
    """The label (合計, 小計, 延べ) of a row of totals, else "".

    It stands in a column that is no value, and either nothing else names the row, or it stands first in the row: in the
    column of numbers, or where only counts (18事業, 67人) stand behind it.
    """
    if not any("計" in cell.text or "延" in cell.text for cell in cells):
        return ""
    own = [
        (column, match_key(cell.text))
        for column, cell in zip(header.columns, cells, strict=True)
        if cell.text.strip() and not cell.filled
    ]
    labels = [(column, text) for column, text in own if not column.kind]
    key = next((text for column, text in labels if column.column == header.key), "")
    total = next((text for _, text in labels if _TOTAL.fullmatch(text)), "")
    if total and (not key or key == total):
        return total
    return total if total and own[0][1] == total and _only_counts(own) else ""


def _only_counts(own: Sequence[tuple[HeaderColumn, str]]) -> bool:
    """Whether a row that a total opens has nothing but numbers behind it, or opens in the column of numbers, where no row of
    its own has a word."""
    return own[0][0].column == _NUMBER or all(is_figure(text) or says_none(text) for _, text in own[1:])
