"""The words of ``place_words.yaml``: they tell a city from other words, from events and from mere places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toshigaikou_cli.expressions import expression


def _folds() -> dict[int, str]:
    folds = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            folds[code] = base
    folds[ord("･")] = "・"
    folds[ord("～")] = "~"
    folds[ord("〜")] = "~"
    lower = {code: base.lower() for code, base in folds.items()}
    return lower | {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


FOLD = _folds()
"""One character to one character: full-width and accented Latin to plain small letters, so places stay."""


_FOLDS = expression("[A-Z\u00c0-\u024f\uff01-\uff5e･〜]")
"""What may be folded: a look for it is a tenth of what ``translate`` takes."""


def fold(text: str) -> str:
    """A text in small plain letters, character by character: its length does not change."""
    return text.translate(FOLD) if _FOLDS.search(text) else text


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Compiled words. The expressions match in folded text without spaces."""

    lookalikes: tuple[str, ...]
    instruments: re.Pattern[str]
    styles: re.Pattern[str]
    events: re.Pattern[str]
    places: re.Pattern[str]
    may_follow: re.Pattern[str]
    institutions: re.Pattern[str]
    foreign: re.Pattern[str]
    not_places: frozenset[str]
    domestic: frozenset[str]
    numbered: bool
    """Whether a word of the expressions has a digit."""


def any_of(words: Iterable[str]) -> str:
    """An expression for any of some words, the longest first."""
    folded = sorted({fold(word).replace(" ", "") for word in words}, key=lambda word: (-len(word), word))
    # 国立大 is short for 国立大学: never the first part of the long word.
    return (
        "(?:" + "|".join(re.escape(word) + ("(?!学)" if word.endswith("大") else "") for word in folded) + ")"
    )


def _styles(words: Mapping[str, str]) -> str:
    """An expression for any of some words where none of their characters follows, the longest first."""
    return "|".join(
        re.escape(word) + (f"(?![{re.escape(after)}])" if after else "")
        for word, after in sorted(words.items(), key=lambda each: (-len(each[0]), each[0]))
    )


_FOUND = (
    "instruments",
    "styles",
    "event_fillers",
    "events",
    "places",
    "may_follow",
    "institutions",
    "place_suffixes",
)
"""The words that stand in the expressions."""


def place_words_from(data: Mapping[str, Any]) -> PlaceWords:
    """The words of a loaded ``place_words.yaml``."""
    short = [word for word in data["institutions"] if len(word) == 1]
    long = [word for word in data["institutions"] if len(word) > 1]
    run = "[一-龥々ヶァ-ヺーa-z・]"
    return PlaceWords(
        lookalikes=tuple(data["lookalikes"]),
        instruments=expression(
            rf"・?(?:{any_of(data['instruments'])}|[一-龥]{{1,6}}(?:条約|議定書|憲章|アジェンダ)|(?:日本)?新聞社?|放送(?!大)|テレビ|\+[0-9]{{2}}(?![0-9]))"
        ),
        styles=expression(f"・?(?:{_styles(data['styles'])})"),
        events=expression(
            rf"[・・]?[('\[]?(?:[0-9]{{2,4}}年?)?[)'\]]?(?:{any_of(data['event_fillers'])}|[・・]){{0,4}}"
            rf"{any_of(data['events'])}(?!議)"
        ),
        places=expression(f"・?{any_of(data['event_fillers'])}{{0,2}}{any_of(data['places'])}"),
        may_follow=expression(any_of(data["may_follow"])),
        institutions=expression(
            rf"{run}{{0,24}}?(?:{any_of(long)}|(?<![全一内外上下中東西南北何各同]){any_of(short)}(?![題程長目分門会品面地税]))"
        ),
        foreign=expression(
            rf"(?<![ァ-ヺー])([ァ-ヺー][ァ-ヺー・]{{1,30}}?)({any_of(data['place_suffixes'])})"
            rf"(?![{re.escape(data['place_suffix_not_before'])}])"
        ),
        not_places=frozenset(data["not_places"]),
        domestic=frozenset(data["domestic"]),
        numbered=any(char.isdigit() for kind in _FOUND for word in data[kind] for char in word),
    )
