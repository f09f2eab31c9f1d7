"""Word documents: merged cells, tracked changes, furigana, struck and hidden words, numbers of lists."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import read
from toshigaikou_cli.records.blocks import Line, Reading, Row

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>へんみ</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>邊見</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
HEAD = "".join(f"<w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>" for name in ("分野", "項目名", "実績"))


def document(body: str, numbering: str = "") -> bytes:
    """A Word document with the given body."""
    out = io.BytesIO()
    made = Document()
    made.save(out)

    def edit(name: str, part: bytes) -> bytes:
        if name == "word/numbering.xml" and numbering:
            return f"<w:numbering {W}>{numbering}</w:numbering>".encode()
        if name != "word/document.xml":
            return part
        return re.sub(rb"<w:body>.*</w:body>", f"<w:body>{body}</w:body>".encode(), part, flags=re.DOTALL)

    return make.with_parts(out.getvalue(), edit)


def cell(body: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def words(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(text: str) -> str:
    return f"<w:p>{words(text)}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tr>{HEAD}</w:tr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def result(body: str) -> tuple[Reading, tuple[str, str]]:
    """The reading of a table of one row with ``body`` as its last cell's paragraph; that cell's text and struck words."""
    row = cell(paragraph("交流")) + cell(paragraph("甲市")) + cell(f"<w:p>{body}</w:p>")
    found = read(document(table(row)), "a.docx")
    last = [block for block in found.blocks if isinstance(block, Row)][-1].cells[2]
    return found, (last.text, last.struck)


def skipped(found: Reading) -> list[str]:
    return [str(skip) for skip in found.tally.skipped]


def test_paragraphs_are_lines_and_tables_rows() -> None:
    row = cell(paragraph("交流")) + cell(paragraph("甲市")) + cell(paragraph("会議") + paragraph("講座"))
    found = read(document(paragraph("平成30年度の実績") + table(row)), "a.docx")
    assert found.format == "docx"
    assert [block.text for block in found.blocks if isinstance(block, Line)] == ["平成30年度の実績"]
    rows = [block for block in found.blocks if isinstance(block, Row)]
    assert [cell.text for cell in rows[1].cells] == ["交流", "甲市", "会議\n講座"]
    assert (found.tally.tables, found.tally.skipped, found.findings, found.typed) == (1, (), (), True)


def test_merged_cells_are_filled() -> None:
    first = (
        cell(paragraph("交流"), '<w:vMerge w:val="restart"/>')
        + cell(paragraph("甲"))
        + cell(paragraph("会議"))
    )
    second = cell("<w:p/>", "<w:vMerge/>") + cell(paragraph("乙")) + cell(paragraph("講座"))
    wide = cell(paragraph("研修")) + cell(paragraph("丙"), '<w:gridSpan w:val="2"/>')
    found = read(document(table(first, second, wide)), "a.docx")
    rows = [block for block in found.blocks if isinstance(block, Row)]
    assert [(rows[2].cells[0].text, rows[2].cells[0].filled), rows[2].cells[1].text] == [("交流", True), "乙"]
    assert [(cell.text, cell.filled) for cell in rows[3].cells] == [
        ("研修", False),
        ("丙", False),
        ("", True),
    ]


def test_words_with_furigana_are_kept_without_the_reading() -> None:
    assert result(RUBY + words("市との交流"))[1] == ("邊見市との交流", "")


def test_inserted_text_is_in_and_deleted_text_out_and_named() -> None:
    deleted = "<w:del><w:r><w:delText>12名</w:delText></w:r></w:del>"
    found, (text, struck) = result(f"{deleted}<w:ins>{words('15名')}</w:ins>{words('を招いた。')}")
    assert (text, struck) == ("15名を招いた。", "")
    assert skipped(found) == ["tracked deletions (1): 12名"]


def test_a_deleted_row_is_no_row() -> None:
    gone = "<w:trPr><w:del/></w:trPr>" + cell(paragraph("旧")) * 3
    found = read(document(table(gone, cell(paragraph("新")) * 3)), "a.docx")
    assert found.tally.rows == 2
    assert skipped(found) == ["tracked deletions (1): 旧旧旧"]


@pytest.mark.parametrize("mark", ["<w:strike/>", '<w:dstrike w:val="1"/>'])
def test_struck_words_are_left_out_and_named(mark: str) -> None:
    found, texts = result(words("12名", mark) + words("15名", '<w:strike w:val="0"/>'))
    assert texts == ("15名", "12名")
    assert [finding.code for finding in found.findings] == ["text-struck"]


def test_a_wholly_struck_row_is_no_row() -> None:
    struck = cell(f"<w:p>{words('旧', '<w:strike/>')}</w:p>") * 3
    found = read(document(table(struck, cell(paragraph("新")) * 3)), "a.docx")
    assert (found.tally.rows, found.tally.struck_rows) == (2, 1)


def test_what_is_hidden_or_beside_the_text_is_named() -> None:
    box = (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>囲みの中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    found, (text, _) = result(words("会議") + words("下書き", "<w:vanish/>") + box)
    assert text == "会議"
    assert skipped(found) == ["hidden text (1): 下書き", "text boxes (1): 囲みの中", "footnotes (1)"]


def test_links_controls_and_breaks_are_part_of_the_text() -> None:
    body = (
        f"<w:hyperlink>{words('国際')}</w:hyperlink><w:sdt><w:sdtContent>{words('交流')}</w:sdtContent></w:sdt>"
        "<w:r><w:br/><w:t>二行目</w:t></w:r>"
    )
    assert result(body)[1] == ("国際交流\n二行目", "")


def test_numbers_of_lists_stand_before_their_items() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{level.format(form, text)}</w:abstractNum>'
        for at, (form, text) in enumerate((("decimal", "%1."), ("bullet", "x"), ("aiueoFullWidth", "(%1)")))
    ) + "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(3))

    def item(list_: int, text: str) -> str:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr></w:pPr>'
        return f"<w:p>{place}{words(text)}</w:p>"

    row = cell(item(1, "甲") + item(1, "乙")) + cell(item(2, "丙")) + cell(item(3, "丁"))
    found = read(document(table(row), lists), "a.docx")
    last = [block for block in found.blocks if isinstance(block, Row)][-1]
    assert [cell.text for cell in last.cells] == ["3.甲\n4.乙", "・丙", "(ウ)丁"]


def test_a_damaged_document_is_refused() -> None:
    broken = make.with_parts(
        document(""), lambda name, part: b"<w:broken" if name == "word/document.xml" else part
    )
    with pytest.raises(ReadError) as caught:
        read(broken, "a.docx")
    assert caught.value.what == "the Word document cannot be opened"
    trap = make.with_parts(
        document(""), lambda name, part: b"<!DOCTYPE x>" + part if name.endswith("document.xml") else part
    )
    with pytest.raises(ReadError, match="document type"):
        read(trap, "a.docx")


def check_box(mark: str) -> str:
    data = f"<w:ffData><w:checkBox>{mark}</w:checkBox></w:ffData>"
    return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("mark", "sign"),
    [
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="0"/>', "□"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "□"),
        ("<w:default w:val='0'/><w:checked/>", "☑"),
    ],
)
def test_a_check_box_of_a_form_is_shown(mark: str, sign: str) -> None:
    assert result(check_box(mark) + words("中止"))[1] == (f"{sign}中止", "")


def test_the_chosen_line_of_a_list() -> None:
    entries = "".join(f'<w:listEntry w:val="{each}"/>' for each in ("実施", "中止"))
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    assert result(f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>')[1][0] == "中止"


def test_symbols_of_other_fonts_are_shown_or_named() -> None:
    symbol = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    found, (text, _) = result(symbol.format("Wingdings", "F0FE") + words("実施"))
    assert (text, found.tally.skipped) == ("☑実施", ())
    found, (text, _) = result(symbol.format("Webdings", "F061") + words("実施"))
    assert text == "実施"
    assert "symbols of a font that is not known (1)" in str(found.tally.skipped[0])


def test_a_prompt_that_nobody_answered_is_no_text() -> None:
    prompt = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    shows = "<w:showingPlcHdr/>"
    found, (text, _) = result(prompt.format(shows, words("ここをクリック")))
    assert text == ""
    assert "prompts of fields that nobody filled in (1): ここをクリック" in str(found.tally.skipped[0])
    assert result(prompt.format("", words("視察した。")))[1][0] == "視察した。"


def test_nothing_is_carried_down_of_an_empty_merged_cell() -> None:
    opened, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell(paragraph("交流")) + cell(paragraph("甲市")) + cell("<w:p/>", mark) for mark in (opened, goes_on)
    ]
    found = [block for block in read(document(table(*rows)), "a.docx").blocks if isinstance(block, Row)]
    assert [each.cells[2].filled for each in found[1:]] == [False, False]


def test_tables_within_cells_boxes_and_controls_are_read_where_they_stand() -> None:
    def row(*texts: str) -> str:
        return "".join(cell(paragraph(text)) for text in texts)

    inner = f"<w:tbl><w:tr>{row('内')}</w:tr></w:tbl>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('箱')}{inner}</w:txbxContent></w:pict></w:r></w:p>"
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    nested = cell(paragraph("交流") + inner + paragraph("後")) + row("甲市") + cell(paragraph("会議") + box)
    body = (
        paragraph("前")
        + control.format(paragraph("中") + table(nested, row("研修", "乙市", "講座")))
        + box
        + f"<w:tbl>{control.format(f'<w:tr>{HEAD}</w:tr>')}<w:tr>{row('祭', '丙市', '参加')}</w:tr></w:tbl>"
        + "<!-- -->"
        + paragraph("末")
    )
    found = read(document(body), "a.docx")
    assert [block.text if isinstance(block, Line) else block.cells[0].text for block in found.blocks] == [
        "前", "中", "分野", "交流\n内\n後", "研修", "分野", "祭", "末",
    ]  # fmt: skip
    assert found.tally.tables == 2
    assert skipped(found) == ["text boxes (2): 箱内, 箱内"]


def test_every_paragraph_of_an_unanswered_field_is_a_prompt() -> None:
    field = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read(document(field.format(paragraph("一") + paragraph("二")) + paragraph("本文")), "a.docx")
    assert [block.text for block in found.blocks if isinstance(block, Line)] == ["本文"]
    assert skipped(found) == ["prompts of fields that nobody filled in (2): 一, 二"]


def test_a_document_that_does_not_say_which_part_is_its_text_is_refused() -> None:
    lost = make.with_parts(
        document(paragraph("本文")), lambda name, part: b"<Relationships/>" if name == "_rels/.rels" else part
    )
    with pytest.raises(ReadError) as caught:
        read(lost, "a.docx")
    assert caught.value.what == "the Word document cannot be opened"
