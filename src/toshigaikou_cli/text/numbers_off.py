"""The numbers of what was held, without those of what was called off, was only planned, or did not come: 1回中止し、19回開催."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import Quantity
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.outcome_parts import kind_at, parts
from toshigaikou_cli.text.outcome_words import CANCEL, NO_CANCEL_AFTER, SIGN

_LINK = expression(
    r"(?:分|目)?(?:(?:へ|と|から|で)?の(?:[一-龥ァ-ヴー]|受入れ|受け入れ){1,10})?(?:[はをがも、]|については)?"
    r"(?:[^、。()0-9をしりっ]{0,14}(?:により|のため|ため|で|から|、)|[一-龥]{1,6}に?|に)?(?:(?:開催|実施|派遣|訪問|参加|受入れ?)を)?"
)
"""What stands between a number and the word that calls it off: 1回は台風のため中止, 5名が辞退."""
_ABSENT = expression("欠席|棄権|欠場")
_HELD_AFTER = expression(r"(?:して|し、?|のうえ|の上|後に?)[^、。0-9]{0,12}(?:実施|開催|行っ|配信)")
_OFF_BEFORE = expression(
    r"(?:中止|欠席|辞退|キャンセル|不参加|未実施|取り?(?:やめ|止め)|見送り)(?:者|分|した|となった)?(?:数)?(?:[はが:])? ?$"
)
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
_TOTAL_SIGN = expression("うち|内|中|対し|ところ")
"""A part of what tells a total from what was held of it."""


def held_quantities(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text that tells what was held, without those of what was not."""
    if not found or not (SIGN.search(text) or _ABSENT.search(text) or _TOTAL_SIGN.search(text)):
        return [*found]
    folded = fold_width(text)
    said = parts(text)
    return [
        each
        for each in found
        if kind_at(said, each.span[0]) not in ("cancelled", "planned")
        and not _is_off(folded, *each.span)
        and not _is_total(folded, each, found)
    ]


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
            return not (NO_CANCEL_AFTER.match(text, off.end()) or _HELD_AFTER.match(text, off.end()))
    return False
