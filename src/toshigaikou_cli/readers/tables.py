"""What the readers of tables share: titles told from rows, and the count of what was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import Message, joined, say, say_n
from toshigaikou_cli.records.blocks import BLOCKS, Block, Cell, Line, Reading, Row, Tally
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.text.markup import without_struck

Counted = TypeVar("Counted")
_NAMED = 5
ALWAYS_ROWS = 150_000
CHARACTERS_A_ROW = 40
"""A text may have ``ALWAYS_ROWS`` lines, blank ones counted, or one for so many of its characters."""
_EMPTY, _FILLED = Cell(""), Cell("", filled=True)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before it is known for a row of a table or a title. ``row`` and ``line`` count from 1.

    ``row`` is None where the rows of the table are only counted (titles above them left out).
    ``filled`` holds the columns (from 0) whose text a merged cell carried there, ``down`` those whose merged cell
    goes on below; ``wide`` is set where one merged cell spans the table. ``struck`` are the struck words by column.
    """

    cells: tuple[str, ...]
    row: int | None = None
    page: int | None = None
    line: int | None = None
    filled: frozenset[int] = frozenset()
    wide: bool = False
    struck: Mapping[int, str] = field(default_factory=dict)
    down: frozenset[int] = frozenset()

    @classmethod
    def of_markup(cls, cells: Iterable[str], row: int | None, page: int | None, line: int) -> RawRow:
        """A row of a text file; what stands in ``<s>``, ``<del>`` or ``<strike>`` is struck."""
        parted = [without_struck(cell) for cell in cells]
        struck = {at: words for at, (_, words) in enumerate(parted) if words}
        return cls(tuple(valid for valid, _ in parted), row, page, line, struck=struck)

    @property
    def is_struck(self) -> bool:
        """Whether all that the row has of its own is struck through (a merged cell is not its own alone)."""
        return bool(self.struck) and not set(self.own) - self.down

    @property
    def own(self) -> list[int]:
        """The columns that have a text of their own."""
        return [at for at, text in enumerate(self.cells) if text.strip() and at not in self.filled]


def as_blocks(rows: Iterable[RawRow], table: int, *, opens: bool = False, sheet: str = "") -> Iterator[Block]:
    """The rows of one table as blocks; rows without a text of their own are left out.

    A row becomes a heading line where one merged cell spans the table, or where it stands above the first
    row of two filled cells and has no other text than its first cell's (any one cell's where ``opens``: the
    rows open the document or the sheet).
    """
    above = True
    count = 0
    for row in rows:
        own = row.own
        if not own:
            continue
        only = len(own) == 1 and not row.filled - _blank(row)
        if row.wide or (above and only and (opens or own == [0])):
            yield Line(row.cells[own[0]].strip(), row.page, row.line, sheet, inside=not above)
            continue
        above = False
        count += 1
        cells = tuple(_cell(row, at, text) for at, text in enumerate(row.cells))
        yield Row(cells, table, row.row or count, row.page, row.line, sheet=sheet)


def _cell(row: RawRow, at: int, text: str) -> Cell:
    """A cell of the row; all empty ones are the same two, so that they take no room."""
    filled, struck = at in row.filled, row.struck.get(at, "")
    if not text and not struck:
        return _FILLED if filled else _EMPTY
    return Cell(text, filled=filled, struck=struck)


def _blank(row: RawRow) -> frozenset[int]:
    return frozenset(at for at in row.filled if not row.cells[at].strip())


def trimmed(blocks: Iterable[Block]) -> list[Block]:
    """``blocks`` without the outer columns in which no row has a text."""
    listed = list(blocks)
    rows = [block for block in listed if isinstance(block, Row)]
    used = {at for row in rows for at, cell in enumerate(row.cells) if cell.text.strip()}
    return [within(block, used) for block in listed] if used else listed


def within(block: Block, used: Collection[int]) -> Block:
    """A block with the columns from the first to the last that is ``used``."""
    return block if isinstance(block, Line) else block._replace(cells=block.cells[min(used) : max(used) + 1])


@dataclass(slots=True)
class Struck:
    """The struck words of a document with their places, and the places of the rows that are struck as a whole."""

    words: list[tuple[str, str]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def without(self, rows: Iterable[RawRow], place: str = "") -> Iterator[RawRow]:
        """``rows`` without those that are struck as a whole; ``place`` goes before the row's number (``sheet 実績``)."""
        for number, row in enumerate(rows, start=1):
            if not row.struck:
                yield row
                continue
            where = _row_of(row, number, place)
            self.words += [(where, " ".join(text.split())) for _, text in sorted(row.struck.items())]
            if row.is_struck:
                self.rows.append(where)
            else:
                yield row

    def findings(self, name: str) -> tuple[Finding, ...]:
        """One finding that names how many struck words there are, and the first of them."""
        if not self.words:
            return ()
        shown = [say("{where}: {what}", where=where, what=text[:20]) for where, text in self.words[:_NAMED]]
        if len(self.words) > _NAMED:
            shown.append(say("and {n} more", n=len(self.words) - _NAMED))
        where = say_n("{n} place", "{n} places", len(self.words))
        listed = joined(shown, "; ")
        message = say("struck-through text was left out: {where} ({listed})", where=where, listed=listed)
        if self.rows:
            message = say(
                "struck-through text was left out: {where}, {rows} as a whole ({listed})",
                where=where,
                rows=say_n("{n} row", "{n} rows", len(self.rows)),
                listed=listed,
            )
        return (warning("text-struck", message, Spot(name), say("compare the places with the document")),)


def _row_of(row: RawRow, number: int, place: str) -> Message:
    """Where a row stands; ``place`` is what its number is counted in."""
    if row.line:
        return say("line {n}", n=row.line)
    at = say("row {n}", n=row.row or number)
    return joined([place, at]) if place else at


def bounded(rows: Iterable[Counted], text: str, name: str) -> Iterator[Counted]:
    """The rows of a text. Raises ReadError where they are more than its length is worth."""
    most = max(ALWAYS_ROWS, len(text) // CHARACTERS_A_ROW)
    for number, row in enumerate(rows, start=1):
        if number > most:
            hint = say("take the empty lines out, or part the file")
            raise ReadError(
                say("more than {most:,} lines, nearly all of them empty", most=most), where=name, hint=hint
            )
        yield row


def warning(code: str, message: str, spot: Spot, hint: str = "", cell: str = "") -> Finding:
    """What a reader of tables met that somebody should look at."""
    return Finding(code, "warning", message, spot, hint=hint, cell=cell)


def named(places: Sequence[str], limit: int = _NAMED) -> str:
    """The first places and how many more: ``B3, C4 and 7 more``."""
    if len(places) <= limit:
        return joined(places)
    return say("{places} and {n} more", places=places[:limit], n=len(places) - limit)


@dataclass(slots=True)
class Passing:
    """What is counted of the blocks of a document while they pass: tables, rows, cells with a carried text, and the other
    cells' characters (white space out). ``pages`` is the last page that a block stands on."""

    pages: int | None = None
    tables: int = 0
    rows: int = 0
    filled: int = 0
    characters: int = 0
    _table: int = 0

    def through(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks; each is counted before it is given on."""
        for block in blocks:
            if isinstance(block, Row):
                self._count(block)
            if block.page is not None:
                self.pages = max(block.page, self.pages or 0)
            yield block

    def _count(self, row: Row) -> None:
        self.tables += row.table != self._table
        self._table = row.table
        self.rows += 1
        for cell in row.cells:
            if not cell.filled:
                self.characters += len("".join(cell.text.split()))
            elif cell.text:
                self.filled += 1


def reading_of(
    form: str,
    blocks: Iterable[Block],
    name: str,
    struck: Struck,
    passing: Passing,
    *,
    skipped: Sequence[Skip] = (),
    typed: bool = True,
) -> Reading:
    """The reading of a document of tables; what was ``struck`` and ``skipped`` is known when its
    blocks have passed."""
    kept = shelved(passing.through(blocks), BLOCKS)
    tally = Tally(
        pages=passing.pages,
        tables=passing.tables,
        rows=passing.rows,
        filled=passing.filled,
        characters=passing.characters,
        skipped=tuple(skipped),
        struck_rows=len(struck.rows),
    )
    return Reading(form, kept, tally, struck.findings(name), typed=typed)
