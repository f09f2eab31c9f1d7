"""How much a PDF will write, told before its pages are read: a file beyond its bound is refused in a second or two."""

from __future__ import annotations

from typing import Any

from pypdfium2 import PdfiumError

from toshigaikou_cli.readers.pdf import pdfium
from toshigaikou_cli.readers.pdf.budget import Budget
from toshigaikou_cli.readers.pdf.open import close

_LOOKED_AFTER = (4, 32)
"""Pages after which the others are guessed from those that were read."""


def foresee(document: Any, read: int, budget: Budget) -> int:
    """The first page (from 1) that would write more than the ``budget`` has left; 0 where there is none, and where those
    ``read`` so far give no reason to look."""
    pages = len(document)
    if read not in _LOOKED_AFTER or budget.suffices(read, pages):
        return 0
    left = budget.characters_left
    for number in range(read + 1, pages + 1):
        left -= _characters(document, number)
        if left < 0:
            return number
    return 0


def _characters(document: Any, number: int) -> int:
    try:
        page = document[number - 1]
    except PdfiumError:
        return 0
    try:
        chars = pdfium.load_text(pdfium.handle(page))
        if not chars:
            return 0
        try:
            return int(pdfium.count_chars(chars))
        finally:
            pdfium.close_text(chars)
    finally:
        close(page)
