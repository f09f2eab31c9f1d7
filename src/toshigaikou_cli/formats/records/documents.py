"""The imported documents as a table, each with the editions that it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentRow, EditionRow, FactsRow


_FACTS = {
    "publisher": "Publisher",
    "date": "Date",
    "url": "Address",
    "licence": "Licence",
    "accessed": "Accessed",
}
_NO_FACTS = (None,) * len(_FACTS)


def _facts(facts: FactsRow) -> tuple[Value, ...]:
    return (facts["publisher"], facts["date"], facts["url"], facts["licence"], facts["accessed"])


def facts_table(records: Sequence[DocumentRow]) -> Table:
    """What is known of each document; what nobody has said is asked for."""

    def row(r: DocumentRow) -> tuple[Value, ...]:
        facts = r["facts"]
        return (r["name"], facts["title"], *_facts(facts), ", ".join(facts["missing"]), r["sha256"][:12])

    return Table(
        columns=(
            Column("name", "Document", flexible=True),
            Column("title", "Title", flexible=True),
            *(Column(name, title, flexible=True, drop=name == "accessed") for name, title in _FACTS.items()),
            Column("missing", "Not known", flexible=True),
            Column("sha256", "SHA-256", drop=2),
        ),
        rows=list(map(row, records)),
        notes=(
            "none: somebody looked, and there is none. tgx documents set DOCUMENT publisher=… says what is not known.",
        ),
    )


def documents_table(records: Sequence[DocumentRow]) -> Table:
    def row(r: DocumentRow) -> tuple[Value, ...]:
        counts = r["rows"]
        return (r["name"], r["kind"], r["format"], years(r), r["pages"], counts["rows"], counts["records"],
                counts["headers"], counts["rejected"], r["sha256"][:12], r["imported_at"], "current",
                *_facts(r["facts"]))  # fmt: skip

    def edition(r: EditionRow) -> tuple[Value, ...]:
        return (r["name"], r["kind"], None, years(r), None, None, r["records"], None, None, r["sha256"][:12],
                r["imported_at"], "replaced", *_NO_FACTS)  # fmt: skip

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
            *(Column(name, title, drop=9 - at) for at, (name, title) in enumerate(_FACTS.items())),
        ),
        rows=[each for r in records for each in (row(r), *map(edition, r["editions"]))],
    )
