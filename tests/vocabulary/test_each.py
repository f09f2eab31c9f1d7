"""Names that stand for a unit of each ward or bureau, and the units that answer to them."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister

UNITS = (
    Bureau("shimin", "市民局"),
    Bureau("tabunka", "多文化共生課", kind="section", parent="shimin"),
    Bureau("chiiki", "地域振興課", kind="section", parent="shimin"),
    Bureau("minami", "南区役所"),
    Bureau("each-ward", "各区地域振興課", kind="section"),
    Bureau("each-bureau", "各局総務課", kind="section"),
)
REGISTER = BureauRegister(UNITS, prefixes=("碧川市", "市"))
WARDS = BureauRegister(
    [
        Bureau("each", "各区役所"),
        Bureau("minami", "南区役所"),
        Bureau("chiiki", "地域振興課", parent="minami", kind="section"),
    ]
)


@pytest.mark.parametrize(
    ("cell", "unit", "part"),
    [
        ("北区地域振興課", "each-ward", "北区地域振興課"),
        ("北区 地域振興課", "each-ward", "北区地域振興課"),
        ("北区役所地域振興課", "each-ward", "北区役所地域振興課"),
        ("碧川市八幡西区役所 地域振興課 交流係", "each-ward", "八幡西区役所地域振興課"),
        ("環境局総務課", "each-bureau", "環境局総務課"),
        ("防災安全局総務課", "each-bureau", "防災安全局総務課"),
        ("各区 地域振興課", "each-ward", None),
        ("各局総務課", "each-bureau", None),
    ],
)
def test_a_units_own_name_answers_to_the_one_that_stands_for_each(
    cell: str, unit: str, part: str | None
) -> None:
    found = REGISTER.resolve(cell, 2023)
    assert (found.bureau and found.bureau.id, found.department) == (unit, part)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("地域振興課", "chiiki"),
        ("市民局地域振興課", "chiiki"),
        ("東地区地域振興課", None),
        ("学区地域振興課", None),
        ("特別区地域振興課", None),
        ("北区地域整備課", None),
        ("北区地域振興課長", None),
        ("環境局環境総務課", None),
        ("全区地域振興課", None),
        ("南区役所", "minami"),
    ],
)
def test_a_look_alike_does_not(cell: str, unit: str | None) -> None:
    bureau = REGISTER.resolve(cell, 2023).bureau
    assert (bureau and bureau.id) == unit


def test_one_that_stands_for_each_answers_to_none_of_them() -> None:
    register = BureauRegister([Bureau("minami", "南区地域振興課", kind="section")])
    assert register.resolve("各区地域振興課", 2023).bureau is None


def test_the_section_of_a_registered_ward_is_of_both() -> None:
    found = REGISTER.resolve_all("南区役所地域振興課", 2023)
    assert [each.bureau and each.bureau.id for each in found] == ["each-ward", "minami"]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("北区役所", ["each"]),
        ("北区", ["each"]),
        ("北区地域振興課", ["each"]),
        ("南区役所地域振興課", ["chiiki"]),
        ("南区役所総務課", ["minami"]),
        ("東地区", [None]),
        ("北区民センター", [None]),
        ("市区町村課", [None]),
    ],
)
def test_every_unit_of_a_ward_answers_to_all_wards(cell: str, units: list[str | None]) -> None:
    assert [each.bureau and each.bureau.id for each in WARDS.resolve_all(cell, 2023)] == units


def test_registered_units_answer_too() -> None:
    answered = {unit.id: [each.id for each in WARDS.each_of(unit)] for unit in WARDS}
    assert answered == {"each": [], "minami": ["each"], "chiiki": ["each"]}
    assert [each.id for each in REGISTER.each_of(UNITS[2])] == []


def test_a_registered_one_is_named_and_leaves_the_list_closed() -> None:
    mentions, open_ended = WARDS.split_bureau_cell("地域振興課、各区役所")
    assert ([mention.text for mention in mentions], open_ended) == (["地域振興課", "各区役所"], False)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("環境局総務課", [("kankyo", "総務課")]),
        ("環境局 総務課", [("kankyo", "総務課")]),
        ("市民局総務課", [("soumu", None)]),
        ("環境局、総務課", [("kankyo", None), ("soumu", None)]),
        ("環境局・総務課", [("kankyo", None), ("soumu", None)]),
        ("環境局市民局", [("kankyo", None), ("shimin", None)]),
    ],
)
def test_a_section_behind_a_bureau_is_that_bureaus(cell: str, units: list[tuple[str, str | None]]) -> None:
    """総務課 is registered as another bureau's."""
    register = BureauRegister(
        [
            Bureau("kankyo", "環境局"),
            Bureau("shimin", "市民局"),
            Bureau("soumu", "総務課", parent="shimin", kind="section"),
        ]
    )
    found = register.resolve_all(cell, 2023)
    assert [(each.bureau and each.bureau.id, each.department) for each in found] == units
