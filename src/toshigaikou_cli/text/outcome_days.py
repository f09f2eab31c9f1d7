"""What a note calls off of something that took place on other days: 交流会を3回開催（3/21は雨天中止）.

Such a note says nothing of its event where its words tell of other days, or of a count, or name it by its place among
others (第3回は中止, 2日目は中止).
"""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.outcome_words import CANCEL, COUNTED, OF_ALL, POSTPONED

_D = "[0-9０-９]"
_POINT = "[/／.．]"
_NAMED = rf"(?:令和|平成|[RHＲＨ])?[ 　]?(?:元|{_D}{{1,4}})(?:年度?|[./．／])[ 　]?"
_DAY = (
    rf"(?:{_NAMED}(?:{_NAMED})?)?{_D}{{1,2}}(?:月(?:{_D}{{1,2}}日?)?(?:[上中下]旬)?|{_POINT}{_D}{{1,2}}(?!{_D})|日(?![間目]))"
    rf"(?:[（(][月火水木金土日・祝休]{{1,3}}[）)])?"
)
_MONTHS = rf"{_D}{{1,2}}(?:[・、,，～〜~\-－]{_D}{{1,2}}){{1,11}}月"
DAYS = rf"(?:{_MONTHS}|{_DAY})(?:[ 　]?(?:[、,，・〜～~－\-]|から|及び|と)[ 　]?(?:{_DAY}|{_D}{{1,2}}日?)){{0,12}}"
_NTH = (
    rf"(?:第[0-9０-９一二三四五六七八九十、・,～~]{{1,6}}(?:回|部|期|日)目?|[①-⑳](?=は)|初[日回]|最終[日回]|{_D}{{1,2}}[回日]目)"
    rf"(?:[（(]{DAYS}[）)]|(?:の|　| )?{DAYS})?"
)
_OFF = rf"(?:{POSTPONED}|取り?やめ|取り?止め|休会|(?:開催|実施)せず)(?!予定)"
_CALLED_OFF = rf"(?!の)[^、。,]{{0,24}}?{_OFF}(?:した|しました|となった|となりました|とした|になった)?[。]?$"
_OF_DAYS = expression(
    rf"(?:^|[、。，,　 ※＊])(?:(?:但し|ただし|なお|うち|内)、?)?"
    rf"(?:(?P<nth>{_NTH})|(?P<days>{DAYS}))(?:分|の(?:回|分|部))?(?P<of>(?:に?(?:つい|関し)ては|[はも:：…　 ])?)"
    rf"(?P<why>{_CALLED_OFF})"
)
"""A note that opens with a day (or 第3回), or ends in such a clause, and calls that off: 3/21は雨天中止, 全5回、3/21は中止."""
_NOT_ITS_DAY = expression(r"とも|いずれ|すべて|全て|両|予定|計画|[にへ](?:延期|順延|変更|振)|[→⇒]")
_MOVED = expression(
    rf"[^。]*{_D}[日）)]{{0,2}}(?:[→⇒]|から|を|は)(?!.*(?:次|翌|来)年)[^。]*{_D}[日）)]{{0,2}}[にへ](?:延期|順延|変更|振り?替え?)(?:した|して(?:実施|開催))?[。]?"
)
"""A note that tells to which day something was moved: 3/21→3/28に延期."""
_MOVED_BY_DAYS = expression(rf"[^、。→⇒0-9０-９]{{0,16}}(?:{_DAY})[にへ](?:順延|延期)(?:した|しました)?。?")
"""A note that tells to which day near it something was moved: 11月3日に開催（雨天のため4日に順延）."""
_TO_A_BARE_DAY = expression(rf"(?<![月/／.．0-9０-９]){_D}{{1,2}}日")
_MOVED_AND_COUNTED = expression(
    rf"(?:{_DAY})(?:[→⇒]|から)(?:{_DAY})[にへ](?:延期|順延|変更)(?:し|した|して(?:開催|実施)(?:した)?)?[、。　 ]"
    r"(?P<told>[^、。]{1,24})"
)
"""The same, and how many came then: 10/5→11/9に延期、参加者30名."""
_IN_CASE = expression("場合|際は|時は|とき")
_MONTH_AND_DAY = expression(
    rf"(?<![0-9０-９])({_D}{{1,2}})[ 　]?(?:月|[/／.．])[ 　]?({_D}{{1,2}})(?!{_D}|[ 　]?[月/／.．]{_D})"
)
_MONTH = expression(rf"(?<!{_D})({_D}{{1,2}})月")
_RANGE_AND_ONE = expression(rf"({_D}{{1,2}})月?(?:[～〜~]|から)({_D}{{1,2}})月[、，,]({_D}{{1,2}})月")
_BARE_DAY = expression(rf"(?<![0-9０-９/／.．月])({_D}{{1,2}})日")
_ITEM = expression(
    rf"(?:^|[、，,　 ・：:）)」回①-⑳])(?P<day>{_DAY})[ 　：:]*(?![～〜~－\-、，,・及にのをはがとで（(0-9０-９]|から|まで|より)\w"
)
"""A day (not one of a list or a range of days) with words of its own behind it."""
_NEXT_ITEM = expression(
    rf"[、，,][^、，,。（()）]{{2,24}}[（(](?![^（()）]*(?:中止|延期|見送|予定|定員))[^（()）]*(?:{_D}[名人]|{_D}/{_D}|月{_D}|開催|実施)"
)
"""What follows a bracket where the next thing of a list has one that reports: 遠足（雨天中止）、合宿（8/1～3、18名）."""
_LONGEST_DAY = 24
_LAST_DAY = expression(rf"(?:^|[、，,・（( 　]){_DAY}[ 　]?$")
_NEXT_DAY = expression(rf"[ 　]?[、，,・][ 　]?{_DAY}(?:[、，,・（(]|$)")
_LAST_OF_DAYS = expression(
    rf"(?:{_DAY}[ 　]?[、，,・][ 　]?){{2,20}}{_DAY}[ 　]?[（(]"
    rf"(?![^（()）]*(?:{OF_ALL.pattern}))[^（()）0-9０-９]{{0,16}}{POSTPONED}[^（()）0-9０-９]{{0,8}}[)）]"
)
"""A note that lists days and calls off the last of them: 全4回（5/19、6/16、7/21、8/18（中止））."""
_AGAIN = expression(rf"[毎隔][日週月回]|定期|(?:週|月|年){_D}{{1,2}}回")
_MEANT = expression("予定|計画|定員|募集|見込")
_HELD_NOUN = expression(r"(?:開催|実施|挙行)[。\s　]*$")


def calls_off_a_day(note: str, rest: str, *, held: bool) -> bool:
    """Whether a note calls off, or moves, a day of what took place on others; ``rest`` is what the clause says beside the note,
    ``held`` whether it says in so many words that something was held (を開催)."""
    found = _OF_DAYS.search(note)
    if (held and _MOVED.fullmatch(note)) or _LAST_OF_DAYS.fullmatch(note):
        return True
    if found is None or _NOT_ITS_DAY.search(found["why"]):
        return False
    if (
        found["nth"]
        or held
        or _is_of_the_range(found["days"])
        or (found["of"].strip() and _HELD_NOUN.search(rest))
    ):
        return True
    return _tells_another_day(f"{rest}{note[: found.start()]}", found["days"])


def _is_of_the_range(days: str) -> bool:
    """Whether a list of days is a range of months and one of them: 5月～3月、8月."""
    found = _RANGE_AND_ONE.fullmatch(days)
    first, last, one = map(int, found.groups()) if found else (0, 0, 0)
    return first < one < last if first < last else one > first or one < last


def was_moved(note: str, rest: str) -> bool:
    """Whether a note tells that something was held on another day: ``rest`` says what was held, and when it was to be."""
    if found := _MOVED_AND_COUNTED.fullmatch(note):
        return bool(COUNTED.search(found["told"])) and not _MEANT.search(found["told"])
    if not _MOVED_BY_DAYS.fullmatch(note) or not _TO_A_BARE_DAY.search(note) or _IN_CASE.search(note):
        return False
    return bool(_days_in(rest) and _HELD_NOUN.search(rest))


def ends_with_a_day_off(clause: str) -> bool:
    """Whether a clause tells of other days or a count before it calls one off: 5/8 20名、6/12 18名、7/10 中止."""
    found = _OF_DAYS.search(clause)
    if found is None or found["nth"] or _NOT_ITS_DAY.search(found["why"]):
        return False
    before = clause[: found.start()]
    if _count(before, "（(") > _count(before, ")）"):  # 交流会（5/3、6/7）は中止: the last of all its days
        return False
    return _tells_another_day(before, found["days"])


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def is_of_one_item(clause: str, start: int, end: int) -> bool:
    """Whether a bracket at a place of a clause stands behind the last words of one of several dated items, another of which
    was not called off (5月10日 交流会、3月21日 講演会（中止）), or behind one of several days: 5/19、6/16（中止）、7/21."""
    if _NEXT_ITEM.match(clause, end) or _is_of_one_day(clause, start, end):
        return True
    begins = [found.start("day") for found in _ITEM.finditer(clause)]
    if len(begins) < 2 or begins[0] > start:
        return False
    items = list(zip(begins, [*begins[1:], len(clause)], strict=True))
    after = clause[end : next(stop for begin, stop in items if begin <= start < stop)]
    if after.strip(" 　、，,・。①②③④⑤⑥⑦⑧⑨⑩第回0123456789０１２３４５６７８９：:"):
        return False
    others = (clause[begin:stop] for begin, stop in items if not begin <= start < stop)
    return any(not CANCEL.search(other) for other in others)


def _is_of_one_day(clause: str, start: int, end: int) -> bool:
    """Whether a bracket stands behind a day that others follow."""
    if not _LAST_DAY.search(clause, max(0, start - _LONGEST_DAY), start) or OF_ALL.search(clause, start, end):
        return False
    return bool(_NEXT_DAY.match(clause, end))


_DATED_PLACE = r"[^、。（）()：:]{1,20}[（(][^（）()]*[0-9０-９] ?[月/.．][^（）()]*[)）]"
_DATED_PLACES = expression(rf"{_DATED_PLACE}[、，・]{_DATED_PLACE}")


def reports_by_figures(sentence: str) -> bool:
    """Whether a sentence without a verb reports by a day and a count, or by places with their days: 交流会
    5/22、9/18（延べ73名）; 派遣：水の町（1月18日）、花の都（2月1日）."""
    told = (COUNTED.search(sentence) and _days_in(sentence)) or _DATED_PLACES.search(sentence)
    return bool(told) and not _MEANT.search(sentence)


def _tells_another_day(text: str, days: str) -> bool:
    """Whether a text tells a count, a day or month that is none of ``days``, or something that comes round."""
    off = _days_in(days)
    of_no_month = {int(found[1]) for found in _BARE_DAY.finditer(days)}
    return bool(
        COUNTED.search(text)
        or _AGAIN.search(text)
        or any(each not in off and each[1] not in of_no_month for each in _days_in(text))
        or (not off and not of_no_month and _months(text) - _months(days))
    )


def _days_in(text: str) -> set[tuple[int, int]]:
    return {(int(found[1]), int(found[2])) for found in _MONTH_AND_DAY.finditer(text)}


def _months(text: str) -> set[int]:
    return {int(found[1]) for found in _MONTH.finditer(text)}
