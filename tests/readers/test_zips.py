"""Archives of documents: their members, and the bounds."""

from __future__ import annotations

import io
import zipfile

import pytest

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import archives, read, zips


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_an_archive_of_one_document_is_read_as_that_document() -> None:
    found = read(zipped(**{"h30.csv": make.csv_sheet(), "__MACOSX/x": b"x", ".DS_Store": b"x"}), "a.zip")
    assert (found.format, found.tally.rows) == ("csv", 6)


def test_the_members_of_an_archive_and_of_one_in_it() -> None:
    inner = zipped(**{"b.xlsx": make.xlsx_sheet()})
    data = zipped(**{"a.csv": b"x", "inner.zip": inner})
    assert [name for name, _ in zips.members(data, "all.zip")] == [
        "all.zip/a.csv",
        "all.zip/inner.zip/b.xlsx",
    ]
    with pytest.raises(ReadError) as caught:
        read(data, "all.zip")
    assert "2 documents in one archive: a.csv, inner.zip/b.xlsx" in str(caught.value)


def test_names_of_a_japanese_windows() -> None:
    data = zipped(**{"xxxxxxxx.csv": b"x"}).replace(b"xxxxxxxx", "実績一覧".encode("cp932"))
    assert [name for name, _ in zips.members(data, "a.zip")] == ["a.zip/実績一覧.csv"]


def test_a_workbook_is_no_archive_of_documents() -> None:
    assert not zips.recognizes(make.xlsx_sheet())
    assert not zips.recognizes(b"PK\x03\x04torn")


def test_archives_beyond_the_bounds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = zipped(**{"c.zip": zipped(**{"d.zip": zipped(**{"e.csv": b"x"})})})
    with pytest.raises(ReadError, match="more than 2 deep"):
        list(zips.members(deep, "a.zip"))
    with pytest.raises(ReadError, match="201 files"):
        list(zips.members(zipped(**{f"{at}.csv": b"x" for at in range(201)}), "a.zip"))
    with pytest.raises(ReadError, match="no document"):
        read(zipped(**{".DS_Store": b"x"}), "a.zip")
    monkeypatch.setattr(archives, "MAX_BYTES", 999)
    with pytest.raises(ReadError, match="unpacks to"):
        list(zips.members(zipped(**{"a.csv": bytes(1000)}), "a.zip"))
