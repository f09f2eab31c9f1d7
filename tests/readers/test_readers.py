"""A file is given to the reader that knows its content; what no reader reads is named."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import BINARY_READERS, TEXT_READERS, read
from toshigaikou_cli.records.blocks import ReadOptions, Row

HEAVY = ("pdfplumber", "pdfminer", "pypdfium2", "openpyxl", "selectolax", "docx", "lxml", "xlrd")


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def ole2(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(60)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (make.text_sheet(), "text"),
        (make.text_strategy(), "text"),
        (make.csv_sheet("utf-8", "\t"), "text"),
        (make.csv_sheet("cp932"), "csv"),
        (make.csv_sheet("euc_jp"), "csv"),
        (make.csv_sheet("utf-16"), "csv"),
        (make.xlsx_sheet(), "xlsx"),
        (make.docx_sheet(), "docx"),
        (make.html_sheet(), "html"),
        (make.html_sheet().decode().encode("utf-16"), "html"),
    ],
)
def test_the_content_decides_and_not_the_name(data: bytes, expected: str) -> None:
    assert read(data, "any.pdf").format == expected
    assert read(data, "any", ReadOptions()).format == expected


def test_every_form_of_the_sheet_has_the_same_rows() -> None:
    def filled(data: bytes) -> list[list[str]]:
        out: list[list[str]] = []
        for block in read(data, "a").blocks:
            if isinstance(block, Row):
                texts = ["".join(cell.text.split()) for cell in block.cells]
                out.append([text or out[-1][at] for at, text in enumerate(texts)])
        return out

    wanted = [["".join(text.split()) for text in row] for row in (make.SHEET_HEADER, *make.SHEET_ROWS)]
    for data in (
        make.text_sheet(),
        make.csv_sheet("cp932"),
        make.xlsx_sheet(),
        make.html_sheet(),
        make.docx_sheet(),
    ):
        assert filled(data) == wanted


def test_tags_in_the_cells_of_a_text_do_not_make_it_a_page() -> None:
    found = read("分野\t実績\n交流\t<ul><li>一</li></ul><table></table>\n".encode(), "a.txt")
    assert found.format == "text"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "a.txt")
    assert str(caught.value).startswith("a.txt: the file is empty")


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (zipped(**{"word/document.xml": b""}), "Word document cannot be opened", "PDF"),
        (zipped(**{"ppt/presentation.xml": b""}), "PowerPoint file (.pptx)", "PDF"),
        (zipped(**{"xl/workbook.bin": b""}), "binary Excel workbook (.xlsb)", ".xlsx or CSV"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "no spreadsheet", ".ods, .docx or PDF"),
        (zipped(**{"[Content_Types].xml": b""}), "zip archive", "unpack"),
        (zipped(**{"a.csv": b"a,b" * 99})[:60], "damaged zip", "again"),
        (ole2("Workbook"), "damaged workbook (.xls)", "save it as .xlsx"),
        (ole2("DocumentText"), "一太郎 (.jtd)", ".docx or PDF"),
        (ole2("WordDocument"), "Word document (.doc)", "PDF"),
        (ole2("PowerPoint Document"), "PowerPoint file (.ppt)", "PDF"),
        (ole2("EncryptedPackage"), "protected by a password", "password"),
        (ole2("x"), "old Office file", ".xlsx"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(99), "old Excel workbook (.xls)", ".xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "image (PNG)", "table"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "image (JPEG)", "table"),
        (b"GIF89a" + bytes(9), "image (GIF)", "table"),
        (b"II*\x00" + bytes(9), "image (TIFF)", "table"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(9), "image (WebP)", "table"),
        (b"\x1f\x8b\x08" + bytes(9), "gzip", "unpack"),
        (b"{\\rtf1 a}", "rich-text document", "PDF"),
        (b"SQLite format 3\x00" + bytes(99), "SQLite database", "--db"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "2003",
            ".xlsx",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n", "web archive", "HTML"),
        (b"\x01\x02\x00\x03" * 9, "binary data", "UTF-8"),
        ("交流".encode() * 9 + b"\xff", "broken UTF-8 text: byte 55 (line 1, column 19)", "UTF-8"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_what_is_not_read_is_named(data: bytes, what: str, hint: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "file.bin")
    assert caught.value.where == "file.bin"
    assert what in caught.value.what
    assert hint in caught.value.hint
    assert "\n" not in str(caught.value)


def test_readers_are_listed_in_order_and_exist() -> None:
    readers = (*BINARY_READERS, *TEXT_READERS)
    assert [entry.format for entry in readers] == [
        *("pdf", "xlsx", "docx", "ods", "xls"),
        *("html", "csv", "text"),
    ]
    folder = Path(sys.modules["toshigaikou_cli.readers"].__file__ or "").parent
    assert all((folder / f"{entry.module.replace('.', '/')}.py").is_file() for entry in readers)


@pytest.mark.parametrize(
    ("data", "loaded"),
    [
        (make.text_sheet(), []),
        (make.csv_sheet("cp932"), []),
        (make.html_sheet(), ["selectolax"]),
        (make.xlsx_sheet(), ["openpyxl", "lxml"]),
        (make.docx_sheet(), ["lxml"]),
        (zipped(**{"a.csv": make.csv_sheet("cp932")}), []),
    ],
    ids=["text", "csv", "html", "xlsx", "docx", "zip"],
)
def test_a_library_is_loaded_only_for_its_files(data: bytes, loaded: list[str], tmp_path: Path) -> None:
    file = tmp_path / "document"
    file.write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from toshigaikou_cli.readers import read;"
        "read(Path(sys.argv[1]).read_bytes(), 'a');"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(loaded)


def test_the_documents_can_be_written(tmp_path: Path) -> None:
    written = make.write_all(tmp_path / "made")
    assert {read(path.read_bytes(), path.name).tally.rows for path in written} == {5, 6, 7}
    with pytest.raises(FileExistsError):
        make.write_all(tmp_path / "made")
