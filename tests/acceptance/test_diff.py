"""``tgx diff`` against a table worked out by hand, and what it refuses to compare."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import reports
from acceptance.test_schemas import validator
from conftest import Run
from make_kitakyushu import SOURCES
from projects_made import Place


@pytest.fixture
def two_years(tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path) -> None:
    """A catalogue of the packaged strategy and the sheets of FY2015 and FY2016."""
    sheets = [
        reports.write(tmp_path, rows, year) for rows, year in ((reports.FY2015, 2015), (reports.FY2016, 2016))
    ]
    assert tgx("import", "--quiet", packaged_documents[0], *sheets).code == 0


def aspects(out: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The changes of a comparison's JSON by aspect and verb."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for aspect in json.loads(out)["aspects"]:
        own = found.setdefault(aspect["key"], {})
        for change in aspect["changes"]:
            own.setdefault(change["verb"], []).append(change)
    return found


def keys(changes: list[dict[str, Any]], name: str = "key") -> list[str]:
    return sorted(change[name] for change in changes)


def test_two_years_are_compared_as_by_hand(tgx: Run, two_years: None) -> None:
    done = tgx("diff", "2015", "平成28", "--format", "json")
    assert (done.code, done.err) == (0, "")
    validator("diff").validate(json.loads(done.out))
    found = aspects(done.out)
    measures = found["measures"]
    assert {verb: keys(own) for verb, own in measures.items()} == {
        "dropped": ["22"], "new": ["37"], "continued": ["18", "3", "66"],
    }  # fmt: skip
    assert {verb: keys(own) for verb, own in found["cities"].items()} == {
        "dropped": ["北京市"], "new": ["ハノイ", "ベルリン市"], "continued": ["ソウル特別市", "パリ市"],
    }  # fmt: skip
    assert {verb: keys(own, "title") for verb, own in found["bureaus"].items()} == {
        "dropped": ["建設局"], "new": ["下水道局"], "continued": ["政策企画局", "教育庁", "環境局"],
    }  # fmt: skip
    assert {verb: len(own) for verb, own in found["items"].items()} == {
        "new": 1,
        "dropped": 1,
        "continued": 3,
    }
    assert [change["new"] for change in found["wording"]["repeated"]] == ["パリ市の学校と手紙を交わした。"]
    assert len(found["wording"]["redated"]) == 2
    assert [change["new"] for change in found["wording"]["new"]] == ["ベルリン市と水辺の生き物を調べた。"]
    assert [(c["old"], c["new"]) for c in found["numbers"]["changed"]] == [("職員2名", "職員3名")]
    assert [(c["old"], c["new"]) for c in found["fields"]["renamed"]] == [
        (reports.OLD_FIELD.removeprefix("①"), reports.NEW_FIELD.removeprefix("①"))
    ]


def test_the_trend_of_two_years_is_as_by_hand(tgx: Run, two_years: None) -> None:
    view = json.loads(tgx("report", "--by", "year", "--format", "json").out)
    years = {row["key"]: row["figures"] for row in view["sections"][0]["rows"]}
    assert list(years) == ["2015", "2016"]
    for year, figures in years.items():
        assert figures["with_results"]["members"] == [str(n) for n in reports.MEASURES[int(year)]]
        assert sorted(figures["cities"]["members"]) == reports.CITIES[int(year)]
        assert figures["achievements"]["numerator"] == 4
    cells = {row[1]: [cell["counted"] for cell in row[2]] for row in view["strips"][0]["rows"]}
    assert list(cells.values()) == [[1, 1], [2, 2], [1, 1]]


def test_every_format_shows_the_same_changes(tgx: Run, two_years: None) -> None:
    shown = check_formats(tgx, "2015", "2016")
    lines = shown.split("\n\n")[1].splitlines()
    counts = next(line.split() for line in lines if line.startswith("Partner cities"))
    assert counts[2:5] == ["2", "1", "0"]


def check_formats(tgx: Run, old: str, new: str) -> str:
    """Every format has the changes of the JSON; gives what is on the screen."""
    data = json.loads(tgx("diff", old, new, "--format", "json").out)
    told = {(a["key"], c["verb"], c["key"]) for a in data["aspects"] for c in a["changes"]}
    rows = csv.DictReader(io.StringIO(tgx("diff", old, new, "--format", "csv").out))
    assert {(row["aspect"], row["verb"], row["key"]) for row in rows} == told
    shown = tgx("diff", old, new, "--list").out
    markdown = tgx("diff", old, new, "--list", "--format", "markdown").out
    for aspect in data["aspects"]:
        for change in aspect["changes"]:
            assert change["title"] in shown
            assert change["title"] in markdown.replace("\\", "")
    return shown


def test_two_years_of_every_project(tgx: Run, place: Place, tmp_path: Path) -> None:
    (one, other), unit = place.rows, place.facts.units[0]
    changed = (*one[:3], "・9月21日 職員6名と意見交換")
    new = (one[0], unit, "パリ市との交流", "協議した。")
    sheets = place.sheet("a.tsv", year=2016), place.sheet("b.tsv", [changed, new])
    assert tgx("import", "--quiet", *sheets).code == 0
    done = tgx("diff", "2016", "R2", "--format", "json")
    assert (done.code, done.err) == (0, "")
    validator("diff").validate(json.loads(done.out))
    found = aspects(done.out)
    assert {verb: keys(own) for verb, own in found["cities"].items()} == {
        "dropped": ["北京市"], "new": ["パリ市"], "continued": ["ソウル特別市"],
    }  # fmt: skip
    assert [(c["old"], c["new"]) for c in found["numbers"]["changed"]] == [("職員4名", "職員6名")]
    assert {verb: len(own) for verb, own in found["items"].items()} == {
        "new": 1,
        "dropped": 1,
        "continued": 1,
    }
    assert keys(found["bureaus"]["dropped"], "title") == [place.facts.units[1]]
    check_formats(tgx, "2016", "2020")
    assert tgx("diff", "2016", "2020", "--exit-code").code == 1
    refused = tgx("diff", "2016", "2012")
    assert (refused.code, refused.err.count("\n"), "FY2012" in refused.err) == (2, 1, True)
    editions = tgx("diff", sheets[1], place.sheet("c.tsv", [changed, other]), "--format", "json")
    counts = {verb: len(own) for verb, own in aspects(editions.out)["rows"].items()}
    assert counts == {"new": 1, "dropped": 1, "continued": 1}


def test_exit_code_says_whether_there_are_differences(tgx: Run, place: Place) -> None:
    assert (
        tgx("import", "-q", place.sheet("a.tsv", year=2016), place.sheet("b.tsv", place.rows[:1])).code == 0
    )
    assert tgx("diff", "2016", "2020").code == 0
    assert tgx("diff", "2016", "2020", "--exit-code").code == 1
    done = tgx("diff", place.sheet("c.tsv"), place.sheet("d.tsv"), "--exit-code")
    assert done.code == 0
    assert "no differences" in done.out


def test_a_year_without_a_sheet_is_refused(tgx: Run, place: Place) -> None:
    assert tgx("import", "-q", place.sheet("a.tsv", year=2016), place.sheet("b.tsv")).code == 0
    done = tgx("diff", "2016", "2021")
    assert (done.code, done.out) == (2, "")
    assert "no sheet imported for FY2021" in done.err
    assert ", ".join(f"FY{year}" for year in sorted({2016, 2020, *place.facts.years})) in done.err


def test_a_split_bureau_is_said_and_not_compared(
    tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path
) -> None:
    before = (("①交流", "福祉保健局健康安全部", "感染症対策の交流", "・ソウル特別市と学び合った。"),)
    after = (("①交流", "保健医療局健康安全部", "感染症対策の交流", "・ソウル特別市と学び合った。"),
             ("①交流", "福祉局総務部", "高齢者の施設", "・パリ市の職員が訪れた。"))  # fmt: skip
    sheets = [reports.write(tmp_path, rows, year) for rows, year in ((before, 2022), (after, 2023))]
    tgx("import", "--quiet", packaged_documents[0], *sheets)
    data = json.loads(tgx("diff", "2022", "2023", "--format", "json").out)
    found = {aspect["key"]: aspect["changes"] for aspect in data["aspects"]}
    assert found["items"] == []
    assert found["bureaus"] == []
    assert any(
        "福祉保健局 (FY2022) became" in line and "split or merged" in line for line in data["not_compared"]
    )
    assert any("1 of FY2022, 2 of FY2023" in line for line in data["not_compared"])
    assert "Not compared: 福祉保健局" in tgx("diff", "2022", "2023").out


def of_units(place: Place, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of a sheet, of the two units of a project in turn."""
    return [(field, place.facts.units[at % 2], item, text) for at, (field, _, item, text) in enumerate(rows)]


def test_two_editions_of_a_sheet(tgx: Run, place: Place) -> None:
    place.catalogue.unlink()
    old = place.sheet("old.tsv", of_units(place, reports.FY2015))
    edited = [(f, b, i, r.replace("2名", "5名")) for f, b, i, r in reports.FY2015[:3]]
    new = place.sheet("new.tsv", of_units(place, [*edited, reports.FY2016[3]]))
    done = tgx("diff", old, new, "--format", "json", "--exit-code")
    assert done.code == 1
    validator("diff").validate(json.loads(done.out))
    found = aspects(done.out)
    assert {verb: len(own) for verb, own in found["rows"].items()} == {
        "new": 1,
        "dropped": 1,
        "changed": 1,
        "continued": 2,
    }
    assert [(c["old"], c["new"]) for c in found["numbers"]["changed"]] == [("職員2名", "職員5名")]
    assert keys(found["cities"]["new"]) == ["ハノイ"]
    assert not place.catalogue.exists()
    assert tgx("info").out.count("no catalogue") == 1


def test_two_sheets_of_different_years_are_compared_as_years(tgx: Run, place: Place) -> None:
    files = [
        place.sheet(f"sheet-{year}.tsv", of_units(place, rows), year)
        for rows, year in ((reports.FY2015, 2015), (reports.FY2016, 2016))
    ]
    data = json.loads(tgx("diff", *files, "--format", "json").out)
    assert [Path(data[name]).name for name in ("old", "new")] == [
        "sheet-2015.tsv (FY2015)",
        "sheet-2016.tsv (FY2016)",
    ]
    assert any("no strategy" in line for line in data["not_compared"])
    assert {a["key"]: a["counts"].get("continued", 0) for a in data["aspects"]}["items"] == 3


def test_two_editions_of_a_strategy(tgx: Run, place: Place) -> None:
    original = place.strategy if place.name == "tokyo" else SOURCES / "strategy-2016.tsv"
    text = original.read_text(encoding="utf-8")
    code = place.facts.measures[0]
    title = next(line for line in text.splitlines() if line.startswith(f"{code}\t")).split("\t")[1]
    edited = place.folder / "edited.tsv"
    edited.write_text(text.replace(f"{code}\t{title}", f"{code}\t賓客接遇の検討"), encoding="utf-8")
    data = json.loads(tgx("diff", original, edited, "--format", "json").out)
    changed = [c for c in data["aspects"][0]["changes"] if c["verb"] != "continued"]
    assert [(c["key"], c["old"], c["new"], c["note"]) for c in changed] == [
        (code, title, "賓客接遇の検討", "title")
    ]
    told = tgx("diff", original, edited).out
    assert re.search(r"^Measures  +1 +\d+$", told, re.MULTILINE)
    assert "with results" not in told


def test_of_years_it_is_measures_with_results_that_are_compared(tgx: Run, two_years: None) -> None:
    told = tgx("diff", "2015", "2016").out
    assert re.search(r"^Measures with results +1 +1 ", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2015", "x.tsv"), "a year and a file cannot be compared"),
        (("none.tsv", "x.tsv"), "no such file"),
        (("{strategy}", "{sheet}"), "a strategy and a sheet cannot be compared"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    tgx: Run, place: Place, arguments: tuple[str, ...], message: str
) -> None:
    names = {"strategy": str(place.strategy), "sheet": str(place.sheet("a.tsv"))}
    done = tgx("diff", *(argument.format(**names) for argument in arguments))
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1
