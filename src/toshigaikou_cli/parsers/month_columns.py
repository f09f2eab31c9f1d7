"""A column for each month (4月 … 3月), with marks for the months in which something was done, or a word that calls it off."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.table_rows import TableRow
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.told_beside import told_by_days

_MONTH = expression(r"(?:^|.*[^0-9/.年])(1[0-2]|[1-9])月$")
_DONE = expression("[○〇◯⚪●⚫⬤◎■◆★☆✓✔☑✅レ→⇒]+|実施済?|開催済?|済み?")
_ENOUGH = 3
"""So many such columns are those of a schedule."""


@lru_cache(maxsize=256)  # the header is that of every row
def _month_of(header: str) -> str:
    """The month that a header names (4月), "" for none."""
    found = _MONTH.match(fold_width(header).strip())
    return f"{found[1]}月" if found else ""


def are_months(headers: Iterable[str]) -> bool:
    """Whether headers are those of a schedule: some of them are months."""
    return len({month for header in headers if (month := _month_of(header))}) >= _ENOUGH


def month_cells(row: TableRow, fiscal_year: int) -> tuple[str, str] | None:
    """The header of a row's months, and their marks as a cell of days would say them: 5月、6月、10月は中止.

    None where its table has no such columns, or they say something else than that it was done or called off: numbers of
    people are no marks.
    """
    columns = [
        (month, column.header, fold_width(cell.text).strip())
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if not column.column and not column.figure and (month := _month_of(column.header))
    ]
    if len(columns) < _ENOUGH or len({month for month, *_ in columns}) < len(columns):
        return None
    done = [month for month, _, text in columns if _DONE.fullmatch(text)]
    off = [(month, text) for month, _, text in columns if text and month not in done]
    if any(told_by_days(text, fiscal_year) != "cancelled" for _, text in off):
        return None
    if off and not done:
        said = ["、".join(month for month, _ in off) + ("いずれも" if len(off) > 1 else "") + off[0][1]]
    else:
        said = [month if month in done else f"{month}は{text}" for month, _, text in columns if text]
    return (f"{columns[0][1]}～{columns[-1][1]}", "、".join(said)) if said else None
