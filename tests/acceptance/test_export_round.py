"""An export stands for its catalogue: the figures of ``tgx report``, made anew of the exported files alone."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, import_into

duckdb = pytest.importorskip("duckdb")

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    *(
        ROOT / "data" / "projects" / "tokyo" / "documents" / name
        for name in ("strategy-2014.tsv", "achievements-h29.tsv")
    ),
    *(ROOT / "examples" / "sheets" / name for name in ("made-up-2015.tsv", "made-up-2016.tsv")),
    *(
        ROOT / "tests" / "examples" / "two_strategies" / name
        for name in ("strategy-2022.tsv", "sheet-r5.tsv")
    ),
)
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "year": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
         "date": "DATE", "datetime": "TIMESTAMPTZ"}  # fmt: skip

STATES = """
WITH best AS (
  SELECT l.achievement, max(CASE
    WHEN l.status IN ('linked', 'confirmed') THEN CASE WHEN m.strategy = $strategy THEN 3 ELSE 1 END
    WHEN l.status = 'suggested' THEN CASE WHEN m.strategy = $strategy THEN 2 ELSE 1 END ELSE 0 END) AS rank
  FROM links l JOIN measures m ON m.id = l.measure GROUP BY l.achievement
)
SELECT a.fiscal_year, CASE WHEN a.outcome <> 'held' THEN a.outcome WHEN b.rank = 3 THEN 'linked' WHEN b.rank = 2 THEN 'suggested'
    WHEN b.rank = 1 THEN 'elsewhere' WHEN a.link_state = 'outside' THEN 'outside' ELSE 'unlinked' END AS state, a.id
FROM achievements a JOIN strategies s ON s.id = $strategy LEFT JOIN best b ON b.achievement = a.id
WHERE a.kind = 'result' AND a.fiscal_year BETWEEN s.first_year AND coalesce(s.last_year, 9999) ORDER BY a.id"""
COUNTED = """
SELECT m.code, m.goal, m.area, l.fiscal_year, l.achievement FROM measures m LEFT JOIN links l ON l.measure = m.id AND l.counts
WHERE m.strategy = $strategy ORDER BY m.position, l.achievement"""
UNITS = """
SELECT a.fiscal_year, a.id, x.unit FROM achievement_units x JOIN achievements a ON a.id = x.achievement
WHERE a.kind = 'result'"""
CITIES = """
SELECT c.city, a.id, a.fiscal_year FROM achievement_cities c JOIN achievements a ON a.id = c.achievement
WHERE a.kind = 'result' AND c.role = 'partner' AND a.outcome = 'held'"""
ACTIVITIES = """
SELECT DISTINCT c.city, c.activity FROM activity_cities c JOIN activities v ON v.id = c.activity
JOIN achievements a ON a.id = v.achievement JOIN strategies s ON s.id = $strategy
WHERE a.kind = 'result' AND c.role <> 'venue' AND v.outcome = 'held'
  AND a.fiscal_year BETWEEN s.first_year AND coalesce(s.last_year, 9999)"""


def over_csv(folder: Path) -> Any:
    """The tables of a Data Package in DuckDB, with the types that it says."""
    connection = duckdb.connect()
    for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        types = {field["name"]: TYPES[field["type"]] for field in resource["schema"]["fields"]}
        source = f"read_csv('{folder / resource['path']}', columns = {types}, header = true)"
        connection.execute(f"CREATE TABLE {resource['name']} AS SELECT * FROM {source}")
        count = connection.execute(f"SELECT count(*) FROM {resource['name']}").fetchall()[0][0]
        assert count == resource["rows"]
    return connection


def over_parquet(folder: Path) -> Any:
    connection = duckdb.connect()
    for table in sorted(path for path in folder.iterdir() if path.is_dir()):
        source = f"read_parquet('{table}/**/*.parquet', hive_partitioning = true)"
        connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {source}")
    return connection


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of two strategies and four sheets."""
    return import_into(tmp_path_factory.mktemp("filled") / "catalogue.sqlite", FILES)


@pytest.fixture
def two(filled: Path) -> Path:
    """The same at the place where commands look for it."""
    path = Path(os.environ["TGX_DB"])
    shutil.copy(filled, path)
    return path


def ids(rows: Iterable[tuple[Any, ...]], strategy: str = "") -> dict[Any, list[Any]]:
    """Rows of (key, …, member) as members by key."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for *key, member in rows:
        found[tuple(map(str, key))].append(member)
    return found


@pytest.mark.parametrize("form", ["datapackage", "parquet"])
def test_the_figures_come_back(tgx: Run, two: Path, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    assert tgx("export", tmp_path / "out", "--format", form).code == 0
    connection = (over_parquet if form == "parquet" else over_csv)(tmp_path / "out")

    def ask(sql: str, strategy: str) -> list[tuple[Any, ...]]:
        values = {"strategy": strategy} if "$strategy" in sql else {}
        return list(connection.execute(sql, values).fetchall())

    reports = json.loads(tgx("report", "--format", "json").out)
    assert [each["strategy_id"] for each in reports] == ["2022", "2014"]
    for report in reports:
        _same_report(report, ask)
    for view in json.loads(tgx("report", "--by", "year", "--format", "json").out):
        _same_years(view, ask)
    for view in json.loads(tgx("report", "--by", "city", "--format", "json").out):
        _same_cities(view, ask)


def _same_report(report: dict[str, Any], ask: Any) -> None:
    states = ids(ask(STATES, report["strategy_id"]))
    said = {
        (str(year["fiscal_year"]), state): sorted(members)
        for year in report["years"]
        for state, members in year["members"].items()
        if members
    }
    assert said == states
    counted = ask(COUNTED, report["strategy_id"])
    covered = {code for code, *_, achievement in counted if achievement}
    assert report["total"]["denominator"] == len({code for code, *_ in counted})
    assert set(report["total"]["members"]) == covered
    for goal in report["goals"]:
        own = {code for code, of, *_ in counted if of == f"{report['strategy_id']}:{goal['code']}"}
        assert (set(goal["figure"]["members"]), goal["figure"]["denominator"]) == (own & covered, len(own))
        for area in goal["areas"]:
            for measure in area["measures"]:
                years = ids(
                    (year, found) for code, _, _, year, found in counted if code == measure["code"] and found
                )
                assert {year: sorted(each) for year, each in measure["achievements"].items()} == {
                    year: sorted(found) for (year,), found in years.items()
                }


def _same_years(view: dict[str, Any], ask: Any) -> None:
    strategy = view["strategy_id"]
    states = ids(ask(STATES, strategy))
    counted = ask(COUNTED, strategy)
    units = ids((year, unit) for year, _, unit in ask(UNITS, strategy))
    cities = ids((year, city) for city, _, year in ask(CITIES, strategy))
    shown = [row for row in view["sections"][0]["rows"] if row["facts"]["sheet"] == "imported"]
    assert {row["key"] for row in shown} == {year for year, _ in states}
    for row in shown:
        figures, year = row["figures"], row["key"]
        for state in ("linked", "suggested", "elsewhere", "outside", "unlinked"):
            assert sorted(figures[state]["members"]) == states.get((year, state), [])
        assert set(figures["with_results"]["members"]) == {
            code for code, *_, of, found in counted if str(of) == year and found
        }
        assert set(figures["bureaus"]["members"]) == set(units[(year,)])
        assert set(figures["cities"]["members"]) == set(cities[(year,)])


def _same_cities(view: dict[str, Any], ask: Any) -> None:
    strategy = view["strategy_id"]
    state_of = {
        found: state for (_, state), members in ids(ask(STATES, strategy)).items() for found in members
    }
    partners = ids((city, found) for city, found, _ in ask(CITIES, strategy) if found in state_of)
    activities = ids(ask(ACTIVITIES, strategy))
    measures = ids((found, code) for code, *_, found in ask(COUNTED, strategy) if found)
    units = ids((found, unit) for _, found, unit in ask(UNITS, strategy))
    for row in view["sections"][0]["rows"]:
        figures, found = row["figures"], partners.get((row["key"],), [])
        assert sorted(figures["achievements"]["members"]) == sorted(found)
        assert sorted(figures["activities"]["members"]) == sorted(activities.get((row["key"],), []))
        assert sorted(figures["linked"]["members"]) == sorted(
            each for each in found if state_of[each] == "linked"
        )
        assert set(figures["measures"]["members"]) == {
            code for each in found for code in measures.get((each,), [])
        }
        assert set(figures["bureaus"]["members"]) == {
            unit for each in found for unit in units.get((each,), [])
        }
    assert {city for (city,) in partners} <= {row["key"] for row in view["sections"][0]["rows"]}


def test_the_questions_of_a_database_give_the_figures_of_the_report(
    tgx: Run, catalogue: Path, tmp_path: Path
) -> None:
    from toshigaikou_cli.formats.exports.questions import QUESTIONS, VIEWS

    assert tgx("export", tmp_path / "out", "--format", "sqlite").code == 0
    connection = sqlite3.connect(tmp_path / "out" / "tgx.db")
    try:
        connection.row_factory = sqlite3.Row
        asked = {"year": "", "measure": "2014:35", "text": "ジャカルタ"}
        found = {each.name: [dict(row) for row in connection.execute(each.sql, asked)] for each in QUESTIONS}
        none = {
            each.name: list(connection.execute(each.sql, {**asked, "year": "1999"})) for each in QUESTIONS
        }
        views = {name: list(connection.execute(f'SELECT * FROM "{name}"')) for name, _ in VIEWS}
        broken = list(connection.execute("PRAGMA foreign_key_check"))
    finally:
        connection.close()
    assert not broken
    assert all(views.values())
    report = json.loads(tgx("report", "--format", "json").out)
    goals = {
        goal["code"]: (goal["figure"]["numerator"], goal["figure"]["denominator"]) for goal in report["goals"]
    }
    assert {row["goal"]: (row["with_results"], row["measures"]) for row in found["coverage"]} == goals
    assert {row["id"].partition(":")[2] for row in found["uncovered"]} == set(report["total"]["others"])
    assert found["by_year"] == [
        {
            "fiscal_year": 2017,
            "achievements": 35,
            "linked": 35,
            "suggested": 0,
            "outside": 0,
            "unlinked": 0,
            "not_counted": 0,
        }
    ]
    cities = json.loads(tgx("report", "--by", "city", "--format", "json").out)["sections"][0]["rows"]
    assert [(row["city"], row["activities"], row["achievements"]) for row in found["by_city"]] == [
        (row["key"], row["figures"]["activities"]["numerator"], row["figures"]["achievements"]["numerator"])
        for row in cities
    ]
    bureaus = json.loads(tgx("report", "--by", "bureau", "--format", "json").out)["sections"][0]["rows"]
    reported = {row["key"]: row["figures"]["achievements"]["numerator"] for row in bureaus}
    assert {row["id"]: row["achievements"] for row in found["by_bureau"]} == {
        key: n for key, n in reported.items() if n
    }
    assert found["measure"][0]["status"] == "linked"
    assert {row["kind"] for row in found["search"]} == {"achievements"}
    assert not any(none[name] for name in ("by_year", "by_bureau", "timeline", "outcomes", "sure"))


def test_exports_of_two_governments_lie_in_one_folder(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    every, reports = tmp_path / "all", {}

    def hand_out(name: str) -> None:
        assert tgx("export", tmp_path / name, "--format", "parquet").code == 0
        shutil.copytree(tmp_path / name, every, dirs_exist_ok=True)
        reports[name] = json.loads(tgx("report", "--format", "json").out)

    hand_out("東京都")
    monkeypatch.delenv("TGX_DB")
    assert tgx("init", "--example", "kitakyushu", tmp_path / "dokai").code == 0
    monkeypatch.chdir(tmp_path / "dokai")
    assert tgx("import", "-q", *sorted(Path("documents").iterdir())).code == 0
    hand_out("kitakyushu")
    said = (tmp_path / "kitakyushu" / "CITATION.cff").read_text(encoding="utf-8")
    assert 'title: "Dokai (洞海市)' in said, "a project's id tells exports apart, people read its name"
    assert '- name: "kitakyushu"' not in said
    found = over_parquet(every).execute(
        "SELECT m.project, count(DISTINCT m.id), count(DISTINCT l.measure) FROM measures m"
        " LEFT JOIN links l ON l.measure = m.id AND l.project = m.project AND l.counts GROUP BY ALL"
    )
    assert {row[0]: row[1:] for row in found.fetchall()} == {
        name: (report["total"]["denominator"], report["total"]["numerator"])
        for name, report in reports.items()
    }
