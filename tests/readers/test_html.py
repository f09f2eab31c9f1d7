"""Web pages: running text, spans, lists, nested and layout tables, hidden parts, encodings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import html as html_reader
from toshigaikou_cli.readers import read
from toshigaikou_cli.readers.html import recognizes
from toshigaikou_cli.records.blocks import Cell, Line, Reading, ReadOptions, Row


def reading(body: str) -> Reading:
    return read(f"<html><body>{body}</body></html>".encode(), "a.html", ReadOptions())


def rows(found: Reading) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in block.cells) for block in found.blocks if isinstance(block, Row)]


def lines(found: Reading) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Line)]


def cell(inner: str) -> str:
    """The text of a cell with the content ``inner``."""
    found = reading(f"<table><tr><th>a<th>b<tr><td>c<td>{inner}</table>")
    return rows(found)[1][1]


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_a_page_in_any_encoding(charset: str) -> None:
    page = make.html_sheet().decode().replace("①", "(1)").replace("②", "(2)").encode(charset)
    found = read(page, "a.html", ReadOptions())
    assert found.format == "html"
    assert lines(found) == [make.SHEET_TITLE, "一覧"]
    plain = [tuple(text.replace("①", "(1)").replace("②", "(2)") for text in row) for row in make.SHEET_ROWS]
    assert rows(found) == [make.SHEET_HEADER, *plain]
    assert found.tally.filled == 4
    assert (found.tally.tables, found.tally.rows, found.tally.pages) == (1, 6, None)
    assert {block.line for block in found.blocks} == {None}


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("utf-8", "cp932"),
        ("Shift_JIS", "utf-8"),
    ],
)
def test_a_declared_encoding_is_only_a_claim(declared: str, written: str) -> None:
    page = make.html_page("<p>国際交流の取組を、一年ずつ記す。</p>", declared, written)
    assert lines(read(page, "a.html", ReadOptions())) == [
        make.SHEET_TITLE,
        "国際交流の取組を、一年ずつ記す。",
    ]


def test_a_short_declared_page_is_read_as_declared() -> None:
    page = "<html><meta charset=shift_jis><p>ｱｲｳ交</p>".encode("cp932")
    assert lines(read(page, "a.html", ReadOptions())) == ["ｱｲｳ交"]


def test_running_text_is_lines() -> None:
    found = reading(
        "<h1>一 覧</h1> 前文\n  です<br>次の行<p>段落 <b>強</b>調</p><ul><li>項目</li></ul><pre>甲\n 乙</pre>"
        "<ruby>東京<rp>(</rp><rt>とうきょう</rt></ruby><div> \xa0 </div>"
    )
    assert lines(found) == ["一 覧", "前文 です", "次の行", "段落 強調", "・項目", "甲", "乙", "東京"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<p hidden>x</p>",
        '<p style="color:red; DISPLAY : none">x</p>',
        "<!-- x -->",
        "<template>x</template>",
    ],
)
def test_what_a_browser_does_not_show_is_left_out(hidden: str) -> None:
    assert lines(reading(f"<p>前</p>{hidden}<p>後</p>")) == ["前", "後"]


def test_hidden_rows_and_cells_are_left_out() -> None:
    found = reading(
        "<table><tr><td>a<td>b<tr style='display:none'><td>x<td>y<tr><td hidden>z<td>c<td>d</table>"
    )
    assert rows(found) == [("a", "b"), ("c", "d")]


def test_spans_are_filled_and_marked() -> None:
    found = reading(
        "<table><tr><th rowspan=2>分野<th colspan=2>実績<tr><th>29<th>30<tr><td>交流<td>x<td>y</table>"
    )
    assert rows(found) == [("分野", "実績", ""), ("分野", "29", "30"), ("交流", "x", "y")]
    first, second, _ = (block for block in found.blocks if isinstance(block, Row))
    assert first.cells == (Cell("分野"), Cell("実績"), Cell("", filled=True))
    assert second.cells[0] == Cell("分野", filled=True)


def test_a_span_ends_with_its_row_group() -> None:
    found = reading(
        "<table><tbody><tr><td rowspan=9>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody></table>"
    )
    assert rows(found) == [("a", "b"), ("a", "c"), ("d", "e")]


def test_a_span_of_0_goes_to_the_end_of_its_group() -> None:
    assert rows(reading("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>")) == [
        ("a", "b"),
        ("a", "c"),
        ("a", "d"),
    ]


@pytest.mark.parametrize(
    "span", ["rowspan=100000", "colspan=100000", "rowspan=-1", "colspan=x", "colspan=''"]
)
def test_hostile_spans_do_no_harm(span: str) -> None:
    found = reading(f"<table><tr><td>a<td>b<tr><td>c<td {span}>d</table>")
    assert rows(found) == [("a", "b"), ("c", "d")]


def test_a_table_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "<table>" + "<tr><td>a<td rowspan=9>b" * 20 + "</table>"
    assert len(rows(reading(body))) == 20
    monkeypatch.setattr(html_reader, "_MAX_CELLS", 100)
    with pytest.raises(ReadError, match="more than 100 cells"):
        reading(body)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("一<br>二<br><br>三", "一\n二\n三"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<ul><li>一<li>・二<li>③三</ul>", "・一\n・二\n③三"),
        ("<ol><li>一<li>二</ol>後", "①一\n②二\n後"),
        ("<ol start=20><li>一<li>二</ol>", "⑳一\n㉑二"),
        ("<ol start=51><li>一</ol>", "51.一"),
        ("<ol><li>(1) 一<li>二</ol>", "(1) 一\n②二"),
        ("<ul><li>一<ul><li>内</ul><li><li>三</ul>後", "・一\n・内\n・三\n後"),
        ("<li>一", "・一"),
        ("  一\n  二 ", "一 二"),
        ("一\u3000二", "一\u3000二"),
        ("a<table><tr><td>x<td>y<tr><td>z</table>b", "a\nx y\nz\nb"),
    ],
)
def test_cells_keep_their_lines(inner: str, text: str) -> None:
    assert cell(inner) == text


def test_a_caption_is_a_line_before_its_rows() -> None:
    found = reading("<table><caption>表<br>一</caption><tr><td>a<td>b</table>")
    assert lines(found) == ["表", "一"]
    assert isinstance(found.blocks[-1], Row)


def test_a_cell_over_the_whole_table_is_a_heading() -> None:
    found = reading(
        "<table><tr><td colspan=9>題<tr><th>分野<th>局<tr><td colspan=2>②教育<tr><td>x<td>乙</table>"
    )
    assert lines(found) == ["題", "②教育"]
    assert rows(found) == [("分野", "局"), ("x", "乙")]


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td>{}</table>",
        "<table role=presentation><tr><td>左<td>{}</table>",
        "<table><tr><td>左<td>{}</table>",
        "<table><tr><td><table><tr><td>{}</table></table>",
    ],
)
def test_a_table_inside_a_layout_table_is_read(layout: str) -> None:
    data = "<table><tr><th>分野<th>局<tr><td>姉妹都市との交流<td>環境局<tr><td>教育<td>教育庁</table>"
    found = reading(layout.format(data))
    assert rows(found) == [("分野", "局"), ("姉妹都市との交流", "環境局"), ("教育", "教育庁")]
    assert found.tally.tables == 1


def test_a_small_table_inside_a_cell_stays_there() -> None:
    inner = "<table><tr><td>x<td>y<tr><td>z<td>w<tr><td>u<td>v</table>"
    found = reading(f"<table><tr><th>分野<th>実績<tr><td>交流<td>{inner}</table>")
    assert rows(found) == [("分野", "実績"), ("交流", "x y\nz w\nu v")]


def test_a_table_of_one_column_is_lines() -> None:
    found = reading("<table><tr><td>一<br>二<tr><td>三</table>")
    assert lines(found) == ["一", "二", "三"]
    assert found.tally.tables == 0


TEXT = st.text(st.sampled_from("交流ab<&"), min_size=1, max_size=4)


@given(table=st.lists(st.tuples(TEXT, TEXT), min_size=2, max_size=5))
@settings(deadline=None, max_examples=60)
def test_cells_come_back(table: list[tuple[str, str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    body = "".join("<tr>" + "".join(f"<td>{escaped(text)}</td>" for text in row) + "</tr>" for row in table)
    assert rows(reading(f"<table>{body}</table>")) == table


@given(
    body=st.lists(
        st.sampled_from(["<table>", "<tr>", "<td rowspan=2>", "<ul>", "<li>", "</table>", "</ul>", "字"])
    )
)
@settings(deadline=None, max_examples=150)
def test_no_text_of_broken_markup_is_lost(body: list[str]) -> None:
    found = reading("".join(body))
    cells = [
        cell.text
        for block in found.blocks
        if isinstance(block, Row)
        for cell in block.cells
        if not cell.filled
    ]
    assert sum(text.count("字") for text in [*cells, *lines(found)]) == body.count("字")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE html><p>a", True),
        (b"\xef\xbb\xbf\n<!-- a --><table><tr><td>a</table>", True),
        (b"<?xml version='1.0'?><html><body/></html>", True),
        (b"<?xml version='1.0'?><feed/>", False),
        ("分野\t<table>\n".encode(), False),
        (b"a < b", False),
    ],
)
def test_recognition(data: bytes, expected: bool) -> None:
    assert recognizes(data.decode("utf-8-sig")) is expected


# ---------------------------------------------------------------- struck, hidden, commented, numbered


def told(body: str, style: str = "") -> tuple[Reading, Cell]:
    """The reading of a page whose table has one body row of two cells, and the second of them."""
    table = f"<style>{style}</style><table><tr><th>項目名</th><th>実績</th></tr><tr><td>甲</td><td>{body}</td></tr></table>"
    found = read(make.html_page(table), "a.html")
    return found, next(block for block in reversed(found.blocks) if isinstance(block, Row)).cells[1]


@pytest.mark.parametrize(
    "body",
    [
        "<s>12名</s>15名",
        "<del>12名</del><ins>15名</ins>",
        "<strike>12名</strike>15名",
        "<span style='text-decoration:line-through'>12名</span>15名",
        "<span style='text-decoration-line: line-through'><b>12</b>名</span>15名",
        "<font class='old x'>12名</font>15名",
    ],
)
def test_struck_words_are_left_out_and_named(body: str) -> None:
    found, read_cell = told(body, ".old {color:red; text-decoration:line-through}")
    assert (read_cell.text, read_cell.struck) == ("15名", "12名")
    assert [finding.code for finding in found.findings] == ["text-struck"]


def test_underlined_words_are_valid() -> None:
    found, read_cell = told("<u>12名</u><span style='text-decoration:underline'>15名</span>")
    assert (read_cell.text, read_cell.struck, found.findings) == ("12名15名", "", ())


@pytest.mark.parametrize(
    "row", ["<tr style='text-decoration: line-through'><td>a<td>b", "<tr><td><s>a</s><td><del>b</del>"]
)
def test_a_wholly_struck_row_is_no_row(row: str) -> None:
    table = f"<table><tr><th>項目名<th>実績</tr>{row}</tr><tr><td>甲<td>会議</tr></table>"
    found = read(make.html_page(table), "a.html")
    assert (found.tally.rows, found.tally.struck_rows) == (2, 1)
    assert "1 row as a whole" in found.findings[0].message


def test_a_cell_that_is_not_visible_keeps_its_place() -> None:
    found = reading(
        "<table><tr><td>a<td>b<td>c<tr><td style='visibility:hidden'>x<td>d<td>e"
        "<tr><td style='visibility:hidden;display:none'>y<td>f<td>g</table>"
    )
    assert rows(found) == [("a", "b", "c"), ("", "d", "e"), ("f", "g", "")]


def test_hidden_text_and_comments_are_named() -> None:
    found, read_cell = told(
        "会議<comment>確認中</comment><span hidden>下書き</span><i style='display:none'>控え</i>"
    )
    assert read_cell.text == "会議"
    assert [str(skip) for skip in found.tally.skipped] == [
        "hidden text (2): 下書き, 控え",
        "comments (1): 確認中",
    ]
    assert told("会議<span style='display:block'>です</span>")[0].tally.skipped == ()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ol start=3><li>三<li value=7>七<li>八</ol>", "③三\n⑦七\n⑧八"),
        ("<ol reversed><li>二<li>一</ol>", "②二\n①一"),
        ("<ol reversed start=5><li>五<li>四</ol>", "⑤五\n④四"),
        ("<ol type=a><li>甲<li>乙</ol><ol type=A><li>丙</ol>", "(a)甲\n(b)乙\n(A)丙"),
        ("<ol type=i><li>甲<li>乙</ol>", "(ⅰ)甲\n(ⅱ)乙"),
        ("<ol style='list-style-type: lower-alpha'><li>甲</ol>", "(a)甲"),
        ("<ul><li>甲<ol><li>乙</ol></ul>", "・甲\n①乙"),
        ("<ol><li>甲<li value=x>乙</ol>", "①甲\n②乙"),
    ],
)
def test_list_items_keep_the_numbers_that_the_page_shows(body: str, text: str) -> None:
    assert told(body)[1].text == text


def test_places_where_a_word_may_break_are_no_characters() -> None:
    assert told("産業労働局&shy;総務部&#x200B;会議")[1].text == "産業労働局総務部会議"


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<input type=checkbox checked>実施 <input type=checkbox>中止", "☑実施 □中止"),
        ("<input type=radio>実施 <input type=radio checked>中止", "○実施 ◉中止"),
        ("<input value='視察した。'>", "視察した。"),
        ("<textarea>視察した。</textarea>", "視察した。"),
        ("<select><option>甲<option selected>乙</select>", "乙"),
        ("<select><option>甲<option>乙</select>", "甲"),
        ("視察<input type=hidden value=1><input type=submit value=送信>", "視察"),
        ("<img src=a.png alt='実施'>", "実施"),
        ("<img src=a.png alt='a.png'>", ""),
        ("視察<img src=n.png alt='新着'>", "視察"),
    ],
)
def test_what_fields_and_pictures_show(inner: str, shown: str) -> None:
    assert cell(inner) == shown
