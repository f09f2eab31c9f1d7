"""Parts of a document, and archives of documents, on the command line."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

import make_documents as make
from conftest import Run

HEADER = ["担当局", "項目名", "実績"]
TABS = make.workbook(
    make.Sheet("H29", make.table_cells([HEADER, ["環境局", "甲市との交流", "会議を開いた。"]])),
    make.Sheet("H30", make.table_cells([HEADER, ["環境局", "乙市との交流", "講座を開いた。"]])),
)


@pytest.fixture
def tabs(tmp_path: Path) -> Path:
    path = tmp_path / "実績.xlsx"
    path.write_bytes(TABS)
    return path


def years(tgx: Run) -> list[int]:
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    return sorted(each["fiscal_year"] for each in found)


def test_each_sheet_named_by_a_year_goes_into_its_year(tgx: Run, tabs: Path) -> None:
    assert tgx("import", tabs).code == 0
    assert years(tgx) == [2017, 2018]


def test_a_chosen_sheet_goes_in_alone_and_a_rebuild_keeps_the_choice(tgx: Run, tabs: Path) -> None:
    done = tgx("import", tabs, "--sheet", "H30")
    assert (done.code, "skipped: sheet H29: not chosen" in done.out) == (0, True)
    assert tgx("rebuild").code == 0
    assert years(tgx) == [2018]
    assert "already in the catalogue" in tgx("import", tabs, "--sheet", "H30").out
    assert "already in the catalogue" not in tgx("import", tabs, "--sheet", "2").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sheet", "H31"), "no sheet H31 (there are: 1 H29, 2 H30)"),
        (("--pages", "7"), "no page 7 (there are 2)"),
        (("--pages", "7-3"), "--pages: no pages: 7-3"),
        (("--pages", "a"), "--pages: no pages: a"),
        (("--table", "9"), "no table 9"),
    ],
)
def test_a_part_that_is_not_there_is_one_line(
    tgx: Run, tabs: Path, options: tuple[str, str], said: str
) -> None:
    for command in ("import", "validate"):
        done = tgx(command, tabs, *options)
        assert done.code == 2
        assert said in done.err
        assert len(done.err.splitlines()) == 1


def test_the_documents_of_an_archive_go_in_one_by_one(tgx: Run, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("h29.xlsx", TABS)
        archive.writestr("notes.rtf", b"{\\rtf1 a}")
    path = tmp_path / "all.zip"
    path.write_bytes(out.getvalue())
    done = tgx("import", path)
    assert done.code == 2
    assert "all.zip/h29.xlsx: sheet of FY2017" in done.out
    assert "all.zip/notes.rtf: a rich-text document" in done.err


def test_a_row_of_totals_is_named(tgx: Run, tmp_path: Path) -> None:
    rows = [
        ["番号", "担当局", "項目名", "実績（29年度）"],
        ["1", "環境局", "甲市との交流", "会議"],
        ["合計", "", "", "1件"],
    ]
    path = tmp_path / "h29.csv"
    path.write_bytes(make.delimited(rows))
    done = tgx("import", path)
    assert "3 rows = 1 achievement + 1 header + 1 rejected" in done.out
    assert "rejected: line 3: a total (合計), no row of its own: 合計 |" in done.out
    (told,) = json.loads(tgx("import", path, "--add", "--json").out)
    assert [row["where"] for row in told["rejected"]] == ["line 3"]
