"""The words of evidence as a text writes them: each in full, and a part of a name as the name."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.bodies import name_around
from toshigaikou_cli.linking.lexicon import Lexicon
from toshigaikou_cli.linking.rules import Rules
from toshigaikou_cli.linking.shared import SUFFIXES, as_told, is_plain, without_particles
from toshigaikou_cli.linking.similarity import pairs

_KANJI = expression("[一-龥々]")
_PREFIXES = ("副", "準", "非", "未", "不", "卒", "異", "多")
"""What makes another word of one that it stands before."""
_OF_A_CITY = frozenset("市州県")
_PAIR = 2
_COMPOUND = expression("(?:(?!及び|並びに|又は)[一-龥々ァ-ヺー])+")
_LONGEST_REST = 4
_BODY = expression("館|大学|学校|病院|センター|動物園|研究所")
"""What the name of a body has, of which a word may be only the beginning: 首都大学 of 首都大学東京."""
_CLAUSE = expression("[、。，；;]")
_FAR, _FAR_OF_COMMON = 30, 12
"""Over so many characters, or over so many clauses and no more, words of a sentence say something together."""
_CLAUSES, _CLAUSES_OF_COMMON = 1, 0
_PLACES = 4
"""So many places of a word are looked at."""


class Telling:
    """Tells the words of ``rules``, made ready in ``lexicon``, as texts write them."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        self._rules = rules
        self._lexicon = lexicon
        self.as_written = lru_cache(maxsize=16384)(self._as_written)
        self._stays = lru_cache(maxsize=16384)(self._is_told_as_it_is)
        self._rest_of = lru_cache(maxsize=16384)(self._rest_of_word)
        self._told = lru_cache(maxsize=2048)(self._told_in)  # one word speaks for several measures

    def words(self, words: tuple[str, ...], raw: str) -> tuple[str, ...]:
        """Words (keys) as a text writes them."""
        told = self._told
        return tuple(dict.fromkeys([told(word, raw) for word in words]))

    def in_full(self, word: str, pair: tuple[str, ...], text: str) -> str:
        """A word of a pair as the longer word of the rules that it only ends in a text: 意見交換 for 交換; not where the rest
        of it is in the pair itself (植物 and 交換 in 植物交換), and the end of a city's name is no word (ソウル特別市職員)."""
        longer = [
            each for each in self._lexicon.ending_in(word) if each in text and each[0] not in _OF_A_CITY
        ]
        left = text
        for each in longer:
            left = left.replace(each, "\n")
        fits = [each for each in longer if not any(other != word and other in each for other in pair)]
        return fits[0] if fits and word not in left else word

    def is_one_name(self, words: tuple[str, ...], raw: str) -> bool:
        """Whether several words, places aside, are told as one name."""
        plain = self._plain(words)
        return len(self.words(plain, raw)) == 1 < len(plain)

    def is_apart(self, words: tuple[str, ...], raw: str) -> bool:
        """Whether the words of a pair, places aside, lie far apart in a sentence: common ones are far apart sooner.

        Such words may belong to different things of which the sentence speaks: 要人 … 会談.
        """
        lexicon = self._lexicon
        plain, sentence = self._plain(words), raw.rpartition("\n")[2]
        places = [[*islice(_occurrences(self._told(word, raw), sentence), _PLACES)] for word in plain]
        if len(plain) < 2 or not all(places):
            return False
        common = all(map(lexicon.is_common, plain))
        far = _FAR_OF_COMMON if common else _FAR
        clauses = _CLAUSES_OF_COMMON if common else _CLAUSES
        return not any(
            last - first - sum(end - start for start, end in chosen) <= far
            and len(_CLAUSE.findall(sentence, first, last)) <= clauses
            for chosen in product(*places)
            for first, last in [(min(start for start, _ in chosen), max(end for _, end in chosen))]
        )

    def _plain(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words without cities and what else is abroad."""
        cities, abroad = self._lexicon.cities, self._lexicon.abroad
        return tuple(dict.fromkeys(word for word in words if word not in cities and word not in abroad))

    def _is_told_as_it_is(self, word: str) -> bool:
        return is_plain(word) and self._lexicon.boundaries.is_settled(word)

    def _as_written(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._lexicon.as_written, words)))

    def _told_in(self, word: str, raw: str) -> str:
        """A word as a text writes it."""
        lexicon = self._lexicon
        spelled = self._rules.spelled(word, lexicon.as_written(word), raw)
        sentence = raw.rpartition("\n")[2]
        text = sentence if spelled in sentence else raw
        if len(spelled) == 1:
            return _whole_run(spelled, text)
        if not (self._stays(spelled) and spelled in text):
            spelled = _without_end_of_city(as_told(spelled, text, lexicon.boundaries), text)
        return name_around(spelled, text) or self._to_its_ends(spelled, text)

    def _to_its_ends(self, told: str, raw: str) -> str:
        """A word with the rest of the one that it is only a part of: 副学長 for 学長, 相互交流展覧会 for 相互交流展."""
        at, rest = raw.find(told), ""
        if at > 0 and raw[at - 1] in _PREFIXES:
            for prefix in _PREFIXES:
                if prefix + told in raw and told not in raw.replace(prefix + told, "\n"):
                    told = prefix + told
            at = raw.find(told)
        while at >= 0:
            end = at + len(told)
            rest = self._rest_of(told, raw[end : end + _LONGEST_REST])
            if not rest:
                return told
            at = raw.find(told, end)
        whole = told + rest
        end = raw.find(whole) + len(whole)
        return without_particles(whole + raw[end] if rest and raw[end : end + 1] in SUFFIXES else whole)

    def _rest_of_word(self, told: str, after: str) -> str:
        """What belongs to the last characters of a word, by a word of the rules that goes on over its end."""
        if not (_KANJI.match(told[-1]) and _KANJI.match(after)):
            return ""
        key, end = self._rules.key(told + after), len(self._rules.key(told))
        if key[end - 1 : end + 1] not in self._lexicon.pairs:
            return ""
        for word in self._lexicon.find(key, pairs(key)):
            at = key.find(word)
            over = at + len(word) - end
            if over > 0 and (0 < at < end or (at == 0 and (over == 1 or _BODY.search(told + after[:over])))):
                return next(
                    (
                        after[:more]
                        for more in range(1, len(after))
                        if len(self._rules.key(told + after[:more])) >= at + len(word)
                    ),
                    after,
                )
        return ""


def _without_end_of_city(told: str, text: str) -> str:
    """A word without the end of a city's name that it stands behind: 職員 for 市職員 in ソウル特別市職員."""
    at = text.find(told)
    cut = told[0] in _OF_A_CITY and at > 0 and _COMPOUND.match(text, at - 1)
    return told[1:].strip() if cut and len(told) > _PAIR else told


def _whole_run(char: str, text: str) -> str:
    """A word of one character as the compound that it stands in, the shortest of them: 浸水対策 for 水; itself where it stands
    alone anywhere."""
    runs = [found[0] for found in _COMPOUND.finditer(text) if char in found[0]]
    return min(runs, key=len, default=char)


def _occurrences(word: str, text: str) -> list[tuple[int, int]]:
    """Where a word stands in a text: begins and ends."""
    found, at = [], text.find(word)
    while at >= 0:
        found.append((at, at + len(word)))
        at = text.find(word, at + 1)
    return found
