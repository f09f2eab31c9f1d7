"""Tables with a row for each value (年度 | 指標名 | 値区分 | 値), given on as tables with a row for each indicator.

Only what is sure is given on so: each row has its kind and its year, and no indicator has two numbers of one kind and year.
Other tables of this form are left out, and named: as any other table their kinds would pass for headers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toshigaikou_cli.parsers.header_names import header_spellings, without_year
from toshigaikou_cli.parsers.row_labels import may_be_of_years
from toshigaikou_cli.records.blocks import BLOCKS, Block, Cell, Line, Row
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import INSIDE, series_in, unit_in
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredTable

_FIRST_ROWS = 3
"""Rows of a table among which its header stands."""
_HEADERS = {"base": "基準値", "target": "目標値", "actual": "実績値", "forecast": "見込値", "rate": "達成率"}
"""What a column of values of each kind is called, where its rows say a word that may be of a text, too (実績)."""
_OF_INDICATOR = ("section", "measure", "title", "name", "bureau")
"""The columns that tell one indicator from another."""


class _LongForm(NamedTuple):
    """The places of the columns of such a table: of the values, of their kinds, of their years (None where each kind says its
    own), and of what tells an indicator."""

    header: Row
    value: int
    kind: int
    year: int | None
    own: tuple[int, ...]


class _LongValue(NamedTuple):
    """One row: whose it is, the header and the year of its number, and the number."""

    row: Row
    own: tuple[str, ...]
    role: str
    label: str
    year: int
    cell: Cell


@dataclass(slots=True)
class LongTables:
    """The blocks of a document, its tables of this form with a row for each indicator. ``joined`` counts the rows that went
    into one with another, ``headers`` repeated headers; ``read`` are the headers of the tables that were read, with their
    values; ``unread`` the rows of those that were left out."""

    columns: Columns
    blocks: Sequence[Block] = ()
    joined: int = 0
    headers: int = 0
    read: list[tuple[Row, int]] = field(default_factory=list)
    unread: list[list[Row]] = field(default_factory=list)

    def take(self, blocks: Sequence[Block]) -> None:
        """Take a document in."""
        table = next((each for each in self.columns.tables if each.needs), None)
        headers = [at for at, row in _openings(blocks) if _names_values(row, self.columns)] if table else []
        if table and headers:
            blocks = shelved(self._given(blocks, frozenset(headers), table), BLOCKS)
        self.blocks = blocks

    def _given(
        self, blocks: Sequence[Block], headers: Collection[int], table: DeclaredTable
    ) -> Iterator[Block]:
        at = 0
        while at < len(blocks):
            rows, stop = _rows_of(blocks, at) if at in headers else ([], at + 1)
            form = _form_of(rows, table, self.columns)
            if form is None:
                yield blocks[at]
                at += 1
                continue
            yield from (block for block in blocks[at:stop] if isinstance(block, Line))
            yield from self._table(form, rows[1:])
            at = stop

    def _table(self, form: _LongForm, rows: Sequence[Row]) -> Iterator[Block]:
        texts = _texts(form.header)
        repeated = [row for row in rows if _texts(row) == texts]
        own = [row for row in rows if _texts(row) != texts]
        values, behind = _values(form, own, self.columns)
        wide = _wide(form, values) if values else None
        if wide is None:
            self.unread.append([form.header, *rows])
            return
        self.headers += len(repeated)
        self.joined += len(values) - (len(wide) - 1)
        self.read.append((form.header, len(values)))
        yield from wide
        yield from behind


def _openings(blocks: Sequence[Block]) -> Iterator[tuple[int, Row]]:
    """The first rows of each table, with their places among the blocks."""
    table = seen = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Row):
            seen = seen + 1 if block.table == table else 1
            table = block.table
            if seen <= _FIRST_ROWS:
                yield at, block


def _names_values(row: Row, columns: Columns) -> bool:
    return any(_is_of_values(cell.text, columns) for cell in row.cells)


def _is_of_values(text: str, columns: Columns) -> bool:
    return any(key in columns.number_labels for key in header_spellings(match_key(text)))


def _texts(row: Row) -> list[str]:
    return [match_key(cell.text) for cell in row.cells]


def _rows_of(blocks: Sequence[Block], at: int) -> tuple[list[Row], int]:
    """A header row and the rows under it, also those of a table that goes on (its next page): of as many cells, of which one
    is a kind in each, or the header again; and the place behind the last of them."""
    first = blocks[at]
    assert isinstance(first, Row)
    rows, stop = [first], at + 1
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        if isinstance(block, Line):
            continue
        goes_on = len(block.cells) == len(first.cells) and (
            _texts(block) == _texts(first) or any(_kind_in(cell.text) for cell in block.cells)
        )
        if block.table != rows[-1].table and not goes_on:
            break
        rows.append(block)
        stop = place + 1
    return rows, stop


def _form_of(rows: Sequence[Row], table: DeclaredTable, columns: Columns) -> _LongForm | None:
    """The columns of a table of this form; None for any other table: one column has numbers, half of the cells of another one
    are kinds, and there is a name."""
    if len(rows) < 2:
        return None
    header, *under = rows
    width = len(header.cells)
    of_values = [at for at in range(width) if _is_of_values(header.cells[at].text, columns)]
    under = [row for row in under if _texts(row) != _texts(header)]
    kinds = [
        at for at in range(width) if _are_kinds([row.cells[at].text for row in under if at < len(row.cells)])
    ]
    own = tuple(
        at for at in range(width) if at not in kinds and _tells_indicator(header.cells[at].text, table)
    )
    if len(of_values) != 1 or len(kinds) != 1 or not own:
        return None
    years = [
        at
        for at in range(width)
        if at not in (*of_values, *kinds, *own) and may_be_of_years(header.cells[at].text)
    ]
    return _LongForm(header, of_values[0], kinds[0], years[0] if len(years) == 1 else None, own)


def _are_kinds(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text.strip()]
    return bool(said) and 2 * sum(bool(_kind_in(text)) for text in said) >= len(said)


def _kind_in(text: str) -> str:
    """The kind that a cell says of its row's number, with or without a year (令和4年度実績値); "" for none."""
    return series_in(text) or series_in(without_year(match_key(text))[0])


def _tells_indicator(header: str, table: DeclaredTable) -> bool:
    keys = set(header_spellings(match_key(header)))
    return any(column.keys & keys for column in table.columns if column.name in _OF_INDICATOR)


def _values(form: _LongForm, rows: Sequence[Row], columns: Columns) -> tuple[list[_LongValue], list[Row]]:
    """The values of the rows, none where one is not sure; and the rows behind the last (notes) that have none."""
    width = len(form.header.cells)
    last = max((at for at, row in enumerate(rows) if _says_value(row, form)), default=-1)
    found: list[_LongValue] = []
    for row in rows[: last + 1]:
        value = _value(
            form, row._replace(cells=(*row.cells, *[Cell("")] * (width - len(row.cells)))), found, columns
        )
        if value is None:
            return [], []
        found.append(value)
    return found, list(rows[last + 1 :])


def _says_value(row: Row, form: _LongForm) -> bool:
    return any(at < len(row.cells) and row.cells[at].text.strip() for at in (form.value, form.kind))


def _value(form: _LongForm, row: Row, before: Sequence[_LongValue], columns: Columns) -> _LongValue | None:
    if len(row.cells) > len(form.header.cells):
        return None
    said = row.cells[form.kind].text
    role = _kind_in(said)
    bare, year_text = without_year(match_key(said))
    of_row = row.cells[form.year].text if form.year is not None else ""
    years = {parse_fiscal_year(match_key(text)) for text in (of_row, year_text) if text.strip()}
    above = before[-1].own if before else ("",) * len(form.own)
    own = tuple(row.cells[at].text.strip() or same for at, same in zip(form.own, above, strict=True))
    year = years.pop() if len(years) == 1 else None
    if not role or year is None or not any(own):
        return None
    declared = columns.figures.get(role)
    plain = declared is not None and bare in declared.keys - declared.weak
    return _LongValue(row, own, role, bare if plain else _HEADERS[role], year, row.cells[form.value])


def _wide(form: _LongForm, values: Sequence[_LongValue]) -> list[Row] | None:
    """The header and a row for each indicator; None where one has two numbers of one kind and year, or in two units."""
    groups: dict[tuple[str, ...], list[_LongValue]] = {}
    for value in values:
        groups.setdefault(tuple(map(match_key, value.own)), []).append(value)
    latest = max((each.year for each in values if each.role == "rate"), default=None)
    columns = list(
        dict.fromkeys(
            (each.label, each.year) for each in values if each.role != "rate" or each.year == latest
        )
    )
    beside = [
        at
        for at in range(len(form.header.cells))
        if at not in (form.value, form.kind, form.year, *form.own) and form.header.cells[at].text.strip()
    ]
    unit = next(
        (f"（{unit}）" for unit in map(unit_in, INSIDE.findall(form.header.cells[form.value].text)) if unit),
        "",
    )
    labels = [Cell(f"{label}（{year}年度）{unit}") for label, year in columns]
    header = form.header._replace(cells=(*_at(form.header, (*form.own, *beside)), *labels))
    made = [header]
    for group in groups.values():
        told: dict[tuple[str, int], Cell] = {}
        for value in group:
            if (value.label, value.year) in told:
                return None
            told[value.label, value.year] = value.cell
        rows = [value.row for value in group]
        rest = [_together([row.cells[at] for row in rows]) for at in beside]
        if any(len(set(map(match_key, cell.text.split("\n")))) > 1 for cell in _units(form, beside, rest)):
            return None
        own = [*map(Cell, group[0].own), *rest, *(told.get(column, Cell("")) for column in columns)]
        made.append(rows[0]._replace(cells=tuple(own), table=form.header.table, continues=False, bbox=None))
    return made


def _at(row: Row, places: Sequence[int]) -> list[Cell]:
    return [row.cells[at] for at in places]


def _units(form: _LongForm, beside: Sequence[int], cells: Sequence[Cell]) -> list[Cell]:
    return [
        cell
        for at, cell in zip(beside, cells, strict=True)
        if match_key(form.header.cells[at].text) == "単位"
    ]


def _together(cells: Sequence[Cell]) -> Cell:
    """What the cells of a column say, each text once."""
    return Cell("\n".join(dict.fromkeys(text for cell in cells if (text := cell.text.strip()))))
