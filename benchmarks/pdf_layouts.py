"""How many rows of awkward tables are read right: the PDF reader beside plain pdfplumber.extract_tables.

    python benchmarks/pdf_layouts.py

Each layout is the same small table as programs of offices draw it (tests/make_pdfs.py; it needs a CJK font). A row is
right where each of its cells has its own text and no other; white space is left out.
"""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path

import pdfplumber
from fpdf import FPDF
from fpdf.enums import TextMode

from toshigaikou_cli.readers.pdf import reader
from toshigaikou_cli.records.blocks import ReadOptions, Row

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from make_pdfs import HEADER, ROWS, WIDTHS, Draw, document, edited, sheet, sideways, table, text_at

Rows = list[list[str]]
PLAIN: Rows = [HEADER, *ROWS]
NARROW: Rows = [["項目", "内容"], ["列より長い名の項目", "右の列"]]


def _thin(page: FPDF, x0: float, y0: float, x1: float, y1: float) -> None:
    page.rect(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6, style="F")


def _dots(page: FPDF, x0: float, y0: float, x1: float, y1: float) -> None:
    steps = int(max(x1 - x0, y1 - y0) / 2)
    for n in range(steps + 1):
        page.rect(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps, 0.7, 0.7, style="F")


def _clipped(page: FPDF) -> None:
    table(page, [["項目", "内容"], ["", "右の列"]], widths=[60, 120])
    with page.rect_clip(40, 98, 60, 18):
        text_at(page, 43, 101, NARROW[1][0])


def _doubled(page: FPDF) -> None:
    sheet()(page)
    sheet(lines=lambda *_: None, x=40.3)(page)


def _hidden(page: FPDF) -> None:
    sheet()(page)
    page.set_text_color(255, 255, 255)
    text_at(page, 150, 101, "白い字")
    page.set_text_color(0, 0, 0)
    with page.local_context(text_mode=TextMode.INVISIBLE):
        text_at(page, 150, 140, "見えない字")


def _underlined(page: FPDF) -> None:
    bottom = table(page, PLAIN)
    page.line(45 + sum(WIDTHS[:3]), bottom - 18, 40 + sum(WIDTHS) - 30, bottom - 18)


_MERGED: list[list[str | None]] = [[*HEADER], [*ROWS[0]], [None, None, *ROWS[1][2:]], [*ROWS[2]]]

LAYOUTS: dict[str, tuple[Draw, Rows]] = {
    "rules round each cell": (sheet(), PLAIN),
    "a cell merged over rows": (sheet(_MERGED), [HEADER, ROWS[0], [*ROWS[0][:2], *ROWS[1][2:]], ROWS[2]]),
    "no rule at the lower edge": (sheet(rules="open bottom"), PLAIN),
    "no rules at the sides": (sheet(rules="open sides"), PLAIN),
    "horizontal rules only": (sheet(rules="horizontal"), PLAIN),
    "rules as thin areas": (sheet(lines=_thin), PLAIN),
    "rules of dots": (sheet(lines=_dots), PLAIN),
    "text clipped by its cell": (_clipped, NARROW),
    "an underline": (_underlined, PLAIN),
    "bold by drawing twice": (_doubled, PLAIN),
    "white and invisible text": (_hidden, PLAIN),
    "a page set sideways": (sideways(sheet()), PLAIN),
}


def _bare(rows: list[list[str | None]]) -> Rows:
    return [["".join((cell or "").split()) for cell in row] for row in rows]


def _by_tgx(data: bytes) -> Rows:
    reading = reader.read(data, "layout.pdf", ReadOptions())
    return _bare([[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)])


def _by_pdfplumber(data: bytes) -> Rows:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return _bare([row for page in opened.pages for found in page.extract_tables() for row in found])


def main() -> None:
    """Print a line a layout, and the sums."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages = {name: (document(draw), rows) for name, (draw, rows) in LAYOUTS.items()}
    turned = edited(document(sheet()), lambda page: page.set_rotation(90))
    pages["a page turned by /Rotate"] = (turned, PLAIN)
    sums = [0, 0, 0]
    for name, (data, rows) in pages.items():
        wanted = _bare([list(row) for row in rows])
        right = [sum(row in read for row in wanted) for read in (_by_tgx(data), _by_pdfplumber(data))]
        sums = [total + new for total, new in zip(sums, [*right, len(wanted)], strict=True)]
        print(f"{name:28} rows {len(wanted)}  tgx {right[0]}  pdfplumber {right[1]}")
    print(f"{'all':28} rows {sums[2]}  tgx {sums[0]}  pdfplumber {sums[1]}")


if __name__ == "__main__":
    main()
