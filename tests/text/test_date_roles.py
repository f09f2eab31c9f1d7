"""What each date is to its activity."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.dates.finding import find_dates


def told(text: str) -> list[bool]:
    return [date.role == "when" for date in find_dates(text, 2018)]


def roles(text: str, fiscal_year: int) -> list[str]:
    return [date.role for date in find_dates(text, fiscal_year)]


@pytest.mark.parametrize(
    "text",
    [
        "平成30年9月3日 訓練に参加",
        "平成30年9月3日に訓練に参加した。",
        "【防災分野】平成30年9月、訓練に参加",
        "（平成30年9月3日から5日）訓練に参加",
        "9月3日、訓練に参加",
        "日時：平成30年9月3日",
        "開催日：2018年9月3日",
        "都政の説明（平成30年8月1日）",
        "都政の説明（2018年8月1日実施）",
        "派遣先：パリ市（平成30年10月29日、30日）",
        "職員の派遣（東京、平成30年11月15日）",
        "平成30年9月3日に提携した。",
        "平成30年10月に調印した。",
    ],
)
def test_a_date_that_opens_the_text_or_stands_in_brackets_says_when(text: str) -> None:
    assert told(text)
    assert all(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "平成26年10月に締結した合意に基づき、職員を派遣した。",
        "2014年10月3日に署名した覚書による交流",
        "平成26年10月付けの覚書",
        "平成26年以来の交流",
        "平成26年度以降、毎年開いている講座",
        "協議会（平成26年設立）に参加",
        "訓練に、平成26年に続いて参加",
        "平成26年10月の合意に基づく交流",
    ],
)
def test_a_date_that_is_of_something_else_does_not(text: str) -> None:
    assert told(text)
    assert not any(told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("訓練に平成30年9月3日から5日まで参加した。", ["when"]),
        ("パリ市の職員を9月に受け入れた。", ["when"]),
        ("10月の会議は中止した。11月に開催した。", ["cancelled", "when"]),
        ("総会（平成30年6月予定）は中止となった。", ["cancelled"]),
        ("平成31年9月に開催する予定である。", ["planned"]),
        ("平成32年3月の完成に向けて協議した（平成30年6月1日）", ["mentioned", "when"]),
        ("平成2年の提携以来の交流として、7月に訪問した。", ["mentioned", "when"]),
        ("平成30年4月に開業したターミナルを紹介した。", ["mentioned"]),
        ("2050年までに排出量をゼロとする取組を説明", ["mentioned"]),
        ("平成25年10月から続く研究の報告", ["mentioned"]),
    ],
)
def test_a_date_has_the_role_that_its_words_give_it(text: str, expected: list[str]) -> None:
    assert roles(text, 2018) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10日には視察", ("2018-09-10", "2018-09-10")),
        ("同月、帰国", ("2018-09-01", "2018-09-30")),
        ("同年12月に報告", ("2018-12-01", "2018-12-31")),
        ("翌年2月に報告", ("2019-02-01", "2019-02-28")),
    ],
)
def test_a_point_leans_on_the_date_of_the_point_above(text: str, expected: tuple[str, str]) -> None:
    above = find_dates("平成30年9月8日に到着", 2018)[-1]
    assert [(date.start, date.end) for date in find_dates(text, 2018, above)] == [expected]
    assert find_dates(text, 2018) == []


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="平成30年9月3日（）、。～・【】：に締結した中止予定 会議", max_size=80))
def test_every_date_of_any_text_has_a_role(text: str) -> None:
    assert all(date.role in ("when", "mentioned", "planned", "cancelled") for date in find_dates(text, 2018))
