"""What a cell beside a result says of the whole row: that it was called off, or is to come.

A cell of days says so where it is nothing but a date and such a word (10月31日（中止）, 3月予定), an item in its bracket
(交流会（中止）), a remark as its only sentence (荒天により中止). What speaks of a part, of another time, or of a case that may
come (一部中止, 前年度は中止, 雨天時中止) says nothing of the row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import DateMention, Outcome
from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of
from toshigaikou_cli.text.dates.later import UntoldDay, is_put_off_to
from toshigaikou_cli.text.dates.patterns import MOVED
from toshigaikou_cli.text.day_cells import moved_by_arrow, spelled_out, without
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.outcomes import read_outcome, words_of
from toshigaikou_cli.text.states import without_code

_MARKS = expression(r"[\s()\[\]【】〔〕「」→⇒:・。.~\-―※*、,]+")
_WEEKDAY = expression(r"\([月火水木金土日祝休振・]{1,4}\)")
_OF_OTHERS = "一部|うち|前年|昨年|前回|次回|場合|のみ|だけ|以外|雨天時|荒天時|雨天中止"
_OF_A_PART = rf"{_OF_OTHERS}|[0-9](?:月|日|年|回|部|コース|/)"
_CAUSE = (
    rf"(?:(?!{_OF_A_PART})[^はを](?<!が(?![^が]{{1,6}}ず))){{1,40}}?"
    r"(?:により|によって|のため|ため|につき|に伴い|を受けて?|で|を考慮し|に鑑み|ず)"
)
_OFF = (
    "中止|取り?やめ|取り?止め|見送り?|休止|(?:開催|実施)(?:せず|なし|でき(?:ず|なかった|ませんでした)|不可|に至らず)"
    "|[未不](?:開催|実施)|キャンセル|廃止"
)
_WHAT = "(?:本?事業|行事|全日程|今回|今年度|本年度)?(?:開催|実施|派遣|訪問|受け?入れ?|公演)?を?"
_END = "(?:した|しました|となった|となりました|とした|とする|になった|が?決定|済み?)?"
_LATER = r"(?:(?:次|翌|来)年度?|(?:令和|R)(?P<year>\d{1,2})年度?)(?:以降)?[にへ]"
_CALLED_OFF = expression(
    rf"(?:いずれも|全て|すべて|両日とも|(?P<first>当初))?(?:{_CAUSE})?{_WHAT}"
    rf"(?:(?P<off>{_OFF})|(?P<later>{_LATER})?(?P<postponed>延期|繰り?越し?|持ち?越し?)){_END}"
)
_MEANT = expression(
    rf"^(?P<cause>(?:{_CAUSE})?)(?:(?:当初|元々|もともと)(?:は|の)?)?(?:(?:に|の|は)?(?:開催|実施|派遣|訪問|受け?入れ?|公演)?"
    r"(?:を|の|する)?(?:予定|計画)(?:日|分)?(?:を|の|は|のは|のところ|(?:として|して)い(?:た|ました)(?:が|ものの|ところ)"
    r"|(?:だった|であった|でした)(?:が|ものの|ところ))?|(?:から|より)の?|の?(?:開催|実施|派遣|訪問|受け?入れ?)?分?を)"
)
"""What stands behind the day on which something was to be: （7月）の予定を, （7月）開催予定だったが."""
_PUT_OFF = expression(r"(?:(?<!に)(?:から|より|を) +)?(?:以降|頃|ごろ)?[にへ](?=\S*$)")
"""What stands between the day to which something was put off and the word that says so."""
_HELD_LATER = expression(
    r"(?<=[期延更替])(?:して|し、?|となり、?)(?:[0-9/月日]{3,8}に)?(?:実施|開催)(?:した|しました|済み?)?[。\s]*$"
)
"""How a remark ends on what was held after all: 延期して実施."""
_MOVED_ON = expression(r"[にへ]?(?:順延|変更|振り?替え?)")
_TO_THEN = expression("^[にへ]|[にへ](?=延期)")
_ALL_MEANT = expression("(?:当初|元々|もともと)(?:は|の)?(?:開催|実施)?(?:予定|計画)(?:日)?")
_NEXT = expression(
    r"(?:\((?P<in>[^()]{2,40})\)|(?:(?<=施)|(?<=催)|(?<=着手)|(?<=止)|(?<=め)|(?<=り)|(?<=期)|(?<=た)|(?<=[ずし]))[。、](?P<behind>[^。]{2,40}))[。\s]*$"
)
_IS_NEXT = expression("(?:次|翌|来)(?:年|期|回)|今後")
_REIWA = expression(r"(?:令和|(?<![A-Za-z])R)(\d{1,2})(?:年度|(?![\d年月./-]))")
_OWN_YEAR = expression("^(?:[今本]年度)?(?:は|の|における)?、?")
_NAMES_A_DAY = expression(r"[0-9](?:月|日|/)")
_OF_ANOTHER = expression(rf"{_OF_OTHERS}|(?<!関係)(?<!主催)(?<!担当)者")
_OF_ALL = expression("いずれも|全て|すべて|両日とも")
_TO_COME = expression("(?:開催|実施|派遣|訪問|受け?入れ?|公演)?(?:予定|見込み?)(?:である|です)?")
_NOTE_OF_ITEM = expression(
    r"[(（【\[［〔]([^()（）【】\[\]［］〔〕]{2,30})[)）】\]］〕]\s*$|^【([^【】]{2,30})】"
)
_NOT_ITS_OWN = expression(f"{_OF_A_PART}|時[、に]?(?:は|中止|延期)|(?<!関係)(?<!主催)(?<!担当)者")
_OF_REASONS = expression(
    r"(?:中止|延期|(?:未|不)(?:実施|開催)|実施しなかった|取り?やめ)[^()（）]{0,8}(?:理由|事由|事情)"
)
_ASKS = expression(r"有無|可否|未(?:実施|開催)|(?:^|\s)(?:実施|開催)(?:済み?)?(?:$|\s)")
_ANSWERS_NO = expression(r"[×✕✖xX無否未]|なし|無し|いいえ")
_OF_STATES = expression(r"(?:状況|状態|進捗|区分|実施|開催)(?!.*評価)")
_CALLING_OFF = expression(rf"{_OFF}|延期|繰り?越")
_EITHER = expression(r"[・/、]|または|又は|及び")
_OFF_ALONE = expression(rf"(?:事業)?(?:{_OFF}|延期|未着手)(?:中|済み?|した)?")
_MERGED = expression("(?:(?:他|別)の?(?:事業|施策|取組))?[にへと]?統合(?:済み?)?(?:により終了)?")
_PREPARES = expression(
    r"(?:収集|調査|研究|検討|協議|調整|打ち?合わ?せ|意見交換|情報交換|視察|ヒアリング|聞き?取り|準備|見積り?|相談|照会|把握|検証|整理|確認|照会|ニーズ調査|アンケート)"
    r"(?:等|など)?(?:を|が|に)?(?:実施|開始|継続|着手)?(?:し|した|しました|行った|行いました|進めた|重ねた|続けた|している|しています|行っている|進めている|中)?[。\s]*$"
)
"""How what was done for something that is still to come ends: 他市の資料を収集した."""
_NOT_BEGUN = expression(r"未着手|未開始|着手前")
_REPORTS = expression(r"(?:た|ました)[。）)\s]*$")


def told_by_days(text: str, fiscal_year: int) -> Outcome | None:
    """What a cell of days says, beside its date, of all that the row tells."""
    text = spelled_out(fold_width(text))
    dates, _, untold = read_dates(text, fiscal_year)
    rest = _WEEKDAY.sub("", without(text, [*dates, *untold]))
    if _is_put_off(text, dates, untold, fiscal_year):
        return _called_off(_PUT_OFF.sub("", rest, count=1), fiscal_year)
    if moved_by_arrow(text):
        return None
    if (len(dates) > 1 and not _OF_ALL.search(rest)) or any(
        fiscal_year_of(each.start) != fiscal_year for each in dates
    ):
        return None
    return _called_off(rest, fiscal_year) or ("planned" if _TO_COME.fullmatch(_bare(rest)) else None)


def put_off_to_later(text: str, fiscal_year: int) -> bool:
    """Whether a text tells of one day to which something was put off: after the fiscal year (then perhaps behind that on which it
    was to be), or one of which no word tells the year."""
    plain = spelled_out(fold_width(text))
    dates, _, untold = read_dates(plain, fiscal_year)
    return _is_put_off(plain, dates, untold, fiscal_year)


def _is_put_off(
    plain: str, dates: Sequence[DateMention], untold: Sequence[UntoldDay], fiscal_year: int
) -> bool:
    """The same of a text whose dates are read."""
    if untold or not dates:
        return bool(untold) and not dates
    later = [each for each in dates if fiscal_year_of(each.start) > fiscal_year]
    return later == dates[-1:] and len(dates) < 3 and is_put_off_to(plain, later[0].span[1])


def told_by_item(text: str, fiscal_year: int) -> tuple[Outcome | None, str]:
    """What the bracket behind (or before) an item's name says of the row, and its words."""
    found = _NOTE_OF_ITEM.search(text)
    if not found:
        return None, ""
    return told_by_days(found[1] or found[2], fiscal_year), found[0].strip()


def told_by_state(text: str, header: str) -> Outcome | None:
    """What a cell of nothing but a row's state says of it (中止, 2：未実施, 予定, 完了); under a header that asks whether it was
    held (実施の有無) × and 無, too. None where it says that of a part (一部中止), on a day, or of what ends (廃止)."""
    plain = without_code(text)
    if _ASKS.search(fold_width(header)) and _ANSWERS_NO.fullmatch(plain):
        return "cancelled"
    if _MERGED.fullmatch(plain):
        return "cancelled"
    if _NOT_ITS_OWN.search(plain) or "廃止" in plain:
        return None
    said = read_outcome(plain).outcome
    return None if said == "none" else said


def told_by_meaning(text: str) -> Outcome | None:
    """The same of what a legend says that a mark means: what is called off or at its end (休止・廃止) was not done, either."""
    parts = _EITHER.split(fold_width(text))
    return "cancelled" if all(map(_OFF_ALONE.fullmatch, parts)) else told_by_state(text, "")


def is_not_begun(text: str) -> bool:
    """Whether a state says that nothing was begun (未着手): beside an empty result, no more than that there is none."""
    return bool(_NOT_BEGUN.fullmatch(without_code(text)))


def is_of_states(header: str) -> bool:
    """Whether a column of grades is of how far something is (実施状況, 進捗), and not of how good it was or goes on."""
    return bool(_OF_STATES.search(header))


def names_calling_off(text: str) -> bool:
    """Whether a word for what was called off stands in a text, whatever else does."""
    return bool(_CALLING_OFF.search(fold_width(text)))


def told_by_remark(text: str, fiscal_year: int, *, dated: bool) -> Outcome | None:
    """What a remark says of the row as its only sentence; what was postponed may have been held on the row's day
    (``dated``), unless to a later year."""
    plain = fold_width(text)
    dates, _, untold = read_dates(plain, fiscal_year)
    if not untold and put_off_to_later(plain, fiscal_year):
        return _called_off(_PUT_OFF.sub("", without(plain, dates), count=1), fiscal_year)
    plain = _of_this_year(text, fiscal_year)
    found = _CALLED_OFF.fullmatch(_bare(plain))
    if found and dated and found["postponed"] and not found["later"]:
        return None
    return _called_off(plain, fiscal_year)


def _of_this_year(text: str, fiscal_year: int) -> str:
    """A remark in plain widths without the fiscal year itself, and without what it says behind of what comes next: 未実施
    （令和6年度に実施予定）; a later year is the next."""

    def named(year: re.Match[str]) -> str:
        away = int(year[1]) + 2018 - fiscal_year
        return "次年度" if away > 0 else year[0] if away else ""

    plain = _OWN_YEAR.sub("", _REIWA.sub(named, fold_width(text).strip()))
    found = _NEXT.search(plain)
    is_next = found and _IS_NEXT.search(found["in"] or found["behind"])
    return plain[: found.start()] if found and is_next else plain


class RemarkedDay(NamedTuple):
    """The days of a remark on which what its row tells was to be (7月の予定を延期), and whether it was called off: postponed, it
    may have been held on another day, or ``was_held``, as the remark says."""

    dates: tuple[DateMention, ...]
    called_off: bool
    was_held: bool = False

    def is_of(self, cell: str, fiscal_year: int) -> bool:
        """Whether a cell of days has one of the days."""
        there = {(date.start, date.end) for date in read_dates(spelled_out(fold_width(cell)), fiscal_year)[0]}
        return any((date.start, date.end) in there for date in self.dates)


def remarked_day(text: str, fiscal_year: int) -> RemarkedDay | None:
    """What a remark as its only sentence says of a day; None where it says that of no day, or of something else."""
    plain, held = _HELD_LATER.subn("", spelled_out(fold_width(text)))
    dates = read_dates(plain, fiscal_year)[0]
    moved = [date for date in dates if MOVED.match(plain, date.span[1])]
    was_to_be = tuple(date for date in dates if date not in moved and date.role in ("cancelled", "planned"))
    if not was_to_be or len(was_to_be) + len(moved) < len(dates):
        return None
    bare = _bare(_WEEKDAY.sub("", without(plain, dates)))
    if _ALL_MEANT.fullmatch(bare):
        first = tuple(date.in_role("cancelled") for date in was_to_be)
        return RemarkedDay(first, called_off=False, was_held=True)
    rest, found = _MEANT.subn(r"\g<cause>", _MOVED_ON.sub("延期", bare), count=1)
    said = _CALLED_OFF.fullmatch(_TO_THEN.sub("", rest) if moved else rest) if found else None
    return RemarkedDay(was_to_be, not said["postponed"], bool(held)) if said else None


def calls_off_some_day(text: str) -> bool:
    """Whether a remark calls off something on a day, and says so of no case, part or other year."""
    plain = fold_width(text)
    of_a_day = _NAMES_A_DAY.search(plain) and not _OF_ANOTHER.search(plain)
    return bool(of_a_day) and read_outcome(text).outcome == "cancelled"


def told_by_all(text: str, fiscal_year: int) -> Outcome | None:
    """What a remark says by all of its words, perhaps of the row itself; None where it speaks of a part or of another time."""
    plain = _of_this_year(text, fiscal_year)
    return None if _NOT_ITS_OWN.search(plain) else read_outcome(plain).outcome


def names_a_day_to_be(text: str, fiscal_year: int) -> bool:
    """Whether a remark names a day of the fiscal year on which something was to be, and may not have been."""
    plain = spelled_out(_HELD_LATER.sub("", fold_width(text)))
    dates = [] if _OF_ANOTHER.search(plain) or _IS_NEXT.search(plain) else read_dates(plain, fiscal_year)[0]
    return any(
        date.role in ("cancelled", "planned")
        and fiscal_year_of(date.start) == fiscal_year
        and date.precision == "day"
        for date in dates
    )


def says_nothing(text: str) -> bool:
    """Whether an activity reports nothing (－, 実績なし), so that a remark may tell what became of its row."""
    return read_outcome(text).outcome == "none"


def is_of_reasons(header: str) -> bool:
    """Whether the header of a column says that its cells tell why something was called off: 中止理由, 未実施の理由."""
    return bool(_OF_REASONS.search(header))


def reports(text: str) -> bool:
    """Whether an activity tells itself, in the past or by a count, that it was held: no word beside it says otherwise."""
    if read_outcome(text).outcome != "held":
        return False
    return bool(forms.COUNTED.search(text) or _REPORTS.search(words_of(text)))


def ends_in_a_report(text: str) -> bool:
    """Whether an activity's last words tell in the past that it was held: 会を開いた。"""
    return bool(_REPORTS.search(text)) and read_outcome(text).outcome == "held"


def prepares(text: str) -> bool:
    """Whether an activity tells only what was done for something that is to come, and counts nobody: 資料を収集した."""
    return bool(_PREPARES.search(fold_width(text).strip())) and not forms.COUNTED.search(text)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _called_off(text: str, fiscal_year: int) -> Outcome | None:
    found = _CALLED_OFF.fullmatch(_bare(text))
    if not found or (found["year"] and int(found["year"]) + 2018 <= fiscal_year):
        return None
    return "cancelled"
