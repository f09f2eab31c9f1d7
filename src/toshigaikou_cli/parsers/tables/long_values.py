"""Tables with a row for each value (年度 | 指標名 | 値区分 | 値), given on as tables with a row for each indicator.

Only what is sure is given on so: each row has its kind and its year, and no indicator has two numbers of one kind and year.
Other tables of this form are left out, and named with the first row that is not sure: as any other table their kinds would
pass for headers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.parsers.columns.long_kinds import header_of_kind, is_of_today, kind_in
from toshigaikou_cli.parsers.rows.row_labels import may_be_of_value_years
from toshigaikou_cli.records.blocks import BLOCKS, Block, Cell, Line, Row
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import INSIDE, says_none, unit_in
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredTable

_FIRST_ROWS = 3
"""Rows of a table among which its header stands."""
_OF_INDICATOR = ("section", "measure", "title", "name", "bureau")
"""The columns that tell one indicator from another."""


class _LongForm(NamedTuple):
    """The places of the columns of such a table: of the values, of their kinds, of their years (None where each kind says its
    own), of what tells an indicator, and of remarks."""

    header: Row
    value: int
    kind: int
    year: int | None
    own: tuple[int, ...]
    notes: tuple[int, ...]


class _LongValue(NamedTuple):
    """One row: whose it is, its kind as it says it, the header and the year of its number, and the number."""

    row: Row
    own: tuple[str, ...]
    said: str
    role: str
    label: str
    year: int
    cell: Cell


class NotSure(NamedTuple):
    """The row for which a table is left out, and why."""

    row: Row
    why: Message


@dataclass(slots=True)
class LongTables:
    """The blocks of a document, its tables of this form with a row for each indicator. ``joined`` counts the rows that went
    into one with another, ``headers`` repeated headers; ``read`` are the headers of the tables that were read, with the number
    of their values; ``unread`` the rows of those that were left out, with the one that is not sure."""

    columns: Columns
    blocks: Sequence[Block] = ()
    joined: int = 0
    headers: int = 0
    read: list[tuple[Row, int]] = field(default_factory=list)
    unread: list[tuple[list[Row], NotSure]] = field(default_factory=list)

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
            rows, stop = _rows_of(blocks, at, self.columns) if at in headers else ([], at + 1)
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
        found = _values(form, own, self.columns)
        wide = found if isinstance(found, NotSure) else _wide(form, found[0])
        if isinstance(found, NotSure) or isinstance(wide, NotSure):
            unsure = found if isinstance(found, NotSure) else wide
            assert isinstance(unsure, NotSure)
            self.unread.append(([form.header, *rows], unsure))
            return
        values, behind = found
        self.headers += len(repeated)
        self.joined += len(values) - (len(wide) - 1)
        self.read.append((form.header, sum(_has_number(each.cell.text) for each in values)))
        yield from wide
        yield from behind


def _has_number(text: str) -> bool:
    return bool(text.strip()) and not says_none(text)


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


def _rows_of(blocks: Sequence[Block], at: int, columns: Columns) -> tuple[list[Row], int]:
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
            _texts(block) == _texts(first) or any(kind_in(cell.text, columns) for cell in block.cells)
        )
        if block.table != rows[-1].table and not goes_on:
            break
        rows.append(block)
        stop = place + 1
    return rows, stop


def _form_of(rows: Sequence[Row], table: DeclaredTable, columns: Columns) -> _LongForm | None:
    """The columns of a table of this form; None for any other table: one column has numbers, another one kinds, and there is
    a name."""
    if len(rows) < 2:
        return None
    header, *under = rows
    texts = [cell.text for cell in header.cells]
    of_values = [at for at, text in enumerate(texts) if _is_of_values(text, columns)]
    below = [row for row in under if _texts(row) != _texts(header)]
    years = [at for at, text in enumerate(texts) if may_be_of_value_years(text) and _are_years(below, at)]
    figures = any(kind_in(text, columns) for text in texts)  # 目標値: a row for each indicator
    kind = _column_of_kinds(header, below, columns, few=len(years) == 1 and not figures)
    own = tuple(at for at, text in enumerate(texts) if at != kind and _tells(_OF_INDICATOR, text, table))
    if len(of_values) != 1 or kind is None or not own:
        return None
    taken = (*of_values, kind, *own)
    may = [at for at, text in enumerate(texts) if at not in taken and may_be_of_value_years(text)]
    years = [at for at in may if at in years] or may
    notes = tuple(at for at, text in enumerate(texts) if at not in taken and _tells(("note",), text, table))
    return _LongForm(header, of_values[0], kind, years[0] if len(years) == 1 else None, own, notes)


def _column_of_kinds(header: Row, rows: Sequence[Row], columns: Columns, *, few: bool) -> int | None:
    """The column in which most kinds stand, of those where half of the cells are kinds; ``few``: else one whose name is that of
    kinds, or where any cell is one, so that words which are not known do not make the others headers."""
    found: dict[int, tuple[bool, bool, int]] = {}
    for at, cell in enumerate(header.cells):
        said = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
        kinds = sum(bool(kind_in(text, columns)) for text in said)
        named = match_key(cell.text) in columns.figures["series"].keys
        if (kinds and 2 * kinds >= len(said)) or (few and (kinds or named)):
            found[at] = (2 * kinds > len(rows), named, kinds)  # a word in the remarks (実績) is in few rows
    return max(found, key=lambda at: found[at], default=None)


def _are_years(rows: Sequence[Row], at: int) -> bool:
    said = [text for row in rows if at < len(row.cells) and (text := row.cells[at].text).strip()]
    return bool(said) and all(parse_fiscal_year(match_key(text)) is not None for text in said)


def _tells(names: Collection[str], header: str, table: DeclaredTable) -> bool:
    """Whether a header is that of one of some columns of the table of indicators."""
    keys = set(header_spellings(match_key(header)))
    return any(column.keys & keys for column in table.columns if column.name in names)


def _values(
    form: _LongForm, rows: Sequence[Row], columns: Columns
) -> tuple[list[_LongValue], list[Row]] | NotSure:
    """The values of the rows, and the rows behind the last (notes) that have none; or the first that is not sure."""
    width = len(form.header.cells)
    last = max((at for at, row in enumerate(rows) if _says_value(row, form)), default=-1)
    found: list[_LongValue] = []
    for row in rows[: last + 1]:
        whole = row._replace(cells=(*row.cells, *[Cell("")] * (width - len(row.cells))))
        value = _value(form, _with_remark(form, whole), found, columns)
        if isinstance(value, NotSure):
            return value
        found.append(value)
    return found, list(rows[last + 1 :])


def _with_remark(form: _LongForm, row: Row) -> Row:
    """A row without a value with the remark (未集計) that says that there is none in its place."""
    remark = next((at for at in form.notes if (text := row.cells[at].text.strip()) and says_none(text)), None)
    if remark is None or row.cells[form.value].text.strip():
        return row
    cells = list(row.cells)
    cells[form.value], cells[remark] = cells[remark], Cell("")
    return row._replace(cells=tuple(cells))


def _says_value(row: Row, form: _LongForm) -> bool:
    return any(at < len(row.cells) and row.cells[at].text.strip() for at in (form.value, form.kind))


def _value(form: _LongForm, row: Row, before: Sequence[_LongValue], columns: Columns) -> _LongValue | NotSure:
    if len(row.cells) > len(form.header.cells):
        return NotSure(row, say("more cells than the header has"))
    said = " ".join(row.cells[form.kind].text.split())
    role = kind_in(said, columns)
    if not role:
        return NotSure(row, say("{word} is no known kind of value", word=said) if said else say("no kind"))
    of_row = row.cells[form.year].text.strip() if form.year is not None else ""
    texts = [text for text in (of_row, without_year(match_key(said))[1]) if text]
    years = {parse_fiscal_year(match_key(text)) for text in texts}
    year = years.pop() if len(years) == 1 else None
    if year is None:
        why = say("no fiscal year is told by {texts}", texts=joined(texts, ", ")) if texts else say("no year")
        return NotSure(row, why)
    above = before[-1].own if before else ("",) * len(form.own)
    own = tuple(row.cells[at].text.strip() or same for at, same in zip(form.own, above, strict=True))
    if not any(own):
        return NotSure(row, say("no name"))
    return _LongValue(row, own, said, role, header_of_kind(said, columns), year, row.cells[form.value])


def _wide(form: _LongForm, values: Sequence[_LongValue]) -> list[Row] | NotSure:
    """The header and a row for each indicator; or the row by which one has two numbers of one kind and year, or two units."""
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
        if unsure := _told_twice(group) or _in_two_units(form, group):
            return unsure
        told = {(value.label, value.year): value.cell for value in group}
        rows = [value.row for value in group]
        rest = [_together([row.cells[at] for row in rows]) for at in beside]
        own = [*map(Cell, group[0].own), *rest, *(told.get(column, Cell("")) for column in columns)]
        made.append(rows[0]._replace(cells=tuple(own), table=form.header.table, continues=False, bbox=None))
    return made


def _at(row: Row, places: Sequence[int]) -> list[Cell]:
    return [row.cells[at] for at in places]


def _told_twice(group: Sequence[_LongValue]) -> NotSure | None:
    """The second number of one kind and year of an indicator; 現状値 and 基準値 are two kinds."""
    seen: set[tuple[str, bool, int]] = set()
    for value in group:
        key = (value.role, value.role == "base" and is_of_today(value.said), value.year)
        if key in seen:
            name = joined(filter(None, value.own), " ")
            why = say("a second {kind} of {year} for {name}", kind=value.said, year=value.year, name=name)
            return NotSure(value.row, why)
        seen.add(key)
    return None


def _in_two_units(form: _LongForm, group: Sequence[_LongValue]) -> NotSure | None:
    """The first number of an indicator in another unit than those above."""
    places = [at for at, cell in enumerate(form.header.cells) if match_key(cell.text) == "単位"]
    units: dict[str, str] = {}
    for value in group:
        for at in places:
            if unit := value.row.cells[at].text.strip():
                units.setdefault(match_key(unit), unit)
        if len(units) > 1:
            name = joined(filter(None, value.own), " ")
            why = say("{name} in two units: {units}", name=name, units=joined(units.values(), ", "))
            return NotSure(value.row, why)
    return None


def _together(cells: Sequence[Cell]) -> Cell:
    """What the cells of a column say, each text once."""
    return Cell("\n".join(dict.fromkeys(text for cell in cells if (text := cell.text.strip()))))
