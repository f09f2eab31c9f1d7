"""Workbooks: merged ranges, titles, several sheets, values as shown, and files that are refused."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make_documents as make
from make_documents import Sheet
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import archives
from toshigaikou_cli.readers.xlsx.workbook import read, recognizes
from toshigaikou_cli.records.blocks import Cell, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

SAMPLES = Path(os.environ.get("TGX_ORIGINALS", "/nowhere")).parent / "samples"


def reading(*sheets: Sheet) -> Reading:
    return read(make.workbook(*sheets), "a.xlsx", ReadOptions())


def rows(found: Reading) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in block.cells) for block in found.blocks if isinstance(block, Row)]


def lines(found: Reading) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Line)]


def numbers(found: Reading) -> list[tuple[int, int]]:
    return [(block.table, block.row) for block in found.blocks if isinstance(block, Row)]


def test_a_sheet_with_merged_cells() -> None:
    data = make.xlsx_sheet()
    assert recognizes(data)
    found = read(data, "a.xlsx", ReadOptions())
    assert found.format == "xlsx"
    assert lines(found) == ["実績", make.SHEET_TITLE]
    assert rows(found) == [make.SHEET_HEADER, *make.SHEET_ROWS]
    assert numbers(found)[0] == (1, 3)
    assert {block.page for block in found.blocks} == {1}
    assert (found.tally.pages, found.tally.tables, found.tally.rows) == (1, 1, 6)
    assert found.tally.filled == 4
    assert found.findings == ()


def test_filled_cells_are_marked_and_their_text_counted_once() -> None:
    found = reading(Sheet("S", {"A1": "分野", "B1": "局", "A2": "交流", "B2": "甲", "B3": "乙"}, ["A2:A3"]))
    last = found.blocks[-1]
    assert isinstance(last, Row)
    assert last.cells == (Cell("交流", filled=True), Cell("乙"))
    assert found.tally.characters == len("分野局交流甲乙")


def test_a_range_over_columns_gives_its_text_to_the_first() -> None:
    cells = {"A1": "分野", "B1": "実績", "B2": "29年度", "C2": "30年度", "A3": "交流", "B3": "x", "C3": "y"}
    found = reading(Sheet("S", cells, ["A1:A2", "B1:C1"]))
    assert rows(found) == [("分野", "実績", ""), ("分野", "29年度", "30年度"), ("交流", "x", "y")]
    first = found.blocks[1]
    assert isinstance(first, Row)
    assert [cell.filled for cell in first.cells] == [False, False, True]


def test_records_of_two_sheet_rows_each_are_read_once() -> None:
    cells = {"A1": "分野", "B1": "局", "A2": "交流", "B2": "甲", "A4": "教育", "B4": "乙"}
    found = reading(Sheet("S", cells, ["A2:A3", "B2:B3", "A4:A5", "B4:B5"]))
    assert rows(found) == [("分野", "局"), ("交流", "甲"), ("教育", "乙")]
    assert numbers(found) == [(1, 1), (1, 2), (1, 4)]


def test_an_empty_row_ends_a_table_and_a_title_may_follow() -> None:
    cells = make.table_cells(
        [["題"], ["分野", "局"], ["交流", "甲"], [], ["二"], ["分野", "局"], ["教育", "乙"]]
    )
    found = reading(Sheet("S", cells))
    assert lines(found) == ["S", "題", "二"]
    assert numbers(found) == [(1, 2), (1, 3), (2, 6), (2, 7)]


def test_a_cell_merged_over_the_whole_table_is_a_heading() -> None:
    cells = make.table_cells([["分野", "局"], ["交流", "甲"], ["②教育"], ["x", "乙"], ["y"]])
    found = reading(Sheet("S", cells, ["A3:B3"]))
    assert lines(found) == ["S", "②教育"]
    assert rows(found) == [("分野", "局"), ("交流", "甲"), ("x", "乙"), ("y", "")]


def test_outer_empty_columns_are_left_out_and_inner_ones_kept() -> None:
    found = reading(Sheet("S", {"A1": "題", "B3": "分野", "D3": "局", "B4": "交流", "D4": "甲", "H9": " "}))
    assert rows(found) == [("分野", "", "局"), ("交流", "", "甲")]


def test_sheets_are_pages_and_hidden_ones_are_named() -> None:
    table = make.table_cells([["分野", "局"], ["交流", "甲"]])
    found = reading(
        Sheet("平成30年度", table), Sheet("作業用", table, state="hidden"), Sheet("Sheet3", table)
    )
    assert lines(found) == ["平成30年度"]
    assert [(block.page, block.sheet, block.table) for block in found.blocks if isinstance(block, Row)] == [
        (1, "平成30年度", 1),
        (1, "平成30年度", 1),
        (3, "Sheet3", 2),
        (3, "Sheet3", 2),
    ]
    assert found.tally.skipped == (Skip("hidden sheet", Spot("a.xlsx", 2, sheet="作業用")),)
    assert str(found.tally.skipped[0]) == "sheet 作業用: hidden sheet"
    assert found.tally.pages == 2


def test_an_empty_sheet_gives_nothing() -> None:
    found = reading(Sheet("空", {}), Sheet("S", {"A1": "a", "B1": "b"}))
    assert lines(found) == ["S"]
    assert rows(found) == [("a", "b")]


def test_progress_is_told_by_sheets() -> None:
    told: list[tuple[int, int]] = []
    data = make.workbook(Sheet("A", {"A1": "a"}), Sheet("B", {"A1": "b"}))
    read(data, "a.xlsx", ReadOptions(progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]


def test_values_are_as_shown() -> None:
    found = reading(
        Sheet(
            "S",
            {
                "A1": 3.0,
                "B1": 0.25,
                "C1": date(2017, 7, 13),
                "D1": date(2017, 7, 13),
                "E1": True,
                "F1": "#REF!",
            }
            | {"G1": 42929, "H1": 1234567, "I1": "一行\r\n二行_x000D_\n三行"},
            formats={"B1": "0%", "C1": '[$-411]ggge"年"m"月"d"日"', "G1": 'ggge"年"', "H1": "#,##0"},
        )
    )
    assert rows(found) == [
        (
            "3",
            "25%",
            "平成29年7月13日",
            "2017-07-13",
            "TRUE",
            "",
            "平成29年",
            "1,234,567",
            "一行\n二行\n三行",
        )
    ]


def test_dates_of_a_japanese_excel_are_named_by_number() -> None:
    def japanese(name: str, part: bytes) -> bytes:
        return part.replace(b'numFmtId="14"', b'numFmtId="58"') if name == "xl/styles.xml" else part

    data = make.workbook(Sheet("S", {"A1": date(2017, 7, 13), "B1": "x"}, formats={"A1": "mm-dd-yy"}))
    assert rows(read(data, "a.xlsx", ReadOptions())) == [("2017-07-13", "x")]
    assert rows(read(make.with_parts(data, japanese), "a.xlsx", ReadOptions())) == [("平成29年7月13日", "x")]


RICH = "<r><t>国際</t></r><r><t>交流</t></r><rPh sb='0' eb='2'><t>コクサイ</t></rPh>".encode()
STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>' + RICH + b"</si></sst>"
)
STRINGS_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def rich_inside(name: str, part: bytes) -> bytes:
    return part.replace(b"<is><t>X</t></is>", b"<is>" + RICH + b"</is>")


def rich_shared(name: str, part: bytes) -> bytes:
    if name == "[Content_Types].xml":
        override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + STRINGS_TYPE + b'"/></Types>'
        return part.replace(b"</Types>", override)
    return part.replace(b't="inlineStr"><is><t>X</t></is>', b't="s"><v>0</v>')


@pytest.mark.parametrize(
    ("edit", "added"),
    [(rich_inside, {}), (rich_shared, {"xl/sharedStrings.xml": STRINGS})],
    ids=["in", "shared"],
)
def test_runs_of_rich_text_are_joined_and_readings_left_out(
    edit: Callable[[str, bytes], bytes], added: dict[str, bytes]
) -> None:
    data = make.with_parts(make.workbook(Sheet("S", {"A1": "X", "B1": "Y"})), edit, **added)
    assert rows(read(data, "a.xlsx", ReadOptions())) == [("国際交流", "Y")]


def test_a_formula_without_a_value_is_a_finding() -> None:
    found = reading(Sheet("表", {"A1": "計", "B1": "=1+1"}), Sheet("別", {"A1": "a", "B1": "b"}))
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.spot, finding.cell) == (
        "formula-without-value",
        "warning",
        Spot("a.xlsx", 1, sheet="表"),
        "B1",
    )
    assert "表" in finding.message


def test_a_formula_with_a_value_is_none() -> None:
    def computed(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return part
        part = re.sub(rb"<f>1\+1</f>(?:<v ?/>|<v></v>)", b"<f>1+1</f><v>2</v>", part)
        return re.sub(rb'<c r="C1"><f>""</f>(?:<v ?/>|<v></v>)', b'<c r="C1" t="str"><f>""</f>', part)

    data = make.with_parts(make.workbook(Sheet("S", {"A1": "計", "B1": "=1+1", "C1": '=""'})), computed)
    found = read(data, "a.xlsx", ReadOptions())
    assert found.findings == ()
    assert rows(found) == [("計", "2")]


DRAWING = """<xdr:wsDr xmlns:xdr="x" xmlns:a="a">
<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>4</xdr:row></xdr:from>
<xdr:sp><a:t>確認</a:t><a:t>中</a:t></xdr:sp></xdr:twoCellAnchor>
<xdr:absoluteAnchor><a:t> </a:t></xdr:absoluteAnchor></xdr:wsDr>""".encode()
DRAWN = b"""<Relationships xmlns="r"><Relationship Id="rId1" Type="http://x/relationships/drawing"
 Target="../drawings/drawing1.xml"/></Relationships>"""


def test_text_in_drawings_is_named_with_the_cell_it_lies_over() -> None:
    data = make.with_parts(
        make.workbook(Sheet("S", {"A1": "a", "B1": "b"})),
        lambda name, part: part,
        **{"xl/drawings/drawing1.xml": DRAWING, "xl/worksheets/_rels/sheet1.xml.rels": DRAWN},
    )
    (skipped,) = read(data, "a.xlsx", ReadOptions()).tally.skipped
    assert skipped == Skip("text in drawings over D5 (確認中)", Spot("a.xlsx", 1, sheet="S"))


def test_a_stray_far_cell_costs_nothing() -> None:
    found = reading(Sheet("S", {"A1": "分野", "B1": "局", "A1048576": "末"}))
    assert rows(found) == [("分野", "局")]
    assert lines(found) == ["S", "末"]


@given(
    table=st.lists(
        st.lists(st.text(st.sampled_from("交流ab \n"), max_size=3), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
)
@settings(deadline=None, max_examples=25)
def test_no_text_is_lost(table: list[list[str]]) -> None:
    table = [["分野", "局", "実績"], *table]
    found = reading(Sheet("Sheet1", make.table_cells(table)))
    given = sorted("".join(cell.split()) for row in table for cell in row if cell.strip())
    kept = [cell.text for block in found.blocks if isinstance(block, Row) for cell in block.cells]
    assert sorted("".join(text.split()) for text in [*kept, *lines(found)] if text.strip()) == given


# ---------------------------------------------------------------- refused


def test_other_zip_files_are_not_recognized() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    assert not recognizes(out.getvalue())
    assert not recognizes(b"a,b\n")


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, "a.xlsx", ReadOptions())
    assert caught.value.where == "a.xlsx"
    assert caught.value.hint
    return caught.value


def test_a_torn_workbook_is_refused() -> None:
    data = make.xlsx_sheet()
    assert recognizes(data[: len(data) // 2])
    assert "damaged" in refused(data[: len(data) // 2]).what


def test_a_workbook_with_a_broken_part_is_refused() -> None:
    def broken(name: str, part: bytes) -> bytes:
        return part[:40] if name == "xl/styles.xml" else part

    assert "cannot be opened" in refused(make.with_parts(make.xlsx_sheet(), broken)).what


def test_a_workbook_without_its_list_of_sheets_is_refused() -> None:
    without = make.with_parts(make.xlsx_sheet(), lambda name, part: None if name.endswith(".rels") else part)
    assert "damaged" in refused(without).what


def test_a_bomb_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make.with_parts(make.xlsx_sheet(), lambda name, part: part, **{"xl/media/a.bin": bytes(3 * 2**20)})
    assert read(data, "a.xlsx", ReadOptions()).tally.rows == 6
    monkeypatch.setattr(archives, "MAX_BYTES", 2 * 2**20)
    assert "unpacks to 3 MB, more than 2" in refused(data).what


def test_entities_are_refused() -> None:
    def declared(name: str, part: bytes) -> bytes:
        return b'<!DOCTYPE a [<!ENTITY b "c">]>' + part if name == "xl/workbook.xml" else part

    assert "document type" in refused(make.with_parts(make.xlsx_sheet(), declared)).what


def test_a_merge_of_the_whole_sheet_is_refused() -> None:
    def merged(name: str, part: bytes) -> bytes:
        return part.replace(b'ref="A1:D1"', b'ref="A1:XFD1048576"')

    assert (
        "merged ranges of sheet 実績 cover 17,179,869,"
        in refused(make.with_parts(make.xlsx_sheet(), merged)).what
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_the_sample_gives_every_cell() -> None:
    gold = json.loads((SAMPLES / "sheet_01_lo_calc_merged.gold.json").read_text(encoding="utf-8"))
    found = read((SAMPLES / "sheet_merged.xlsx").read_bytes(), "sheet_merged.xlsx", ReadOptions())
    expected = [gold["header"], *gold["rows"]]
    assert [["".join(text.split()) for text in row] for row in rows(found)] == [
        ["".join(text.split()) for text in row] for row in expected
    ]
    assert len(expected) == 36


def test_a_part_that_cannot_be_unpacked_is_refused() -> None:
    data = bytearray(make.xlsx_sheet())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("xl/styles.xml").header_offset + 60
    data[at : at + 20] = bytes(20)
    with pytest.raises(ReadError) as caught:
        read(bytes(data), "a.xlsx", ReadOptions())
    assert "\n" not in str(caught.value)
