"""What the readers of zipped documents share: an archive opened, and refused where it is damaged, huge or a trap."""

from __future__ import annotations

import io
import zipfile
import zlib

from toshigaikou_cli.errors import ReadError

MAX_BYTES = 500 * 1024 * 1024
"""Unpacked, for all of an archive."""
_HEAD = 4096
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
)  # fmt: skip
"""What a damaged or protected part of an archive raises."""


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive. Raises ReadError where it is damaged, and where it unpacks to more than 500 MB."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise ReadError("a damaged file", where=name, hint="ask for the file again") from error
    refuse_large(archive, name)
    return archive


def has_part(data: bytes, part: str) -> bool:
    """Whether ``data`` is an archive with that part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
        return False


def refuse_large(archive: zipfile.ZipFile, name: str) -> None:
    """Raise ReadError where the archive unpacks to more than 500 MB."""
    size = sum(entry.file_size for entry in archive.infolist())
    if size > MAX_BYTES:
        what = f"the file unpacks to {size / 2**20:,.0f} MB, more than {MAX_BYTES / 2**20:,.0f}"
        raise ReadError(what, where=name, hint="save the parts that matter as a new file")


def refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Raise ReadError for a part with a document type: Office files have none (ECMA-376 Part 2, 8.1.4), and one that
    has may hide an entity bomb."""
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in _head(archive, part, name):
            what = f"the part {part} has a document type, which no Office program writes"
            raise ReadError(what, where=name, hint="ask for the file again")


def _head(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    try:
        with archive.open(part) as head:
            return head.read(_HEAD)
    except UNREADABLE as error:
        raise ReadError(
            f"damaged: the part {part} cannot be read", where=name, hint="ask for the file again"
        ) from error
