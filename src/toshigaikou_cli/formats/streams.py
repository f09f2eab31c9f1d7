"""Long lists as text, part by part: the same bytes as all at once, in the memory of one part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from toshigaikou_cli import formats
from toshigaikou_cli.formats import OutputFormat
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.plain import json_text
from toshigaikou_cli.formats.tables.table import Table

Streamed = TypeVar("Streamed")

PART = 500
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


def table_parts(
    parts: Iterable[Sequence[Streamed]],
    table: Callable[[Sequence[Streamed]], Table],
    output: OutputFormat,
    paper: Paper,
) -> Iterator[str]:
    """The records as one table without title and notes, in CSV or Markdown: rows there do not depend on each other."""
    write = formats.TABLES[output]
    yield write([table([])], paper)
    plain = paper._replace(bom=False)
    head = write([table([])], plain)
    for part in parts:
        yield write([table(part)], plain).removeprefix(head)
