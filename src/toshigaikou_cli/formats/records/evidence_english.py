"""What speaks for a link and against it, as sentences in English; the words in them are those of the documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toshigaikou_cli.language import named
from toshigaikou_cli.records.evidence import AgainstKind, EvidenceKind

SaidWords = Sequence[str]


def _list(words: SaidWords) -> str:
    return ", ".join(words)


def _names(words: SaidWords) -> str:
    return ", ".join(map(named, words))


def _english_reorganized(role: str) -> Callable[[SaidWords], str]:
    return lambda words: (
        f"{named(words[0])}, tied by a reorganization to {named(words[1])}, {role} of the measure"
    )


def _english_outside(words: SaidWords) -> str:
    by, date, note, *stale = words
    changed = " [the text has changed since]" if stale else ""
    return (
        f"outside the strategy by a person's judgement ({by}, {date}{f': {note}' if note else ''}){changed}"
    )


ENGLISH_JOINED: dict[EvidenceKind, str] = {
    "word": "words found",
    "item-word": "words found in the item's name",
    "hint": "weaker words",
    "item-hint": "words of the item's name (weaker)",
    "field-word": "words of the field (weaker)",
}
ENGLISH_FOR: dict[EvidenceKind, Callable[[SaidWords], str]] = {
    "lead": lambda words: f"lead bureau of the measure: {named(words[0])}",
    "related": lambda words: f"related bureau of the measure: {named(words[0])}",
    "lead-successor": _english_reorganized("lead bureau"),
    "related-successor": _english_reorganized("related bureau"),
    "remit": lambda words: (
        f"the measure's subject is also within the remit of {named(words[0])} (which the measure does not name)"
    ),
    "open-ended": lambda words: f"{named(words[0])} may be one of the measure's “other bureaus”",
    "unit-named": lambda words: f"bureaus of the measure that the text names: {_names(words)}",
    "city-named": lambda words: f"cities that the measure names: {_names(words)}",
    "city-group": lambda words: f"cities of the measure's partners ({words[0]}): {_names(words[1:])}",
    "pair": lambda words: f"words found together: {' + '.join(words)}",
    "item-pair": lambda words: f"words found together, some in the item's name: {' + '.join(words)}",
    "apart": lambda words: f"words of one sentence, far apart: {_list(words)}",
    "label": lambda words: f"heading 【{words[0]}】 → {words[1]}",
    "department": lambda words: f"department that does the measure's work: {words[0]}",
    "title": lambda words: f"in the item and in the measure's title: “{words[0]}”",
    "text": lambda words: f"wording shared with the measure's text: “{words[0]}” and more",
    "judgement": lambda _: "no rule speaks for it (a person's judgement)",
    "stated": lambda words: f"column {words[0]} of the document: {words[1]}",
}
ENGLISH_AGAINST: dict[AgainstKind, Callable[[SaidWords], str]] = {
    "no-word": lambda _: "no word of this measure",
    "excluded": lambda words: f"words beyond the measure: {_list(words)}",
    "topic": lambda words: f"a subject of no measure of the strategy: {words[0]} ({_list(words[1:])})",
    "at-home": lambda _: "no partner abroad",
    "other-partner": lambda words: (
        f"the measure's partner is {words[0]}, this row's is {_list(words[1:]) or 'not named'}"
    ),
    "other-unit": lambda words: f"another bureau: this measure has {_names(words) or 'none'}",
    "unknown-unit": lambda _: "the bureau is not known",
    "weak": lambda words: f"too little evidence ({words[0]}, needed {words[1]})",
    "weak-unknown-unit": lambda words: (
        f"too little evidence for an unknown bureau ({words[0]}, needed {words[1]})"
    ),
    "weak-further": lambda words: (
        f"too little evidence for a further measure ({words[0]}, needed {words[1]})"
    ),
    "weak-words": lambda words: f"its words are worth too little ({words[0]}, needed {words[1]})",
    "no-rule": lambda _: "the measure has no rule: its wording alone links nothing",
    "not-own": lambda words: (
        f"too little evidence of its own beside measures that were linked first ({_list(words[:-1])}; needed {words[-1]})"
    ),
    "no-measure": lambda words: (
        f"too few words of the bureau's measures ({_list(words)})" if words else "the bureau has no measure"
    ),
    "nearest": lambda words: (
        f"even for the nearest measure, {words[0]}, there is little evidence ({words[1]})"
    ),
    "judgement": _english_outside,
}
