"""Importing: nothing lost, nothing half-written, the same again changes nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Run
from projects_made import Place

HEADER = "分野\t担当局・部\t項目名\t実績（{}）\n"
ROWS = (
    "①都市との交流\t環境局総務部\tソウル特別市との交流\t・{}年9月21日 職員4名と意見交換\n"
    "\t水道局総務部\t北京市との交流\t視察受入れ\n"
)


def sheet(path: Path, *, year: str = "平成30年度", rows: str = ROWS) -> Path:
    path.write_text(HEADER.format(year) + rows.format(year.removesuffix("年度")), encoding="utf-8")
    return path


def ids(tgx: Run, *years: int) -> dict[str, str]:
    """The results of rows by their ids: of some years, or of all."""
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    return {a["id"]: a["result"] for a in found if not years or a["fiscal_year"] in years}


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection, connection:
        return sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def test_the_same_file_again_changes_nothing(tgx: Run, place: Place) -> None:
    before = dump(place.catalogue)
    done = tgx("import", *place.documents)
    assert done.code == 0
    assert done.out.count("already in the catalogue: nothing changed") == len(place.documents)
    assert dump(place.catalogue) == before


def test_a_corrected_sheet_replaces_the_older_one_and_keeps_its_ids(tgx: Run, place: Place) -> None:
    first, second = place.rows
    tgx("import", place.sheet("first.tsv"))
    before = ids(tgx, 2020)
    corrected = (first, (*second[:3], "視察団の受入れ"), (*first[:2], "パリ市との交流", "協議"))
    done = tgx("import", place.sheet("second.tsv", corrected))
    assert "1 inserted, 1 changed, 0 removed, 1 unchanged" in done.out
    after = ids(tgx, 2020)
    assert set(before) < set(after)
    assert [after[key] for key in before if before[key] != after[key]] == ["視察団の受入れ"]
    third = place.sheet("third.tsv", [first])
    assert tgx("import", third).code == 2
    assert ids(tgx, 2020) == after
    done = tgx("import", "--replace", third)
    assert "0 inserted, 0 changed, 2 removed, 1 unchanged" in done.out
    documents = json.loads(tgx("query", "documents", "--format", "json").out)
    assert [d["name"] for d in documents][len(place.documents) :] == ["third.tsv"]


def test_sheets_of_other_years_stay_and_add_keeps_the_same_year(tgx: Run, place: Place) -> None:
    before = len(ids(tgx))
    tgx("import", place.sheet("a.tsv"), place.sheet("b.tsv", year=2016))
    assert len(ids(tgx)) == before + 4
    other = place.facts.units[1]
    rows = [("②派遣", other, "専門家の派遣", "2名"), ("②派遣", other, "北京市との交流", "再掲")]
    assert "2 inserted" in tgx("import", "--add", place.sheet("part.tsv", rows)).out
    assert len(ids(tgx)) == before + 6
    assert tgx("rebuild", "--quiet").code == 0
    assert len(ids(tgx)) == before + 6


def test_results_and_plans_side_by_side_replace_only_their_slices(tgx: Run, place: Place) -> None:
    tgx("import", place.sheet("a.tsv"))
    both, unit = place.folder / "both.tsv", place.facts.units[0]
    both.write_text(
        f"担当局\t事業名\t令和2年度実績\t令和3年度計画\n{unit}\t交流\t実施\t継続\n{unit}\t調査\t\t着手\n",
        encoding="utf-8",
    )
    assert tgx("import", both).code == 2
    done = tgx("import", "--replace", both)
    assert "FY2020 (令和2年度), FY2021 (令和3年度)" in done.out
    assert "3 inserted, 0 changed, 2 removed" in done.out
    plans = json.loads(tgx("query", "achievements", "--kind", "plan", "--format", "json").out)
    assert [(a["fiscal_year"], a["item"]) for a in plans] == [(2021, "交流"), (2021, "調査")]
    assert len(ids(tgx, 2020, 2021)) == 3


def test_a_dry_run_prints_the_changes_and_makes_none(tgx: Run, place: Place, tmp_path: Path) -> None:
    before, new = dump(place.catalogue), place.sheet("new.tsv")
    done = tgx("import", "--dry-run", new)
    assert done.code == 0
    assert "2 would be inserted" in done.out
    assert dump(place.catalogue) == before
    nowhere = tmp_path / "none.sqlite"
    assert tgx("import", "--dry-run", "--db", nowhere, new).code == 0
    assert not nowhere.exists()


def test_quiet_prints_nothing(tgx: Run, place: Place) -> None:
    done = tgx("import", "--quiet", place.sheet("a.tsv"))
    assert (done.code, done.out, done.err) == (0, "", "")


def test_one_bad_file_does_not_stop_the_others(tgx: Run, place: Place) -> None:
    bad = place.folder / "bad.tsv"
    bad.write_text("ほげ\tふが\n一\t二\n", encoding="utf-8")
    good = [place.sheet(f"{year}.tsv", year=year) for year in (2015, 2016, 2020)]
    done = tgx("import", *good[:2], bad, *good[2:])
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "bad.tsv" in done.err
    assert len(ids(tgx, 2015, 2016, 2020)) == 6


def test_bytes_are_kept_and_rebuild_makes_the_same(tgx: Run, place: Place) -> None:
    listed = ("measures", "achievements", "cities", "documents")
    before = [tgx("query", what, "--format", "json").out for what in listed]
    done = tgx("rebuild")
    assert done.code == 0
    number = len(place.documents)
    assert f"rebuilt from {number} document{'s' if number > 1 else ''}" in done.out
    assert before == [tgx("query", what, "--format", "json").out for what in listed]
    documents = {d["name"]: d["sha256"] for d in json.loads(before[3])}
    assert documents == {p.name: sha256(p.read_bytes()).hexdigest() for p in place.documents}


def test_rebuild_mends_a_catalogue_of_another_schema_version(tgx: Run, place: Place) -> None:
    with closing(sqlite3.connect(place.catalogue)) as connection, connection:
        connection.execute("PRAGMA user_version = 1")
        connection.execute("DROP VIEW measure_year")
        connection.execute("CREATE TABLE later (x)")
    refused = tgx("report")
    assert refused.code == 2
    assert "schema 1," in refused.err
    assert "tgx rebuild" in refused.err
    assert tgx("import", place.folder / "x.tsv").code == 2
    assert tgx("rebuild", "--quiet").code == 0
    assert tgx("validate").code == 0


def test_a_changed_vocabulary_resolves_everything_anew(
    tgx: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    tgx("import", place.sheet("a.tsv", [("①交流", "国際交流庁総務部", "ソウル特別市との交流", "視察")]))
    refused = tgx("validate")
    assert refused.code == 1
    assert "unknown bureau" in refused.out
    assert "国際交流庁総務部" in refused.out
    unit = place.facts.units[1]
    bureaus = json.loads(tgx("query", "bureaus", "--format", "json").out)
    key = next(each["id"] for each in bureaus if each["name"] == unit)
    aliases = place.folder / "own.yaml"
    aliases.write_text(
        f"version: 1\naliases:\n- kind: bureau\n  alias: 国際交流庁総務部\n  id: {key}\n"
        "  date: '2026-11-22'\n  reason: a trial\n  by: tests\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("TGX_ALIASES", str(aliases))
    tgx("import", place.sheet("b.tsv", year=2016))
    assert "国際交流庁" not in tgx("validate").out
    found = tgx("query", "achievements", "--bureau", unit, "--year", "2020", "--format", "json").out
    assert len(json.loads(found)) == 1


def test_two_imports_at_once_both_succeed(tmp_path: Path) -> None:
    db = tmp_path / "shared.sqlite"
    environment = {**os.environ, "TGX_DB": str(db)}
    files = [sheet(tmp_path / f"h{year}.tsv", year=f"平成{year}年度") for year in (27, 28, 29, 30)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "toshigaikou_cli", "import", str(f)],
            env=environment,
            stdout=subprocess.PIPE,
        )
        for f in files
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    for process in running:
        assert process.stdout is not None
        process.stdout.close()
    with closing(sqlite3.connect(db)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM achievement").fetchone() == (8,)


def test_a_busy_catalogue_says_so(tgx: Run, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toshigaikou_cli.catalogue.writing.store.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(place.catalogue, isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        done = tgx("import", place.sheet("a.tsv"))
        other.execute("ROLLBACK")
    assert done.code == 2
    assert "busy" in done.err
    assert done.err.count("\n") == 1


def test_a_killed_import_leaves_the_former_catalogue_whole(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    before = dump(catalogue)
    rows = "".join(
        f"①交流\t環境局総務部\t交流{n}\t平成30年9月{n % 28 + 1}日 職員{n}名\n" for n in range(1500)
    )
    big = sheet(tmp_path / "big.tsv", rows=rows)
    script = (
        "import os, signal, sqlite3, sys\n"
        "from toshigaikou_cli.catalogue.writing import store\n"
        "calls = [0]\n"
        "def counted(kept):\n"
        "    def add(connection, *rows):\n"
        "        connection.execute('PRAGMA cache_size = 5')\n"  # small cache: pages reach the file before the commit
        "        kept(connection, *rows)\n"
        "        calls[0] += 1\n"
        "        if calls[0] == int(sys.argv[1]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return add\n"
        "store.add, store.add_packed = counted(store.add), counted(store.add_packed)\n"
        "from toshigaikou_cli.cli.app import run\n"
        "sys.exit(run(['import', sys.argv[2]]))\n"
    )
    environment = {**os.environ, "TGX_DB": str(catalogue)}
    for call in (1, 3, 4, 6, 9, 12):
        killed = subprocess.run(
            [sys.executable, "-c", script, str(call), str(big)], env=environment, check=False
        )
        assert killed.returncode == -signal.SIGKILL, call
        assert tgx("validate").code == 0
        assert dump(catalogue) == before


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    db = tmp_path / "new.sqlite"
    rows = "".join(f"①交流\t環境局総務部\t交流{n}\t視察\n" for n in range(3000))
    big = sheet(tmp_path / "big.tsv", rows=rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "toshigaikou_cli", "import", str(big)],
        env={**os.environ, "TGX_DB": str(db)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(1.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert b"Traceback" not in err or process.returncode == -signal.SIGINT
    if process.returncode and db.exists() and db.stat().st_size:
        with closing(sqlite3.connect(db)) as connection, connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
