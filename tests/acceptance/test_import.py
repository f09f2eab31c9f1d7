"""Importing: nothing lost, nothing half-written, the same again changes nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Run

HEADER = "分野\t担当局・部\t項目名\t実績（{}）\n"
ROWS = (
    "①都市との交流\t環境局総務部\tソウル特別市との交流\t・{}年9月21日 職員4名と意見交換\n"
    "\t水道局総務部\t北京市との交流\t視察受入れ\n"
)


def sheet(path: Path, *, year: str = "平成30年度", rows: str = ROWS) -> Path:
    path.write_text(HEADER.format(year) + rows.format(year.removesuffix("年度")), encoding="utf-8")
    return path


def ids(tgx: Run) -> dict[str, str]:
    return {a["id"]: a["result"] for a in json.loads(tgx("query", "achievements", "--format", "json").out)}


def dump(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def test_the_same_file_again_changes_nothing(
    tgx: Run, catalogue: Path, packaged_documents: tuple[Path, Path]
) -> None:
    before = dump(catalogue)
    done = tgx("import", *packaged_documents)
    assert done.code == 0
    assert done.out.count("already in the catalogue: nothing changed") == 2
    assert dump(catalogue) == before


def test_a_corrected_sheet_replaces_the_older_one_and_keeps_its_ids(tgx: Run, tmp_path: Path) -> None:
    tgx("import", sheet(tmp_path / "first.tsv"))
    before = ids(tgx)
    corrected = ROWS.replace("視察受入れ", "視察団の受入れ") + "\t建設局総務部\tパリ市との交流\t協議\n"
    done = tgx("import", sheet(tmp_path / "second.tsv", rows=corrected))
    assert "1 inserted, 1 changed, 0 removed, 1 unchanged" in done.out
    after = ids(tgx)
    assert set(before) < set(after)
    assert [after[key] for key in before if before[key] != after[key]] == ["視察団の受入れ"]
    third = sheet(tmp_path / "third.tsv", rows=ROWS.splitlines(keepends=True)[0])
    assert tgx("import", third).code == 2
    assert ids(tgx) == after
    done = tgx("import", "--replace", third)
    assert "0 inserted, 0 changed, 2 removed, 1 unchanged" in done.out
    documents = json.loads(tgx("query", "documents", "--format", "json").out)
    assert [d["name"] for d in documents] == ["third.tsv"]


def test_sheets_of_other_years_stay_and_add_keeps_the_same_year(tgx: Run, tmp_path: Path) -> None:
    tgx("import", sheet(tmp_path / "a.tsv", year="平成30年度"), sheet(tmp_path / "b.tsv", year="平成29年度"))
    assert len(ids(tgx)) == 4
    part = sheet(
        tmp_path / "part.tsv",
        rows="②派遣\t水道局総務部\t専門家の派遣\t2名\n\t水道局総務部\t北京市との交流\t再掲\n",
    )
    assert "2 inserted" in tgx("import", "--add", part).out
    assert len(ids(tgx)) == 6
    assert tgx("rebuild", "--quiet").code == 0
    assert len(ids(tgx)) == 6


def test_results_and_plans_side_by_side_replace_only_their_slices(tgx: Run, tmp_path: Path) -> None:
    tgx("import", sheet(tmp_path / "a.tsv", year="平成30年度"))
    both = tmp_path / "both.tsv"
    both.write_text(
        "担当局\t事業名\t平成30年度実績\t令和元年度計画\n環境局\t交流\t実施\t継続\n環境局\t調査\t\t着手\n",
        encoding="utf-8",
    )
    assert tgx("import", both).code == 2
    done = tgx("import", "--replace", both)
    assert "FY2018 (平成30年度), FY2019 (令和元年度)" in done.out
    assert "3 inserted, 0 changed, 2 removed" in done.out
    plans = json.loads(tgx("query", "achievements", "--kind", "plan", "--format", "json").out)
    assert [(a["fiscal_year"], a["item"]) for a in plans] == [(2019, "交流"), (2019, "調査")]
    assert len(ids(tgx)) == 3


def test_a_dry_run_prints_the_changes_and_makes_none(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    before = dump(catalogue)
    done = tgx("import", "--dry-run", sheet(tmp_path / "new.tsv"))
    assert done.code == 0
    assert "2 would be inserted" in done.out
    assert dump(catalogue) == before
    nowhere = tmp_path / "none.sqlite"
    assert tgx("import", "--dry-run", "--db", nowhere, tmp_path / "new.tsv").code == 0
    assert not nowhere.exists()


def test_quiet_prints_nothing(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", "--quiet", sheet(tmp_path / "a.tsv"))
    assert (done.code, done.out, done.err) == (0, "", "")


def test_one_bad_file_does_not_stop_the_others(tgx: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text("ほげ\tふが\n一\t二\n", encoding="utf-8")
    good = [sheet(tmp_path / f"h{year}.tsv", year=f"平成{year}年度") for year in range(20, 29)]
    done = tgx("import", *good[:4], bad, *good[4:])
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "bad.tsv" in done.err
    assert len(ids(tgx)) == 18


def test_bytes_are_kept_and_rebuild_makes_the_same(
    tgx: Run, catalogue: Path, packaged_documents: tuple[Path, Path]
) -> None:
    before = [
        tgx("query", what, "--format", "json").out
        for what in ("measures", "achievements", "cities", "documents")
    ]
    done = tgx("rebuild")
    assert done.code == 0
    assert "rebuilt from 2 documents" in done.out
    assert before == [
        tgx("query", what, "--format", "json").out
        for what in ("measures", "achievements", "cities", "documents")
    ]
    documents = json.loads(before[3])
    assert [d["sha256"] for d in documents] == [
        sha256(p.read_bytes()).hexdigest() for p in packaged_documents
    ]


def test_rebuild_mends_a_catalogue_of_another_schema_version(tgx: Run, catalogue: Path) -> None:
    with sqlite3.connect(catalogue) as connection:
        connection.execute("PRAGMA user_version = 1")
        connection.execute("DROP VIEW measure_year")
        connection.execute("CREATE TABLE later (x)")
    refused = tgx("report")
    assert refused.code == 2
    assert "schema 1," in refused.err
    assert "tgx rebuild" in refused.err
    assert tgx("import", catalogue.parent / "x.tsv").code == 2
    assert tgx("rebuild", "--quiet").code == 0
    assert tgx("validate").code == 0


def test_a_changed_vocabulary_resolves_everything_anew(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = "①交流\t国際交流庁総務部\tソウル特別市との交流\t視察\n"
    tgx("import", sheet(tmp_path / "a.tsv", rows=unknown))
    refused = tgx("validate")
    assert refused.code == 1
    assert "unknown bureau" in refused.out
    assert "国際交流庁総務部" in refused.out
    aliases = tmp_path / "aliases.yaml"
    aliases.write_text(
        "version: 1\naliases:\n- kind: bureau\n  alias: 国際交流庁\n  id: seisaku-kikaku\n"
        "  date: '2026-11-22'\n  reason: a trial\n  by: tests\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("TGX_ALIASES", str(aliases))
    tgx("import", sheet(tmp_path / "b.tsv", year="平成29年度"))
    assert tgx("validate").code == 0
    assert (
        len(json.loads(tgx("query", "achievements", "--bureau", "政策企画局", "--format", "json").out)) == 1
    )


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
    with sqlite3.connect(db) as connection:
        assert connection.execute("SELECT count(*) FROM achievement").fetchone() == (8,)


def test_a_busy_catalogue_says_so(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toshigaikou_cli.catalogue.writing.store.BUSY_SECONDS", 0.05)
    with sqlite3.connect(catalogue, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        done = tgx("import", sheet(tmp_path / "a.tsv"))
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
        with sqlite3.connect(db) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
