"""Any date in any form is read back; any text at all is taken; the time stays linear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.dates import chains as date_chains
from toshigaikou_cli.text.dates.finding import find_dates, impossible_dates, read_dates
from toshigaikou_cli.text.dates.words import DateWords, Joint
from toshigaikou_cli.text.figures import fold_width

_BEGAN = [
    ("明治", "M", date(1868, 1, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("昭和", "S", date(1926, 12, 25)),
    ("平成", "H", date(1989, 1, 8)),
    ("令和", "R", date(2019, 5, 1)),
]
DAYS = st.dates(date(1868, 1, 25), date(2050, 12, 31))
RECENT = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def era(day: date, *, short: bool = False, first: str = "1") -> str:
    name, letter, began = [row for row in _BEGAN if row[2] <= day][-1]
    year = day.year - began.year + 1
    return (letter if short else name) + (first if year == 1 else str(year))


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)


def kanji(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else "一二三四五六七八九"[tens - 1] + "十") + (
        "〇一二三四五六七八九"[ones] if ones else ""
    )


FORMS: dict[str, Callable[[date], str]] = {
    "era": lambda d: f"{era(d)}年{d.month}月{d.day}日",
    "first year": lambda d: f"{era(d, first='元')}年{d.month}月{d.day}日",
    "letter": lambda d: f"{era(d, short=True)}.{d.month}.{d.day}",
    "letter, slashes": lambda d: f"{era(d, short=True)}/{d.month}/{d.day}",
    "letter, words": lambda d: f"{era(d, short=True)}年{d.month}月{d.day}日",
    "gregorian": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "iso": lambda d: d.isoformat(),
    "spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "wide": lambda d: wide(f"{d.year}年{d.month}月{d.day}日"),
    "glossed": lambda d: f"{era(d)}（{d.year}）年{d.month}月{d.day}日",
    "glossed behind": lambda d: f"{d.year}年（{era(d)}年）{d.month}月{d.day}日",
    "era in gloss": lambda d: f"{d.year}（{era(d, first='元')}）年{d.month}月{d.day}日",
    "kanji": lambda d: f"{era(d)[:2]}{kanji(int(era(d)[2:]))}年{kanji(d.month)}月{kanji(d.day)}日",
    "english": lambda d: f"{d:%B} {d.day}, {d.year}",
    "british": lambda d: f"{d.day} {d:%b} {d.year}",
}


@settings(deadline=None, max_examples=40)
@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_any_day_in_any_form(form: str, day: date) -> None:
    words = FORMS[form](day)
    text = f"・会議を開催（{words}）し、２名が参加"
    (found,) = find_dates(text, None)
    assert (found.start, found.end, found.precision) == (day.isoformat(), day.isoformat(), "day")
    assert found.text == words
    assert text[slice(*found.span)] == words
    assert impossible_dates(text, None) == []


@settings(deadline=None, max_examples=100)
@given(
    first=RECENT,
    length=st.integers(1, 400),
    form=st.sampled_from(["era", "gregorian", "letter", "slashes", "iso"]),
)
def test_ranges(first: date, length: int, form: str) -> None:
    last = first + timedelta(days=length)
    (found,) = find_dates(f"{FORMS[form](first)}～{FORMS[form](last)}まで", None)
    assert (found.start, found.end) == (first.isoformat(), last.isoformat())


@settings(deadline=None, max_examples=100)
@given(first=RECENT, length=st.integers(1, 300))
def test_ranges_carry_year_and_month(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    same_month = (first.year, first.month) == (last.year, last.month)
    end = f"{last.day}日" if same_month else f"{last.month}月{last.day}日"
    (found,) = find_dates(f"{first.year}年{first.month}月{first.day}日から{end}に", None)
    if (last.year, last.month) == (first.year + 1, first.month):
        return  # the words do not tell this from the same month
    assert (found.start, found.end) == (first.isoformat(), last.isoformat())


@settings(deadline=None, max_examples=100)
@given(fiscal_year=st.integers(1990, 2040), day=DAYS)
def test_days_without_a_year_lie_in_the_fiscal_year(fiscal_year: int, day: date) -> None:
    for found in find_dates(f"・{day.month}月{day.day}日 会談", fiscal_year):
        assert f"{fiscal_year}-04-01" <= found.start <= f"{fiscal_year + 1}-03-31"
        assert found.start[5:] == day.isoformat()[5:]


PIECES = [
    "平成",
    "令和",
    "H",
    "R1",
    "29",
    "2017",
    "年",
    "月",
    "日",
    "度",
    "元",
    "、",
    "～",
    "から",
    "10",
    "（",
    "）",
    "「",
    "」",
    "\n",
    "同年",
    "翌日",
    "5",
    ".",
    "/",
    "-",
    "予定",
    "十",
    "May ",
    " ",
]


@settings(deadline=None, max_examples=500)
@example("0/0/", None)
@example("3.6. 8", 2021)
@given(
    st.text() | st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.none() | st.integers(1990, 2040),
)
def test_any_text_gives_true_spans(text: str, fiscal_year: int | None) -> None:
    mentions, impossible, untold = read_dates(text, fiscal_year)
    for mention in mentions:
        start, end = mention.span
        assert text[start:end] == mention.text != ""
        assert date.fromisoformat(mention.start) <= date.fromisoformat(mention.end)
    assert [d.span[0] for d in mentions] == sorted(d.span[0] for d in mentions)
    assert all(words in text and reason for words, reason in impossible)
    assert all(text[slice(*day.span)] == day.text != "" for day in untold)
    assert mentions == find_dates(text, fiscal_year)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1、",
        "10月",
        "平成29年",
        "7月1、",
        "2017/",
        "～2日",
        "、8月2日",
        "1日、2日、3日～",
        "翌日",
        "同年",
        "十",
        "「",
        "H29.",
        "（月）",
        " ",
    ],
)
def test_hostile_texts_take_few_attempts(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = regrouped = 0
    head, member, regroup = date_chains._head, date_chains._member, DateWords._replace

    def counted_head(text: str, at: int) -> list[DateWords]:
        nonlocal attempts
        attempts += 1
        return head(text, at)

    def counted_member(text: str, at: int, former: DateWords, link: Joint) -> list[DateWords]:
        nonlocal attempts
        attempts += 1
        return member(text, at, former, link)

    def counted_regroup(words: DateWords, /, **changes: Any) -> DateWords:
        nonlocal regrouped
        regrouped += 1
        return regroup(words, **changes)

    monkeypatch.setattr(date_chains, "_head", counted_head)
    monkeypatch.setattr(date_chains, "_member", counted_member)
    monkeypatch.setattr(DateWords, "_replace", counted_regroup)
    text = "平成29年7月1日" + piece * 2000
    read_dates(text, 2017)
    assert 0 < attempts <= len(text)
    assert regrouped <= 32 * len(text)


@settings(deadline=None, max_examples=50)
@given(DAYS)
def test_folded_text_reads_the_same(day: date) -> None:
    words = wide(f"{day.year}年{day.month}月{day.day}日")
    assert fold_width(words) == normalize("NFKC", words)
    assert find_dates(words, None)[0].start == day.isoformat()
