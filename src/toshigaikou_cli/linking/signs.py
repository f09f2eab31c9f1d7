"""What stands in a text and its row, and the pieces of evidence that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Literal, NamedTuple

from toshigaikou_cli.text.figures import with_any_digits

Signal = Literal["word", "hint", "together", "label", "department", "title", "text"]


class Text(NamedTuple):
    """A sentence of an activity with the row that it stands in: ``result`` and ``label`` are its own, ``cities`` are
    partners by registered names."""

    bureaus: tuple[str, ...]
    field: str
    department: str
    item: str
    result: str
    label: str = ""
    cities: tuple[str, ...] = ()


class RowSeen(NamedTuple):
    """What a row says beside its texts, and all that its item, field and department are worth: the words of each, and the
    measures whose title the item shares, each with the share of it and the part. ``several``: the item names several
    subjects, of which a text may serve one."""

    bureaus: tuple[str, ...]
    in_item: tuple[str, ...]
    in_body: tuple[str, ...]
    in_field: tuple[str, ...]
    department: str
    several: bool
    abroad: bool
    titles: tuple[tuple[int, float, str], ...]


class RowMarks(NamedTuple):
    """What the texts of a row share, read once: the key of its item, those of its bigrams that a measure of the bureau has,
    and what the row is worth."""

    item: str
    grams: frozenset[str]
    seen: RowSeen


class ReadText(NamedTuple):
    """A text read: its key, its words, its bigrams, and the partner cities that it is about, by key and as written."""

    key: str
    words: tuple[str, ...]
    pairs: Set[str]
    cities: Mapping[str, str]


class Seen(NamedTuple):
    """All that decides what a text in its row is worth: texts that differ in a number only mostly have it in common.

    ``in_text`` are its words, ``cities`` its partners by key and as written, ``city_in_item`` and ``city_in_text`` those that
    item and text name, ``label`` is as written and as a key, ``grams`` are the bigrams of item and text that a measure of
    the bureau has, ``units`` the bureaus (ids) that the text names.
    """

    row: RowSeen
    in_text: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]
    city_in_item: frozenset[str]
    city_in_text: frozenset[str]
    label: tuple[str, str]
    grams: frozenset[str]
    units: frozenset[str]


class RowSigns(NamedTuple):
    """What stands in a text and its row: the best place of each word, labels and cities by key and as written.

    ``hits`` begin with the words of the text itself (``said``) and go on with those of the item (``item_words``), longer
    words first; ``in_label`` and ``in_field`` are the words that stand in the label or the field only: they make no pairs.
    ``in_item`` and ``in_result`` are the cities that item and text name, ``units`` the bureaus that the text names.
    ``several``: the item names several subjects, of which a text may serve one. ``bits`` has a bit for each group that a
    word of item or text belongs to, ``first`` the first such word. ``own`` are the measures that the bureaus may serve
    (None: any, no bureau is known). ``titles`` and ``grams`` are those of :class:`RowSeen` and :class:`Seen`. ``text``
    is item and text as keys, ``raw`` is both as they were read, and ``alike`` that with other digits.
    """

    bureaus: tuple[str, ...]
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
    own: frozenset[int] | None
    bits: int
    first: Mapping[int, str]
    titles: tuple[tuple[int, float, str], ...]
    grams: frozenset[str]
    units: frozenset[str]
    text: str = ""
    raw: str = ""
    alike: str = ""

    def of(self, text: str, raw: str) -> RowSigns:
        """The same of another text."""
        return RowSigns._make((*self[:-3], text, raw, with_any_digits(raw)))


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
