"""Days in figures among the words of what was done, and days behind a clock time."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.finding import find_dates


def days(text: str) -> list[str]:
    return [
        each.start[5:] if each.start == each.end else f"{each.start[5:]}..{each.end[5:]}"
        for each in find_dates(text, 2024)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ホテルで10/20に交流会を開催した。", ["10-20"]),
        ("市長が10/20にパリ市を訪問", ["10-20"]),
        ("市長は10/20に、パリ市を訪問", ["10-20"]),
        ("市長が8/20に北京市、大連市を訪問した。", ["08-20"]),
        ("市が10/5に大阪府において、国際会議を開催", ["10-05"]),
        ("国際交流課が2/3に研修を実施した。", ["02-03"]),
        ("大使が10/5に表敬訪問した。", ["10-05"]),
        ("七夕の7/7に交流会を開催", ["07-07"]),
        ("友好都市から研修員を9/5に2名受け入れた。", ["09-05"]),
        ("講座を5/3・4・5に開催した。", ["05-03", "05-04", "05-05"]),
        ("会議を10/5及び11/6に実施", ["10-05", "11-06"]),
        ("会議は10/5、11/6の2回開催", ["10-05", "11-06"]),
        ("訪問団が5/3、6/7に来庁", ["05-03", "06-07"]),
        ("市長が8/5～9にパリ市を訪問した。", ["08-05..08-09"]),
        ("来日10/5、離日10/12", ["10-05", "10-12"]),
        ("8/5 講演会（120名）／9/7 交流会（50名）", ["08-05", "09-07"]),
        ("5/3～4、10～11", ["05-03..05-04", "05-10..05-11"]),
    ],
)
def test_a_day_before_what_was_done_on_it_is_read(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "参加国の3/4が賛成",
        "経費の2/3を補助",
        "費用を1/2に削減して開催した。",
        "定員を5/10に縮小して開催",
        "定員の1/2に制限し開催",
        "応募が8/10に達し、講座を開催",
        "出席者が8/10にとどまり開催を断念",
        "回答者の8/10に支持され、開催",
        "市民の8/20に講座を開催",
        "全体の4/5に訪問を実施",
        "4区の3/4に展示を実施",
        "市が1/2に補助を行った",
        "比率を2/1に設定し講座を開催",
        "班を3/2に分けて実施",
        "24/7で対応",
        "1/1の割合で実施",
        "第3/4四半期に研修を開催",
        "第1/2会場に展示を実施",
        "グループA/Bに分けて開催",
        "10/12名出席",
    ],
)
def test_a_share_is_no_day(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13:30～15:00　10月5日", ["10-05"]),
        ("10:00-12:00 8月5日に開催", ["08-05"]),
        ("15:00　10/5", ["10-05"]),
        ("第15 10月5日", []),
        ("約100 10月5日", []),
    ],
)
def test_a_clock_time_hides_no_day_behind_it(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'24年10月5日に開催", ["2024-10-05"]),
        ("’98年10月5日に締結", ["1998-10-05"]),
        ("24年10月5日に締結", ["2012-10-05"]),
        ("3/28、4/3", ["2025-03-28", "2025-04-03"]),
        ("3/28（60名）、4/3（50名）", ["2025-03-28", "2025-04-03"]),
        ("1/20、5/10", ["2025-01-20", "2024-05-10"]),
        ("10/5、9/6", ["2024-10-05", "2024-09-06"]),
        ("3月28日に開催。4月3日に開催", ["2025-03-28", "2024-04-03"]),
    ],
)
def test_the_year_of_an_apostrophe_and_of_a_list_that_goes_on(text: str, expected: list[str]) -> None:
    assert [each.start for each in find_dates(text, 2024)] == expected
