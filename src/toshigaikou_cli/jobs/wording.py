"""What a catalogue's goals and units are called in print, and what they are called in English."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.records.project import NEUTRAL, ProjectWords
from toshigaikou_cli.vocabulary.english import english_names


def words_of(connection: sqlite3.Connection) -> ProjectWords:
    """The project's words; of a catalogue without a project that is of another city than the packaged one those that fit any."""
    project = projects.current()
    city = frame.city(connection)
    return NEUTRAL if project.builtin and city not in (None, project.name) else project.words


def spoken_of(db: Path | None) -> ProjectWords | None:
    """The same of the catalogue at ``db``, which no project has; None where it is not known yet whose it is. Raises
    CatalogueError where there is none."""
    with reading(catalogue_path(db)) as connection:
        city = frame.city(connection)
        return None if city is None else words_of(connection)


def english_of(connection: sqlite3.Connection) -> Mapping[str, str]:
    """English names by those of the documents: of bureaus and cities those of the registers, where these have one."""
    return {**english_names(projects.current().words_folder), **frame.registered_english(connection)}


def english(db: Path | None) -> Mapping[str, str]:
    """The same of the catalogue at ``db``, and of what ends a list that is open. Raises CatalogueError where there is none."""
    with reading(catalogue_path(db)) as connection:
        return {**english_of(connection), "ほか": "others"}
