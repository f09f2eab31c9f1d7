"""A text that is a list of things with what became of each: 派遣10名、受入中止; 講演会　120名 over 見学会　中止.

Only what is such a list from its begin to its end counts as one. Its things have names of their own, for 講演会 5月3日、開催中止
tells of one; and at least one of them has a number, a day or its deed where another was called off or was not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.outcome_days import DAYS
from toshigaikou_cli.text.outcome_words import DIGIT, LETTERS, POSTPONED

_D = "[0-9０-９]"
_SPACE = "[ 　]"
_UNIT = r"(?:[名人件社校者点冊組台便隻通回]|か所|ヶ所|箇所|[カヶヵか]国|都市|団体|機関|日間|泊|コマ)"
_DEEDS = "受け?入れ?|派遣|訪問|来訪|表敬|招へい|招聘|招待|交換|視察|見学|留学"
_EVENTS = (
    f"{_DEEDS}|交流|会議?|研修生?|講座|講習|教室|大会|セミナー|フォーラム|フェア|フェスティバル|フェスタ|[まお]つり|祭り?|式典?|イベント|展"
    "|キャンプ|ツアー|ワークショップ|シンポジウム|コンサート|公演|サミット|遠足|合宿|講演|懇談|サロン|カフェ|試合|訓練|実習|インターンシップ"
    "|ホームステイ|授業|プログラム|(?:来訪|訪問|派遣|受入れ?|来庁)者"
)
_NTH = rf"(?:第{_D}{{1,2}}[回期陣班]目?|{_D}{{1,2}}[回期]目|第[一二三四五六七八九十]{{1,2}}[回期陣班])"
_EVENT = rf"[^、。，,：:（）()\n\s0-9０-９]{{0,20}}?(?:{_EVENTS})(?:等|など|事業)?"
_PLACE = "[一-龥ァ-ヴー・]{1,14}[市州県郡国区省]"
_THING = rf"(?P<thing>{_NTH}{_SPACE}?(?:{_EVENT})?|{_EVENT}|{_PLACE})"
_OPEN, _CLOSE = "[（(]", "[)）]"
_IN_BRACKET = r"(?:[^（）()\n]|[（(][^（）()\n]{1,6}[)）]){1,40}"
_UNSURE = "中止|延期|順延|見送|取り?や|取り?止|なし|無し|予定|定員|計画|見込|募集|当初|未|休"
_FIGURES_BESIDE = rf"{_OPEN}(?![^（）()\n]*(?:{_UNSURE}))(?=[^（）()\n]*{_D}){_IN_BRACKET}{_CLOSE}"
_COUNT = (
    rf"(?:(?:約|延べ?|のべ|合?計|全|各|年){_SPACE}?)?(?![0０]{_UNIT}){_D}[0-9０-９,，]{{0,7}}{_SPACE}?{_UNIT}(?:程度|余り?|以上)?"
    r"(?:を?(?:実施|開催|派遣|受け?入れ?|参加|来訪))?"
)
_COUNTS = expression(_COUNT)
_FIGURES = rf"(?:{_SPACE}*(?>{_COUNT}|{DAYS}|{_FIGURES_BESIDE}))++"
_OFF = (
    rf"(?:{POSTPONED}|取り?やめ|取り?止め|休会|(?:開催|実施|派遣|訪問)(?:せず|できず)|[未不](?:開催|実施))"
    r"(?:した|しました|となった|となりました|とした|になった)?"
)
_NONE = (
    rf"(?:(?:該当|実績|開催|実施)(?:者|事業|案件)?{_SPACE}?[はも]?)?(?:なし|無し|ゼロ|なかった)|[0０零]{_UNIT}"
    "|[次翌来]年度(?:以降)?[にの]?(?:開催|実施|派遣|訪問|受け?入れ)?を?予定"
)
_CAUSE = r"(?:[^、。（）()\n0-9０-９ 　]{1,16}(?:ため|により|で|につき|に伴い)|雨天|荒天|悪天候|台風|[次翌来]年度?[にへ])?"
_SEP = rf"{_SPACE}*(?:[:：…‥]+|は|が|も|については?|に関しては)?{_SPACE}*"
_ITEM = expression(
    rf"(?:(?P<head>[^、。：:\n]{{2,24}}[：:]){_SPACE}*)?{_THING}(?:"
    rf"{_SPACE}*{_OPEN}(?:{DAYS}、?)?{_CAUSE}(?P<inside>{_OFF}){_CLOSE}"
    rf"|の(?:開催|実施)?(?P<deed_off>{_OFF})(?:{_OPEN}{_IN_BRACKET}{_CLOSE})?"
    rf"|(?P<figures>{_FIGURES})?{_SEP}{_CAUSE}(?:(?P<off>{_OFF})|(?P<none>{_NONE}))(?:{_OPEN}[^（）()\n0-9０-９]{{1,30}}{_CLOSE})?"
    rf"|(?:の(?:開催|実施))?{_SEP}(?P<told>{_FIGURES})"
    rf"|[をの]?(?P<deed>開催|実施)(?:{_FIGURES_BESIDE})?"
    rf")(?={_SPACE}|[、，,。/／；;\n]|$)"
)
_MONTHLY = expression(
    rf"(?P<thing>{DAYS}){_SPACE}*[ 　:：]{_SPACE}*(?:(?P<off>{_OFF})"
    rf"|(?P<deed>(?!{_UNSURE})[^\s0-9０-９、。（）()]{{2,20}}))(?={_SPACE}|[、，,。\n]|$)"
)
_LINE = expression(
    rf"(?P<thing>[^※＊*→（(、。：:\n\s0-9０-９][^、。：:\n\s0-9０-９]{{0,19}})(?<!ため)(?<!より)(?:{_SPACE}+|{_SPACE}*[:：]{_SPACE}*)"
    rf"(?:(?P<off>{_OFF})|(?P<none>{_NONE})|(?P<told>{_FIGURES}))(?=\n|$)"
)
_BETWEEN = expression(rf"{_SPACE}*[、，,。/／；;\n]?[ 　\n]*")
_ONE_OFF = expression(rf"{POSTPONED}|やめ|止め|年度.*予定|なし|無し|ゼロ|なかった|[0０零]{_UNIT}|ず|未|不")
_OF_ANY = expression(
    r"(?:開催|実施|渡航|事業|行事|活動|全て|すべて|いずれも|両方|とも|本[^ァ-ヴ]{1,4}|今[回年]度?|当日)+"
    r"|.*(?:ため|定員|募集|応募|申込み?|申し込み|予定|計画|当初|前年度?|昨年度?|希望|依頼|打診|照会|問い?合わ?せ|苦情|見込み?|キャンセル待ち)"
    r"|.*(?:費|料|次年度|来年度|雨天|荒天|備考|特記事項?|課題|問題|トラブル|事故|宿泊)"
    r"|(?:.*(?:日時?|日程|期間|時期|場所|会場|人数|者数|対象者?|内容|概要|目的|結果|成果|実績|状況|理由|備考|参考|その他|参加者|出席者|来場者|受講者|応募者|参加|出席|講師))"
)
"""What is no thing of its own, beside one that the same text tells: what was meant, or a field of a form (人数　10名)."""
_ALL = expression("とも|いずれ|すべて|全て|全部|両")
_DIRECTIONS = (
    expression("(?:[^一-龥]|職員|団)*(?:派遣|訪問|視察|留学)(?:等|事業)?"),
    expression("(?:[^一-龥]|職員|団)*(?:受け?入れ?|来訪|表敬|招へい|招聘|招待)者?(?:等|事業)?"),
)
"""Deeds that are the same, said in other words, where they name nothing else: 訪問 and 派遣."""
_LONGEST = 600

ThingKind = Literal["held", "off"]


class ListedThing(NamedTuple):
    """One thing of a list with its place in the text; ``own_line``: it opens a line below another."""

    start: int
    kind: ThingKind
    own_line: bool


def items_of(text: str) -> list[ListedThing]:
    """The things of a text that is a list of them, some of which were held and some not; none of any other text."""
    if len(text) > _LONGEST or not _ONE_OFF.search(text):
        return []
    body = text.rstrip(" 　、。\n")
    for form in (_ITEM, _MONTHLY, _LINE):
        found = _matched(body, form)
        if len(found) > 1 and _tell_apart(found):
            return [ListedThing(each.start(), _kind(each), _opens_line(body, each.start())) for each in found]
    return []


def _opens_line(text: str, start: int) -> bool:
    return text[:start].rstrip(" 　").endswith("\n")


def _matched(body: str, form: re.Pattern[str]) -> list[re.Match[str]]:
    """The items that a text is made of; none where something stands between them."""
    found: list[re.Match[str]] = []
    at = len(body) - len(body.lstrip(" 　"))
    while at < len(body):
        item = form.match(body, at)
        if item is None:
            return []
        found.append(item)
        between = _BETWEEN.match(body, item.end())
        at = between.end() if between else item.end()
    return found


def _kind(item: re.Match[str]) -> ThingKind:
    said = item.groupdict()
    return "held" if said.get("told") or said.get("deed") else "off"


def _tell_apart(found: Sequence[re.Match[str]]) -> bool:
    """Whether the items that were held are other things than those that were not."""
    held = [each for each in found if _kind(each) == "held"]
    off = [each for each in found if _kind(each) == "off"]
    if not held or not off or any(_OF_ANY.fullmatch(each["thing"]) for each in found):
        return False
    if any(_ALL.search(each[0]) for each in off) or (off[-1] is found[-1] and _may_go_for_all(off[-1], held)):
        return False
    return not any(_is_same(each["thing"], other["thing"]) for each in off for other in held)


def _may_go_for_all(last: re.Match[str], held: Sequence[re.Match[str]]) -> bool:
    """Whether the last item, called off behind figures as those before it have them, may be so together with them:
    講演会（8/5）、見学会（10/5）は中止."""
    said = last.groupdict()
    if not said.get("figures") or "\n" in last.string[: last.start()]:
        return False
    more = (each["told"] and _COUNTS.search(each["told"]) for each in held)
    return bool(_COUNTS.search(said["figures"])) or not any(more)


def _is_same(thing: str, other: str) -> bool:
    """Whether two names may be of one thing: 交流会 and 国際交流会, 派遣 and 訪問."""
    if DIGIT.search(thing) and DIGIT.search(other):
        return thing == other
    if any(form.fullmatch(thing) and form.fullmatch(other) for form in _DIRECTIONS):
        return True
    letters = set(LETTERS.findall(thing))
    return letters <= set(LETTERS.findall(other)) if letters else thing == other
