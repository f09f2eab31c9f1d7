"""The page docs/beside-other-tools.md, made of the outcomes, the costs and the claims."""

from __future__ import annotations

from typing import Any


def write(now: dict[str, Any], costs: dict[str, Any]) -> None:
    """Write the page."""
