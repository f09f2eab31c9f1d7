"""The imported documents as a table, each with the editions that it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentRow, EditionRow


def documents_table(records: Sequence[DocumentRow]) -> Table:
    def row(r: DocumentRow) -> tuple[Value, ...]:
        counts = r["rows"]
        return (r["name"], r["kind"], r["format"], years(r), r["pages"], counts["rows"], counts["records"],
                counts["headers"], counts["rejected"], r["sha256"][:12], r["imported_at"], "current")  # fmt: skip

    def edition(r: EditionRow) -> tuple[Value, ...]:
        return (r["name"], r["kind"], None, years(r), None, None, r["records"], None, None, r["sha256"][:12],
                r["imported_at"], "replaced")  # fmt: skip

    def years(r: DocumentRow | EditionRow) -> str:
        return ", ".join(f"FY{year}" for year in r["fiscal_years"])

    return Table(
        columns=(
            Column("name", "Document", flexible=True),
            Column("kind", "Kind"),
            Column("format", "Format"),
            Column("fiscal_years", "Years"),
            Column("pages", "Pages", "right"),
            Column("rows", "Rows", "right"),
            Column("records", "Records", "right"),
            Column("headers", "Headers", "right"),
            Column("rejected", "Rejected", "right"),
            Column("sha256", "SHA-256"),
            Column("imported_at", "Imported"),
            Column("edition", "Edition"),
        ),
        rows=[each for r in records for each in (row(r), *map(edition, r["editions"]))],
    )
