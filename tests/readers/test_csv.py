"""Comma separated values: recognition by content, titles, quoted cells, broken quotes."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import csv_, read
from toshigaikou_cli.readers.csv_ import recognizes
from toshigaikou_cli.readers.encoding import unify_line_endings
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

SAMPLES = Path(os.environ.get("TGX_ORIGINALS", "/nowhere")).parent / "samples"


def reading(text: str) -> Reading:
    return csv_.read(unify_line_endings(text), "a.csv", ReadOptions())


def rows(found: Reading) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in block.cells) for block in found.blocks if isinstance(block, Row)]


def lines(found: Reading) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_sheet_in_any_encoding(encoding: str, delimiter: str) -> None:
    data = make.csv_sheet(encoding, delimiter)
    assert read(data, "a").format == "csv"
    found = read(data, "a.csv", ReadOptions())
    assert found.format == "csv"
    assert lines(found) == [make.SHEET_TITLE]
    assert rows(found) == [make.SHEET_HEADER, *map(tuple, make.only_first(make.SHEET_ROWS))]
    assert found.tally.rows == len(make.SHEET_ROWS) + 1
    assert found.tally.tables == 1


def test_places_are_records_and_physical_lines() -> None:
    found = reading('題,,\r\n,,\r\n"a\r\nb",c,d\r\ne,f,g\r\n')
    assert [(block.row, block.line) for block in found.blocks if isinstance(block, Row)] == [(3, 3), (4, 5)]
    assert [block.line for block in found.blocks if isinstance(block, Line)] == [1]
    assert rows(found)[0] == ("a\nb", "c", "d")


@pytest.mark.parametrize(
    ("text", "titles", "table"),
    [
        (",題,\na,b,c\nd,e,f\n", ["題"], [("a", "b", "c"), ("d", "e", "f")]),
        ("題\n注\na,b\nc,d\n", ["題", "注"], [("a", "b"), ("c", "d")]),
        ("a,b,c\n,,f\nd,,\n", [], [("a", "b", "c"), ("", "", "f"), ("d", "", "")]),
        # after an empty record another table may begin with its title
        ("a,b\nc,d\n,\n二,\ne,f\n", ["二"], [("a", "b"), ("c", "d"), ("e", "f")]),
        # there only a first cell is a title: a row may have lost the cells that repeat
        ("a,b\nc,d\n,\n,x\n", [], [("a", "b"), ("c", "d"), ("", "x")]),
    ],
)
def test_titles_are_lines_and_rows_are_rows(
    text: str, titles: list[str], table: list[tuple[str, ...]]
) -> None:
    found = reading(text)
    assert lines(found) == titles
    assert rows(found) == table


def test_ragged_records_keep_their_cells() -> None:
    assert rows(reading("a,b,c\nd,e\nf,g,h,i\n")) == [("a", "b", "c"), ("d", "e"), ("f", "g", "h", "i")]


CELL = st.text(st.sampled_from('交流ab "\n,;、'), max_size=6)


@given(table=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
@settings(deadline=None, max_examples=150)
def test_records_are_those_of_the_csv_module(table: list[tuple[str, str, str]]) -> None:
    data = make.delimited([("分野", "局", "実績"), *table])
    expected = [
        tuple(cell.replace("\r\n", "\n") for cell in record)
        for record in csv.reader(io.StringIO(data.decode(), newline=""))
        if any(cell.strip() for cell in record)
    ]
    found = csv_.read(unify_line_endings(data.decode()), "a.csv", ReadOptions())
    kept = rows(found)
    left = iter(expected)
    assert all(row in left for row in kept), "rows keep their order"

    def several(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]

    assert several(kept) == several(expected)
    assert len(kept) + len(lines(found)) == len(expected)


@pytest.mark.parametrize(
    "text",
    [
        "見出し\n本文を一行書く。\n",
        "分野\t局\n交流,協力\t環境局\n教育,文化\t水道局\n",
        "来場者は1,200名だった。\n参加は3,400名だった。\n",
        "文が続く。\n途中に, 読点がある。\n文が続く。\n文が続く。\n",
        "a,b\n",
        "",
    ],
    ids=["prose", "tabs", "thousands", "comma", "one-record", "empty"],
)
def test_other_text_is_not_recognized(text: str) -> None:
    assert not recognizes(text)


def test_undecodable_bytes_are_not_recognized() -> None:
    with pytest.raises(ReadError):
        read(b"a,b\nc,\xff\x00\n", "a.csv")


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ('a,b\nc,"d\ne,f\n', "a.csv:line 2", "closes nowhere"),
        ('a,b\nc,"d\ne" f\ng,h\n', "a.csv:line 2", "closes in line 3, before the cell ends"),
        ('a,b\nc,"d "e" f"\n', "a.csv:line 2", "closes in line 2"),
    ],
)
def test_a_broken_quote_is_refused_with_its_line(text: str, where: str, said: str) -> None:
    assert recognizes(text)
    with pytest.raises(ReadError) as caught:
        reading(text)
    assert caught.value.where == where
    assert said in caught.value.what


def test_a_quote_inside_a_cell_is_text() -> None:
    assert rows(reading('a,b\n5" disk,d\n')) == [("a", "b"), ('5" disk', "d")]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_the_sample_gives_every_cell() -> None:
    gold = json.loads((SAMPLES / "sheet_01_lo_calc_merged.gold.json").read_text(encoding="utf-8"))
    found = read((SAMPLES / "sheet_cp932.csv").read_bytes(), "sheet_cp932.csv", ReadOptions())
    above: list[str] = []
    filled = []
    for row in rows(found)[1:]:
        above = [text or (above[at] if at < 2 else "") for at, text in enumerate(row)]
        filled.append(["".join(text.split()) for text in above])
    assert filled == [["".join(text.split()) for text in row] for row in gold["rows"]]
    assert len(filled) == 35


def test_a_comma_before_three_digits_parts_two_numbers_of_a_table() -> None:
    text = "項目名,実績,予算額,決算額\n甲,会議,1200,980\n乙,研修,350,312\n丙,講座,5400,5120\n"
    found = read(text.encode(), "a.csv", ReadOptions())
    assert recognizes(text)
    assert [len(block.cells) for block in found.blocks if isinstance(block, Row)] == [4] * 4


def test_thousands_in_running_text_make_no_table() -> None:
    assert not recognizes("参加者は1,234名だった。\n前年度は1,100名だった。\n")
    assert not recognizes("甲は1,234名、乙は2,345名。\n前の年は900名と1,100名。\n合わせて2,000名。\n")


def test_a_first_line_that_declares_the_delimiter() -> None:
    assert rows(read(b"sep=;\r\nA;B\r\n1;2,5\r\n", "a.csv")) == [("A", "B"), ("1", "2,5")]
    assert recognizes("sep=;\nA;B\n")


def test_a_line_of_more_cells_than_the_others_is_named() -> None:
    plain = ["担当,項目,実績,備考", *(f"水道局,交流{n},視察した。,速報" for n in range(5))]
    found = reading("\n".join([*plain, "水道局,交流,視察し,報告した。,", *plain[1:]]))
    assert [(each.code, each.spot.line) for each in found.findings] == [("cells-shifted", 7)]
    assert not reading("\n".join(plain)).findings
    ended = [plain[0], *(f"{line}," for line in plain[1:])]  # each row ends with a comma
    assert not reading("\n".join(ended)).findings


def test_a_table_of_one_row_under_its_titles_is_one() -> None:
    lines = "みさき市国際戦略\n令和4年3月\n基本目標１　交流\n番号,施策名,概要,担当課\n1,交流,互いに訪ねる。,国際課\n"
    assert recognizes(lines)
    assert not recognizes("みさき市国際戦略\n令和4年3月\n基本目標１　交流\n港, 学校, 祭り\n")
    assert not recognizes(
        "みさき市国際戦略\n令和4年3月\n序文\n本市は, 港を開き, 国を越えて交わってきた。\nこれからも, 町を挙げて, 人を結ぶ。\n"
    )
    assert not recognizes("みさき市国際戦略\n令和4年3月\n序文\n番号,施策名\n1,交流\n")
