"""The imported documents as a table, each with the editions that it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from toshigaikou_cli import clock
from toshigaikou_cli.formats.tables.table import Column, Table, Value
from toshigaikou_cli.messages import coded, joined, say, say_as
from toshigaikou_cli.records.document_facts import NONE
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentRow, EditionRow, FactsRow


_FACTS = {
    "publisher": say("Publisher"),
    "date": say_as("fact", "Date"),
    "url": say("Address"),
    "licence": say("Licence"),
    "accessed": say("Accessed"),
}
_NO_FACTS = (None,) * len(_FACTS)


def _facts(facts: FactsRow) -> tuple[Value, ...]:
    known = (facts["publisher"], facts["date"], facts["url"], facts["licence"], facts["accessed"])
    return tuple(say_as("fact", "none") if each == NONE else each for each in known)


def facts_table(records: Sequence[DocumentRow]) -> Table:
    """What is known of each document; what nobody has said is asked for."""

    def row(r: DocumentRow) -> tuple[Value, ...]:
        facts = r["facts"]
        return (
            r["name"],
            facts["title"],
            *_facts(facts),
            joined(map(coded, facts["missing"])),
            r["sha256"][:12],
        )

    return Table(
        columns=(
            Column("name", say("Document"), flexible=True),
            Column("title", say_as("fact", "Title"), flexible=True),
            *(Column(name, title, flexible=True) for name, title in _FACTS.items()),
            Column("missing", say("Not known"), flexible=True, names=True),
            Column("sha256", say("SHA-256")),
        ),
        rows=list(map(row, records)),
        notes=(
            say(
                "none: somebody looked, and there is none."
                " tgx documents set DOCUMENT publisher=… says what is not known."
            ),
        ),
    )


def documents_screen(records: Sequence[DocumentRow]) -> Table:
    """:func:`documents_table` for the terminal: the time of an import as the clock here shows it, to the minute."""
    table = documents_table(records)
    at = next(at for at, column in enumerate(table.columns) if column.key == "imported_at")
    return table._replace(rows=[(*row[:at], _local(row[at]), *row[at + 1 :]) for row in table.rows])


def _local(moment: Value) -> str:
    """On a day that the environment sets, in UTC: the same on each machine."""
    made = datetime.fromisoformat(str(moment))
    return (made if clock.given() else made.astimezone()).strftime("%Y-%m-%d %H:%M")


def form_text(form: str) -> str:
    """The form of a document as people call it; but of a text a name that is the same in each language."""
    return say_as("format", "text") if form == "text" else form


def documents_table(records: Sequence[DocumentRow]) -> Table:
    def row(r: DocumentRow) -> tuple[Value, ...]:
        counts = r["rows"]
        return (r["name"], coded(r["kind"]), form_text(r["format"]), years(r), r["pages"], counts["rows"], counts["records"],
                counts["headers"], counts["rejected"], r["sha256"][:12], r["imported_at"], coded("current"),
                *_facts(r["facts"]))  # fmt: skip

    def edition(r: EditionRow) -> tuple[Value, ...]:
        return (r["name"], coded(r["kind"]), None, years(r), None, None, r["records"], None, None, r["sha256"][:12],
                r["imported_at"], coded("replaced"), *_NO_FACTS)  # fmt: skip

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
            *(Column(name, title) for at, (name, title) in enumerate(_FACTS.items())),
        ),
        rows=[each for r in records for each in (row(r), *map(edition, r["editions"]))],
    )
