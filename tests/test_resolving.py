"""Ids of achievements: from year, kind, bureau and item, never from position or result."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.resolving import identified
from toshigaikou_cli.resolving.sheet import sheet_rows
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary

BASE = AchievementRecord(
    2017, "result", "", "分野", "環境局総務部", "ソウル特別市との交流", "実施", (), Spot()
)


def ids(*records: AchievementRecord, taken: tuple[str, ...] = ()) -> list[str]:
    return [key for key, _ in identified(records, taken)]


def test_result_field_place_and_layout_do_not_count() -> None:
    others = (
        BASE._replace(result="中止"),
        BASE._replace(field="別の分野", section="章"),
        BASE._replace(source=Spot(page=9, line=9)),
        BASE._replace(item="ソウル特別市との 交流"),
        BASE._replace(item="ｿｳﾙ特別市との交流"),
    )
    assert {ids(other)[0] for other in others} == set(ids(BASE))


def test_year_kind_bureau_and_item_count() -> None:
    others = (
        BASE._replace(fiscal_year=2018),
        BASE._replace(kind="plan"),
        BASE._replace(bureau_text="環境局"),
        BASE._replace(item="北京市との交流"),
    )
    assert len({ids(other)[0] for other in (BASE, *others)}) == 5


def test_records_that_are_alike_are_numbered() -> None:
    first, second, third = ids(BASE, BASE, BASE)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert ids(BASE, taken=(first,)) == [f"{first}-2"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=3), max_size=30))
def test_ids_are_unique_and_stay_when_rows_move(items: list[str]) -> None:
    records = [BASE._replace(item=item) for item in items]
    made = ids(*records)
    assert len(set(made)) == len(made)
    assert set(ids(*reversed(records))) == set(made)


def item_partners(vocabulary: Vocabulary, item: str, result: str) -> tuple[dict[str, str], list[str]]:
    """The cities of a row with their roles, and those that its activities have from its item."""
    rows = sheet_rows([("2017-a", BASE._replace(item=item, result=result))], 0, vocabulary)
    cities = {str(row["city"]): str(row["role"]) for row in rows["achievement_city"]}
    return cities, [str(row["city"]) for row in rows["activity_city"] if row["role"] == "item"]


def test_a_city_of_the_item_whose_activity_was_called_off_is_no_partner_of_the_others() -> None:
    vocabulary = load_vocabulary()
    item = "北京市及び台北市との交流"
    called_off = "・北京市への派遣は中止した。\n・台北市と意見交換を行った。\n・研修員を受け入れた。"
    cities, inherited = item_partners(vocabulary, item, called_off)
    assert cities == {"北京市": "not_held", "台北": "partner"}
    assert inherited == ["台北"]
    cities, inherited = item_partners(
        vocabulary, "北京市との交流", "・北京市への派遣は中止した。\n・書簡を交換した。"
    )
    assert (cities, inherited) == ({"北京市": "partner"}, ["北京市"])


def test_a_city_called_off_whose_mayor_came_later_is_a_partner() -> None:
    result = "・10月12日　パリ市副市長の来訪は台風により中止\n・上記に代え、11月8日に同副市長が来庁"
    cities, _ = item_partners(load_vocabulary(), "姉妹友好都市等との交流", result)
    assert cities == {"パリ市": "partner"}
    cities, _ = item_partners(load_vocabulary(), "姉妹友好都市等との交流", result.replace("同副市長", "議員"))
    assert cities == {"パリ市": "not_held"}


def test_what_was_held_in_another_way_was_held_with_the_same_city() -> None:
    vocabulary = load_vocabulary()
    other_way = "ハノイ市職員の招へいは実施できず、11月にビデオ会議で代替した。"
    assert item_partners(vocabulary, "技術協力", other_way)[0] == {"ハノイ": "partner"}
    beside = "北京市の職員を受け入れ、ハノイ市への派遣は中止した。"
    assert item_partners(vocabulary, "技術協力", beside)[0] == {"北京市": "partner", "ハノイ": "not_held"}
