"""実施状況 beside 内容: the short words are states where they report nothing, the fuller text is the result or named."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument
from toshigaikou_cli.records.finding import UNREAD

REPORTS = ("料理の教室を6月に国際センターで行った。", "学生を招いた交流会を8月に開いた。")
NAMES = ("料理の教室", "学生との交流会")


def read(
    words: tuple[str, str], texts: tuple[str, str], header: str = "実施状況", other: str = "内容"
) -> tuple[list[tuple[str, str]], list[str]]:
    """Result and rating of each row, and the cells that are named as not read."""
    rows = [
        ("国際課", f"事業{at}", text, word) for at, (word, text) in enumerate(zip(words, texts, strict=True))
    ]
    made = parse(
        blocks("令和5年度　国際交流の実績", ("担当課", "事業名", other, header), *rows),
        context("r5.tsv", 2023),
    )
    assert isinstance(made, SheetDocument)
    found = [(each.result, each.rating) for each in made.achievements]
    return found, [each.cell for each in made.findings if each.code == UNREAD]


@pytest.mark.parametrize("header", ["実施状況", "進捗状況", "取組状況", "令和5年度の実施状況"])
@pytest.mark.parametrize("texts", [REPORTS, NAMES])
def test_words_of_how_far_it_is_are_states_beside_the_text(header: str, texts: tuple[str, str]) -> None:
    words = ("継続", "新規に着手")
    assert read(words, texts, header) == ([*zip(texts, words, strict=True)], [])


def test_other_short_words_give_way_to_sentences_and_are_named() -> None:
    words = ("講師の変更", "会場の追加")
    assert read(words, REPORTS) == ([(text, "") for text in REPORTS], [*words])
    assert read(words, NAMES) == ([(word, "") for word in words], [])


@pytest.mark.parametrize(
    "words", [("講座を開催", "学生10名を招待"), ("6月に実施", "8月に実施"), ("語学講座の開催", "終了した")]
)
def test_short_texts_that_report_are_results(words: tuple[str, str]) -> None:
    assert read(words, NAMES) == ([(word, "") for word in words], [])


def test_a_fuller_report_beside_them_is_named() -> None:
    found, named = read(("語学講座の開催", "学生10名を招待"), (NAMES[0], REPORTS[1]))
    assert (found, named) == ([("語学講座の開催", ""), ("学生10名を招待", "")], [REPORTS[1]])


def test_a_column_that_surely_has_results_is_not_asked() -> None:
    found, named = read(("継続", "拡充"), REPORTS, "実績")
    assert ([result for result, _ in found], named) == (["継続", "拡充"], [])
