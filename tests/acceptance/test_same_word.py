"""One fact by one word in every view: how a link came about, and that only what was not held was reported of a measure."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from acceptance.test_stated import STRATEGY, add, rows
from conftest import Run

SHEET = """実績（令和元年度）
施策番号|担当課|事業名|実績
1-(1)|港湾局|航路|船社を訪ねた。
1-(2)|港湾局|見学|新型コロナウイルスのため中止
2-(1)|教育庁|生徒|
"""


@pytest.fixture
def imported(tgx: Run, tmp_path: Path) -> Path:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    add(tgx, tmp_path, "sheet.tsv", SHEET)
    return tmp_path


def page(tgx: Run, path: Path, *options: str) -> str:
    done = tgx("report", "--format", "html", "--output", path, *options)
    assert done.code == 0, done.err
    return path.read_text(encoding="utf-8")


def test_a_stated_link_is_no_rule_on_the_page(tgx: Run, imported: Path) -> None:
    english = page(tgx, imported / "e.html", "--lang", "en")
    stated = english.count("stated in the document")
    assert stated
    assert "linked by a rule" not in english
    assert page(tgx, imported / "j.html", "--lang", "ja").count("資料に明記") == stated
    (key,) = (row["id"] for row in rows(tgx) if row["item"] == "航路")
    assert tgx("link", "accept", key, "1-(1)", "--by", "山田").code == 0
    confirmed = page(tgx, imported / "c.html", "--lang", "en")
    assert "confirmed by a person" in confirmed
    assert "stated in the document" not in confirmed


def test_what_was_not_held_is_reported_in_every_view(tgx: Run, imported: Path) -> None:
    report = tgx("report", "--goal", "Ⅰ").out
    assert next(line for line in report.splitlines() if "埠頭の案内" in line).split()[-1] == "held"
    told = page(tgx, imported / "e.html", "--lang", "en")
    cells = [line for line in told.splitlines() if "埠頭の案内" in line and "<td" in line]
    assert any('title="not held">not held<' in line for line in cells)
    assert "FY2019: not held" in told
    strip = tgx("report", "--by", "bureau").out
    assert "- only reported as not held" in strip
    assert (
        next(line for line in strip.splitlines() if line.startswith("港湾局") and "%" not in line).split()[-1]
        == "1-"
    )
    listed = csv.DictReader(io.StringIO(tgx("report", "sure", "--list", "--format", "csv").out))
    silent = [row for row in listed if "Nothing reported" in row.values()]
    assert ["1-(2)" in row.values() for row in silent] == [False] * len(silent)
    assert any("2-(2)" in row.values() for row in silent)
    assert "reported as not held: 1-(2)" in tgx("report", "sure", "--explain").out


def test_the_folder_says_the_same(tgx: Run, imported: Path) -> None:
    folder = imported / "folder"
    assert tgx("report", "--format", "html", "--lang", "en", "--output", f"{folder}/").code == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("measure-*.html")}
    off = next(text for text in pages.values() if "<h1>1-(2)" in text or "埠頭の案内</title>" in text)
    assert "report only what was not held" in off
    assert "FY2019: not held" in off
    without = next(text for text in pages.values() if "水の研修" in text)
    assert "have no achievement of this measure" in without


def test_without_such_a_row_nothing_is_said_of_it(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    lines = [line for line in SHEET.splitlines() if "中止" not in line and "生徒" not in line]
    add(tgx, tmp_path, "sheet.tsv", "\n".join(lines) + "\n")
    assert "not held" not in tgx("report", "--by", "bureau").out.split("Goal")[-1]
    told = page(tgx, tmp_path / "e.html", "--lang", "en")
    assert told.count(">no row</td>") > 2
    assert 'title="not held"' not in told
