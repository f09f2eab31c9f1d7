"""Declared OCR slips and their repair, for the kept text; a raw cell stays as it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Repair:
    """A slip that is sure wherever it stands: words (``find``, spaces optional), or a pattern."""

    find: str
    replace: str
    seen: str
    reason: str
    expression: re.Pattern[str]


def repair(text: str, repairs: Iterable[Repair]) -> str:
    """A text with all declared slips mended, in the order of the file."""
    for each in repairs:
        text = each.expression.sub(each.replace.replace("\\", r"\\"), text)
    return text


def repairs_from(data: Mapping[str, Any]) -> tuple[Repair, ...]:
    """The repairs of a loaded ``repairs.yaml``. Raises re.error for a pattern that is none."""
    return tuple(_repair(entry) for entry in data["repairs"])


def _repair(entry: Mapping[str, Any]) -> Repair:
    find = entry.get("pattern") or entry["find"]
    expression = re.compile(find) if "pattern" in entry else re.compile(_words(find))
    return Repair(find, entry["replace"], entry["seen"], entry["reason"], expression)


def _words(find: str) -> str:
    # Layout decides where a cell has spaces, so any space of the slip may be missing or doubled.
    inner = r"\s*".join(re.escape(part) for part in find.split())
    before = r"(?<![A-Za-z0-9])" if find[0].isascii() and find[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if find[-1].isascii() and find[-1].isalnum() else ""
    return before + inner + after
