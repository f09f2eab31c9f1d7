"""What an empty cell means: the same as above, unless the table merges the cells of those that are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.beside_roles import beside_role
from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS, HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.columns.parts_of_year import part_of_year
from toshigaikou_cli.parsers.rows.units_of_rows import under_the_same
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.keys import match_key

DITTO = expression(r"\s*(?:[〃″](?:\s*[〃″])*|[\"“”]|''|同(?:\s*[上じ])?|々+|↑|[（(]\s*同\s*上\s*[）)])\s*")
_ONE_DITTO = ("〃", "″")
_CONTINUED = expression(
    r"\s*(?:[(（【\[]\s*(?:前(?:頁|ページ)(?:から|より)?の?)?(?:続き|つづき|続)\s*[)）】\]]|続き)\s*$"
)
_DITTO_AND = expression(r"\s*(?:〃|同上|同(?=\s*[、，,・／/]))\s*?(?:[\n、，,・／/]|及び)\s*(?=\S)(?!〃)")
"""The unit above, and what stands behind it: 〃 and 産業振興課."""
_DAY_ALONE = expression(r"\s*(?:[0-9]{1,2}(?![0-9/.月])|[上中下]旬|月?[初末])[^月/]*")
_UNITS = UNIT_COLUMNS - {"bureaus"}
"""Columns of who is responsible: an empty cell beside merged ones names nobody."""

Marks = frozenset[tuple[int, str]]


class Above(NamedTuple):
    """The row above, of the same kind of table."""

    header: Header
    cells: Sequence[Cell]


def marked_columns(rows: Iterable[tuple[Header, Row]]) -> Marks:
    """The columns of units, by the number of their table, in which the table has cells that are merged downwards."""
    marked: set[tuple[int, str]] = set()
    above: Row | None = None
    for header, row in rows:
        if above is not None and above.table == row.table:
            columns = zip(header.columns, row.cells, above.cells, strict=False)
            marked |= {
                (row.table, column.column)
                for column, cell, over in columns
                if column.column in _UNITS and cell.filled and cell.text.strip() and cell.text == over.text
            }
        above = row
    return frozenset(marked)


def without_continued(header: Header, cells: Sequence[Cell], above: Above | None) -> tuple[Cell, ...]:
    """The cells, where one that only repeats the one above as continued (国際課（続き）) is taken for that one: the text of the
    row's key then goes on, as a cut row does."""
    marked = [at for at, cell in enumerate(cells) if "続" in cell.text or "つづき" in cell.text]
    if not marked or above is None:
        return tuple(cells)
    found, same = list(cells), True
    for name in header.table.carried | {header.key}:
        at, place = header.index(name), above.header.index(name)
        if at is None or place is None or not cells[at].text.strip():
            continue
        old = above.cells[place].text
        alike = match_key(_CONTINUED.sub("", cells[at].text)) == match_key(old)
        same = same and alike
        if alike and name != header.key:
            found[at] = cells[at]._replace(text=old, filled=True)
    key = header.index(header.key)
    if same and key in marked:
        found[key] = found[key]._replace(text="", filled=True)
    return tuple(found)


def names_nobody(header: Header, cells: Sequence[Cell]) -> bool:
    """Whether all columns of who is responsible are empty."""
    pairs = zip(header.columns, cells, strict=True)
    return not any(cell.text.strip() for column, cell in pairs if column.column in _UNITS)


def takes_measure(
    header: Header, cells: Sequence[Cell], complete: Sequence[Cell], above: Sequence[Cell], *, again: bool
) -> bool:
    """Whether a row gets the measure that it states from the row ``above``, whose unit is another one (or which got it so,
    ``again``), though nothing is merged: it may be of no measure."""
    at = header.index("measure")
    if at is None or cells[at].text.strip() or cells[at].filled or not complete[at].text.strip():
        return False
    if again:
        return True
    units = [place for place, column in enumerate(header.columns) if column.column in _UNITS]
    own = any(cells[place].text.strip() and not cells[place].filled for place in units)
    return own and any(match_key(complete[place].text) != match_key(above[place].text) for place in units)


def filled_down(
    header: Header, cells: Sequence[Cell], above: Above | None, blank: frozenset[str] = frozenset()
) -> tuple[Cell, ...]:
    """The cells, where 〃 and an empty cell of a carried column mean what stands above; an empty one of ``blank`` columns
    means nothing, unless it is the rest of a merged cell that a page cut."""
    if above is None:
        return tuple(cells)
    pairs = zip(header.columns, cells, strict=True)
    own = {column.column for column, cell in pairs if column.column and cell.text.strip()}
    within, carried = header.table.within, header.carried

    def fill(at: int, column: HeaderColumn, cell: Cell) -> Cell:
        may = column.column in carried and (cell.filled or column.column not in blank)
        empty = (
            may and not cell.text.strip() and not cell.struck
        )  # what was struck out is not what stands above
        unit = _DITTO_AND.match(cell.text) if column.column in UNIT_COLUMNS else None
        same = (bool(DITTO.fullmatch(cell.text)) and not is_of_year_beside(header, cells, at)) or (
            empty and not own.intersection(_over(column.column, within))
        )
        same = same or (not cell.text.strip() and _is_month_of_day(header, column, cells))
        if not (unit or same or column.column in UNIT_COLUMNS):
            return cell
        old = next(
            (
                old
                for c, old in zip(above.header.columns, above.cells, strict=True)
                if _identity(c) == _identity(column)
            ),
            None,
        )
        if old and unit:
            return cell._replace(text=f"{old.text.rstrip()}、{cell.text[unit.end() :]}")
        if old and same:
            return cell._replace(text=old.text, filled=True)
        under = under_the_same(cell.text, old.text) if old else ""
        return cell._replace(text=under) if under else cell

    return tuple(map(fill, range(len(cells)), header.columns, cells))


def is_of_year_beside(header: Header, cells: Sequence[Cell], at: int) -> bool:
    """Whether the mark 〃 in a cell of results means the year on its left, which has a text of its own."""
    column = header.columns[at]
    if not column.kind or cells[at].text.strip() not in _ONE_DITTO:
        return False
    for place in reversed(range(at)):
        other = header.columns[place]
        if other.kind:
            text = cells[place].text
            another = (other.kind, other.year_text) != (column.kind, column.year_text)
            return another and bool(text.strip()) and not DITTO.fullmatch(text)
    return False


def _is_month_of_day(header: Header, column: HeaderColumn, cells: Sequence[Cell]) -> bool:
    """Whether an empty cell is the month of a row that has a day alone (月 | 日: 4月 | 12, then only 25)."""
    if column.column or "月" not in column.header or beside_role(column.header, header.table) != "month":
        return False
    return any(
        _DAY_ALONE.fullmatch(fold_width(cell.text)) and beside_role(each.header, header.table) == "day"
        for each, cell in zip(header.columns, cells, strict=True)
        if "日" in each.header and not each.column
    )


def _identity(column: HeaderColumn) -> tuple[str, str, str]:
    """What a column is under any header of its table."""
    part = part_of_year(column.header) if column.kind else None
    return column.column, column.year_text, column.header if not column.column else part.words if part else ""


def _over(column: str, within: Mapping[str, str]) -> Iterator[str]:
    """The columns of what a column of parts is within, from below."""
    while column := within.get(column, ""):
        yield column
