"""The rules' links of achievements, as the catalogue has them with all mends."""

from __future__ import annotations

import sqlite3
from functools import cache

from toshigaikou_cli.catalogue.writing import saving
from toshigaikou_cli.catalogue.writing.kept import bureau_names, link_inputs, measure_profiles
from toshigaikou_cli.linking import Linker, Rules, load_rules


def relink(connection: sqlite3.Connection, document_id: int | None) -> None:
    """Link the achievements of a document, or all of them, to the measures that the catalogue has; without judgements."""
    measures = measure_profiles(connection)
    inputs = list(link_inputs(connection, document_id)) if measures else []
    if inputs:
        linker = Linker(measures, _rules(), bureau_names(connection))
        saving.replace_links(connection, document_id, linker.link_all(inputs))


@cache
def _rules() -> Rules:
    return load_rules()
