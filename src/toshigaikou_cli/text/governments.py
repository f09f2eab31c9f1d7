"""The government that a document's title, or a line of its own, names: 東京都, 北九州市, ○○町.

Light and pure. Only names of local governments of Japan; whether a name is one abroad (パリ市) is for a register to say.
"""

from __future__ import annotations

from collections.abc import Iterable

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.figures import solid

_PREFECTURE = (
    r"東京都|北海道|(?:京都|大阪)府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知"
    r"|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
)
_PLACE = r"[一-鿿々ヶケノ]{1,5}?|[ぁ-んー]{2,6}?|[ァ-ヶー]{2,6}?|[一-鿿々]{1,3}[ぁ-んァ-ヶー]{1,4}?"
_PLACE += r"|[一-鿿々]{1,2}の[一-鿿々]{1,2}?|[ぁ-んァ-ヶー]{1,4}[一-鿿々]{1,3}?"
_COUNTY = r"(?:[ぁ-ん]{2,5}|[一-鿿]{2,3})県(?![民内外営立庁議])"
_OWN = rf"(?:{_PLACE})[市区町村](?!市(?![民長役内域政立])|[民内外場街立政営域議会役町村部別]|(?<=[町村])(?:総合)?支所)|{_COUNTY}"
_REACHED = r"(?![とやへ]|及び|および|並びに|から)"
"""Not before 北九州市との交流: that is of another city."""
_NAMES = tuple(
    expression(form + _REACHED)
    for form in (rf"(?:{_PREFECTURE})(?P<name>{_OWN})", rf"(?P<name>{_PREFECTURE})", rf"(?P<name>{_OWN})")
)
_ENDINGS = frozenset("都道府県市区町村")
_NO_NAME = expression(
    r"(?!京都市$).*の[町村区]$|(?!京都市$).*(?:都市|地区|学区|特区|管区|街区|市町|区市|区町|下町|農村|漁村|山村|港町)$|市町村|[本当同各他両全近新旧諸]{1,2}[市区町村県]$"
    r"|.*(?:近隣|先進|国際|交流|推進|計画|戦略|外国|海外|姉妹|友好|施策|事業|多文化|共生|年度|世界|地域|まちづくり|取組|関係).*"
)
_BEFORE = expression(
    r"[\s「『【《〈(<\[]*(?:第[0-9一二三四五六七八九十]+[次期回](?:改[定訂]版?)?|新|改[定訂]版?)?[\s・)\]】〕]*"
)
_PREFECTURE_NAMED = expression(rf"{_PREFECTURE}|新[一-鿿]{{1,3}}[市区町村]")
_AFTER_ALONE = expression(
    r"(?:[^0-9、。]{0,16}(?:課|部|局|室|庁|本部|委員会|協会|役所|役場))?[」』】》〉)>\]]*"
)


def government_of_title(title: str) -> str:
    """The government that a title opens with, "" where it names none: 北九州市 of 北九州市国際政策推進大綱."""
    plain = solid(title)
    found = _at(plain, _opening(plain))
    return found[0] if found else ""


def government_of_lines(lines: Iterable[str]) -> str:
    """The government that a line consists of, with or without an office of it: 東京都, 北九州市企画調整局国際政策課."""
    for line in lines:
        plain = solid(line)
        found = _at(plain, _opening(plain)) if len(plain) <= 30 else None
        if found and _AFTER_ALONE.fullmatch(plain, found[1]):
            return found[0]
    return ""


def _opening(plain: str) -> int:
    found = _BEFORE.match(plain)
    return found.end() if found and not _PREFECTURE_NAMED.match(plain) else 0


def _at(plain: str, start: int) -> tuple[str, int] | None:
    if _ENDINGS.isdisjoint(plain):  # most titles: the expressions are not even compiled
        return None
    for form in _NAMES:
        found = form.match(plain, start)
        if found and not _NO_NAME.fullmatch(found["name"]):
            return found["name"], found.end()
    return None
