"""How often links of a kind were right on rows that people labelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Measured(NamedTuple):
    """Of ``links`` on ``rows`` labelled rows, ``right`` were right."""

    links: int
    right: int
    rows: int


class RuleFigures(NamedTuple):
    """The figures of a rule set by (status, method) of links; ``current``: made with today's rules."""

    rows: int = 0
    by_kind: Mapping[tuple[str, str], Measured] = {}
    current: bool = True
