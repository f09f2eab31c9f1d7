"""Codes of measures: any spelling has one key, two codes have two; cells of several codes are taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.codes import code_key, code_parts, code_text
from toshigaikou_cli.text.stated_codes import KnownCodes, is_code, opening_code, without_label

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
LATIN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
KANJI = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
DASHES = "-－‐‑−–—―ー"
WIDE = str.maketrans("0123456789-.()ABCDEFGH", "０１２３４５６７８９－．（）ＡＢＣＤＥＦＧＨ")

numbers = st.integers(1, 10)


@st.composite
def codes(draw: st.DrawFn) -> tuple[tuple[str, int], ...]:
    """A code as (kind, number) of each of its parts."""
    first = draw(st.sampled_from(["digits", "roman", "letter"]))
    kinds = [first, *draw(st.lists(st.sampled_from(["digits", "bracket"]), max_size=3))]
    return tuple((kind, draw(st.integers(1, 8) if kind == "letter" else numbers)) for kind in kinds)


def spelt(draw: st.DrawFn, code: tuple[tuple[str, int], ...]) -> str:
    """One of the ways in which people write a code."""
    forms = {
        "digits": lambda n: [str(n), f"0{n}"] + ([KANJI[n - 1]] if len(code) == 1 else []),
        "roman": lambda n: [ROMAN[n - 1], LATIN[n - 1], LATIN[n - 1].lower()],
        "letter": lambda n: ["ABCDEFGH"[n - 1], "abcdefgh"[n - 1]],
        "bracket": lambda n: [f"({n})", f"（{n}）", "①②③④⑤⑥⑦⑧⑨⑩"[n - 1], "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"[n - 1], f"( {n} )", f"({KANJI[n - 1]})"],
    }  # fmt: skip
    dash = draw(st.sampled_from(DASHES))
    space = draw(st.sampled_from(["", " ", "\u3000"]))
    text = f"{space}{dash}{space}".join(draw(st.sampled_from(forms[kind](n))) for kind, n in code)
    text = draw(st.sampled_from(["", "No.", "No. ", "№", "施策", "施策No.", "施策番号 "])) + text
    text += draw(st.sampled_from(["", ".", "："]))
    return text.translate(WIDE) if draw(st.booleans()) else text


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_spelling_of_a_code_has_the_same_key(data: st.DataObject) -> None:
    code = data.draw(codes())
    spellings = data.draw(st.composite(lambda draw: [spelt(draw, code) for _ in range(2)])())
    assert code_key(spellings[0]) == code_key(spellings[1])
    assert all(map(is_code, spellings))


@settings(max_examples=40, deadline=None)
@given(st.lists(codes(), min_size=2, max_size=2, unique=True), st.data())
def test_two_codes_have_two_keys(two: list[tuple[tuple[str, int], ...]], data: st.DataObject) -> None:
    spellings = [data.draw(st.composite(lambda draw, code=code: spelt(draw, code))()) for code in two]
    assert code_key(spellings[0]) != code_key(spellings[1])


@settings(max_examples=40, deadline=None)
@given(codes(), st.data())
def test_a_kept_code_has_the_key_of_what_was_written_and_is_kept_as_it_is(
    code: tuple[tuple[str, int], ...], data: st.DataObject
) -> None:
    text = data.draw(st.composite(lambda draw: spelt(draw, code))())
    assert code_key(code_text(text)) == code_key(text)
    assert code_text(code_text(text)) == code_text(text)


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(code_key(text), str)
    assert isinstance(is_code(text), bool)
    assert isinstance(opening_code(text), tuple)
    assert isinstance(KnownCodes(order=("1-1", "2")).split(text), tuple)


@settings(max_examples=40, deadline=None)
@given(st.lists(codes(), min_size=1, max_size=6, unique=True), st.data())
def test_a_cell_of_known_codes_is_taken_apart(
    known: list[tuple[tuple[str, int], ...]], data: st.DataObject
) -> None:
    spell = st.composite(lambda draw, code: spelt(draw, code))
    written = [code_text(data.draw(spell(code))) for code in known]
    between = data.draw(st.sampled_from(["、", "\n", "，", " ／ ", "・"]))
    cell = between.join(data.draw(spell(code)) for code in known)
    assert [stated.code for stated in KnownCodes(order=tuple(written)).split(cell)] == written


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("１－１－（１）", "1-1-(1)"),
        ("Ⅰ-2-③", "i-2-(3)"),
        ("2.1.3", "2.1.3"),
        ("２．１．３", "2.1.3"),
        ("A-1", "a-1"),
        ("施策1", "1"),
        ("No.5", "5"),
        ("第三", "3"),
        ("二十一", "21"),
        ("ア-1", "ア-1"),
        ("取組①", "取組(1)"),
        ("3 8", "3 8"),
        ("センター1", "センター1"),
    ],
)
def test_keys(text: str, key: str) -> None:
    assert code_key(text) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-1-1", "1-1-(1)"),
        ("1.1", "1.10"),
        ("1-11", "11-1"),
        ("取組1", "事業1"),
        ("38", "3 8"),
        ("I-1", "1-1"),
    ],
)
def test_different_codes_differ(one: str, other: str) -> None:
    assert code_key(one) != code_key(other)


def test_a_kept_code_stands_as_it_was_written() -> None:
    kept = {
        "１－１－（１）": "1-1-(1)",
        "Ⅰ‐2‐③": "Ⅰ-2-③",
        "No. 35": "35",
        "施策１": "施策1",
        "２．": "2",
        "3）": "3",
    }
    assert {text: code_text(text) for text in kept} == kept


@pytest.mark.parametrize(
    "text",
    ["35", "1-1-(1)", "Ⅰ-2-③", "Ⅱ-3", "2.1.3", "A-1", "施策1", "施策１", "施策一", "施策番号 一", "施策 十：", "施策Ⅱ-3",
     "施策ア", "1-(1)-ア", "1-1-ｱ", "1(1)ア", "1ア", "1-1 ア", "No.5", "No.二十一", "第三", "一", "ア", "取組①", "(3)"],
)  # fmt: skip
def test_a_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text",
    ["", "計", "－", "甲", "令和2年度", "2020年大会", "1-1-(1) 地元企業", "交流", "施策", "施策一覧", "施策一般", "施策 三か所",
     "第三者", "3カ国", "1-アジア", "(3)ヵ所", "No.", "a" * 60],
)  # fmt: skip
def test_no_code(text: str) -> None:
    assert not is_code(text)


def test_parts() -> None:
    assert code_parts("Ⅰ－２－③") == ("i", "2", "3")
    assert code_parts("1の2") == ("1", "2")
    assert code_parts("A1") == ("a", "1")


@pytest.mark.parametrize(
    ("title", "code", "rest"),
    [
        ("1-1-(1) 地元企業の支援", "1-1-(1)", "地元企業の支援"),
        ("１－１－（１）　地元", "１－１－（１）", "地元"),
        ("取組① 海外", "取組①", "海外"),
        ("①海外", "①", "海外"),
        ("2.1.3 海外", "2.1.3", "海外"),
        ("1．地元", "1", "地元"),
        ("3か国語の案内", "", "3か国語の案内"),
        ("2020年大会の成功", "", "2020年大会の成功"),
        ("10月の会", "", "10月の会"),
        ("海外の交流", "", "海外の交流"),
        ("1-1-(1)", "", "1-1-(1)"),
        ("1-(1)-ア　周年事業", "1-(1)-ア", "周年事業"),
        ("1-(1)-ア周年事業", "1-(1)-ア", "周年事業"),
        ("1-1 アジアとの交流", "1-1", "アジアとの交流"),
        ("ア 周年事業", "ア", "周年事業"),
        ("ｲ．港", "ｲ", "港"),
        ("アジアの港", "", "アジアの港"),
        ("ア・ラ・カルト", "", "ア・ラ・カルト"),
        ("3カ国語の案内", "", "3カ国語の案内"),
    ],
)
def test_the_code_that_a_title_opens_with(title: str, code: str, rest: str) -> None:
    assert opening_code(title) == (code, rest)


PLAIN = KnownCodes(order=tuple(str(number) for number in range(1, 77)))
DEEP = KnownCodes(order=("1-1-(1)", "1-1-(2)", "1-2-(1)"))


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("3、8", ["3", "8"]),
        ("施策3・8", ["3", "8"]),
        ("3\n8", ["3", "8"]),
        ("3 8", ["3", "8"]),
        ("3.8", ["3", "8"]),
        ("38", ["38"]),
        ("35（再掲）", ["35"]),
        ("【再掲】35", ["35"]),
        ("No.3及び8", ["3", "8"]),
        ("3、3", ["3"]),
        ("1～3", ["1", "2", "3"]),
        ("17 地元企業の支援", ["17"]),
        ("再掲", []),
        ("", []),
        ("99", [""]),
        ("3、99", ["3", ""]),
    ],
)
def test_cells_of_plain_numbers(cell: str, codes: list[str]) -> None:
    assert [stated.code for stated in PLAIN.split(cell)] == codes


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("1-1-(1)、1-2-(1)", ["1-1-(1)", "1-2-(1)"]),
        ("１－１－（１）\n１－２－（１）", ["1-1-(1)", "1-2-(1)"]),
        ("1-1-(1)、(2)", ["1-1-(1)", "1-1-(2)"]),
        ("1-1-1", ["1-1-(1)"]),
        ("Ⅰ-1-②", ["1-1-(2)"]),
        ("1-1-(9)", [""]),
        ("(2)", [""]),
    ],
)
def test_cells_of_codes_of_several_parts(cell: str, codes: list[str]) -> None:
    assert [stated.code for stated in DEEP.split(cell)] == codes


def test_a_looser_reading_never_chooses_between_two_codes() -> None:
    both = KnownCodes(order=("1-1-1", "1-1-(1)"))
    assert [both.find(text) for text in ("1-1-1", "1-1-(1)", "1.1.1")] == ["1-1-1", "1-1-(1)", ""]


def test_the_nearest_codes() -> None:
    assert DEEP.nearest("1-1-(9)")[:2] == ("1-1-(1)", "1-1-(2)")
    assert DEEP.nearest("庶務") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("３-(1)-③　新規", "３-(1)-③"),
        ("３-(1)-③（拡充）", "３-(1)-③"),
        ("1-2\n【継続】", "1-2"),
        ("（新）1-2", "1-2"),
        ("1-2（再掲）", "1-2"),
        ("重点1", "重点1"),
        ("新規", "新規"),
        ("1-2　新規事業", "1-2　新規事業"),
        ("1-2(1)", "1-2(1)"),
    ],
)
def test_a_label_beside_a_code_is_no_part_of_it(text: str, code: str) -> None:
    assert without_label(text) == code


def test_a_labelled_code_is_the_known_one() -> None:
    assert [each.code for each in KnownCodes(order=("1-2", "3")).split("3（新規）、1-2　継続")] == [
        "3",
        "1-2",
    ]
    assert [each.code for each in KnownCodes(order=("1-2", "3")).split("新規")] == [""]
