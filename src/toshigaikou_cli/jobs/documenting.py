"""Facts about documents: the file that holds -> the catalogue's copy -> what is known of each document."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.connection import documents_path
from toshigaikou_cli.catalogue.reading.document_facts import (
    OWN,
    PACKAGED,
    DocumentNamed,
    documents_named,
    kept_facts,
)
from toshigaikou_cli.files import digest_of
from toshigaikou_cli.records.document_facts import DocumentFacts, DocumentsFile, facts_in

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import FactsRow

_LONGEST_FILE = 20_000_000


class KnownDocument(NamedTuple):
    """A document and what is known of it: what people said, else what it says of itself."""

    name: str
    sha256: str
    facts: DocumentFacts


def known_documents(connection: sqlite3.Connection, catalogue: Path) -> list[KnownDocument]:
    """What is known of each document of a catalogue, in the order of import.

    The copy in the catalogue serves while its file is as it was copied; else the file is read.
    """
    own, packaged = _own(connection, catalogue), kept_facts(connection, PACKAGED) or DocumentsFile()
    return [_known(each, own, packaged) for each in documents_named(connection)]


def facts_by_hash(connection: sqlite3.Connection, catalogue: Path) -> dict[str, DocumentFacts]:
    """The same, by the documents' SHA-256."""
    return {each.sha256: each.facts for each in known_documents(connection, catalogue)}


def facts_row(facts: DocumentFacts) -> FactsRow:
    """Facts as they are printed."""
    return {
        "publisher": facts.publisher,
        "title": facts.title,
        "date": facts.date,
        "url": facts.url,
        "licence": facts.licence,
        "accessed": facts.accessed,
        "missing": list(facts.missing()),
    }


def _known(document: DocumentNamed, own: DocumentsFile, packaged: DocumentsFile) -> KnownDocument:
    name, digest = document.name, document.sha256
    # The date of a document is of a month: that is how they write it.
    says = DocumentFacts(title=document.title or None, date=document.published[:7] or None)
    facts = facts_in(own.entries, name, digest).over(facts_in(packaged.entries, name, digest)).over(says)
    return KnownDocument(name, digest, facts)


def _own(connection: sqlite3.Connection, catalogue: Path) -> DocumentsFile:
    path = documents_path(None, catalogue)
    kept = kept_facts(connection, OWN) or DocumentsFile()
    if kept.fingerprint == _fingerprint(path):
        return kept
    from toshigaikou_cli.judgements.documents_file import read_documents

    return read_documents(path)


def _fingerprint(path: Path) -> str:
    try:
        return digest_of(path, _LONGEST_FILE)
    except FileNotFoundError:
        return ""
    except OSError:
        return "unreadable"  # whoever reads its entries says why
