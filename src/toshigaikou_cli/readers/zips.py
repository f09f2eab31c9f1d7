"""Zip archives of documents: their members, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.readers import archives
from toshigaikou_cli.readers.archives import UNREADABLE

MAX_MEMBERS = 200
ALWAYS_BYTES = 16 * 1024 * 1024
MAX_RATIO = 20
"""An archive of documents may unpack to ``ALWAYS_BYTES``, else to this many times its own size."""
MAX_DEPTH = 2
"""Archives within archives."""
_SIGNATURE = b"PK\x03\x04"
_PARTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
"""What tells a zipped document from an archive of documents."""
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def recognizes(data: bytes) -> bool:
    """A zip archive that is no zipped document itself."""
    if not data.startswith(_SIGNATURE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
        return False
    return not any(name in _PARTS or name.startswith(("xl/", "word/", "ppt/")) for name in names)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The documents of an archive with their names under its own (``sheets.zip/h29.csv``), those of archives in it too.

    Raises ReadError where the archive is empty, damaged, protected, too deep, or has more than 200 documents or more
    bytes than its own can be worth, those of archives in it together.
    """
    most = min(archives.MAX_BYTES, max(ALWAYS_BYTES, MAX_RATIO * len(data)))
    return _members(data, name, 1, _Left(most, most))


@dataclass(slots=True)
class _Left:
    """How many bytes may still come out of the outermost archive, of so many."""

    bytes: int
    of: int

    def take(self, archive: zipfile.ZipFile, name: str) -> None:
        archives.refuse_large(archive, name, self.bytes, self.of)
        self.bytes -= archives.unpacked(archive)


def _members(data: bytes, name: str, depth: int, left: _Left) -> Iterator[tuple[str, bytes]]:
    if depth > MAX_DEPTH:
        raise ReadError(
            say("archives within archives, more than {n} deep", n=MAX_DEPTH),
            where=name,
            hint=say("unpack it first"),
        )
    with archives.opened(data, name) as archive:
        left.take(archive, name)
        entries = [
            entry for entry in archive.infolist() if not entry.is_dir() and not _is_ignored(entry.filename)
        ]
        if not entries:
            raise ReadError(say("no document in this archive"), where=name)
        if len(entries) > MAX_MEMBERS:
            what = say_n(
                "{n} file in this archive, more than {most}",
                "{n} files in this archive, more than {most}",
                n=len(entries),
                most=MAX_MEMBERS,
            )
            raise ReadError(what, where=name, hint=say("unpack it, and name the files that matter"))
        for entry in entries:
            inner = f"{name}/{_named(entry)}"
            content = _content(archive, entry, inner)
            if recognizes(content):
                yield from _members(content, inner, depth + 1, left)
            else:
                yield inner, content


def _is_ignored(name: str) -> bool:
    return name.startswith(_IGNORED[0]) or name.endswith(_IGNORED[1:])


def _named(entry: zipfile.ZipInfo) -> str:
    """The member's name; Japanese Windows writes names in cp932 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return entry.filename


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    if entry.flag_bits & 0x1:
        raise ReadError(
            say("the archive is protected by a password"), where=name, hint=say("unpack it first")
        )
    try:
        return archive.read(entry)
    except UNREADABLE as error:
        raise ReadError(
            say("damaged within the archive"), where=name, hint=say("ask for the file again")
        ) from error
