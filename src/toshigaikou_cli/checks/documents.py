"""Documents are read whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from toshigaikou_cli.catalogue import check_facts
from toshigaikou_cli.results import Finding


def rows_lost(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name, rows, accounted in check_facts.row_accounts(connection):
        if rows != accounted:
            yield Finding(
                code="rows-lost",
                severity="error",
                message=f"{rows} table rows, but {accounted} accounted for",
                where=name,
                hint="import the document again; if it stays so, report it",
            )


def rejected_rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    for fact in check_facts.rejected_rows(connection):
        yield Finding(
            code="row-rejected",
            severity="warning",
            message=f"{fact.hint}: {fact.text[:60]}",
            where=fact.where,
            hint="mend the row or the declared columns, and import again",
            cell=fact.text,
        )


def reading_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from check_facts.document_findings(connection)
