"""Long lists as text, part by part: the same bytes as all at once, in the memory of one part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from toshigaikou_cli import formats
from toshigaikou_cli.formats import OutputFormat
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.plain import json_line, json_text
from toshigaikou_cli.formats.tables.table import LAID_OUT, Table

Streamed = TypeVar("Streamed")

PART = 200
"""Records that are text at once."""


def in_parts(records: Sequence[Streamed]) -> Iterator[Sequence[Streamed]]:
    """A list that is in memory, as parts: its text then never is as a whole."""
    return (records[at : at + PART] for at in range(0, len(records), PART))


def json_parts(parts: Iterable[Sequence[object]]) -> Iterator[str]:
    """The records as one JSON list, as ``json_text`` writes it."""
    opened = False
    for part in parts:
        for record in part:
            inner = json_text(record).removesuffix("\n").replace("\n", "\n  ")
            yield f",\n  {inner}" if opened else f"[\n  {inner}"
            opened = True
    yield "\n]\n" if opened else "[]\n"


def json_lines(parts: Iterable[Sequence[object]]) -> Iterator[str]:
    """The records as JSON Lines: each on a line of its own."""
    return (json_line(record) for part in parts for record in part)


def table_parts(
    parts: Iterable[Sequence[Streamed]],
    table: Callable[[Sequence[Streamed]], Table],
    output: OutputFormat,
    paper: Paper,
) -> Iterator[str]:
    """The records as one table without title and notes, in CSV or Markdown: rows there do not depend on each other."""
    write = formats.TABLES[output]
    yield from write([table([])], paper)
    plain = paper._replace(bom=False)
    head = "".join(write([table([])], plain))
    for part in parts:
        yield "".join(write([table(part)], plain)).removeprefix(head)


def screen_parts(
    parts: Iterable[Sequence[Streamed]], table: Callable[[Sequence[Streamed]], Table], paper: Paper
) -> Iterator[str]:
    """The records as one table for people. As many as a table's columns are laid out by are shown at once, as ever; what
    follows keeps to their columns."""
    from toshigaikou_cli.formats.tables.terminal import in_chunks

    tables = map(table, _first_whole(parts))
    return in_chunks(tables, paper.columns, color=paper.color, ambiguous=paper.ambiguous)


def _first_whole(parts: Iterable[Sequence[Streamed]]) -> Iterator[Sequence[Streamed]]:
    """The parts, the first as long as a table is laid out by, where there are so many records."""
    first: list[Streamed] = []
    left = iter(parts)
    for part in left:
        first += part
        if len(first) >= LAID_OUT:
            break
    if first:
        yield first
    yield from left
