"""The Word documents, by python-docx and LibreOffice Writer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from beside.making.programs import libreoffice
from beside.making.texts import (
    BUDGET,
    CITIES,
    MEETINGS,
    SHEET,
    STOREYS,
    STOREYS_RIGHT,
    TITLE,
    Document,
    Rows,
    changed,
    merged_down,
    only_first,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def plain(
    rows: Rows, change: Callable[[Any], None] | None = None, repeat_header: bool = False
) -> Callable[[Path], None]:
    """A document with a title and a table with a grid."""

    def make(path: Path) -> None:
        import docx
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn

        made = docx.Document()
        font = made.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
        font.set(qn("w:eastAsia"), "IPAGothic")
        made.add_paragraph(TITLE)
        table = made.add_table(len(rows), len(rows[0]))
        table.style = "Table Grid"
        for row, cells in zip(rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=True):
                cell.text = text
        if repeat_header:
            table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{W}"/>'))
        if change:
            change(table)
        made.save(str(path))

    return make


def _runs(xml: str) -> Callable[[Any], None]:
    """Give the last cell of the first row below the header other content."""

    def change(table: Any) -> None:
        from docx.oxml import parse_xml

        cell = table.cell(1, 3)._tc
        for paragraph in cell.p_lst:
            cell.remove(paragraph)
        cell.append(parse_xml(f'<w:p xmlns:w="{W}">{xml}</w:p>'))

    return change


def _run(text: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _ruby(base: str, reading: str) -> str:
    return f"<w:r><w:ruby><w:rt>{_run(reading)}</w:rt><w:rubyBase>{_run(base)}</w:rubyBase></w:ruby></w:r>"


def _merge_first_column(table: Any) -> None:
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 0).text = SHEET[1][0]


def _storeys(table: Any) -> None:
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4))):
        text = table.cell(*first).text
        table.cell(*first).merge(table.cell(*last))
        table.cell(*first).text = text


_SIGNED = 'w:id="1" w:author="担当" w:date="2026-11-01T00:00:00Z"'
TRACKED = (
    _run("研修生") + f"<w:del {_SIGNED}>{_run('12名', tag='delText')}</w:del>"
    f"<w:ins {_SIGNED}>{_run('15名')}</w:ins>" + _run("を受け入れた。")
)
STRUCK = (
    _run("研修生") + _run("12名", "<w:strike/>") + _run("15名を受け入れた。") + _run("要確認", "<w:vanish/>")
)
RUBY = _ruby("邊見", "へんみ") + _run("市の職員を受け入れた。")


def documents() -> list[Document]:
    """All Word documents."""

    def of(
        name: str, kind: str, make: Any, right: Any, producer: str = "python-docx", **more: Any
    ) -> Document:
        return Document(f"docx-{name}.docx", kind, producer, make, right, **more)

    received = changed(SHEET, (1, 3, "研修生15名を受け入れた。"))
    return [
        of("plain-sheet", "plain", plain(SHEET), SHEET),
        of("plain-budget", "plain", plain(BUDGET), BUDGET),
        of("plain-cities", "plain", plain(CITIES), CITIES),
        of("plain-meetings", "plain", plain(MEETINGS), MEETINGS),
        of("plain-writer", "plain", libreoffice(plain(MEETINGS), ".docx"), MEETINGS, "LibreOffice Writer"),
        of("merged", "merged cells", plain(only_first(SHEET), _merge_first_column), merged_down(SHEET)),
        of("two-storey-header", "two-storey header", plain(STOREYS, _storeys), STOREYS_RIGHT),
        of("tracked-changes", "struck text", plain(SHEET, _runs(TRACKED)), received, absent=("12名",)),
        of(
            "struck-and-hidden",
            "struck text",
            plain(SHEET, _runs(STRUCK)),
            received,
            absent=("12名", "要確認"),
        ),
        of(
            "furigana",
            "furigana",
            plain(SHEET, _runs(RUBY)),
            changed(SHEET, (1, 3, "邊見市の職員を受け入れた。")),
            absent=("へんみ",),
        ),
    ]
