"""The parts of a document that a user names."""

from __future__ import annotations

from typing import NamedTuple


class Parts(NamedTuple):
    """The parts of a document to read: ``sheets`` (names, or places from 1), ``pages`` and ``tables`` (numbers from 1);
    () for all of a kind."""

    sheets: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
