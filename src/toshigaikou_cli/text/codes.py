"""Codes of goals, areas and measures: what a strategy calls them, and what two spellings meet by."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc\ufe58\ufe63\uff0d]")


def code_key(text: str) -> str:
    """What two spellings of a code meet by, never shown: ``１－１－（１）`` and ``1-1-(1)``."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return "".join(plain.split()).casefold()
