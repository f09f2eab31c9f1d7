"""Tables and texts as a piece of HTML for a notebook, in which document text is only text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, for_people
from toshigaikou_cli.language import in_language
from toshigaikou_cli.text.keys import visible


def fragment(parts: Sequence[Part]) -> str:
    """Headings, paragraphs and tables, without classes and without scripts."""
    return "".join(_text(part) if isinstance(part, TableText) else _table(part) for part in parts)


def _text(part: TableText) -> str:
    tag = "h3" if part.heading else "p"
    return "".join(f"<{tag}>{_shown(in_language(line))}</{tag}>" for line in part.lines)


def _table(table: Table) -> str:
    caption = f"<caption>{_shown(in_language(table.title))}</caption>" if table.title else ""
    head = "".join(f"<th>{_shown(in_language(column.title))}</th>" for column in table.columns)
    body = "".join(
        f"<tr>{''.join(map(_cell, table.columns, map(for_people, row)))}</tr>" for row in table.rows
    )
    notes = _text(TableText(table.notes))
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def _cell(column: Column, text: str) -> str:
    style = f' style="text-align:{column.align}"'
    return f"<td{style}>{_shown(text)}</td>"


def _shown(text: str) -> str:
    return escape(visible(text, keep_newlines=True)).replace("\n", "<br>")
