"""The two original documents, and the same laid out as PDF, Excel and CSV: every cell, row, page and id."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

SHEETS = ("sheet_01_lo_calc_merged.pdf", "sheet_05_lo_writer_vmerge_rowsplit.pdf", "sheet_12_weasy_ditto.pdf",
          "sheet_merged.xlsx", "sheet_cp932.csv")  # fmt: skip
STRATEGIES = ("strategy_01_lo_writer_rowsplit.pdf",)


def bare(text: str) -> str:
    """Text without markup and white space: what two layouts of one cell have in common."""
    return re.sub(r"\s+", "", re.sub(r"</?(?:ul|li|p|b|br|span|div)\b[^>]*>", "", text))


def plain(text: str) -> str:
    """The bare text without the bullets that an HTML list has only on paper."""
    return re.sub(r"[・●○]", "", bare(text))


def original_rows(path: Path) -> list[tuple[int, int, list[str]]]:
    """(page, line, cells) of each data row of the sheet: a page begins with each header."""
    rows, page = [], 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) == 4 and cells[0] == "分野":
            page += 1
        elif len(cells) == 4:
            rows.append((page, number, cells))
    return rows


def imported(tgx: Run, what: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tgx("query", what, "--format", "json", *arguments).out)
    return found


def test_the_sheet_row_by_row(tgx: Run, originals: Path) -> None:
    path = originals / "achievements-h29.txt"
    done = tgx("import", path)
    assert "40 rows = 35 achievements + 5 headers + 0 rejected" in done.out
    rows = original_rows(path)
    found = imported(tgx, "achievements")
    assert len(rows) == len(found) == 35
    for (page, line, cells), record in zip(rows, found, strict=True):
        assert (record["source"]["page"], record["source"]["line"]) == (page, line)
        source = json.loads(tgx("source", record["id"], "--format", "json").out)
        assert [cell["text"] for cell in source["cells"]] == cells
        assert bare(record["field"]) == bare(cells[0]).lstrip("①②③")
        assert record["bureau_text"] == bare(cells[1])
        assert bare(record["item"]) == bare(cells[2])
        # the register corrects one OCR slip of the original
        assert plain(record["result"]) == plain(cells[3]).replace("GUAP0", "GUAPO")


def test_the_strategy_measure_by_measure(tgx: Run, originals: Path) -> None:
    path = originals / "strategy-2014.txt"
    assert "76 measures + 24 cities + 18 headers" in tgx("import", path).out
    goal = area = ""
    expected: list[tuple[int, int, str, str, str, str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if heading := re.match(r"[(（](\d)[)）]\s*(.+)", line):
            goal = heading[1]
        elif heading := re.match(r"[(（]([ア-ン])[)）]\s*(.+)", line):
            area, title = heading[1], heading[2]
        elif len(cells) == 4 and cells[0].isdigit():
            expected.append(
                (
                    int(cells[0]),
                    int(goal),
                    f"{goal}-{area}",
                    bare(title),
                    bare(cells[1]),
                    bare(cells[2]),
                    bare(cells[3]),
                )
            )
    found = imported(tgx, "measures")
    assert [m["number"] for m in found] == list(range(1, 77))
    for row, measure in zip(expected, found, strict=True):
        told = (
            measure["number"],
            measure["goal_number"],
            measure["area"],
            bare(measure["area_title"]),
            bare(measure["title"]),
        )
        assert told == row[:5]
        assert bare(measure["overview"]) == row[5]
        lead, _, related = row[6].partition("(")
        expected_bureaus = [(n, "lead") for n in re.split(r"[、,]|ほか", lead) if n and "関係" not in n]
        expected_bureaus += [
            (n, "related") for n in re.split(r"[、,]", related.rstrip(")")) if n and "関係" not in n
        ]
        assert [(b["name"], b["role"]) for b in measure["bureaus"]] == expected_bureaus
        assert measure["open_ended"] == ("関係" in row[6])
    assert [m["number"] for m in found if m["open_ended"]] == [1, 59]
    report = json.loads(tgx("report", "--format", "json").out)
    assert [(t["cities"], t["year"]) for t in report["targets"]] == [(15, 2017), (30, 2020)]


def test_the_strategys_cities(tgx: Run, originals: Path) -> None:
    tgx("import", originals / "strategy-2014.txt")
    cities = imported(tgx, "cities")
    since = {(c["name"], r["kind"]): r["since"] for c in cities for r in c["relations"]}
    text = (originals / "strategy-2014.txt").read_text(encoding="utf-8")
    sisters = re.findall(r"^([^\t\n]+)\t[^\t\n]+\t(\d{4}) ?年 ?(\d+) ?月 ?(\d+) ?日$", text, re.MULTILINE)
    sisters = [row for row in sisters if int(row[1]) < 2000]
    assert len(sisters) == 11
    for name, year, month, day in sisters:
        known = name.replace(" ^o ", "")
        assert since[known, "sister"] == f"{year}-{int(month):02}-{int(day):02}"
    network = [name for (name, kind) in since if kind == "anmc21"]
    assert len(network) == 13
    late = {name for name in network if since[name, "anmc21"] == "2012-06-30"}
    assert late == {"トムスク州", "ウランバートル"}


@pytest.fixture
def text_ids(tgx: Run, originals: Path, tmp_path: Path) -> list[str]:
    """The ids of the sheet's achievements as the text original gives them."""
    db = str(tmp_path / "text.sqlite")
    tgx("import", "--db", db, originals / "achievements-h29.txt")
    return [a["id"] for a in imported(tgx, "achievements", "--db", db)]


@pytest.mark.parametrize("name", SHEETS)
def test_other_layouts_of_the_sheet_give_the_same_achievements(
    tgx: Run, samples: Path, text_ids: list[str], name: str
) -> None:
    arguments = [] if "h29" in name else ["--year", "2017"]
    done = tgx("import", samples / name, *arguments)
    assert (done.code, done.err) == (0, "")
    assert "35 achievements" in done.out
    assert " = " in done.out
    found = imported(tgx, "achievements")
    assert [a["id"] for a in found] == text_ids
    gold = json.loads((samples / "sheet_01_lo_calc_merged.gold.json").read_text(encoding="utf-8"))["rows"]
    for record, cells in zip(found, gold, strict=True):
        assert bare(record["field"]) == bare(cells[0]).lstrip("①")
        assert record["bureau_text"] == bare(cells[1])
        assert bare(record["item"]) == bare(cells[2])
        assert bare(record["result"]) == bare(cells[3]).replace("GUAP0", "GUAPO")


@pytest.mark.parametrize("name", STRATEGIES)
def test_other_layouts_of_the_strategy_give_the_same_measures(tgx: Run, samples: Path, name: str) -> None:
    done = tgx("import", samples / name)
    assert (done.code, done.err) == (0, "")
    gold = json.loads((samples / name.replace(".pdf", ".gold.json")).read_text(encoding="utf-8"))
    found = imported(tgx, "measures")
    for measure, (goal, area, number, title, overview, _) in zip(found, gold["rows"], strict=True):
        assert (str(measure["number"]), bare(measure["title"])) == (number, bare(title))
        assert bare(measure["overview"]) == bare(overview)
        assert measure["area"] == f"{re.sub(r'[^0-9]', '', goal[:3])}-{area[1]}"
        assert bare(measure["area_title"]) == bare(area[3:])
    cities = imported(tgx, "cities")
    relations = [r["kind"] for c in cities for r in c["relations"]]
    assert relations.count("anmc21") == 13
    assert relations.count("sister") >= 11
    assert tgx("validate").code == 0


def test_the_place_of_a_row_is_drawn_from_the_kept_bytes(tgx: Run, samples: Path, tmp_path: Path) -> None:
    tgx("import", samples / SHEETS[0])
    first = imported(tgx, "achievements", "--limit", "1")[0]
    image = tmp_path / "place.png"
    done = tgx("source", first["id"], "--image", image)
    assert done.code == 0
    assert image.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert done.err == f"drawn: {image}\n"
    assert "box " in done.out


@pytest.mark.parametrize("name", ["福島県.pdf", "富山県.pdf", "京都府.pdf", "okinawa-309.pdf"])
def test_real_government_pdfs_are_read_without_loss(samples: Path, name: str) -> None:
    from toshigaikou_cli import readers

    reading = readers.read((samples / "government" / name).read_bytes(), name)
    assert reading.tally.rows > 0
    assert reading.tally.dropped <= reading.tally.characters / 1000
