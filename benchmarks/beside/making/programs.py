"""The programs that make documents: fpdf2, ReportLab, WeasyPrint, Chromium, LibreOffice.

Files of fpdf2, ReportLab and WeasyPrint are the same at every run. Chromium and LibreOffice write dates and ids of their
own: their files are kept as made.
"""

from __future__ import annotations

import datetime
import html
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from beside.making.texts import TITLE, Rows

FONT = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"
DAY = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
SIZE = 9.0
STYLE = """
body { font-family: IPAGothic; font-size: 10pt } h1 { font-size: 12pt }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #000; padding: 3px; text-align: left;
font-weight: normal; vertical-align: top }
"""


def escaped(text: str) -> str:
    """A cell's text as HTML; markup between ‹ and › is kept (‹del›…‹/del›)."""
    return html.escape(text).replace("‹", "<").replace("›", ">").replace("\n", "<br>")


def page(rows: Rows, style: str = "", spans: dict[tuple[int, int], str] | None = None, heads: int = 1) -> str:
    """A web page with one table, ``heads`` rows of it as its head. ``spans`` gives cells attributes; "-" is no cell."""
    spans = spans or {}
    lines = []
    for number, row in enumerate(rows):
        cells = "".join(
            f"<td {spans.get((number, column), '')}>{escaped(text)}</td>"
            for column, text in enumerate(row)
            if text != "-"
        )
        lines.append(f"<tr>{cells}</tr>")
    head, body = "\n".join(lines[:heads]), "\n".join(lines[heads:])
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"<style>{STYLE}{style}</style></head><body><h1>{TITLE}</h1>\n"
        f"<table><thead>{head}</thead>\n<tbody>{body}</tbody></table></body></html>"
    )


def chromium(source: str) -> Callable[[Path], None]:
    """Print a web page with headless Chromium."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            web = Path(folder) / "page.html"
            web.write_text(source, encoding="utf-8")
            flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
            command = ["chromium", *flags.split(), "--disable-component-update", "--disable-sync"]
            command += [f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
            command += [f"--print-to-pdf={path.resolve()}", web.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)

    return make


def weasyprint(source: str) -> Callable[[Path], None]:
    """Lay a web page out with WeasyPrint."""

    def make(path: Path) -> None:
        from weasyprint import HTML

        HTML(string=source).write_pdf(path, pdf_identifier=b"beside")

    return make


def libreoffice(source: Callable[[Path], None], suffix: str) -> Callable[[Path], None]:
    """Convert what ``source`` makes (a file with ``suffix``) into the kind that the path's ending says."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / f"{path.stem}{suffix}"
            source(given)
            kind = path.suffix.lstrip(".")
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += ["--convert-to", kind, "--outdir", str(path.parent.resolve()), str(given)]
            subprocess.run(command, check=True, capture_output=True, timeout=180)

    return make


def fpdf(draw: Callable[[Any], None]) -> Callable[[Path], None]:
    """Draw one A4 page with fpdf2, in points."""

    def make(path: Path) -> None:
        from fpdf import FPDF

        pdf = FPDF(unit="pt", format="A4")
        pdf.set_creation_date(DAY)
        pdf.set_auto_page_break(False)
        pdf.add_font("G", fname=FONT)
        pdf.add_page()
        pdf.set_font("G", size=SIZE)
        pdf.set_line_width(0.5)
        draw(pdf)
        path.write_bytes(bytes(pdf.output()))

    return make


def reportlab(
    rows: Rows,
    widths: Sequence[float],
    style: Sequence[tuple[Any, ...]] = (),
    after: Any = None,
    wrap: bool = True,
) -> Callable[[Path], None]:
    """A table with a grid, by ReportLab; ``after`` draws on the finished page. ``wrap``: lines are broken in cells."""

    def make(path: Path) -> None:
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

        pdfmetrics.registerFont(TTFont("G", FONT))
        words = ParagraphStyle("G", fontName="G", fontSize=SIZE, leading=12, wordWrap="CJK")
        head = ParagraphStyle("H", parent=words, fontSize=12, spaceAfter=10)
        cells = [[Paragraph(text, words) if wrap and text else text for text in row] for row in rows]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "G", SIZE)]
        table = Table(cells, colWidths=widths, style=[*grid, ("VALIGN", (0, 0), (-1, -1), "TOP"), *style])
        built = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, title=TITLE)
        built.build([Paragraph(TITLE, head), table], onFirstPage=after or (lambda *_: None))

    return make
