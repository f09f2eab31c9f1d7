"""A cell of days: what stands in a column such as 実施日, where nothing but dates is to be expected.

There 6/1-6/3 7/1-7/3 are two ranges, and 5/8 over 15 is two days, which a running text would not say.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import DateMention
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.dates.later import UntoldDay
from toshigaikou_cli.text.figures import fold_width

_BROKEN = expression(
    r"\s*\n\s*(?=[~～〜])|(?<=[~～〜])\s*\n\s*|(?<=\d)\s*\n\s*(?=[年月日])|(?<=[年月])\s*\n\s*(?=[0-9０-９])"
    r"|\s*\n\s*(?=から|まで|より)|(?<=から)\s*\n\s*|(?<=令和|平成)\s*\n\s*"
)
"""A line break within a date or a range."""
_DAY = expression(
    r"(?:(?:(?P<era>令和|平成|[RH])\.? ?(?P<ey>元|\d{1,2})|(?P<gy>20\d\d))(?: ?年 ?|[./\-]))?"
    r"(?:(?P<m>1[0-2]|0?[1-9])(?: ?月 ?|[./\-](?<!\d-)|(?<=\d\d\d\d-\d\d)-|(?<=\d\d\d\d-\d)-))?"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?![\d:/.年月])日?(?: ?\([月火水木金土日祝休振曜・、,/]{1,6}\))?"
)
_TOGETHER = expression(r"(?P<gy>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_JOINT = expression(r" ?(?P<range>[~\-]|から|より) ?|(?:まで)?(?:[、,・\s]+|及び|と)")
_SLASHED = expression(r"(?<![\d/.年])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/])")
_BY_ARROW = expression(r"[→⇒]\s*(?:[RH]|令和|平成)?[0-9０-９].*(?:延期|順延|変更)")
"""An arrow from a day to that to which it was moved, which is no range."""
_SHORT = timedelta(days=62)
_LEFT = expression(r"(?<![\d.:/])\d{1,2}[/.]\d{1,2}(?![\d:])|\d月(?!曜)|(?<!泊)(?<!泊\d)\d日(?![間目])")
"""What looks like a date."""


def unbroken(text: str) -> str:
    """The text of a cell without the line breaks within its dates and ranges."""
    return _BROKEN.sub("", text)


def day_words(text: str, fiscal_year: int) -> tuple[str, list[DateMention]]:
    """The words of a cell in a form of which :func:`read_dates` reads every date, and those dates: none where it is not
    understood as a whole."""
    if moved_by_arrow(text):
        return "", []
    dates, impossible, untold = read_dates(text, fiscal_year)
    plain = _plain(fold_width(text))
    if plain is not None:
        words, number = plain
        told, lost, _ = read_dates(words, fiscal_year)
        beyond = "年" not in words and any(_is_beyond(each, fiscal_year, each is told[-1]) for each in told)
        if lost or beyond or len(told) != number:
            return "", []
        same = [(each.start, each.end) for each in told] == [(each.start, each.end) for each in dates]
        return (text, dates) if same and not impossible else (words, told)
    if not impossible and (spelled := spelled_out(text)) != text:
        told, impossible, untold = read_dates(spelled, fiscal_year)
        if len(told) > len(dates):
            text, dates = spelled, told
    if impossible or untold or _LEFT.search(fold_width(without(text, dates))):
        return "", []
    return text, dates


def _is_beyond(day: DateMention, fiscal_year: int, is_last: bool) -> bool:
    """Whether a day or a range without a year lies behind the fiscal year, or goes on behind it so long, or before other days,
    that its ends may be those of other years; a short one over its end (3/28～4/3) is of both."""
    last = fiscal_year_days(fiscal_year)[1]
    if day.end <= last:
        return False
    return (
        not is_last
        or day.start > last
        or date.fromisoformat(day.end) - date.fromisoformat(day.start) > _SHORT
    )


def moved_by_arrow(text: str) -> bool:
    """Whether a cell says that what was to be on one day was moved to another: 5/8→6/1（延期）."""
    return bool(_BY_ARROW.search(text))


def spelled_out(text: str) -> str:
    """The text with its days in figures as 5月8日, which they are in a cell of days whatever stands beside them."""
    return _SLASHED.sub(r"\1月\2日", text)


def without(text: str, dates: Iterable[DateMention | UntoldDay]) -> str:
    """The text without the words of dates, a space for each."""
    for span in sorted({each.span for each in dates}, reverse=True):
        text = f"{text[: span[0]]} {text[span[1] :]}"
    return text


def _plain(text: str) -> tuple[str, int] | None:
    """The days of a cell of nothing else, each with its month (6月1日～6月3日, one a line), and their number; None of others."""
    words, number, at, joint = "", 0, 0, ""
    year: int | None = None
    era = ""
    month = day = 0
    text = text.strip()
    while found := _TOGETHER.match(text, at) or _DAY.match(text, at):
        parts = found.groupdict()
        told = parts.get("ey") or parts["gy"]
        if not parts["m"] and (told or not month):
            return None
        here, today = int(parts["m"] or month), int(parts["d"])
        if not parts["m"] and today <= day:
            return "", 1
        if told:
            year, era = (1 if told == "元" else int(told)), parts.get("era") or ""
        elif year is not None and here < month:
            year += 1
        number += joint != "～"
        words += f"{joint}{f'{era}{year}年' if year is not None else ''}{here}月{today}日"
        month, day, at = here, today, found.end()
        if at == len(text) or text[at:] == "まで":
            return words, number
        link = _JOINT.match(text, at)
        if not link or (link["range"] and joint == "～"):
            return None
        joint, at = ("～" if link["range"] else "\n"), link.end()
    return None
