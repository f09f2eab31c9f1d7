"""GitHub-flavoured Markdown in which document text is only text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toshigaikou_cli.formats.tables.table import Part, Table, TableText, for_people
from toshigaikou_cli.language import in_language
from toshigaikou_cli.text.keys import visible

_SPECIAL = re.compile(r"([\\`*_\[\]|~#!])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands: no emphasis, link, HTML or cell border."""
    text = visible(text, keep_newlines=True).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "<br>")


def markdown(parts: Sequence[Part]) -> str:
    out: list[str] = []
    for part in parts:
        if out:
            out.append("")
        if isinstance(part, TableText):
            prefix = "## " if part.heading else ""
            for line in part.lines:
                out.append(f"{prefix}{escaped(in_language(line))}" + ("" if part.heading else "  "))
        else:
            out.extend(_table(part))
    return "\n".join(out) + "\n"


def _table(table: Table) -> list[str]:
    lines = [f"### {escaped(in_language(table.title))}", ""] if table.title else []
    lines.append(_row([escaped(in_language(column.title)) for column in table.columns]))
    lines.append(_row(["---:" if column.align == "right" else "---" for column in table.columns]))
    lines += [_row([escaped(for_people(value)) for value in row]) for row in table.rows]
    if table.notes:
        lines.append("")
        lines += [f"{escaped(in_language(note))}  " for note in table.notes]
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
