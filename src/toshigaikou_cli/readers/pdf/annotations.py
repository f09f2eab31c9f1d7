"""What stands on a page beside its content and shows as well: the fields of a form, typed and struck words, stamps."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from toshigaikou_cli.readers.pdf.open import close

_SHOWN = {
    raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_LINE,
    raw.FPDF_ANNOT_INK,
}  # fmt: skip
"""Links, notes and marked words show nothing of their own."""
_TEXTS = {raw.FPDF_ANNOT_WIDGET: b"V", raw.FPDF_ANNOT_FREETEXT: b"Contents"}
_MOST = 5_000
_LONGEST = 400


def with_annotations(document: Any, page: Any, number: int) -> tuple[Any, list[str]]:
    """The page (from 1) with what its annotations show as part of its content, and the texts of those that the file leaves it
    to the viewer to draw. ``page`` is closed where another one is given."""
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST)
    if count < 1:
        return page, []
    kinds, unshown = set[int](), list[str]()
    for annotation in _annotations(page, count):
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        kinds.add(kind)
        if kind in _TEXTS and not raw.FPDFAnnot_HasKey(annotation, b"AP"):
            unshown += [text] if (text := _text(annotation, _TEXTS[kind])) else []
    if not kinds & _SHOWN or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page, unshown
    close(page)
    return document[number - 1], unshown


def _annotations(page: Any, count: int) -> Iterator[Any]:
    for at in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if annotation:
            yield annotation
            raw.FPDFPage_CloseAnnot(annotation)


def _text(annotation: Any, key: bytes) -> str:
    """The text that an annotation has under a key; "" where it has none."""
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()
