"""What a workbook holds and does not show: hidden, struck through, drawn over, beside the print area."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.worksheet import Worksheet

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import read
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

STRUCK = Font(strike=True)


def sheet(edit: Callable[[Worksheet], None] = lambda made: None) -> Reading:
    """The reading of a sheet with a header in row 1 and three rows, as ``edit`` leaves it."""
    book = Workbook()
    made = book.active
    assert isinstance(made, Worksheet)
    made.title = "表"
    for row in (
        ("分野", "担当局", "項目名", "実績"),
        ("交流", "環境局", "甲市", "会議を開いた。"),
        ("交流", "水道局", "乙市", "職員を招いた。"),
        ("研修", "総務局", "丙市", "講座を開いた。"),
    ):
        made.append(row)
    edit(made)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), "a.xlsx")


def items(found: Reading) -> list[str]:
    """The third cell of each row under the header."""
    rows = [block for block in found.blocks if isinstance(block, Row)]
    return [row.cells[2].text for row in rows[1:]]


def skipped(found: Reading) -> str:
    return "; ".join(map(str, found.tally.skipped))


def codes(found: Reading) -> list[str]:
    return [finding.code for finding in found.findings]


def test_what_is_plain_is_read_whole_and_nothing_is_said() -> None:
    found = sheet()
    assert items(found) == ["甲市", "乙市", "丙市"]
    assert (found.tally.skipped, found.findings, found.tally.struck_rows) == ((), (), 0)


def test_a_hidden_column_is_not_read_and_named() -> None:
    def edit(made: Worksheet) -> None:
        made["E1"], made["E2"] = "実績（29年度）", "前年度"
        made.column_dimensions["E"].hidden = True

    found = sheet(edit)
    assert [len(block.cells) for block in found.blocks if isinstance(block, Row)] == [4] * 4
    assert skipped(found) == "sheet 表: hidden columns E (実績（29年度）)"


def test_a_hidden_column_inside_the_table_leaves_no_gap() -> None:
    found = sheet(lambda made: setattr(made.column_dimensions["B"], "hidden", True))
    assert [block.cells[1].text for block in found.blocks if isinstance(block, Row)][1:] == [
        "甲市",
        "乙市",
        "丙市",
    ]


def test_an_empty_hidden_column_is_not_worth_a_word() -> None:
    found = sheet(lambda made: setattr(made.column_dimensions["G"], "hidden", True))
    assert found.tally.skipped == ()


def test_a_hidden_row_is_not_read_and_does_not_end_the_table() -> None:
    found = sheet(lambda made: setattr(made.row_dimensions[3], "hidden", True))
    assert items(found) == ["甲市", "丙市"]
    assert found.tally.tables == 1
    assert skipped(found) == "sheet 表: hidden rows 3"


def test_a_row_without_height_is_hidden() -> None:
    def flat(name: str, part: bytes) -> bytes:
        return part.replace(b'<row r="2"', b'<row ht="0" customHeight="1" r="2"')

    data = make.with_parts(make.workbook(make.Sheet("S", {"A1": "a", "B1": "b", "A2": "c", "B2": "d"})), flat)
    assert skipped(read(data, "a.xlsx")) == "sheet S: hidden rows 2"


def test_a_filtered_row_is_named_so() -> None:
    def edit(made: Worksheet) -> None:
        made.auto_filter.ref = "A1:D4"
        made.auto_filter.filterColumn.append(FilterColumn(colId=0))
        made.row_dimensions[4].hidden = True

    found = sheet(edit)
    assert items(found) == ["甲市", "乙市"]
    assert skipped(found) == "sheet 表: filtered rows 4"


def test_a_merged_cell_shows_its_text_in_its_first_visible_row() -> None:
    def edit(made: Worksheet) -> None:
        made["A3"] = None
        made.merge_cells("A2:A3")
        made.row_dimensions[2].hidden = True

    first = next(block for block in sheet(edit).blocks if isinstance(block, Row) and block.row == 3)
    assert (first.cells[0].text, first.cells[0].filled) == ("交流", False)


def test_cells_outside_the_print_area_are_read_and_warned_of() -> None:
    found = sheet(lambda made: setattr(made, "print_area", "A1:D3"))
    assert items(found) == ["甲市", "乙市", "丙市"]
    assert codes(found) == ["outside-print-area"]
    assert found.findings[0].cell == "A4, B4, C4, D4"
    assert codes(sheet(lambda made: setattr(made, "print_area", "A1:D4"))) == []


def test_rows_that_are_repeated_on_each_page_are_printed() -> None:
    def edit(made: Worksheet) -> None:
        made.print_area = "A2:D4"
        made.print_title_rows = "1:1"

    assert codes(sheet(edit)) == []


def test_comments_are_named() -> None:
    def edit(made: Worksheet) -> None:
        made["D2"].comment = Comment("確認中", "係")

    assert skipped(sheet(edit)) == "sheet 表: comments D2"


def test_an_error_is_no_value_and_named() -> None:
    found = sheet(lambda made: made.__setitem__("D3", "#N/A"))
    assert [block.cells[3].text for block in found.blocks if isinstance(block, Row)][2] == ""
    assert [(finding.code, finding.cell) for finding in found.findings] == [("error-value", "D3")]


def test_a_text_that_its_format_hides_is_named() -> None:
    def edit(made: Worksheet) -> None:
        made["D3"].number_format = ";;;"
        made["E1"], made["E3"] = "件数", 0
        made["E3"].number_format = "0;-0;;@"

    assert skipped(sheet(edit)) == "sheet 表: values that their number format hides: D3"


def test_struck_words_of_a_cell_are_left_out_and_kept_beside_it() -> None:
    def edit(made: Worksheet) -> None:
        lined = InlineFont(strike=True)
        made["D2"] = CellRichText("5都市から", TextBlock(lined, "12名"), TextBlock(InlineFont(), "15名"))

    found = sheet(edit)
    cell = next(block for block in found.blocks if isinstance(block, Row) and block.row == 2).cells[3]
    assert (cell.text, cell.struck) == ("5都市から15名", "12名")
    assert codes(found) == ["text-struck"]
    assert "row 2: 12名" in found.findings[0].message


def test_a_wholly_struck_row_is_no_row() -> None:
    def edit(made: Worksheet) -> None:
        for cell in made[3]:
            cell.font = STRUCK

    found = sheet(edit)
    assert items(found) == ["甲市", "丙市"]
    assert found.tally.struck_rows == 1
    assert "1 row as a whole" in found.findings[0].message


def test_a_struck_row_under_a_merged_cell_is_no_row() -> None:
    def edit(made: Worksheet) -> None:
        made["A3"] = None
        made.merge_cells("A2:A3")
        for cell in made[2][1:]:
            cell.font = STRUCK

    found = sheet(edit)
    assert items(found) == ["乙市", "丙市"]
    assert found.tally.struck_rows == 1


def test_one_struck_cell_leaves_its_row() -> None:
    found = sheet(lambda made: setattr(made["D3"], "font", STRUCK))
    assert items(found) == ["甲市", "乙市", "丙市"]
    assert found.tally.struck_rows == 0
    assert codes(found) == ["text-struck"]


def test_text_formats_show_what_they_add() -> None:
    found = sheet(lambda made: setattr(made["D4"], "number_format", '@"（予定）"'))
    assert (
        next(b for b in found.blocks if isinstance(b, Row) and b.row == 4).cells[3].text
        == "講座を開いた。（予定）"
    )


def test_the_name_of_a_sheet_is_told_from_a_title() -> None:
    lines = [block for block in sheet().blocks if isinstance(block, Line)]
    assert [(line.text, line.sheet) for line in lines] == [("表", "表")]


# ---------------------------------------------------------------- chosen sheets, forms that openpyxl stumbles over

TWO = make.workbook(
    make.Sheet("H29", make.table_cells([["項目名", "実績"], ["甲", "会議"]])),
    make.Sheet("H30", make.table_cells([["項目名", "実績"], ["乙", "講座"]])),
)


@pytest.mark.parametrize("chosen", [("H30",), ("2",)])
def test_sheets_are_chosen_by_name_or_place(chosen: tuple[str, ...]) -> None:
    found = read(TWO, "a.xlsx", ReadOptions(sheets=chosen))
    assert {block.page for block in found.blocks} == {2}
    assert skipped(found) == "sheet H29: not chosen"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ReadError) as caught:
        read(TWO, "a.xlsx", ReadOptions(sheets=("H31",)))
    assert str(caught.value) == "a.xlsx: no sheet H31 (there are: 1 H29, 2 H30)"


def test_an_empty_fill_is_mended() -> None:
    def broken(name: str, part: bytes) -> bytes:
        return part.replace(b"<fill>", b"<fill/><fill>", 1) if name == "xl/styles.xml" else part

    assert len(read(make.with_parts(TWO, broken), "a.xlsx").blocks) == 6


def test_strict_open_xml_is_read_with_its_formats() -> None:
    def strict(name: str, part: bytes) -> bytes:
        for of in (b"spreadsheetml", b"officeDocument"):
            usual = b"http://schemas.openxmlformats.org/" + of + b"/2006/"
            part = part.replace(usual, b"http://purl.oclc.org/ooxml/" + of + b"/")
        return part

    data = make.workbook(make.Sheet("S", {"A1": 3, "B1": "x"}, formats={"A1": '0"名"'}))
    (row,) = [
        block for block in read(make.with_parts(data, strict), "a.xlsx").blocks if isinstance(block, Row)
    ]
    assert [cell.text for cell in row.cells] == ["3名", "x"]
