"""GitHub-flavoured Markdown in which document text is only text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.tables.table import Part, Table, TableText, apart, for_people, row_for_people
from toshigaikou_cli.language import in_language
from toshigaikou_cli.text.keys import visible

_SPECIAL = expression(r"([\\`*_\[\]|~#!])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands: no emphasis, link, HTML or cell border."""
    text = visible(text, keep_newlines=True).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "<br>")


def markdown_lines(parts: Sequence[Part]) -> Iterator[str]:
    """Line by line."""
    return apart(_text(part) if isinstance(part, TableText) else _table(part) for part in parts)


def _text(text: TableText) -> Iterator[str]:
    prefix, suffix = ("## ", "") if text.heading else ("", "  ")
    return (f"{prefix}{escaped(for_people(line))}{suffix}" for line in text.lines)


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield from (f"### {escaped(for_people(table.title))}", "")
    yield _row([escaped(in_language(column.title)) for column in table.columns])
    yield _row(["---:" if column.align == "right" else "---" for column in table.columns])
    yield from (_row(list(map(escaped, row_for_people(table, row)))) for row in table.rows)
    if table.notes:
        yield ""
        yield from (f"{escaped(in_language(note))}  " for note in table.notes)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
