"""Lists of cities in running text: 大連市、仁川広域市、釜山広域市など; and one city a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import CityMention
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.register import CityRegister


class ListedCity(NamedTuple):
    """A city of a list as it is written, which one that is (None: not in the register), and what joins it with the own
    one, where the head of the list says so ("" else)."""

    text: str
    city: City | None
    relation: str


class _ListPiece(NamedTuple):
    """What stands between two separators: ``opens`` a list behind other words, ``closes`` it before other words."""

    name: str
    city: City | None
    opens: bool
    closes: bool
    head: str
    place: bool = False
    """What follows makes it a mere place."""


_LONGEST_HEAD = 24
_LEAST = 2
"""Cities that the register knows, for a list of names to be one of cities."""
_SEPARATOR = expression(r"[、,，;；／/・]|及び|および|並びに|ならびに|又は|または|[とや]")
_PARENTHESES = expression(r"[(（][^()（）]{0,30}[)）]")
_NAME = (
    r"(?:[ァ-ヴー]{2,14}(?:特別市|市|州|省|県|郡|都)?|[一-龥]{1,8}(?:特別市|広域市|(?<!都)市|州|省|県|郡))"
)
_LIKE_A_PLACE = expression(rf"(?![本各両同他当全数]..?$){_NAME}")
_WITH_END = expression(rf"({_NAME})(?:など|等|ほか|他).*")
_HEAD = expression(r"(?:(.{1,24})[:：]|.*【(.{1,24})】)\s*")
_NEXT_LIST = expression(r"(?<=\S)\s+(?=[^\s:：、，]{2,24}[:：])")
"""Where another list with a head begins on the same line: 大連市、タコマ市　友好都市：釜山広域市."""
_BULLET = expression(r"^[\s・○●◯◇◆■□*＊\-－―]*(?:[（(]?[0-9０-９]{1,2}[)）.．]|[①-⑳])?\s*")
_JOINED_BEFORE = expression(
    r"(?:姉妹|友好|交流|協定|覚書|合意|提携)[^、。\s]{0,10}?(?:都市|[市町村州県港]|先)(?:提携)?(?:である|の|は|・)?$"
)
"""What joins a city with the own one, right before its name: 姉妹都市である, 友好都市の."""
_JOINED_AFTER = expression(
    r"(?:[(（][^()（）]{0,20}[)）])?と(?:は|の間で|の間に)?、?[^、。\n]{0,16}?(姉妹|友好|協定|覚書)[^、。\n]{0,8}?(?:提携|締結|を結|結ん|調印|盟約)"
)
"""What joins it, right behind its name: と姉妹都市提携を結び."""
_ONLY_A_PLACE = expression(
    r"(?:など|等|ほか)?(?:[にでへ](?!は?基づ)|の[^、。]{0,8}(?:展|博|デスク|拠点|事務所|窓口|見本市|展示会|商談会))"
)
"""What makes a list behind which it stands one of places: 上海市及びホーチミン市に相談窓口を置く."""
_KINDS = (("sister", expression("姉妹|友好")), ("agreement", expression("協定|覚書|合意")))


def in_line(text: str, register: CityRegister) -> list[ListedCity]:
    """The cities of the lists in a text: at least two abroad that the register knows, one behind the other, and names
    beside them that look like a place; where the text says that they are joined with the own city (姉妹都市である), one is
    enough. Cities in Japan are left out, and lists of mere places."""
    kept = _plain(text)
    found: list[ListedCity] = []
    for run in (run for part in _NEXT_LIST.split(text) for run in _runs(_pieces(_plain(part), register))):
        relation = _relation(run[0].head)
        least = 1 if relation else _LEAST
        if sum(_is_abroad(piece.city) for piece in run) >= least and (relation or not run[-1].place):
            found += [
                ListedCity(piece.name, piece.city, relation) for piece in run if _may_be_partner(piece.city)
            ]
    named = {each.text for each in found}
    return [*found, *(each for each in _joined(kept, register) if each.text not in named)]


def _plain(text: str) -> str:
    """A text without its layout and what stands in parentheses."""
    return _PARENTHESES.sub(lambda found: " " * len(found[0]), tidy(text))


def _joined(text: str, register: CityRegister) -> Iterator[ListedCity]:
    """The cities of which a text says beside their names what joins them with the own one, known or not."""
    known = [(each.span, register.by_name[each.city]) for each in register.find_mentions(text)]
    unknown = [
        ((found.start(), found.end()), None)
        for name in dict.fromkeys(register.foreign_names(text))
        for found in re.finditer(re.escape(name), text)
    ]
    for (start, stop), city in sorted([*known, *unknown], key=lambda each: each[0]):
        before = _JOINED_BEFORE.search(text[max(0, start - 16) : start])
        behind = _JOINED_AFTER.match(text, stop)
        relation = _relation(before[0] if before else behind[1] if behind else "")
        if relation and _may_be_partner(city):
            yield ListedCity(text[start:stop], city, relation)


def line_by_line(texts: Sequence[str], register: CityRegister) -> Iterator[tuple[int, ListedCity]]:
    """The cities of lists of one a line, each with the number of its line, from 0."""
    lines = [
        (at, name, register.resolve(name) if name else None) for at, name in enumerate(map(_item, texts))
    ]
    for belongs, run in groupby(lines, key=lambda each: bool(each[2] or _LIKE_A_PLACE.fullmatch(each[1]))):
        listed = list(run)
        if belongs and sum(_is_abroad(city) for _, _, city in listed) >= _LEAST:
            before = texts[listed[0][0] - 1] if listed[0][0] else ""
            relation = _relation(before) if len(before.strip()) <= _LONGEST_HEAD else ""
            yield from (
                (at, ListedCity(name, city, relation)) for at, name, city in listed if _may_be_partner(city)
            )


def relation_called(tie: str) -> str:
    """The kind of relation that a tie is by what it is called (友好都市, 環境協力パートナー都市), "" where that does not say."""
    return _relation(tie) or ("agreement" if "パートナー" in tie else "")


def _relation(head: str) -> str:
    return next((kind for kind, said in _KINDS if said.search(head)), "")


def _is_abroad(city: City | None) -> bool:
    return city is not None and city.country != "JP" and not city.own


def _may_be_partner(city: City | None) -> bool:
    return city is None or _is_abroad(city)


def _item(text: str) -> str:
    return _PARENTHESES.sub("", tidy(_BULLET.sub("", text))).strip()


def _runs(pieces: Iterable[_ListPiece | None]) -> Iterator[list[_ListPiece]]:
    """The names that stand behind each other; None is no name."""
    run: list[_ListPiece] = []
    for piece in pieces:
        if run and (piece is None or piece.opens):
            yield run
            run = []
        if piece:
            run.append(piece)
            if piece.closes:
                yield run
                run = []
    if run:
        yield run


def _pieces(text: str, register: CityRegister) -> Iterator[_ListPiece | None]:
    mentions = register.find_mentions(text)
    start = 0
    for cut in (*_SEPARATOR.finditer(text), None):
        if cut and any(each.span[0] < cut.end() and cut.start() < each.span[1] for each in mentions):
            continue
        end = cut.start() if cut else len(text)
        yield _piece(text, start, end, [each for each in mentions if start <= each.span[0] < end], register)
        start = cut.end() if cut else end


def _piece(
    text: str, start: int, end: int, mentions: list[CityMention], register: CityRegister
) -> _ListPiece | None:
    head = _HEAD.match(text, start, end)
    said = (head[1] or head[2] or "") if head else ""
    own = text[head.end() if head else start : end].strip()
    before = bool(head)
    if mentions:
        first, last = mentions[0], mentions[-1]
        if own.startswith(first.text):
            rest = own[len(first.text) :]
            place = bool(_ONLY_A_PLACE.match(rest))
            return _ListPiece(first.text, register.by_name[first.city], before, bool(rest), said, place)
        if own.endswith(last.text):
            joined = _JOINED_BEFORE.search(own.removesuffix(last.text))
            said = said or (joined[0] if joined else "")
            return _ListPiece(last.text, register.by_name[last.city], True, False, said)
        return None
    if _LIKE_A_PLACE.fullmatch(own):
        city = register.resolve(own)
        return _ListPiece(own, city, before, False, said)
    ended = _WITH_END.fullmatch(own)
    return _ListPiece(ended[1], register.resolve(ended[1]), before, True, said) if ended else None
