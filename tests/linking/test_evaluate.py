"""Comparing verdicts with labels."""

from __future__ import annotations

import pytest

from toshigaikou_cli.linking.evaluate import Label, evaluate
from toshigaikou_cli.records.links import Link, Linking, LinkStatus


def verdict(*links: tuple[int, LinkStatus], outside: str = "") -> Linking:
    return Linking(
        tuple(Link(n, status, "rule", 0.9, (f"語: {n}",)) for n, status in links), outside, ("反対",)
    )


def label(name: str, *accept: int, also: tuple[int, ...] = (), outside: bool = False) -> Label:
    return Label(name, frozenset(accept), frozenset(also), outside)


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
    assert (miss.kind, miss.wanted, miss.got) == ("wrong_link", (1,), (1, 9))
    assert "語: 9" in miss.evidence
    assert miss.against == ("反対",)


def test_a_suggestion_is_no_link() -> None:
    found = evaluate({"a": verdict((1, "suggested"))}, [label("a", 1)])
    assert found.all.precision is None
    assert found.all.recall == 0
    assert found.all.f1 is None
    assert (found.all.first_choice, found.all.recall_at_3) == (1, 1)
    assert [miss.kind for miss in found.misses] == ["not_linked"]


def test_a_measure_that_is_not_among_three_is_missed() -> None:
    found = evaluate({"a": verdict(outside="語がない")}, [label("a", 1)])
    assert found.all.recall_at_3 == 0
    assert (found.misses[0].kind, found.misses[0].against) == ("not_suggested", ("反対",))


def test_a_row_outside_is_right_where_nothing_is_linked() -> None:
    labels = [label("a", outside=True), label("b", outside=True), label("c", outside=True)]
    results = {"a": verdict(outside="語がない"), "b": verdict((3, "suggested")), "c": verdict((3, "linked"))}
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
    results = {"a": verdict((1, "linked")), "b": verdict((2, "linked")), "c": verdict(outside="x")}
    labels = [label("a", 1), label("b", 3, 2), label("c", outside=True)]
    found = evaluate(results, labels, {1: 1, 2: 2, 3: 3}, {"a": "環境局", "b": "環境局", "c": "主税局"})
    assert {goal: score.rows for goal, score in found.by_goal.items()} == {0: 1, 1: 1, 2: 1, 3: 1}
    assert {bureau: score.rows for bureau, score in found.by_bureau.items()} == {"主税局": 1, "環境局": 2}
    assert found.all.rows == 3


def test_labels_without_a_verdict_are_named() -> None:
    found = evaluate({}, [label("a", 1)])
    assert found.unknown == ("a",)
    assert found.all.rows == 0
    assert found.all.first_choice is None
