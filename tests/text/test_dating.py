"""Which dates say when an activity took place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.dates.dating import says_when
from toshigaikou_cli.text.dates.finding import find_dates


def told(text: str) -> list[bool]:
    return [says_when(text, date.span) for date in find_dates(text, 2018)]


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
        "職員の派遣（東京、平成30年11月15日）",
        "平成26年10月の合意に基づく交流",
    ],
)
def test_a_date_that_is_of_something_else_does_not(text: str) -> None:
    assert told(text)
    assert not any(told(text))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="平成30年9月3日（）、。～・【】：に締結した 会議", max_size=80))
def test_any_text_is_judged(text: str) -> None:
    for date in find_dates(text, 2018):
        assert says_when(text, date.span) in (True, False)
        if date.span[0] == 0 and not text[date.span[1] :]:
            assert says_when(text, date.span)
