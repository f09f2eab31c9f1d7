"""A record's source as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toshigaikou_cli.formats.records.listing import place
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText
from toshigaikou_cli.messages import coded, say

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import SourcedRow


def source_parts(data: SourcedRow) -> list[Part]:
    """The place and the document, then the cells: as read, and as they are kept where that differs."""
    found = data["source"]
    lines = [say("{where}: {what}", where=data["id"], what=place(found)), f"SHA-256 {found['sha256']}"]
    if found["table_row"] is not None:
        lines.insert(1, say("table {table}, row {row}", table=found["table"], row=found["table_row"]))
    if found["bbox"]:
        corners = [f"{value:g}" for value in found["bbox"]]
        lines.insert(-1, say("box {corners} (points from the upper left)", corners=corners))
    return [
        TableText(tuple(lines)),
        Table(
            columns=(
                Column("column", say("Column")),
                Column("header", say("Header"), flexible=True),
                Column("text", say("As read"), flexible=True),
                Column("normalized", say("Normalized"), flexible=True),
                Column("filled", say("Filled")),
            ),
            rows=[
                (
                    coded(cell["column"]) if cell["column"] else say("(not declared)"),
                    cell["header"],
                    say("{text} [struck: {struck}]", text=cell["text"], struck=cell["struck"])
                    if cell.get("struck")
                    else cell["text"],
                    cell["normalized"] if cell["normalized"] != cell["text"] else say("same"),
                    say("from above") if cell["filled"] else None,
                )
                for cell in data["cells"]
            ],
        ),
    ]
