"""Precision and recall of dates and quantities on labelled rows, and on the original sheet where it is at hand."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from toshigaikou_cli.records.mentions import DateMention, Quantity
from toshigaikou_cli.text.activities import _label_of, _lines, split_activities
from toshigaikou_cli.text.dates.finding import find_dates, impossible_dates
from toshigaikou_cli.text.markup import html_to_lines
from toshigaikou_cli.text.normalize import tidy_lines
from toshigaikou_cli.text.quantities import find_quantities

ROWS = Path(__file__).parent / "labelled" / "rows.txt"


def labels_of(result: str) -> list[str]:
    """The labels that head activities, in order, with repetitions."""
    return [label for _, line in _lines(result) if (label := _label_of(line)) is not None]


@dataclass(frozen=True)
class Row:
    fiscal_year: int
    text: str
    dates: list[str]
    quantities: list[str]


def labelled_rows() -> list[Row]:
    lines = [line for line in ROWS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parts = [line.split("|") for line in lines]
    return [Row(int(year), text, dates.split(), numbers.split()) for year, text, dates, numbers in parts]


def date_label(mention: DateMention) -> str:
    """The mention in the notation of the labelled rows."""
    part = mention.precision == "month" and re.search("[上中下]旬", mention.text)
    if mention.precision == "fiscal_year":
        first, last = f"FY{mention.start[:4]}", f"FY{int(mention.end[:4]) - 1}"
    else:
        length = {"day": 10, "month": 10 if part else 7, "year": 4}[mention.precision]
        first, last = mention.start[:length], mention.end[:length]
    label = first if first == last else f"{first}..{last}"
    return label + ("~" if part else "") + ("!" if mention.role == "planned" else "")


def quantity_label(quantity: Quantity) -> str:
    whole = quantity.value.is_integer()
    return f"{int(quantity.value) if whole else quantity.value}{quantity.unit}"


def found_dates(row: Row) -> list[str]:
    return [date_label(mention) for mention in find_dates(row.text, row.fiscal_year)]


def found_quantities(row: Row) -> list[str]:
    return [quantity_label(quantity) for quantity in find_quantities(row.text)]


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, expected: list[str], found: list[str]) -> None:
        common = sum((Counter(expected) & Counter(found)).values())
        self.right += common
        self.wrong += len(found) - common
        self.missed += len(expected) - common

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    def __str__(self) -> str:
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} ({counts})"


def test_there_are_labelled_rows_enough() -> None:
    rows = labelled_rows()
    assert len(rows) >= 200
    assert len({row.fiscal_year for row in rows}) >= 12
    assert sum(not row.dates for row in rows) >= 40


@pytest.mark.parametrize(
    ("kind", "expected", "found"),
    [
        ("dates", lambda row: row.dates, found_dates),
        ("quantities", lambda row: row.quantities, found_quantities),
    ],
)
def test_precision_and_recall(
    kind: str, expected: Callable[[Row], list[str]], found: Callable[[Row], list[str]]
) -> None:
    score = Score()
    misses = []
    for row in labelled_rows():
        score.add(expected(row), found(row))
        if expected(row) != found(row):
            misses.append(f"{row.text}: {expected(row)} but {found(row)}")
    print(f"{kind}: {score}")
    assert score.precision >= 0.98, misses
    assert score.recall >= 0.98, misses


# ------------------------------------------------------------------ the original sheet of FY2017: facts only

EVENTS = """
平成29年7月13日 2017-07-13 | 平成29年7月 2017-07 | 平成29年8月1日 2017-08-01 | 平成29年8月22日 2017-08-22
平成29年9月25日 2017-09-25 | 平成30年2月 2018-02 | 平成29年11月24日 2017-11-24
平成30年2月19、20、21日 2018-02-19 | 平成30年2月19、20、21日 2018-02-20 | 平成30年2月19、20、21日 2018-02-21
平成29年11月15日から11月17日 2017-11-15..2017-11-17 | 10月23日 2017-10-23 | 4月19日 2017-04-19
6月6日 2017-06-06 | 7月25日 2017-07-25 | 8月22日 2017-08-22 | 11月2日から3日 2017-11-02..2017-11-03
11月29日から12月2日 2017-11-29..2017-12-02 | 平成29年度 FY2017 | 平成30年度 FY2018!
平成29年9月26日～27日 2017-09-26..2017-09-27 | 平成29年9月26日～27日 2017-09-26..2017-09-27
平成29年10月23日 2017-10-23 | 平成30年2月から4月 2018-02..2018-04 | 平成29年5月1日～7日 2017-05-01..2017-05-07
平成29年10月29日、30日 2017-10-29 | 平成29年10月29日、30日 2017-10-30 | 平成30年1月20日、21日 2018-01-20
平成30年1月20日、21日 2018-01-21 | 平成30年3月19日、20日 2018-03-19 | 平成30年3月19日、20日 2018-03-20
平成29年9月21日 2017-09-21 | 平成30年3月 2018-03 | 平成29年5月 2017-05 | 平成29年10月 2017-10 | 平成29年9月 2017-09
平成29年9月 2017-09 | 平成29年8月1日から3日 2017-08-01..2017-08-03 | 平成29年8月1日から3日 2017-08-01..2017-08-03
平成29年11月15日から11月17日 2017-11-15..2017-11-17 | 平成29年9月3日 2017-09-03 | 平成29年7月 2017-07
H29.10 2017-10 | 平成30年2月 2018-02 | H29.10 2017-10 | 平成29年11月1日 2017-11-01 | 平成30年3月19日 2018-03-19
"""
COUNTED = "1名 3名 2名 2名 2名 2名 2名 1名 1名 2校 11都市 3都市 4名 2名 4名 10社"
LABELS = """
教育分野 大学間協力分野 教育分野 文化分野 文化交流分野 文化交流分野 文化分野 環境分野 環境対策分野 廃棄物処理分野 環境分野
福祉保健対策分野 感染症対策分野 経済分野 産業・観光交流分野 観光振興分野 都市の安全・安心対策分野 都市の安全・安心対策分野
教育分野 教育分野
"""


@pytest.fixture(scope="module")
def results() -> list[str]:
    """The kept result texts of the original sheet, one per row."""
    folder = os.environ.get("TGX_ORIGINALS")
    if not folder:
        pytest.skip("TGX_ORIGINALS is not set")
    lines = (Path(folder) / "achievements-h29.txt").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.count("\t") == 3]
    return [tidy_lines(html_to_lines(cell[3])) for cell in cells if cell[0] != "分野"]


def test_original_dates_all_found_and_none_invented(results: list[str]) -> None:
    found = [
        f"{mention.text} {date_label(mention)}"
        for result in results
        for activity in split_activities(result)
        for mention in find_dates(activity.text, 2017)
    ]
    expected = [event.strip() for event in EVENTS.replace("\n", "|").split("|") if event.strip()]
    assert found == expected
    assert [words for result in results for words in impossible_dates(result, 2017)] == []


def test_original_dates_are_the_same_by_activity_and_by_result(results: list[str]) -> None:
    by_activity = [d.start for r in results for a in split_activities(r) for d in find_dates(a.text, 2017)]
    assert [mention.start for result in results for mention in find_dates(result, 2017)] == by_activity


def test_original_labels_and_counted_things(results: list[str]) -> None:
    assert [label for result in results for label in labels_of(result)] == LABELS.split()
    assert [quantity_label(q) for result in results for q in find_quantities(result)] == COUNTED.split()


def test_original_rows_have_the_lines_that_they_were_printed_with(results: list[str]) -> None:
    gold = Path(os.environ["TGX_ORIGINALS"]).parent / "samples" / "sheet_01_lo_calc_merged.gold.json"
    if not gold.exists():
        pytest.skip("no samples")
    import json

    printed = [tidy_lines(row[3]) for row in json.loads(gold.read_text("utf-8"))["rows"]]
    assert ["".join(text.split()) for text in results] == ["".join(text.split()) for text in printed]
    same = sum(ours == theirs for ours, theirs in zip(results, printed, strict=True))
    assert same >= 31  # the flat text of the other four has no trace of a line break
