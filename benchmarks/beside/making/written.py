"""The documents that are text: web pages, CSV and TSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from beside.making.programs import page
from beside.making.texts import (
    BUDGET,
    CITIES,
    MEETINGS,
    SHEET,
    STOREYS,
    STOREYS_RIGHT,
    TITLE,
    Document,
    changed,
    without_row,
)

AMOUNTS = (
    ("施策番号", "施策名", "予算額（千円）", "決算額（千円）", "実績（29年度）"),
    ("0101", "水の技術の交流", "1,200", "1,180", "水道の研修を行った。"),
    ("0102", "環境の技術の交流", "850", "850", "環境の会議を開いた。"),
    ("", "合計", "2,050", "2,030", ""),
)
BROKEN = changed(
    SHEET,
    (1, 3, "・職員2名を受け入れた。\n・市場を視察した。"),
    (2, 3, '漏水の調べ方を伝え、"みず"の資料を送った。'),
)


def _web(source: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_text(source, encoding="utf-8")

    return make


def _delimited(
    rows: Any, encoding: str = "utf-8", delimiter: str = ",", title: bool = False
) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        out = io.StringIO(newline="")
        head = [[TITLE, *[""] * (len(rows[0]) - 1)]] if title else []
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([*head, *rows])
        path.write_bytes(out.getvalue().encode(encoding))

    return make


def _marked(rows: Any, *changes: tuple[int, int, str], **more: Any) -> Callable[[Path], None]:
    cells = changed(rows, *changes)
    return _web(page([[cell if isinstance(cell, str) else cell[0] for cell in row] for row in cells], **more))


def documents() -> list[Document]:
    """All web pages and delimited texts."""

    def of(name: str, kind: str, make: Any, right: Any, **more: Any) -> Document:
        return Document(
            name, kind, "written by hand" if name.endswith("html") else "Python's csv", make, right, **more
        )

    spans = {(0, 0): 'rowspan="2"', (0, 1): 'colspan="2"', (0, 3): 'colspan="2"'}
    storeys = changed(STOREYS, (0, 2, "-"), (0, 4, "-"), (1, 0, "-"))
    struck = "研修生‹del›12名‹/del›15名を受け入れた。"
    ruby = "‹ruby›邊見‹rp›（‹/rp›‹rt›へんみ‹/rt›‹rp›）‹/rp›‹/ruby›市"
    no_titles: Any = {"around": ()}
    return [
        of("html-plain-sheet.html", "plain", _web(page(SHEET)), SHEET),
        of("html-plain-budget.html", "plain", _web(page(BUDGET)), BUDGET),
        of("html-plain-meetings.html", "plain", _web(page(MEETINGS)), MEETINGS),
        of("html-plain-cities.html", "plain", _web(page(CITIES)), CITIES),
        of(
            "html-two-storey-header.html",
            "two-storey header",
            _marked(storeys, spans=spans, heads=2),
            STOREYS_RIGHT,
        ),
        of(
            "html-struck-words.html",
            "struck text",
            _marked(SHEET, (1, 3, struck)),
            changed(SHEET, (1, 3, "研修生15名を受け入れた。")),
            absent=("12名",),
        ),
        of(
            "html-furigana.html",
            "furigana",
            _marked(CITIES, (2, 0, ruby)),
            changed(CITIES, (2, 0, "邊見市")),
            absent=("へんみ",),
        ),
        of(
            "html-hidden-row.html",
            "hidden columns and rows",
            _web(
                page(MEETINGS, "tr:nth-child(2) { display: none }")
                .replace("<tr><td >10月2日", '<tr style="display:none"><td >10月2日')
                .replace("tr:nth-child(2) { display: none }", "")
            ),
            without_row(MEETINGS, 2),
            absent=("水道技術",),
        ),
        of("csv-plain-budget.csv", "plain", _delimited(BUDGET), BUDGET, **no_titles),
        of("csv-plain-utf8.csv", "plain", _delimited(SHEET), SHEET, **no_titles),
        of(
            "csv-plain-bom.csv",
            "plain",
            _delimited(BUDGET, "utf-8-sig"),
            BUDGET,
            encoding="utf-8-sig",
            **no_titles,
        ),
        of(
            "csv-plain-cp932.csv", "plain", _delimited(CITIES, "cp932"), CITIES, encoding="cp932", **no_titles
        ),
        of("csv-plain-tabs.tsv", "plain", _delimited(MEETINGS, delimiter="\t"), MEETINGS, **no_titles),
        of("csv-codes-and-totals.csv", "totals", _delimited(AMOUNTS), AMOUNTS, **no_titles),
        of("csv-line-breaks-and-title.csv", "line breaks in cells", _delimited(BROKEN, title=True), BROKEN),
    ]
