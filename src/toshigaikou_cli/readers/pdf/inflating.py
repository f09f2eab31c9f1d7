"""What the streams of a PDF may inflate to: counted before PDFium parses them, without keeping what comes out.

PDFium inflates a page's content whole and makes an object of every operator: up to fifty times its bytes.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say, say_n

STREAM_BYTES = 3_000_000
"""One stream. A dense page of A3 has 500,000."""
SMALL_FILE, STREAM_TIMES = 1_000_000, 10
"""Each byte of a file beyond the small one lets a stream hold so many more: maps deflate to a fourth."""
DRAWING_BYTES = 12_000_000
"""A stream of little but paths may hold as many: a map is long in numbers, but has few operators."""
DRAWING_OPERATORS = 300_000
DRAWING_STRINGS = 100_000
"""Bytes of text among the paths."""
ALL_BYTES, ALL_TIMES = 64_000_000, 20
"""All streams together: the contents of tables deflate to a tenth."""

_PIECE = 1 << 16
_HEAD = 4096
_STREAM = re.compile(rb">>\s*stream\r?\n")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_OPERATOR = re.compile(rb"[A-Za-z*'\"]+")
_MARK = re.compile(rb"[()<>\\%]|\bID\b")
_MOST_MARKS = 50_000
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
        size = sum(map(len, _pieces(data, opened.end(), limit)))
        if size > limit:
            size = _drawn(data, opened.end()) if limit < DRAWING_BYTES else 0
            if not size:
                raise _refusal(
                    say("object {number} inflates to more than {limit:,} bytes", number=number, limit=limit),
                    data,
                    name,
                )
        inflated += size
        if inflated > together:
            raise _refusal(
                say("its objects inflate to more than {limit:,} bytes", limit=together), data, name
            )


def _refusal(what: str, data: bytes, name: str) -> ReadError:
    said = say_n(
        "{what}, the limit for a PDF of {n:,} byte",
        "{what}, the limit for a PDF of {n:,} bytes",
        what=what,
        n=len(data),
    )
    return ReadError(said, where=name, hint=say("print the pages you need to a new PDF"))


def _head(data: bytes, at: int) -> tuple[str, bytes]:
    """The number of the object whose stream opens at ``at``, and its dictionary."""
    before = data[max(0, at - _HEAD) : at]
    objects = list(_OBJECT.finditer(before))
    return (objects[-1][1].decode(), before[objects[-1].end() :]) if objects else ("?", before)


def _pieces(data: bytes, start: int, limit: int) -> Iterator[bytes]:
    """What the stream at ``start`` inflates to, until it exceeds ``limit`` or breaks off."""
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
        yield piece
        if not given and not piece:
            break


def _drawn(data: bytes, start: int) -> int:
    """The bytes of a stream that is a drawing within its limit; 0 for any other."""
    content = b"".join(_pieces(data, start, DRAWING_BYTES))
    return len(content) if len(content) <= DRAWING_BYTES and _is_drawing(content) else 0


def _is_drawing(content: bytes) -> bool:
    """Whether a page's content is little but paths, with few operators for its bytes."""
    marks = list(itertools.islice(_MARK.finditer(content), _MOST_MARKS))
    operators = sum(1 for _ in itertools.islice(_OPERATOR.finditer(content), DRAWING_OPERATORS))
    if len(marks) == _MOST_MARKS or operators == DRAWING_OPERATORS:
        return False
    strings = _string_bytes(marks, len(content))
    return strings is not None and strings <= DRAWING_STRINGS


def _string_bytes(marks: list[re.Match[bytes]], length: int) -> int | None:
    """The bytes of the texts in a content; None where a comment or a picture may hide where they end."""
    depth, coded, start, found, escaped = 0, False, 0, 0, -1
    for mark in marks:
        at, sign = mark.start(), mark[0]
        if depth:
            if at != escaped:
                escaped = at + 1 if sign == b"\\" else -1
                depth += (sign == b"(") - (sign == b")")
                found += 0 if depth else at - start
        elif coded:
            coded = sign != b">"
            found += 0 if coded else at - start
        elif sign in (b"%", b"ID"):
            return None
        elif sign in (b"(", b"<"):
            depth, coded, start = int(sign == b"("), sign == b"<", at
    return found + (length - start if depth or coded else 0)
