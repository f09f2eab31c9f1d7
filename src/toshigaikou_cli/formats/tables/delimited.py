"""CSV that spreadsheets open safely."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.formats.tables.table import Part, Table, Value, as_text
from toshigaikou_cli.language import Language, in_language, speaking
from toshigaikou_cli.text.keys import visible

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet would take for a formula."""


def csv_text(parts: Sequence[Part], *, bom: bool = False, headers: Language | None = None) -> str:
    """The tables as CSV (RFC 4180), column keys as header, or the titles in the language of ``headers``; several tables
    are apart by an empty line.

    Text that a spreadsheet would take for a formula gets a leading apostrophe (OWASP, CSV injection); control
    characters are written out. ``bom`` puts a byte order mark first, which Excel needs to see UTF-8.
    """
    return "".join(csv_lines(parts, bom=bom, headers=headers))


def csv_lines(parts: Sequence[Part], *, bom: bool = False, headers: Language | None = None) -> Iterator[str]:
    """The same row by row."""
    written: list[str] = []
    writer = csv.writer(_Into(written), lineterminator="\r\n")
    yield from ["\ufeff"] if bom else ()
    tables = [part for part in parts if isinstance(part, Table)]
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerow(_header(table, headers))
        for row in table.rows:
            writer.writerow([_safe(value) for value in row])
            yield "".join(written)
            written.clear()
    yield "".join(written)


class _Into(NamedTuple):
    """What a CSV writer writes to: a list of its rows."""

    written: list[str]

    def write(self, text: str) -> None:
        self.written.append(text)


def _header(table: Table, language: Language | None) -> list[str]:
    if not language:
        return [column.key for column in table.columns]
    with speaking(language):
        return [in_language(column.title) or column.key for column in table.columns]


def _safe(value: Value) -> str:
    text = visible(as_text(value), keep_newlines=True)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
