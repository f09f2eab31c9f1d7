"""Names as they stand in the cells of a table: without what the layout put between their characters."""

from __future__ import annotations

import re
import unicodedata

from toshigaikou_cli.text.keys import Keyed, keyed


def keyed_cell(text: str) -> Keyed:
    """A cell in NFKC, in which names are looked for, with its match key."""
    return keyed(unicodedata.normalize("NFKC", text))


def without_layout(text: str) -> str:
    """A name without the spaces and line breaks that the layout put between its Japanese characters."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)
