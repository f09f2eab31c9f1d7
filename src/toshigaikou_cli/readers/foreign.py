"""Files that tgx knows by their first bytes and does not read, with what their owner can do."""

from __future__ import annotations

import io
from typing import NamedTuple

from toshigaikou_cli.messages import say

_AS_WORKBOOK = say("save it as .xlsx or CSV")
_AS_PDF = say("save it as .docx or PDF")
_AS_TABLE = say("type its table into a workbook, or ask for the file it was made from")
_UNPACK = say("unpack it first")


class Foreign(NamedTuple):
    """A kind of file that is not read: ``what`` it is, as a clause, and a ``hint`` what to do."""

    what: str
    hint: str


_ICHITARO = Foreign(
    say("a document of 一太郎 (.jtd), which tgx does not read"), say("save it as .docx or PDF")
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Foreign(say("an image (PNG) has no text to read"), _AS_TABLE)),
    (b"\xff\xd8\xff", Foreign(say("an image (JPEG) has no text to read"), _AS_TABLE)),
    (b"GIF8", Foreign(say("an image (GIF) has no text to read"), _AS_TABLE)),
    (b"II*\0", Foreign(say("an image (TIFF) has no text to read"), _AS_TABLE)),
    (b"MM\0*", Foreign(say("an image (TIFF) has no text to read"), _AS_TABLE)),
    (b"\x1f\x8b", Foreign(say("a compressed file (gzip)"), _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Foreign(say("a compressed file (7z)"), _UNPACK)),
    (b"Rar!\x1a\x07", Foreign(say("a compressed file (RAR)"), _UNPACK)),
    (b"{\\rtf", Foreign(say("a rich-text document (.rtf), which tgx does not read"), _AS_PDF)),
    (
        b"SQLite format 3\0",
        Foreign(say("an SQLite database, not a document"), say("a catalogue is named with --db")),
    ),
    (b"\x09\x08\x10\0\0\x06", Foreign(say("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
    (b"\x09\x08\x08\0\0\x05", Foreign(say("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
    (b"\x09\x04\x06\0", Foreign(say("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
    (b"\x09\x02\x06\0", Foreign(say("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
    (b"\x09\0\x04\0", Foreign(say("an old Excel workbook (.xls)"), _AS_WORKBOOK)),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE2 file's directory; the first that is there tells what the file is.
_STREAMS = (
    ("DocumentText", _ICHITARO),
    (
        "EncryptedPackage",
        Foreign(
            say("the workbook is protected by a password"), say("take the password off and save it again")
        ),
    ),
    ("WordDocument", Foreign(say("a Word document (.doc), which tgx does not read"), _AS_PDF)),
    (
        "PowerPoint Document",
        Foreign(say("a PowerPoint file (.ppt), which tgx does not read"), say("save it as PDF")),
    ),
)
_PARTS = (
    (
        "ppt/presentation.xml",
        Foreign(say("a PowerPoint file (.pptx), which tgx does not read"), say("save it as PDF")),
    ),
    ("xl/workbook.bin", Foreign(say("a binary Excel workbook (.xlsb)"), _AS_WORKBOOK)),
)
_OPEN_DOCUMENT = Foreign(
    say("an OpenDocument file that is no spreadsheet, which tgx does not read"),
    say("save it as .ods, .docx or PDF"),
)
_XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"


def foreign(data: bytes) -> Foreign | None:
    """What ``data`` is where tgx knows the kind and does not read it; None for text and what it reads."""
    for magic, known in _MAGIC:
        if data.startswith(magic):
            return known
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Foreign(say("an image (WebP) has no text to read"), _AS_TABLE)
    if data.startswith(_OLE2):
        return _in_ole2(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data)
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") and _XML_SPREADSHEET in data[:4096]:
        return Foreign(say("an XML spreadsheet of Excel 2003"), _AS_WORKBOOK)
    if (
        data[:2048].lstrip().lower().startswith(b"mime-version:")
        and b"multipart/related" in data[:2048].lower()
    ):
        return Foreign(say("a web archive (.mht)"), say("save it as .xlsx, CSV or plain HTML"))
    return None


def _in_ole2(data: bytes) -> Foreign:
    for stream, known in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return known
    return Foreign(
        say("an old Office file (OLE2), which tgx does not read"), say("save it as .xlsx, CSV or PDF")
    )


def _in_zip(data: bytes) -> Foreign:
    import zipfile  # few files are one, and it loads every compression

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:60] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return Foreign(say("a damaged zip file or workbook"), say("ask for the file again"))
    for part, known in _PARTS:
        if part in names:
            return known
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return _OPEN_DOCUMENT
    return Foreign(say("a zip archive without a document that tgx reads"), _UNPACK)
