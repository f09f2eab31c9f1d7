"""Documents of every kind with something changed in them: each is read or refused, in bounded time and memory."""

from __future__ import annotations

import io
import random
import re
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import xlwt

import make_documents
from hostile.world import SECONDS, command, forked
from make_pdfs import document, sheet
from toshigaikou_cli import readers
from toshigaikou_cli.errors import EXIT_CANNOT as CANNOT
from toshigaikou_cli.errors import EXIT_OK as OK
from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.jobs import preparing
from toshigaikou_cli.jobs.places import load_file
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary

WHOLE = 25
"""Each so many'th file goes through the whole command, too; the others are read and parsed, so many in a process."""
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"99999999", b"4294967296", b"1e309", b"NaN", b"")
_ZIPPED = ("xlsx", "ods", "docx", "zip")


def mutations(number: int, seed: int, folder: Path, until: float) -> tuple[Counter[str], list[str]]:
    """Read so many changed files, fewer where it takes longer than ``until`` (of the monotonic clock): what they were
    and what became of them, and what went wrong."""
    vocabulary = load_vocabulary()
    for kind, documents in originals().items():  # so that a fork finds loaded what it needs
        (folder / f"sound.{kind}").write_bytes(documents[0])
        _read(folder / f"sound.{kind}", vocabulary)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    files = changed(seed)
    most = [0.0, 0.0]
    while counts["files"] < number and time.monotonic() < until:
        paths = [_written(folder / name, data) for name, data in islice(files, WHOLE)]
        done = forked(partial(_read_all, paths, vocabulary))
        ended = [forked(command("import", "--dry-run", paths[0]))]
        if done.fault or done.code != OK:  # which of them was it?
            ended += [forked(partial(_read, path, vocabulary)) for path in paths]
        for path, each in zip((paths[0], *paths), ended, strict=False):
            if each.fault or (each.code == CANNOT and each is ended[0] and not _refused(each.said)):
                wrong.append(f"{_kept(path, seed)}: {each.fault or each.said}")
        counts.update(path.suffix[1:] for path in paths)
        counts.update({"files": len(paths), "refused": done.said.count("refused: ")})
        most = [
            max(most[0], *(each.cpu for each in ended)),
            max(most[1], *(e.megabytes for e in (done, *ended))),
        ]
        for path in paths:
            path.unlink()
    counts |= {"most milliseconds of the CPU": round(most[0] * 1000), "most megabytes": round(most[1])}
    return counts, wrong


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _kept(path: Path, seed: int) -> Path:
    """A copy of a file that is a fault of tgx, to look at."""
    kept = Path(tempfile.gettempdir()) / "tgx-torture-faults" / f"{seed}-{path.name}"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(path.read_bytes())
    return kept


def _read_all(paths: Sequence[Path], vocabulary: Vocabulary) -> int:
    """Read files one after the other, each within its time of the CPU."""
    for path in paths:
        began = time.process_time()
        _read(path, vocabulary)
        if time.process_time() - began > SECONDS:
            return CANNOT
    return OK


def _refused(said: str) -> bool:
    return said.strip().splitlines()[-1].startswith("tgx: ")


def _read(path: Path, vocabulary: Vocabulary) -> int:
    try:
        for name, data in readers.documents(load_file(path), path.name):
            preparing.prepare(data, name, vocabulary)
    except TgxError as error:
        print("refused:", str(error)[:200])
        return CANNOT
    return OK


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
