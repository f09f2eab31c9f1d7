"""Units that a cell names by a short form: an ending that they share, or sections in parentheses behind their unit."""

from __future__ import annotations

import pytest

from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.bureaus.short_forms import without_short_forms
from toshigaikou_cli.vocabulary.bureaus.units import split_units

UNITS = (
    Bureau("kokusai", "国際課", kind="section"),
    Bureau("koho", "広報課", kind="section"),
    Bureau("chosei", "企画・調整課", kind="section"),
    Bureau("soumu", "総務部", kind="department"),
    Bureau("jinji", "人事課", kind="section", parent="soumu"),
    Bureau("shomu", "庶務課", kind="section", parent="soumu"),
    Bureau("shimin", "市民局"),
    Bureau("kanko", "観光課", kind="section", parent="shimin"),
    Bureau("shimin-shomu", "庶務課", kind="section", parent="shimin"),
    Bureau("kyoiku", "教育委員会"),
    Bureau("gimu", "義務教育課", kind="section", parent="kyoiku"),
)
REGISTER = BureauRegister(UNITS, prefixes=("洞海市",), by_end=True)


def told(cell: str) -> list[str]:
    """The units of a cell, each with what stands behind it, ``?`` before a name that is not known."""
    found = REGISTER.resolve_all(cell, 2019)
    return [
        f"{each.bureau.id} {each.department or ''}".strip() if each.bureau else f"?{each.text}"
        for each in found
    ]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("国際・広報課", ["kokusai", "koho"]),
        ("国際/広報課", ["kokusai", "koho"]),
        ("国際、広報課", ["kokusai", "koho"]),
        ("国際及び広報課", ["kokusai", "koho"]),
        ("国際・\n広報課", ["kokusai", "koho"]),
        ("国際・広報両課", ["kokusai", "koho"]),
        ("国際・広報・観光課ほか", ["kokusai", "koho", "kanko"]),
        ("観光課\n国際・広報課", ["kanko", "kokusai", "koho"]),
        ("総務部人事・庶務課", ["jinji", "shomu"]),
        ("総務部　人事・庶務課", ["jinji", "shomu"]),
        ("国際課・広報課", ["kokusai", "koho"]),
        ("国際・企画・調整課", ["kokusai", "chosei"]),
    ],
)
def test_units_that_share_an_ending(cell: str, units: list[str]) -> None:
    assert told(cell) == units
    assert not bureau_doubts(cell, 2019, REGISTER)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("企画・調整課", ["chosei"]),  # registered so
        ("国際・未知課", ["?国際・未知課"]),
        ("未知・広報課", ["?未知・広報課"]),
        ("未知・無名課", ["?未知・無名課"]),
        ("国際・交流・広報課", ["?国際・交流・広報課"]),
        ("総務部人事・未知課", ["soumu 人事・未知課"]),
        ("総務部国際・広報課", ["soumu 国際・広報課"]),  # known, but not in this department
    ],
)
def test_a_name_with_a_dot_is_never_half_of_it(cell: str, units: list[str]) -> None:
    assert told(cell) == units
    assert bool(bureau_doubts(cell, 2019, REGISTER)) == ("chosei" not in units)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("国際・広報課（主）、観光課（副）", ["国際課", "広報課", "観光課*"]),
        ("◎国際・広報課　○観光課", ["国際課", "広報課", "観光課*"]),
        ("◎観光課　○国際・広報課", ["観光課", "国際課*", "広報課*"]),
        ("主管：観光課　関係：国際・広報課", ["観光課", "国際課*", "広報課*"]),
        ("教育委員会（義務教育課、高校教育課）", ["教育委員会義務教育課", "教育委員会高校教育課"]),
        ("総務部（関係：国際・広報課）", ["総務部", "国際課*", "広報課*"]),
    ],
)
def test_each_has_the_role_of_the_whole(cell: str, units: list[str]) -> None:
    mentions, _ = REGISTER.split_bureau_cell(cell)
    assert [each.text + "*" * (each.role == "related") for each in mentions] == units


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("教育委員会（義務教育課、高校教育課）", ["gimu", "kyoiku 高校教育課"]),
        ("教育委員会（高校教育課・義務教育課）", ["gimu", "kyoiku 高校教育課"]),
        ("洞海市教育委員会\n（義務教育課）", ["gimu"]),
        ("市民局（庶務課、観光課）", ["shimin-shomu", "kanko"]),
        ("市民局（観光・庶務課）", ["kanko", "shimin-shomu"]),
        ("総務部人事課、庶務課", ["jinji", "shomu"]),
        ("市民局観光課、庶務課", ["kanko", "shimin-shomu"]),
        ("市民局観光課、未知課", ["kanko", "shimin 未知課"]),
    ],
)
def test_sections_of_the_unit_before(cell: str, units: list[str]) -> None:
    assert sorted(told(cell)) == sorted(units)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("国際課（広報課）", ["kokusai", "koho"]),
        ("市民局（国際課）", ["shimin", "kokusai"]),  # of no other unit, and none of this one
        ("国際課、未知課", ["kokusai", "?未知課"]),
        ("未知委員会（甲課、乙課）", ["?未知委員会(甲課、乙課)"]),
    ],
)
def test_units_that_are_no_sections_of_the_one_before(cell: str, units: list[str]) -> None:
    assert told(cell) == units


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("国際・未知課", "unknown bureau: 国際・未知課"),
        ("国際課、未知課", "unknown bureau: 未知課"),
        ("総務部人事・未知課", "no such unit in 総務部: 人事・未知課"),
        ("教育委員会（義務教育課、高校教育課）", "no such unit in 教育委員会: 高校教育課"),
        ("市民局観光課、未知課", "no such unit in 市民局: 未知課"),
    ],
)
def test_what_is_not_known_is_named_whole_and_with_what_it_is_part_of(cell: str, message: str) -> None:
    assert [doubt.message for doubt in bureau_doubts(cell, 2019, REGISTER)] == [message]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("教育委員会（義務教育課、高校教育課）", ["教育委員会義務教育課", "教育委員会高校教育課"]),
        ("総務部（国際課）", ["総務部国際課"]),
        ("総務部（国際交流協会）", ["総務部", "国際交流協会*"]),
        ("総務部（関係：国際課）", ["総務部", "国際課*"]),
        ("国際・広報課", ["国際・広報課"]),
        ("国際・\n広報課", ["国際・広報課"]),
    ],
)
def test_without_a_register(cell: str, units: list[str]) -> None:
    mentions, _ = split_units(cell)
    assert [each.text + "*" * (each.role == "related") for each in mentions] == units


def test_names_that_stand_short_for_others() -> None:
    names = [
        "国際・広報課",
        "国際課",
        "総務部広報課",
        "企画・調整課",
        "企画課",
        "総務部人事・庶務課",
        "総務部人事課",
    ]
    assert without_short_forms(names) == [name for name in names if name != "国際・広報課"]
