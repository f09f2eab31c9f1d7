"""Units that are part of others: 課 in 局."""

from __future__ import annotations

import pytest

from toshigaikou_cli.coverage.units import unit_at
from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.vocabulary.bureaus.above import parent_before
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister

UNITS = (
    Bureau("kikaku", "企画調整局"),
    Bureau("kokusai-bu", "国際部", kind="department", parent="kikaku"),
    Bureau("kokusai", "国際政策課", kind="section", parent="kokusai-bu"),
    Bureau("kanko", "観光課", kind="section"),
    Bureau("kankyo", "環境部", kind="department"),
)
REGISTER = BureauRegister(UNITS, prefixes=("北九州市",), by_end=True)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("国際政策課", "kokusai"),
        ("企画調整局国際政策課", "kokusai"),
        ("企画調整局国際部 国際政策課", "kokusai"),
        ("北九州市企画調整局国際部", "kokusai-bu"),
        ("企画調整局総務課", "kikaku"),
        ("企画調整局観光課", "kanko"),
        ("企画調整局 観光課 誘客係", "kanko"),
        ("企画調整局国際観光課", "kikaku"),
        ("企画調整局観光課程", "kikaku"),
        ("環境部国際交流課", "kankyo"),
        ("環境部国際政策課", "kankyo"),  # it is another unit's
        ("観光課企画調整局", "kanko"),
        ("未知の課", None),
    ],
)
def test_a_unit_is_known_with_and_without_what_it_is_part_of(cell: str, unit: str | None) -> None:
    bureau = REGISTER.resolve(cell, 2019).bureau
    assert (bureau and bureau.id) == unit


@pytest.mark.parametrize("rest", ["全課", "各区役所", "その他関係課", "関係各課", "ほか3課", "各部", "等"])
def test_words_that_open_a_list_are_no_names(rest: str) -> None:
    mentions, open_ended = REGISTER.split_bureau_cell(f"国際政策課、{rest}")
    assert ([mention.text for mention in mentions], open_ended) == (["国際政策課"], True)


def test_a_name_of_a_unit_opens_no_list() -> None:
    mentions, open_ended = REGISTER.split_bureau_cell("国際政策課、観光課")
    assert ([mention.text for mention in mentions], open_ended) == (["国際政策課", "観光課"], False)


@pytest.mark.parametrize("form", ["（公財）", "(一社)", "（株）", "（NPO法人）"])
def test_the_legal_form_of_a_body_is_no_unit(form: str) -> None:
    mentions, _ = REGISTER.split_bureau_cell(f"国際政策課、{form}国際交流協会")
    assert [mention.text for mention in mentions] == ["国際政策課", "国際交流協会"]


def test_a_unit_in_parentheses_is_one() -> None:
    mentions, _ = REGISTER.split_bureau_cell("国際政策課（観光課）")
    assert [mention.text for mention in mentions] == ["国際政策課", "観光課"]


@pytest.mark.parametrize(
    ("level", "unit", "found"),
    [
        ("bureau", "kokusai", "kikaku"),
        ("department", "kokusai", "kokusai-bu"),
        ("section", "kokusai", "kokusai"),
        ("bureau", "kanko", "kanko"),
        ("section", "kikaku", "kikaku"),
        ("bureau", "gone", "gone"),
    ],
)
def test_the_unit_of_a_level(level: UnitKind, unit: str, found: str) -> None:
    assert unit_at(level, unit, {each.id: (each.kind, each.parent) for each in UNITS}) == found


@pytest.mark.parametrize(
    ("cell", "before"),
    [
        ("企画調整局観光課", "kikaku"),
        ("企画調整局国際政策課", None),
        ("企画調整局", None),
        ("観光課", None),
        ("環境部観光課", None),  # of which no parts are known: what it is part of is not kept there
    ],
)
def test_a_unit_that_stands_behind_one_with_parts_may_be_one_of_them(cell: str, before: str | None) -> None:
    above = parent_before(REGISTER.resolve(cell, 2019), REGISTER)
    assert (above and above.id) == before
