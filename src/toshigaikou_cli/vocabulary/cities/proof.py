"""Names that are other words, too, and count as cities only where something beside them proves it: 台湾の高雄, 高雄港,
大連、青島の各市. In Japan there are 青島, 高雄 and 桃園, and persons of these names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.vocabulary.cities.roles import NamedCity

_KANJI = expression("[一-龥々]")
_OF = expression(r"[の・(:]$")
_OTHER = expression(
    r"神社|神宮|大社|寺(?!院)|山(?!東)|川|通り?(?![訳信商])|町|村|島|丘|さん|ちゃん|くん|君|氏|様|先生|選手|女王|社(?!会)|号(?![一-龥])|ビール|[・=][ァ-ヺ]"
)
"""What makes a place in Japan, a person or a brand of a name: 青島神社."""
_PORT = expression("港(?![区町村湾])")
_IN_JAPAN = expression("[都道府県市区町村郡]の?$")
_JOINT = r"(?:[、・,/と]|や|及び|および|並びに)"
_JOINED = expression(rf"[市港]?{_JOINT}")
_ENDS_A_WORD = expression("(?![一-龥々])|訪問|視察|出張|派遣|交流|両|各|等|間|港|及び|並びに")
"""What may stand behind a name at the end of a list: 高雄、台南訪問, not 高雄、桃園小学校."""
_OF_CITIES = expression(
    rf"(?P<more>(?:{_JOINT}[一-龥ァ-ヺー]{{2,10}}?){{0,8}}?)の?(?:各|両|[2-9二三四五六七八九])都?市(?=[をとにへがはのでやも、。・)]|間|$)"
)
"""The end of a list that says that all of it are cities: 、台南の両市."""
_BEFORE_OF_LIST = expression(rf"{_JOINT}$")
_FURTHEST = 8


class Proof:
    """Tells by what stands beside it whether such a name is the city."""

    def __init__(self, countries: Mapping[str, str]) -> None:
        """``countries`` maps folded names to codes."""
        self._names: dict[str, tuple[str, ...]] = {}
        for name, code in countries.items():
            self._names[code] = (*self._names.get(code, ()), name)

    def stands(self, text: str, start: int, end: int, country: str, former: Sequence[NamedCity]) -> bool:
        """Whether a city of a ``country`` is named at a place of a folded text, behind the ``former`` ones."""
        if _OTHER.match(text, end):
            return False
        if self._country_before(text, start, country):
            return True
        before = text[max(0, start - 3) : start]
        if _ENDS_A_WORD.match(text, end) and self._in_list_of(text, start, country, former):
            return True
        if _KANJI.match(before[-1:]) or _IN_JAPAN.search(before):
            return False
        if _KANJI.match(text, start) and _PORT.match(text, end):
            return True
        listed = _OF_CITIES.match(text, end)
        return listed is not None and bool(listed["more"] or _BEFORE_OF_LIST.search(before))

    def _country_before(self, text: str, start: int, country: str) -> bool:
        stop = start - 1 if _OF.search(text, max(0, start - 1), start) else start
        return text.endswith(self._names.get(country, ()), 0, stop)

    def _in_list_of(self, text: str, start: int, country: str, former: Iterable[NamedCity]) -> bool:
        """Whether a name goes on a list of cities of its country, the first of which has the country before it."""
        for hit in [*former][: -_FURTHEST - 1 : -1]:
            if hit.city.country != country:
                return False
            of_state = hit.city.kind == "state" and text[hit.end : start] in ("", "の", "・")
            if not of_state and not _JOINED.fullmatch(text, hit.end, start):
                return False
            if of_state or self._country_before(text, hit.start, country):
                return True
            start = hit.start
        return False
