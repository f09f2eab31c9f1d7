"""The second opinion: what it learns, that it repeats, and what it is used for."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.fixtures import achievement, linker, measures
from toshigaikou_cli.errors import JudgementError
from toshigaikou_cli.linking import learning
from toshigaikou_cli.records.answers import LinkClaim
from toshigaikou_cli.records.kinds import LinkStatus
from toshigaikou_cli.records.links import LinkInput

pytest.importorskip("numpy")

WATER = ("浄水場の研修", "・海外の技術者に漏水探知を教えた。")
SCHOOL = ("高校生の留学", "・都立高校の生徒を海外に派遣した。")
ROWS = [
    achievement(*WATER, id="a", bureau="水道局"),
    achievement("水道の実習", "・浄水処理の実習を行った。", id="b", bureau="水道局"),
    achievement(*SCHOOL, id="c", bureau="教育庁"),
    achievement("留学の支援", "・生徒を英語圏の高校に送った。", id="d", bureau="教育庁"),
    achievement("机の更新", "・椅子を買った。", id="e", bureau="主税局"),
]
LABELS = [frozenset(["33"]), frozenset(["33"]), frozenset(["63"]), frozenset(["63"]), frozenset[str]()]


def model() -> learning.Model:
    return learning.train(ROWS, LABELS)


def test_a_row_like_those_that_it_learned_from_is_ranked_with_them() -> None:
    new = achievement("研修", "・浄水場で漏水の実習を行った。", bureau="水道局")
    assert [each.measure for each in learning.rank(model(), new)] == ["33", "63"]
    assert learning.rank(model(), achievement("高校の留学", bureau="教育庁"))[0].measure == "63"


def test_the_measures_own_text_makes_every_measure_known() -> None:
    found = learning.rank(learning.train(ROWS, LABELS, measures()), achievement("JETプログラム"))
    assert len(found) == 76
    assert found[0].measure == "64"


def test_the_same_rows_give_the_same_model_and_others_another() -> None:
    assert model() == model()
    assert (model().rows, len(model().digest)) == (5, 16)
    assert learning.train(ROWS[:4], LABELS[:4]).digest != model().digest
    assert learning.train(ROWS, [frozenset(["34"]), *LABELS[1:]]).digest != model().digest


def test_a_model_is_kept_as_json() -> None:
    record = json.loads(json.dumps(learning.as_record(model())))
    assert record["trained_on"] == {"rows": 5, "digest": model().digest}
    assert learning.from_record(record) == model()


@pytest.mark.parametrize(
    "record", [{}, {"version": 1}, {"version": 99}, {"version": 1, "measures": 3, "trained_on": {}}]
)
def test_what_is_no_model_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(JudgementError, match="model") as caught:
        learning.from_record(record)
    assert "tgx link learn" in str(caught.value)


def test_without_judgements_there_is_nothing_to_learn() -> None:
    for rows, labels in ((), ()), (ROWS[:1], [frozenset[str]()]):
        with pytest.raises(JudgementError, match="nothing to learn"):
            learning.train(rows, labels, measures())


def test_without_numpy_training_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    trained = model()
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(JudgementError, match="numpy") as caught:
        learning.train(ROWS, LABELS)
    assert "[learn]" in str(caught.value)
    assert learning.rank(trained, ROWS[0])[0].measure == "33"


def test_what_was_called_off_teaches_nothing() -> None:
    text = "・浄水場で実習を行った。"
    both = achievement("取組", f"{text}\n・高校生の留学は中止となった。", bureau="水道局")
    alone = achievement("取組", text, bureau="水道局")
    assert learning.rank(model(), both) == learning.rank(model(), alone)


# ---------------------------------------------------------------- what it is used for


def link(number: int, status: LinkStatus = "suggested") -> LinkClaim:
    return LinkClaim(str(number), status, 0.5)


def test_suggestions_are_ordered_and_links_stay() -> None:
    found = learning.ordered(model(), ROWS[0], (link(7, "linked"), link(99), link(63), link(33)))
    assert [(each.measure, each.status) for each in found] == [
        ("7", "linked"), ("33", "suggested"), ("63", "suggested"), ("99", "suggested"),
    ]  # fmt: skip


def test_rows_on_which_rules_and_model_disagree_are_named_the_surest_first() -> None:
    claims = {
        "a": (link(63, "linked"),),
        "b": (link(33, "linked"),),
        "c": (),
        "d": (link(1, "linked"), link(63, "linked")),
    }
    found = learning.disagreements(model(), ROWS[:4], claims)
    assert {(each.id, each.ruled, each.learned) for each in found} == {("a", "63", "33"), ("c", None, "63")}
    assert [each.margin for each in found] == sorted((each.margin for each in found), reverse=True)


def test_a_row_unlike_all_is_no_disagreement() -> None:
    row = achievement("庁舎の床の清掃", "・床を磨いた。")
    assert learning.disagreements(model(), [row], {row.id: ()}) == []


def test_the_rules_and_the_model_agree_on_what_both_know() -> None:
    claims = {
        row.id: tuple(LinkClaim(each.measure, each.status, each.score) for each in linker().link(row).links)
        for row in ROWS[:4]
    }
    assert learning.disagreements(model(), ROWS[:4], claims) == []


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None, max_examples=40)
def test_any_row_is_ranked_and_the_order_of_activities_changes_nothing(item: str, text: str) -> None:
    row: LinkInput = achievement(item, f"・{text}\n・JET青年を配置した。")
    turned = row._replace(points=tuple(reversed(row.points)))
    known = learning.train(ROWS, LABELS)
    assert learning.rank(known, row) == learning.rank(known, turned)
