"""Encodings are told apart by bytes alone, and a broken file is refused with the place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.encoding import decode, plausibility, unify_line_endings

PROSE = "環境局総務部が、パリ市との交流を行った。職員２名を派遣し、気候の講座をひらいた。"
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもアイウエオカキクケコサシスセソ"
KANJI = "東京都環境局総務部水道交通教育国際都市交流協力合意取組実績職員派遣受入視察会議研修技術文化"
SIGNS = "、。・「」（）ー０１２ＡＢ"


@st.composite
def japanese(draw: st.DrawFn) -> str:
    """At least ten characters as Japanese prose mixes them: kana among kanji."""
    pieces = st.tuples(st.sampled_from(KANA), st.sampled_from(KANJI + KANA), st.sampled_from(KANJI + SIGNS))
    return "".join("".join(piece) for piece in draw(st.lists(pieces, min_size=4, max_size=30)))


@given(
    text=japanese(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"]),
)
@settings(deadline=None, max_examples=200)
def test_every_encoding_is_told_by_its_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, encoding)


@given(data=st.binary(min_size=1, max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    refusal = ""
    text = ""
    try:
        text, _ = decode(data, "a.bin")
    except ReadError as error:
        refusal = error.where
    assert refusal in ("", "a.bin")
    assert "\ufffd" not in text or "\ufffd".encode() in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"plain ascii", "utf-8", "plain ascii"),
        ("①㈱髙～表".encode("cp932") + PROSE.encode("cp932"), "cp932", "①㈱髙～表" + PROSE),
        # Microsoft's rows in EUC-JP: circled 1 and a variant of a kanji
        (b"\xad\xa1" + PROSE.encode("euc_jp") + b"\xfc\xe2", "euc_jp", "①" + PROSE + "髙"),
        (b"\x1b$B-!\x1b(B" + PROSE.encode("iso2022_jp"), "iso2022_jp", "①" + PROSE),
        (b"\x1b(I1\x1b(B" + PROSE.encode("iso2022_jp"), "iso2022_jp", "ｱ" + PROSE),
        ("名前,ﾄｳｷｮｳ\n".encode("cp932"), "cp932", "名前,ﾄｳｷｮｳ\n"),
        (b"end\r\n\x1a", "utf-8", "end\r\n"),
    ],
    ids=["ascii", "cp932-signs", "euc-signs", "jis-signs", "jis-half-width", "half-width", "ctrl-z"],
)
def test_signs_of_windows_are_read(data: bytes, encoding: str, text: str) -> None:
    assert decode(data, "a.txt") == (text, encoding)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        # "交流\n" is 7 bytes, "部" 3 more: the stray byte is the 11th, second line, second column
        (
            "交流\n部".encode() + b"\x83" + PROSE.encode(),
            "broken UTF-8 text: byte 11 (line 2, column 2) is 0x83",
        ),
        (PROSE.encode()[:-1], "broken UTF-8 text"),
        ((PROSE + "\n部").encode("cp932") + b"\x80", "broken cp932 text: byte 84 (line 2, column 2) is 0x80"),
        (
            (PROSE + "\n部").encode("euc_jp") + b"\xff",
            "broken EUC-JP text: byte 84 (line 2, column 2) is 0xff",
        ),
        (b"\xff\xfe" + PROSE.encode("utf-16-le") + b"\x00", "broken UTF-16 text"),
        (b"a\x00b", "binary data"),
        (
            "Le café de la région a été fermé".encode("latin-1"),
            "not text in UTF-8, cp932 or EUC-JP: byte 7 (line 1",
        ),
        (
            "东京都市国际交流合作战略，北京市与东京都的友好关系".encode("gb2312"),
            "not text in UTF-8, cp932 or EUC-JP",
        ),
        (
            "東京都市國際交流合作戰略，北京市與東京都的友好關係".encode("big5"),
            "not text in UTF-8, cp932 or EUC-JP",
        ),
    ],
    ids=["stray", "cut", "cp932", "euc", "utf-16", "nul", "latin-1", "gb2312", "big5"],
)
def test_a_broken_file_is_refused_with_the_place(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    assert said in caught.value.what
    assert caught.value.where == "a.txt"
    assert caught.value.hint


def test_one_bad_byte_does_not_turn_utf8_into_another_encoding() -> None:
    data = bytearray((PROSE * 20).encode())
    data[600] = 0x83
    with pytest.raises(ReadError, match="broken UTF-8"):
        decode(bytes(data), "a.txt")


@pytest.mark.parametrize(
    ("declared", "written", "used"),
    [
        ("Shift_JIS", "cp932", "cp932"),
        ("Shift_JIS", "euc_jp", "euc_jp"),
        ("Shift_JIS", "utf-8", "utf-8"),
        ("EUC-JP", "euc_jp", "euc_jp"),
        ("klingon", "cp932", "cp932"),
    ],
)
def test_what_a_page_declares_holds_where_it_is_so(declared: str, written: str, used: str) -> None:
    page = f'<meta charset="{declared}"><p>{PROSE}</p>'
    assert decode(page.encode(written), "a.html") == (page, used)


def test_a_declaration_tells_apart_what_looks_alike() -> None:
    cell = "ｱｲｳ交".encode("cp932")
    assert decode(b'<meta charset="cp932">' + cell, "a")[1] == "cp932"
    assert decode(b'charset="euc-jp" ' + PROSE.encode("cp932"), "a")[1] == "cp932"


def test_misread_text_is_less_plausible_than_text() -> None:
    misread = PROSE.encode("euc_jp").decode("cp932", "replace")
    assert plausibility(PROSE) > 0.7
    assert plausibility(misread) < 0
    assert plausibility("ascii") == 1.0


def test_line_endings_become_one() -> None:
    assert unify_line_endings("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_a_table_drawn_with_rules_is_text() -> None:
    drawn = "┌────┬──────┐\n│担当│実績　　　│\n├────┼──────┤\n│水道│視察した。│\n└────┴──────┘\n"
    assert decode(drawn.encode("cp932"), "a.txt") == (drawn, "cp932")
