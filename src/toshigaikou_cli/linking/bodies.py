"""The names of bodies, houses and events in a text. A word that stands only amid one is told as that name: 統合ケア庁 for ケア,
so that nobody takes a part of a name for what the text is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from toshigaikou_cli.expressions import expression

_LONGEST = 24
_HIRAGANA = expression("[ぁ-ん]")
_KATAKANA = expression("[ァ-ヺ]")
_RUN_BEFORE = expression(r"(?:[一-龥々ァ-ヺー]|(?<=[ァ-ヺー])・(?=[ァ-ヺ]))*(?:(?<=[ァ-ヺー])・)?$")
_RUN_AFTER = expression(r"(?:[一-龥々ァ-ヺー]|(?<=[ァ-ヺー])・(?=[ァ-ヺ]))*")
"""What a name is written with; ・ parts the words of one of katakana, else it lists several names."""
_TIME = expression(
    r"(?:(?<=[0-9０-９かカヶヵ])(?:年度|[年月日名人回件校社期次度国]|団体|以[上内降])+(?:[前後]期|[前後]半|[上中下]旬)?|(?:[今昨翌前当毎]年度?|[同当]日|同月))"
)
"""What stands before a name and is none of it: 10月北京市環境局."""
_CALLED = (
    "センター|研究所|博物館|美術館|水族館|図書館|資料館|記念館|会館|文化館|情報館|歴史館"
    "|大学|大学校|学校|高校|中学|学園|公社|会社|協会|財団|基金|委員会|協議会|審議会|連合"
    "|連合会|会議所|機構|機関|事務所|事務局|連盟|組合|劇場|動物園|植物園|水族園|公園|庭園"
    "|空港|ターミナル|ホール|ホテル|当局|銀行|興業|工業|商事|物産|事業団|事業体|団体|公団"
    "|公司|楽団|集団|音楽隊|部隊|部門|フォーラム|シンポジウム|サミット|フェスティバル"
)
_OFFICES = "省|処|部長|次長|課長|係長|理事長|局長|所長|室長|院長|館長|園長|担当|担当者|担当職員|担当官"
"""Offices, and who holds them: 政策調整担当部長, 自転車政策担当者."""
_OF_IT = expression("(?:一行|職員|幹部|関係者|代表団|訪問団|視察団|主催)$")
"""What stands behind the name of a body, and is none of it: 高齢化計画室一行."""
_CALLED_BUT = {
    "展": "出発進親",
    "部": "一全内外上下南東北西心幹市海各",
    "庁": "来登",
    "局": "薬結",
    "課": "日",
    "室": "教控温",
    "院": "入退通",
}
"""How a body, a house or an event is called, and what another word stands before: 一部, 来庁, 教室 are none."""
_BODY = expression(
    f"(?:{_CALLED}|{_OFFICES}|{'|'.join(f'(?<![{other}]){end}' for end, other in _CALLED_BUT.items())})$"
)
_BODY_ENDS = frozenset(name[-1] for name in (*_CALLED.split("|"), *_OFFICES.split("|"), *_CALLED_BUT))
_WITHIN = expression("(?:協会|財団|公社|センター|研究所|委員会|協議会)(?=[一-龥々ァ-ヺー])")
"""Such a name amid a run: 協会 of 国際水協会世界会議."""
_EVENT = expression("(?:フォーラム|シンポジウム|サミット|フェスティバル|展)$")
_INCORPORATED = expression(r"[(（]株[)）]|㈱")
_CALLED_SO = ("国際", "グローバル", "外国")
_BY_NAME_ONLY = expression(
    "国際[一-龥々ァ-ヺー]{0,8}?"
    "(?:空港|ターミナル|展示[場館]|会議場|会館|高校|高等学校|中学校?|学園|大学|病院|ホテル|ホール|劇場|興業|工業|商事|物産|銀行)"
    "|国際(?:犯罪|捜査|結婚|線|郵便|離婚)|グローバル(?=[ァ-ヺ])|外国(?:人|籍|法人|語|為替|免許)"
)
"""Houses, schools, firms and programmes are called international, wherever what is done in them comes from; foreigners,
foreign firms and crime across borders are at home, too."""

_CENTRE = "センター"
_VENUE = expression(rf"[一-龥々ァ-ヺー]{{2,20}}{_CENTRE}(?=[をへで]|に(?:受|迎|招|案内|お))")
"""The name of a body in which something was held, whose words tell no subject: 心身障害者福祉センターを視察."""
_PLAYS = expression("音楽隊|楽団|吹奏楽|合唱団|劇団")
_ENSEMBLE = expression(rf"[一-龥々ァ-ヺー]{{2,20}}の?(?:{_PLAYS.pattern})")
"""Who plays or sings: the words before it tell whose it is, and not what was done: 消防音楽隊."""


def without_international(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of a text (a key) without 国際, グローバル and 外国, where something is only called so: 国際興業, 国際空港,
    グローバルパートナーズ, 外国法人."""
    if not any(word in words for word in _CALLED_SO):
        return words
    left = _BY_NAME_ONLY.sub("\n", text)
    return tuple(word for word in words if word not in _CALLED_SO or word in left)


def without_venues(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of a text (a key) without those that stand only amid the names of centres in which something was held."""
    venues = _VENUE.findall(text) if _CENTRE in text else ()
    return _without_those_amid(venues, words, text)


def without_ensembles(words: tuple[str, ...], text: str, places: Set[str]) -> tuple[str, ...]:
    """The words of a text (a key) without those that only say whose band or choir it is; from which of ``places`` it comes
    is said by that all the same."""
    names = _ENSEMBLE.findall(text) if _PLAYS.search(text) else ()
    left = _without_those_amid(names, words, text)
    return tuple(word for word in words if word in left or word in places) if names else words


def _without_those_amid(names: Sequence[str], words: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(word for word in words if not _is_amid(word, text, names)) if names else words


def _is_amid(word: str, text: str, names: Iterable[str]) -> bool:
    """Whether a word stands only amid some names; one that ends such a name is its own."""
    inside = [name for name in names if word in name and not name.endswith(word)]
    for name in inside:
        text = text.replace(name, "\n")
    return bool(inside) and word not in text


def name_around(word: str, text: str) -> str:
    """The name of a body in which a word stands in a text, "" where it is such a name itself, or stands anywhere outside one."""
    if _HIRAGANA.search(word):
        return ""
    first, at = "", text.find(word)
    while at >= 0:
        name = _name_at(text, at, at + len(word))
        if len(name) <= len(word):
            return ""
        first = name if not first or _PLAYS.search(first) else first
        at = text.find(word, at + len(word))
    return first


def is_of_body(word: str, told: str) -> bool:
    """Whether a word is told as the name of a body that it only stands amid, whose name says nothing of what was done: 環境 in
    気候環境部門; not what the body is, as 博物館 in 江戸東京博物館, nor an event, which is named after its subject."""
    return word in told and not told.endswith(word) and bool(_BODY.search(told)) and not _EVENT.search(told)


def _name_at(text: str, start: int, end: int) -> str:
    """The name that goes on over a part of a text, "" for none."""
    after = _RUN_AFTER.match(text, end)
    last, end0 = (after.end() if after else end), end
    end = last - 1 if last > end and text[last - 1] == "等" else last
    people = _OF_IT.search(text, end0, end)
    end = people.start() if people and people.start() > end0 else end
    named = text[end - 1] in _BODY_ENDS and _BODY.search(text, start, end)
    if not (named or _INCORPORATED.match(text, last)):
        within = next((each for each in _WITHIN.finditer(text, start, last) if each.end() > end0), None)
        if within is None:
            return ""
        end = within.end()
    before = _RUN_BEFORE.search(text, max(0, start - _LONGEST), start)
    opens = before.start() if before else start
    if text[start - 1 : start] == "・" and not _KATAKANA.match(text, start):
        opens = start
    time = _TIME.match(text, opens, start)
    opens = time.end() if time else opens
    cut = start - opens == 1 and _HIRAGANA.match(text[opens - 1 : opens])  # 松が谷高校, ろう者協会
    return text[start:end] if cut or end - opens > _LONGEST else text[opens:end]
