"""The unit of a row: the columns that name its parts, and words for what the row above is part of."""

from __future__ import annotations

import pytest

from toshigaikou_cli.parsers.rows.units_of_rows import of_levels, side_by_side, together, under_the_same


@pytest.mark.parametrize(
    ("columns", "unit"),
    [
        (("総務部", "国際課", ""), "総務部国際課"),
        (("市民局", "文化部", "国際課"), "市民局文化部国際課"),
        (("国際課", "総務部", ""), "総務部国際課"),
        (("国際課", "", "総務部"), "総務部国際課"),
        (("市民局", "国際課", "文化部"), "市民局文化部国際課"),
        (("国際課", "", "観光課"), "国際課、観光課"),
        (("総務部", "国際課", "交流係"), "総務部国際課交流係"),
        (("市民局文化部", "", "文化部"), "市民局文化部"),
        (("市民局ほか", "文化部", ""), "市民局ほか文化部"),
        (("", "国際課", ""), "国際課"),
    ],
)
def test_columns_of_one_unit(columns: tuple[str, str, str], unit: str) -> None:
    assert together(*columns) == unit


@pytest.mark.parametrize(
    ("columns", "units"),
    [
        ([["市民局"], ["文化部"], ["国際課"]], "市民局文化部国際課"),
        ([["国際課"], ["文化部"], ["市民局"]], "市民局文化部国際課"),  # the lowest stands first
        ([["総務部"], ["国際課"], ["交流係"]], "総務部国際課交流係"),
        ([["市民局"], ["文化部"], ["国際課、広報課"]], "市民局文化部国際課、市民局文化部広報課"),
        ([["市民局"], ["文化部", "観光部"], ["国際課", "誘致課"]], "市民局文化部国際課\n市民局観光部誘致課"),
        ([["市民局"], ["文化部、観光部"], ["国際課、誘致課"]], "市民局文化部国際課、市民局観光部誘致課"),
        ([["総務部"], ["国際課", "広報課"]], "総務部国際課\n総務部広報課"),
        ([["国際課"]], "国際課"),
        ([], ""),
    ],
)
def test_units_of_columns_of_a_strategy(columns: list[list[str]], units: str) -> None:
    assert of_levels(columns) == units


@pytest.mark.parametrize(
    ("above", "below", "units"),
    [
        ("教育委員会 市長公室", "学校課 広報課", "教育委員会学校課、市長公室広報課"),
        ("総務部 市民部", "国際課 共生室", "総務部国際課、市民部共生室"),
        ("総務部 総務部", "国際課 広報課", "総務部国際課、総務部広報課"),
        ("総務部", "国際課 広報課", ""),  # two sections of one
        ("総務部 市民部", "国際課", ""),
        ("総務部", "国際課", ""),
        ("", "", ""),
        ("市民生 活部", "多文化 共生課", ""),  # broken at the width
        ("総務部 市民部", "多文化 共生課", ""),
        ("教育委員会 事務局", "学校課 国際課", ""),
        ("教育部 総務部", "学校教育 課", ""),
        ("総務部 市民部", "国際課 課", ""),
        ("国際課 広報課", "総務部 市民部", "総務部国際課、市民部広報課"),  # the higher one stands second
        ("国際課 広報課", "観光課 庶務課", ""),
        ("総務部 国際課", "国際課 総務部", ""),
    ],
)
def test_a_line_for_each_unit_in_both_columns(above: str, below: str, units: str) -> None:
    assert side_by_side([above.split(), below.split()]) == units


def test_a_line_for_each_unit_in_three_columns_or_one() -> None:
    assert side_by_side([["市民局", "経済局"], ["文化部", "観光部"], ["国際課", "誘致課"]]) == (
        "市民局文化部国際課、経済局観光部誘致課"
    )
    assert side_by_side([["国際課", "広報課"]]) == side_by_side([]) == ""


@pytest.mark.parametrize(
    ("cell", "above", "unit"),
    [
        ("〃観光課", "市民局国際課", "市民局観光課"),
        ("〃　観光課", "市民局\n国際課", "市民局観光課"),
        ("同　観光課", "市民局文化部国際課", "市民局文化部観光課"),
        ("同上　観光課", "市民局国際課", "市民局観光課"),
        ("同局観光課", "市民局文化部国際課", "市民局観光課"),
        ("同部", "市民局文化部国際課", "市民局文化部"),
        ("同課", "市民局国際課", "市民局国際課"),
        ("〃文化部", "市民局総務部国際課", "市民局文化部"),
        ("〃観光課、広報課", "総務部国際課", "総務部観光課、総務部広報課"),
        ("〃観光課", "市民局国際課、市民局総務課", "市民局観光課"),
        ("〃観光課", "総務部", "総務部観光課"),
        ("同　観光課", "東部事務所", "観光課"),
        ("同　観光課", "国際課", "観光課"),
        ("〃（国際交流係）", "市民局国際課", "市民局国際課（国際交流係）"),
    ],
)
def test_a_unit_of_what_the_one_above_is_part_of(cell: str, above: str, unit: str) -> None:
    assert under_the_same(cell, above) == unit


@pytest.mark.parametrize(
    ("cell", "above"),
    [
        ("同和対策課", "市民局国際課"),
        ("同課題", "市民局国際課"),
        ("同上記", "市民局国際課"),
        ("〃観光課", "東部事務所"),
        ("同部観光課", "国際課"),
        ("〃観光課", "市民局国際課、教育委員会総務課"),
        ("観光課", "市民局国際課"),
        ("〃", "市民局国際課"),  # the whole cell above
    ],
)
def test_what_names_no_unit_of_the_one_above(cell: str, above: str) -> None:
    assert under_the_same(cell, above) == ""
