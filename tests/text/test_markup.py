from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.markup import html_to_lines, without_struck
from toshigaikou_cli.text.normalize import tidy_lines


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        (
            '<ul style="list-style-type: none"> <li>会議の開催</li> <li>職員の派遣</li> </ul>',
            "・会議の開催\n・職員の派遣",
        ),
        (
            "<ul><li>・印のある項目</li><li>①番号の項目</li><li>(1)括弧</li><li>※注</li></ul>",
            "・印のある項目\n①番号の項目\n(1)括弧\n※注",
        ),
        ("<b>【交通分野】</b> <ul><li>視察</li></ul>", "【交通分野】\n・視察"),
        ("<p>一行目</p><p>二行目</p>", "一行目\n二行目"),
        ("一行目<br>二行目<BR />三行目", "一行目\n二行目\n三行目"),
        ("<ul><li>外<ul><li>内</li></ul></li></ul>", "・外\n・内"),
        ("<li>閉じない項目<li>次の項目", "・閉じない項目\n・次の項目"),
        ("<li><p>段落の中</p></li>", "・段落の中"),
        ("<p>A&amp;B&nbsp;会議&#12354;</p>", "A&B\u00a0会議あ"),
        ("<ul><li>折り\n返し</li></ul>", "・折り 返し"),
        ("<b>太字</b>の一行目\n二行目", "太字の一行目\n二行目"),
        ("<p>&lt;li&gt;は文字</p>", "<li>は文字"),
        ("<ul><li>a < b と <script>alert(1)</script></li></ul>", "・a < b と <script>alert(1)</script>"),
    ],
)
def test_formatting_becomes_lines(cell: str, lines: str) -> None:
    assert html_to_lines(cell) == lines


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "・会議の開催\n・職員の派遣",
        "a < b かつ c > d",
        "<script>alert(1)</script>",
        "<table><tr><td>表</td></tr></table>",
        "強調の <b が閉じない",
        "<b>閉じない太字",
        "閉じるだけ</ul>",
        "R&amp;D の会議",
        "<仮称>交流事業",
        "<blink>点滅</blink>",
    ],
)
def test_a_cell_without_formatting_stays_to_the_letter(cell: str) -> None:
    assert html_to_lines(cell) == cell


def test_kept_text_of_a_list() -> None:
    cell = "<p>【交通分野】</p> <ul> <li>・地下鉄の 視察</li> <li>②実務者会議</li> </ul> <p>（※）隔年</p>"
    assert tidy_lines(html_to_lines(cell)) == "【交通分野】\n・地下鉄の視察\n②実務者会議\n（※）隔年"


@settings(deadline=None, max_examples=300)
@given(
    st.text()
    | st.lists(
        st.sampled_from(["<ul>", "</ul>", "<li>", "</li>", "<p>", "<b>", "<br>", "<", "あ", "&amp;", " "])
    ).map("".join)
)
def test_no_text_is_lost(cell: str) -> None:
    lines = html_to_lines(cell)
    if "<" not in cell:
        assert lines == cell
    for char in "あ&":
        assert lines.count(char) == cell.count(char)


def test_long_hostile_cells() -> None:
    for piece in ("<", "<b", "<b>", "<li>", "&#1", "</b>", "<b x"):
        cell = "<p>" + piece * 20_000 + "</p>"
        assert len(html_to_lines(cell)) <= 3 * len(cell)


@pytest.mark.parametrize(
    ("text", "valid", "struck"),
    [
        ("5都市から<s>12名</s>15名", "5都市から15名", "12名"),
        ("<del>旧</del><ins>新</ins>、<STRIKE class=a>廃止</STRIKE>。", "<ins>新</ins>、。", "旧 廃止"),
        ("<s>外<del>内</del></s>後", "後", "外内"),
        ("<s>閉じない", "<s>閉じない", ""),
        ("開かない</s>", "開かない</s>", ""),
        ("<small>小</small>", "<small>小</small>", ""),
        ("5 < 6", "5 < 6", ""),
    ],
)
def test_struck_tags_are_cut_out(text: str, valid: str, struck: str) -> None:
    assert without_struck(text) == (valid, struck)
