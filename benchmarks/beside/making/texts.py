"""The tables that the documents hold, and what a document is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Accepted = str | list[str]
Rows = Sequence[Sequence[str]]
RightRows = Sequence[Sequence[Accepted]]

TITLE = "国際交流の取組実績（平成29年度）"

SHEET: Rows = (
    ("分野", "担当部所", "項目名", "実績（29年度）"),
    (
        "①姉妹都市との交流",
        "環境局総務部",
        "青葉市との交流",
        "平成29年7月13日に、青葉市の職員2名を受け入れた。",
    ),
    ("①姉妹都市との交流", "水道局総務部", "若葉市との交流", "漏水の調べ方を伝え、資料35点を送った。"),
    ("②共通する課題", "建設局公園緑地部", "植物の交換", "種子を3点、植物園どうしで交換した。"),
)
BUDGET: Rows = (
    ("番号", "事業名", "予算額（千円）", "決算額（千円）", "執行率"),
    ("101", "留学生の受入れ", "12000", "11800", "98%"),
    ("102", "港の町との交流", "8500", "8500", "100%"),
    ("103", "案内板の多言語化", "23400", "19890", "85%"),
    ("104", "研修生の派遣", "640", "512", "80%"),
)
CITIES: Rows = (
    ("都市名", "国名", "提携の年月日", "分野"),
    ("青葉市", "みどり国", "昭和54年3月14日", "文化、教育"),
    ("若葉市", "みどり国", "平成3年7月1日", "水道"),
    ("紅葉市", "あかね国", "平成27年10月16日", "防災"),
)
MEETINGS: Rows = (
    ("開催日", "会議名", "会場", "参加者数"),
    ("9月25日", "環境実務者会議", "青葉会館", "45名"),
    ("10月2日", "水道技術の研修", "かわ局研修所", "12名"),
    ("11月30日", "若手職員の意見交換", "みなと会館", "28名"),
    ("2月8日", "防災の講演会", "青葉会館", "130名"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document to make: its file's name, what is in it, how it is made, and its right cells.

    ``around`` are texts outside the table that a tool may give as rows, ``absent`` words that a reader must not
    take over; ``rules`` says which rules a PDF's table has, ``encoding`` that of a CSV file: some tools must be told.
    """

    name: str
    kind: str
    producer: str
    make: Callable[[Path], None]
    right: RightRows
    around: Sequence[str] = (TITLE,)
    absent: Sequence[str] = ()
    rules: str = "all"
    encoding: str = "utf-8"
    about: str = ""


def changed(rows: Rows, *changes: tuple[int, int, Accepted]) -> list[list[Accepted]]:
    """``rows`` with other cells at (row, column)."""
    out: list[list[Accepted]] = [list(row) for row in rows]
    for row, column, cell in changes:
        out[row][column] = cell
    return out


def without_row(rows: Rows, number: int) -> list[Sequence[str]]:
    """``rows`` without one."""
    return [row for at, row in enumerate(rows) if at != number]


def merged_down(rows: Rows, columns: int = 1) -> list[list[Accepted]]:
    """A cell that says what the one above it says is merged with it: blank and repeated count as right."""
    out: list[list[Accepted]] = [list(row) for row in rows]
    for at in range(1, len(rows)):
        for column in range(columns):
            if rows[at][column] == rows[at - 1][column]:
                out[at][column] = [rows[at][column], ""]
    return out


def only_first(rows: Rows, columns: int = 1) -> list[list[str]]:
    """``rows`` with "" where a cell is merged with the one above."""
    right = merged_down(rows, columns)
    return [["" if isinstance(cell, list) else cell for cell in row] for row in right]


STOREYS = (
    ("事業名", "平成28年度", "", "平成29年度", ""),
    ("", "目標", "実績", "目標", "実績"),
    ("留学生の受入れ", "20名", "18名", "25名", "26名"),
    ("講座の開催", "4回", "4回", "5回", "3回"),
    ("研修生の派遣", "6名", "2名", "6名", "5名"),
)
STOREYS_RIGHT = changed(
    STOREYS, (0, 2, ["", "平成28年度"]), (0, 4, ["", "平成29年度"]), (1, 0, ["", "事業名"])
)
