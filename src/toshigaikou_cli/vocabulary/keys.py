"""Match keys that remember where their characters stood: for finding names in cells with layout spaces."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from toshigaikou_cli.text.normalize import match_key


@dataclass(frozen=True, slots=True)
class Keyed:
    """A text in NFKC with its match key; ``at[i]`` is the place in ``text`` of the key's character ``i``."""

    text: str
    key: str
    at: tuple[int, ...]

    def end_of(self, key_end: int) -> int:
        """The place in ``text`` just after the key's first ``key_end`` characters."""
        return self.at[key_end - 1] + 1 if key_end else 0


def keyed(text: str) -> Keyed:
    """The match key of a text, character by character."""
    text = unicodedata.normalize("NFKC", text)
    key: list[str] = []
    at: list[int] = []
    for place, char in enumerate(text):
        folded = match_key(char) if not char.isalnum() else char.casefold()
        key.append(folded)
        at.extend([place] * len(folded))
    return Keyed(text, "".join(key), tuple(at))


def without_layout(text: str) -> str:
    """A name without the spaces and line breaks that the layout put between its Japanese characters."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)
