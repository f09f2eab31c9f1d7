"""PDF, Excel, CSV and HTML from the command line: the same achievements, and a refusal with its reason."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import make_documents
import make_pdfs
from conftest import Outcome, Run

HEADER = make_pdfs.HEADER
ROWS = make_pdfs.ROWS


TABLE = (HEADER, *ROWS)


def made(name: str) -> bytes:
    if name == "sheet.pdf":
        return make_pdfs.document(make_pdfs.sheet(TABLE))
    blank = [ROWS[0], ["", "同上", *ROWS[1][2:]], ROWS[2]]
    cells = [[cell.replace("\n", "<br>") for cell in row] for row in TABLE]
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    return {
        "text.tsv": make_documents.delimited(TABLE, delimiter="\t", newline="\n"),
        "utf8.csv": make_documents.delimited(TABLE),
        "bom.csv": b"\xef\xbb\xbf" + make_documents.delimited(TABLE),
        "cp932.csv": make_documents.delimited(TABLE, "cp932"),
        "euc.csv": make_documents.delimited(TABLE, "euc_jp"),
        "ditto.csv": make_documents.delimited((HEADER, *blank), "cp932"),
        "page.html": f"<!DOCTYPE html><meta charset=utf-8><title>実績</title><table>{html}</table>".encode(),
    }[name]


def found(tgx: Run, *arguments: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(
        tgx("query", "achievements", "--format", "json", *arguments).out
    )
    return listed


@pytest.mark.parametrize(
    "name", ["utf8.csv", "bom.csv", "cp932.csv", "euc.csv", "ditto.csv", "page.html", "sheet.pdf"]
)
def test_every_format_gives_the_same_achievements(tgx: Run, tmp_path: Path, name: str) -> None:
    for file in ("text.tsv", name):
        (tmp_path / file).write_bytes(made(file))
    db = str(tmp_path / "text.sqlite")
    tgx("import", "--db", db, tmp_path / "text.tsv")
    expected = [(a["id"], a["result"], a["bureau_text"]) for a in found(tgx, "--db", db)]
    done = tgx("import", tmp_path / name)
    assert (done.code, done.err) == (0, "")
    assert "3 achievements + 1 header" in done.out
    assert [(a["id"], a["result"], a["bureau_text"]) for a in found(tgx)] == expected
    assert len(expected) == 3


def test_a_workbook_with_several_sheets_and_two_years(tgx: Run, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    legend = book.active
    assert legend is not None
    legend.title = "凡例"
    legend.append(["記号", "意味"])
    legend.append(["○", "実施"])
    sheet = book.create_sheet("一覧")
    sheet.append(["国際化に関する取組一覧"])
    sheet.append([])
    sheet.append(["局名", "事業名", "令和5年度 実績", "令和6年度 計画", "参加人数"])
    sheet.append(["保健医療局", "研修", "実施", "継続", 5])
    sheet.append([None, "調査", "実施", None, 2.5])
    sheet.merge_cells("A4:A5")
    file = tmp_path / "book.xlsx"
    book.save(file)
    done = tgx("import", file)
    assert (done.code, done.err) == (0, "")
    assert "FY2023 (令和5年度), FY2024 (令和6年度)" in done.out
    assert "記号 | 意味" in done.out
    assert "2 in other tables" in done.out
    listed = [(a["item"], a["fiscal_year"], a["kind"], a["bureau"], a["extra"]) for a in found(tgx)]
    assert listed == [
        ("研修", 2023, "result", "保健医療局", {"参加人数": "5"}),
        ("調査", 2023, "result", "保健医療局", {"参加人数": "2.5"}),
        ("研修", 2024, "plan", "保健医療局", {"参加人数": "5"}),
    ]


def refused(done: Outcome, *words: str) -> None:
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    for word in words:
        assert word in done.err


def test_each_kind_of_unreadable_pdf_has_its_line(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    good = make_pdfs.document(make_pdfs.sheet((HEADER, *ROWS)))
    cases = {
        "scan.pdf": (make_pdfs.document(make_pdfs.scan), ("page", "scan")),
        "ocr.pdf": (make_pdfs.document(make_pdfs.scan_with_text), ("page",)),
        "cut.pdf": (good[: len(good) // 2], ("anew",)),
        "not.pdf": (b"%PDF-1.7 but no more than this", ("anew",)),
    }
    before = sha256(catalogue.read_bytes()).digest()
    for name, (data, words) in cases.items():
        (tmp_path / name).write_bytes(data)
        refused(tgx("import", tmp_path / name), name, *words)
    assert sha256(catalogue.read_bytes()).digest() == before
    (tmp_path / "good.pdf").write_bytes(good)
    done = tgx("import", *(tmp_path / name for name in cases), tmp_path / "good.pdf")
    assert done.code == 2
    assert done.err.count("\n") == len(cases)
    assert "3 achievements" in done.out


def test_a_protected_pdf_needs_its_password(tgx: Run, tmp_path: Path) -> None:
    from readers.test_pdf_pages import LOCKED

    file = tmp_path / "locked.pdf"
    file.write_bytes(make_pdfs.document(make_pdfs.sheet((HEADER, *ROWS)), password=LOCKED))
    refused(tgx("import", file), "locked.pdf", "--password")
    refused(tgx("import", "--password", "no", file), "locked.pdf", "password is wrong")
    assert tgx("import", "--password", "secret", file).code == 0
    assert len(found(tgx)) == 3
    refused(tgx("rebuild"), "locked.pdf", "--password")
    assert len(found(tgx)) == 3
    assert tgx("rebuild", "-q", "--password", "secret").code == 0
    first = found(tgx)[0]["id"]
    image = tmp_path / "x.png"
    refused(tgx("source", first, "--image", image), "--password")
    assert tgx("source", first, "--image", image, "--password", "secret").code == 0
    assert image.read_bytes().startswith(b"\x89PNG")


def test_the_row_of_a_text_is_drawn_as_a_table(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    first = found(tgx)[0]["id"]
    for target, file in (("x.png", "x.png"), ("rows", f"rows/{first}.png")):
        done = tgx("source", first, "--image", tmp_path / target)
        if "no font with Japanese" in done.err:
            pytest.skip("no font with Japanese")
        assert done.code == 0
        assert (tmp_path / file).read_bytes().startswith(b"\x89PNG")
    refused(tgx("source", "環境局"), "環境局")
    shown = tgx("source", first)
    assert "As read" in shown.out
    assert "line 6" in shown.out


def test_a_long_pdf_reports_its_pages_on_a_terminal_only(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(make_pdfs.long_sheet(3))
    environment = {**os.environ, "TGX_DB": str(tmp_path / "c.sqlite")}
    done = subprocess.run(
        [sys.executable, "-m", "toshigaikou_cli", "import", str(file)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert "3 pages" in done.stdout


def test_radicals_and_wave_dashes_of_a_pdf_are_mended_beside_the_cell_as_read(
    tgx: Run, tmp_path: Path
) -> None:
    rows = (HEADER, ["一", "水道局総務部", "長い交流", "平成28年5月〜6月に職員を派遣した。"])
    data = make_pdfs.document(make_pdfs.sheet(rows), compress=False)
    file = tmp_path / "radical.pdf"
    file.write_bytes(data.replace(f"<{ord('長'):04X}>".encode(), b"<2ED1>"))  # CJK RADICAL LONG TWO
    assert tgx("import", file).code == 0
    achievement = json.loads(tgx("query", "achievements", "--format", "json").out)[0]
    assert (achievement["item"], achievement["result"]) == ("長い交流", "平成28年5月～6月に職員を派遣した。")
    cells = json.loads(tgx("source", achievement["id"], "--format", "json").out)["cells"]
    assert [cell["text"] for cell in cells][2:] == ["\u2ed1い交流", "平成28年5月\u301c6月に職員を派遣した。"]
