"""``tgx export`` over many achievements: time and memory of every form, two of them beside bare tools.

The bare tools write the rows of the same SELECTs, a file a table: ``sqlite3 -csv``, without hashes and a description;
pyarrow, typed, without parts within their whole and without partitions. Aims at 100,000 achievements: a Data Package three
times the first or less, Parquet one and a half times the second or less, and at most 250 MB for any form. Give the number
of achievements as an argument.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from report_scale import build
from taken import Taken, machine, taken

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
    with closing(sqlite3.connect(path)) as connection, connection:
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
        connection.execute("ANALYZE")


def main() -> None:
    """Print what each form takes, and its ratio to the bare tool that writes the same rows."""
    number = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "catalogue.sqlite"
        subprocess.run([sys.executable, __file__, str(number), str(path)], check=True)
        print(
            f"{machine('pyarrow', 'openpyxl')}\n\n{number:,} achievements; bare tools in turn, medians of {RUNS} runs\n"
        )
        print("| form | wall s | CPU s | MiB | bytes | bare: wall s | CPU s | MiB | wall ratio | CPU ratio |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        bare = {"datapackage": _sqlite(path, folder), "parquet": _pyarrow(path, folder)}
        for form in ("datapackage", "parquet", "sqlite", "jsonld", "xlsx"):
            print(_line(form, path, folder / form, bare.get(form)), flush=True)


def _line(form: str, path: Path, out: Path, bare: Sequence[str] | None) -> str:
    tgx = (sys.executable, "-m", "toshigaikou_cli", "export", str(out), "--format", form)
    own, others = [], []
    for _ in range(RUNS if bare else 1):
        if bare:
            others.append(taken(bare)[0])
        own.append(taken(tgx, TGX_DB=str(path))[0])
    used, size = _median(own), sum(each.stat().st_size for each in out.rglob("*") if each.is_file())
    cells = [form, *_shown(used), f"{size:,}"]
    if others:
        other = _median(others)
        cells += [*_shown(other), f"{used.wall / other.wall:.2f}", f"{used.cpu / other.cpu:.2f}"]
    return f"| {' | '.join(cells)} |"


def _median(runs: Sequence[Taken]) -> Taken:
    return Taken(*map(statistics.median, zip(*runs, strict=True)))


def _shown(used: Taken) -> tuple[str, str, str]:
    return f"{used.wall:.1f}", f"{used.cpu:.1f}", f"{used.memory:.0f}"


def _sqlite(path: Path, folder: Path) -> tuple[str, ...]:
    """The program of SQLite that writes each table as CSV, by the SELECTs that tgx runs."""
    (folder / "bare").mkdir()
    _, statements = taken((sys.executable, "-c", PLAIN, folder / "bare"))
    script = folder / "bare.sql"
    script.write_text(f".headers on\n.mode csv\n{statements}", encoding="utf-8")
    return "sqlite3", str(path), f".read {script}"


def _pyarrow(path: Path, folder: Path) -> tuple[str, ...]:
    (folder / "plain").mkdir()
    return sys.executable, "-c", ARROW, str(path), str(folder / "plain")


if __name__ == "__main__":
    if sys.argv[2:]:  # in a process of its own, whose memory is not that of the others
        made(Path(sys.argv[2]), int(sys.argv[1]))
    else:
        main()
