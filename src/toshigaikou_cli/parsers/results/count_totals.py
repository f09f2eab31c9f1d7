"""Columns of counts of which one is the total of those before it (男 | 女 | 計): it counts, and its parts do not count again."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.beside_roles import beside_role
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import says_none, stated_number

_TOTAL = expression(r"(?P<of>.*?)[(（・]?(?:合計|総計|計)数?[)）]?(?:[(（]\w{1,3}[)）])?")
_NOT_DONE = expression(r"計画|予定|目標|見込|累計|[前昨翌次来]年|会計|統計")
_SEX = expression(r"(?:うち)?(?:男|女)[性子]?")
_PEOPLE = expression(r"[者員生人]数?(?:[(（].*)?$")
_LEAST = 2


class CountTotals(NamedTuple):
    """The places of a row's totals with their headers, which say the unit where it is sure, and the places of their parts."""

    headers: dict[int, str]
    parts: frozenset[int]


def count_totals(row: TableRow) -> CountTotals:
    """The columns of totals behind at least two columns of numbers. One that is their sum stands for them; of one that is not,
    the header says no unit, so that it is named."""
    headers: dict[int, str] = {}
    parts: set[int] = set()
    for at, column in enumerate(row.header.columns):
        if (
            "計" not in column.header
            or not _is_free(column)
            or not _TOTAL.fullmatch(match_key(column.header))
        ):
            continue
        total, before = _value(row, at), _numbers_before(row, at)
        if total is None or len(before) < _LEAST or _NOT_DONE.search(column.header):
            continue
        header = " ".join(column.header.split())
        of_people = any(_counts_people(row, place) for place in before)
        counted = _summands(row, before, total)
        if counted and (_says_unit(row, at) or all(_counts_people(row, place) for place in counted)):
            parts.update(counted)
            headers[at] = header if _says_unit(row, at) else f"{header}（人）"
        elif of_people and not counted:
            headers[at] = header
    return CountTotals(headers, frozenset(parts - headers.keys()))


def _is_free(column: HeaderColumn) -> bool:
    return not (column.column or column.kind or column.figure)


def _numbers_before(row: TableRow, at: int) -> list[int]:
    """The places right before a column whose cells are numbers, or say that there is none; the nearest first."""
    found = []
    for place in range(at - 1, -1, -1):
        if not _is_free(row.header.columns[place]) or _value(row, place) is None:
            break
        found.append(place)
    return found


def _value(row: TableRow, at: int) -> Decimal | None:
    text = row.cells[at].text.strip()
    value = stated_number(text).value if text else None
    return Decimal(value) if value is not None else Decimal(0) if text and says_none(text) else None


def _summands(row: TableRow, before: list[int], total: Decimal) -> list[int]:
    """The nearest columns that make up a total, at least two; none where none do."""
    summed = Decimal(0)
    for number, place in enumerate(before, 1):
        summed += _value(row, place) or 0
        if number >= _LEAST and summed == total:
            return before[:number]
    return []


def _says_unit(row: TableRow, at: int) -> bool:
    """Whether a total says itself what it counts, in its cell or in a name of a column of counts."""
    header = row.header.columns[at].header
    return bool(stated_number(row.cells[at].text.strip()).unit or beside_role(header, row.header.table))


def _counts_people(row: TableRow, at: int) -> bool:
    key = match_key(row.header.columns[at].header)
    return bool(_SEX.fullmatch(key) or _PEOPLE.search(key))
