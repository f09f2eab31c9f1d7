"""Words that look like a place abroad and are not in the register, so that the register can grow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.vocabulary.cities.words import PlaceWords, fold

if TYPE_CHECKING:
    from toshigaikou_cli.vocabulary.cities.mentions import Finder

_PARTNER_AFTER = (
    r"(?=との[^、。\n]{0,12}(?:交流|合意|協定|友好|姉妹|連携|協力|提携|覚書|対話)|と(?:交流|協定|連携|協力|提携|覚書|共同)"
    r"|人民政府|市長と|代表団)"
)
_KANJI_CITY = expression(
    rf"(?<![一-龥])([一-龥]{{1,6}}?(?:特別自治市|特別市|広域市|直轄市|市)){_PARTNER_AFTER}"
)
_CHEN = r"(?<!重)鎮(?![魂静圧守痛火撫])"
_TOWN = rf"(?:{_CHEN}|(?<![故同他異望離在近])郷(?![里土愁友会党]))"
"""What the names of towns in China and Taiwan end in: not the end of 故郷 and 重鎮."""
_AFTER_COUNTRY = expression(
    r"(?:中国|中華人民共和国|韓国|大韓民国|台湾)(?:の|・)?"
    rf"([一-龥]{{1,4}}県[一-龥]{{1,4}}?(?:市|{_TOWN})|[一-龥]{{1,4}}?(?:特別自治市|特別市|広域市|直轄市|市|省|道|郡|{_TOWN}))"
    r"(?![場民際路])"
)
_TOWN_OF_COUNTY = expression(rf"(?<![一-龥])([一-龥]{{1,4}}県[一-龥]{{1,4}}?{_CHEN})")
"""南投県埔里鎮, without its country; 白川郷 is in Japan."""
_KATAKANA_AFTER = expression(
    r"([ァ-ヺー]{2,20}|[一-龥]{2,8}国)(?:[・(]|の)?([ァ-ヺー][ァ-ヺー・]{1,20})(?=で|に|へ|から|との?|を訪|\)|市|州|、)"
)
_KATAKANA = expression("[ァ-ヺー]")
_MAY_NAME = expression("[ァ-ヺー市国湾鎮郷]")
"""What every place that is found here has in it, or before it."""
_OF_A_CITY = expression(r"(?:\x00市?|[ァ-ヺー一-龥][市州県])[の・、]?$")
_NOT_A_CITY = expression(r".*(?:都市|同市|両市|各市|他市|諸市|当市|全市|本市|関係市|近隣市|周辺市|構成市)$")


class ForeignPlaces:
    """Finds unknown places by their endings, by the words after them, or by the country before them."""

    def __init__(self, words: PlaceWords, countries: Iterable[str], finder: Finder) -> None:
        self._words = words
        self._countries = frozenset(fold(name) for name in countries)
        self._finder = finder

    def find(self, text: str) -> list[str]:
        """The names in order, as often as they occur; no name that the register knows."""
        from toshigaikou_cli.vocabulary.cities.mentions import fold_text

        folded = fold_text(text)
        if not _MAY_NAME.search(folded.folded):
            return []
        plain = _blotted(folded.folded, [(hit.start, hit.end) for hit in self._finder.hits(folded)])
        found: dict[int, str] = {}
        for match in self._words.foreign.finditer(plain):
            if _is_person(plain, match):
                continue
            name = match[1].rsplit("・", 1)[-1] if self._listed(match[1]) else match[1]
            self._note(found, match.end(2) - len(name + match[2]), name, match[2])
        # a look for the characters that each needs is a tenth of the time that the expression takes
        named_after = [_KANJI_CITY] if "市" in plain else []
        named_after += [_AFTER_COUNTRY] if "国" in plain or "湾" in plain else []
        named_after += [_TOWN_OF_COUNTY] if "鎮" in plain else []
        for named in named_after:
            for match in named.finditer(plain):
                self._note_kanji(found, match.start(1), match[1])
        for match in _KATAKANA_AFTER.finditer(plain) if _KATAKANA.search(plain) else ():
            if match[1] in self._countries and match.start(2) not in found:
                self._note(found, match.start(2), match[2], "")
        return [found[place] for place in sorted(found)]

    def _listed(self, name: str) -> bool:
        """Whether ・ joins names of a list rather than the parts of one name: a part is a country."""
        return "・" in name and any(part in self._countries for part in name.split("・"))

    def _note(self, found: dict[int, str], place: int, name: str, suffix: str) -> None:
        if name + suffix in self._countries or name in self._countries:
            return
        if any(name.endswith(word) for word in self._words.not_places):
            return
        if name + suffix in self._words.domestic:
            return
        found[place] = name + suffix

    def _note_kanji(self, found: dict[int, str], place: int, name: str) -> None:
        for country in ("中華人民共和国", "大韓民国", "中国", "韓国", "台湾"):
            if name.startswith(country):
                place, name = place + len(country), name[len(country) :]
        if len(name) > 1 and name not in self._words.domestic and not _NOT_A_CITY.match(name):
            found.setdefault(place, name)


def _is_person(plain: str, match: re.Match[str]) -> bool:
    """Whether the name is that of a mayor or a governor, whose city stands right before it: パリのイダルゴ市長."""
    before = plain[max(0, match.start() - 3) : match.start()]
    return plain.startswith("長", match.end()) and bool(_OF_A_CITY.search(before))


def _blotted(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with some stretches made unreadable, its length kept."""
    out, done = [], 0
    for start, end in spans:
        out += [text[done:start], "\x00" * (end - start)]
        done = end
    return "".join([*out, text[done:]])
