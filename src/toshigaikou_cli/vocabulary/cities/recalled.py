"""The cities of a row's activities in turn: those that each names; the one that it calls 同市 or whose mayor it calls 同市長,
which an activity above names; those that the label over it names (【パリ市】)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import CityMention

_SAME = expression(
    r"同(?:(?:特別市|広域市|都市|市|州|県)(?!場|民|街|域|部|内(?!の[^、。]{0,8}(?:校|大学|生徒|学生))|外|電)(?:副?市?長|議会)?"
    r"|(?:副市長|市長|副知事|州知事|州首相|市議会)"
    r"|(?:代表|訪問|視察|使節|派遣)?団(?!体|地|結|員|塊)|国の?(?:代表|訪問|視察|使節)団)"
)
_SAME_CITY = expression("同(?:特別市|広域市|都市|市(?!議会)|州(?!知事|首相)|県)?")
_OTHER_CITY = expression(r"(?:[一-龥ァ-ヺー](?<!同)){2}(?:市|区|町|村|州|県)(?!場|民|街|立|域|部|内|外|電)")
_OTHER_PARTY = expression(r"(?:代表|訪問|視察|使節|派遣|市民|楽|合唱|劇)団")
"""A party that is no partner, which 同団 may mean as well."""


def mentions_in_turn(
    texts: Iterable[str], find: Callable[[str], Sequence[CityMention]], labels: Iterable[str | None] = ()
) -> list[tuple[CityMention, ...]]:
    """The cities of each of a row's activities, as ``find`` tells them; where one names none and calls it 同市 or 同副市長,
    the only city of the last activity (or label) that named one, with those words; else the partners that its label names,
    with the label's words and the place of the text's begin."""
    found: list[tuple[CityMention, ...]] = []
    above: CityMention | None = None
    last: str | None = None
    named: Sequence[CityMention] = ()
    for text, label in zip_longest(texts, labels):
        own = tuple(find(text))
        if label != last:
            last, named = label, find(label) if label else ()
            above = _only_city(label, named) if label and named else above
        if own:
            above = _only_city(text, own)
        elif above and (recalled := _recalled(text, above, find)):
            own = (recalled,)
        elif label and named and (headed := _of_label(label, text, find)):
            own = headed
        elif _OTHER_CITY.search(text) or _OTHER_PARTY.search(text):
            above = None
        found.append(own)
    return found


def _only_city(text: str, mentions: Sequence[CityMention]) -> CityMention | None:
    """The one city that an activity names, unless it names another city behind it."""
    if len({mention.city for mention in mentions}) > 1:
        return None
    return None if _OTHER_CITY.search(text, mentions[-1].span[1]) else mentions[-1]


def _of_label(label: str, text: str, find: Callable[[str], Sequence[CityMention]]) -> tuple[CityMention, ...]:
    """The cities of a label that are partners, and not only the place, of what stands below it."""
    said = find(f"{label}：{text}")
    return tuple(each._replace(span=(0, 0)) for each in said if each.role == "partner")


def _recalled(
    text: str, above: CityMention, find: Callable[[str], Sequence[CityMention]]
) -> CityMention | None:
    """The mention in other words, with the role that the city's own name has in their place."""
    said = _SAME.search(text)
    if said is None:
        return None
    other = _OTHER_PARTY if said[0].endswith("団") else _OTHER_CITY
    if other.search(text, 0, said.start()):
        return None
    start = said.start()
    named = find(text[:start] + above.city + _SAME_CITY.sub("", text[start:], count=1))
    found = next((mention for mention in named if mention.city == above.city), above)
    return found._replace(text=said[0], span=said.span())
