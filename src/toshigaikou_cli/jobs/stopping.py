"""What an import that was stopped has done."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import readers
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.writing import saving
from toshigaikou_cli.errors import CatalogueError, TgxError
from toshigaikou_cli.files import shown_name
from toshigaikou_cli.jobs.import_options import ImportOptions, ImportRequest, options_of
from toshigaikou_cli.jobs.places import Files, load_file


class FilesIn(NamedTuple):
    """The names of files that are in a catalogue, and of those that are not."""

    inside: list[str]
    outside: list[str]


def files_in(files: Files, request: ImportRequest) -> FilesIn:
    """Which of the files are in the catalogue as they were to be imported: asked of the catalogue itself, since an
    import may be stopped at the very moment at which it is complete."""
    wanted = options_of(request)
    found = FilesIn([], [])
    try:
        with reading(files.catalogue) as connection:
            for path in request.paths:
                hashes = _hashes(path, request.most)
                kept = [saving.options_of(connection, each) for each in hashes]
                complete = bool(kept) and all(_as_wanted(wanted, each) for each in kept)
                (found.inside if complete else found.outside).append(shown_name(path.name))
    except CatalogueError:
        return FilesIn([], [shown_name(path.name) for path in request.paths])
    return found


def _as_wanted(wanted: ImportOptions, kept: str | None) -> bool:
    """Whether kept options are the wanted ones; which strategy a document is, an import may have found out by itself."""
    if kept is None:
        return False
    own = ImportOptions.of_json(kept).strategy
    return (replace(wanted, strategy=own) if not wanted.strategy else wanted).reads_as(kept)


def _hashes(path: Path, most: int) -> list[str]:
    """Of each document of a file; none where it cannot be read."""
    try:
        return [sha256(data).hexdigest() for _, data in readers.documents(load_file(path, most), path.name)]
    except TgxError:
        return []
