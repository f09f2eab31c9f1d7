"""The numbers of what was held, without those of what was called off, was only planned, or did not come: 1回中止し、19回開催."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import Quantity
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.outcome_parts import kind_at, parts
from toshigaikou_cli.text.outcome_words import CANCEL, NO_CANCEL_AFTER, SIGN, start_of_result, without_absent

_LINK = expression(
    r"(?:分|目)?(?:(?:へ|と|から|で)?の(?:[一-龥ァ-ヴー]|受入れ|受け入れ){1,10})?(?:[はをがも、]|については)?"
    r"(?:[^、。()0-9をしりっ]{0,14}(?:により|のため|ため|で|から|、)|[一-龥]{1,6}に?|に)?(?:(?:開催|実施|派遣|訪問|参加|受入れ?)を)?"
)
"""What stands between a number and the word that calls it off: 1回は台風のため中止, 5名が辞退."""
_ABSENT = expression("欠席|棄権|欠場")
_HELD_AFTER = expression(r"(?:して|し、?|のうえ|の上|後に?)[^、。0-9]{0,12}(?:実施|開催|行っ|配信)")
_OFF_BEFORE = expression(
    r"(?:(?:中止|欠席|辞退|キャンセル|不参加|未実施|取り?(?:やめ|止め)|見送り)(?:者|分|した|となった)?|(?:延期|休止|棄権|欠場)者?)"
    r"(?:数)?(?:[はが:])? ?$"
)
_OF_THE_NEXT = expression(
    r"(?:[・や](?:中止|延期|休止|取り?やめ|欠席|辞退))?(?:者|分|した|となった)?数?[はが:]? ?(?:[計約延べ]*\d|なし|無し)"
)
"""What follows a word that calls off the number behind it, and not the one before it: 10回開催、中止2回."""
_MEANT = expression(
    r"(?:の?(?:開催|実施|派遣|受入れ?|訪問|参加))?(?:を|の)?(?:予定|計画)(?:(?:を?して|と?なって)い(?:た|ました)|(?:だった|であった|でした)|(?:の|した)?うち|[にの、]?(?:対し|ところ))"
)
"""What stands behind the number of what had been planned: 2回を予定していたが."""
_AGAINST = expression(r"(?:の(?:目標|定員|募集))?に対し|のところ")
_MEANT_END = expression(r"(?:予定|計画) ?$")
_AGAINST_MEANT = expression(r"[にの、]?(?:対し|ところ)")
_PLANNED_BEFORE = expression(
    r"(?:予定|計画|目標|定員|募集)(?:回数|人数|件数|数|人員)?(?:は|の|である|していた|した)? ?$"
)
_OF = expression(r"(?:の)?(?:うち|内|中)(?![一-龥])、?|[、で]?うち、?")
_HELD = expression(
    r"[をでに]?(?:開催|実施|行[っい]|訪問|回[っり]|巡[っり]|開[いか]|開設|終え|終わ|配布|整備|設置|完了)"
    r"|[がの]?(?:に)?(?:参加|出席|受講|来場|修了)"
)
"""What stands directly behind the number of that part of a total which was held: 20回のうち19回開催, not 5回はオンライン."""
_OF_PEOPLE = expression(
    r"(?:参加|出席|受講|来場|来訪|訪問|招[へ聘]い?|派遣|受入れ?|受け入れ)(?:者|人)?(?:数|した|は|の)?[はが]? ?(?:計|全|延べ)?$"
)
_CAUSE = expression("(?:ため|により|から)、")
_WAS_MEANT = expression(
    r"(?:(?<![一-龥ァ-ヶー])(?:(?:開催|実施|派遣|参加|訪問|受入れ?)?(?:予定|計画)|募集)者?(?:回数|人数|人員|件数|数)?"
    r"|(?P<places>定員|募集人員))(?:は|:)? ?[各計約]?$"
)
"""What stands before a number that was meant: 計画10回, 定員30名; 都市計画3件 are plans."""
_WAS_MEANT_AFTER = expression(
    r"[のを]?(?:開催|実施|派遣|参加|訪問|受入れ?)?(?:予定|計画|募集)(?:[、,(/→ ]|し、?)"
)
_WAS_HELD = expression(
    r"(?:開催|実施|派遣|参加|訪問|出席|受講|来場|修了|受入れ?|実績)(?:者|人|回|件|した)?数?(?:は|が|:)? ?(?:計|全|延べ|約)?$"
)
_WAS_HELD_AFTER = expression(r"[をがに]?(?:開催|実施|派遣|参加|訪問|出席|受講|来場|修了|行[っい])")
_OPENING = frozenset("、,。(「:/→ \n")
_DIFFERENCE = expression(
    r"の?(?:増加?|減少?)(?![一-龥えやらっり])(?P<total>(?:の|で|となる|となり)?(?:計|合計|延べ|約)?(?=\d))?"
)
_FORMER = expression("前年|前々年|昨年|前回|前期|例年|平年")
_PEOPLE = frozenset("名人")
_POPULATION_SIGN = expression("人口|住民数|在住|在留|居住|登録")
_POPULATION = expression(
    r"(?:(?<!交流)(?<!関係)(?<!流動)(?<!参加)人口(?:総数|規模)?|(?<!参加)(?<!来場)(?<!出席)住民数"
    r"|(?:在住|在留)(?:外国人|者)数|居住者数|外国人登録者数)[はがで:、]?[約計 ]*$"
)
"""What stands before how many people live somewhere."""
_TOTAL_SIGN = expression("うち|内|中|対し|ところ|定員|募集|増|減")
"""A part of what tells a total, or what was meant, from what was held of it."""


def without_populations(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text without those of people who live somewhere, which count nothing that was done."""
    if not found or not _POPULATION_SIGN.search(text):
        return [*found]
    folded = fold_width(text)
    return [each for each in found if not _POPULATION.search(folded, *_before(folded, each))]


def held_quantities(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text that tells what was held, without those of what was not."""
    if not found:
        return []
    told = start_of_result(text)
    found = [each for each in found if each.span[0] >= told]
    if not (SIGN.search(text) or _ABSENT.search(text) or _TOTAL_SIGN.search(text)):
        return [*found]
    folded = fold_width(text)
    said = parts(" " * told + without_absent(text[told:]))
    return [
        each
        for each in found
        if kind_at(said, each.span[0]) not in ("cancelled", "planned")
        and not _is_off(folded, *each.span)
        and not _is_total(folded, each, found)
        and not _is_meant(folded, each, found)
        and not _is_difference(folded, each, found)
    ]


def _is_meant(text: str, of: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether a number is what was meant to be, with what was held beside it (計画10回、実施8回), or for how many there was room,
    with a number of people beside it (応募者45名（定員30名）)."""
    meant = _WAS_MEANT.search(text, *_before(text, of))
    if meant is None and not _WAS_MEANT_AFTER.match(text, of.span[1]):
        return False
    beside = _same_beside(text, of, found)
    if meant and meant["places"] and of.unit in _PEOPLE:
        return bool(beside)
    return any(_is_told_as_held(text, each) for each in beside)


def _is_told_as_held(text: str, of: Quantity) -> bool:
    if _WAS_HELD.search(text, *_before(text, of)):
        return True
    return (not of.span[0] or text[of.span[0] - 1] in _OPENING) and bool(
        _WAS_HELD_AFTER.match(text, of.span[1])
    )


def _is_difference(text: str, of: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether a number only tells by how much another, of the same kind, is more or less: 20名増の120名."""
    more = _DIFFERENCE.match(text, of.span[1])
    if more is None:
        return False
    if more["total"] is not None:
        return any(each.span[0] <= more.end() < each.span[1] and each.unit == of.unit for each in found)
    former = _FORMER.search(text, _sentence(text, of)[0], of.span[0])
    return bool(former and _same_beside(text, of, found))


def _same_beside(text: str, of: Quantity, found: Sequence[Quantity]) -> list[Quantity]:
    """The other numbers of the same kind in the sentence, but for what was meant or called off."""
    first, last = _sentence(text, of)
    return [
        each
        for each in found
        if each is not of
        and first <= each.span[0] < last
        and (each.unit == of.unit or {each.unit, of.unit} <= _PEOPLE)
        and not _WAS_MEANT.search(text, *_before(text, each))
        and not _is_off(text, *each.span)
    ]


def _sentence(text: str, of: Quantity) -> tuple[int, int]:
    start, end = of.span
    stops = [stop for mark in "。\n" if (stop := text.find(mark, end)) >= 0]
    return max(text.rfind(mark, 0, start) for mark in "。\n") + 1, min(stops, default=len(text))


def _before(text: str, of: Quantity) -> tuple[int, int]:
    """The stretch of the text right before the figures of a quantity."""
    number = next((at for at in range(*of.span) if text[at].isdigit()), of.span[0])
    return max(0, number - 16), number


def _is_total(text: str, of: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether a number is the total of what was planned, of which a number of the same kind behind it in the sentence was held
    or called off: 全20回のうち19回開催, 定員20人に対し15人."""
    start, end = of.span
    number = next((at for at in range(start, end) if text[at].isdigit()), start)
    stop = text.find("。", end)
    behind = [
        each
        for each in found
        if each.unit == of.unit and end <= each.span[0] < (stop if stop >= 0 else len(text))
    ]
    if _MEANT_END.search(text, start, end) and _AGAINST_MEANT.match(text, end):
        return bool(behind)
    if _AGAINST.match(text, end) and _PLANNED_BEFORE.search(text, max(0, number - 16), number):
        return bool(behind)
    part = _OF.match(text, end)
    if part is None or _OF_PEOPLE.search(text, max(0, number - 16), number):
        return False
    smaller = [each for each in behind if each.value <= of.value]
    return any(_HELD.match(text, each.span[1]) or _is_off(text, *each.span) for each in smaller)


def _is_off(text: str, start: int, end: int) -> bool:
    number = next((at for at in range(start, end) if text[at].isdigit()), start)
    if _OFF_BEFORE.search(text, max(0, number - 16), number) or _MEANT.match(text, end):
        return True
    link = _LINK.match(text, end)
    for stop in range(end, (link.end() if link else end) + 1):
        off = CANCEL.match(text, stop) or _ABSENT.match(text, stop)
        if off and _LINK.fullmatch(text, end, stop):
            apart = "、" in text[end:stop] and not _CAUSE.search(text, end, stop)
            if apart and _OF_THE_NEXT.match(text, off.end()):
                return False
            return not (NO_CANCEL_AFTER.match(text, off.end()) or _HELD_AFTER.match(text, off.end()))
    return False
