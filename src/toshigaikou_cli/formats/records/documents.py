"""The imported documents as a table, each with the editions that it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.tables.table import Column, Table, Value
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentRow, EditionRow


def documents_table(records: Sequence[DocumentRow]) -> Table:
    def row(r: DocumentRow) -> tuple[Value, ...]:
        counts = r["rows"]
        return (r["name"], coded(r["kind"]), r["format"], years(r), r["pages"], counts["rows"], counts["records"],
                counts["headers"], counts["rejected"], r["sha256"][:12], r["imported_at"], coded("current"))  # fmt: skip

    def edition(r: EditionRow) -> tuple[Value, ...]:
        return (r["name"], coded(r["kind"]), None, years(r), None, None, r["records"], None, None, r["sha256"][:12],
                r["imported_at"], coded("replaced"))  # fmt: skip

    def years(r: DocumentRow | EditionRow) -> str:
        return joined(map(fiscal_year_heading, r["fiscal_years"]))

    return Table(
        columns=(
            Column("name", say("Document"), flexible=True),
            Column("kind", say("Kind")),
            Column("format", say("Format")),
            Column("fiscal_years", say("Years")),
            Column("pages", say("Pages"), "right"),
            Column("rows", say("Rows"), "right"),
            Column("records", say("Records"), "right"),
            Column("headers", say("Headers"), "right"),
            Column("rejected", say("Rejected"), "right"),
            Column("sha256", say("SHA-256")),
            Column("imported_at", say("Imported")),
            Column("edition", say("Edition")),
        ),
        rows=[each for r in records for each in (row(r), *map(edition, r["editions"]))],
    )
