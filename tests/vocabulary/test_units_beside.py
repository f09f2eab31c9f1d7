"""Units of which one begins as the city is called (市民局), and units that stand beside others behind ・ or in brackets."""

from __future__ import annotations

import pytest

from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.ranks import inside
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister

UNITS = (
    Bureau("shimin", "市民局"),
    Bureau("tabunka", "多文化共生課", kind="section", parent="shimin"),
    Bureau("soumu", "総務局"),
    Bureau("heiwa", "平和推進課", kind="section", parent="soumu"),
    Bureau("shicho", "市長室", kind="department"),
    Bureau("hisho", "秘書課", kind="section", parent="shicho"),
    Bureau("kiki", "危機管理室", kind="section"),
    Bureau("bousai", "防災課", kind="section", parent="kiki"),
)
REGISTER = BureauRegister(UNITS, prefixes=("白帆市", "市"), by_end=True)


def told(cell: str) -> list[str | None]:
    return [each.bureau.id if each.bureau else None for each in REGISTER.resolve_all(cell, 2022)]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市民局（多文化共生課）", ["tabunka"]),
        ("市民局(多文化共生課)・総務局(平和推進課)", ["tabunka", "heiwa"]),
        ("総務局（平和推進課）、市民局（多文化共生課）", ["heiwa", "tabunka"]),
        ("白帆市市民局（多文化共生課）", ["tabunka"]),
        ("市総務局（平和推進課）", ["heiwa"]),
        ("市民局、総務局", ["shimin", "soumu"]),
        ("市長室（秘書課）", ["hisho"]),
        ("総務局（平和推進課）・市長室（秘書課）", ["heiwa", "hisho"]),
        ("市長室、総務局", ["shicho", "soumu"]),
        ("危機管理室（防災課）", ["bousai"]),
        ("危機管理室（平和推進課）", ["kiki", "heiwa"]),
    ],
)
def test_a_unit_that_begins_as_the_city_is_called_is_whole(cell: str, units: list[str]) -> None:
    assert told(cell) == units
    assert bureau_doubts(cell, 2022, REGISTER) == ()


@pytest.mark.parametrize(
    ("key", "left"),
    [("市民局", "市民局"), ("白帆市市民局", "市民局"), ("市総務局", "総務局"), ("市場課", "市場課")],
)
def test_the_name_of_a_city_before_a_unit(key: str, left: str) -> None:
    assert REGISTER.find(key) == REGISTER.find(left)
    found = REGISTER.resolve(key, 2022).bureau
    assert (found and found.name) == (left if left != "市場課" else None)


@pytest.mark.parametrize(
    ("cell", "unknown"),
    [
        ("平和推進課・観光課", "観光課"),
        ("平和推進課／観光課", "観光課"),
        ("総務局平和推進課及び観光室", "観光室"),
        ("総務局（平和推進課）・港湾室（港湾課）", "港湾室(港湾課)"),
    ],
)
def test_a_unit_that_is_not_known_beside_one_that_is_has_a_name(cell: str, unknown: str) -> None:
    assert told(cell)[0] == "heiwa"
    (doubt,) = bureau_doubts(cell, 2022, REGISTER)
    assert doubt.text == unknown


@pytest.mark.parametrize("cell", ["総務局・平和推進課", "平和推進課・広報担当", "平和推進課（啓発係）"])
def test_a_lower_unit_behind_another_is_part_of_it(cell: str) -> None:
    assert told(cell) == ["heiwa"]
    assert bureau_doubts(cell, 2022, REGISTER) == ()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("市長室広報課", ("市長室", "広報課")),
        ("副知事室秘書課", ("副知事室", "秘書課")),
        ("市長公室広報課", ("市長公室", "広報課")),
        ("市長室", None),
        ("会議室管理課", None),
    ],
)
def test_the_office_of_a_mayor_has_sections(name: str, parts: tuple[str, str] | None) -> None:
    assert inside(name) == parts


@pytest.mark.parametrize("cell", ["全庁", "各課", "関係各課"])
def test_a_cell_that_only_leaves_its_list_open_is_not_called_empty(cell: str) -> None:
    (doubt,) = bureau_doubts(cell, 2022, REGISTER)
    assert doubt.message == f"{cell} names no unit: the row counts for nobody"
    assert doubt.hint.endswith(f"tgx words add-unit {cell}")
    (empty,) = bureau_doubts("", 2022, REGISTER)
    assert empty.message == "no bureau: the cell is empty"


def test_such_a_name_may_be_a_unit() -> None:
    register = BureauRegister([*UNITS, Bureau("all", "全庁")], prefixes=("白帆市", "市"), by_end=True)
    assert bureau_doubts("全庁", 2022, register) == ()
