"""The cells of a record as they were read."""

from __future__ import annotations

from typing import NamedTuple


class RawCell(NamedTuple):
    """A cell as it was read, under the header that stood over it; ``column`` is "" for an undeclared column.

    ``struck`` are its words that are struck through, which are no part of ``text``.
    """

    column: str
    header: str
    text: str
    filled: bool = False
    struck: str = ""
