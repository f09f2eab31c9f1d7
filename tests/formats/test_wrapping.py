"""Where texts break on a terminal: nothing is lost, nothing too wide, and no word or punctuation torn off."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toshigaikou_cli.formats.tables import terminal
from toshigaikou_cli.formats.tables.table import Column, Table, width
from toshigaikou_cli.formats.tables.wrapping import NOT_FIRST, NOT_LAST, longest_word, wrapped

_CHARACTERS = "あ都ー市ソウルっ々「」（）。、・！？％【】ab1 　2年月名é×①○"


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("交流（学生）", 6, ["交流", "（学", "生）"]),
        ("交流「学生」の", 6, ["交流", "「学", "生」の"]),
        ("東京・ソウル", 8, ["東京・", "ソウル"]),
        ("参加者は12名です", 10, ["参加者は", "12名です"]),
        ("開催は2017年9月26日", 18, ["開催は", "2017年9月26日"]),
        ("開催は平成29年9月26日", 14, ["開催は平成29年", "9月26日"]),
        ("会議 Climate Week", 12, ["会議 Climate", "Week"]),
        ("都市外交Governor", 12, ["都市外交", "Governor"]),
        ("2017-09-26/27", 8, ["2017-09-", "26/27"]),
        ("市 。", 3, ["市", "。"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("結び付きあり", 10, ["結び付き", "あり"]),
        ("整備計画の案", 10, ["整備計画の", "案"]),
        ("交流「あり", 8, ["交流「あ", "り"]),
        ("実施した", 6, ["実施", "した"]),
        ("都市のニュー・ウェールズ州", 20, ["都市の", "ニュー・ウェールズ州"]),
        ("都市のニュー・ウェールズ州", 18, ["都市のニュー・", "ウェールズ州"]),
        ("市とソウル特別市", 14, ["市と", "ソウル特別市"]),
        ("交流・ソウル", 8, ["交流・", "ソウル"]),
        ("（パリ市、北京市、台北）", 14, ["（パリ市、", "北京市、台北）"]),
        ("（パリ市、北京市の案）", 14, ["（パリ市、北京", "市の案）"]),
        ("組織：総務局、環境局", 10, ["組織：", "総務局、", "環境局"]),
    ],
)
def test_where_a_text_breaks(text: str, cells: int, lines: list[str]) -> None:
    assert wrapped(text, cells) == lines


@given(st.text(_CHARACTERS, max_size=60), st.integers(2, 24), st.sampled_from([1, 2]))
@example("「1、", 3, 1)  # wider than the line as a whole: there is no right place to break it
@settings(deadline=None, max_examples=300)
def test_lines_keep_to_the_rules(text: str, cells: int, ambiguous: int) -> None:
    made = wrapped(text, cells, ambiguous)
    assert all(width(line, ambiguous) <= cells for line in made)
    assert "".join("".join(made).split()) == "".join(text.split())
    at = 0
    for before, after in pairwise(made):
        end = text.index(before, at) + len(before)
        at = text.index(after, end)
        if before[-1] in NOT_LAST or after[0] in NOT_FIRST:
            assert width(_bound(text[:end]) + text[end:at] + _bound(text[at:], -1), ambiguous) > cells


def _bound(line: str, way: int = 1) -> str:
    """What may hang together with a break at the line's end, or (-1) at its start: more than does, where there are spaces.

    A character takes along the brackets that open before it, and the marks that close behind it.
    """
    ordered = line[::-1] if way == 1 else line
    held = NOT_FIRST | NOT_LAST | set(" 　")
    free = next((at for at, char in enumerate(ordered) if char not in held), len(line))
    hangs = (NOT_LAST if way == 1 else NOT_FIRST) | set(" 　")
    end = next((at for at, char in enumerate(ordered) if at > free and char not in hangs), len(line))
    return ordered[:end][::-way]


@given(st.lists(st.from_regex(r"\A[A-Za-z]{1,8}\Z"), max_size=12), st.integers(8, 30))
def test_no_latin_word_is_broken_that_has_room(words: list[str], cells: int) -> None:
    assert " ".join(wrapped(" ".join(words), cells)).split() == words


def test_the_longest_word() -> None:
    assert longest_word("国際 International 会議 12名") == 13
    assert longest_word("国際会議") == 0


@pytest.mark.parametrize(("text", "narrow", "wide"), [
    ("○×─█①", 5, 10), ("abc", 3, 3), ("都市", 4, 4), ("か\u3099", 2, 2), ("…", 1, 2),
])  # fmt: skip
def test_characters_of_ambiguous_width(text: str, narrow: int, wide: int) -> None:
    assert (width(text), width(text, 2)) == (narrow, wide)


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_columns_align_at_either_width(ambiguous: int) -> None:
    table = Table((Column("a", "○"), Column("b", "Next")), [("×…①", "x"), ("都", "x"), ("█··", "x")])
    out = terminal.on_terminal([table], 40, color=False, ambiguous=ambiguous).splitlines()
    assert len({width(line[: line.index("x")], ambiguous) for line in out[2:]}) == 1
    assert width(out[0][: out[0].index("Next")], ambiguous) == width(out[2][: out[2].index("x")], ambiguous)


COLUMNS = (
    Column("id", "Id"),
    Column("name", "Name"),
    Column("n", "Count", "right"),
    Column("note", "Note", flexible=True),
)
ROW = ("kokusai-kouryuu", "政策企画局外務部国際課", 12, "交流の\n実績")


def test_below_a_readable_width_records_are_cards() -> None:
    out = terminal.on_terminal([Table(COLUMNS, [ROW, ("x", "", None, "b")], notes=("n",))], 40, color=False)
    assert out == (
        "Id: kokusai-kouryuu\nName: 政策企画局外務部国際課\nCount: 12\nNote: 交流の\n  実績\n"
        "\nId: x\nNote: b\n\nn\n"
    )


def test_a_readable_table_stays_one() -> None:
    out = terminal.on_terminal([Table(COLUMNS, [ROW])], 60, color=False)
    assert out.splitlines()[0].split() == ["Id", "Name", "Count", "Note"]


def test_a_break_in_a_cell_is_one_on_a_terminal_and_a_sign_in_a_pipe() -> None:
    table = Table(COLUMNS[3:], [("交流の\n実績",)])
    assert terminal.on_terminal([table], 40, color=False).splitlines()[2:] == ["交流の", "実績"]
    assert terminal.plain([table]).splitlines()[2:] == ["交流の⏎実績"]
