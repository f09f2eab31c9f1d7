"""examples/spark over 200 made documents: its tables and figures are those of an import, an export and a report.

``make test-large`` runs it: Spark is in an environment of its own, whose Python ``TGX_SPARK`` names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

duckdb = pytest.importorskip("duckdb")

from acceptance.test_export_round import _same_report, over_parquet  # noqa: E402 - it needs DuckDB, too
from toshigaikou_cli.packaged import default_project  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = default_project() / "documents"
STRATEGY = DOCUMENTS / "strategy-2014.tsv"
NUMBER = int(os.environ.get("TGX_SPARK_DOCUMENTS", "200"))
ROWS = 7
"""Rows of the packaged sheet in each document."""
YEARS = range(2015, 2025)

pytestmark = [
    pytest.mark.skipif("TGX_SPARK" not in os.environ, reason="make test-large runs it"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not there"),
]


def made(folder: Path) -> list[Path]:
    """Documents of some rows each of the packaged sheet, in ten years; each item has a number of its own."""
    folder.mkdir()
    lines = (DOCUMENTS / "achievements-h29.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.count("\t") == 3]
    rows = [row for row in cells if row[0] != "分野"]
    paths = []
    for number in range(NUMBER):
        year = YEARS[number % len(YEARS)]
        own = [rows[(number * ROWS + each) % len(rows)] for each in range(ROWS)]
        text = [f"各局の取り組み状況（作例：事実ではない） {year}年度の実績", ""]
        text.append(f"分野\t担当（関係）部所名\t項目名\t実績（{year}年度）")
        text += [f"{field}\t{unit}\t{item}（その{number}）\t{result}" for field, unit, item, result in own]
        path = folder / f"sheet-{number:03}.tsv"
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def run(*command: str | Path, **environment: str) -> str:
    """What a command prints; how long it took is printed, too (``pytest -s``)."""
    begun = time.monotonic()
    done = subprocess.run(
        list(map(str, command)),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    print(
        f"{time.monotonic() - begun:.0f} s: {Path(command[0]).name} {' '.join(map(str, command[1:4]))[:100]}"
    )
    return done.stdout


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[int]], Path]:
    """The tables that Spark wrote and its figures, and the tables of an export; ``catalogue.sqlite`` beside them."""
    home = tmp_path_factory.mktemp("spark")
    paths = made(home / "documents")
    python, own = (
        os.environ["TGX_SPARK"],
        {"TGX_DB": str(home / "catalogue.sqlite"), "SOURCE_DATE_EPOCH": "0"},
    )
    job = ROOT / "examples" / "spark" / "coverage.py"
    printed = run(python, job, STRATEGY, home / "documents", home / "spark", PYSPARK_PYTHON=python)
    tgx = (sys.executable, "-m", "toshigaikou_cli")
    run(*tgx, "import", STRATEGY, **own)
    run(*tgx, "import", "--add", *paths, **own)
    run(*tgx, "export", home / "export", "--format", "parquet", **own)
    return home / "spark", json.loads(printed), home / "export"


def test_its_tables_are_those_of_an_import_and_an_export(both: tuple[Path, Any, Path]) -> None:
    spark, export = over_parquet(both[0]), over_parquet(both[2])
    spark.execute("SET TimeZone = 'UTC'")
    export.execute("SET TimeZone = 'UTC'")
    names = [row[0] for row in export.execute("SHOW TABLES").fetchall()]
    assert names == [row[0] for row in spark.execute("SHOW TABLES").fetchall()]
    for name in names:
        columns = {row[0]: row[1] for row in export.execute(f"DESCRIBE {name}").fetchall()}
        theirs = {row[0]: row[1] for row in spark.execute(f"DESCRIBE {name}").fetchall()}
        count = export.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        assert set(theirs) == set(columns)
        if count:  # of a table without rows nothing says what kind its partitions are
            assert theirs == columns
        listed = ", ".join(f'"{each}"' for each in columns if (name, each) != ("findings", "id"))
        asked = f"SELECT {listed} FROM {name} ORDER BY ALL"
        assert spark.execute(asked).fetchall() == export.execute(asked).fetchall(), name
    achievements, documents = (
        spark.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        for name in ("achievements", "documents")
    )
    assert (achievements, documents) == (NUMBER * ROWS, NUMBER + 1)


def test_its_figures_are_those_of_the_report(both: tuple[Path, dict[str, list[int]], Path]) -> None:
    folder, printed, _ = both
    db = folder.with_name("catalogue.sqlite")
    report = json.loads(
        run(sys.executable, "-m", "toshigaikou_cli", "report", "--db", db, "--format", "json")
    )
    goals = {
        f"{report['strategy_id']}:{goal['code']}": [
            goal["figure"]["numerator"],
            goal["figure"]["denominator"],
        ]
        for goal in report["goals"]
    }
    assert printed == goals
    connection = over_parquet(folder)

    def ask(sql: str, strategy: str) -> list[tuple[Any, ...]]:
        return list(connection.execute(sql, {"strategy": strategy} if "$strategy" in sql else {}).fetchall())

    _same_report(report, ask)
