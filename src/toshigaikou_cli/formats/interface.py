"""What a format is: a function from data to text. To add one, write it and name it in ``formats/__init__.py``.

The same data gives the same text. What comes from documents is data: a format escapes what its readers would take for
markup, and writes control characters out (``text.keys.visible``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from toshigaikou_cli.formats.tables.table import Part
from toshigaikou_cli.language import Language
from toshigaikou_cli.records.validation import Validation


class Paper(NamedTuple):
    """What is written on: a terminal of ``columns`` cells a line (None: no terminal) with colours or without.

    ``bom``: a byte order mark is wanted, where the format can have one; ``whole``: nothing is left out for length;
    ``ambiguous``: the cells that a character of ambiguous width takes there. ``headers``: the language of CSV's headers, None
    for the keys, which are the same in each.
    """

    columns: int | None = None
    color: bool = False
    bom: bool = False
    whole: bool = False
    ambiguous: int = 1
    headers: Language | None = None


class TableFormat(Protocol):
    """Of every command that lists: tables and texts, one below the other."""

    def __call__(self, parts: Sequence[Part], paper: Paper, /) -> Iterator[str]:
        """The text in pieces, the last of which ends its line."""


class FindingsFormat(Protocol):
    """Of ``tgx validate``: a run of the checks."""

    def __call__(self, validation: Validation, paper: Paper, /) -> Iterator[str]:
        """The text in pieces, the last of which ends its line."""
