"""A damaged catalogue -> a new one in its place, made of the kept documents that can still be read."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli.catalogue.connection import BUSY_SECONDS, reading, translated, uri
from toshigaikou_cli.catalogue.reading.soundness import FoundDocument, condition, found_documents
from toshigaikou_cli.catalogue.writing import judging as judgements_in
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.catalogue.writing.kept import KeptDocument
from toshigaikou_cli.errors import CatalogueError, TgxError
from toshigaikou_cli.files import beside, locked, unwritable
from toshigaikou_cli.jobs import judging, rebuilding
from toshigaikou_cli.jobs.places import Files
from toshigaikou_cli.jobs.watching import How
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.blocks import ReadOptions
from toshigaikou_cli.records.judgement import Judgements
from toshigaikou_cli.records.summary import ImportSummary


class Salvaged(NamedTuple):
    """What is in the new catalogue, which documents are ``lost`` and why, and where the damaged catalogue is now."""

    summaries: list[ImportSummary]
    lost: list[str]
    damaged: Path


def salvage(files: Files, read_options: ReadOptions) -> Salvaged:
    """Make a new catalogue beside a damaged one, and put it in place when it is complete.

    Raises CatalogueError where the catalogue is not damaged, or nothing of it can be read; all is then as it was.
    """
    path = Path(os.path.realpath(files.catalogue))
    with locked(path, CatalogueError):
        found = _readable(path)
        lost: list[str] = [
            say("{name}: its bytes cannot be read", name=each.name) for each in found if each.content is None
        ]
        documents = [each for each in found if each.content is not None]
        if not documents:
            what = say("no document in the damaged catalogue can be read")
            raise CatalogueError(
                what, where=str(path), hint=say("import the documents into another one: --db")
            )
        judgements = judging.given_judgements(files)
        judging.check_present(judgements, _last_applied(path, judgements.path))
        draft = beside(path, "sqlite")
        try:
            _remove(draft)
            with store.writing(draft) as connection, judging.naming(judgements.path):
                unread: list[TgxError] = []
                summaries = rebuilding.fill(
                    connection, [*map(_kept, documents)], (), judgements, How(read_options), unread
                )
            lost += [say("{what} (its bytes are in the damaged catalogue)", what=each) for each in unread]
            return Salvaged(summaries, lost, _put_in_place(draft, path))
        finally:
            _remove(draft)


def _readable(path: Path) -> list[FoundDocument]:
    """The documents of a damaged catalogue."""
    found = condition(path)
    if found.state != "damaged":
        what = found.problem or say("the catalogue is not damaged")
        raise CatalogueError(
            what, where=str(path), hint="" if found.problem else say("tgx rebuild makes it anew")
        )
    with reading(path, any_version=True) as connection:
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        return list(found_documents(connection))


def _kept(found: FoundDocument) -> KeptDocument:
    return KeptDocument(
        found.id, found.name, zlib.compress(found.content or b"", 1), found.options, found.imported_at
    )


def _last_applied(path: Path, file: str) -> Judgements:
    """The judgements that a damaged catalogue had, none where they cannot be read."""
    with suppress(CatalogueError, sqlite3.Error, ValueError), reading(path, any_version=True) as connection:
        return judgements_in.kept(connection)
    return Judgements(path=file)


def _put_in_place(draft: Path, path: Path) -> Path:
    """Give the damaged catalogue another name and the new one its own, in one step where the system has links; the
    other name. A journal of the damaged one goes with it: SQLite would play it back into the new one."""
    _refuse_busy(path)
    numbers = (f".{number}" if number else "" for number in range(1000))
    free = (path.with_name(f"{path.stem}.damaged{number}{path.suffix}") for number in numbers)
    damaged = next(name for name in free if not os.path.lexists(name))
    try:
        try:
            os.link(path, damaged)
        except OSError:  # a file system without links
            path.rename(damaged)
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            journal.rename(damaged.with_name(f"{damaged.name}-journal"))
        draft.replace(path)
    except OSError as error:
        raise unwritable(path, error, CatalogueError) from error
    return damaged


def _refuse_busy(path: Path) -> None:
    """Raise CatalogueError where another process is writing the catalogue."""
    with translated(path):
        connection = sqlite3.connect(uri(path), uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged: nobody can write it
            pass
        finally:
            connection.close()


def _remove(draft: Path) -> None:
    for name in (draft.name, f"{draft.name}-journal"):
        with suppress(OSError):
            draft.with_name(name).unlink()
