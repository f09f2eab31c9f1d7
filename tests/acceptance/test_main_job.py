"""The main job from the command line: two documents in, coverage of the goals out."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from conftest import Run


def test_import_of_the_packaged_documents_accounts_for_every_row(
    tgx: Run, packaged_documents: tuple[Path, Path]
) -> None:
    done = tgx("import", *packaged_documents)
    assert done.code == 0
    assert done.err == ""
    assert "118 rows = 76 measures + 24 cities + 18 headers + 0 rejected" in done.out
    assert "40 rows = 35 achievements + 5 headers + 0 rejected" in done.out
    assert "sheet of FY2017 (平成29年度)" in done.out


def test_the_order_of_the_files_does_not_matter(
    tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path
) -> None:
    strategy, sheet = packaged_documents
    tgx("import", strategy, sheet, "--db", tmp_path / "a.sqlite")
    tgx("import", sheet, "--db", tmp_path / "b.sqlite")
    tgx("import", strategy, "--db", tmp_path / "b.sqlite")
    reports = [
        json.loads(tgx("report", "--format", "json", "--db", tmp_path / n).out)
        for n in ("a.sqlite", "b.sqlite")
    ]
    for report in reports:
        report["documents"].sort(key=lambda document: document["name"])
    assert reports[0] == reports[1]


def test_query_measures(tgx: Run, catalogue: Path) -> None:
    measures = json.loads(tgx("query", "measures", "--format", "json").out)
    assert [m["number"] for m in measures] == list(range(1, 77))
    assert Counter(m["goal"] for m in measures) == {"1": 16, "2": 30, "3": 30}
    assert Counter(m["goal_number"] for m in measures) == {1: 16, 2: 30, 3: 30}
    assert [(m["strategy"], m["code"]) for m in measures] == [("2014", str(n)) for n in range(1, 77)]
    assert [m["number"] for m in measures if m["open_ended"]] == [1, 59]
    fourth = measures[3]
    assert fourth["bureaus"] == [
        {"name": "教育庁", "role": "lead"},
        {"name": "生活文化局", "role": "related"},
    ]
    assert fourth["area"] == "1-イ"
    assert fourth["source"]["document"] == "strategy-2014.tsv"
    bureaus = {b["name"] for m in measures for b in m["bureaus"]}
    assert len(bureaus) == 20


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (("--area", "1-ウ"), [12]),
        (("--area", "1-ｳ"), [12]),
        (("--goal", "2", "--bureau", "交通局"), [25]),
        (("--bureau", "下水道局"), [35, 36, 37, 45]),
        (("--bureau", "青少年"), [27]),
        (("--bureau", "都民安全推進本部"), [27]),
        (("--measure", "76"), [76]),
    ],
)
def test_filters_of_measures(
    tgx: Run, catalogue: Path, arguments: tuple[str, ...], numbers: list[int]
) -> None:
    found = json.loads(tgx("query", "measures", *arguments, "--format", "json").out)
    assert [m["number"] for m in found] == numbers


def test_query_achievements(tgx: Run, catalogue: Path) -> None:
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert len(found) == 35
    assert len({a["id"] for a in found}) == 35
    assert all(a["fiscal_year"] == 2017 and a["kind"] == "result" for a in found)
    assert all(a["bureau"] and a["department"] for a in found)
    assert Counter(a["source"]["page"] for a in found) == {1: 8, 2: 6, 3: 7, 4: 10, 5: 4}
    assert all(link["evidence"] for a in found for link in a["links"])


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("--city", "ソウル"), 10),
        (("--city", "ソウル特別市", "--bureau", "環境局"), 2),
        (("--year", "H29"), 35),
        (("--year", "平成29年度"), 35),
        (("--year", "2018"), 0),
        (("--bureau", "教育庁"), 4),
        (("--kind", "plan"), 0),
        (("--limit", "3"), 3),
    ],
)
def test_filters_of_achievements(tgx: Run, catalogue: Path, arguments: tuple[str, ...], count: int) -> None:
    found = json.loads(tgx("query", "achievements", *arguments, "--format", "json").out)
    assert len(found) == count


def test_query_bureaus_shows_succession(tgx: Run, catalogue: Path) -> None:
    bureaus = {b["id"]: b for b in json.loads(tgx("query", "bureaus", "--format", "json").out)}
    welfare = next(b for b in bureaus.values() if b["name"] == "福祉保健局")
    assert set(welfare["successors"]) == {"福祉局", "保健医療局"}
    assert welfare["achievements"] == {"2017": 2}
    twice = [b for b in bureaus.values() if b["name"] == "生活文化局"]
    assert len(twice) == 2
    assert [b["achievements"] for b in twice].count({}) == 1


def test_query_cities_has_the_strategys_tables(tgx: Run, catalogue: Path) -> None:
    cities = json.loads(tgx("query", "cities", "--format", "json").out)
    sisters = {c["name"]: r["since"] for c in cities for r in c["relations"] if r["kind"] == "sister"}
    network = {c["name"]: r["since"] for c in cities for r in c["relations"] if r["kind"] == "anmc21"}
    assert len(network) == 13
    assert sisters["ニューヨーク市"] == "1960-02-29"
    assert sisters["ニュー・サウス・ウェールズ州"] == "1984-05-09"
    assert (network["バンコク"], network["ウランバートル"]) == ("2001-10-16", "2012-06-30")
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        stated = connection.execute(
            "SELECT relation, count(*), count(since) FROM strategy_city GROUP BY 1"
        ).fetchall()
    assert stated == [("anmc21", 13, 13), ("sister", 11, 11)]


def test_targets_are_in_the_report(tgx: Run, catalogue: Path) -> None:
    report = json.loads(tgx("report", "--format", "json").out)
    assert [(t["cities"], t["year"]) for t in report["targets"]] == [(15, 2017), (30, 2020)]


def test_every_format_of_the_report_has_the_same_membership(tgx: Run, catalogue: Path) -> None:
    report = json.loads(tgx("report", "--format", "json").out)
    covered = [
        m["number"] for g in report["goals"] for a in g["areas"] for m in a["measures"] if m["covered"]
    ]
    rows = [line.split(",") for line in tgx("report", "--format", "csv").out.splitlines()[1:]]
    assert [int(row[2]) for row in rows if "yes" in row] == covered
    explained = tgx("report", "--explain").out
    for goal in report["goals"]:
        members = ", ".join(map(str, goal["figure"]["members"])) or "none"
        assert f"Goal {goal['number']}: {goal['figure']['numerator']} of" in explained
        assert f"with results: {members}\n" in explained
        assert goal["figure"]["numerator"] == len(goal["figure"]["members"])
        assert goal["figure"]["denominator"] == len(goal["figure"]["members"]) + len(goal["figure"]["others"])
        markdown = tgx("report", "--format", "markdown").out
        assert f"| {goal['figure']['numerator']} | {goal['figure']['denominator']} |" in markdown


def test_the_report_of_one_goal_lists_its_measures(tgx: Run, catalogue: Path) -> None:
    out = tgx("report", "--goal", "2").out
    for number in (17, 46):
        assert f"\n {number}  " in out
    assert "\n 47  " not in out
    assert "2-イ 多都市間の実務協力の促進" in out
    assert "No sheet imported for FY2015, FY2016" in out
    assert "Reported is not achieved" in out


def test_a_filtered_report_counts_only_what_was_asked_for(tgx: Run, catalogue: Path) -> None:
    whole = json.loads(tgx("report", "--format", "json").out)
    seoul = json.loads(tgx("report", "--city", "ソウル", "--format", "json").out)
    assert seoul["years"][0]["achievements"] == 10 < whole["years"][0]["achievements"]
    uncovered = json.loads(tgx("report", "--uncovered", "--format", "json").out)
    assert uncovered["total"] == whole["total"]
    shown = [m["code"] for goal in uncovered["goals"] for area in goal["areas"] for m in area["measures"]]
    assert shown == uncovered["total"]["others"]


def test_the_account_of_the_years_adds_up(tgx: Run, catalogue: Path) -> None:
    for year in json.loads(tgx("report", "--format", "json").out)["years"]:
        parts = year["linked"] + year["suggested"] + year["outside"] + year["unlinked"]
        assert parts == year["achievements"]


def test_search_finds_two_character_words_in_any_width(tgx: Run, catalogue: Path) -> None:
    hits = json.loads(tgx("search", "水道", "--format", "json").out)
    assert {(h["kind"], h["id"]) for h in hits} >= {("measure", "33"), ("measure", "35")}
    for hit in hits:
        for start, end in hit["spans"]:
            assert hit["text"][start:end] == "水道"
    narrow = json.loads(tgx("search", "ｳｪﾙｶﾑ", "--format", "json").out)
    assert [h["text"][slice(*h["spans"][0])] for h in narrow] == ["ウェルカム"] * 2
    assert "«水道»" in tgx("search", "水道").out
    both = json.loads(tgx("search", "ソウル 大気", "--format", "json").out)
    assert both
    nothing = tgx("search", "存在しない語句")
    assert (nothing.code, nothing.out, nothing.err) == (
        0,
        "",
        "nothing found in items and results of achievements, in titles and overviews of measures, in English names\n",
    )


def test_show_knows_measures_achievements_bureaus_and_cities(tgx: Run, catalogue: Path) -> None:
    measure = json.loads(tgx("show", "35", "--format", "json").out)
    assert (measure["kind"], measure["measure"]["number"]) == ("measure", 35)
    first = json.loads(tgx("query", "achievements", "--limit", "1", "--format", "json").out)[0]
    assert json.loads(tgx("show", first["id"], "--format", "json").out)["achievement"] == first
    assert json.loads(tgx("show", first["id"][:8], "--format", "json").out)["achievement"] == first
    bureau = json.loads(tgx("show", "保健医療局", "--format", "json").out)
    assert {m["number"] for m in bureau["lead"]} >= {26, 43}
    assert len(bureau["achievements"]) == 2
    city = json.loads(tgx("show", "ジャカルタ", "--format", "json").out)
    assert city["city"]["name"] == "ジャカルタ特別市"
    for name in ("35", first["id"], "保健医療局", "ジャカルタ"):
        shown = tgx("show", name)
        assert shown.code == 0
        assert tgx("show", name, "--format", "markdown").out.startswith("## ")
    assert first["item"] in tgx("show", first["id"]).out


def test_validate_finds_nothing_wrong(tgx: Run, catalogue: Path) -> None:
    done = tgx("validate")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("no findings: ")


def test_demo_runs_the_whole_and_leaves_nothing(tgx: Run, tmp_path: Path) -> None:
    done = tgx("demo")
    assert (done.code, done.err) == (0, "")
    for step in ("$ tgx import", "$ tgx report\n", "$ tgx report --goal 2", "$ tgx validate", "no findings"):
        assert step in done.out
    assert not Path.home().joinpath("catalogue.sqlite").exists()
    kept = tmp_path / "kept.sqlite"
    assert tgx("demo", "--db", kept).code == 0
    assert kept.exists()


def test_info_says_where_and_what(tgx: Run, catalogue: Path) -> None:
    info = json.loads(tgx("info", "--json").out)
    assert info["catalogue"] == str(catalogue)
    assert info["contents"] == {"document": 2, "measure": 76, "achievement": 35, "years": [2017]}
    assert str(catalogue) in tgx("info").out


def test_info_without_a_catalogue_is_no_error(tgx: Run, tmp_path: Path) -> None:
    done = tgx("info", "--db", tmp_path / "none.sqlite")
    assert done.code == 0
    assert "no catalogue" in done.out
