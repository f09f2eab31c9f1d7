"""Where the catalogue is, and how it is opened for reading. Loads nothing but sqlite3."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.reading.marks import project_mark
from toshigaikou_cli.errors import CatalogueError, DamagedError
from toshigaikou_cli.messages import say

APPLICATION_ID = 0x74677821
"""In the file's header (``tgx!``), so that no other SQLite file is taken for a catalogue."""
SCHEMA_VERSION = 8
BUSY_SECONDS = 10.0


def default_path() -> Path:
    """The catalogue in the user's data folder (platformdirs)."""
    from platformdirs import user_data_path

    return user_data_path("tgx", appauthor=False) / "catalogue.sqlite"


def catalogue_path(given: Path | None) -> Path:
    """The catalogue to use: the given one, else ``TGX_DB``, else the project's, without one that of the user."""
    if given:
        return given
    if from_environment := os.environ.get("TGX_DB"):
        return Path(from_environment)
    project = projects.current()
    return default_path() if project.builtin else project.folder / project.catalogue


def judgement_path(given: Path | None, catalogue: Path) -> Path:
    """The file of judgements: the given one, else ``TGX_JUDGEMENTS``, else ``judgements.yaml`` in the project's folder,
    without one ``<catalogue>.judgements.yaml`` beside the catalogue's real place."""
    return _beside(given, catalogue, "judgements")


def crosswalk_path(given: Path | None, catalogue: Path) -> Path:
    """The file of the crosswalk: the given one, else ``TGX_CROSSWALK``, else as above."""
    return _beside(given, catalogue, "crosswalk")


def documents_path(given: Path | None, catalogue: Path) -> Path:
    """The file of facts about documents: the given one, else ``TGX_DOCUMENTS``, else ``<catalogue>.documents.yaml`` as above."""
    return _beside(given, catalogue, "documents")


def _beside(given: Path | None, catalogue: Path, name: str) -> Path:
    """A catalogue has one file of each kind, by whatever name it is called itself."""
    if named := given or os.environ.get(f"TGX_{name.upper()}"):
        return Path(named)
    project = projects.current()
    if not project.builtin:
        return project.folder / f"{name}.yaml"
    real = Path(os.path.realpath(catalogue))
    refuse_other_kinds(real)
    return real.with_name(f"{real.stem}.{name}.yaml")


def marks(values: Sized) -> str:
    """The question marks that stand for values in a statement."""
    return ",".join("?" * len(values))


def refuse_other_kinds(path: Path) -> None:
    """Raise CatalogueError for a folder, a device, a pipe: what can hold no catalogue."""
    if path.is_dir():
        raise CatalogueError(
            say("a folder, not a catalogue"), where=str(path), hint=say("name a file with --db")
        )
    if path.exists() and not path.is_file():
        raise CatalogueError(
            say("a device, not a catalogue"), where=str(path), hint=say("name a file with --db")
        )


def uri(path: PurePath) -> str:
    """The name of a file as SQLite takes it. Not Path.as_uri: SQLite knows no server in it, as of a Windows share."""
    plain = path.as_posix()
    if plain.startswith("//"):  # else it would be the name of a server
        plain = f"//{plain}"
    elif path.drive:
        plain = f"/{plain}"
    return f"file:{quote(os.fsencode(plain))}?mode=rw"


def is_missing(path: Path) -> bool:
    """Whether there is no catalogue yet: no file, or an empty one, which SQLite makes before anything is in it."""
    return not path.exists() or path.stat().st_size == 0


@contextmanager
def reading(path: Path, *, any_version: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. Raises CatalogueError where there is no catalogue, or (unless ``any_version``) one
    of another version."""
    refuse_other_kinds(path)
    if is_missing(path):
        raise CatalogueError(
            say("no catalogue"), where=str(path), hint=say("tgx import FILE makes one, tgx demo shows one")
        )
    with translated(path):
        # mode=rw, not ro: after a killed import, the first reader must roll its journal back.
        connection = sqlite3.connect(uri(path.absolute()), uri=True, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA query_only = ON")
            (check_is_catalogue if any_version else check_version)(connection, path)
            connection.row_factory = sqlite3.Row
            refuse_another_projects(connection, path)
            yield connection
        finally:
            connection.close()


def refuse_another_projects(connection: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueError for a catalogue of another project: its names are not those of this one."""
    mark, project = project_mark(connection), projects.current()
    if mark is None or mark == project.mark:
        return
    if not mark:
        what = say("a catalogue of no project, and this is the project {here}", here=project.id)
    elif project.mark:
        what = say(
            "the catalogue of the project {mark}, and this is the project {here}", mark=mark, here=project.id
        )
    else:
        what = say("the catalogue of the project {mark}, and there is no project here", mark=mark)
    hint = say("--project FOLDER names the project, --db FILE another catalogue")
    raise CatalogueError(what, where=str(path), hint=hint)


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueError unless the file is a catalogue of this schema version."""
    check_is_catalogue(connection, path)
    version = refuse_newer(connection, path)
    if version != SCHEMA_VERSION:
        raise CatalogueError(
            say(
                "a catalogue of schema {version}, this tgx has schema {ours}",
                version=version,
                ours=SCHEMA_VERSION,
            ),
            where=str(path),
            hint=say("tgx rebuild makes it anew from the documents it keeps"),
        )


def refuse_newer(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a file. Raises CatalogueError where a newer tgx made it: this one cannot know what is in it."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise CatalogueError(
            say(
                "a newer tgx made this catalogue (schema {version}, this one has {ours})",
                version=version,
                ours=SCHEMA_VERSION,
            ),
            where=str(path),
            hint=say("use that tgx, or name another file with --db"),
        )
    return version


def check_is_catalogue(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CatalogueError(
            say("not a catalogue of tgx"), where=str(path), hint=say("name another file with --db")
        )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into CatalogueError; other errors pass."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            what, hint = (
                say("the catalogue is busy: another tgx is writing"),
                say("try again when it has finished"),
            )
        elif "readonly" in message or "read-only" in message:
            what, hint = (
                say("no permission to write the catalogue"),
                say("check the file and its folder, or use --db"),
            )
        elif "unable to open" in message:
            what, hint = say("the catalogue cannot be opened"), say("check the path and its permissions")
        elif "full" in message or "disk I/O" in message:
            what, hint = (
                say("the catalogue cannot be written: {message}", message=message),
                say("check the disk"),
            )
        elif "no such table" in message or "Could not decode" in message:
            raise unreadable(path, error) from error
        else:
            raise
        raise CatalogueError(what, where=str(path), hint=hint) from error
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError and (
            "not a database" in str(error) or "malformed" in str(error)
        ):
            raise unreadable(path, error) from error
        raise


def unreadable(path: Path, error: Exception) -> CatalogueError:
    """The error about a file that SQLite cannot read: of a catalogue of tgx, that it is damaged."""
    if has_our_header(path):
        what = say("the catalogue is damaged: {error}", error=error)
        return DamagedError(
            what, where=str(path), hint=say("tgx info says what is sound, tgx rebuild --salvage saves it")
        )
    return CatalogueError(
        say("not a catalogue of tgx"), where=str(path), hint=say("name another file with --db")
    )


def has_our_header(path: Path) -> bool:
    """Whether a file begins as a catalogue does (SQLite's file format, 1.3: the application id is at byte 68)."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:] == APPLICATION_ID.to_bytes(4, "big")
