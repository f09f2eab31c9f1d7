"""The cells of a work sheet as rows: what is hidden left out and named, merged ranges filled, tables parted.

Shared by the readers of workbooks, whatever library opens them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n, sayable, sayable_n
from toshigaikou_cli.readers.tables import (
    Passing,
    RawRow,
    Struck,
    as_blocks,
    named,
    reading_of,
    warning,
    within,
)
from toshigaikou_cli.records.blocks import BLOCKS, Block, Line, Reading, Row
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shelf import shelved

Place = tuple[int, int]
"""Row and column of a cell, from 1."""

_DEFAULT_NAME = expression(r"(?:work)?(?:sheet|シート)\s*[0-9０-９]*", re.IGNORECASE)
_NAMED_CELLS = 10
ALWAYS_CELLS = 200_000
BYTES_A_CELL = 5
"""A workbook may have ``ALWAYS_CELLS`` cells with a text, or one for so many of its bytes."""
ALWAYS_CHARACTERS = 10_000_000
CHARACTERS_A_BYTE = 10
"""Of all cells: one text may stand in each cell of a workbook."""
MAX_CELLS = 2_000_000
"""The empty ones between others counted."""
_MAX_GAP = 50
"""Empty columns between two that have a text: a stray cell may stand in column XFD."""
MAX_MERGED = 2_000_000
"""Cells of a workbook: one merged range may claim 17 thousand million."""


@dataclass(frozen=True, slots=True)
class CellArea:
    """A range of cells; rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as its library gives it.

    ``texts`` as shown, without the ``struck`` words; ``rows`` and ``columns`` that are hidden, ``filtered`` rows among
    them; ``printed`` areas and repeated ``titles`` rows; the places of comments, of values that a number format hides,
    of errors, and of formulas without a value; ``drawn``: the texts in drawings, with their places.
    """

    title: str
    texts: Mapping[Place, str]
    merges: Sequence[CellArea] = ()
    struck: Mapping[Place, str] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    filtered: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    printed: Sequence[CellArea] = ()
    comments: Sequence[str] = ()
    unshown: Sequence[str] = ()
    errors: Sequence[str] = ()
    uncomputed: Sequence[str] = ()
    drawn: Sequence[str] = ()


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def cell_name(place: Place) -> str:
    return f"{letters(place[1])}{place[0]}"


def most_cells(size: int) -> int:
    """How many cells with a text a workbook of ``size`` bytes may have."""
    return max(ALWAYS_CELLS, size // BYTES_A_CELL)


def most_characters(size: int) -> int:
    """How many characters all cells of a workbook of ``size`` bytes may have."""
    return max(ALWAYS_CHARACTERS, size * CHARACTERS_A_BYTE)


def covered_cells(areas: Iterable[CellArea]) -> int:
    return sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in areas)


def without_covered(cells: dict[Place, Any], merges: Sequence[CellArea]) -> None:
    """Take from ``cells`` those under merged ranges, all but the first of each: no program shows them."""
    if not merges or covered_cells(merges) > MAX_MERGED:
        return  # too much is refused with the sheet
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    numbers = list(rows)
    for area in merges:
        for row in numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]:
            columns = rows[row]
            for column in columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]:
                if (row, column) != (area.top, area.left):
                    cells.pop((row, column), None)


def is_chosen(title: str, page: int, chosen: Sequence[str]) -> bool:
    """Whether a sheet is among the ``chosen`` ones, named by title or place; all are where none is chosen."""
    return not chosen or title in chosen or str(page) in chosen


def refuse_unknown(titles: Sequence[str], chosen: Sequence[str], name: str) -> None:
    """Raise ReadError where a chosen sheet is none of the workbook's."""
    for choice in chosen:
        if choice not in titles and not (choice.isdigit() and 1 <= int(choice) <= len(titles)):
            there = named([f"{at} {title}" for at, title in enumerate(titles, start=1)], 20)
            raise ReadError(
                say("no sheet {choice}", choice=choice),
                where=name,
                hint=say("there are: {there}", there=there),
            )


@dataclass(slots=True)
class _Spent:
    """What the sheets of a workbook of ``size`` bytes have had so far, together."""

    size: int
    covered: int = 0
    cells: int = 0
    characters: int = 0

    def add(self, sheet: Sheet, spot: Spot) -> None:
        """Raise ReadError where it is more than the bytes of the workbook can be worth."""
        self.covered += covered_cells(sheet.merges)
        if self.covered > MAX_MERGED:
            told = sayable_n(
                "merged ranges of sheet {title} cover {n:,} cell",
                "merged ranges of sheet {title} cover {n:,} cells",
            )
            what = say_n(*told, n=self.covered, title=sheet.title)
            raise ReadError(
                what, where=spot.document, spot=spot, hint=say("merge only the cells of the table")
            )
        self.cells += len(sheet.texts) + len(sheet.struck)
        self.characters += sum(len(text) for of in (sheet.texts, sheet.struck) for text in of.values())
        most, most_text = most_cells(self.size), most_characters(self.size)
        if self.characters > most_text:
            what = say("a workbook of more than {n:,} characters in its cells", n=most_text)
        elif self.cells > most:
            what = say("a workbook of more than {n:,} cells", n=most)
        else:
            return
        raise ReadError(what, where=spot.document, spot=spot, hint=say("save the table that matters as CSV"))


def reading(format_: str, sheets: Iterable[tuple[int, Sheet | Skip]], name: str, size: int) -> Reading:
    """The reading of a workbook's sheets, each with its place from 1, or that it was left out; ``size``: bytes of the file.

    Raises ReadError where the sheets have more than that is worth.
    """
    skipped: list[Skip] = []
    findings: list[Finding] = []
    struck, passing = Struck(), Passing()

    def blocks() -> Iterator[Block]:
        spent, pages = _Spent(size), 0
        for page, sheet in sheets:
            if isinstance(sheet, Skip):
                skipped.append(sheet)
                continue
            pages += 1
            spot = Spot(name, page, sheet=sheet.title)
            spent.add(sheet, spot)
            shown = _visible(sheet)
            skipped.extend(Skip(what, spot) for what in _left_out(sheet))
            findings.extend(_findings(sheet, shown, spot))
            if shown.texts or shown.struck:
                yield from _blocks(shown, spot, struck, passing)
        passing.pages = pages

    made = reading_of(format_, blocks(), name, struck, passing, skipped=skipped)
    return made._replace(findings=(*findings, *made.findings))


# ---------------------------------------------------------------- what is not read


def _visible(sheet: Sheet) -> Sheet:
    """The sheet without its hidden rows and columns; a merged range shows its text in its first visible cell."""
    if not (sheet.rows or sheet.columns):
        return sheet
    texts, struck = dict(sheet.texts), dict(sheet.struck)
    merges = []
    for merge in sheet.merges:
        first = _first_visible(merge, sheet)
        if first is None:
            continue
        for of in (texts, struck):
            text = of.pop((merge.top, merge.left), None)
            if text is not None:
                of[first] = text
        merges.append(replace(merge, top=first[0], left=first[1]))
    return replace(
        sheet,
        texts=_without_hidden(texts, sheet),
        struck=_without_hidden(struck, sheet),
        merges=merges,
    )


def _first_visible(merge: CellArea, sheet: Sheet) -> Place | None:
    row = next((row for row in range(merge.top, merge.bottom + 1) if row not in sheet.rows), None)
    column = next((at for at in range(merge.left, merge.right + 1) if at not in sheet.columns), None)
    return (row, column) if row is not None and column is not None else None


def _without_hidden(texts: Mapping[Place, str], sheet: Sheet) -> dict[Place, str]:
    return {
        place: text
        for place, text in texts.items()
        if place[0] not in sheet.rows and place[1] not in sheet.columns
    }


def _left_out(sheet: Sheet) -> Iterator[str]:
    """What of a sheet was not read, and where; only what has a text is worth a name."""
    used = sheet.texts.keys() | sheet.struck.keys()
    heads: dict[int, str] = {}
    for (_, column), text in sorted(sheet.texts.items()):
        if column in sheet.columns and column not in heads:
            shown = " ".join(text.split())[:20]
            heads[column] = say("{column} ({text})", column=letters(column), text=shown)
    if heads:
        yield say("hidden columns {places}", places=named(list(heads.values())))
    rows = {row for row, _ in used if row in sheet.rows}
    hidden, filtered = sayable("hidden rows {places}"), sayable("filtered rows {places}")
    for template, those in ((hidden, rows - sheet.filtered), (filtered, rows & sheet.filtered)):
        if those:
            yield say(template, places=named([str(row) for row in sorted(those)], _NAMED_CELLS))
    if sheet.comments:
        yield say("comments {places}", places=named(sheet.comments, _NAMED_CELLS))
    if sheet.unshown:
        places = named(sheet.unshown, _NAMED_CELLS)
        yield say("values that their number format hides: {places}", places=places)
    if sheet.drawn:
        yield say("text in drawings over {places}", places=named(sheet.drawn))


def _findings(sheet: Sheet, shown: Sheet, spot: Spot) -> Iterator[Finding]:
    if sheet.uncomputed:
        cells = named(sheet.uncomputed, _NAMED_CELLS)
        message = say(
            "formulas whose value was never stored: sheet {title}, {cells}", title=sheet.title, cells=cells
        )
        yield warning(
            "formula-without-value", message, spot, say("open the workbook in Excel and save it again"), cells
        )
    if sheet.errors:
        cells = named(sheet.errors, _NAMED_CELLS)
        message = say(
            "cells with an error instead of a value, read as empty: sheet {title}, {cells}",
            title=sheet.title,
            cells=cells,
        )
        yield warning(
            "error-value", message, spot, say("mend the formulas and save the workbook again"), cells
        )
    outside = [place for place in sorted(shown.texts) if not any(area.holds(place) for area in sheet.printed)]
    if sheet.printed and outside:
        cells = named([cell_name(place) for place in outside], _NAMED_CELLS)
        message = say(
            "cells outside the print area were read: sheet {title}, {cells}", title=sheet.title, cells=cells
        )
        yield warning(
            "outside-print-area", message, spot, say("take drafts and notes out of the sheet"), cells
        )


# ---------------------------------------------------------------- rows


def _blocks(sheet: Sheet, spot: Spot, struck: Struck, passing: Passing) -> Iterator[Block]:
    """The sheet's name, titles and rows, without outer columns in which no row has a text."""
    title, page = sheet.title.strip(), spot.page or 1
    if not _DEFAULT_NAME.fullmatch(title):
        yield Line(title, page, sheet=sheet.title)
    columns = _columns(sheet)
    _refuse_sparse(sheet, spot, columns)
    used: set[int] = set()
    before = passing.tables

    def blocks() -> Iterator[Block]:
        counted = Passing(tables=before)
        for rows in _groups(sheet):
            raw = (_raw_row(sheet, row, merges, page, columns) for row, merges in rows)
            kept = struck.without(raw, say("sheet {sheet}", sheet=title))
            made = as_blocks(kept, counted.tables + 1, opens=counted.tables == before, sheet=sheet.title)
            for block in counted.through(made):
                if isinstance(block, Row):
                    used.update(at for at, cell in enumerate(block.cells) if cell.text.strip())
                yield block

    kept = shelved(blocks(), BLOCKS)
    for block in kept:
        yield within(block, used) if used else block


def _columns(sheet: Sheet) -> list[int]:
    """The visible columns from the first to the last that has a text; long runs of empty ones are cut short."""
    columns: list[int] = []
    for column in sorted({column for _, column in (*sheet.texts, *sheet.struck)}):
        first = columns[-1] + 1 if columns else column
        empty = range(first, min(column, first + _MAX_GAP))
        columns += [each for each in empty if each not in sheet.columns]
        columns.append(column)
    return columns


def _refuse_sparse(sheet: Sheet, spot: Spot, columns: Sequence[int]) -> None:
    rows = len({row for row, _ in (*sheet.texts, *sheet.struck)})
    if rows * len(columns) > MAX_CELLS:
        what = say(
            "sheet {title} spreads over {rows:,} rows and {columns:,} columns",
            title=sheet.title,
            rows=rows,
            columns=len(columns),
        )
        hint = say(
            "save the table that matters as a new file: at most {n:,} cells with the empty ones",
            n=MAX_CELLS,
        )
        raise ReadError(what, where=spot.document, spot=spot, hint=hint)


def _groups(sheet: Sheet) -> Iterator[list[tuple[int, list[CellArea]]]]:
    """The rows that have a text, each with the merged ranges over it, parted where an empty row stands."""
    rows = sorted({row for row, _ in (*sheet.texts, *sheet.struck)})
    over: dict[int, list[CellArea]] = {row: [] for row in rows}
    spanned = set(sheet.rows)
    for merge in sheet.merges:
        if (merge.top, merge.left) not in sheet.texts:
            continue
        for row in rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]:
            over[row].append(merge)
        spanned.update(range(merge.top, min(merge.bottom, rows[-1]) + 1))
    group: list[tuple[int, list[CellArea]]] = []
    before = rows[0] - 1
    for row in rows:
        if group and not spanned.issuperset(range(before + 1, row)):
            yield group
            group = []
        group.append((row, over[row]))
        before = row
    yield group


def _raw_row(sheet: Sheet, row: int, merges: list[CellArea], page: int, columns: Sequence[int]) -> RawRow:
    """The row's cells in the visible ``columns``, in order."""
    cells = [sheet.texts.get((row, column), "") for column in columns]
    filled: set[int] = set()
    down: set[int] = set()
    for merge in merges:
        covered = range(bisect_left(columns, merge.left), bisect_right(columns, merge.right))
        if not covered:
            continue
        filled.update(covered if row > merge.top else covered[1:])
        if row < merge.bottom:
            down.add(covered[0])
        if row > merge.top:
            cells[covered[0]] = sheet.texts[merge.top, merge.left]
    wide = len(columns) > 1 and any(m.left <= columns[0] and m.right >= columns[-1] for m in merges)
    places = enumerate(columns) if sheet.struck else ()
    struck = {at: sheet.struck[row, column] for at, column in places if (row, column) in sheet.struck}
    return RawRow(tuple(cells), row, page, None, frozenset(filled), wide, struck, frozenset(down))
