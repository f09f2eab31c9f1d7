"""Styles of office documents."""

from __future__ import annotations

from collections.abc import Mapping

_DEEPEST = 20
"""So many styles may stand on one another; a circle ends there, too."""


def inherits(name: str, own: Mapping[str, bool], based: Mapping[str, str]) -> bool:
    """Whether a style has a mark: as it says itself (``own``), else as the one says that it is ``based`` on."""
    for _ in range(_DEEPEST):
        if name in own:
            return own[name]
        name = based.get(name, "")
    return False
