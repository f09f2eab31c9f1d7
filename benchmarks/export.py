"""``tgx export`` over many achievements: CPU time as ratios to bare tools that write the same tables, and peak memory.

Aims at 100,000 achievements: a Data Package three times a bare ``sqlite3 -csv`` or less, Parquet one and a half times
pyarrow or less, and at most 250 MB. Tools and tgx run in turn. Give the number of achievements as an argument.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from report_scale import build

RUNS = int(os.environ.get("TGX_BENCH_RUNS", "5"))
EVIDENCE = json.dumps(
    [["lead", ["環境局"], [0, 1], 0.0], ["word", ["環境", "水道"], [1], 0.41]], ensure_ascii=False
)
PLAIN = """
import sqlite3, sys
from toshigaikou_cli.catalogue.reading import exported
from toshigaikou_cli.vocabulary.tables import exported_tables
for table in exported_tables():
    print(f".output {sys.argv[1]}/{table.name}.csv")
    print(exported.select(table, exported.values_of(table)) + ";")
"""

ARROW = """
import sqlite3, sys
import pyarrow as pa, pyarrow.parquet as pq
from toshigaikou_cli.catalogue.reading import exported
from toshigaikou_cli.vocabulary.tables import exported_tables
TYPES = {"text": pa.string(), "integer": pa.int64(), "year": pa.int32(), "number": pa.float64(), "date": pa.date32(),
         "decimal": pa.decimal128(38, 12), "datetime": pa.timestamp("s", "UTC"), "boolean": pa.bool_()}
EARLY = {"date": pa.string(), "datetime": pa.string(), "decimal": pa.string(), "boolean": pa.int8()}
connection = sqlite3.connect(sys.argv[1])
for table in exported_tables():
    kinds = [column.type for column in table.columns]
    schema = pa.schema([(column.name, TYPES[column.type]) for column in table.columns])
    cursor = connection.execute(exported.select(table, exported.values_of(table)))
    with pq.ParquetWriter(f"{sys.argv[2]}/{table.name}.parquet", schema, compression="zstd") as writer:
        while rows := cursor.fetchmany(10_000):
            arrays = [pa.array(v, EARLY.get(k, TYPES[k])).cast(TYPES[k]) for k, v in zip(kinds, zip(*rows))]
            writer.write_table(pa.table(arrays, schema=schema))
"""


def made(path: Path, number: int) -> None:
    """A catalogue with two activities an achievement, a date, a city and a quantity each, and two pieces of evidence a link."""
    build(path, number)
    chance = random.Random(11)
    with sqlite3.connect(path) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM achievement WHERE cells = '[]'")]
        cities = [row[0] for row in connection.execute("SELECT name FROM city WHERE NOT is_self LIMIT 40")]
        connection.execute("DELETE FROM activity")
        activities = [(2 * at + part + 1, key, part) for at, key in enumerate(ids) for part in (0, 1)]
        connection.executemany(
            "INSERT INTO activity (id, achievement_id, position, text, label, start, stop, outcome, outcome_words)"
            " VALUES (?, ?, ?, '担当者を迎え、施設を案内して意見を交わした。', NULL, 0, 20, 'held', '')",
            activities,
        )
        connection.executemany(
            'INSERT INTO activity_date (activity_id, start, "end", precision, role, text)'
            " VALUES (?, ? || '-09-26', ? || '-09-27', 'day', 'when', '9月26日～27日')",
            [(number, key[:4], key[:4]) for number, key, _ in activities],
        )
        connection.executemany(
            "INSERT INTO activity_city (activity_id, city, role, text) VALUES (?, ?, 'partner', '')",
            [(number, chance.choice(cities)) for number, _, _ in activities],
        )
        connection.executemany(
            "INSERT INTO activity_quantity (activity_id, value, unit, text) VALUES (?, ?, '名', '20名')",
            [(number, chance.randint(1, 90)) for number, _, _ in activities],
        )
        connection.execute(
            "UPDATE link SET evidence = ?, activities = '[0, 1]' WHERE evidence = '[]'", (EVIDENCE,)
        )
        connection.execute("ANALYZE")  # fmt: skip


def spent(run: Callable[[], object]) -> float:
    """The CPU seconds of the processes that a function runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak(command: list[str], environment: dict[str, str]) -> float:
    """The most memory (MB) that a command takes."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], env=environment, check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


def main() -> None:
    """Print the ratio of each form to the bare tool that writes the same rows, and the peak memory of each form."""
    number = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "catalogue.sqlite"
        made(path, number)
        environment = {**os.environ, "TGX_DB": str(path)}

        def tgx(form: str) -> list[str]:
            return [sys.executable, "-m", "toshigaikou_cli", "export", str(folder / form), "--format", form]

        bare = {"datapackage": _sqlite(path, folder), "parquet": _pyarrow(path, folder)}
        print(f"{number:,} achievements")
        for form, tool in bare.items():
            times: dict[str, list[float]] = {"tgx": [], "bare": []}
            for _ in range(RUNS):
                times["bare"].append(spent(tool))
                times["tgx"].append(spent(partial(_quietly, tgx(form), environment)))
            ratio = statistics.median(times["tgx"]) / statistics.median(times["bare"])
            print(f"  {form:12} {ratio:5.2f} x the bare tool")
        for form in ("datapackage", "parquet", "sqlite", "jsonld", "xlsx"):
            print(f"  {form:12} {peak(tgx(form), environment):5.0f} MB at most")


def _quietly(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _sqlite(path: Path, folder: Path) -> Callable[[], object]:
    (folder / "bare").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", PLAIN, str(folder / "bare")], capture_output=True, text=True, check=True
    )
    statements = f".headers on\n.mode csv\n{done.stdout}"
    return lambda: subprocess.run(["sqlite3", str(path)], input=statements, text=True, check=True)


def _pyarrow(path: Path, folder: Path) -> Callable[[], object]:
    (folder / "plain").mkdir()
    return lambda: subprocess.run([sys.executable, "-c", ARROW, str(path), str(folder / "plain")], check=True)


if __name__ == "__main__":
    main()
