"""A record's source as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toshigaikou_cli.formats.records.listing import place
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import SourcedRow


def source_parts(data: SourcedRow) -> list[Part]:
    """The place and the document, then the cells: as read, and as they are kept where that differs."""
    found = data["source"]
    lines = [f"{data['id']}: {place(found)}", f"SHA-256 {found['sha256']}"]
    if found["table_row"] is not None:
        lines.insert(1, f"table {found['table']}, row {found['table_row']}")
    if found["bbox"]:
        lines.insert(
            -1, "box " + ", ".join(f"{value:g}" for value in found["bbox"]) + " (points from the upper left)"
        )
    return [
        TableText(tuple(lines)),
        Table(
            columns=(
                Column("column", "Column"),
                Column("header", "Header", flexible=True),
                Column("text", "As read", flexible=True),
                Column("normalized", "Normalized", flexible=True),
                Column("filled", "Filled"),
            ),
            rows=[
                (
                    cell["column"] or "(not declared)",
                    cell["header"],
                    cell["text"] + (f" [struck: {cell['struck']}]" if cell.get("struck") else ""),
                    cell["normalized"] if cell["normalized"] != cell["text"] else "=",
                    "from above" if cell["filled"] else None,
                )
                for cell in data["cells"]
            ],
        ),
    ]
