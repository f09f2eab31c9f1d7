"""Comparing verdicts with labels."""

from __future__ import annotations

import pytest

from toshigaikou_cli.linking.evaluate import ActivityLabel, Label, Read, evaluate
from toshigaikou_cli.records.evidence import Evidence, Objection
from toshigaikou_cli.records.kinds import LinkStatus
from toshigaikou_cli.records.links import Link, Linking
from toshigaikou_cli.records.mentions import Outcome

AGAINST = (Objection("at-home"),)


def verdict(*links: tuple[int, LinkStatus], read: tuple[tuple[str, Outcome], ...] | None = None) -> Read:
    found = tuple(Link(str(n), status, "rule", 0.9, (Evidence("word", (str(n),)),)) for n, status in links)
    return Read(Linking(found, against=AGAINST), read)


def label(name: str, *accept: int, also: tuple[int, ...] = (), outside: bool = False) -> Label:
    return Label(name, frozenset(map(str, accept)), frozenset(map(str, also)), outside)


def test_right_links_count_fully() -> None:
    found = evaluate({"a": verdict((1, "linked"))}, [label("a", 1)])
    assert (found.all.precision, found.all.recall, found.all.f1) == (1, 1, 1)
    assert (found.all.first_choice, found.all.recall_at_3) == (1, 1)
    assert found.misses == ()


def test_a_further_link_may_be_accepted_without_being_a_first_choice() -> None:
    found = evaluate({"a": verdict((2, "linked"), (1, "linked"))}, [label("a", 1, also=(2,))])
    assert found.all.precision == 1
    assert found.all.recall == 1
    assert found.all.first_choice == 0
    assert [miss.kind for miss in found.misses] == ["wrong_first"]


def test_a_wrong_link_costs_precision_and_shows_its_evidence() -> None:
    found = evaluate({"a": verdict((1, "linked"), (9, "linked"))}, [label("a", 1)])
    assert found.all.precision == pytest.approx(0.5)
    assert found.all.recall == 1
    miss = found.misses[0]
    assert (miss.kind, miss.wanted, miss.got) == ("wrong_link", ("1",), ("1", "9"))
    assert (miss.measure, miss.evidence) == ("9", (Evidence("word", ("9",)),))
    assert miss.against == AGAINST


def test_a_suggestion_is_no_link() -> None:
    found = evaluate({"a": verdict((1, "suggested"))}, [label("a", 1)])
    assert found.all.precision is None
    assert found.all.recall == 0
    assert found.all.f1 is None
    assert (found.all.first_choice, found.all.recall_at_3) == (1, 1)
    assert [miss.kind for miss in found.misses] == ["not_linked"]


def test_a_measure_that_is_not_among_three_is_missed() -> None:
    found = evaluate({"a": verdict()}, [label("a", 1)])
    assert found.all.recall_at_3 == 0
    assert (found.misses[0].kind, found.misses[0].against) == ("not_suggested", AGAINST)


def test_a_row_outside_is_right_where_nothing_is_linked() -> None:
    labels = [label("a", outside=True), label("b", outside=True), label("c", outside=True)]
    results = {"a": verdict(), "b": verdict((3, "suggested")), "c": verdict((3, "linked"))}
    found = evaluate(results, labels)
    assert found.all.inside == 0
    assert found.all.recall is None
    assert found.all.first_choice == pytest.approx(2 / 3)
    assert [miss.id for miss in found.misses] == ["c"]


def test_confirmed_counts_as_linked_and_rejected_does_not() -> None:
    found = evaluate(
        {"a": verdict((1, "confirmed")), "b": verdict((1, "rejected"))}, [label("a", 1), label("b", 1)]
    )
    assert (found.all.links, found.all.found) == (1, 1)


def test_figures_by_goal_and_bureau_add_up() -> None:
    results = {"a": verdict((1, "linked")), "b": verdict((2, "linked")), "c": verdict()}
    labels = [label("a", 1), label("b", 3, 2), label("c", outside=True)]
    found = evaluate(
        results, labels, {"1": "1", "2": "2", "3": "3"}, {"a": "環境局", "b": "環境局", "c": "主税局"}
    )
    assert {goal: score.rows for goal, score in found.by_goal.items()} == {"": 1, "1": 1, "2": 1, "3": 1}
    assert {bureau: score.rows for bureau, score in found.by_bureau.items()} == {"主税局": 1, "環境局": 2}
    assert found.all.rows == 3


def test_labels_without_a_verdict_are_named() -> None:
    found = evaluate({}, [label("a", 1)])
    assert found.unknown == ("a",)
    assert found.all.rows == 0
    assert found.all.first_choice is None


# ---------------------------------------------------------------- all that must be linked, and what was not held


def whole(name: str, *must: int, also: tuple[int, ...] = (), outcome: str = "held",
          activities: tuple[ActivityLabel, ...] = ()) -> Label:  # fmt: skip
    found = frozenset(map(str, must))
    return Label(name, found, frozenset(map(str, also)), not found, found, outcome, activities)


def test_every_measure_that_must_be_linked_counts() -> None:
    results = {
        "a": verdict((1, "linked"), (2, "linked")),
        "b": verdict((1, "linked"), (2, "suggested")),
        "c": verdict((3, "linked"), (4, "linked")),
    }
    found = evaluate(results, [whole("a", 1, 2), whole("b", 1, 2), whole("c", 3, also=(4,))])
    assert (found.all.musts, found.all.musts_linked) == (5, 4)
    assert (found.all.several, found.all.several_whole) == (2, 1)
    assert found.all.rows_right == pytest.approx(2 / 3)
    assert found.all.precision == 1
    assert [(miss.id, miss.kind) for miss in found.misses] == [("b", "not_linked")]


def test_a_label_without_must_asks_for_any_of_its_measures() -> None:
    found = evaluate({"a": verdict((1, "linked"))}, [label("a", 1, 2)])
    assert (found.all.musts, found.all.must_recall, found.all.rows_right) == (0, None, 1)


def test_links_of_a_row_that_was_not_held_do_not_count() -> None:
    called_off: tuple[tuple[str, Outcome], ...] = (("会議は中止", "cancelled"),)
    results = {
        "a": verdict((1, "linked"), read=called_off),
        "b": verdict((1, "linked"), read=(("会議", "held"),)),
    }
    found = evaluate(results, [whole(name, outcome="not_held") for name in "ab"])
    assert (found.all.links, found.all.not_held, found.all.not_held_right) == (1, 2, 0.5)
    assert found.all.outside_right is None
    assert [miss.id for miss in found.misses] == ["b"]
    assert {outcome: score.rows for outcome, score in found.by_outcome.items()} == {"not_held": 2}


def test_rows_outside_are_told_from_rows_not_held() -> None:
    found = evaluate({"a": verdict(), "b": verdict((3, "linked"))}, [whole("a"), whole("b")])
    assert (found.all.outside, found.all.outside_right, found.all.not_held) == (2, 0.5, 0)


def test_outcomes_and_lookalikes_are_compared_by_activity() -> None:
    read: tuple[tuple[str, Outcome], ...] = (
        ("延期していた会議を開催", "held"),
        ("派遣は中止", "cancelled"),
        ("中止を受けオンラインで実施", "cancelled"),
    )
    wanted = (
        ActivityLabel("延期していた", "held", lookalike=True),
        ActivityLabel("派遣は", "cancelled"),
        ActivityLabel("中止を受け", "held", lookalike=True),
        ActivityLabel("どこにもない", "held"),
    )
    found = evaluate({"a": verdict((1, "linked"), read=read)}, [whole("a", 1, activities=wanted)])
    assert (found.all.outcomes, found.all.outcomes_right) == (3, 2)
    assert (found.all.lookalikes, found.all.lookalikes_right) == (2, 0.5)


def test_figures_by_measure_say_which_is_missed_and_which_is_wrong() -> None:
    results = {"a": verdict((1, "linked"), (9, "linked")), "b": verdict((1, "linked"))}
    found = evaluate(results, [whole("a", 1), whole("b", 1, 2)]).by_measure
    assert (found["1"].precision, found["1"].recall) == (1, 1)
    assert (found["2"].precision, found["2"].recall) == (None, 0)
    assert (found["9"].precision, found["9"].recall) == (0, None)


def test_a_row_without_activities_has_no_link_that_counts() -> None:
    assert verdict((1, "linked")).held
    assert not verdict((1, "linked"), read=()).held
