"""Ids of achievements: from year, kind, bureau and item, never from position or result."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.resolving import identified

BASE = AchievementRecord(
    2017, "result", "", "分野", "環境局総務部", "ソウル特別市との交流", "実施", (), Spot()
)


def ids(*records: AchievementRecord, taken: tuple[str, ...] = ()) -> list[str]:
    return [key for key, _ in identified(records, taken)]


def test_result_field_place_and_layout_do_not_count() -> None:
    others = (
        replace(BASE, result="中止"),
        replace(BASE, field="別の分野", section="章"),
        replace(BASE, source=Spot(page=9, line=9)),
        replace(BASE, item="ソウル特別市との 交流"),
        replace(BASE, item="ｿｳﾙ特別市との交流"),
    )
    assert {ids(other)[0] for other in others} == set(ids(BASE))


def test_year_kind_bureau_and_item_count() -> None:
    others = (
        replace(BASE, fiscal_year=2018),
        replace(BASE, kind="plan"),
        replace(BASE, bureau_text="環境局"),
        replace(BASE, item="北京市との交流"),
    )
    assert len({ids(other)[0] for other in (BASE, *others)}) == 5


def test_records_that_are_alike_are_numbered() -> None:
    first, second, third = ids(BASE, BASE, BASE)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert ids(BASE, taken=(first,)) == [f"{first}-2"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=3), max_size=30))
def test_ids_are_unique_and_stay_when_rows_move(items: list[str]) -> None:
    records = [replace(BASE, item=item) for item in items]
    made = ids(*records)
    assert len(set(made)) == len(made)
    assert set(ids(*reversed(records))) == set(made)
