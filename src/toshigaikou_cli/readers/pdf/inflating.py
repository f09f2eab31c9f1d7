"""What the streams of a PDF may inflate to: counted before PDFium parses them, without keeping what comes out.

PDFium inflates a page's content whole and makes an object of every operator: up to fifty times its bytes.
"""

from __future__ import annotations

import re
import zlib

from toshigaikou_cli.errors import ReadError

STREAM_BYTES = 3_000_000
"""One stream. A dense page of A3 has 500,000."""
SMALL_FILE, STREAM_TIMES = 1_000_000, 10
"""Each byte of a file beyond the small one lets a stream hold so many more: maps deflate to a fourth."""
ALL_BYTES, ALL_TIMES = 64_000_000, 20
"""All streams together: the contents of tables deflate to a tenth."""

_PIECE = 1 << 16
_HEAD = 4096
_STREAM = re.compile(rb">>\s*stream\r?\n")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)\b")


def refuse_inflated(data: bytes, name: str) -> None:
    """Raises ReadError, with the object and the limit, where streams that are no images inflate beyond it.

    An image is not inflated until it is drawn, and a blank scan may deflate a thousandfold.
    """
    limit = STREAM_BYTES + STREAM_TIMES * max(0, len(data) - SMALL_FILE)
    together = max(ALL_BYTES, ALL_TIMES * len(data))
    inflated = 0
    for opened in _STREAM.finditer(data):
        number, head = _head(data, opened.start())
        if not _DEFLATED.search(head) or _IMAGE.search(head):
            continue
        size = _inflated(data, opened.end(), limit)
        inflated += size
        if size > limit:
            raise _refusal(f"object {number} inflates to more than {limit:,} bytes", data, name)
        if inflated > together:
            raise _refusal(f"its objects inflate to more than {together:,} bytes", data, name)


def _refusal(what: str, data: bytes, name: str) -> ReadError:
    said = f"{what}, the limit for a PDF of {len(data):,} bytes"
    return ReadError(said, where=name, hint="print the pages you need to a new PDF")


def _head(data: bytes, at: int) -> tuple[str, bytes]:
    """The number of the object whose stream opens at ``at``, and its dictionary."""
    before = data[max(0, at - _HEAD) : at]
    objects = list(_OBJECT.finditer(before))
    return (objects[-1][1].decode(), before[objects[-1].end() :]) if objects else ("?", before)


def _inflated(data: bytes, start: int, limit: int) -> int:
    """The bytes that the stream at ``start`` inflates to, counted until they exceed ``limit`` or it breaks off."""
    inflater = zlib.decompressobj()
    inflated = 0
    while not inflater.eof and inflated <= limit:
        given = inflater.unconsumed_tail
        if not given:
            given = data[start : start + _PIECE]
            start += len(given)
        try:
            piece = inflater.decompress(given, _PIECE)
        except zlib.error:  # broken or encrypted: PDFium says what it is
            break
        inflated += len(piece)
        if not given and not piece:
            break
    return inflated
