"""What the readers of zipped documents share: an archive opened, and refused where it is damaged, huge or a trap.

A file costs in proportion to its bytes, whatever it claims: what it unpacks to, and the elements of its XML, are
counted while they are read. The bounds are several times what office programs write.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import Message, say, sayable

_NO_UTF = sayable("the part {part} is neither UTF-8 nor UTF-16, which no Office program writes")
MAX_BYTES = 500 * 1024 * 1024
"""Unpacked, for all of an archive."""
ALWAYS_BYTES = 64 * 1024 * 1024
MAX_RATIO = 40
"""An archive may unpack to ``ALWAYS_BYTES``, else to this many times its own size (office programs stay below 25)."""
ALWAYS_ELEMENTS = 600_000
BYTES_AN_ELEMENT = 4
"""A part that is kept as a whole may have ``ALWAYS_ELEMENTS``, or one for so many bytes of the archive."""
MAX_DEPTH = 250
"""Elements within elements; libxml2 stops at 256."""
MAX_ROW_CELLS = 16_384
"""The columns of a work sheet."""
PICTURES = (".svg", ".html", ".htm", ".xhtml")
"""Parts that have a document type, and that no reader opens."""
_CHUNK = 65536
_ENCODINGS = {"utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1"}
_NEITHER_UTF = (b"\0\0\0<", b"<\0\0\0", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\x4c\x6f\xa7\x94")
"""XML in UCS-4 or EBCDIC (XML 1.0, appendix F), which libxml2 would read."""
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
)  # fmt: skip
"""What a damaged or protected part of an archive raises."""


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive. Raises ReadError where it is damaged, and where it unpacks to more than its bytes can be worth."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise ReadError(say("a damaged file"), where=name, hint=say("ask for the file again")) from error
    refuse_large(archive, name, most_bytes(len(data)))
    return archive


def has_part(data: bytes, part: str) -> bool:
    """Whether ``data`` is an archive with that part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
        return False


def most_bytes(size: int) -> int:
    """How many bytes an archive of ``size`` bytes may unpack to."""
    return min(MAX_BYTES, max(ALWAYS_BYTES, MAX_RATIO * size))


def most_elements(size: int) -> int:
    """How many elements a part of an archive of ``size`` bytes may have."""
    return max(ALWAYS_ELEMENTS, size // BYTES_AN_ELEMENT)


def unpacked(archive: zipfile.ZipFile) -> int:
    """The bytes that the archive unpacks to: zipfile gives no more of a part than its entry claims."""
    return sum(entry.file_size for entry in archive.infolist())


def refuse_large(archive: zipfile.ZipFile, name: str, most: int, of: int | None = None) -> None:
    """Raise ReadError where the archive unpacks to more than ``most`` bytes (what is left ``of`` so many)."""
    size = unpacked(archive)
    if size > most:
        what = say(
            "the file unpacks to {size:,.0f} MB, more than {most:,.0f}",
            size=size / 2**20,
            most=(of or most) / 2**20,
        )
        if of and most < of:
            what = say("the archives in this archive unpack to more than {most:,.0f} MB", most=of / 2**20)
        raise ReadError(what, where=name, hint=say("save the parts that matter as a new file"))


def refuse_traps(archive: zipfile.ZipFile, name: str, most: Callable[[str], int]) -> None:
    """Raise ReadError for XML that costs more than it holds, whatever the part is called (a picture is no part of it).

    That is: a document type (Office files have none, ECMA-376 Part 2, 8.1.4; it may hide an entity bomb), an encoding
    other than UTF-8 and UTF-16, elements nested more than 250 deep, more of them than ``most`` gives for the part, and
    a row of more cells than a work sheet has columns. What is no XML, or is broken, is left to who reads it.
    """
    for entry in archive.infolist():
        if entry.filename.endswith(PICTURES):
            continue
        try:
            with archive.open(entry) as part:
                _Look(name, entry.filename, most(entry.filename)).through(part.read)
        except UNREADABLE:
            continue


class _Look:
    """One look through a part, element by element, that keeps nothing."""

    def __init__(self, name: str, part: str, most: int) -> None:
        self.name, self.part, self.most = name, part, most
        self.count = self.depth = self.cells = 0
        self.parser = expat.ParserCreate()
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def through(self, read: Callable[[int], bytes]) -> None:
        chunk = read(_CHUNK)
        if chunk.startswith(_NEITHER_UTF):
            self._refuse(say(_NO_UTF, part=self.part))
        try:
            while chunk:
                self.parser.Parse(chunk)
                chunk = read(_CHUNK)
            self.parser.Parse(b"", True)  # expat 2.6 puts off what is long until it knows that no more comes
        except expat.ExpatError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]:
                self._refuse(say(_NO_UTF, part=self.part))

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in _ENCODINGS:
            self._refuse(say(_NO_UTF, part=self.part))

    def _doctype(self, *_given: object) -> None:
        self._refuse(
            say("the part {part} has a document type, which no Office program writes", part=self.part)
        )

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        local = name.rpartition(":")[2]
        self.cells = 0 if local == "row" else self.cells + (local == "c")
        if self.count > self.most or self.cells > MAX_ROW_CELLS:
            what = say("the part {part} has more than {n:,} cells in a row", part=self.part, n=MAX_ROW_CELLS)
            if self.count > self.most:
                what = say("the part {part} has more than {n:,} elements", part=self.part, n=self.most)
            raise ReadError(what, where=self.name, hint=say("save the tables that matter as CSV"))
        if self.depth > MAX_DEPTH:
            self._refuse(
                say(
                    "the part {part} is nested more than {n} deep, which no Office program writes",
                    part=self.part,
                    n=MAX_DEPTH,
                )
            )

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _refuse(self, what: Message) -> None:
        raise ReadError(what, where=self.name, hint=say("ask for the file again"))
