"""Match keys for comparing and searching, and text made safe to show. Light: every reading command loads this."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_FOLDED = (
    *((mark, "~") for mark in "〜～∼"),
    *((mark, "-") for mark in "−‐–—―─"),
    *((mark, "") for mark in "・·‧\u200b\ufeff"),
    *((mark, '"') for mark in "“”"),
    *((mark, "'") for mark in "‘’"),
)
"""What NFKC leaves apart and a reader takes for the same. ``replace`` is ten times as fast as ``translate`` here."""
_MARKS = frozenset(mark for mark, _ in _FOLDED)


def match_key(text: str) -> str:
    """The form in which texts are compared and searched: NFKC, case-folded, no white space, dashes and dots folded.

    ``・`` is dropped, so that ニュー・サウス・ウェールズ and ニューサウスウェールズ are equal. Never shown.
    """
    key = _folded(text)
    # an accent that stood alone may meet a letter once the spaces are gone
    return key if key.isascii() or unicodedata.is_normalized("NFKC", key) else _folded(key)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    if not _MARKS.isdisjoint(text):
        for mark, plain in _FOLDED:
            text = text.replace(mark, plain)
    return "".join(text.split())


class Keyed(NamedTuple):
    """A text with its match key; ``at[i]`` and ``ends[i]`` are the place in ``text`` of the key's character ``i``."""

    text: str
    key: str
    at: tuple[int, ...]
    ends: tuple[int, ...]

    def end_of(self, key_end: int) -> int:
        """The place in ``text`` just after the key's first ``key_end`` characters."""
        return self.ends[key_end - 1] if key_end else 0


def keyed(text: str) -> Keyed:
    """The match key of a text, character by character; a mark that composes goes with the character before it."""
    key: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    place = 0
    for cluster in _clusters(text):
        folded = _cluster_key(cluster)
        key.append(folded)
        at += [place] * len(folded)
        place += len(cluster)
        ends += [place] * len(folded)
    return Keyed(text, "".join(key), tuple(at), tuple(ends))


_cluster_key = lru_cache(maxsize=8192)(match_key)


def _clusters(text: str) -> Iterable[str]:
    """Characters with the marks that follow them (a half-width ﾞ composes with the kana before it)."""
    if text.isascii():
        return text
    clusters: list[str] = []
    for char in text:
        if clusters and (char in "ﾞﾟ" or unicodedata.combining(char)):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Control and direction-changing characters written out (``\\x1b``), so that no text can steer a terminal."""

    def out(char: str) -> str:
        if char == "\n" and keep_newlines:
            return char
        if char == "\t":
            return " "
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in "\u200d\ufe0f":
            code = ord(char)
            return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
        return char

    return text if text.isprintable() else "".join(map(out, text))
