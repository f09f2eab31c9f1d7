"""The day to which something was put off, and a month that the words before it place in a later year.

来年度5月 is May of the fiscal year after the sheet's. Of 5月に延期した no word tells the year: what was not held in the sheet's
year was hardly put off to a day of it, and a month that has no year tells no day.
"""

from __future__ import annotations

from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates.fiscal import MONTHS, calendar_year
from toshigaikou_cli.text.dates.patterns import LINK
from toshigaikou_cli.text.outcome_parts import kind_at, parts

_MOVED = r"(?:再?延期|順延|繰り?(?:下げ|延べ|越)|持ち?越|先送)"
_NEXT = expression(
    rf"(?:[来次翌明]年(?P<fiscal>度)(?:以降)?(?P<apart>[にへ]{_MOVED}(?:した|し|となった|となり)?[、(])?|[来明]年) ?の? ?$"
)
"""What stands before a month of the year after the sheet's; 翌年 leans on the date before it, where there is one."""
_LONGEST = 20
_PUT_OFF = expression(
    r"(?:[上中下]旬|末)?(?:\d{0,2}[~\-、,・/日月]|まで|\([月火水木金土日祝休・]{1,3}\)| ){0,8}(?:以降|頃|ごろ)?"
    r"[にへ](?:(?:日程|日時|期日|会期|時期|日|期間)を)?"
    rf"{_MOVED}(?!(?:し|され)て(?:い|お)た|[^。\n()]{{0,16}}(?:が、|中止|取りやめ))"
)
APART = r"[(※][^()\n0-9]{1,24}?(?:は|も|については?)"
"""What opens a note that speaks of something of its own."""
_APART = expression(rf"{APART}、?[^()\n]{{0,12}}$")
_BEFORE = 48
_TO_NEXT = expression(rf"(?: ?\([^()\n]{{0,24}}\))?{LINK.pattern}(?:第\d{{1,2}}回[: ]?)?")


class UntoldDay(NamedTuple):
    """The words of a day to which something was put off, of which nothing tells the year, and their place."""

    text: str
    span: tuple[int, int]


def next_year(text: str, start: int, fiscal_year: int, month: int) -> tuple[int, int] | None:
    """The year of a month that the words before it (at ``start``) place in the year after the sheet's, 0 where they do not
    tell which, and where these begin if they stand right before it. None without such words."""
    found = _NEXT.search(text, max(0, start - _LONGEST), start)
    if not found:
        return None
    return after(fiscal_year, month, fiscal=bool(found["fiscal"])), start if found["apart"] else found.start()


def after(fiscal_year: int, month: int, *, fiscal: bool) -> int:
    """The year in which a month of the next (``fiscal``) year lies. January of 来年 is one for who wrote in December, and
    another for who wrote in March: 0."""
    if fiscal:
        return calendar_year(fiscal_year + 1, month)
    return fiscal_year + 1 if month >= MONTHS[0] else 0


def is_of_next_year(words: str) -> bool:
    """Whether the words of a date say that it is of a year after: of what was done it tells no day."""
    return words[:2] in ("来年", "翌年", "次年", "明年")


def is_put_off_to(text: str, end: int) -> bool:
    """Whether the words behind a date (at ``end``) tell that something was put off to it."""
    return bool(_PUT_OFF.match(text, end))


def is_apart(text: str, start: int) -> bool:
    """Whether a date stands in a note that speaks of something of its own: 講演会を開催（訪問は5月に延期）."""
    return bool(_APART.search(text, max(0, start - _BEFORE), start))


def was_held(text: str, start: int) -> bool:
    """Whether what was put off to a date was held then (10月に延期して開催), as far as its sentence tells."""
    return not is_apart(text, start) and kind_at(parts(text), start) not in ("cancelled", "planned")


def is_next_of_list(between: str) -> bool:
    """Whether what stands between two days makes the second the next of a list: 3/28（60名）、4/3."""
    return len(between) <= _BEFORE and _TO_NEXT.fullmatch(between) is not None


def is_of_the_same(text: str, former: int, start: int) -> bool:
    """Whether an earlier date (at ``former``) is one of the same thing: 9月の訪問は11月に延期."""
    return (
        former >= 0
        and "。" not in text[former:start]
        and not is_apart(text, start)
        and not was_held(text, former)
    )
