"""What speaks for a link, and what against it."""

from __future__ import annotations

from typing import Literal, NamedTuple

EvidenceKind = Literal[
    "lead", "related", "lead-successor", "related-successor", "remit", "open-ended", "unit-named",
    "city-named", "city-group",
    "word", "item-word", "field-word", "pair", "item-pair", "apart", "hint", "item-hint",
    "label", "department", "title", "text", "judgement", "stated",
]  # fmt: skip
"""What speaks for a link. ``words`` of each:

``lead``, ``related``, ``remit``, ``open-ended``: the unit that reports. ``lead-successor``, ``related-successor``: that
unit, and the one that the strategy names. ``unit-named``: units of the measure that the activity names.
``city-named``: partner cities that the measure's text names; ``city-group``: what the strategy calls its partners, and the
cities of it. ``word``, ``item-word``, ``field-word``: words of the measure in the
activity, in the item, in the field column. ``pair``: words that say it together; ``item-pair``: some of them stand in the item
only; ``apart``: they stand far apart in a sentence. ``hint``: words that fit it and others too; ``item-hint``: such words in
the item. ``label``: the label and its word.
``department``: the part of the unit. ``title``: what item and title share. ``text``: what the activity and the measure's
text share. ``judgement``: no words.
``stated``: the header of the sheet's own column of measures, and the cell.
"""

AgainstKind = Literal[
    "no-word", "excluded", "topic", "at-home", "other-partner", "other-unit", "unknown-unit", "weak",
    "weak-unknown-unit", "weak-further", "weak-words", "not-own", "no-measure", "nearest", "judgement",
    "no-rule",
]  # fmt: skip
"""What speaks against a link, or for a row outside. ``words`` of each:

``no-word``, ``at-home``, ``unknown-unit``, ``no-rule``: none. ``excluded``: the words. ``topic``: the topic and its words.
``other-partner``: the measure's partners and the cities of the row. ``other-unit``: the units of the measure. ``weak``
(``weak-unknown-unit`` and ``weak-further`` where more is needed): the score and the score that is needed; ``weak-words``:
the worth of the words and that needed. ``not-own``: the measures linked before, and the content that is needed.
``no-measure``: the measures of the unit. ``nearest``: a measure and its score. ``judgement``: who, when, the note, and
"stale" where the text has changed since.
"""


class Evidence(NamedTuple):
    """One thing that speaks for a link: a kind, its words, the activities (positions) where it stands, and its strength."""

    kind: EvidenceKind
    words: tuple[str, ...] = ()
    activities: tuple[int, ...] = ()
    strength: float = 0.0


class Objection(NamedTuple):
    """One thing that speaks against a link, or for a row being outside the strategy."""

    kind: AgainstKind
    words: tuple[str, ...] = ()
