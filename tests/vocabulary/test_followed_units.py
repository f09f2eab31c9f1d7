"""A unit that another one followed (国際課⇒広報課), and words that leave the list open behind a unit without a register."""

from __future__ import annotations

import pytest

from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.documents import BureauMention, MeasureRecord
from toshigaikou_cli.records.place import NOWHERE
from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts, measure_doubts
from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister
from toshigaikou_cli.vocabulary.bureaus.units import split_units


@pytest.mark.parametrize(
    ("cell", "units", "open_ended"),
    [
        ("国際課⇒広報課", ["国際課", "広報課"], False),
        ("国際課 → 広報課", ["国際課", "広報課"], False),
        ("国際課（R5から広報課）", ["国際課", "広報課"], False),
        ("国際課（令和5年4月から広報課）", ["国際課", "広報課"], False),
        ("観光課ほか関係課", ["観光課"], True),
        ("観光課ほか関係各課", ["観光課"], True),
        ("観光課その他関係部局", ["観光課"], True),
        ("観光課ほか2課", ["観光課"], True),
        ("観光課他", ["観光課"], True),
        ("全庁", [], True),
        ("R5国際課", ["R5国際課"], False),
    ],
)
def test_units_without_a_register(cell: str, units: list[str], open_ended: bool) -> None:
    mentions, opened = split_units(cell)
    assert ([each.text for each in mentions], opened) == (units, open_ended)


REGISTER = BureauRegister([Bureau("kokusai", "国際課"), Bureau("koho", "広報課")])


@pytest.mark.parametrize(
    "cell", ["国際課⇒広報課", "国際課→広報課", "国際課（R5から広報課）", "国際課（令和5年度より広報課）"]
)
def test_a_unit_that_another_followed_is_named_and_both_are_read(cell: str) -> None:
    found = REGISTER.resolve_all(cell, 2023)
    assert [each.bureau and each.bureau.id for each in found] == ["kokusai", "koho"]
    assert [each.department for each in found] == [None, None]
    (doubt,) = bureau_doubts(cell, 2023, REGISTER)
    assert (doubt.code, doubt.message) == (
        "bureau-not-in-force",
        f"{cell}: one unit follows another, and both count",
    )


@pytest.mark.parametrize("cell", ["国際課、広報課", "国際課（広報課）", "国際課"])
def test_units_side_by_side_follow_none(cell: str) -> None:
    assert not bureau_doubts(cell, 2023, REGISTER)


def measure(cell: str, *units: str, open_ended: bool = False) -> MeasureRecord:
    mentions = tuple(BureauMention(unit, "lead") for unit in units)
    return MeasureRecord(
        "1", "", "", "交流", "", mentions, open_ended, (RawCell("bureaus", "担当課", cell),), NOWHERE
    )


def test_a_measure_of_all_lacks_no_bureau() -> None:
    assert not list(measure_doubts(measure("全庁", open_ended=True), 2023, REGISTER))
    assert [each.code for each in measure_doubts(measure(""), 2023, REGISTER)] == ["measure-bureau-unknown"]
    unknown = measure("謎課ほか", "謎課", open_ended=True)
    assert [each.code for each in measure_doubts(unknown, 2023, REGISTER)] == ["measure-bureau-unknown"]
    followed = measure("国際課⇒広報課", "国際課", "広報課")
    assert [each.code for each in measure_doubts(followed, 2023, REGISTER)] == ["bureau-not-in-force"]
