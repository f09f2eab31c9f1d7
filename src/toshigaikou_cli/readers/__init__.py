"""Files -> blocks. A reader is chosen by what a file holds, not by its name, and loaded only then."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import cast

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import joined, say, say_n
from toshigaikou_cli.readers.choosing import chosen
from toshigaikou_cli.readers.encoding import decode, unify_line_endings
from toshigaikou_cli.readers.foreign import foreign
from toshigaikou_cli.readers.interface import BinaryReader, ReaderEntry, TextReader
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

_ARCHIVE = b"PK\x03\x04"
_LISTED = 10
_SIGNATURE_WITHIN = 1024
_BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\f\v\x1a"

BINARY_READERS = (
    ReaderEntry("pdf", "pdf.reader", b"%PDF-"),
    ReaderEntry("xlsx", "xlsx.workbook", b"PK\x03\x04"),
    ReaderEntry("docx", "docx.document", b"PK\x03\x04"),
    ReaderEntry("ods", "ods", b"PK\x03\x04"),
    ReaderEntry("xls", "xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
)
TEXT_READERS = (
    ReaderEntry("html", "html", "<"),
    ReaderEntry("csv", "csv_", ""),
    ReaderEntry("text", "plaintext", ""),
)
"""In order of recognition: the first that recognizes a file reads it. The last one reads any text."""


def documents(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The documents of a file with their names: itself, or those of an archive.

    Raises ReadError for an archive that is damaged, protected, or beyond the bounds.
    """
    if data.startswith(_ARCHIVE):
        from toshigaikou_cli.readers import zips

        if zips.recognizes(data):
            yield from zips.members(data, name)
            return
    yield name, data


def read(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """The chosen parts of a document, or of the only one of an archive.

    Raises ReadError for whatever cannot be read, for a part that is not there, and for an archive of several documents.
    """
    options = options or ReadOptions()
    found = list(documents(data, name))
    if len(found) > 1:
        listed = joined(inner.removeprefix(f"{name}/") for inner, _ in found[:_LISTED])
        raise ReadError(
            say_n(
                "{n} document in one archive: {listed}",
                "{n} documents in one archive: {listed}",
                n=len(found),
                listed=listed,
            ),
            where=name,
            hint=say("unpack it first"),
        )
    [(name, data)] = found
    return chosen(_whole(data, name, options), options, name)


def _whole(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read the file ``name`` with the content ``data``: as a binary file, else as text, which is decoded once.

    Raises ReadError for an empty file, a file of a kind that no reader reads (named where it is known),
    text in an unknown encoding, and whatever its reader refuses.
    """
    if not data.strip(_BLANK):
        raise ReadError(
            say("the file is empty"),
            where=name,
            hint=say("save it again with its content, or fetch it again"),
        )
    for entry in BINARY_READERS:
        if entry.signature in data[:_SIGNATURE_WITHIN]:
            binary = cast(BinaryReader, _module(entry.module))
            if binary.recognizes(data):
                return binary.read(data, name, options)
    known = foreign(data)
    if known:
        raise ReadError(known.what, where=name, hint=known.hint)
    text = unify_line_endings(_decoded(data, name))
    begins = text[:_SIGNATURE_WITHIN].lstrip("\ufeff \t\n\f")
    for written in TEXT_READERS:
        if begins.startswith(written.signature):
            reader = cast(TextReader, _module(written.module))
            if reader.recognizes(text):
                return _told_apart(reader, written.format, text, name, options)
    raise AssertionError("the reader of plain text recognizes any text")


def _decoded(data: bytes, name: str) -> str:
    try:
        return decode(data, name)[0]
    except ReadError as problem:
        if not name.lower().endswith(".pdf"):
            raise
        raise ReadError(
            say("no PDF: it does not begin with %PDF"), where=name, hint=say("fetch it again")
        ) from problem


def _told_apart(reader: TextReader, kind: str, text: str, name: str, options: ReadOptions) -> Reading:
    # A server answers with a page ("not found", "sign in") where a PDF is asked for: without a table it is no document.
    if kind != "html" or not name.lower().endswith(".pdf"):
        return reader.read(text, name, options)
    refusal = ReadError(
        say("a web page saved as .pdf"), where=name, hint=say("fetch the PDF itself, or name the page .html")
    )
    try:
        reading = reader.read(text, name, options)
    except ReadError as problem:
        raise refusal from problem
    if not any(isinstance(block, Row) for block in reading.blocks):
        raise refusal
    return reading


def _module(name: str) -> object:
    return importlib.import_module(f"{__name__}.{name}")
