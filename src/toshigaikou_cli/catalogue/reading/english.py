"""What a catalogue's things are called in English: the registers, and the words of the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from toshigaikou_cli import projects
from toshigaikou_cli.english import english_names


def english_of(connection: sqlite3.Connection) -> Mapping[str, str]:
    """English names by those of the documents: of bureaus and cities those of the registers, where these have one."""
    rows = connection.execute(
        "SELECT name, name_en FROM bureau WHERE name_en > '' UNION SELECT name, name_en FROM city WHERE name_en > ''"
    )
    return {**english_names(projects.current().words_folder), **{row[0]: row[1] for row in rows}}
