"""``--output FILE``: the file's ending is the format, and a workbook or PDF is one that an office can use."""

from __future__ import annotations

import builtins
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import Run
from projects_made import Place
from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.formats.tables.workbook import workbook


@pytest.fixture
def catalogue(place: Place) -> Path:
    """That of each project."""
    return place.catalogue


@pytest.mark.parametrize(
    ("name", "format_", "begins"),
    [
        ("r.txt", "table", "{title}"),
        ("r.csv", "csv", "goal,area"),
        ("r.json", "json", "{"),
        ("r.md", "markdown", "## {title}"),
        ("r.HTML", "html", "<!DOCTYPE html>"),
    ],
)
def test_the_ending_is_the_format(
    tgx: Run, catalogue: Path, tmp_path: Path, name: str, format_: str, begins: str
) -> None:
    file = tmp_path / name
    assert tgx("report", "-o", file) == tgx("report", "-o", file, "--format", format_)
    text = file.read_bytes().decode()
    title = json.loads(tgx("report", "--format", "json").out)["strategy"]
    assert text.lower().startswith(begins.replace("{title}", title).lower())
    assert text.replace("\r\n", "\n") == tgx("report", "--format", format_).out.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "r.docx"), "--output r.docx: unknown ending: .docx (one of .txt, .csv"),
        (("-o", "report"), "the name has no ending"),
        (
            ("-o", "r.csv", "-f", "json"),
            ".csv is not --format json (leave --format out, or name a file .json)",
        ),
        (("-f", "xlsx"), "xlsx is no text (give --output FILE.xlsx)"),
        (("-f", "pdf"), "pdf is no text"),
        (("-o", "r.md", "--summary"), "a summary is a page"),
        (("sure", "-o", "r.pdf"), "pdf is one page of all views"),
    ],
)
def test_a_contradiction_writes_nothing(
    tgx: Run,
    catalogue: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = tgx("report", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert message in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_without_an_ending_takes_the_format_given(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    assert tgx("report", "-o", tmp_path / "report", "-f", "json").code == 0
    assert json.loads((tmp_path / "report").read_text(encoding="utf-8"))


def test_an_image_is_a_png(tgx: Run, place: Place, tmp_path: Path) -> None:
    done = tgx("source", place.facts.measure, "--image", tmp_path / "q.svg")
    assert (done.code, done.out) == (2, "")
    assert "q.svg: unknown ending: .svg (one of .png)" in done.err


@pytest.mark.parametrize(
    "view", [(), ("--by", "city"), ("sure",), ("indicators",), ("--goal", "{goal}", "--list")]
)
def test_a_workbook_has_what_the_csv_has(
    tgx: Run, place: Place, tmp_path: Path, view: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    view = tuple(text.format(goal=list(place.facts.goals)[1]) for text in view)
    file = tmp_path / "r.xlsx"
    assert tgx("report", *view, "-o", file).code == 0
    first = file.read_bytes()
    tgx("report", *view, "-o", file)
    assert file.read_bytes() == first
    book = openpyxl.load_workbook(file)
    tables = [sheet for sheet in book if sheet.title != "Notes"]
    blocks = tgx("report", *view, "--format", "csv").out.replace("\r\n", "\n").strip("\n").split("\n\n")
    assert [sheet.max_column for sheet in tables] == [block.split("\n")[0].count(",") + 1 for block in blocks]
    assert {sheet.freeze_panes for sheet in tables} == {"A2"}


def test_cells_are_data(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[tuple[Any, ...]] = [
        ("=1+1", 3),
        ("東京都都市外交", None),
        ("a\x07b", 2.5),
        ("x" * 40_000, True),
    ]
    table = Table((Column("a", "甲"), Column("b", "")), rows, title="Results: a/b [1]" + "…" * 30)
    data = workbook([table, table._replace(columns=table.columns[:1], rows=[])], ["=note"])
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in book.sheetnames)
    assert [cell.value for cell in sheet[1]] == ["甲", "b"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("=1+1", "s", True)
    assert (sheet["B2"].value, sheet["B3"].value, sheet["B4"].value, sheet["B5"].value) == (
        3,
        None,
        2.5,
        "yes",
    )
    assert sheet["A4"].value == "a\\x07b"
    assert str(sheet["A5"].value).endswith("… (40000 characters: csv or json has them all)")
    assert book["Notes"]["A1"].data_type == "s"


def test_full_width_text_is_wide() -> None:
    sheet = openpyxl.load_workbook(
        BytesIO(workbook([Table((Column("a", "A"),), [("東京都都市外交",)])]))
    ).worksheets[0]
    assert sheet.column_dimensions["A"].width == 16


def test_without_weasyprint_pdf_is_refused(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    done = tgx("report", "--summary", "-o", tmp_path / "r.pdf")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "pdf needs WeasyPrint (pip install 'toshigaikou-cli[pdf]'" in done.err
    assert not (tmp_path / "r.pdf").exists()


def test_a_summary_as_pdf(tgx: Run, place: Place, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    import pypdfium2

    file = tmp_path / "r.pdf"
    goal = list(place.facts.goals)[1]
    done = tgx("report", "--summary", "--goal", goal, "-o", file)
    assert (done.code, done.err) == (0, "")
    document = pypdfium2.PdfDocument(file)
    try:
        assert len(document) <= 2
        named = {"tokyo": "目的2"}.get(place.name, f"基本方針{goal}")
        assert named in document[0].get_textpage().get_text_range()
    finally:
        document.close()


def test_a_page_as_pdf_is_whole(tgx: Run, place: Place, tmp_path: Path) -> None:
    """Nothing stands beyond the margin, every page has its number, no heading is the last thing on a page."""
    pytest.importorskip("weasyprint", exc_type=ImportError)
    import pypdfium2

    file = tmp_path / "r.pdf"
    goal = list(place.facts.goals)[1]
    assert tgx("report", "--goal", goal, "-o", file).code == 0
    named = {"tokyo": "目的2"}.get(place.name, f"基本方針{goal}")
    document = pypdfium2.PdfDocument(file)
    try:
        for at, page in enumerate(document, start=1):
            text = page.get_textpage()
            characters = [
                (text.get_charbox(index), text.get_text_range(index, 1))
                for index in range(text.count_chars())
            ]
            inked = [box for box, character in characters if character.strip()]
            assert max(box[2] for box in inked) <= page.get_width() - 14 / 25.4 * 72 + 3
            whole = text.get_text_range()
            assert f"{at} / {len(document)}" in whole
            lines = [line.strip() for line in whole.splitlines() if line.strip()]
            last = [line for line in lines if line not in (f"絞り込み：{named}", f"{at} / {len(document)}")][
                -1
            ]
            assert last not in ("概要", "施策 × 年度", "局", "都市", "都市の数の目標", "時期", "施策と実績")
    finally:
        document.close()
