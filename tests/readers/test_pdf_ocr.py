"""Scanned pages: refused without ``--ocr``, recognized and marked with it. A double stands in for the program."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import Run
from make_pdfs import HEADER, ROWS, document, font_file, sheet
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.readers.pdf import scans
from toshigaikou_cli.records.blocks import Line, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

TITLE = "国際交流の実績（平成28年度）"
CELLS = [text for row in (HEADER, *ROWS) for text in row]


@pytest.fixture(scope="session")
def scanned() -> bytes:
    """A sheet as a picture: nothing on its page is text."""
    import pypdfium2

    drawn = pypdfium2.PdfDocument(document(sheet()))
    picture = drawn[0].render(scale=300 / 72).to_pil().convert("L")
    drawn.close()
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=300)
    return out.getvalue()


def table_of(texts: Sequence[str], sure: Callable[[int], float]) -> str:
    """What Tesseract says of pictures with one line each."""
    rows: list[list[object]] = [
        ["level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width", "height",
         "conf", "text"]
    ]  # fmt: skip
    rows += [
        [5, at, 1, 1, 1, 1, 25, 25, 20 * len(text), 36, sure(at), text.replace("\n", "")]
        for at, text in enumerate(texts, 1)
    ]
    return "\n".join("\t".join(map(str, row)) for row in rows)


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that reads each cell right, those of the last row with less confidence."""

    def recognize(pictures: Sequence[Path], name: str) -> str:
        assert len(pictures) == len(CELLS) + 1
        return table_of([*CELLS, TITLE], lambda at: 62.0 if len(CELLS) - 3 <= at <= len(CELLS) else 96.0)

    monkeypatch.setattr(scans, "recognize", recognize)


def test_a_scan_is_refused_with_what_to_do(scanned: bytes) -> None:
    with pytest.raises(
        ReadError, match=r"a scanned image: no characters \(ask for the original file, or try --ocr\)"
    ):
        pdf.read(scanned, "scan.pdf", ReadOptions())


@pytest.mark.usefixtures("double")
def test_a_recognized_row_has_its_confidence(scanned: bytes) -> None:
    reading = pdf.read(scanned, "scan.pdf", ReadOptions(ocr=True))
    rows = [block for block in reading.blocks if isinstance(block, Row)]
    bare = [["".join(cell.text.split()) for cell in row.cells] for row in rows]
    assert bare == [["".join(cell.split()) for cell in row] for row in (HEADER, *ROWS)]
    assert [row.ocr for row in rows] == [pytest.approx(value) for value in (0.96, 0.96, 0.96, 0.62)]
    assert [row.spot.ocr for row in rows] == [row.ocr for row in rows]
    assert [block.text for block in reading.blocks if isinstance(block, Line)] == [TITLE]
    assert [(f.code, f.severity, f.spot.page) for f in reading.findings] == [("read-by-ocr", "info", 1)]


@pytest.mark.usefixtures("double")
def test_pages_that_have_characters_are_read_as_ever(scanned: bytes) -> None:
    data = document(sheet())
    assert pdf.read(data, "s.pdf", ReadOptions(ocr=True)) == pdf.read(data, "s.pdf", ReadOptions())


def test_a_page_of_little_confidence_is_refused(scanned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "recognize", lambda *_: table_of([*CELLS, TITLE], lambda _: 41.0))
    with pytest.raises(ReadError, match=r"page 1: recognized with a confidence of 0\.41 only"):
        pdf.read(scanned, "scan.pdf", ReadOptions(ocr=True))


def without_program(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shutil, "which", lambda _: None)


def without_numpy(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "numpy", None)


def without_japanese(patch: pytest.MonkeyPatch) -> None:
    said = b"Error opening data file /usr/share/tessdata/jpn.traineddata\nCould not initialize tesseract.\n"
    patch.setattr(shutil, "which", lambda _: "/usr/bin/tesseract")
    patch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, b"", said))


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (without_program, "the program tesseract"),
        (without_numpy, "numpy"),
        (without_japanese, "Japanese data"),
    ],
)
def test_what_is_missing_is_named_with_how_to_get_it(
    scanned: bytes,
    tgx: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    missing: Callable[[pytest.MonkeyPatch], None],
    said: str,
) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned)
    missing(monkeypatch)
    done = tgx("--db", str(tmp_path / "new.sqlite"), "import", "--ocr", str(tmp_path / "scan.pdf"))
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert "tgx[ocr]" in done.err or "toshigaikou-cli[ocr]" in done.err
    assert "tesseract-ocr-jpn" in done.err


@pytest.mark.usefixtures("double")
def test_what_was_recognized_is_marked_to_the_end(scanned: bytes, tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned)
    db = ("--db", str(tmp_path / "new.sqlite"))
    assert tgx(*db, "import", "--ocr", str(tmp_path / "scan.pdf")).code == 0
    listed = json.loads(tgx(*db, "query", "achievements", "--format", "json").out)
    assert [row["source"]["ocr"] for row in listed] == [0.96, 0.96, 0.62]
    assert "recognized (OCR, confidence 0.62)" in tgx(*db, "show", listed[2]["id"]).out
    assert "OCR 0.62" in tgx(*db, "query", "achievements").out
    assert "recognized (OCR, confidence 0.62)" in tgx(*db, "source", listed[2]["id"]).out
    found = json.loads(tgx(*db, "validate", "--severity", "info", "--format", "json").out)["findings"]
    told = [(f["check"], f["severity"], f["record"]["id"]) for f in found if "ocr" in f["check"]]
    ids = [row["id"] for row in listed]
    assert sorted(told) == sorted(
        [
            ("read-by-ocr", "info", ids[0]),
            ("read-by-ocr", "info", ids[1]),
            ("ocr-doubtful", "warning", ids[2]),
        ]
    )
    assert tgx(*db, "rebuild").code == 0
    again = json.loads(tgx(*db, "query", "achievements", "--format", "json").out)
    assert [row["source"]["ocr"] for row in again] == [0.96, 0.96, 0.62]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract")
def test_the_program_itself_reads_a_clean_scan(scanned: bytes) -> None:
    try:
        reading = pdf.read(scanned, "scan.pdf", ReadOptions(ocr=True))
    except ReadError as refused:
        if "Japanese data" not in str(refused):
            raise
        pytest.skip("no Japanese data of tesseract")
    rows = [block for block in reading.blocks if isinstance(block, Row)]
    assert [len(row.cells) for row in rows] == [4] * 4
    shown = "".join(cell.text for row in rows for cell in row.cells)
    right = "".join(CELLS)
    assert sum(char in shown for char in right) > 0.9 * len(right)
    assert all(row.ocr is not None and 0.6 < row.ocr <= 1 for row in rows)
