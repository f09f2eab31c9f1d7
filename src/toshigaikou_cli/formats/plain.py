"""Named tuples as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def plain(value: Any, parts: Callable[[Any], Mapping[str, Any]] = lambda value: value._asdict()) -> Any:
    """Named tuples as objects of what ``parts`` gives of them, tuples as lists, all the way down."""
    if hasattr(value, "_asdict"):
        value = parts(value)
    if isinstance(value, Mapping):
        return {key: plain(part, parts) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part, parts) for part in value]
    return value
