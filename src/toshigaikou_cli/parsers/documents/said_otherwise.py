"""Notes and remarks which say that what a row tells is otherwise: corrected, called off, ended. Named, and not taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.header_years import parse_year_of_month
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.footnotes import (
    Footnote,
    corrects,
    ends_it,
    footnotes,
    heads_a_correction,
    is_of_all_rows,
    rows_named,
    says_otherwise,
)
from toshigaikou_cli.text.other_years import is_of_other_years
from toshigaikou_cli.text.told_beside import names_calling_off

_SHOWN = 60
_BELOW_ZERO = ("△", "▲", "-", "－", "−")
_MANY = 20
"""Rows at which one note is named, each by itself; one that is of more rows is of the table."""


class _NoteAt(NamedTuple):
    """A note with the line that it stands in, and the number of rows before it."""

    note: Footnote
    line: Line
    rows: int


def notes_at_rows(tables: Tables, name: str, fiscal_years: Collection[int] = ()) -> tuple[Finding, ...]:
    """A finding for each row that a note is of, by its mark (※1) or by the number that it names (No.2), where the note says
    that the row is otherwise, and not in years that are none of those of the rows; one for each such note whose row is not
    told."""
    if not any(says_otherwise(line.text) for _, line in tables.notes):
        return ()
    columns = (column.year_text for header in tables.headings for column in header.columns)
    of_columns = (parse_year_of_month(text) for text in columns if text)
    fiscal_years = {*fiscal_years, *(year for year in of_columns if year)}
    placed = [
        _NoteAt(note, line, rows) for rows, line in tables.notes for note in footnotes(line.text) if note.text
    ]
    named = [
        (line, numbers)
        for _, line in tables.notes
        if says_otherwise(line.text) and (numbers := rows_named(line.text))
    ]
    of_rows: dict[Line, list[Finding]] = {}
    meant: set[Line] = set()
    for at, row in enumerate(tables.table_rows):
        for each in _of_cells(row, at, placed):
            meant.add(each.line)
            if _says_otherwise(each.note.text, fiscal_years) and not _says_so(row, each.note):
                said = say(
                    "note {mark} of this row says: {text}",
                    mark=joined(each.note.marks),
                    text=each.note.text[:_SHOWN],
                )
                of_rows.setdefault(each.line, []).append(_finding(said, row.source, name))
        for line, numbers in named:
            if line.sheet == row.source.sheet and _number(row) in numbers:
                meant.add(line)
                said = say("a note on this row says: {text}", text=_shown(line.text))
                of_rows.setdefault(line, []).append(_finding(said, row.source, name))
    findings: list[Finding] = []
    for _, line in tables.notes:
        found = of_rows.pop(line, [])
        findings += found[:_MANY]
        alone = line not in meant and says_otherwise(line.text) and heads_a_correction(line.text)
        if alone and not is_of_all_rows(line.text):
            said = say("a note of which no row is told says: {text}", text=_shown(line.text))
            findings.append(_finding(said, line.spot, name))
    return tuple(findings)


def corrected_rows(rows: Iterable[TableRow], name: str, fiscal_year: int | None = None) -> Iterator[Finding]:
    """A finding for each row whose remark says that something of it is corrected, or that it ended; by their fiscal year, if it
    is known, not later than it."""
    for row in rows:
        at = row.header.index("note")
        if at is None or not (remark := row.cells[at].text.strip()) or row.cells[at].filled:
            continue
        if corrects(remark) or (ends_it(remark, fiscal_year) and not _tells_its_end(row, at)):
            header = " ".join(row.header.columns[at].header.split())
            said = say(
                "{header} says that what this row tells is otherwise: {text}",
                header=header,
                text=_shown(remark),
            )
            yield _finding(said, row.source._replace(cell=header), name)


def revised_numbers(tables: Tables, name: str) -> Iterator[Finding]:
    """A finding for each column of what numbers were first, beside what they were revised to, at the first row of these."""
    if not any(header.revised for header in tables.headings):
        return
    told: set[tuple[str, str]] = set()
    for row in tables.table_rows:
        for at, other in row.header.revised.items():
            if not row.is_revised(at):
                continue
            first, revised = (" ".join(row.header.columns[place].header.split()) for place in (at, other))
            if row.cells[other].text.strip().startswith(_BELOW_ZERO):
                said = say(
                    "{revised} is below zero: perhaps it says what was taken off, and not what is left",
                    revised=revised,
                )
                hint = say(
                    "what {first} says stays a text: write what is left into {revised}",
                    first=first,
                    revised=revised,
                )
                place = row.source._replace(document=name, cell=revised)
                yield Finding(
                    "figures-revised", "warning", said, place, cell=row.cells[other].text, hint=hint
                )
            if (first, revised) not in told:
                told.add((first, revised))
                said = say(
                    "{revised} is read in place of {first}, which stays a text", revised=revised, first=first
                )
                yield Finding("figures-revised", "info", said, row.source._replace(document=name, cell=first))


def _of_cells(row: TableRow, at: int, placed: Sequence[_NoteAt]) -> Iterator[_NoteAt]:
    """The notes whose mark stands in a row: of several with one mark the first behind the row, else the last before it."""
    there = [
        each
        for each in placed
        if each.line.sheet == row.source.sheet and any(each.note.is_meant_in(cell.text) for cell in row.cells)
    ]
    taken: set[str] = set()
    for each in sorted(there, key=lambda each: (each.rows <= at, abs(each.rows - at))):
        if not taken.intersection(each.note.marks):
            taken.update(each.note.marks)
            yield each


def _says_otherwise(text: str, fiscal_years: Collection[int]) -> bool:
    """Whether a note says that a row of these years is otherwise; a correction may be of any year."""
    return corrects(text) or (names_calling_off(text) and not is_of_other_years(text, fiscal_years))


def _says_so(row: TableRow, note: Footnote) -> bool:
    """Whether the cell of a note's mark says itself what the note says: that it was called off."""
    return not corrects(note.text) and all(
        names_calling_off(cell.text) for cell in row.cells if note.is_meant_in(cell.text)
    )


def _tells_its_end(row: TableRow, note: int) -> bool:
    return any(ends_it(cell.text) for at, cell in enumerate(row.cells) if at != note)


def _number(row: TableRow) -> str:
    """The number of a row, or of its measure, without what stands before it (No.)."""
    text = fold_width(row.cell("number").text or row.cell("measure").text).strip()
    return text.lower().removeprefix("no").lstrip(". ")


def _shown(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def _finding(message: Message, spot: Spot, name: str) -> Finding:
    hint = say("nothing of it is taken over: if it is so, write it into the row itself")
    return Finding("said-otherwise", "warning", message, spot._replace(document=name), hint=hint)
