"""What holds in every project: in the packaged one, in the second one, and in an empty one that ``tgx init --from`` made.

What a rule is and which command it is of stands in the files of the commands; here is what goes across them.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from acceptance.test_schemas import validator
from conftest import Run
from make_kitakyushu import SOURCES
from projects_made import Place, quietly


def rows(tgx: Run, *arguments: str | Path) -> list[Any]:
    done = tgx(*arguments, "--format", "json")
    assert done.code == 0, done.err
    found: list[Any] = json.loads(done.out)
    return found


def content(folder: Path) -> list[str]:
    """What a project's catalogue has, without the moments of imports."""
    (path,) = folder.rglob("*.sqlite")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [
            line for line in connection.iterdump() if "imported_at" not in line and '"document"' not in line
        ]


def state(*folders: Path) -> dict[str, str]:
    return {
        str(path): sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---------------------------------------------------------------- import


def test_the_same_documents_again_change_nothing(tgx: Run, place: Place) -> None:
    before, report = content(place.folder), tgx("report").out
    done = tgx("import", *place.documents)
    assert done.code == 0, done.err
    assert content(place.folder) == before
    assert tgx("import", *place.documents, "--dry-run").code == 0
    assert tgx("rebuild", "-q").code == 0
    assert (tgx("report").out, content(place.folder)) == (report, before)


def test_another_citys_documents_are_refused(tgx: Run, place: Place, tmp_path: Path) -> None:
    before = state(place.folder)
    other = tmp_path / "other.csv"
    other.write_text(
        "柳沢市の国際交流（平成30年度）\n\n担当課,事業名,実績（平成30年度）\n国際課,交流,訪問団を迎えた\n",
        encoding="utf-8",
    )
    done = tgx("import", other)
    assert (done.code, "柳沢市" in done.err) == (2, True)
    assert state(place.folder) == before


def test_a_document_that_is_taken_out_comes_back(tgx: Run, place: Place) -> None:
    before = tgx("report").out
    document = next((each for each in place.documents if "sheet" in each.name), place.documents[-1])
    assert tgx("documents", "remove", document.name, "--yes").code == 0
    assert tgx("report").out != before
    assert tgx("import", document).code == 0
    assert tgx("report").out == before


# ---------------------------------------------------------------- query, show, search


def test_lists_have_what_the_documents_have(tgx: Run, place: Place) -> None:
    measures, achievements = rows(tgx, "query", "measures"), rows(tgx, "query", "achievements")
    goals = dict.fromkeys(place.facts.goals, 0)
    for measure in measures:
        goals[measure["goal"]] += 1
    years = dict.fromkeys(place.facts.years, 0)
    for row in achievements:
        years[row["fiscal_year"]] += 1
    assert (goals, years) == (place.facts.goals, place.facts.years)
    assert len(rows(tgx, "query", "documents")) == len(place.documents)
    for what in ("activities", "bureaus", "cities", "documents", "measures", "achievements"):
        listed = rows(tgx, "query", what)
        table = list(csv.reader(io.StringIO(tgx("query", what, "--format", "csv").out)))
        assert len(table) > len(listed), what  # a city or a bureau has a row for each year and relation
        assert len(table) == len(listed) + 1 or what in ("bureaus", "cities", "measures"), what


def test_a_filter_means_the_same_in_lists_and_in_the_report(tgx: Run, place: Place) -> None:
    every = {row["id"] for row in rows(tgx, "query", "achievements")}
    for option, value in place.facts.filters:
        found = rows(tgx, "query", "achievements", option, value)
        assert {row["id"] for row in found} < every or not every, option
        report = json.loads(tgx("report", option, value, "--format", "json").out)
        if option in ("--bureau", "--city"):
            assert sum(year["achievements"] for year in report["years"]) == len(found), option
        else:
            counted = {
                id_
                for year in report["years"]
                for kind in ("linked", "suggested")
                for id_ in year["members"][kind]
            }
            held = {row["id"] for row in found if row["outcome"] == "held"}
            assert counted == held, option
    assert tgx("query", "achievements", "--goal", "99").code == 2
    assert tgx("query", "achievements", "--bureau", "無い課").code == 2


def test_a_measure_is_shown_with_its_place(tgx: Run, place: Place) -> None:
    title = next(m["title"] for m in rows(tgx, "query", "measures") if m["code"] == place.facts.measure)
    for command in (["show", place.facts.measure], ["search", title], ["cite", place.facts.measure]):
        done = tgx(*command)
        assert (done.code, title in done.out.replace("«", "").replace("»", "")) == (0, True), command
    assert tgx("source", place.facts.measure).code == 0
    assert tgx("show", "99-9").code == 2


# ---------------------------------------------------------------- report


def test_figures_add_up_and_carry_their_members(tgx: Run, place: Place) -> None:
    report = json.loads(tgx("report", "--format", "json").out)
    assert {year["fiscal_year"]: year["achievements"] for year in report["years"]} == place.facts.years
    for year in report["years"]:
        parts = ("linked", "suggested", "elsewhere", "outside", "unlinked", "not_held", "planned", "empty")
        assert sum(year[part] for part in parts) == year["achievements"]
        assert all(
            len(year["members"].get(part, [])) == year[part] for part in parts if part in year["members"]
        )
    assert {goal["code"]: goal["figure"]["denominator"] for goal in report["goals"]} == place.facts.goals
    for by in ("bureau", "unit", "department", "city", "year", "area", "goal"):
        view = json.loads(tgx("report", "--by", by, "--format", "json").out)
        for row in (row for section in view["sections"] for row in section["rows"]):
            for name, figure in row["figures"].items():
                assert len(figure["members"]) == figure["numerator"], (by, row["key"], name)
    for view_name in ("indicators", "targets", "timeline", "sure", "outcomes"):
        assert tgx("report", view_name).code == 0, view_name


def test_the_page_says_whose_it_is(tgx: Run, place: Place) -> None:
    title = json.loads(tgx("report", "--format", "json").out)["strategy"]
    page = tgx("report", "--format", "html")
    assert (page.code, title in page.out) == (0, True)
    assert ("東京" in page.out) == (place.name == "tokyo")
    assert tgx("report", "--output", "out.xlsx").code == 0


# ---------------------------------------------------------------- diff


def test_years_and_editions_are_compared(tgx: Run, place: Place) -> None:
    years = list(place.facts.years)
    for old, new in pairwise(years):
        done = json.loads(tgx("diff", str(old), str(new), "--format", "json").out)
        assert (done["old"], done["new"], done["differs"]) == (f"FY{old}", f"FY{new}", True)
    for year in years[:1]:
        assert json.loads(tgx("diff", str(year), str(year), "--format", "json").out)["differs"] is False
    done = tgx("diff", "1999", "2000")
    assert (done.code, done.err.count("\n")) == (2, 1)


# ---------------------------------------------------------------- validate


def test_nothing_is_wrong_with_it(tgx: Run, place: Place) -> None:
    done = json.loads(tgx("validate", "--format", "json").out)
    assert [each for each in done["findings"] if each["severity"] == "error"] == []
    assert ("no findings" in tgx("validate").out) == (place.name != "empty")
    files = tgx("validate", *place.documents)
    assert (files.code, "error [" in files.out) == (0, False), files.out
    for form in ("github", "gitlab", "junit", "sarif", "markdown", "csv"):
        assert tgx("validate", "--format", form).code == 0, form


# ---------------------------------------------------------------- link


def test_judgements_are_made_and_taken_back(tgx: Run, place: Place) -> None:
    judged = len(rows(tgx, "link", "judgements"))
    held = [row for row in rows(tgx, "query", "achievements") if row["outcome"] == "held"]
    if not held:
        for command in (["link", "suggest"], ["link", "judgements"]):
            assert tgx(*command).code == 0
        done = tgx("link", "accept", "2017-000000", place.facts.measure, "--by", "x")
        assert (done.code, done.err.count("\n")) == (2, 1)
        return
    before = content(place.folder)
    row = held[-1]["id"]
    accepted = tgx("link", "accept", row, place.facts.measure, "--by", "山田")
    assert accepted.code == 0, accepted.err
    (link,) = (
        each
        for each in rows(tgx, "query", "achievements", "--measure", place.facts.measure)
        if each["id"] == row
    )
    assert ("confirmed", place.facts.measure) in {(each["status"], each["measure"]) for each in link["links"]}
    assert len(rows(tgx, "link", "judgements")) == judged + 1
    assert tgx("link", "explain", row, place.facts.measure).code == 0
    assert tgx("link", "show", row).code == 0
    assert tgx("rebuild", "-q").code == 0
    assert len(rows(tgx, "link", "judgements", "--state", "current")) == judged + 1
    assert tgx("link", "undo", row, place.facts.measure).code == 0
    assert len(rows(tgx, "link", "judgements")) == judged
    assert {line for line in content(place.folder) if line.startswith('INSERT INTO "link"')} == {
        line for line in before if line.startswith('INSERT INTO "link"')
    }


# ---------------------------------------------------------------- side by side


def test_projects_share_nothing(
    tgx: Run, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a project to another one and back: no byte of either changes."""
    other = tmp_path / "other"
    quietly("init", other, "--from", SOURCES.parent / "examples/cities/nagisa.tsv")
    quietly("import", "--project", other, other / "documents/nagisa.tsv")
    commands = (
        ["report"],
        ["query", "achievements"],
        ["validate"],
        ["info"],
        ["words", "unknown"],
        ["link", "suggest"],
    )
    own = [tgx(*command).out for command in commands]
    before = state(place.folder, other)
    monkeypatch.setenv("TGX_PROJECT", str(other))
    with monkeypatch.context() as away:
        away.delenv("TGX_DB", raising=False)
        theirs = [tgx(*command).out for command in commands]
        assert "渚市" in theirs[0]
    monkeypatch.delenv("TGX_PROJECT")
    assert [tgx(*command).out for command in commands] == own
    assert state(place.folder, other) == before


# ---------------------------------------------------------------- a sheet in the project's own words


def sheet(tgx: Run, place: Place, name: str = "sheet-r2.csv", **changed: str) -> Path:
    """A sheet of FY2020: a row that states a measure, one that was called off, one with names that nobody has, a total."""
    units = [unit["name"] for measure in rows(tgx, "query", "measures") for unit in measure["bureaus"]]
    unit = next(unit for unit in units if unit)
    texts = {
        "stated": f"{place.facts.measure},視察の受入れ,{unit},釜山広域市の視察団5人を受け入れた",
        "called off": f"－,使節団の派遣,{unit},使節団の派遣は中止した",
        "unknown": "－,展示会の開催,星間交流局,グダニスク市との交流展を開いた",
        "total": "合計,3事業,,",
    }
    path = place.folder / name
    head = "国際交流事業実績（令和2年度）\n\n施策番号,事業名,担当課,実績（令和2年度）\n"
    path.write_text(head + "\n".join((texts | changed).values()) + "\n", encoding="utf-8")
    return path


def of_2020(tgx: Run) -> dict[str, Any]:
    return {row["item"]: row for row in rows(tgx, "query", "achievements", "--year", "2020")}


def test_a_sheet_is_read_whole_and_what_it_states_is_linked(tgx: Run, place: Place) -> None:
    told = json.loads(tgx("import", sheet(tgx, place), "--json").out)
    validator("import").validate(told)
    done = told[0]
    count = done["count"]
    assert (
        count["rows"] == 5 == count["headers"] + 3 + count["rejected"] + count["continued"] + count["other"]
    )
    assert ["合計" in row["text"] for row in done["rejected"]] == [True]
    found = of_2020(tgx)
    links = {
        item: [link["measure"] for link in row["links"] if link["method"] == "stated"]
        for item, row in found.items()
    }
    assert links == {"視察の受入れ": [place.facts.measure], "使節団の派遣": [], "展示会の開催": []}
    assert {item: row["outcome"] for item, row in found.items()} == {
        "視察の受入れ": "held",
        "使節団の派遣": "not_held",
        "展示会の開催": "held",
    }
    assert "2020" in tgx("report", "--year", "2020").out


def test_a_corrected_sheet_takes_the_place_of_its_year_and_is_taken_back(tgx: Run, place: Place) -> None:
    before = content(place.folder)
    assert tgx("import", sheet(tgx, place)).code == 0
    ids = {item: row["id"] for item, row in of_2020(tgx).items()}
    told = {
        "called off": sheet(tgx, place)
        .read_text(encoding="utf-8")
        .split("\n")[4]
        .replace("は中止した", "を行った")
    }
    done = tgx("import", sheet(tgx, place, **told))
    assert (done.code, "0 inserted, 1 changed, 0 removed, 2 unchanged" in done.out) == (0, True), done.out
    corrected = of_2020(tgx)
    assert {item: row["id"] for item, row in corrected.items()} == ids
    assert corrected["使節団の派遣"]["outcome"] == "held"
    assert tgx("import", "--undo").code == 0
    assert of_2020(tgx)["使節団の派遣"]["outcome"] == "not_held"
    assert tgx("import", "--undo").code == 0
    assert of_2020(tgx) == {}
    assert len(content(place.folder)) == len(before)


def test_names_that_nobody_has_are_found_in_the_file_and_in_the_catalogue(tgx: Run, place: Place) -> None:
    path = sheet(tgx, place)

    def found(*arguments: str | Path) -> set[tuple[str, str]]:
        findings = json.loads(tgx("validate", *arguments, "--severity", "info", "--format", "json").out)[
            "findings"
        ]
        named = ((each["check"], each["message"]) for each in findings)
        return {(check, text) for check, text in named if "星間交流局" in text or "グダニスク市" in text}

    before = found(path)
    assert {check for check, _ in before} == {"bureau-unknown", "place-unknown"}
    assert tgx("import", path).code == 0
    assert found() == before
    unknown = {each["name"] for each in rows(tgx, "words", "unknown")}
    assert {"星間交流局", "グダニスク市"} <= unknown


def test_a_filter_that_means_nothing_is_refused_by_every_command(tgx: Run, place: Place) -> None:
    for option in (("--goal", "99"), ("--measure", "99-9"), ("--city", "グダニスク")):
        for command in (("query", "achievements"), ("query", "activities"), ("report",)):
            done = tgx(*command, *option)
            assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), (command, done)
            assert option[1] in done.err
