"""PDFium's functions that a page is read with, without the cost of pypdfium2's pointer types.

A page has thousands of characters and each takes several calls: handles are plain integers here, and results are
written into a few buffers made once. Not for use by several threads (PDFium itself is not).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as raw

_P = c_void_p


def _plain(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


class _RawMatrix(ctypes.Structure):
    _fields_ = [(name, c_float) for name in "abcdef"]


class _Rect(ctypes.Structure):
    _fields_ = [(name, c_float) for name in ("left", "top", "right", "bottom")]


load_text = _plain("FPDFText_LoadPage", _P, _P)
close_text = _plain("FPDFText_ClosePage", None, _P)
count_chars = _plain("FPDFText_CountChars", c_int, _P)
char_unicode = _plain("FPDFText_GetUnicode", c_uint, _P, c_int)
char_generated = _plain("FPDFText_IsGenerated", c_int, _P, c_int)
char_hyphen = _plain("FPDFText_IsHyphen", c_int, _P, c_int)
char_unmapped = _plain("FPDFText_HasUnicodeMapError", c_int, _P, c_int)
char_object = _plain("FPDFText_GetTextObject", _P, _P, c_int)
char_matrix = _plain("FPDFText_GetMatrix", c_int, _P, c_int, _P)
char_loose_box = _plain("FPDFText_GetLooseCharBox", c_int, _P, c_int, _P)
char_ink_box = _plain("FPDFText_GetCharBox", c_int, _P, c_int, _P, _P, _P, _P)
char_origin = _plain("FPDFText_GetCharOrigin", c_int, _P, c_int, _P, _P)

page_count_objects = _plain("FPDFPage_CountObjects", c_int, _P)
page_object = _plain("FPDFPage_GetObject", _P, _P, c_int)
page_box = _plain("FPDF_GetPageBoundingBox", c_int, _P, _P)
page_rotation = _plain("FPDFPage_GetRotation", c_int, _P)
form_count_objects = _plain("FPDFFormObj_CountObjects", c_int, _P)
form_object = _plain("FPDFFormObj_GetObject", _P, _P, c_ulong)

object_type = _plain("FPDFPageObj_GetType", c_int, _P)
object_matrix = _plain("FPDFPageObj_GetMatrix", c_int, _P, _P)
object_bounds = _plain("FPDFPageObj_GetBounds", c_int, _P, _P, _P, _P, _P)
object_clip = _plain("FPDFPageObj_GetClipPath", _P, _P)
object_fill_colour = _plain("FPDFPageObj_GetFillColor", c_int, _P, _P, _P, _P, _P)
object_stroke_colour = _plain("FPDFPageObj_GetStrokeColor", c_int, _P, _P, _P, _P, _P)
object_stroke_width = _plain("FPDFPageObj_GetStrokeWidth", c_int, _P, _P)
clip_count_paths = _plain("FPDFClipPath_CountPaths", c_int, _P)
clip_count_segments = _plain("FPDFClipPath_CountPathSegments", c_int, _P, c_int)
clip_segment = _plain("FPDFClipPath_GetPathSegment", _P, _P, c_int, c_int)
path_count_segments = _plain("FPDFPath_CountSegments", c_int, _P)
path_segment = _plain("FPDFPath_GetPathSegment", _P, _P, c_int)
path_draw_mode = _plain("FPDFPath_GetDrawMode", c_int, _P, _P, _P)
segment_point = _plain("FPDFPathSegment_GetPoint", c_int, _P, _P, _P)
segment_type = _plain("FPDFPathSegment_GetType", c_int, _P)
segment_closes = _plain("FPDFPathSegment_GetClose", c_int, _P)
text_render_mode = _plain("FPDFTextObj_GetTextRenderMode", c_int, _P)
text_font_size = _plain("FPDFTextObj_GetFontSize", c_int, _P, _P)
text_font = _plain("FPDFTextObj_GetFont", _P, _P)
font_descent = _plain("FPDFFont_GetDescent", c_int, _P, c_float, _P)

MATRIX, RECT = _RawMatrix(), _Rect()
FLOATS = [c_float() for _ in range(4)]
DOUBLES = [c_double() for _ in range(4)]
INTS = [c_int(), c_int()]
UINTS = [c_uint() for _ in range(4)]
TO_MATRIX, TO_RECT = ctypes.byref(MATRIX), ctypes.byref(RECT)
TO_FLOATS = [ctypes.byref(value) for value in FLOATS]
TO_DOUBLES = [ctypes.byref(value) for value in DOUBLES]
TO_INTS = [ctypes.byref(value) for value in INTS]
TO_UINTS = [ctypes.byref(value) for value in UINTS]


def handle(page: Any) -> int:
    """The plain handle of a ``pypdfium2`` page."""
    found = ctypes.cast(page.raw, c_void_p).value
    assert found is not None
    return found


Colour = tuple[int, int, int, int]
"""Red, green, blue, alpha: 0 to 255."""


def colour(of: Callable[..., Any], drawn: int) -> Colour | None:
    """The fill or stroke colour of an object; None where it is no plain colour (a pattern)."""
    if not of(drawn, *TO_UINTS):
        return None
    red, green, blue, alpha = (value.value for value in UINTS)
    return red, green, blue, alpha
