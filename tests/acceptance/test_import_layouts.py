"""What an import says of sheets whose tables say things once: an item over several rows, a unit over a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from forms import FORMS
from make_documents import Sheet, table_cells, workbook

TITLE = "令和5年度 国際交流事業実績"


def test_an_item_that_is_merged_over_rows_is_one_achievement(tgx: Run, tmp_path: Path) -> None:
    rows = (
        ("事業名", "担当局", "実績"),
        ("港の交流", "港湾局", "5月に商談会を開催"),
        ("", "", "視察は中止"),
        ("", "建設局", "公園を案内"),
    )
    cells = {"A1": TITLE, **table_cells(rows, top=2)}
    path = tmp_path / "実績.xlsx"
    path.write_bytes(workbook(Sheet("実績", cells, ["A3:A5", "B3:B4"])))
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "4 rows = 2 achievements + 1 header + 1 continued + 0 rejected" in done.out
    assert (
        "info: 1 row is more of the item that is merged over it, and told with the row above: 港の交流"
        in done.out
    )
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [
        (each["bureau"], [(part["text"], part["outcome"]) for part in each["activities"]]) for each in found
    ] == [
        ("港湾局", [("5月に商談会を開催", "held"), ("視察は中止", "cancelled")]),
        ("建設局", [("公園を案内", "held")]),
    ]


def test_tabs_and_lines_name_the_units_of_tables_without_a_column_of_them(tgx: Run, tmp_path: Path) -> None:
    one = (("事業名", "実績"), ("商談会", "5月に8社と商談会を開いた。"))
    other = (("所属：環境局", ""), ("事業名", "実績"), ("研修", "6月に3名を受け入れた。"))
    path = tmp_path / "実績.xlsx"
    path.write_bytes(
        workbook(
            Sheet("港湾局", {"A1": TITLE, **table_cells(one, top=2)}),
            Sheet("別表", {"A1": TITLE, **table_cells(other, top=2)}),
            Sheet("その他", {"A1": TITLE, **table_cells(one, top=2)}),
        )
    )
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "6 rows = 2 achievements + 2 headers + 2 in other tables" in done.out
    assert (
        "info: 2 rows are of the unit that stands over their table, in a line, a title or the name of the sheet:"
        " 港湾局 (1), 環境局 (1)"
    ) in done.out
    assert (
        "warning: a table that does not say who is responsible, and was not read: 事業名 | 実績" in done.out
    )
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [(each["bureau"], each["item"]) for each in found] == [("港湾局", "商談会"), ("環境局", "研修")]


def test_a_table_of_nobody_is_refused_with_what_to_do(tgx: Run, tmp_path: Path) -> None:
    path = tmp_path / "実績.tsv"
    path.write_text(f"{TITLE}\n作成：国際課\n\n事業名\t実績\n商談会\t開催した。\n", encoding="utf-8")
    done = tgx("import", path)
    assert (done.code, done.out) == (2, "")
    assert "実績.tsv:line 4: no known header; seen: 事業名 | 実績" in done.err
    assert "write 担当課：国際課 over each table" in done.err
    path.write_text(f"{TITLE}\n担当課：国際課\n\n事業名\t実績\n商談会\t開催した。\n", encoding="utf-8")
    assert tgx("import", path).code == 0
    unknown = tgx("validate")
    assert unknown.code == 1
    assert "unknown bureau: 国際課" in unknown.out


def test_a_number_that_is_shown_as_a_fraction_is_no_day(tgx: Run, tmp_path: Path) -> None:
    rows = (
        ("事業名", "担当局", "実施日", "実績"),
        ("空の交流", "環境局", "", "視察団を受け入れた"),
        ("港の交流", "港湾局", "", ""),
        ("川の交流", "建設局", "3/4", "1/8"),
    )
    cells = {"A1": TITLE, **table_cells(rows, top=2), "C3": 0.75, "D4": 0.125}
    path = tmp_path / "実績.xlsx"
    path.write_bytes(workbook(Sheet("実績", cells, formats={"C3": "# ?/?", "D4": "# ?/?"})))
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "info: 1 cell of 実施日 is kept as it is, not read: 3⁄4 (実績.xlsx:sheet 実績:row 3)" in done.out
    found = json.loads(tgx("query", "activities", "--format", "json").out)
    assert {each["text"]: [date["start"] for date in each["dates"]] for each in found} == {
        "視察団を受け入れた": [],
        "1⁄8": [],
        "1/8": ["2024-01-08"],
    }
    assert "港の交流" in tgx("search", "1/8").out


CARDS = (
    (("施策名", "港の交流"), ("担当局", "港湾局"), ("取組実績", "5月に商談会を開いた。"), ("課題", "人手")),
    (
        ("施策名", "川の交流"),
        ("担当局", "建設局"),
        ("取組実績", "6月2日に視察団を受け入れた。"),
        ("課題", ""),
    ),
)


def results(tgx: Run) -> list[tuple[str, str, str]]:
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    return sorted((each["item"], each["bureau"], each["result"]) for each in found)


def test_a_card_on_each_sheet_of_a_workbook_is_a_row(tgx: Run, tmp_path: Path) -> None:
    sheets = [
        Sheet(
            f"個票{number}",
            {"A1": TITLE, "A2": "■基本情報", **table_cells(card, top=3)},
            ["A1:D1", "A2:D2", *(f"B{row}:D{row}" for row in range(3, 7))],
        )
        for number, card in enumerate(CARDS, 1)
    ]
    path = tmp_path / "評価.xlsx"
    path.write_bytes(workbook(*sheets))
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "8 rows = 2 achievements + 1 header + 5 continued + 0 rejected" in done.out
    assert (
        "info: 2 rows are read from tables that have their headers in the first column (評価.xlsx:sheet 個票1:row 3)"
        in done.out
    )
    assert results(tgx) == sorted((card[0][1], card[1][1], card[2][1]) for card in CARDS)
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert {(each["source"]["sheet"], each["source"]["row"], each["field"]) for each in found} == {
        ("個票1", 3, ""),
        ("個票2", 3, ""),
    }


@pytest.mark.parametrize("form", FORMS)
def test_cards_are_the_same_in_every_form(tgx: Run, tmp_path: Path, form: str) -> None:
    lines = [TITLE, *("\t".join(row) for row in CARDS[0]), "次の施策", *("\t".join(row) for row in CARDS[1])]
    text = tmp_path / "text.txt"
    text.write_text("\n".join(lines), encoding="utf-8")
    path = tmp_path / f"評価.{form}"
    path.write_bytes(FORMS[form](text, ()))
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert results(tgx) == sorted((card[0][1], card[1][1], card[2][1]) for card in CARDS)


def test_a_card_that_is_not_sure_is_refused_as_one(tgx: Run, tmp_path: Path) -> None:
    path = tmp_path / "評価.xlsx"
    path.write_bytes(
        workbook(Sheet("個票", {"A1": TITLE, **table_cells((*CARDS[0], ("取組実績", "研修")), top=2)}))
    )
    done = tgx("import", path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "tgx: 評価.xlsx:sheet 個票:row 2: a table with its headers in the first column, not read: 施策名 | 港の交流 ("
    )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_halves_of_a_year_are_one_result(tgx: Run, tmp_path: Path, form: str) -> None:
    rows = (
        ("事業名", "担当局", "実績", ""),
        ("", "", "4～9月", "10～3月"),
        ("港の交流", "港湾局", "・5月に商談会を開いた。\n・視察団を受け入れた。", "職員を派遣した。"),
    )
    path = tmp_path / f"実績.{form}"
    if form == "xlsx":
        merged = ["A2:A3", "B2:B3", "C2:D2"]
        path.write_bytes(workbook(Sheet("実績", {"A1": TITLE, **table_cells(rows, top=2)}, merged)))
    else:
        lines = [(TITLE,), *rows]
        path.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines), encoding="utf-8")
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "info: columns of the parts of a year are told together: 実績4～9月, 実績10～3月 (" in done.out
    found = json.loads(tgx("query", "activities", "--format", "json").out)
    assert {each["text"]: [(date["start"], date["end"]) for date in each["dates"]] for each in found} == {
        "5月に商談会を開いた。": [("2023-05-01", "2023-05-31")],
        "視察団を受け入れた。": [("2023-04-01", "2023-09-30")],
        "職員を派遣した。": [("2023-10-01", "2024-03-31")],
    }
