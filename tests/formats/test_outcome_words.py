"""What was called off is told by the word of its text; codes stay."""

from __future__ import annotations

from typing import Any

import pytest

from toshigaikou_cli.formats.records.listing import answers_of, tally_text
from toshigaikou_cli.formats.records.outcomes import outcome_text
from toshigaikou_cli.formats.tables.table import as_text
from toshigaikou_cli.language import in_language


@pytest.mark.parametrize(
    ("text", "japanese", "english"),
    [
        ("訪問団の受入れは中止", "中止", "cancelled"),
        ("派遣を取りやめた", "中止", "cancelled"),
        ("大会は次年度に延期した", "延期", "postponed"),
        ("相互派遣は令和5年度に持ち越し", "延期", "postponed"),
        ("会合は休止した", "休止・中断", "suspended"),
        ("受入れは未実施", "未実施", "not held"),
        ("派遣を見送った", "未実施", "not held"),
        ("春の派遣を中止し、次年度に延期した", "延期", "postponed"),
        ("延期していた派遣は中止となった", "中止", "cancelled"),
    ],
)
def test_the_word_is_that_of_the_text(text: str, japanese: str, english: str) -> None:
    told = outcome_text("cancelled", text)
    assert in_language(told, "ja") == japanese
    assert in_language(told, "en") == english
    assert as_text(told) == "cancelled"


@pytest.mark.parametrize(
    ("outcome", "japanese"), [("held", "実施"), ("planned", "予定"), ("none", "実績なし")]
)
def test_other_outcomes_are_told_as_they_are(outcome: str, japanese: str) -> None:
    assert in_language(outcome_text(outcome, "延期していた派遣"), "ja") == japanese


@pytest.mark.parametrize(
    ("kind", "outcome", "answer"),
    [
        ("result", "held", "none"),
        ("result", "not_held", "not_held"),
        ("result", "empty", "empty"),
        ("result", "planned", "plan"),
        ("plan", "planned", "plan"),
    ],
)
def test_nothing_reported_is_not_reported_as_not_held(kind: str, outcome: str, answer: str) -> None:
    row: Any = {"kind": kind, "outcome": outcome, "links": []}
    tally = answers_of([row])
    assert [name for name, n in tally.items() if n] == [answer]
    assert ("1 not held" in tally_text(tally)) == (answer == "not_held")
    assert ("1 with nothing reported" in tally_text(tally)) == (answer == "empty")
