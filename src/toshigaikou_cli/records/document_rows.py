"""Rows of the list of documents, as they are printed: the keys are those of ``schemas/query-documents.schema.json``."""

from __future__ import annotations

from typing import TypedDict

from toshigaikou_cli.records.kinds import DocumentKind


class RowCountRow(TypedDict):
    rows: int
    records: int
    headers: int
    continued: int
    rejected: int
    other: int


class Characters(TypedDict):
    in_tables: int
    dropped: int
    undecoded: int
    hidden: int
    ruby: int


class EditionRow(TypedDict):
    """An edition that a document replaced, kept so that it can come back; ``size`` in bytes."""

    name: str
    kind: DocumentKind
    fiscal_years: list[int]
    records: int
    size: int
    sha256: str
    imported_at: str


class FactsRow(TypedDict):
    """Facts about a document; None where nobody has said, ``none`` where there is none; ``missing`` names the former."""

    publisher: str | None
    title: str | None
    date: str | None
    url: str | None
    licence: str | None
    accessed: str | None
    missing: list[str]


class DocumentRow(TypedDict):
    """An imported document with the account of its rows; ``size`` in bytes.

    ``editions`` are those whose place it took, the newest first, and those whose place they had taken.
    """

    name: str
    kind: DocumentKind
    format: str
    title: str
    fiscal_years: list[int]
    published: str | None
    pages: int | None
    rows: RowCountRow
    characters: Characters
    skipped: list[str]
    size: int
    sha256: str
    imported_at: str
    editions: list[EditionRow]
    facts: FactsRow


class DocumentName(TypedDict):
    """What a report says of a document that it was made from."""

    name: str
    kind: DocumentKind
    sha256: str
