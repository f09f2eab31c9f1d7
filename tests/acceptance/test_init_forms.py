"""A strategy in any form makes a project, or one line says what to do."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from docx import Document
from fpdf import FPDF
from openpyxl import Workbook

import make_documents as make
import make_pdfs
from conftest import Run
from readers.test_ods import cell, row, spreadsheet

ROWS = [
    ["葵ヶ丘市国際化推進計画"],
    ["令和2年3月"],
    ["計画期間 令和2年度～令和6年度"],
    ["基本方針1 交流を広げる"],
    ["番号", "施策", "内容", "担当課"],
    ["1", "青少年の交流", "青少年を派遣する", "国際課"],
    ["2", "視察の受入れ", "視察を受け入れる", "国際課、総務課"],
    ["基本方針2 共に暮らす"],
    ["番号", "施策", "内容", "担当課"],
    ["3", "相談の窓口", "相談に応じる", "市民課"],
]


def _xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for each in ROWS:
        book.worksheets[0].append(each)
    book.save(out)
    return out.getvalue()


def _xls() -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    made = book.add_sheet("表")
    for at, each in enumerate(ROWS):
        for column, text in enumerate(each):
            made.write(at, column, text)
    book.save(out)
    return out.getvalue()


def _ods() -> bytes:
    rows = "".join(row(*map(cell, each)) for each in ROWS)
    return spreadsheet(f'<table:table table:name="表">{rows}</table:table>')


def _html() -> bytes:
    body = ""
    for each in ROWS:
        if len(each) == 1:
            body += f"</table><h2>{each[0]}</h2><table>"
        else:
            body += "<tr>" + "".join(f"<td>{text}</td>" for text in each) + "</tr>"
    return make.html_page(f"<table>{body}</table>".replace("<table></table>", ""))


def _docx() -> bytes:
    document, out = Document(), io.BytesIO()
    table = None
    for each in ROWS:
        if len(each) == 1:
            document.add_paragraph(each[0])
            table = None
            continue
        table = table or document.add_table(0, 4)
        for made, text in zip(table.add_row().cells, each, strict=True):
            made.text = text
    document.save(out)
    return out.getvalue()


def _lines() -> list[str]:
    return [each[0] if len(each) == 1 else "　".join(each) for each in ROWS]


def _pdf() -> bytes:
    """The rows as lines of text, without a rule."""

    def draw(pdf: FPDF) -> None:
        for at, line in enumerate(_lines()):
            make_pdfs.text_at(pdf, 40, 40 + 20 * at, line)

    return make_pdfs.document(draw)


FORMS: dict[str, Callable[[], bytes]] = {
    "plan.xlsx": _xlsx,
    "plan.xls": _xls,
    "plan.ods": _ods,
    "plan.html": _html,
    "plan.docx": _docx,
    "plan.csv": lambda: make.delimited(ROWS, "cp932"),
    "plan.txt": lambda: make.delimited(ROWS, delimiter="\t"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_makes_the_same_project(tgx: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name]())
    done = tgx("init", tmp_path / "aoi", "--from", tmp_path / name)
    assert done.code == 0, done.err
    assert "葵ヶ丘市国際化推進計画: 2 goals, 3 measures, 3 units, 0 partner cities" in done.out
    assert (tmp_path / "aoi" / "documents" / name).exists()
    assert 'years = "2020-2024"' in (tmp_path / "aoi" / "tgx.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("plan.pdf", _pdf, "tgx init FOLDER --from TABLE"),
        ("plan.txt", lambda: "\n".join(_lines()).encode(), "write running text as one"),
        ("plan.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "or PDF)"),
        ("plan.csv", lambda: b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_what_to_do(
    tgx: Run, tmp_path: Path, name: str, made: Callable[[], bytes], said: str
) -> None:
    (tmp_path / name).write_bytes(made())
    done = tgx("init", tmp_path / "aoi", "--from", tmp_path / name)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert not (tmp_path / "aoi").exists()


def test_areas_in_a_column_under_headings_are_no_form_of_a_heading(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["施策の柱", *each] if len(each) > 1 else each for each in ROWS]
    rows = [["（１）人", *each[1:]] if each[0] == "施策の柱" and each[1] != "番号" else each for each in rows]
    (tmp_path / "plan.csv").write_bytes(make.delimited(rows, "cp932"))
    assert tgx("init", tmp_path / "aoi", "--from", tmp_path / "plan.csv").code == 0
    written = (tmp_path / "aoi" / "tgx.toml").read_text(encoding="utf-8")
    assert 'layout = {goal = "基本方針{n}"}' in written
    document = tmp_path / "aoi" / "documents" / "plan.csv"
    monkeypatch.chdir(tmp_path / "aoi")
    assert tgx("import", document).code == 0


def test_a_form_without_one_number_is_refused(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.csv").write_bytes(make.delimited(ROWS, "cp932"))
    assert tgx("init", tmp_path / "aoi", "--from", tmp_path / "plan.csv").code == 0
    settings = tmp_path / "aoi" / "tgx.toml"
    text = settings.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path / "aoi")
    for form in ("基本方針", "基本方針{n}{n}", "基本方針{number}-{kana}", "基本方針{number"):
        settings.write_text(text.replace("基本方針{n}", form) + "#" * len(form), encoding="utf-8")
        done = tgx("import", tmp_path / "aoi" / "documents" / "plan.csv")
        assert done.code == 2
        assert "layout.goal: no form of a heading" in done.err
