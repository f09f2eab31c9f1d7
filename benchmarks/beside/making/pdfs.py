"""The PDF documents, by five programs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from beside.making import books, drawn, words
from beside.making.programs import chromium, fpdf, libreoffice, page, reportlab, weasyprint
from beside.making.texts import (
    BUDGET,
    CITIES,
    MEETINGS,
    SHEET,
    STOREYS,
    STOREYS_RIGHT,
    Document,
    changed,
    merged_down,
    without_row,
)

WIDE = (90, 80, 100, 220)
EVEN = (60, 140, 90, 90, 80)
FOUR = (110, 110, 130, 130)
KEPT = Path(__file__).resolve().parents[3] / "tests" / "examples" / "pdf"

LONG = (
    SHEET[0],
    *(
        (
            f"③分野その{number}",
            "環境局総務部",
            f"第{number}回の会議",
            f"第{number}回の会議を開き、"
            + "環境の測り方と水の使い方について意見を交わした。" * 9
            + f"参加は{number + 20}名であった。",
        )
        for number in range(1, 8)
    ),
)

STRUCK = changed(SHEET, (1, 3, "研修生‹del›12名‹/del›15名を受け入れた。"))
RUBY = changed(
    SHEET,
    (2, 2, "‹ruby›邊見‹rt›へんみ‹/rt›‹/ruby›市との交流"),
    (3, 3, "面積3km‹sup›2‹/sup›の‹ruby›園‹rt›その‹/rt›‹/ruby›で種子を交換した。"),
)
LEADING = (
    SHEET[0],
    ("交流", "環境局総務部", "青葉市との交流", "　職員2名を受け入れた。"),
    ("交流", "建設局道路管理部", "若葉市との道路の保全", "　資料を送った。"),
    ("交流", "水道局総務部", "紅葉市との研修", "　漏水の調べ方を伝えた。"),
)
ONEBYTE = (
    ("分野", "担当（関係）部所名", "項目名", "実績（29年度）"),
    (
        "姉妹都市との交流",
        "環境局総務部",
        "北京市との交流",
        "平成29年7月13日に、職員4名が大気のPM2.5の測り方を学んだ。",
    ),
    (
        "姉妹都市との交流",
        "建設局道路管理部",
        "ソウル特別市との交流",
        "平成30年2月19日に、道路の保全について説明を受けた（参加12名）。",
    ),
    (
        "多都市間の協力",
        "下水道局総務部",
        "ジャカルタ特別市との交流",
        "研修生3名を、11月2日から3日まで受け入れた。",
    ),
)
AMOUNTS = (
    ("事業名", "当初予算額", "補正予算額", "決算額"),
    ("留学生の受入れ", "1,200,000", "350,000", "1,480,000"),
    ("案内板の多言語化", "23,400,000", "1,000,000", "24,015,000"),
    ("研修生の派遣", "640,000", "0", "512,000"),
)


def _web(rows: Any, style: str = "", spans: dict[tuple[int, int], str] | None = None) -> str:
    return page([[cell if isinstance(cell, str) else cell[0] for cell in row] for row in rows], style, spans)


def _plain() -> list[Document]:
    def of(name: str, producer: str, make: Any, right: Any) -> Document:
        return Document(f"pdf-plain-{name}.pdf", "plain", producer, make, right)

    return [
        of("fpdf2-sheet", "fpdf2", fpdf(lambda pdf: drawn.table(pdf, SHEET, WIDE)), SHEET),
        of("fpdf2-budget", "fpdf2", fpdf(lambda pdf: drawn.table(pdf, BUDGET, EVEN)), BUDGET),
        of("reportlab-sheet", "ReportLab", reportlab(SHEET, WIDE), SHEET),
        of("reportlab-cities", "ReportLab", reportlab(CITIES, FOUR), CITIES),
        of("weasyprint-budget", "WeasyPrint", weasyprint(page(BUDGET)), BUDGET),
        of("reportlab-budget", "ReportLab", reportlab(BUDGET, EVEN), BUDGET),
        of("weasyprint-cities", "WeasyPrint", weasyprint(page(CITIES)), CITIES),
        of("weasyprint-meetings", "WeasyPrint", weasyprint(page(MEETINGS)), MEETINGS),
        of("chromium-sheet", "Chromium", chromium(page(SHEET)), SHEET),
        of("chromium-cities", "Chromium", chromium(page(CITIES)), CITIES),
        of("chromium-meetings", "Chromium", chromium(page(MEETINGS)), MEETINGS),
        of("calc-budget", "LibreOffice Calc", libreoffice(books.plain(BUDGET, ruled=True), ".xlsx"), BUDGET),
        of("calc-sheet", "LibreOffice Calc", libreoffice(books.plain(SHEET, ruled=True), ".xlsx"), SHEET),
        of("writer-cities", "LibreOffice Writer", libreoffice(words.plain(CITIES), ".docx"), CITIES),
        of("writer-meetings", "LibreOffice Writer", libreoffice(words.plain(MEETINGS), ".docx"), MEETINGS),
    ]


def _strike_row(canvas: Any, _: Any) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(58, 717, 536, 717)


def _white(canvas: Any, _: Any) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("G", 9)
    canvas.drawString(330, 713, "白い字の下書き")


def _clipped(pdf: Any) -> None:
    drawn.table(pdf, [SHEET[0], ("", "", "", SHEET[1][3])], WIDE)
    for x, width, text in zip(
        (40, 130, 210),
        WIDE,
        ("①姉妹都市との交流の一層の推進", "環境局総務部企画課", "青葉市との交流"),
        strict=False,
    ):
        with pdf.rect_clip(x, 88, width, 18):
            drawn.write(pdf, x + 3, 91, text)


def _turned(path: Path) -> None:
    import pypdfium2

    def sideways(pdf: Any) -> None:
        with pdf.rotation(90, x=pdf.w / 2, y=pdf.w / 2):
            drawn.table(pdf, MEETINGS, FOUR)

    fpdf(sideways)(path)
    opened = pypdfium2.PdfDocument(path.read_bytes())
    opened[0].set_rotation(90)
    opened.save(path)


def _kept(name: str) -> Any:
    return lambda path: shutil.copyfile(KEPT / name, path)


def _hard() -> list[Document]:
    def of(name: str, kind: str, producer: str, make: Any, right: Any, **more: Any) -> Document:
        return Document(f"pdf-{name}.pdf", kind, producer, make, right, **more)

    clipped = [
        SHEET[0],
        ("①姉妹都市との交流の一層の推進", "環境局総務部企画課", "青葉市との交流", SHEET[1][3]),
    ]
    down = {(1, 0): 'rowspan="2"'}
    return [
        of(
            "struck-words",
            "struck text",
            "Chromium",
            chromium(_web(STRUCK)),
            changed(SHEET, (1, 3, "研修生15名を受け入れた。")),
            absent=("12名",),
        ),
        of(
            "struck-row",
            "struck text",
            "ReportLab",
            reportlab(CITIES, FOUR, after=_strike_row),
            without_row(CITIES, 1),
            absent=("青葉市",),
        ),
        of(
            "furigana",
            "furigana",
            "Chromium",
            chromium(_web(RUBY)),
            changed(SHEET, (2, 2, "邊見市との交流"), (3, 3, "面積3km2の園で種子を交換した。")),
            absent=("へんみ", "その"),
        ),
        of(
            "vertical",
            "vertical writing",
            "Chromium",
            chromium(
                _web(
                    changed(SHEET, (1, 0, "交流（姉妹都市）")), "td:first-child { writing-mode: vertical-rl }"
                )
            ),
            changed(SHEET, (1, 0, "交流（姉妹都市）")),
        ),
        of(
            "onebyte-cmap",
            "one-byte CMap",
            "written by hand, as optimizers leave Excel's PDFs",
            _kept("onebyte-cmap.pdf"),
            ONEBYTE,
        ),
        of(
            "merged-calc",
            "merged cells",
            "LibreOffice Calc",
            libreoffice(books.merged(SHEET, ruled=True), ".xlsx"),
            merged_down(SHEET),
        ),
        of(
            "merged-weasyprint",
            "merged cells",
            "WeasyPrint",
            weasyprint(page([SHEET[0], SHEET[1], ("-", *SHEET[2][1:]), SHEET[3]], spans=down)),
            merged_down(SHEET),
        ),
        of(
            "rows-over-pages-writer",
            "rows over pages",
            "LibreOffice Writer",
            libreoffice(words.plain(LONG, repeat_header=True), ".docx"),
            LONG,
        ),
        of("rows-over-pages-chromium", "rows over pages", "Chromium", chromium(page(LONG)), LONG),
        of(
            "two-storey-header",
            "two-storey header",
            "ReportLab",
            reportlab(
                STOREYS,
                (120, 90, 90, 90, 90),
                [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))],
            ),
            STOREYS_RIGHT,
        ),
        of(
            "adjacent-numbers",
            "adjacent numbers",
            "fpdf2",
            fpdf(
                lambda pdf: drawn.table(pdf, AMOUNTS, (110, 52, 48, 56), rules="horizontal", right=(1, 2, 3))
            ),
            AMOUNTS,
            rules="horizontal",
        ),
        of(
            "touching-numbers",
            "adjacent numbers",
            "fpdf2",
            fpdf(
                lambda pdf: drawn.table(pdf, AMOUNTS, (110, 52, 42, 56), rules="horizontal", right=(1, 2, 3))
            ),
            AMOUNTS,
            rules="horizontal",
        ),
        of(
            "no-rules",
            "no rules at all",
            "fpdf2",
            fpdf(lambda pdf: drawn.table(pdf, MEETINGS, FOUR, rules="none")),
            MEETINGS,
            rules="none",
        ),
        of(
            "leading-blanks",
            "leading blanks",
            "fpdf2",
            fpdf(lambda pdf: drawn.table(pdf, LEADING, (45, 78, 98, 150))),
            LEADING,
        ),
        of(
            "horizontal-rules",
            "horizontal rules only",
            "WeasyPrint",
            weasyprint(page(CITIES, "td { border-left: none; border-right: none }")),
            CITIES,
            rules="horizontal",
        ),
        of(
            "bold-drawn-twice",
            "bold by drawing twice",
            "fpdf2",
            fpdf(lambda pdf: drawn.table(pdf, CITIES, FOUR, twice=0.3)),
            CITIES,
        ),
        of(
            "white-text",
            "hidden text",
            "ReportLab",
            reportlab(SHEET, WIDE, after=_white),
            SHEET,
            absent=("白い字",),
        ),
        of("clipped-text", "text cut off by its cell", "fpdf2", fpdf(_clipped), clipped),
        of("turned-page", "a page turned by /Rotate", "fpdf2", _turned, MEETINGS),
    ]


def documents() -> list[Document]:
    """All PDF documents."""
    return [*_plain(), *_hard()]
