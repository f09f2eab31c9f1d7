"""Documents of every kind with something changed in them: each is read or refused, in bounded time and memory."""

from __future__ import annotations

import io
import random
import re
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import xlwt

import make_documents
from hostile.world import command, forked
from make_pdfs import document, sheet
from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.jobs import importing
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary

WHOLE = 25
"""Each so many'th file goes through the whole command, the others through reading and parsing."""
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"99999999", b"4294967296", b"1e309", b"NaN", b"")
_ZIPPED = ("xlsx", "ods", "docx", "zip")


def mutations(number: int, seed: int, folder: Path) -> tuple[Counter[str], list[str]]:
    """Read so many changed files; what they were and what became of them, and what went wrong."""
    vocabulary = load_vocabulary()
    for kind, documents in originals().items():  # so that a fork finds loaded what it needs
        (folder / f"sound.{kind}").write_bytes(documents[0])
        _read(folder / f"sound.{kind}", vocabulary)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    most = [0.0, 0.0]
    for at, (name, data) in zip(range(number), changed(seed), strict=False):
        path = folder / name
        path.write_bytes(data)
        whole = at % WHOLE == 0
        call = command("import", "--dry-run", path) if whole else partial(_read, path, vocabulary)
        done = forked(call)
        counts[name.rpartition(".")[2]] += 1
        counts["read" if done.code == 0 else "refused"] += 1
        most = [max(most[0], done.seconds), max(most[1], done.megabytes)]
        if done.fault or (done.code == 2 and whole and not _refused(done.said)):
            kept = Path(tempfile.gettempdir()) / "tgx-torture-faults" / f"{seed}-{name}"
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(data)
            wrong.append(f"{kept}: {done.fault or done.said}")
        path.unlink()
    counts["most milliseconds"], counts["most megabytes"] = round(most[0] * 1000), round(most[1])
    return counts, wrong


def _refused(said: str) -> bool:
    return said.strip().splitlines()[-1].startswith("tgx: ")


def _read(path: Path, vocabulary: Vocabulary) -> int:
    from toshigaikou_cli import readers

    try:
        for name, data in readers.documents(importing.load_file(path), path.name):
            importing.prepare(data, name, vocabulary)
    except TgxError as error:
        print(error)
        return 2
    return 0


# ---------------------------------------------------------------- what is changed


def originals() -> dict[str, list[bytes]]:
    """Sound documents by their kind."""
    folder = Path(__file__).resolve().parents[1] / "examples"
    return {
        "pdf": [document(sheet()), document(sheet(rules="horizontal")),
                *(path.read_bytes() for path in sorted((folder / "pdf").glob("*.pdf")))],
        "xlsx": [make_documents.xlsx_sheet(), *(path.read_bytes() for path in sorted(folder.rglob("*.xlsx")))],
        "xls": [_xls()],
        "ods": [_ods()],
        "docx": [make_documents.docx_sheet()],
        "html": [make_documents.html_sheet(), *(path.read_bytes() for path in sorted(folder.rglob("*.html")))],
        "csv": [make_documents.csv_sheet("cp932"), make_documents.csv_sheet()],
        "tsv": [make_documents.text_sheet(), make_documents.text_strategy()],
        "zip": [_zip()],
    }  # fmt: skip


def _xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("実績")
    for row, cells in enumerate((make_documents.SHEET_HEADER, *make_documents.SHEET_ROWS)):
        for column, text in enumerate(cells):
            page.write(row, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in (make_documents.SHEET_HEADER, *make_documents.SHEET_ROWS)
    )
    spaces = " ".join(
        f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='a'>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("実績/sheet.csv", make_documents.csv_sheet("cp932"))
        archive.writestr("sheet.xlsx", make_documents.xlsx_sheet())
    return out.getvalue()


def changed(seed: int) -> Iterator[tuple[str, bytes]]:
    """Changed documents with a name, one of each kind after the other, the same for the same seed."""
    chance = random.Random(seed)
    kinds = originals()
    number = 0
    while True:
        for kind, documents in kinds.items():
            data = chance.choice(documents)
            inside = kind in _ZIPPED and chance.random() < 0.7
            change = _within if inside else _changed
            yield f"{number}.{kind}", change(data, chance)
            number += 1


def _changed(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def _within(data: bytes, chance: random.Random) -> bytes:
    """Change a part of a zipped document, and zip it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError):
        return _changed(data, chance)
    name = chance.choice(sorted(parts))
    parts[name] = _changed(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + chance.choice((1, 2, 8, 64, 1000)))


def _flip(data: bytes, chance: random.Random) -> bytes:
    begin, _ = _place(data, chance)
    return data[:begin] + bytes([chance.randrange(256)]) + data[begin + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    begin, end = _place(data, chance)
    return data[:begin] + data[end:]


def _double(data: bytes, chance: random.Random) -> bytes:
    begin, end = _place(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 1, 50)) + data[end:]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)[0]] if chance.random() < 0.3 else data


def _insert(data: bytes, chance: random.Random) -> bytes:
    begin, _ = _place(data, chance)
    odd = (
        b"\x00",
        b"\xff\xfe",
        b"<",
        b"]]>",
        b"&#0;",
        b"\x1b[31m",
        "\u202e".encode(),
        b"<!DOCTYPE a>",
        b"\r\n" * 40,
        b"\t" * 40,
    )
    return data[:begin] + chance.choice(odd) + data[begin:]


def _number(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]


def _swap(data: bytes, chance: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_place(data, chance), _place(data, chance)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _flip, _flip, _cut, _double, _end, _insert, _number, _number, _swap,
)  # fmt: skip
