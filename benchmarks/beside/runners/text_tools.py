"""Tools for dates and names in text: the file is a JSON list of sentences, the answers stand in the same order.

A date is [first day, last day] in ISO form. A name tool gives, for each sentence, its words.
"""

from __future__ import annotations

import calendar
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Hints = dict[str, str]
Answer = dict[str, Any]

FIRST_DAY = datetime.datetime(2017, 4, 1)


def _each(path: str, answer: Callable[[dict[str, Any]], list[Any]]) -> Answer:
    answers: list[Answer] = []
    for entry in json.loads(Path(path).read_text(encoding="utf-8")):
        try:
            answers.append({"found": answer(entry)})
        except ValueError as problem:
            answers.append({"failed": "refused", "message": f"{type(problem).__name__}: {problem}"[:200]})
        except Exception as problem:
            answers.append({"failed": "error", "message": f"{type(problem).__name__}: {problem}"[:200]})
    return {"answers": answers}


def _days(year: int, month: str, day: str) -> list[str]:
    first = datetime.date(year, int(month) if month != "XX" else 1, int(day) if day != "XX" else 1)
    last_month = int(month) if month != "XX" else 12
    last = int(day) if day != "XX" else calendar.monthrange(year, last_month)[1]
    return [first.isoformat(), datetime.date(year, last_month, last).isoformat()]


def ja_timex(path: str, _: Hints) -> Answer:
    """``TimexParser``; a range is joined by its two marks, its end completed from its begin; a part told unknown is None."""
    from ja_timex import TimexParser

    def found(entry: dict[str, Any]) -> list[list[str | None]]:
        out: list[list[str | None]] = []
        for timex in TimexParser().parse(entry["text"]):
            if timex.type != "DATE":
                continue
            year, month, day = (*timex.value.split("-"), "XX", "XX")[:3]
            if timex.range_end and out and out[-1][0]:
                begun = out[-1][0].split("-")
                year = begun[0] if "X" in year else year
                month = begun[1] if month == "XX" else month
            told = "X" not in year and (month != "XX" or day == "XX")
            days: list[str | None] = [*_days(int(year), month, day)] if told else [None, None]
            if timex.range_end and out:
                out[-1][1] = days[1]
            else:
                out.append(days)
        return out

    return _each(path, found)


def dateparser(path: str, _: Hints) -> Answer:
    """``search_dates`` in Japanese, days that are not told are the first, times lie near the fiscal year."""
    from dateparser.search import search_dates

    settings = {"PREFER_DAY_OF_MONTH": "first", "RELATIVE_BASE": FIRST_DAY}

    def found(entry: dict[str, Any]) -> list[list[str]]:
        hits = search_dates(entry["text"], languages=["ja"], settings=settings) or []
        return [[when.date().isoformat()] for _, when in hits]

    return _each(path, found)


def japanera(path: str, _: Hints) -> Answer:
    """``EraDate.strptime`` of the date's own words with the format of an era date."""
    from japanera import EraDate

    def found(entry: dict[str, Any]) -> list[list[str]]:
        dates = EraDate.strptime(entry["expression"], "%-K%-y年%m月%d日")
        return [[each.to_date().isoformat()] for each in dates]

    return _each(path, found)


def babel(path: str, _: Hints) -> Answer:
    """``parse_date`` of the date's own words, locale ja_JP."""
    from babel.dates import parse_date

    return _each(path, lambda entry: [[parse_date(entry["expression"], locale="ja_JP").isoformat()]])


def sudachi(path: str, _: Hints) -> Answer:
    """The words of split mode C, as its documentation advises for names."""
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary().create(mode=SplitMode.C)
    return _each(path, lambda entry: [word.surface() for word in tokenizer.tokenize(entry["text"])])


TOOLS = {
    "ja-timex": ja_timex,
    "dateparser": dateparser,
    "japanera": japanera,
    "Babel": babel,
    "SudachiPy": sudachi,
}
