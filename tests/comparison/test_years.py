"""Two years compared: items matched only on evidence, bureaus through succession, numbers only in the same words."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.comparison.editions import compare_editions
from toshigaikou_cli.comparison.records import ComparedRow, Comparison
from toshigaikou_cli.comparison.wording import masked
from toshigaikou_cli.comparison.years import compare_years
from toshigaikou_cli.records.stated import RegisteredBureau

LABELS = ("FY1", "FY2")


def entry(key: str, bureau: str, item: str, *activities: str, **more: Any) -> ComparedRow:
    made = ComparedRow(
        key, (bureau,), "", "分野", item, "\n".join(activities), activities, ((),) * len(activities), (), ()
    )
    return made._replace(**more)


def bureau(
    key: str, successors: tuple[str, ...] = (), predecessors: tuple[str, ...] = ()
) -> RegisteredBureau:
    return {
        "id": key, "name": key, "name_en": None, "valid_from": None, "valid_to": None, "line": [],
        "each": [], "successors": list(successors), "predecessors": list(predecessors),
    }  # fmt: skip


def compared(old: list[ComparedRow], new: list[ComparedRow], *register: RegisteredBureau) -> Comparison:
    return compare_years(old, new, LABELS, register, {})


def verbs(made: Comparison, key: str) -> list[tuple[str, str]]:
    aspect = next(aspect for aspect in made.aspects if aspect.key == key)
    return [(change.verb, change.key) for change in aspect.changes]


def test_the_same_item_of_the_same_bureau_continues() -> None:
    made = compared([entry("a", "x", "交流")], [entry("b", "x", "交　流")])
    assert verbs(made, "items") == [("continued", "b")]


def test_the_same_item_of_another_bureau_does_not() -> None:
    made = compared([entry("a", "x", "交流")], [entry("b", "y", "交流")])
    assert verbs(made, "items") == [("new", "b"), ("dropped", "a")]


def test_a_number_in_the_name_may_differ() -> None:
    made = compared([entry("a", "x", "第5回会議")], [entry("b", "x", "第6回会議")])
    assert verbs(made, "items") == [("continued", "b")]
    aspect = next(aspect for aspect in made.aspects if aspect.key == "items")
    assert aspect.changes[0].note == "numbers in the name differ"


def test_rows_of_one_name_are_told_apart_by_their_text_or_not_at_all() -> None:
    old = [entry("a", "x", "交流", "一つ目の話"), entry("b", "x", "交流", "二つ目の話")]
    new = [entry("c", "x", "交流", "二つ目の話"), entry("d", "x", "交流", "一つ目の話")]
    assert verbs(compared(old, new), "items") == [("continued", "c"), ("continued", "d")]
    new = [entry("c", "x", "交流", "別の話"), entry("d", "x", "交流", "また別の話")]
    made = compared(old, new)
    assert verbs(made, "items") == []
    assert made.not_compared == ("x 交流: 2 rows before, 2 after; which continues which cannot be told",)


def test_a_bureau_renamed_one_to_one_continues() -> None:
    register = (bureau("x", ("y",)), bureau("y", (), ("x",)))
    made = compared([entry("a", "x", "交流")], [entry("b", "y", "交流")], *register)
    assert verbs(made, "bureaus") == [("continued", "x")]
    assert verbs(made, "items") == [("continued", "b")]
    assert made.not_compared == ()


def test_bureaus_merged_are_not_compared() -> None:
    register = (bureau("x", ("z",)), bureau("y", ("z",)), bureau("z", (), ("x", "y")))
    made = compared([entry("a", "x", "交流"), entry("b", "y", "訪問")], [entry("c", "z", "交流")], *register)
    assert verbs(made, "bureaus") == []
    assert verbs(made, "items") == []
    assert len(made.not_compared) == 3


def test_a_bureau_that_went_into_one_that_was_there_is_not_compared() -> None:
    register = (bureau("x", ("y",)), bureau("y", (), ("x",)))
    old = [entry("a", "x", "交流"), entry("b", "y", "訪問")]
    made = compared(old, [entry("c", "y", "訪問")], *register)
    assert verbs(made, "bureaus") == []
    assert any("split or merged" in line for line in made.not_compared)


def test_a_bureau_taken_out_of_another_is_said() -> None:
    register = (bureau("x", ("y",)), bureau("y", (), ("x",)))
    made = compared([entry("a", "x", "交流")], [entry("b", "x", "交流"), entry("c", "y", "訪問")], *register)
    assert verbs(made, "bureaus") == [("continued", "x"), ("new", "y")]
    assert made.not_compared == ("y (FY2) was taken out of x: items may have moved to it",)


def quantity(value: float, unit: str, text: str) -> tuple[float, str, str]:
    return (value, unit, text)


def test_numbers_are_compared_in_the_same_words_only() -> None:
    old = entry("a", "x", "交流", "研修生12名を迎えた。", quantities=((quantity(12, "名", "12名"),),))
    more = entry("b", "x", "交流", "研修生15名を迎えた。", quantities=((quantity(15, "名", "15名"),),))
    other = entry("b", "x", "交流", "講師15名を送った。", quantities=((quantity(15, "名", "15名"),),))
    after = entry(
        "b", "x", "交流", "アジアから研修生15名が来た。", quantities=((quantity(15, "名", "15名"),),)
    )
    same = entry("b", "x", "交流", "研修生12名を迎えた。", quantities=old.quantities)
    assert verbs(compared([old], [more]), "numbers") == [("changed", "b")]
    assert verbs(compared([old], [other]), "numbers") == []
    assert verbs(compared([old], [after]), "numbers") == []
    assert verbs(compared([old], [same]), "numbers") == []
    tail = entry("b", "x", "交流", "研修生15名が来て、学んだ。", quantities=((quantity(15, "名", "15名"),),))
    assert verbs(compared([old], [tail]), "numbers") == [("changed", "b")]


def test_words_are_repeated_redated_new_or_dropped() -> None:
    old = entry("a", "x", "交流", "手紙を交わした。", "平成28年5月1日に会った。", "見送った。")
    new = entry("b", "x", "交流", "手紙を交わした。", "令和元年6月2日に会った。", "迎えた。")
    found = verbs(compared([old], [new]), "wording")
    assert found == [("repeated", "b#1"), ("redated", "b#2"), ("new", "b#3"), ("dropped", "a#3")]


def test_a_field_is_renamed_only_where_items_say_so() -> None:
    old, new = entry("a", "x", "交流", field="①古い名"), entry("b", "x", "交流", field="②新しい名")
    assert [verb for verb, _ in verbs(compared([old], [new]), "fields")] == ["renamed"]
    apart = entry("b", "x", "別の取組", field="新しい名")
    assert [verb for verb, _ in verbs(compared([old], [apart]), "fields")] == ["new", "dropped"]
    renumbered = entry("b", "x", "交流", field="③古い名")
    assert [verb for verb, _ in verbs(compared([old], [renumbered]), "fields")] == ["continued"]


def test_editions_are_matched_by_id() -> None:
    old = [entry("a", "x", "交流", "一"), entry("b", "x", "訪問", "二")]
    new = [entry("a", "x", "交流", "三"), entry("c", "x", "視察", "二")]
    made = compare_editions(old, new, LABELS, {"x": "局"})
    assert verbs(made, "rows") == [("new", "c"), ("dropped", "b"), ("changed", "a")]
    assert made.differs
    assert not compare_editions(old, old, LABELS, {}).differs


def test_masking_takes_numbers_and_dates_out() -> None:
    assert masked("平成29年7月3日に12名") == masked("令和元年10月21日に3名")
    assert masked("3名が来た") != masked("3名が帰った")


names = st.sampled_from(["交流", "訪問", "会議"])
rows = st.lists(st.tuples(st.sampled_from("xy"), names, st.sampled_from(["甲", "乙"])), max_size=6)


@settings(deadline=None, max_examples=60)
@given(rows, rows)
def test_every_row_is_accounted_for_once(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]]
) -> None:
    old = [entry(f"o{n}", b, i, t) for n, (b, i, t) in enumerate(first)]
    new = [entry(f"n{n}", b, i, t) for n, (b, i, t) in enumerate(second)]
    made = compared(old, new)
    found = verbs(made, "items")
    pairs = [
        change
        for aspect in made.aspects
        if aspect.key == "items"
        for change in aspect.changes
        if change.verb == "continued"
    ]
    assert len({change.old for change in pairs}) == len(pairs) == len({change.new for change in pairs})
    told = [int(part) for line in made.not_compared for part in line.split() if part.isdigit()]
    lost = sum(told)
    assert len(found) + len(pairs) + lost == len(old) + len(new)
    if not made.not_compared and first == second:
        assert not made.differs
