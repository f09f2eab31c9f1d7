"""A column for each month (4月 … 3月), with marks for the months in which something was done, a word that calls it off,
or words of what was done or is to be done then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.parts_of_year import YearPart, told_together
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.stated_numbers import is_figure, says_none
from toshigaikou_cli.text.told_beside import told_by_days

_MONTH = expression(r"(?:^|.*[^0-9/.年])(1[0-2]|[1-9])月$")
_DONE = expression("[○〇◯⚪●⚫⬤◎■◆★☆✓✔☑✅レ→⇒]+|実施済?|開催済?|済み?")
_OF_YEAR = expression(r"(?:1[0-2]|0?[1-9])月?")
_GOES_ON = expression("[→⇒ー―─━]+>?")
"""What says that a thing goes on from the month before."""
_ENOUGH = 3
"""So many such columns are those of a schedule."""


@lru_cache(maxsize=256)  # the header is that of every row
def _month_of(header: str) -> str:
    """The month that a header names (4月), "" for none."""
    found = _MONTH.match(fold_width(header).strip())
    return f"{found[1]}月" if found else ""


def is_month(header: str) -> bool:
    """Whether a header names a month."""
    return bool(_month_of(header))


def are_months(headers: Iterable[str]) -> bool:
    """Whether headers are those of a schedule: some of them are months."""
    return len({month for header in headers if (month := _month_of(header))}) >= _ENOUGH


def month_cells(row: TableRow, fiscal_year: int) -> tuple[str, str] | None:
    """The header of a row's months, and their marks as a cell of days would say them: 5月、6月、10月は中止.

    None where its table has no such columns, or they say something else than that it was done or called off: numbers of
    people are no marks.
    """
    columns = [
        (month, column.header, fold_width(cell.text).strip())
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if not column.column and not column.figure and (month := _month_of(column.header))
    ]
    if len(columns) < _ENOUGH or len({month for month, *_ in columns}) < len(columns):
        return None
    done = [month for month, _, text in columns if _DONE.fullmatch(text)]
    off = [(month, text) for month, _, text in columns if text and month not in done]
    if any(told_by_days(text, fiscal_year) != "cancelled" for _, text in off):
        return None
    if off and not done:
        said = ["、".join(month for month, _ in off) + ("いずれも" if len(off) > 1 else "") + off[0][1]]
    else:
        said = [month if month in done else f"{month}は{text}" for month, _, text in columns if text]
    return (f"{columns[0][1]}～{columns[-1][1]}", "、".join(said)) if said else None


class MonthWords(NamedTuple):
    """What the columns of months say of a row in words: their header, the text of all, each under its month, and the months of
    each of its activities."""

    header: str
    text: str
    when: tuple[str, ...]


def month_words(row: TableRow) -> MonthWords | None:
    """What a row's months say in words (4月: 仕様検討, 7月: 入札), each as long as arrows go on; None where its table has
    no such columns, or marks, numbers or nothing stand in them."""
    columns = [
        (month, column.header, cell.text.strip())
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if not column.column and not column.figure and (month := _month_of(column.header))
    ]
    if len(columns) < _ENOUGH or len({month for month, *_ in columns}) < len(columns):
        return None
    spans: list[tuple[str, str, str]] = []
    last = ""
    for month, _, text in columns:
        if spans and last and _GOES_ON.fullmatch(text):
            first, _, words = spans.pop()
            spans.append((first, month, words))
        elif text and not says_none(text):
            spans.append((month, month, text))
        last = text
    texts = [text for *_, text in spans]
    if not texts or all(_DONE.fullmatch(fold_width(text)) for text in texts) or any(map(is_figure, texts)):
        return None
    labels = [first if first == until else f"{first}～{until}" for first, until, _ in spans]
    parts = (YearPart(0, 0, 0, label, label) for label in labels)
    text, when = told_together(zip(parts, texts, strict=True))
    return MonthWords(f"{columns[0][1]}～{columns[-1][1]}", text, when)


def with_days_of_months(cells: Iterable[tuple[str, str, list[str]]]) -> Iterator[tuple[str, str, list[str]]]:
    """The cells beside a result (role, header, lines), those of its month and of its days (8 | 1～8) as one of days."""
    months: list[str] = []
    days: list[str] = []
    headers = []
    for role, header, lines in cells:
        if role not in ("month", "day"):
            yield role, header, lines
            continue
        headers.append(header)
        (months if role == "month" else days).extend(map(fold_width, lines))
    if len(months) == len(days):
        yield from _when(headers, [_day_of(*pair) for pair in zip(months, days, strict=True)])
    elif not months or not days:
        yield from _when(headers, days or [_day_of(month, "") for month in months])
    else:
        yield from _when(headers, [" ".join((*months, *days))])


def _when(headers: list[str], lines: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    if lines:
        yield "when", "・".join(headers), lines


def _day_of(month: str, day: str) -> str:
    """A month and its days as a cell of days has them: 8月1～8日, 4/29～5/3, 2月上旬."""
    if not _OF_YEAR.fullmatch(month):
        return f"{month} {day}".strip()
    number = month.removesuffix("月")
    if day[:1].isdigit() and ("/" in day or "月" in day):
        return f"{number}/{day}" if "/" in day else f"{number}月{day}"
    return f"{number}月{day}日" if day[-1:].isdigit() else f"{number}月{day}"
