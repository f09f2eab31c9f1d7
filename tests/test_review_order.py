"""Which links a person should look at first."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.judgements.review_order import suggestion
from toshigaikou_cli.records.answers import LinkClaim, OpenRow
from toshigaikou_cli.records.kinds import LinkStatus

MANY = dict.fromkeys(range(1, 80), 5)


def ids(support: dict[int, int]) -> dict[str, int]:
    return {f"2014:{number}": count for number, count in support.items()}


def row(*claims: tuple[int, LinkStatus, float], **more: Any) -> OpenRow:
    values: dict[str, Any] = {
        "achievement": "2017-aaaaaa",
        "fiscal_year": 2017,
        "kind": "result",
        "bureau": "環境局",
        "item": "交流",
        "outside": "",
        "stale": "",
    }
    return OpenRow(
        **{
            **values,
            **more,
            "claims": tuple(LinkClaim(f"2014:{n}", status, score) for n, status, score in claims),
        }
    )


def first(*rows: OpenRow, support: dict[int, int] = MANY) -> str:
    return max(rows, key=lambda each: suggestion(each, ids(support)).priority).achievement


def why(one: OpenRow, support: dict[int, int] = MANY) -> str:
    return "; ".join(suggestion(one, ids(support)).why)


def test_a_stale_judgement_comes_before_all() -> None:
    sure = row((18, "confirmed", 1.0), achievement="stale", stale="accepted by 山田, 2026-01-05")
    open_row = row((40, "suggested", 0.9))
    assert first(open_row, sure, support={**MANY, 40: 0}) == "stale"
    assert why(sure).startswith("the text has changed since it was accepted by 山田, 2026-01-05")
    assert "changed" not in why(open_row)


def test_a_weak_link_comes_before_a_sure_one() -> None:
    assert first(row((18, "linked", 0.95)), row((18, "linked", 0.65), achievement="weak")) == "weak"


def test_coverage_that_hangs_on_a_row_comes_first() -> None:
    only = row((40, "linked", 0.8), achievement="only")
    assert first(row((18, "linked", 0.8)), only, support={18: 5, 40: 1}) == "only"
    assert "nothing else counts for 40" in why(only, {40: 1})
    assert "nothing else counts" not in why(only, {40: 2})


def test_a_suggestion_that_would_cover_a_measure_comes_first() -> None:
    covers = row((40, "suggested", 0.5), achievement="covers")
    assert first(row((18, "suggested", 0.5)), covers, support={18: 5, 40: 0}) == "covers"
    assert "40 has nothing to show yet" in why(covers, {40: 0})
    assert "nothing to show" not in why(covers, {40: 1})


def test_near_scores_raise_doubt() -> None:
    near = row((18, "linked", 0.95), (40, "suggested", 0.92), achievement="near")
    far = row((18, "linked", 0.95), (40, "suggested", 0.5))
    assert first(far, near) == "near"
    assert "40 scores nearly as high as 18" in why(near)
    assert "nearly" not in why(far)
    assert "nearly the same" in why(row((18, "suggested", 0.5), (40, "suggested", 0.45)))
    assert "nearly the same" not in why(row((18, "suggested", 0.5), (40, "suggested", 0.3)))


def test_a_plan_weighs_less() -> None:
    plan = row((40, "suggested", 0.5), kind="plan")
    assert first(plan, row((40, "suggested", 0.5), achievement="result"), support={40: 0}) == "result"
    assert "a plan" in why(plan)
    assert "nothing to show" not in why(plan, {40: 0})


def test_rows_without_a_proposal_say_what_they_are() -> None:
    assert "all that was proposed is rejected" in why(row((18, "rejected", 0.9)))
    assert why(row(outside="どの施策の語もない")) == "outside by the rules: どの施策の語もない"
    assert why(row()) == "not linked to anything"
    assert suggestion(row((18, "rejected", 0.9)), ids(MANY)).proposals == ()


CLAIMS = st.lists(
    st.tuples(
        st.integers(1, 76), st.sampled_from(["linked", "suggested", "rejected", "confirmed"]), st.floats(0, 1)
    ),
    max_size=4,
    unique_by=lambda claim: claim[0],
)


@given(CLAIMS, st.dictionaries(st.integers(1, 76), st.integers(0, 3)))
@settings(deadline=None, max_examples=60)
def test_every_row_has_a_reason(claims: Any, support: dict[int, int]) -> None:
    found = suggestion(row(*claims), ids(support))
    assert found.why
    assert 0 <= found.priority < 10
