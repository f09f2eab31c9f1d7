"""The chosen pages and tables of a reading, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import joined, say, sayable
from toshigaikou_cli.readers.tables import named
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

_SHOWN_CELLS = 3


def chosen(reading: Reading, options: ReadOptions, name: str) -> Reading:
    """The reading with the chosen pages and tables only; lines outside tables stay, for they name the year.

    What is left out is named in ``tally.skipped``. Raises ReadError where a chosen page, table or sheet is not there.
    """
    if options.sheets and not any(block.sheet for block in reading.blocks):
        raise ReadError(say("a document without sheets"), where=name, hint=say("leave --sheet out"))
    if options.pages:
        reading = _with_pages(reading, options.pages, name)
    if options.tables:
        reading = _with_tables(reading, options.tables, name)
    return reading


def _with_pages(reading: Reading, pages: Sequence[int], name: str) -> Reading:
    there = sorted({block.page for block in reading.blocks if block.page is not None})
    if not there:
        raise ReadError(say("a document without pages"), where=name, hint=say("leave --pages out"))
    last = max(reading.tally.pages or 0, *there)
    beyond = [page for page in pages if page > last]
    if beyond:
        raise ReadError(
            say("no page {page}", page=beyond[0]), where=name, hint=say("there are {last}", last=last)
        )
    kept = [block for block in reading.blocks if block.page in pages]
    left = [str(page) for page in there if page not in pages]
    findings = tuple(each for each in reading.findings if each.spot.page is None or each.spot.page in pages)
    return _narrowed(
        reading._replace(findings=findings), kept, sayable("not chosen: pages {places}"), left, name
    )


def _with_tables(reading: Reading, tables: Sequence[int], name: str) -> Reading:
    first: dict[int, Row] = {}
    for block in reading.blocks:
        if isinstance(block, Row):
            first.setdefault(block.table, block)
    unknown = [table for table in tables if table not in first]
    if unknown:
        listed = joined((f"{table} ({_told(row)})" for table, row in first.items()), "; ")
        raise ReadError(
            say("no table {table}", table=unknown[0]),
            where=name,
            hint=say("there are: {listed}", listed=listed) if listed else "",
        )
    kept = [block for block in reading.blocks if isinstance(block, Line) or block.table in tables]
    left = [str(table) for table in first if table not in tables]
    return _narrowed(reading, kept, sayable("not chosen: tables {places}"), left, name)


def _told(row: Row) -> str:
    return " | ".join(" ".join(cell.text.split())[:10] for cell in row.cells[:_SHOWN_CELLS])


def _narrowed(
    reading: Reading, kept: Iterable[Block], template: str, left: Sequence[str], name: str
) -> Reading:
    blocks = tuple(kept)
    rows = [block for block in blocks if isinstance(block, Row)]
    skip = (Skip(say(template, places=named(left, 20)), Spot(name)),) if left else ()
    tally = reading.tally._replace(
        tables=len({row.table for row in rows}),
        rows=len(rows),
        skipped=(*reading.tally.skipped, *skip),
    )
    return reading._replace(blocks=blocks, tally=tally)
