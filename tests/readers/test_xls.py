"""Old Excel workbooks: values as shown, merged cells, what is struck or hidden."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlwt

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import read
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

STRUCK = xlwt.easyxf("font: struck_out true")


def nothing(book: Any, made: Any) -> None:
    """Leave the workbook as it is."""


def workbook(edit: Callable[[Any, Any], None] = nothing) -> bytes:
    """A sheet with a header in row 1 and two rows, as ``edit`` leaves it."""
    book = xlwt.Workbook()
    made = book.add_sheet("表", cell_overwrite_ok=True)
    for at, row in enumerate(
        (("分野", "項目名", "実績"), ("交流", "甲市", "会議"), ("研修", "乙市", "講座"))
    ):
        for column, text in enumerate(row):
            made.write(at, column, text)
    edit(book, made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(found: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in found.blocks if isinstance(block, Row)][1:]


def skipped(found: Reading) -> list[str]:
    return [str(skip) for skip in found.tally.skipped]


def test_a_plain_workbook() -> None:
    found = read(workbook(), "a.xls")
    assert (found.format, found.typed) == ("xls", True)
    assert texts(found) == [["交流", "甲市", "会議"], ["研修", "乙市", "講座"]]
    assert (found.tally.skipped, found.findings) == ((), ())


def test_values_are_as_shown() -> None:
    def edit(book: Any, made: Any) -> None:
        made.write(1, 0, 12, xlwt.easyxf(num_format_str='0"名"'))
        made.write(1, 1, date(2017, 7, 13), xlwt.easyxf(num_format_str='[$-411]ggge"年"m"月"d"日"'))
        made.write(1, 2, "受け入れた。", xlwt.easyxf(num_format_str='@"（予定）"'))
        made.write(2, 2, 26.5 / 24, xlwt.easyxf(num_format_str='[h]"時間"mm"分"'))

    assert texts(read(workbook(edit), "a.xls")) == [
        ["12名", "平成29年7月13日", "受け入れた。（予定）"],
        ["研修", "乙市", "26時間30分"],
    ]


def test_struck_words_and_rows() -> None:
    def edit(book: Any, made: Any) -> None:
        lined, plain = xlwt.easyfont("struck_out true"), xlwt.easyfont("")
        made.write_rich_text(1, 2, (("5都市から", plain), ("12名", lined), ("15名", plain)))
        for column in range(3):
            made.write(2, column, "旧", STRUCK)

    found = read(workbook(edit), "a.xls")
    assert texts(found) == [["交流", "甲市", "5都市から15名"]]
    assert [finding.code for finding in found.findings] == ["text-struck"]
    assert found.tally.struck_rows == 1


def test_hidden_rows_columns_and_sheets_are_named() -> None:
    def edit(book: Any, made: Any) -> None:
        made.row(1).hidden = True
        made.col(2).hidden = True
        book.add_sheet("控え").visibility = 1

    found = read(workbook(edit), "a.xls")
    assert texts(found) == [["研修", "乙市"]]
    assert skipped(found) == [
        "sheet 表: hidden columns C (実績)",
        "sheet 表: hidden rows 2",
        "sheet 控え: hidden sheet",
    ]


def test_merged_cells_are_filled() -> None:
    found = read(workbook(lambda book, made: made.write_merge(1, 2, 0, 0, "交流")), "a.xls")
    assert [row[0] for row in texts(found)] == ["交流", "交流"]


def test_sheets_are_chosen() -> None:
    def edit(book: Any, made: Any) -> None:
        other = book.add_sheet("別")
        other.write(0, 0, "項目名")
        other.write(0, 1, "実績")

    found = read(workbook(edit), "a.xls", ReadOptions(sheets=("1",)))
    assert skipped(found) == ["sheet 別: not chosen"]
    with pytest.raises(ReadError, match="no sheet 3"):
        read(workbook(edit), "a.xls", ReadOptions(sheets=("3",)))


@pytest.mark.parametrize("cut", [600, 1500, 3000, 5000])
def test_a_damaged_workbook_is_refused(cut: int) -> None:
    data = workbook()
    with pytest.raises(ReadError) as caught:
        read(data[:cut] + b"Workbook".decode().encode("utf-16-le"), "a.xls")
    assert "\n" not in str(caught.value)
