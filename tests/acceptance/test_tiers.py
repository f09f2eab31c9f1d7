"""Strategies in which the levels of a plan stand beside each other with their codes: 政策 | 政策名 | 施策 | 施策名 | 基本事業."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

Read = Callable[[str], list[tuple[str, str, str, str, list[str]]]]

TITLE = "北海原市総合計画（令和4年度～令和8年度）\n"
ROWS = """\
1|支え合うまち|11|地域福祉の推進|111|見守り活動の充実|福祉課
||||112|民生委員活動の支援|福祉課
||12|健康づくりの推進|121|がん検診の受診促進|健康課
2|活力のあるまち|21|商工業の振興|211|創業の支援|商工課
"""
READ = [
    ("111", "1", "11", "見守り活動の充実", ["福祉課"]),
    ("112", "1", "11", "民生委員活動の支援", ["福祉課"]),
    ("121", "1", "12", "がん検診の受診促進", ["健康課"]),
    ("211", "2", "21", "創業の支援", ["商工課"]),
]


@pytest.fixture
def measures(tgx: Run, tmp_path: Path) -> Read:
    def read(text: str) -> list[tuple[str, str, str, str, list[str]]]:
        (tmp_path / "plan.tsv").write_text(text.replace("|", "\t"), encoding="utf-8")
        done = tgx("import", tmp_path / "plan.tsv", "--replace")
        assert done.code == 0, done.err
        found = json.loads(tgx("query", "measures", "--format", "json").out)
        return [
            (
                row["code"],
                row["goal"],
                (row["area"] or "").rpartition("-")[2],
                row["title"],
                [unit["name"] for unit in row["bureaus"]],
            )
            for row in found
        ]

    return read


HEADERS = (
    "政策|政策名|施策|施策名|基本事業|基本事業名|主管課",
    "政策|政策名|施策|施策名|番号|基本事業|主管課",
    "政策No.|政策|施策No.|施策|基本事業No.|基本事業|主管課",
    "政策コード|政策|施策コード|施策|事業コード|事務事業名|主管課",
    "政策||施策||基本事業||主管課",
)


@pytest.mark.parametrize("header", HEADERS)
def test_each_level_has_its_codes(measures: Read, header: str) -> None:
    assert measures(f"{TITLE}{header}\n{ROWS}") == READ


def test_levels_with_their_codes_in_one_cell(measures: Read) -> None:
    text = """\
政策|施策|基本事業|主管課
1 支え合うまち|11 地域福祉の推進|111 見守り活動の充実|福祉課
||112 民生委員活動の支援|福祉課
|12 健康づくりの推進|121 がん検診の受診促進|健康課
2 活力のあるまち|21 商工業の振興|211 創業の支援|商工課
"""
    assert measures(TITLE + text) == READ


def test_numbers_of_a_level_begin_anew(measures: Read) -> None:
    """施策 that is the highest level is the goal; a number that says no more than its place is completed."""
    text = "施策番号|施策名|事業番号|事業名|主管課\n1|福祉|1|見守り|福祉課\n1|福祉|2|相談|福祉課\n2|健康|1|検診|健康課\n"
    assert measures(TITLE + text) == [
        ("1-1", "1", "", "見守り", ["福祉課"]),
        ("1-2", "1", "", "相談", ["福祉課"]),
        ("2-1", "2", "", "検診", ["健康課"]),
    ]


def test_the_number_of_a_row_is_no_level(measures: Read) -> None:
    """No. counts rows, and is no code of the goal beside it; 指標 is no level of a plan."""
    rows = "1|交流|1|見守り|福祉課\n2|交流|2|相談|福祉課\n3|共生|3|検診|健康課\n"
    read = [
        ("1", "1", "", "見守り", ["福祉課"]),
        ("2", "1", "", "相談", ["福祉課"]),
        ("3", "2", "", "検診", ["健康課"]),
    ]
    assert measures(f"{TITLE}No.|基本目標|番号|施策|主管課\n{rows}") == read
    rows = "1|見守り|1|訪問数|福祉課\n2|相談|2|相談数|福祉課\n"
    assert [row[3] for row in measures(f"{TITLE}番号|施策|指標番号|指標|主管課\n{rows}")] == [
        "見守り",
        "相談",
    ]


def test_gaps_are_looked_for_in_each_level(tgx: Run, measures: Read, tmp_path: Path) -> None:
    measures(f"{TITLE}{HEADERS[0]}\n{ROWS}")
    done = tgx("validate", "--select", "strategy-incomplete")
    assert (done.code, done.out.count("missing")) == (0, 0), done.out
    lost = ROWS.replace("||||112|民生委員活動の支援|福祉課\n", "||||113|民生委員活動の支援|福祉課\n")
    measures(f"{TITLE}{HEADERS[0]}\n{lost}")
    done = tgx("validate", "--select", "strategy-incomplete")
    assert done.code == 1
    assert "1 measure missing: 112" in done.out


def test_a_title_of_the_level_above_is_named(tgx: Run, tmp_path: Path) -> None:
    """A column of an unknown name that tells measures of one title apart may have their titles."""
    rows = "111|福祉の推進|見守り|福祉課\n112|福祉の推進|相談|福祉課\n"
    plan = tmp_path / "plan.tsv"
    plan.write_text(f"{TITLE}番号|施策|なかみ|主管課\n{rows}".replace("|", "\t"), encoding="utf-8")
    done = tgx("import", plan)
    said = "rows 111 and 112 have one title, '福祉の推進', and differ in the column 'なかみ'"
    assert said in done.out + done.err
    plan.write_text(f"{TITLE}番号|施策|概要|主管課\n{rows}".replace("|", "\t"), encoding="utf-8")
    done = tgx("import", plan, "--replace")
    assert "have one title" not in done.out + done.err


def test_measures_that_would_go_on_the_one_above_are_named(tgx: Run, tmp_path: Path) -> None:
    rows = "1|福祉|11|見守り|福祉課\n1|福祉|12|相談|福祉課\n"
    plan = tmp_path / "plan.tsv"
    plan.write_text(f"{TITLE}施策No.|施策|細目No.|なかみ|主管課\n{rows}".replace("|", "\t"), encoding="utf-8")
    done = tgx("import", plan)
    assert "rows 1 and 1 have one title, '福祉', and differ in the column 'なかみ'" in done.out + done.err
