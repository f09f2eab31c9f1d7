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
import subprocess
import sys
from collections.abc import Callable
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
