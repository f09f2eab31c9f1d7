"""Bodies outside the government in a cell of units: each is told where no register has it, and hides no unit beside it."""

from __future__ import annotations

import pytest

from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.outside import outside_body
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister

UNITS = (
    Bureau("soumu", "総務局"),
    Bureau("kokusai", "国際課", kind="section"),
    Bureau("shoukou", "商工課", kind="section"),
)
REGISTER = BureauRegister(UNITS, prefixes=("白帆市", "市"), by_end=True)
KNOWN_TOO = BureauRegister(
    [*UNITS, Bureau("kyoukai", "国際交流協会", kind="section")], prefixes=("白帆市", "市"), by_end=True
)


def told(cell: str, register: BureauRegister = REGISTER) -> tuple[list[str], list[str]]:
    """The units of a cell, and the names that are told as unknown."""
    units = [each.bureau.id for each in register.resolve_all(cell, 2022) if each.bureau]
    return units, [doubt.text for doubt in bureau_doubts(cell, 2022, register)]


@pytest.mark.parametrize(
    ("cell", "units", "bodies"),
    [
        ("国際交流協会・国際課", ["kokusai"], ["国際交流協会"]),
        ("国際課／白帆国際交流財団", ["kokusai"], ["白帆国際交流財団"]),
        ("観光協会、商工課", ["shoukou"], ["観光協会"]),
        ("国際課（国際交流協会）", ["kokusai"], ["国際交流協会"]),
        ("国際交流協会（国際課）", ["kokusai"], ["国際交流協会"]),
        ("国際課 国際交流協会", ["kokusai"], ["国際交流協会"]),
        ("国際課国際交流協会", ["kokusai"], ["国際交流協会"]),
        ("国際課\n国際交流協会", ["kokusai"], ["国際交流協会"]),
        ("国際課と国際交流協会", ["kokusai"], ["国際交流協会"]),
        ("国際交流協会と国際課", ["kokusai"], ["国際交流協会"]),
        ("国際課、JICA北陸", ["kokusai"], ["JICA北陸"]),
        ("国際課・白帆大学", ["kokusai"], ["白帆大学"]),
        ("総務局・白帆大学", ["soumu"], ["白帆大学"]),
        ("NPO法人海の会・国際課", ["kokusai"], ["NPO法人海の会"]),
        ("公益財団法人 白帆国際交流協会／国際課", ["kokusai"], ["公益財団法人白帆国際交流協会"]),
        ("国際課・（公財）白帆国際交流協会", ["kokusai"], ["白帆国際交流協会"]),
        ("国際課・アジア・太平洋協会", ["kokusai"], ["アジア・太平洋協会"]),
        ("アジア・太平洋協会・国際課", ["kokusai"], ["アジア・太平洋協会"]),
        ("国際課・商工課、観光協会ほか", ["kokusai", "shoukou"], ["観光協会"]),
        ("総務局観光協会", ["soumu"], ["観光協会"]),
    ],
)
def test_a_body_beside_a_unit(cell: str, units: list[str], bodies: list[str]) -> None:
    assert told(cell) == (units, bodies)


@pytest.mark.parametrize(
    "cell",
    [
        "国際課（内線123）",
        "国際課（大学連携担当）",
        "国際課観光協会担当",
        "国際課（国際交流協会に委託）",
        "国際課・国際交流係",
        "国際課（市民大会担当）",
        "総務局都立大学",
        "国際課ほか",
    ],
)
def test_what_is_part_of_a_unit_or_a_remark_is_no_body(cell: str) -> None:
    assert told(cell)[1] == []


def test_a_body_that_the_register_has_is_one_of_the_units() -> None:
    for cell in ("国際課・国際交流協会", "国際課（国際交流協会）", "国際課国際交流協会"):
        assert told(cell, KNOWN_TOO) == (["kokusai", "kyoukai"], []), cell


def test_a_body_that_leaves_the_list_open() -> None:
    assert REGISTER.is_open("国際課、観光協会ほか")
    assert not REGISTER.is_open("国際課、観光協会")


def test_no_unit_is_offered_for_a_body_that_opens_like_it() -> None:
    """An alias for 国際交 would be every body's of that beginning."""
    (doubt,) = bureau_doubts("国際交流協会", 2022, REGISTER)
    assert doubt.accept == ""
    assert doubt.hint.endswith("tgx words add-unit 国際交流協会")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("観光協会", "観光協会"),
        ("観光協会、国際課", "観光協会"),
        ("白帆商事株式会社", "白帆商事株式会社"),
        ("NPO法人 海の会", "NPO法人 海の会"),
        ("友好都市交流クラブ", "友好都市交流クラブ"),
        ("観光協会担当", ""),
        ("NPO法人", ""),
        ("総会", ""),
        ("国際課", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_body(text: str, body: str) -> None:
    assert outside_body(text) == body
