"""The workbooks: xlsx by openpyxl, xls by xlwt, ods by LibreOffice."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from beside.making.programs import libreoffice
from beside.making.texts import (
    BUDGET,
    CITIES,
    MEETINGS,
    SHEET,
    STOREYS,
    STOREYS_RIGHT,
    TITLE,
    Document,
    Rows,
    changed,
    merged_down,
    only_first,
    without_row,
)

Make = Callable[[Path], None]
Change = Callable[[Any], None]

SHEET_WIDE = (
    (*SHEET[0][:3], "実績（28年度）", *SHEET[0][3:]),
    *((*row[:3], "前の年の実績である。", *row[3:]) for row in SHEET[1:]),
)
CODES = (
    ("施策番号", "施策名", "指標", "目標値", "実績値", "取組内容"),
    ("0101", "水の技術の交流", "研修の回数", "12", "9", "水道の研修を行った。"),
    ("0102", "環境の技術の交流", "参加都市の数", "30", "31", "環境の会議を開いた。"),
    ("0203", "文化の交流", "公演の回数", "4", "4", "公演を行った。"),
)
TOTALS = (
    ("事業名", "人数", "経費（円）", "一人あたり"),
    ("留学生の受入れ", "20", "1200000", "60000"),
    ("研修生の派遣", "5", "640000", "128000"),
    ("講座の開催", "75", "90000", "1200"),
    ("合計", "100", "1930000", "19300"),
)


def _numbered(text: str) -> int | str:
    return int(text) if re.fullmatch(r"[1-9]\d*|0", text) else text


def book(rows: Rows, *changes: Change, ruled: bool = False, numbers: bool = True) -> Make:
    """A workbook with a title in A1 and the table from A3 on; digits alone are numbers."""

    def make(path: Path) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Border, Side

        made = Workbook()
        sheet: Any = made.active
        sheet.title = "実績"
        sheet["A1"] = TITLE
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = sheet.cell(
                    number + 3, column + 1, (_numbered(text) if numbers else text) if text else None
                )
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if ruled:
                    side = Side(style="thin")
                    cell.border = Border(left=side, right=side, top=side, bottom=side)
            # LibreOffice gives no height of its own to a row that it has not seen in use
            sheet.row_dimensions[number + 3].height = 15 * max(1, *(-(-len(text) // 12) for text in row))
        for column in range(len(rows[0])):
            sheet.column_dimensions["ABCDEFG"[column]].width = 25
        sheet.page_setup.orientation = "landscape"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        for change in changes:
            change(sheet)
        made.save(path)

    return make


def plain(rows: Rows, ruled: bool = False) -> Make:
    """A plain workbook."""
    return book(rows, ruled=ruled)


def _merge(rows: Rows) -> Change:
    def change(sheet: Any) -> None:
        for at in range(1, len(rows)):
            if rows[at][0] == rows[at - 1][0]:
                sheet.merge_cells(start_row=at + 2, end_row=at + 3, start_column=1, end_column=1)

    return change


def merged(rows: Rows, ruled: bool = False) -> Make:
    """A workbook whose first column is merged where it repeats (two rows at most)."""
    return book(only_first(rows), _merge(rows), ruled=ruled)


def _hide_column(letter: str) -> Change:
    return lambda sheet: setattr(sheet.column_dimensions[letter], "hidden", True)


def _hide_row(number: int) -> Change:
    return lambda sheet: setattr(sheet.row_dimensions[number], "hidden", True)


def _format(*cells: tuple[str, Any, str]) -> Change:
    def change(sheet: Any) -> None:
        for place, value, code in cells:
            sheet[place] = value
            sheet[place].number_format = code

    return change


def _strike_words(sheet: Any) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    sheet["D4"] = CellRichText("研修生", TextBlock(InlineFont(strike=True), "12名"), "15名を受け入れた。")


def _strike_row(sheet: Any) -> None:
    from openpyxl.styles import Font

    for cell in sheet[5]:
        cell.font = Font(strike=True)


def _formulas(sheet: Any) -> None:
    for row in (4, 5, 6):
        sheet[f"D{row}"] = f"=C{row}/B{row}"
    sheet["B7"], sheet["C7"], sheet["D7"] = "=SUM(B4:B6)", "=SUM(C4:C6)", "=C7/B7"


def _text_codes(sheet: Any) -> None:
    for row, code in ((4, "0101"), (5, "0102"), (6, "0203")):
        sheet[f"A{row}"] = code


def _storeys(sheet: Any) -> None:
    for area in ("A3:A4", "B3:C3", "D3:E3"):
        sheet.merge_cells(area)


def _comment(sheet: Any) -> None:
    from openpyxl.comments import Comment

    sheet["D4"].comment = Comment("決裁の前に数を確かめること。", "担当")


def _with_furigana(path: Path) -> None:
    """Excel keeps the reading of a typed name beside it, in rPh."""
    book([*CITIES[:2], ("邊見市", *CITIES[2][1:]), *CITIES[3:]])(path)
    other = path.with_suffix(".new")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/sharedStrings.xml":
                reading = '<t>邊見市</t><rPh sb="0" eb="2"><t>ヘンミ</t></rPh><phoneticPr fontId="0"/>'
                data = data.replace("<t>邊見市</t>".encode(), reading.encode())
            new.writestr(item, data)
    shutil.move(other, path)


def old_book(
    rows: Rows, formats: dict[tuple[int, int], tuple[Any, str]] | None = None, hidden: int = -1
) -> Make:
    """An .xls by xlwt; ``formats`` gives (value, number format) by (row, column), ``hidden`` a column."""

    def make(path: Path) -> None:
        import xlwt

        made = xlwt.Workbook(encoding="utf-8")
        sheet = made.add_sheet("実績")
        sheet.write(0, 0, TITLE)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                value, code = (formats or {}).get((number, column), (_numbered(text), "General"))
                style = xlwt.XFStyle()
                style.num_format_str = code
                sheet.write(number + 2, column, value, style)
        if hidden >= 0:
            sheet.col(hidden).hidden = True
        made.save(str(path))

    return make


ERA = '[$-411]ggge"年"m"月"d"日"'
PEOPLE = [(f"D{row}", value, '0"名"') for row, value in ((4, 45), (5, 12), (6, 28), (7, 130))]
PLANNED = [("D4", "職員を受け入れる。", '@"（予定）"'), ("D5", SHEET[2][3], "@")]


def _day(row: int, shown: str, day: str) -> tuple[int, int, list[str]]:
    """A date in the third column: as it is shown, or in the forms that a reader of values gives."""
    return row, 2, [shown, day, f"{day} 00:00:00", f"{day}T00:00:00", day.replace("-", "/")]


ERA_RIGHT = changed(
    CITIES,
    _day(1, "昭和54年3月14日", "1979-03-14"),
    _day(2, "平成3年7月1日", "1991-07-01"),
    _day(3, "平成27年10月16日", "2015-10-16"),
)
DAYS = {1: datetime.date(1979, 3, 14), 2: datetime.date(1991, 7, 1), 3: datetime.date(2015, 10, 16)}


def _plain() -> list[Document]:
    def of(name: str, producer: str, make: Make, right: Any) -> Document:
        return Document(name, "plain", producer, make, right)

    return [
        of("xlsx-plain-sheet.xlsx", "openpyxl", book(SHEET), SHEET),
        of("xlsx-plain-budget.xlsx", "openpyxl", book(BUDGET), BUDGET),
        of("xlsx-plain-cities.xlsx", "openpyxl", book(CITIES), CITIES),
        of("xlsx-plain-meetings.xlsx", "openpyxl", book(MEETINGS), MEETINGS),
        of("xlsx-plain-calc-cities.xlsx", "LibreOffice Calc", libreoffice(book(CITIES), ".xlsx"), CITIES),
        of("xlsx-plain-calc.xlsx", "LibreOffice Calc", libreoffice(book(MEETINGS), ".xlsx"), MEETINGS),
        of("xls-plain-sheet.xls", "xlwt", old_book(SHEET), SHEET),
        of("xls-plain-budget.xls", "LibreOffice Calc", libreoffice(book(BUDGET), ".xlsx"), BUDGET),
        of("xls-plain-cities.xls", "xlwt", old_book(CITIES), CITIES),
        of("ods-plain-budget.ods", "LibreOffice Calc", libreoffice(book(BUDGET), ".xlsx"), BUDGET),
        of("ods-plain-sheet.ods", "LibreOffice Calc", libreoffice(book(SHEET), ".xlsx"), SHEET),
        of("ods-plain-cities.ods", "LibreOffice Calc", libreoffice(book(CITIES), ".xlsx"), CITIES),
    ]


def _hard() -> list[Document]:
    def of(name: str, kind: str, make: Make, right: Any, producer: str = "openpyxl", **more: Any) -> Document:
        return Document(name, kind, producer, make, right, **more)

    shown = changed(MEETINGS)
    last_year = ("前の年の実績",)
    return [
        of(
            "xlsx-hidden-column.xlsx",
            "hidden columns and rows",
            book(SHEET_WIDE, _hide_column("D")),
            SHEET,
            absent=last_year,
        ),
        of(
            "xlsx-hidden-row.xlsx",
            "hidden columns and rows",
            book(MEETINGS, _hide_row(5)),
            without_row(MEETINGS, 2),
            absent=("水道技術",),
        ),
        of(
            "xlsx-struck-words.xlsx",
            "struck text",
            book(SHEET, _strike_words),
            changed(SHEET, (1, 3, "研修生15名を受け入れた。")),
            absent=("12名",),
        ),
        of(
            "xlsx-struck-row.xlsx",
            "struck text",
            book(SHEET, _strike_row),
            without_row(SHEET, 2),
            absent=("若葉市",),
        ),
        of("xlsx-unit-formats.xlsx", "number formats", book(MEETINGS, _format(*PEOPLE)), shown),
        of(
            "xlsx-text-format.xlsx",
            "number formats",
            book(SHEET, _format(*PLANNED)),
            changed(SHEET, (1, 3, "職員を受け入れる。（予定）")),
        ),
        of(
            "xlsx-era-dates.xlsx",
            "number formats",
            book(CITIES, _format(*((f"C{row + 3}", day, ERA) for row, day in DAYS.items()))),
            ERA_RIGHT,
        ),
        of("xlsx-two-storey-header.xlsx", "two-storey header", book(STOREYS, _storeys), STOREYS_RIGHT),
        of(
            "xlsx-furigana.xlsx",
            "furigana",
            _with_furigana,
            changed(CITIES, (2, 0, "邊見市")),
            absent=("ヘンミ",),
        ),
        of(
            "xlsx-totals.xlsx",
            "totals",
            libreoffice(book(TOTALS, _formulas), ".xlsx"),
            TOTALS,
            "LibreOffice Calc",
        ),
        of(
            "xlsx-codes-and-indicators.xlsx",
            "KPI columns",
            book(CODES, _text_codes, _comment),
            CODES,
            absent=("決裁",),
        ),
        of(
            "xls-unit-formats.xls",
            "number formats",
            old_book(MEETINGS, {(row, 3): (n, '0"名"') for row, n in ((1, 45), (2, 12), (3, 28), (4, 130))}),
            shown,
            "xlwt",
        ),
        of(
            "xls-hidden-column.xls",
            "hidden columns and rows",
            old_book(SHEET_WIDE, hidden=3),
            SHEET,
            "xlwt",
            absent=last_year,
        ),
        of(
            "ods-merged-and-formats.ods",
            "merged cells",
            libreoffice(merged(SHEET), ".xlsx"),
            merged_down(SHEET),
            "LibreOffice Calc",
        ),
        of(
            "ods-hidden-row.ods",
            "hidden columns and rows",
            libreoffice(book(MEETINGS, _hide_row(5)), ".xlsx"),
            without_row(MEETINGS, 2),
            "LibreOffice Calc",
            absent=("水道技術",),
        ),
    ]


def documents() -> list[Document]:
    """All workbooks."""
    return [*_plain(), *_hard()]
