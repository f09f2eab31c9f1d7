"""The catalogue anew from the documents it keeps: all of them, or without one that is taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from toshigaikou_cli.catalogue.connection import documents_path
from toshigaikou_cli.catalogue.writing import editions, store
from toshigaikou_cli.catalogue.writing import judging as judgements_in
from toshigaikou_cli.catalogue.writing.kept import KeptDocument, kept_documents
from toshigaikou_cli.errors import CatalogueError, TgxError
from toshigaikou_cli.jobs import attributing, importing, judging
from toshigaikou_cli.jobs.naming import current_vocabulary
from toshigaikou_cli.jobs.places import Files
from toshigaikou_cli.jobs.preparing import NO_READ_OPTIONS
from toshigaikou_cli.jobs.watching import ALONE, How
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.blocks import ReadOptions
from toshigaikou_cli.records.judgement import Judgements
from toshigaikou_cli.records.summary import ImportSummary, Restored, TakenBack


def rebuild(files: Files, how: How = ALONE) -> list[ImportSummary]:
    """Make the catalogue anew from the documents it keeps, in one transaction; what became of each document.

    Raises CatalogueError where there is none; where a document cannot be read any more, the catalogue stays as it was.
    """
    _check_there(files)
    judgements = judging.given_judgements(files)
    with store.writing(files.catalogue, any_version=True) as connection, judging.naming(judgements.path):
        documents, replaced = kept_documents(connection), editions.kept_editions(connection)
        judging.check_present(judgements, judgements_in.kept(connection))
        store.drop_everything(connection)
        store.create_schema(connection)
        done = fill(connection, documents, replaced, judgements, how)
        attributing.copy_facts(connection, documents_path(None, files.catalogue))
        return done


def undo(
    files: Files, name: str | None, read_options: ReadOptions = NO_READ_OPTIONS, *, dry_run: bool = False
) -> TakenBack:
    """Take back the last import, or the last of a document; the edition that it had replaced is there again.

    Raises UsageError where there is no such document, or nothing to take back.
    """
    return _take_back(files, name, read_options, every=False, dry_run=dry_run)


def remove(
    files: Files, name: str, read_options: ReadOptions = NO_READ_OPTIONS, *, dry_run: bool = False
) -> TakenBack:
    """Make the catalogue as if a document had never come, with whatever options.

    Raises UsageError where there is no such document.
    """
    return _take_back(files, name, read_options, every=True, dry_run=dry_run)


def _take_back(
    files: Files, name: str | None, read_options: ReadOptions, *, every: bool, dry_run: bool
) -> TakenBack:
    _check_there(files)
    judgements = judging.given_judgements(files)
    with (
        store.scratch(files.catalogue) if dry_run else store.writing(files.catalogue) as connection,
        judging.naming(judgements.path),
    ):
        judging.check_present(judgements, judgements_in.kept(connection))
        there = editions.kept_names(connection)
        gone = editions.named(there, name)
        all_gone = [each for each in there if each.id == gone.id or (every and each.sha256 == gone.sha256)]
        records, judged = editions.size_of(connection, gone.id)
        _replay_without(connection, {each.id for each in all_gone}, judgements, read_options)
        attributing.copy_facts(connection, documents_path(None, files.catalogue))
        before = {each.id for each in there if not each.replaced_by}
        back = [
            each for each in editions.kept_names(connection) if not each.replaced_by and each.id not in before
        ]
        restored = tuple(Restored(each.name, editions.size_of(connection, each.id)[0]) for each in back)
        return TakenBack(gone.name, records, restored, judged)


def _replay_without(
    connection: sqlite3.Connection, gone: set[int], judgements: Judgements, read_options: ReadOptions
) -> None:
    """Import all documents again but these; with the editions from before them, which may come back."""
    replaced = editions.kept_editions(connection)
    again = [each for each in replaced if each["id"] < max(gone)]
    stay = [each for each in replaced if each["id"] > max(gone)]
    documents = [*kept_documents(connection), *map(editions.as_document, again)]
    documents = sorted((each for each in documents if each.id not in gone), key=lambda each: each.id)
    store.clear(connection)
    fill(connection, documents, stay, judgements, How(read_options))


def fill(
    connection: sqlite3.Connection,
    documents: Sequence[KeptDocument],
    replaced: Sequence[editions.EditionValues],
    judgements: Judgements,
    how: How,
    unread: list[TgxError] | None = None,
) -> list[ImportSummary]:
    """Fill an empty catalogue from kept documents; what became of each. Of one that cannot be read the error is added to
    ``unread``, and without that raised."""
    vocabulary = current_vocabulary()
    importing.add_registers(connection, vocabulary)
    editions.keep_editions(connection, replaced)
    judgements_in.keep(connection, judgements)
    return importing.save_kept(connection, documents, vocabulary, importing.save, how, unread)


def _check_there(files: Files) -> None:
    if not files.catalogue.exists():
        raise CatalogueError(
            say("no catalogue"), where=str(files.catalogue), hint=say("tgx import FILE makes one")
        )
