"""The imported documents, with the account of their rows and the editions that they replaced."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.reading.frame import skips
from toshigaikou_cli.text.dates.fiscal import first_day

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentRow, EditionRow, FactsRow


def documents(connection: sqlite3.Connection, facts: Mapping[str, FactsRow]) -> list[DocumentRow]:
    """The imported documents with the account of their rows, in the order of import; ``facts`` by SHA-256."""
    years: dict[int, list[int]] = defaultdict(list)
    for key, year in connection.execute(
        "SELECT DISTINCT document_id, fiscal_year FROM achievement ORDER BY 2"
    ):
        years[key].append(year)
    for key, year in connection.execute(
        "SELECT DISTINCT i.document_id, v.fiscal_year FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id"
        " JOIN document d ON d.id = i.document_id WHERE d.kind = 'indicators' AND v.kind = 'actual'"
        " AND v.fiscal_year IS NOT NULL ORDER BY 2"
    ):
        years[key].append(year)
    editions = _editions(connection)
    return [
        {
            "name": row["name"],
            "kind": row["kind"],
            "format": row["format"],
            "title": row["title"],
            "fiscal_years": years[row["id"]],
            "published": first_day(row["published"]),
            "pages": row["pages"],
            "rows": {
                "rows": row["rows"],
                "records": row["records"],
                "headers": row["headers"],
                "continued": row["continued"],
                "rejected": row["rejected"],
                "other": row["other"],
            },
            "characters": {
                "in_tables": row["characters"],
                "dropped": row["dropped"],
                "undecoded": row["undecoded"],
                "hidden": row["hidden"],
                "ruby": row["ruby"],
            },
            "skipped": [str(skip) for skip in skips(row["skipped"])],
            "size": row["size"],
            "sha256": row["sha256"],
            "imported_at": row["imported_at"],
            "editions": editions.get(row["id"], []),
            "facts": facts[row["sha256"]],
        }
        for row in connection.execute("SELECT * FROM document ORDER BY id")
    ]


def _editions(connection: sqlite3.Connection) -> dict[int, list[EditionRow]]:
    """By a document's id those that it replaced, and those that they had replaced; the newest first."""
    found: dict[int, list[EditionRow]] = defaultdict(list)
    owner: dict[int, int] = {}
    for row in connection.execute("SELECT * FROM edition ORDER BY id DESC"):
        owner[row["id"]] = owner.get(row["replaced_by"], row["replaced_by"])
        found[owner[row["id"]]].append(
            {
                "name": row["name"],
                "kind": row["kind"],
                "fiscal_years": json.loads(row["fiscal_years"]),
                "records": row["records"],
                "size": row["size"],
                "sha256": row["sha256"],
                "imported_at": row["imported_at"],
            }
        )
    return found
