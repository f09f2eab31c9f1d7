"""Nouns that messages count: a template that has one needs a singular form beside it (``say_n``, ``sayable_n``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"\{(?P<name>\w+)(?::[^}]*)?\}(?P<words>(?: [a-z-]+)+)")
_BOUNDS = ("more than ", "at most ", "longer than ", "spreads over ")
_ENDS = {
    "with",
    "without",
    "of",
    "that",
    "by",
    "in",
    "for",
    "under",
    "to",
    "on",
    "at",
    "from",
    "and",
    "has",
    "have",
    "is",
    "are",
}
"""Words that end what is counted: 3 with other ties only."""
_NO_NOUNS = {"counts", "says", "has", "was", "does", "this", "names", "as", "is"}


def nouns_of(one: str, many: str) -> set[str]:
    """What a message has in the plural where its number is not one."""
    return {word for word in set(many.split()) - set(one.split()) if word.endswith("s") and word.isalpha()}


def counted(template: str, nouns: set[str]) -> Iterator[str]:
    """Words in the plural that a number of a template counts: any word behind ``{n}``, one of ``nouns`` behind another value.
    A bound (more than 500 cells) counts nothing."""
    for found in _NUMBER.finditer(template):
        for word in () if template[: found.start()].endswith(_BOUNDS) else found["words"].split():
            if word in _ENDS:
                break
            plural = word.endswith("s") and len(word) > 2 and word not in _NO_NOUNS
            if plural and (found["name"] == "n" or word in nouns):
                yield word
