"""Small PDFs of our own text, for the tests and the benchmark of the PDF reader.

    python tests/make_pdfs.py FOLDER      # writes one of each, to look at

They are drawn with fpdf2 and need a font with Japanese characters: the file named by TGX_TEST_FONT, or a common
one (``apt-get install fonts-ipafont-gothic``).
"""

from __future__ import annotations

import atexit
import functools
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

FONTS = (
    "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
    "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
    "/usr/share/fonts/ipa-gothic/ipag.ttf",
    "/usr/share/fonts/OTF/ipag.ttf",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "/usr/share/fonts/truetype/takao-gothic/TakaoGothic.ttf",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "C:/Windows/Fonts/yumin.ttf",
)
SIZE = 9.0
PAD = 3.0
LEADING = 12.0

HEADER = ["分野", "担当部所", "項目名", "実績（28年度）"]
WIDTHS = [90.0, 80.0, 120.0, 200.0]
ROWS = [
    ["①港の町との交流", "みなと局総務部", "青葉市との交流", "平成28年5月12日に、青葉市の職員2名を受入れ。"],
    [
        "①港の町との交流",
        "みなと局総務部",
        "若葉市との交流",
        (
            "・平成28年6月、若葉市の図書館と貸出しの仕組みについて意見交換を行い、次の年度の計画に生かした。\n"
            "・平成28年7月、若葉市の市場を視察"
        ),
    ],
    [
        "②川の町との交流",
        "かわ局計画部",
        "紅葉市との交流",
        "【水の分野】\n・紅葉市の技術者3名に川の清掃を説明。",
    ],
]

Draw = Callable[[FPDF], object]


def font_file() -> str | None:
    """The path of a font with Japanese characters, or None where there is none."""
    named = os.environ.get("TGX_TEST_FONT")
    return next((path for path in ([named] if named else []) + list(FONTS) if Path(path).is_file()), None)


@functools.cache
def small_font() -> str:
    """The font with the characters of our tests only, in a temporary file: a fraction of the time to load."""
    from fontTools import subset  # type: ignore[import-untyped]

    font = font_file()
    if not font:
        pytest.skip("no Japanese font (TGX_TEST_FONT)")
    here = Path(__file__).resolve().parent
    sources = [here / "make_pdfs.py", *(here / "readers").glob("test_pdf*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    path = Path(tempfile.mkdtemp(prefix="tgx-font-")) / "small.ttf"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    options = subset.Options(
        notdef_outline=True, name_IDs=["*"], layout_features=[], drop_tables=["GSUB", "GPOS", "vmtx", "vhea"]
    )
    loaded = subset.load_font(font, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text + "".join(map(chr, range(32, 127))))
    cutter.subset(loaded)
    loaded.save(path)
    loaded.close()
    return str(path)


def document(
    *pages: Draw, landscape: bool = False, compress: bool = True, password: tuple[str, str] | None = None
) -> bytes:
    """A PDF with one page for each drawing function. ``password`` is (owner, user)."""
    pdf = FPDF(orientation="landscape" if landscape else "portrait", unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_compression(compress)
    pdf.add_font("G", fname=small_font())
    if password:
        pdf.set_encryption(owner_password=password[0], user_password=password[1])
    for draw in pages:
        pdf.add_page()
        pdf.set_font("G", size=SIZE)
        pdf.set_line_width(0.5)
        draw(pdf)
    return bytes(pdf.output())


def wrapped(pdf: FPDF, text: str, width: float) -> list[str]:
    """The lines of a text in a column: Japanese breaks anywhere (not before 、。), Latin between words."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and pdf.get_string_width((line + piece).rstrip()) > width:
                lines.append(line)
                line = piece.lstrip(" ")
            else:
                line += piece
        lines.append(line)
    return lines


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        latin = char.isascii() and char != " "
        joins = bool(pieces) and (
            char in "、。）」 " or (latin and pieces[-1][-1].isascii() and pieces[-1][-1] != " ")
        )
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def text_at(pdf: FPDF, x: float, top: float, text: str, size: float = SIZE) -> None:
    """One line of text with its upper edge at ``top``."""
    pdf.set_font_size(size)
    pdf.text(x, top + 0.88 * size, text)


def table(
    pdf: FPDF,
    rows: Sequence[Sequence[str | None]],
    *,
    x: float = 40.0,
    top: float = 80.0,
    widths: Sequence[float] = WIDTHS,
    rules: str = "all",
    lines: Callable[[FPDF, float, float, float, float], None] | None = None,
    heights: Sequence[float] = (),
) -> float:
    """Draw a table and return its lower edge. None is a cell merged with the one above, ``"<"`` with the left one.

    ``rules``: ``all``, ``horizontal``, ``pieces`` (horizontal ones, one for each cell), ``none``, ``open bottom`` (no rule
    under the last row), ``open sides``.
    """
    rule = lines or (lambda p, x0, y0, x1, y1: p.line(x0, y0, x1, y1))
    heights = list(heights) or [_height(pdf, row, widths) for row in rows]
    ys = [top + sum(heights[:index]) for index in range(len(rows) + 1)]
    xs = [x + sum(widths[:index]) for index in range(len(widths) + 1)]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text and text != "<":
                span = sum(widths[c : _span_end(row, c)])
                _write(pdf, xs[c] + PAD, ys[r] + PAD, wrapped(pdf, text, span - 2 * PAD))
    for r, y in enumerate(ys):
        last = r == len(rows) and rules == "open bottom"
        drawn = [] if rules == "none" or last else [(xs[c], xs[c + 1]) for c in _ruled(rows, r, len(widths))]
        for start, end in _together(drawn) if rules == "horizontal" else drawn:
            rule(pdf, start, y, end, y)
    if rules in ("all", "open bottom", "open sides"):
        for c, at in enumerate(xs):
            outer = c in (0, len(widths))
            for r in range(len(rows)):
                merged = not outer and rows[r][c] == "<"
                if not merged and not (outer and rules == "open sides"):
                    rule(pdf, at, ys[r], at, ys[r + 1])
    return ys[-1]


def _ruled(rows: Sequence[Sequence[str | None]], at: int, columns: int) -> list[int]:
    """The columns that have a rule over the row ``at``."""
    return [c for c in range(columns) if not (0 < at < len(rows) and rows[at][c] is None)]


def _together(pieces: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pieces of a rule that meet as one."""
    found: list[tuple[float, float]] = []
    for start, end in pieces:
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _span_end(row: Sequence[str | None], column: int) -> int:
    end = column + 1
    while end < len(row) and row[end] == "<":
        end += 1
    return end


def _height(pdf: FPDF, row: Sequence[str | None], widths: Sequence[float]) -> float:
    counts = [
        len(wrapped(pdf, text, sum(widths[c : _span_end(row, c)]) - 2 * PAD))
        for c, text in enumerate(row)
        if text and text != "<"
    ]
    return LEADING * max(counts, default=1) + 2 * PAD


def _write(pdf: FPDF, x: float, top: float, lines: Sequence[str]) -> None:
    for index, line in enumerate(lines):
        text_at(pdf, x, top + index * LEADING, line)


YEAR = "平成28年度"


def sheet(rows: Sequence[Sequence[str | None]] = (HEADER, *ROWS), year: str = YEAR, **options: Any) -> Draw:
    """A page with a title that names the fiscal year, and a table."""

    def draw(pdf: FPDF) -> None:
        text_at(pdf, 40, 40, f"国際交流の実績（{year}）", 12)
        table(pdf, rows, **options)

    return draw


def long_sheet(pages: int, year: str = YEAR) -> bytes:
    """A sheet of a fiscal year, of many pages with a header and eighteen rows on each."""
    rows = [[f"分野{n % 3}", "みなと局総務部", f"青葉市との交流{n}", ROWS[n % 3][3]] for n in range(18)]
    header = [*HEADER[:-1], f"実績（{year}）"]
    return document(*[sheet([header, *rows], year)] * pages)


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """A PDF after a change to its first page (a ``pypdfium2`` page), such as its rotation or crop box."""
    import pypdfium2

    source = pypdfium2.PdfDocument(data)
    page = source[0]
    edit(page)
    out = io.BytesIO()
    source.save(out)
    page.close()
    source.close()
    return out.getvalue()


def sideways(draw: Draw) -> Draw:
    """The same page, set sideways (its lines run upwards) without a /Rotate."""

    def turned(pdf: FPDF) -> None:
        with pdf.rotation(90, x=pdf.w / 2, y=pdf.w / 2):
            draw(pdf)

    return turned


def scan(pdf: FPDF) -> None:
    """A page that is nothing but a picture."""
    from PIL import Image

    image = Image.new("L", (120, 170), 200)
    pdf.image(image, x=0, y=0, w=pdf.w, h=pdf.h)


def scan_with_text(pdf: FPDF) -> None:
    """A picture with an invisible layer of text, as OCR leaves it."""
    scan(pdf)
    with pdf.local_context(text_mode=TextMode.INVISIBLE):
        text_at(pdf, 40, 40, "読み取られた文字の層")


def main() -> None:
    """Write one document of each kind into a folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    made = {
        "sheet": document(sheet()),
        "horizontal": document(sheet(rules="horizontal")),
        "open": document(sheet(rules="open bottom")),
        "sideways": document(sideways(sheet())),
        "scan": document(scan),
        "ocr": document(scan_with_text),
        "password": document(sheet(), password=("owner", "user")),
    }
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)


if __name__ == "__main__":
    main()
