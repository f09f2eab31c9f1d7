"""Files -> blocks. A reader is chosen by what a file holds, not by its name, and loaded only then."""

from __future__ import annotations

import importlib
from typing import NamedTuple, Protocol, cast

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.encoding import decode
from toshigaikou_cli.readers.foreign import foreign
from toshigaikou_cli.records.blocks import Reading, ReadOptions

_SIGNATURE_WITHIN = 1024
_BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\f\v\x1a"


class ReaderEntry(NamedTuple):
    """A reader: its format, its module here, and bytes that each of its files holds near the beginning.

    The module has ``recognizes(data: bytes, name: str) -> bool`` and
    ``read(data: bytes, name: str, options: ReadOptions) -> Reading``; it is imported only where the signature
    fits ("" fits every file).
    """

    format: str
    module: str
    signature: bytes


READERS = (
    ReaderEntry("pdf", "pdf.reader", b"%PDF-"),
    ReaderEntry("xlsx", "xlsx.workbook", b"PK\x03\x04"),
    ReaderEntry("html", "html", b"<"),
    ReaderEntry("csv", "csv_", b""),
    ReaderEntry("text", "plaintext", b""),
)
"""In order of recognition: the first that recognizes a file reads it."""


class _Reader(Protocol):
    def recognizes(self, data: bytes, name: str) -> bool: ...

    def read(self, data: bytes, name: str, options: ReadOptions) -> Reading: ...


def read(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read the file ``name`` with the content ``data``.

    Raises ReadError for an empty file, a file of a kind that no reader reads (named where it is known),
    text in an unknown encoding, and whatever its reader refuses.
    """
    if not data.strip(_BLANK):
        raise ReadError("the file is empty", where=name)
    for entry in READERS:
        if entry.signature in data[:_SIGNATURE_WITHIN]:
            reader = cast(_Reader, importlib.import_module(f"{__name__}.{entry.module}"))
            if reader.recognizes(data, name):
                return reader.read(data, name, options or ReadOptions())
        known = foreign(data) if entry.format == "xlsx" else None
        if known:
            raise ReadError(known.what, where=name, hint=known.hint)
    decode(data, name)
    raise ReadError("no reader knows this file", where=name, hint="tgx reads PDF, .xlsx, CSV, HTML and text")
