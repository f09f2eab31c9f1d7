"""OpenDocument spreadsheets: cells as shown, repeated and merged cells, what is struck, hidden or beside the text."""

from __future__ import annotations

import io
import zipfile

import pytest

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import read
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("table", "table"), ("text", "text"), ("style", "style"), ("office", "office"), ("draw", "drawing"),
    )
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
STYLES = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
HEAD = "<table:table-row>" + "".join(
    f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in ("分野", "項目名", "実績")
) + "</table:table-row>"  # fmt: skip


def spreadsheet(*sheets: str) -> bytes:
    out = io.BytesIO()
    body = f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>"
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def sheet(*rows: str, name: str = "表", **more: str) -> str:
    marks = "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f'<table:table table:name="{name}"{marks}>{HEAD}{"".join(rows)}</table:table>'


def row(*cells: str, marks: str = "") -> str:
    return f"<table:table-row {marks}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", marks: str = "", more: str = "") -> str:
    return f"<table:table-cell {marks}>{f'<text:p>{text}</text:p>' if text else ''}{more}</table:table-cell>"


def texts(found: Reading) -> list[list[str]]:
    return [[each.text for each in block.cells] for block in found.blocks if isinstance(block, Row)][1:]


def skipped(found: Reading) -> list[str]:
    return [str(skip) for skip in found.tally.skipped]


def test_a_number_that_is_shown_as_a_fraction_is_no_day() -> None:
    number = cell("1 1/8", 'office:value-type="float" office:value="1.125"')
    typed = cell("1/8", 'office:value-type="string"')
    day = cell("1/8", 'office:value-type="date" office:date-value="2024-01-08"')
    found = read(spreadsheet(sheet(row(number, typed, day))), "a.ods")
    assert texts(found) == [["1 1⁄8", "1/8", "1/8"]]


def test_a_cell_is_read_as_it_is_shown() -> None:
    shown = cell("12名", 'office:value-type="float" office:value="12"')
    found = read(spreadsheet(sheet(row(cell("交流"), cell("甲<text:s text:c='2'/>乙"), shown))), "a.ods")
    assert (found.format, texts(found)) == ("ods", [["交流", "甲  乙", "12名"]])
    assert (found.tally.skipped, found.findings, found.typed) == ((), (), True)


def test_repeated_and_merged_cells() -> None:
    covered = "<table:covered-table-cell/>"
    first = row(
        cell("交流", 'table:number-rows-spanned="2"'), cell("甲", 'table:number-columns-spanned="2"'), covered
    )
    repeated = cell("乙", 'table:number-columns-repeated="2"')
    second = row(covered, repeated, cell("", 'table:number-columns-repeated="16000"'))
    empty = row(cell(), marks='table:number-rows-repeated="1048000"')
    found = read(spreadsheet(sheet(first, second, empty)), "a.ods")
    assert texts(found) == [["交流", "甲", ""], ["交流", "乙", "乙"]]


def test_struck_words_are_left_out_and_named() -> None:
    struck = '<text:span text:style-name="T1">12名</text:span>15名'
    whole = row(*[cell("旧", 'table:style-name="T1"')] * 3)
    found = read(spreadsheet(sheet(row(cell("a"), cell("b"), cell(struck)), whole)), "a.ods")
    assert texts(found) == [["a", "b", "15名"]]
    assert [finding.code for finding in found.findings] == ["text-struck"]
    assert found.tally.struck_rows == 1


@pytest.mark.parametrize(
    ("how", "what"), [("collapse", "sheet 表: hidden rows 2"), ("filter", "sheet 表: filtered rows 2")]
)
def test_hidden_rows_are_named(how: str, what: str) -> None:
    hidden = row(cell("a"), cell("b"), cell("c"), marks=f'table:visibility="{how}"')
    found = read(spreadsheet(sheet(hidden, row(cell("d"), cell("e"), cell("f")))), "a.ods")
    assert (texts(found), skipped(found)) == ([["d", "e", "f"]], [what])


def test_hidden_columns_and_sheets_are_named() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    shown = sheet(row(cell("a"), cell("b"), cell("c"))).replace(HEAD, columns + HEAD)
    found = read(spreadsheet(shown, sheet(name="控え", style_name="gone")), "a.ods")
    assert texts(found) == [["a", "b"]]
    assert skipped(found) == ["sheet 表: hidden columns C (実績)", "sheet 控え: hidden sheet"]


def test_comments_drawings_errors_and_the_print_area() -> None:
    note = "<office:annotation><text:p>確認中</text:p></office:annotation>"
    drawn = "<draw:frame><draw:text-box><text:p>囲み</text:p></draw:text-box></draw:frame>"
    error = cell("#N/A", 'calcext:value-type="error"')
    rows = row(cell("a", more=note), cell("b", more=drawn), error), row(cell("c"), cell("d"), cell("e"))
    found = read(spreadsheet(sheet(*rows, print_ranges="$表.$A$1:$表.$C$2")), "a.ods")
    assert texts(found) == [["a", "b", ""], ["c", "d", "e"]]
    assert skipped(found) == ["sheet 表: comments A2", "sheet 表: text in drawings over B2 (囲み)"]
    assert [(finding.code, finding.cell) for finding in found.findings] == [
        ("error-value", "C2"),
        ("outside-print-area", "A3, B3, C3"),
    ]


def test_furigana_is_left_out() -> None:
    ruby = "<text:ruby><text:ruby-base>邊見</text:ruby-base><text:ruby-text>へんみ</text:ruby-text></text:ruby>市"
    assert texts(read(spreadsheet(sheet(row(cell("a"), cell("b"), cell(ruby)))), "a.ods"))[0][2] == "邊見市"


def test_sheets_are_chosen() -> None:
    first, second = (row(*(cell(text) for text in texts)) for texts in ("abc", "def"))
    data = spreadsheet(sheet(first, name="H29"), sheet(second, name="H30"))
    assert texts(read(data, "a.ods", ReadOptions(sheets=("H30",)))) == [["d", "e", "f"]]


def test_bombs_and_damage_are_refused() -> None:
    many = row(
        cell("a", 'table:number-columns-repeated="16384"'), marks='table:number-rows-repeated="1048576"'
    )
    with pytest.raises(ReadError, match="more than 200,000 cells"):
        read(spreadsheet(sheet(many)), "a.ods")
    with pytest.raises(ReadError, match="damaged"):
        read(spreadsheet("<table:table>"), "a.ods")
    tall = cell("a", 'table:number-rows-spanned="1048576" table:number-columns-spanned="3"')
    with pytest.raises(ReadError, match="merged ranges of sheet 表 cover 3,145,728 cells"):
        read(spreadsheet(sheet(row(tall))), "a.ods")
    deep = "<text:span>" * 5000 + "</text:span>" * 5000
    with pytest.raises(ReadError):
        read(spreadsheet(sheet(row(cell(deep), cell("b")))), "a.ods")
