"""What people say of documents: into the file that they review in git, and into the catalogue's copy of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli.catalogue.connection import catalogue_path, documents_path, is_missing
from toshigaikou_cli.catalogue.reading.document_facts import OWN, PACKAGED, kept_facts
from toshigaikou_cli.catalogue.writing import editions, store
from toshigaikou_cli.catalogue.writing.document_facts import keep_facts
from toshigaikou_cli.errors import CatalogueError, JudgementError, UsageError
from toshigaikou_cli.files import locked
from toshigaikou_cli.jobs.dating import dated
from toshigaikou_cli.jobs.documenting import KnownDocument, known_documents
from toshigaikou_cli.jobs.places import load_file
from toshigaikou_cli.judgements.documents_file import (
    documents_in,
    packaged_facts,
    read_documents,
    write_facts,
)
from toshigaikou_cli.messages import coded, joined, say, value_of
from toshigaikou_cli.records.document_facts import (
    NO_FACTS,
    NONE,
    DocumentEntry,
    DocumentFacts,
    DocumentsFile,
    facts_in,
)
from toshigaikou_cli.vocabulary.yaml_files import yaml_entry


class GivenFacts(NamedTuple):
    """What the user gives with ``--meta``: facts about every document of the import, and the entries of files."""

    every: DocumentFacts = NO_FACTS
    entries: tuple[DocumentEntry, ...] = ()

    def facts_of(self, name: str, sha256: str) -> DocumentFacts:
        """What is said of a document. Raises UsageError where only files say something, and none names it."""
        found = self.every.over(facts_in(self.entries, name, sha256))
        if self.entries and found == NO_FACTS:
            hint = say("add an entry with its name, or give publisher=…")
            raise UsageError(say("no file of --meta says anything of this document"), where=name, hint=hint)
        return found


def given_meta(texts: Sequence[str]) -> GivenFacts:
    """What ``--meta`` gives: each a fact (``publisher=東京都``) or a file like ``schemas/documents.schema.json``.

    Raises UsageError for what is neither, JudgementError for a file that breaks its schema, ReadError."""
    pairs: dict[str, str] = {}
    entries: list[DocumentEntry] = []
    for text in texts:
        name, equals, value = text.partition("=")
        if equals and name in DocumentFacts._fields:
            pairs[name] = _tidy(name, value.strip())
        elif Path(text).is_file():
            entries += documents_in(load_file(Path(text)), Path(text)).entries
        else:
            what = say("no fact is called {name}", name=name) if equals else say("no such file, and no fact")
            known = [joined((value_of(each), "=…"), "") for each in DocumentFacts._fields]
            raise UsageError(what, where=text, hint=say("give {known}, or a YAML file", known=known))
    for name, value in pairs.items():
        _check(name, value)
    return GivenFacts(DocumentFacts(**pairs), tuple(entries))


def _tidy(name: str, value: str) -> str:
    """A fact as it is kept: a date in tgx's notation."""
    if name not in ("date", "accessed") or value in ("", NONE):
        return value
    return dated(value, f"{name}=")


def _check(name: str, value: str) -> None:
    if not value:
        raise UsageError(
            say("no value"), where=f"{name}=", hint=say("{name}=none says that there is none", name=name)
        )
    entry = yaml_entry({"name": "-", name: value})
    try:
        documents_in(f"version: 1\ndocuments:\n{entry}".encode(), Path())
    except JudgementError as error:
        raise UsageError(
            say("no {name}: {value}", name=coded(name), value=value), where=f"{name}=", hint=error.hint or ""
        ) from error


def attribute(
    connection: sqlite3.Connection, catalogue: Path, name: str, sha256: str, facts: DocumentFacts
) -> None:
    """Write facts about a document into the file that holds, then bring the catalogue's copy up to it. For who writes to
    the catalogue. Raises JudgementError where the file cannot be written, or would break its schema."""
    path = documents_path(None, catalogue)
    if facts == NO_FACTS:
        copy_facts(connection, path)
        return
    with locked(path, JudgementError, parents=True):
        own = write_facts(path, DocumentEntry(name, sha256, facts), read_documents(path))
    keep_facts(connection, OWN, own)


def copy_facts(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the catalogue's copies up to the file of the user, and to the packaged one."""
    own = read_documents(path)
    if own != (kept_facts(connection, OWN) or DocumentsFile()):
        keep_facts(connection, OWN, own)
    keep_packaged(connection)


def keep_packaged(connection: sqlite3.Connection) -> None:
    """Copy the facts about the packaged documents into a catalogue."""
    packaged = DocumentsFile(packaged_facts())
    if packaged != kept_facts(connection, PACKAGED):
        keep_facts(connection, PACKAGED, packaged)


def set_facts(db: Path | None, document: str, texts: Sequence[str]) -> tuple[KnownDocument, Path]:
    """Say something of a document that is in the catalogue (its name, or the start of its SHA-256): what is known of it
    then, and the file that has it. Raises UsageError where there is no such document, or no such fact."""
    catalogue = catalogue_path(db)
    if is_missing(catalogue):
        raise CatalogueError(say("no catalogue"), where=str(catalogue), hint=say("tgx import FILE makes one"))
    facts = given_meta(texts).every
    if facts == NO_FACTS:
        raise UsageError(say("no fact given"), where=document, hint=say("such as publisher=東京都"))
    with store.writing(catalogue) as connection:
        found = editions.named(editions.kept_names(connection), document)
        attribute(connection, catalogue, found.name, found.sha256, facts)
        known = known_documents(connection, catalogue)
    return next(each for each in known if each.sha256 == found.sha256), documents_path(None, catalogue)
