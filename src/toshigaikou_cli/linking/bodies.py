"""The names of bodies, houses and events in a text. A word that stands only amid one is told as that name: 統合ケア庁 for ケア,
so that nobody takes a part of a name for what the text is about."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression

_LONGEST = 24
_RUN_BEFORE = expression(r"(?:[一-龥々ァ-ヺー]|(?<=[ァ-ヺー])・(?=[ァ-ヺー]))*$")
_RUN_AFTER = expression(r"(?:[一-龥々ァ-ヺー]|(?<=[ァ-ヺー])・(?=[ァ-ヺ]))*")
"""What a name is written with; ・ parts the words of one of katakana, else it lists several names."""
_TIME = expression(
    r"(?:(?<=[0-9０-９])(?:年度|[年月日名人回件校社期次度]|団体|[かカヶヵ]国)+(?:[前後]期|[前後]半|[上中下]旬)?|(?:[今昨翌前当毎]年度?|[同当]日|同月))"
)
"""What stands before a name and is none of it: 10月北京市環境局."""
_BODY = expression(
    "(?:センター|研究[所院]|博物館|美術館|水族館|図書館|資料館|記念館|会館|文化館|情報館|歴史館|大学校?|大学院|学校|高校|中学|学園|学院|公社|会社"
    "|協会|財団|基金|委員会|協議会|審議会|連合会?|会議所|機構|機関|事務[所局]|連盟|組合|病院|医院|劇場|[動植]物園|水族園|公園|庭園|空港|ターミナル"
    "|ホール|ホテル|当局|銀行|興業|工業|商事|物産|事業[団体]|団体|公団|公司|[楽集]団|音楽隊|部隊|フォーラム|シンポジウム|サミット|フェスティバル"
    "|(?<![一全内外上下南東北西心幹市海各])部|(?<![来登])庁|(?<![薬結])局|(?<!日)課|(?<![教控温])室|省|処)$"
)
"""How a body, a house or an event is called; not 一部, 来庁, 教室."""


def name_around(word: str, text: str) -> str:
    """The name of a body in which a word stands in a text, "" where it is such a name itself, or stands anywhere outside one."""
    first, at = "", text.find(word)
    while at >= 0:
        name = _name_at(text, at, at + len(word))
        if len(name) <= len(word):
            return ""
        first = first or name
        at = text.find(word, at + len(word))
    return first


def _name_at(text: str, start: int, end: int) -> str:
    """The name that goes on over a part of a text, "" for none."""
    after = _RUN_AFTER.match(text, end)
    end = after.end() if after else end
    if not _BODY.search(text, start, end):
        return ""
    before = _RUN_BEFORE.search(text, max(0, start - _LONGEST), start)
    opens = before.start() if before else start
    time = _TIME.match(text, opens, start)
    opens = time.end() if time else opens
    return text[opens:end] if end - opens <= _LONGEST else text[start:end]
