"""The linking rules: what tells which measure a row of a sheet serves (``words/links/ID.yaml`` of a project)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import base_data, packaged
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.yaml_files import checked_yaml, load_packaged, read_text

Words = tuple[str, ...]

LEARNED = "learned"
"""The key of the words that were learned: names as those that people wrote."""
WORD_GAP = "¦"
_BETWEEN = "\0"
"""Stands between words that are folded together: it meets with nothing, and stays."""
_GAP = expression(
    r"\s(?<=[A-Za-zＡ-Ｚａ-ｚ]\s)\s*(?=[A-Za-zＡ-Ｚａ-ｚ])|\s(?<=[0-9０-９]\s)\s*(?=[0-9０-９])|(?<=[一-龥])\s*[・･]\s*(?=[一-龥])"
)
_MAY_PART = expression(r"[\s・･]")


class Thresholds(NamedTuple):
    """From which score on a measure is linked (first, second, bureau unknown) or suggested, and how many.

    ``content``: what its words alone must be worth, where no partner city speaks for it; ``own``: what a second one must
    have on words of its own. ``speaks``: from what worth on words that stand in the activity itself carry a link, whatever
    the item says. ``outside``: from which score a measure is suggested for a row whose topic no measure covers.
    """

    link: float
    content: float
    second: float
    own: float
    speaks: float
    alone: float
    suggest: float
    outside: float
    suggestions: int


class Weights(NamedTuple):
    """What each kind of evidence is worth (0 to 1), by the place of a word and the role of a bureau."""

    name: float
    term: float
    hint: float
    together: float
    label: float
    department: float
    title: float
    overview: float
    partner: float
    partner_in_text: float
    not_abroad: float
    excluded: float
    excluded_by_item: float
    outside: float
    general: float
    item_of_several: float
    places: Mapping[str, float]
    bureaus: Mapping[str, float]
    other_bureau: float


class PartnerGroup(NamedTuple):
    """Cities that measures name together, such as the sister cities; ``keys``: :func:`city_key` of each."""

    name: str
    title: str
    cities: Words
    keys: frozenset[str]


class Partners(NamedTuple):
    """The cities that a measure names: the bonus for one of them, what others or none leave of a score."""

    title: str
    keys: frozenset[str]
    bonus: float
    others: float
    none: float


class MeasureRule(NamedTuple):
    """What tells one measure. ``together`` holds, for each combination, its groups of words (the first is its subject).

    ``departments`` are parts of its bureaus that do its work and little else. ``remit`` names bureaus whose remit
    covers its subject, then or later, though the strategy names others. A ``general`` measure gives way to one that is
    nearly as good for a subject of its own. Of one that is ``only_learned`` nobody has said yet what tells it: its wording
    suggests it, too.
    """

    code: str
    title: str
    names: Words
    terms: Words
    hints: Words
    together: tuple[tuple[Words, ...], ...]
    labels: Words
    abroad: bool
    excluded: Words
    partners: Partners | None
    remit: Words = ()
    departments: Words = ()
    general: bool = False
    only_learned: bool = False


class OutsideTopic(NamedTuple):
    """International work that no measure of the strategy covers, and the ``but`` measures that may still fit."""

    title: str
    words: Words
    together: tuple[tuple[Words, ...], ...]
    departments: Words
    but: frozenset[str]


@dataclass(frozen=True)
class Rules:
    """All rules. Words stand as written in the file; compare them by :meth:`key`."""

    thresholds: Thresholds
    weights: Weights
    spellings: Mapping[str, str]
    never_inside: Mapping[str, Words]
    partner_words: frozenset[str]
    partners: tuple[PartnerGroup, ...]
    measures: Mapping[str, MeasureRule]
    outside: tuple[OutsideTopic, ...] = ()
    words: Words = ()
    """All that stands in the file's lists of words, and more."""

    @cached_property
    def _foldings(self) -> tuple[tuple[str, str], ...]:
        pairs = {match_key(old): match_key(new) for old, new in self.spellings.items()}
        return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))

    @cached_property
    def _first_letters(self) -> frozenset[str]:
        return frozenset(old[0] for old, _ in self._foldings)

    def spelled(self, word: str, shown: str, text: str) -> str:
        """How a text writes a word that stands in it by another spelling (招聘 as 招請); ``shown`` where it does not.

        ``word`` is the word's key, ``shown`` as the rules write it, ``text`` as it was read.
        """
        variants = self._variants(word)
        if not variants:
            return shown
        plain = _plain_key(text)
        return (
            shown if match_key(shown) in plain else next((each for each in variants if each in plain), shown)
        )

    @cached_property
    def _variants(self) -> Callable[[str], tuple[str, ...]]:
        """The other spellings of a word's key."""
        return lru_cache(maxsize=None)(
            lambda word: tuple(word.replace(new, old) for old, new in self._foldings if new in word)
        )

    @cached_property
    def word_key(self) -> Callable[[str], str]:
        """:meth:`key` for the words of the rules, which stand in many lists; all are folded in one text."""
        apart = [word for word in self.words if _BETWEEN not in word]
        known = dict(zip(apart, self.key(_BETWEEN.join(apart)).split(_BETWEEN), strict=True))
        return lambda word: known[word] if word in known else self.key(word)

    def key(self, text: str) -> str:
        """The match key of a text with variant spellings folded (受け入れ and 受入れ become 受入).

        A space between two Latin words stays, as a mark: without it no word of ``IWA World Congress`` would stand alone.
        So does ・ between two characters: 姉妹都市・政策提携 has no 市政.
        """
        key = match_key(_GAP.sub(WORD_GAP, text) if _MAY_PART.search(text) else text)
        if self._first_letters.isdisjoint(key):
            return key
        for old, new in self._foldings:
            if old in key:
                key = key.replace(old, new)
        return key


_KANJI_GAP = expression(f"(?<=[一-龥]){WORD_GAP}(?=[一-龥])")


def without_gaps(part: str) -> str:
    """A part of a key, for people: 国際金融・都市."""
    return _KANJI_GAP.sub("・", part.strip(WORD_GAP)).replace(WORD_GAP, " ")


_CITY_SUFFIX = expression(
    r"(?<=..)(?:特別市|直轄市|広域市|首都圏|大ロンドン庁|人民委員会|共和国|市|州|県|都)$"
)


@lru_cache(maxsize=64)  # the words of a row are told one after the other
def _plain_key(text: str) -> str:
    return match_key(text)


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)
def city_key(name: str) -> str:
    """A city's name for comparing: ``ソウル特別市``, ``ソウル市`` and ``ソウル`` are equal."""
    return _CITY_SUFFIX.sub("", match_key(name))


def load_rules(path: Path, text: str | None = None) -> Rules:
    """The rules of a file (or of its ``text``, where that is at hand), laid over those that serve for any strategy.

    Raises VocabularyError (file, place, reason) where the file is missing, no YAML, against its schema, names
    an unknown group, or has a measure or a word twice.
    """
    return _over_general(_content(path, text), path)


def rules_of_people(path: Path, text: str) -> Rules:
    """The rules of a file's text as :func:`load_rules` gives them, without what was learned. Raises VocabularyError likewise."""
    own = _content(path, text)
    measures = [{key: entry[key] for key in entry if key != LEARNED} for entry in own.get("measures", ())]
    return _over_general({**own, "measures": measures}, path)


def _content(path: Path, text: str | None) -> Any:
    if path.is_relative_to(packaged("data")):  # the tests check it, no start does it again
        return load_packaged(path)
    return checked_yaml(read_text(path) if text is None else text, path, "links")


def _over_general(own: Mapping[str, Any], path: Path) -> Rules:
    rules = _rules_from(_laid_over(load_packaged(base_data("links.yaml")), own), path)
    if not path.is_relative_to(packaged("data")):
        with _faults_of(path):
            _check_repetition(rules, own)
    return rules


def _laid_over(general: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The one set of rules: of what both have, tables are put together, and else the own one counts."""
    joined = {
        key: {**general[key], **own[key]} for key in general.keys() & own.keys() if isinstance(own[key], dict)
    }
    return {**general, **own, **joined}


def general_rules() -> Rules:
    """What serves for any strategy: thresholds, weights and spellings, without a measure or a topic."""
    path = base_data("links.yaml")
    return _rules_from(load_packaged(path), path)


def _rules_from(data: Mapping[str, Any], path: Path) -> Rules:
    with _faults_of(path):
        return _rules(data)


@contextmanager
def _faults_of(path: Path) -> Iterator[None]:
    """Says of a fault in the rules in which file it is."""
    try:
        yield
    except _Fault as fault:
        raise VocabularyError(
            fault.args[0], where=str(path), hint=say("see schemas/{name}.schema.json", name="links")
        ) from None


class _Fault(ValueError):
    """Something in the rules that a schema can't say."""


def _rules(data: Mapping[str, Any]) -> Rules:
    words = _GroupedWords(data["words"])
    groups = {
        name: _partner_group(name, entry["title"], entry["cities"])
        for name, entry in data.get("partners", {}).items()
    }
    weights = Weights(**data["weights"])
    entries = (each for each in data.get("measures", ()) if each.get("names") or each.get(LEARNED))
    measures = [_measure(entry, words, groups, weights) for entry in entries]
    codes = [measure.code for measure in measures]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise _Fault(say("{place}: stands twice", place=_at("measures", twice[0])))
    partner_word = data.get("partner_word")
    return Rules(
        thresholds=Thresholds(**data["thresholds"]),
        weights=weights,
        spellings=data.get("spellings", {}),
        never_inside={word: tuple(longer) for word, longer in data.get("never_inside", {}).items()},
        partner_words=frozenset(words[partner_word] if partner_word else ()),
        partners=tuple(groups.values()),
        measures={measure.code: measure for measure in measures},
        outside=tuple(_topic(entry, words) for entry in data.get("outside", ())),
        words=tuple(dict.fromkeys(_texts([data.get("measures"), data["words"], data.get("outside")]))),
    )


def _texts(data: list[Any]) -> Iterator[str]:
    """All texts in some data, those of tables without their keys."""
    waiting = [data]
    while waiting:
        for each in waiting.pop():
            if isinstance(each, str):
                yield each
            elif isinstance(each, dict | list):
                waiting.append([*each.values()] if isinstance(each, dict) else each)


def _topic(entry: Mapping[str, Any], words: _GroupedWords) -> OutsideTopic:
    try:
        found = _expanded(entry.get("words", ()), words)
        together = _combinations(entry, words)
    except KeyError as error:
        raise _Fault(
            say("{place}: no group is named {name}", place=_at("outside", entry["title"]), name=error.args[0])
        ) from None
    departments = tuple(entry.get("departments", ()))
    return OutsideTopic(
        entry["title"], found, together, departments, frozenset(map(str, entry.get("but", ())))
    )


def _combinations(entry: Mapping[str, Any], words: _GroupedWords) -> tuple[tuple[Words, ...], ...]:
    return tuple(
        tuple(_expanded([part] if isinstance(part, str) else part, words) for part in combination)
        for combination in entry.get("together", ())
    )


def _partner_group(name: str, title: str, cities: Sequence[str]) -> PartnerGroup:
    return PartnerGroup(name, title, tuple(cities), frozenset(map(city_key, cities)))


def _measure(
    entry: Mapping[str, Any],
    words: _GroupedWords,
    groups: Mapping[str, PartnerGroup],
    weights: Weights,
) -> MeasureRule:
    place = f"measures/{_code(entry)}"
    try:
        together = _combinations(entry, words)
        names, terms, hints = (_expanded(entry.get(kind, ()), words) for kind in ("names", "terms", "hints"))
        partners = _partners(entry["partners"], groups, weights) if "partners" in entry else None
    except KeyError as error:
        raise _Fault(say("{place}: no group is named {name}", place=place, name=error.args[0])) from None
    names += tuple(word for word in entry.get(LEARNED, ()) if word not in names)
    # A word of a stronger kind needs no second entry: groups overlap on purpose.
    terms = tuple(word for word in terms if word not in names)
    hints = tuple(word for word in hints if word not in names and word not in terms)
    return MeasureRule(
        _code(entry), entry["title"], names, terms, hints, together,
        tuple(entry.get("labels", ())), entry.get("abroad", False),
        tuple(entry.get("not", ())), partners, tuple(entry.get("remit", ())),
        tuple(entry.get("departments", ())), entry.get("general", False), "names" not in entry,
    )  # fmt: skip


def _code(entry: Mapping[str, Any]) -> str:
    return str(entry["code"] if "code" in entry else entry["number"])


def _partners(entry: Mapping[str, Any], groups: Mapping[str, PartnerGroup], weights: Weights) -> Partners:
    found = [groups[name] for name in entry["groups"]]
    return Partners(
        "・".join(group.title for group in found),
        frozenset[str]().union(*(group.keys for group in found)),
        entry.get("bonus", weights.partner),
        entry.get("others", 1.0),
        entry.get("none", 1.0),
    )


class _GroupedWords(dict[str, Words]):
    """The words of each group, with those of the groups that it names; put together when they are asked for.

    Raises KeyError where no group has a name.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._lists = lists
        self._within: list[str] = []

    def __missing__(self, name: str) -> Words:
        if name in self._within:
            raise _Fault(say("{place}: the group contains itself", place=_at("words", name)))
        self._within.append(name)
        found = self[name] = _expanded(self._lists[name], self)
        self._within.pop()
        return found


def _expanded(entries: Iterable[str], groups: _GroupedWords) -> Words:
    """The words of a list, with each ``$group`` replaced by its words, each word once."""
    found = (groups[entry[1:]] if entry.startswith("$") else (entry,) for entry in entries)
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _at(*steps: str) -> str:
    """A place in the file."""
    return "/".join(steps)


def _check_repetition(rules: Rules, data: Mapping[str, Any]) -> None:
    """Raise _Fault unless every word of a measure stands once, whatever its spelling (words of shared groups may stand again)."""
    for entry in data.get("measures", ()):
        seen: dict[str, str] = {}
        for kind in ("names", "terms", "hints", LEARNED):
            for word in entry.get(kind, ()):
                key = rules.word_key(word)
                if not key:
                    raise _Fault(
                        say(
                            "{place}: {word!r} has no letters",
                            place=_at("measures", _code(entry), kind),
                            word=word,
                        )
                    )
                if key in seen:
                    raise _Fault(
                        say(
                            "{place}: {word} stands there already as {kind}",
                            place=_at("measures", _code(entry), kind),
                            word=word,
                            kind=seen[key],
                        )
                    )
                seen[key] = word
