"""What a catalogue's goals and units are called in print."""

from __future__ import annotations

import sqlite3

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.records.project import NEUTRAL, ProjectWords


def words_of(connection: sqlite3.Connection) -> ProjectWords:
    """The project's words; of a catalogue without a project that is of another city than the packaged one those that fit any."""
    project = projects.current()
    city = frame.city(connection)
    return NEUTRAL if project.builtin and city not in (None, project.name) else project.words
