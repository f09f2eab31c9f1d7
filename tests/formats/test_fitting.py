"""Narrow terminals: what goes is said, what adds up stays, names break between each other."""

from __future__ import annotations

from typing import Any

import pytest

from toshigaikou_cli.formats.tables import terminal
from toshigaikou_cli.formats.tables.fitting import fitted
from toshigaikou_cli.formats.tables.table import Column, Table, width
from toshigaikou_cli.formats.tables.wrapping import hanging, longest_name, wrapped

NAMES = Column("cities", "都市", flexible=True, names=True)
TEXT = Column("title", "施策", flexible=True)
LONG = "都市の安全・安心対策の分野におけるソウル特別市との交流・協力"


def shown(table: Table, columns: int) -> list[str]:
    return terminal.plain([table], columns).splitlines()


def counted(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, name, "right") for name in names)


def test_a_list_breaks_between_its_names() -> None:
    text = "北京市、スタートアップ戦略推進本部、パリ市"
    assert wrapped(text, 30, names=True) == ["北京市、", "スタートアップ戦略推進本部、", "パリ市"]
    prose = "北京市、新しい技術を持つ会社の参加、パリ市"
    assert wrapped(prose, 30, names=True)[0] == "北京市、"
    assert wrapped(prose, 30)[0] != "北京市、"
    assert wrapped("Bureau of Taxation (Bureau of Finance)", 24, names=True) == [
        "Bureau of Taxation",
        "(Bureau of Finance)",
    ]
    assert longest_name("北京市、ソウル特別市") == 12


def test_a_name_wider_than_its_line_is_broken_as_any_text() -> None:
    assert wrapped("北京市、戦略政策情報推進本部", 12, names=True) == ["北京市、戦略", "政策情報推進", "本部"]


def test_a_name_widens_its_column_as_long_as_a_text_can_give_way() -> None:
    out = shown(Table((TEXT, NAMES), [(LONG, "戦略政策情報推進本部、北京市"), ("短い", "パリ市")]), 60)
    assert any("戦略政策情報推進本部、" in line for line in out)


def test_what_is_the_same_in_each_row_is_said_once() -> None:
    table = Table(
        (Column("n", "No.", "right"), *counted("Goal"), TEXT),
        [(1, 2, LONG * 2), (2, 2, LONG)],
        notes=("a note",),
    )
    out = shown(table, 30)
    assert out[-2:] == ["a note", "The same in each row: Goal: 2"]
    assert "Goal" not in out[0]
    assert "Goal" in shown(table, 200)[0], "where there is room, the column stays"


def test_a_single_row_keeps_its_columns() -> None:
    out = shown(Table((Column("n", "No.", "right"), *counted("Goal"), TEXT), [(1, 2, LONG)]), 40)
    assert "Goal" in out[0]


@pytest.mark.parametrize("nothing", ["", 0, "–", None])
def test_columns_without_anything_go_first(nothing: Any) -> None:
    columns = (Column("n", "No.", "right"), *counted("Achievements", "Outside"), TEXT)
    out = shown(Table(columns, [(1, 12, nothing, LONG), (2, 13, 0, LONG)]), 42)
    assert out[-1] == "None in any row: Outside"
    assert "Achievements" in out[0] or "No." in out[0]


def test_a_number_that_others_are_summed_with_is_never_left_out() -> None:
    names = ("Achievements", "Linked", "Suggested", "Elsewhere", "Outside", "Unlinked")
    table = Table(
        (Column("year", "Sheet"), *counted(*names)),
        [("FY2017", 35, 20, 5, 5, 4, 1), ("FY2018", 2, 2, 0, 0, 0, 0)],
    )
    out = "\n".join(shown(table, 40))
    assert all(f"{name}: {n}" in out for name, n in zip(names, (35, 20, 5, 5, 4, 1), strict=True))


def test_headings_go_over_two_lines() -> None:
    columns = (Column("city", "City"), *counted("Reported without a relation", "Links that count"))
    out = shown(Table(columns, [("Seoul", 10, 20), ("Paris", 1, 2)]), 30)
    assert out[0].split() == ["City", "Reported", "Links", "that"]
    assert out[-1].split() == ["Paris", "1", "2"]


def test_a_later_part_that_differs_brings_the_column_back() -> None:
    columns = (Column("n", "No.", "right"), Column("kind", "Kind"), TEXT)
    parts = [
        Table(columns, [(1, "result", LONG), (2, "result", LONG * 2)]),
        Table(columns, [(3, "result", "short")]),
        Table(columns, [(4, "plan", LONG)]),
    ]
    out = "".join(terminal.in_chunks(parts, 32, color=False))
    before, after = out.split("\n\n")
    assert " ".join(before.splitlines()[-2:]) == "The same in each row: Kind: result"
    assert " 3  " in before
    assert "plan" in after
    assert "Kind" in after.splitlines()[0] or "Kind: plan" in after


def test_further_lines_stand_below_the_first() -> None:
    assert hanging("  1  東京都とソウル特別市", 17) == ["  1  東京都と", "     ソウル特別市"]
    assert hanging("    交流の実績です", 12) == ["    交流の実", "    績です"]
    assert hanging("交流の実績", 6) == ["交流の", "実績"]
    assert hanging("  ・交流の実績です", 12) == ["  ・交流の実", "    績です"]
    assert hanging("15 cities by then", 12) == ["15 cities by", "then"]


def test_a_short_mark_in_brackets_stays_whole() -> None:
    assert wrapped("学び合い [linked, 0.97]", 20) == ["学び合い", "[linked, 0.97]"]
    assert wrapped("[" + "都市" * 12 + "]", 20)[0] == "[" + "都市" * 4 + "都"


def test_titles_are_brief_where_they_do_not_fit() -> None:
    columns = (
        Column("year", ""),
        *(Column(name, f"{name}月", "right", heat=True, brief=name) for name in "456789"),
    )
    table = Table(columns, [("2017年度", *("1▂" for _ in range(6)))])
    assert shown(table, 34)[0].split() == list("456789")
    assert shown(table, 60)[0].split() == [f"{name}月" for name in "456789"]


def test_a_table_that_folds_stands_in_two_unless_it_has_long_texts() -> None:
    names = ("Achievements", "Linked", "Suggested", "Elsewhere", "Unlinked")
    table = Table((Column("year", "Sheet"), *counted(*names)), [("FY2017", 35, 20, 5, 5, 5)], folds=True)
    first, second = "\n".join(shown(table, 40)).split("\n\n")
    assert first.split()[0] == second.split()[0] == "Sheet"
    assert all(name in first + second for name in names)
    texts = Table((*table.columns, TEXT), [("FY2017", 35, 20, 5, 5, 5, LONG)], folds=True)
    assert shown(texts, 40)[0] == "Sheet: FY2017"


def test_a_column_that_may_be_narrower_keeps_the_table() -> None:
    """Two lists of names beside a title: only where their columns may be narrow, the table fits."""
    lines = [["Measure", "環境分野における姉妹友好都市交流の実施"], ["Bureaus", "青少年・治安対策本部、都市整備局"],
             ["Cities", "バンコク、デリー、シンガポール"]]  # fmt: skip
    widths = [max(map(width, texts)) for texts in lines]
    for least, fits in ((0, False), (16, True)):
        columns = [
            Column("title", "Measure", flexible=True),
            *(Column(key, key, flexible=True, names=True, least=least) for key in ("bureaus", "cities")),
        ]
        found = fitted(columns, lines, widths, 58, 1)
        assert (found is not None) is fits
