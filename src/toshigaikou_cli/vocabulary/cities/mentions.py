"""The cities that a text names. One pass over the text with a dictionary; linear in its length."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import CityMention
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.namesakes import is_namesake
from toshigaikou_cli.vocabulary.cities.proof import Proof
from toshigaikou_cli.vocabulary.cities.roles import NamedCity, roles
from toshigaikou_cli.vocabulary.cities.words import PlaceWords, fold

_SPACE = expression(r"[ \t\u00a0\u2000-\u200b\u202f\u205f\u3000]")
_HALF_WIDTH = expression(r"[\uff66-\uff9f]")
_KATAKANA = expression(r"[ァ-ヺーｦ-ﾟ]")
_KATAKANA_RUN = expression(r"[ァ-ヺー]+")
_DIGIT = expression("[0-9]")
_LETTER = expression(r"[A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ]")
_ENDING = ("市", "州", "県", "都", "道", "省", "郡", "区", "国", "圏")
# パリ市場 is a market, バンコク都市圏 an urban area: the ending belongs to the next word.
_NOT_THE_ENDING = {"市": "場", "都": "市心内民会度", "道": "路", "国": "際民内", "区": "分間画域", "県": "民"}


@dataclass(frozen=True, slots=True)
class _Named:
    """What a key stands for: a city (bare, or with 市 and the like; ``doubtful`` where that has to be proved), an institution,
    or another word."""

    city: City | None
    bare: bool = False
    institution: bool = False
    doubtful: bool = False


class Folded(NamedTuple):
    """A text without spaces, in plain small letters, and the way back to the places in the text.

    No match key: the marks that part names (・ and dashes) stay, as what stands beside a name decides.
    """

    text: str
    folded: str
    spaces: tuple[int, ...]

    def place(self, at: int) -> int:
        """The place in the text of a character of the folded text."""
        return at + bisect_right(self.spaces, at)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The characters of the text on either side of a stretch of the folded text ("" at the ends)."""
        first, last = self.place(start), self.place(end - 1)
        return self.text[first - 1 : first], self.text[last + 1 : last + 2]


@lru_cache(maxsize=64)  # the cities of a text ask for it, then the places that are not known
def fold_text(text: str) -> Folded:
    """A text made ready for the search."""
    folded = fold(text)
    if _HALF_WIDTH.search(folded):
        return _fold_half_width(text)
    if not _SPACE.search(folded):
        return Folded(text, folded, ())
    # The n-th space counts for all characters of the folded text from its own place less n on.
    spaces = tuple(found.start() - n for n, found in enumerate(_SPACE.finditer(folded)))
    return Folded(text, _SPACE.sub("", folded), spaces)


def _fold_half_width(text: str) -> Folded:
    """Half-width katakana: a voicing mark is a character of its own in the text, and none when folded."""
    out: list[str] = []
    spaces: list[int] = []
    for char in text:
        if char in "ﾞﾟ" and out:
            joined = unicodedata.normalize("NFKC", out[-1] + unicodedata.normalize("NFKC", char))
            if len(joined) == 1:
                out[-1] = joined
                spaces.append(len(out))
                continue
        if _SPACE.match(char):
            spaces.append(len(out))
        else:
            wide = unicodedata.normalize("NFKC", char) if _HALF_WIDTH.match(char) else char
            out.append(fold(wide) if len(wide) == 1 else char)
    return Folded(text, "".join(out), tuple(spaces))


class Finder:
    """Finds cities by their forms, longest first."""

    def __init__(
        self,
        cities: Iterable[City],
        words: PlaceWords,
        countries: Mapping[str, str],
        extra: Iterable[tuple[str, City]] = (),
    ) -> None:
        """``countries`` maps names of countries to their codes."""
        self._words = words
        self._entries: dict[str, _Named] = {}
        for phrase in words.lookalikes:
            self._entries[_key(phrase)] = _Named(None)
        cities = tuple(cities)
        for city in cities:
            for form in (*city.written, *city.forms):
                self._entries.setdefault(_key(form), _Named(city, _is_bare(form, city)))
            for name in city.institutions:
                self._entries.setdefault(_key(name), _Named(city, institution=True))
        for form, city in extra:
            self._entries.setdefault(_key(form), _Named(city, _is_bare(form, city)))
        for city in cities:
            for form in () if city.bare else city.bare_forms:
                self._entries.setdefault(_key(form), _Named(city, bare=True, doubtful=True))
        # A single letter is in any text.
        self._entries = {key: named for key, named in self._entries.items() if len(key) > 1}
        codes = {_key(name): code for name, code in countries.items()}
        self._countries = frozenset(codes)
        self._proof = Proof(codes)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for key in sorted(self._entries, key=len, reverse=True):
            known = self._lengths.get(key[:2], ())
            if len(key) not in known:
                self._lengths[key[:2]] = (*known, len(key))
        self._starts = re.compile(_starts(self._lengths))
        self.numbered = any(map(_DIGIT.search, self._entries))
        """Whether a name has a digit."""

    def find(self, text: str) -> tuple[CityMention, ...]:
        """The mentions of a text (see ``CityRegister.find_mentions``)."""
        folded = fold_text(text)
        hits = self.hits(folded)
        if not hits:
            return ()
        out = []
        for hit, role in roles(folded.folded, hits):
            start, end = folded.place(hit.start), folded.place(hit.end - 1) + 1
            out.append(CityMention(hit.city.name, text[start:end], (start, end), role))
        return tuple(out)

    def hits(self, folded: Folded) -> list[NamedCity]:
        """All places where a city is named, the own city and events among them."""
        hits: list[NamedCity] = []
        at, text = 0, folded.folded
        while found := self._starts.search(text, at):
            at = found.start()
            entry, length = self._entry_at(folded, at, hits)
            if entry is not None and entry.city is not None:
                hits.append(self._hit(text, at, at + length, entry, entry.city))
            at += length if entry is not None else 1
        return [self._with_institution(folded, hits, place) for place in range(len(hits))]

    def _entry_at(self, folded: Folded, at: int, former: Sequence[NamedCity]) -> tuple[_Named | None, int]:
        for length in self._lengths[folded.folded[at : at + 2]]:
            key = folded.folded[at : at + length]
            entry = self._entries.get(key) if len(key) == length else None
            if entry is None or not self._stands_alone(folded, at, at + length, entry):
                continue
            if entry.doubtful and entry.city is not None:
                country = entry.city.country
                if not self._proof.stands(folded.folded, at, at + length, country, former):
                    continue
            return entry, length
        return None, 0

    def _stands_alone(self, folded: Folded, start: int, end: int, entry: _Named) -> bool:
        """Whether the letters are a word of their own, by the characters on either side."""
        text = folded.folded
        before, after = folded.around(start, end)
        first, last = text[start], text[end - 1]
        if first.isascii() and (_LETTER.match(before) or not folded.text[folded.place(start)].isupper()):
            return False
        if last.isascii() and last.isalpha() and _LETTER.match(after):
            return False
        if (
            _KATAKANA.match(first)
            and before
            and _KATAKANA.match(before)
            and not self._word_before(text, start)
        ):
            return False
        if _KATAKANA.match(last) and after and _KATAKANA.match(after) and not self._word_after(text, end):
            return False
        if last in _NOT_THE_ENDING and text[end : end + 1] and text[end] in _NOT_THE_ENDING[last]:
            return entry.city is None
        city = entry.city
        if city is None or entry.institution:
            return True
        return not ((before and before in city.not_before) or (after and after in city.not_after))

    def _word_before(self, text: str, start: int) -> bool:
        """Whether the katakana before a name are the name of a country or a city."""
        begin = start
        while begin and start - begin < 16 and _KATAKANA.match(text[begin - 1]):
            begin -= 1
        return self._is_name(text[begin:start])

    def _word_after(self, text: str, end: int) -> bool:
        """Whether the katakana after a name may follow it, or are the name of a country or a city."""
        if self._words.may_follow.match(text, end):
            return True
        found = _KATAKANA_RUN.match(text, end)
        return found is not None and self._is_name(found.group())

    def _is_name(self, run: str) -> bool:
        entry = self._entries.get(run)
        return run in self._countries or (entry is not None and not entry.doubtful)

    def _is_no_person(self, name: str) -> bool:
        """Whether a name beside that of a city is that of a place, or of a body of it (オペラ)."""
        return self._is_name(name) or bool(self._words.may_follow.match(name))

    def _hit(self, text: str, start: int, end: int, entry: _Named, city: City) -> NamedCity:
        if entry.institution:
            return NamedCity(start, end, end, city)
        kind = ""
        if entry.bare:
            if text.startswith("郡", end) or self._words.events.match(
                text, end
            ):  # サンディエゴ郡 is not the city
                kind = "event"
            elif self._only_its_letters(text, start, end):
                kind = "instrument"
            elif text[max(0, start - 1) : start] in ("在", "駐") or self._words.places.match(text, end):
                kind = "place"
        return NamedCity(start, end, end, city, entry.bare, kind)

    def _only_its_letters(self, text: str, start: int, end: int) -> bool:
        """Whether a bare name is part of that of a treaty or a paper, of a language or a dish, or of a person."""
        words = self._words
        if words.instruments.match(text, end) or words.styles.match(text, end):
            return True
        return is_namesake(text, start, end, self._is_no_person)

    def _with_institution(self, folded: Folded, hits: list[NamedCity], place: int) -> NamedCity:
        """A hit whose words go on over the institution that follows it directly."""
        hit = hits[place]
        if hit.kind or hit.city.own or folded.place(hit.end) != folded.place(hit.end - 1) + 1:
            return hit
        found = self._words.institutions.match(folded.folded, hit.end)
        limit = hits[place + 1].start if place + 1 < len(hits) else len(folded.folded)
        return hit if found is None or found.end() > limit else hit.over(found.end())


def _is_bare(form: str, city: City) -> bool:
    """Whether a form is without 市 and the like: パリ, and 広州, whose 州 is part of the name."""
    return form in city.bare_forms or len(form) == 2 or not form.endswith(_ENDING)


def _key(form: str) -> str:
    return _SPACE.sub("", fold(form))


def _starts(prefixes: Iterable[str]) -> str:
    """An expression for the places where a key may begin: its first two characters."""
    seconds: dict[str, str] = {}
    for prefix in sorted(prefixes):
        seconds[prefix[0]] = seconds.get(prefix[0], "") + prefix[1]
    return "|".join(f"{re.escape(first)}[{re.escape(second)}]" for first, second in seconds.items())
