"""What a small file may claim: each bound is met at a harmless size, under a lowered limit."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import archives, grid, html, read, tables, zips
from toshigaikou_cli.readers.docx import document
from toshigaikou_cli.readers.html_depth import depth
from toshigaikou_cli.readers.pdf import budget, inflating
from toshigaikou_cli.readers.xlsx import parts
from toshigaikou_cli.records.blocks import ReadOptions, Row

Edit = Callable[[bytes], bytes]
SHEET = "xl/worksheets/sheet1.xml"
HEAD, TAIL = b"<sheetData>", b"</sheetData>"


def refused(data: bytes) -> str:
    """The one line with which the file is refused."""
    with pytest.raises(ReadError) as caught:
        read(data, "a")
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.hint
    return line


def workbook(edit: Edit, **added: bytes) -> bytes:
    return make.with_parts(make.xlsx_sheet(), lambda part, xml: edit(xml) if part == SHEET else xml, **added)


def after(xml: bytes) -> Edit:
    """Something more after the sheet's rows, merged ranges taken out."""

    def edit(sheet: bytes) -> bytes:
        before, _, rest = sheet.partition(TAIL)
        return before + TAIL + xml + rest[rest.index(b"</mergeCells>") + len(b"</mergeCells>") :]

    return edit


def rows_of(data: bytes) -> int:
    return sum(isinstance(block, Row) for block in read(data, "a").blocks)


# ---------------------------------------------------------------- workbooks


@pytest.mark.parametrize("ref", [b"$A$1:$J$100", b"a1:j100", b"A1:&#74;100", b"A1:j$100"])
def test_merged_ranges_in_any_spelling(ref: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(after(b'<mergeCells><mergeCell ref="%s"/></mergeCells>' % ref))
    assert read(data, "a").blocks
    monkeypatch.setattr(grid, "MAX_MERGED", 999)
    assert "merged ranges of sheet 実績 cover 1,000 cells" in refused(data)


def test_a_merged_range_or_a_link_makes_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    links = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="b"/></hyperlinks>'
    merged = b'<mergeCells><mergeCell ref="A1:A1000000"/></mergeCells>'
    monkeypatch.setattr(grid, "ALWAYS_CELLS", 40)
    assert rows_of(workbook(after(merged + links)))


def test_cells_under_a_merged_range_are_not_shown() -> None:
    cells = {"A1": "a", "B1": "b", "A2": "1", "B2": "2", "A3": "gone", "B3": "3"}
    merged = b'<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    data = make.with_parts(
        make.workbook(make.Sheet("表", cells)), lambda _, xml: xml.replace(TAIL, TAIL + merged)
    )
    shown = [
        [cell.text for cell in block.cells] for block in read(data, "a").blocks if isinstance(block, Row)
    ]
    assert shown == [["a", "b"], ["1", "2"], ["1", "3"]]


def test_cells_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = workbook(lambda xml: xml.replace(TAIL, b"<row>" + b"<c/>" * 999 + b"</row>" + TAIL))
    monkeypatch.setattr(grid, "ALWAYS_CELLS", 40)
    monkeypatch.setattr(grid, "BYTES_A_CELL", 10**6)
    assert rows_of(empty) == 6
    many = workbook(lambda xml: xml.replace(TAIL, b"<row>" + b"<c><v>1</v></c>" * 41 + b"</row>" + TAIL))
    assert "a workbook of more than 40 cells" in refused(many)


def test_a_row_has_no_more_cells_than_a_sheet_has_columns() -> None:
    wide = workbook(lambda xml: xml.replace(TAIL, b"<row>" + b"<c/>" * 16385 + b"</row>" + TAIL))
    assert "more than 16,384 cells in a row" in refused(wide)


def test_one_shared_text_in_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "ALWAYS_CHARACTERS", 100)
    monkeypatch.setattr(grid, "CHARACTERS_A_BYTE", 0)
    assert "more than 100 characters in its cells" in refused(make.xlsx_sheet())


def test_a_stray_cell_in_the_last_column_costs_nothing() -> None:
    cell = b'<row r="900000"><c r="A900000"><v>1</v></c><c r="XFD900000"><v>2</v></c></row>'
    assert rows_of(workbook(lambda xml: xml.replace(TAIL, cell + TAIL))) == 7


def test_a_sheet_of_mostly_empty_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_CELLS", 20)
    assert "spreads over 7 rows and 4 columns" in refused(make.xlsx_sheet())


def test_hidden_columns_and_rows_beyond_the_sheet() -> None:
    columns = b'<cols><col min="9" max="2000000000" hidden="1"/></cols>' + HEAD
    rows = b'<row r="2000000" hidden="1" ht="0"/>' * 99 + TAIL
    assert rows_of(workbook(lambda xml: xml.replace(HEAD, columns).replace(TAIL, rows))) == 6


def test_a_comment_over_the_whole_sheet_is_one() -> None:
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../c.xml"/>'
        b"</Relationships>"
    )
    comments = (
        b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>a</author>'
        b'</authors><commentList><comment ref="B2:XFD1048576" authorId="0"><text><t>x</t></text></comment>'
        b"</commentList></comments>"
    )
    added = {"xl/worksheets/_rels/sheet1.xml.rels": relation, "xl/c.xml": comments}
    data = workbook(lambda xml: xml, **added)
    assert any("comments B2" in str(skip) for skip in read(data, "a").tally.skipped)


def test_merged_ranges_of_all_sheets_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = make.table_cells(make.SHEET_ROWS)
    merged = b'<mergeCells><mergeCell ref="F1:F60"/></mergeCells>'
    two = make.workbook(make.Sheet("一", cells), make.Sheet("二", cells))
    data = make.with_parts(
        two, lambda part, xml: xml.replace(TAIL, TAIL + merged) if "sheets/" in part else xml
    )
    assert rows_of(data)
    monkeypatch.setattr(grid, "MAX_MERGED", 119)
    assert "merged ranges of sheet 二 cover 120 cells" in refused(data)


# ---------------------------------------------------------------- OpenDocument


def ods(*sheets: str) -> bytes:
    """A spreadsheet of OpenDocument with sheets of such rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    tables = "".join(
        f'<table:table table:name="s{at}">{rows}</table:table>' for at, rows in enumerate(sheets)
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return out.getvalue()


def repeated(down: int, across: int, text: str = "") -> str:
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return (
        f'<table:table-row table:number-rows-repeated="{down}"><table:table-cell '
        f'table:number-columns-repeated="{across}">{paragraph}</table:table-cell></table:table-row>'
    )


def test_repeated_cells_without_a_text_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "ALWAYS_CELLS", 9)
    data = ods(repeated(1, 2, "a") + repeated(2, 2, "b") + repeated(1_000_000, 16_384))
    assert rows_of(data) == 3


def test_repeated_cells_of_all_sheets_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "ALWAYS_CELLS", 1000)
    one = repeated(1, 4, "a") + repeated(100, 4, "b")
    assert rows_of(ods(one, one)) == 202
    assert "more than 1,000 cells" in refused(ods(repeated(1, 4, "a") + repeated(300, 4, "b")))
    assert "a workbook of more than 1,000 cells" in refused(ods(one, one, one))


def test_a_long_text_in_repeated_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "ALWAYS_CHARACTERS", 3000)
    monkeypatch.setattr(grid, "CHARACTERS_A_BYTE", 0)
    assert rows_of(ods(repeated(1, 2, "a") + repeated(4, 2, "b" * 300))) == 5
    assert "more than 3,000 characters in its cells" in refused(
        ods(repeated(1, 2, "a") + repeated(6, 2, "b" * 300))
    )


# ---------------------------------------------------------------- XML


TRAP = '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;">]>'


@pytest.mark.parametrize("before", ["", "<!--" + "x" * 200_000 + "-->", "<?a b?>\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_wherever_it_stands(before: str, encoding: str) -> None:
    def trapped(xml: bytes) -> bytes:
        body = xml.decode().partition("?>")[2] or xml.decode()
        text = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{before}{TRAP}{body}'
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        return mark + text.encode(encoding)

    assert "has a document type" in refused(workbook(trapped))


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-be", "cp037", "euc_jp", "utf-7"])
def test_other_encodings_are_refused(encoding: str) -> None:
    declared = '<?xml version="1.0" encoding="%s"?>' % ("UCS-4" if "32" in encoding else encoding)
    data = workbook(lambda xml: (declared + xml.decode().partition("?>")[2]).encode(encoding))
    assert "neither UTF-8 nor UTF-16" in refused(data)


def test_a_picture_may_have_a_document_type() -> None:
    assert rows_of(workbook(lambda xml: xml, **{"xl/media/a.svg": b"<!DOCTYPE svg><svg/>"})) == 6


def test_elements_and_their_depth_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = workbook(lambda xml: xml.replace(TAIL, TAIL + b"<x>" * 300 + b"</x>" * 300))
    assert "nested more than 250 deep" in refused(deep)
    monkeypatch.setattr(parts, "SHEET_ELEMENTS", 50)
    monkeypatch.setattr(archives, "ALWAYS_ELEMENTS", 50)
    monkeypatch.setattr(archives, "BYTES_AN_ELEMENT", 10**6)
    assert "elements" in refused(make.xlsx_sheet())
    assert "more than 50 elements" in refused(make.docx_sheet())


def test_what_a_file_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ALWAYS_BYTES", 10**6)
    fits = workbook(lambda xml: xml, **{"xl/a.bin": bytes(900_000)})
    assert rows_of(fits) == 6
    assert "unpacks to 2 MB, more than 1" in refused(
        workbook(lambda xml: xml, **{"xl/a.bin": bytes(2 * 10**6)})
    )


# ---------------------------------------------------------------- archives, Word


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_archives_within_archives_share_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "ALWAYS_BYTES", 10**6)
    inner = zipped(**{"a.csv": bytes(400_000)})
    assert len(list(zips.members(zipped(a=inner, b=inner), "a.zip"))) == 2
    with pytest.raises(ReadError, match="unpack to more than 1 MB"):
        list(zips.members(zipped(a=inner, b=inner, c=inner), "a.zip"))
    with pytest.raises(ReadError, match="unpacks to 2 MB, more than 1"):
        list(zips.members(zipped(a=bytes(2 * 10**6)), "a.zip"))


def test_spans_of_a_word_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_CELLS", 10)
    assert "a table of more than 10 cells" in refused(make.docx_sheet())


# ---------------------------------------------------------------- pages


def page(body: str) -> bytes:
    return f"<html><body><table><tr><th>a<th>b<tr><td>1<td>2</table>{body}".encode()


def test_spans_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows_of(page("")) == 2
    monkeypatch.setattr(html, "_MAX_CELLS", 50)
    assert "a table of more than 50 cells" in refused(page("<table>" + "<tr><td colspan=999>a<td>b" * 9))
    assert "a table of more than 50 cells" in refused(
        page("<table><tr>" + "<td rowspan=99>a" * 9 + "<tr><td>b" * 9)
    )


def test_elements_within_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_DEPTH", 20)
    assert rows_of(page("<div><b>x</b></div>" * 50)) == 2
    for body in ("<div>" * 50, "<b>" * 50, "<table><tr><td>" * 50, "<div><!--</div>-->" * 50):
        assert "more than 20 deep" in refused(page(body))


def test_depth_counts_what_is_open() -> None:
    assert depth("<p>a<p>b<li>c<td>d<br><img>") == 0
    assert depth("<div><b>a</b></div>" * 9) == 2
    assert depth("<div a='</div>' b=\"</div>\" c=</div>" * 9) == 9
    assert depth("<style></div></style><title></div></title>" + "<div></i>" * 9) == 9
    assert depth("<div><!-- </div> --><![CDATA[ </div> ]]><script></div></script>" * 9) == 10


@pytest.mark.parametrize("sheet", [".a{" + "text-decoration:" * 9999, ".a{text-decoration:" * 9999])
def test_style_sheets_take_linear_time(sheet: str) -> None:
    assert rows_of(page(f"<style>{sheet}</style>")) == 2
    assert rows_of(page(f'<p style="{sheet}">x')) == 2


def test_empty_lines_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ALWAYS_ROWS", 5)
    assert "more than 5 lines" in refused(b"a\tb\n" + b"\n" * 9)
    assert "more than 5 lines" in refused(b"a,b\n" + b"c,d\n" * 9)
    assert rows_of(b"a,b\n" + b"c" * 200 + b",d\n" + b"c,d\n" * 3) == 5


def test_one_long_line() -> None:
    assert len(read(b"a,b\nc,d\n" + b"x," * 50_000, "a").blocks) == 3


# ---------------------------------------------------------------- PDF


def pdf(content: bytes, pages: int = 1) -> bytes:
    stream = zlib.compress(content)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


TEXT = b"BT /F 10 Tf 10 10 Td (abcdefghij) Tj ET "


def test_characters_and_objects_of_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "PAGE_CHARACTERS", 99)
    assert "page 1: more than 99 characters on a page" in refused(
        pdf(b"BT /F 10 Tf 9 9 Td (%s) Tj ET" % (b"ab" * 60))
    )
    monkeypatch.setattr(budget, "ALWAYS_OBJECTS", 9)
    monkeypatch.setattr(budget, "BYTES_AN_OBJECT", 10**6)
    assert "page 1: more than 9 drawn objects" in refused(pdf(b"0 0 m 9 9 l S " * 10))


def test_pages_that_share_one_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "ALWAYS_CHARACTERS", 10**4)
    monkeypatch.setattr(budget, "MOST_A_BYTE", 1)
    assert "page 1257: more than 12,566 characters" in refused(pdf(TEXT, pages=2000))


def test_too_many_characters_are_foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "ALWAYS_CHARACTERS", 10**4)
    monkeypatch.setattr(budget, "MOST_A_BYTE", 1)
    seen: list[int] = []
    with pytest.raises(ReadError, match="page 1257: more than 12,566 characters"):
        read(pdf(TEXT, pages=2000), "a.pdf", ReadOptions(progress=lambda page, _: seen.append(page)))
    assert seen[-1] <= 4


def test_a_table_of_five_thousand_rows_in_a_word_document_may_be_read() -> None:
    assert archives.most_elements(600_000) >= 5000 * (6 * 18 + 3)  # six cells as Word writes them
    assert archives.most_bytes(600_000) >= 5000 * 6 * 1000


def test_a_report_of_many_pages_may_have_many_characters() -> None:
    assert budget.Budget(size=1_000_000, pages=300).characters == 3_000_000
    assert budget.Budget(size=1_000_000, pages=150).characters == 1_500_000
    assert budget.Budget(size=100_000, pages=10_000).characters == 1_000_000


@pytest.mark.parametrize(
    ("content", "passes"),
    [
        (b"100.25 200.75 l\n" * 2000, True),
        (b"100.25 200.75 l\n" * 2000 + b"BT (a\\)(b)) Tj ET", True),
        (b"9 9 l " * 5000, False),  # many operators
        (b"[(" + b"1" * 30_000 + b")] TJ", False),  # a long text
        (b"[(()\\)" + b"1" * 30_000 + b")] TJ", False),
        (b"<" + b"1" * 30_000 + b"> Tj", False),
        (b"% (\n" + b"100.25 200.75 l\n" * 2000, False),  # a comment
        (b"100.25 200.75 l\n" * 9000, False),  # too long all the same
    ],
)
def test_a_long_drawing_is_no_bomb(content: bytes, passes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("STREAM_BYTES", 9999), ("DRAWING_BYTES", 99_999), ("DRAWING_OPERATORS", 3000)):
        monkeypatch.setattr(inflating, name, value)
    monkeypatch.setattr(inflating, "DRAWING_STRINGS", 1000)
    if passes:
        inflating.refuse_inflated(pdf(content), "a")
    else:
        assert "object 4 inflates to more than 9,999 bytes" in refused(pdf(content))


def test_what_a_stream_of_a_pdf_inflates_to(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(TEXT * 400)
    inflating.refuse_inflated(data, "a")
    monkeypatch.setattr(inflating, "STREAM_BYTES", 9999)
    monkeypatch.setattr(inflating, "DRAWING_BYTES", 9999)
    assert "object 4 inflates to more than 9,999 bytes, the limit for a PDF of" in refused(data)
    inflating.refuse_inflated(data.replace(b"<</Length", b"<</Subtype/Image/Length"), "a")
    monkeypatch.setattr(inflating, "SMALL_FILE", len(data))
    inflating.refuse_inflated(data + b"\n" * 1000, "a")  # a longer file may hold more
    monkeypatch.setattr(inflating, "STREAM_BYTES", 3_000_000)
    monkeypatch.setattr(inflating, "ALL_BYTES", 20_000)
    inflating.refuse_inflated(data, "a")
    twice = data + b"6 0 obj\n" + data[data.index(b"<</Length") :]
    assert "its objects inflate to more than" in refused(twice)


def test_a_stream_that_breaks_off_is_counted_as_far_as_it_goes() -> None:
    data = pdf(TEXT * 400)
    at = data.index(b"stream\n") + len(b"stream\n")
    inflating.refuse_inflated(data[: at + 9], "a")
    inflating.refuse_inflated(data[:at] + b"no zlib" + data[at:], "a")


def test_a_count_of_pages_that_are_not_there() -> None:
    data = pdf(TEXT).replace(b"/Count 1>>", b"/Count 9999999>>")
    assert "page 1" in refused(data)


def test_the_samples_of_a_repository_stay_far_below(tmp_path: Path) -> None:
    for made in (make.xlsx_sheet(), make.docx_sheet(), make.csv_sheet()):
        assert rows_of(made) == 6
