"""What stands in a text and its row, and the pieces of evidence that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Literal, NamedTuple

Signal = Literal["word", "hint", "together", "label", "department", "title", "text"]


class Text(NamedTuple):
    """A sentence of an activity with the row that it stands in: ``result`` and ``label`` are its own, ``cities`` are
    partners by registered names."""

    bureau: str | None
    field: str
    department: str
    item: str
    result: str
    label: str = ""
    cities: tuple[str, ...] = ()


class RowSigns(NamedTuple):
    """What stands in a text and its row: the best place of each word, labels and cities by key and as written.

    ``hits`` begin with the words of the text itself (``said``) and go on with those of the item (``item_words``), longer
    words first; ``in_label`` and ``in_field`` are the words that stand in the label or the field only: they make no
    pairs. ``in_item`` and ``in_result`` are the cities that item and text name. ``several``: the item names several
    subjects, of which a text may serve one. ``bits`` has a bit for each group that a word of item or text belongs to,
    ``first`` the first such word. ``own`` are the measures that the bureau may serve (None: any, the bureau is not
    known). ``pairs`` are the bigrams of item and of text, ``raw`` is both as
    they were read.
    """

    bureau: str | None
    item: str
    text: str
    hits: Mapping[str, float]
    in_field: frozenset[str]
    in_label: frozenset[str]
    item_words: frozenset[str]
    said: frozenset[str]
    labels: tuple[tuple[str, str], ...]
    department: str
    cities: Mapping[str, str]
    in_item: frozenset[str]
    in_result: frozenset[str]
    several: bool
    abroad: bool
    pairs: tuple[Set[str], Set[str]]
    own: frozenset[int] | None
    bits: int
    first: Mapping[int, str]
    raw: str


class TextPiece(NamedTuple):
    """One piece: its worth, the words of its subject, and the words (or the label and its word) to show.

    ``own`` is the share of them that stands in the activity itself, and not only in its row (0 to 1).
    """

    signal: Signal
    weight: float
    subject: frozenset[str]
    words: tuple[str, ...]
    own: float = 0.0


Pieces = dict[int, list[TextPiece]]
"""Evidence by the measure's index."""
