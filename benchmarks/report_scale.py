"""``tgx report`` over many achievements, as ratios to a bare process of python + sqlite3 that runs the same statements.

Aims: at 100,000 achievements three times the floor or less; from there to 1,000,000 linear or better. Give the numbers
of achievements as arguments (by default 10000 and 100000).
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
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, get_args

from multiplied import save_packaged

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading.filters import blocks
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.jobs import reporting, viewing
from toshigaikou_cli.records.filters import Filters

RUNS = int(os.environ.get("TGX_BENCH_RUNS", "5"))
YEARS = range(2015, 2025)
WITH_MEMBERS = 100_000
"""Up to this size, a report that names every achievement that it counts is timed, too."""
BY = get_args(viewing.By)
TEXT = "現地の担当者を迎え、施設を案内して意見を交わした。" * 4
FLOOR = """
import json, sqlite3, sys
c = sqlite3.connect(sys.argv[1])
for statement in json.load(sys.stdin):
    for row in c.execute(statement): pass
"""
"""The bare process: it runs the statements that it is given, as they are, and makes nothing of their rows."""


def statements(path: Path, filters: Filters, by: viewing.By | None = None) -> str:
    """The SELECTs that a report runs, with their values in them, as a JSON list: what it is held against."""
    asked: list[str] = []
    numbers = reporting.Asked(filters, members=False)
    with reading(path) as connection:
        connection.set_trace_callback(asked.append)
        for block in blocks(connection, filters):
            if by:
                viewing.make_view(viewing.facts_of(connection, block), by, numbers)
            else:
                reporting.make_report(connection, block, numbers)
    return json.dumps([each for each in asked if each.startswith(("SELECT", "WITH"))])


def rows(number: int, document: int) -> Iterator[tuple[object, ...]]:
    """Rows of the achievement table."""
    for at in range(number):
        year = YEARS[at * len(YEARS) // number]
        yield (f"{year}-{at:08x}", at, year, "result", "", "分野", "環境局総務部", "kankyo", "総務部", f"交流の取組{at}", TEXT,
               "[]", TEXT, f"{at:064x}", "", document, "held", "", False)  # fmt: skip


def build(path: Path, number: int) -> None:
    """The packaged strategy with ``number`` achievements, 1.5 links, 1 bureau and 1 city each."""
    with store.writing(path) as connection:
        save_packaged(connection)
        document = connection.execute("SELECT max(id) FROM document").fetchone()[0]
        columns = ("id, position, fiscal_year, kind, section, field, bureau_text, bureau_id, department, item, result, cells,"
                   " search, digest, outside, document_id, outcome, rating, open_ended")  # fmt: skip
        marks = ",".join("?" * 19)
        made = list(rows(number, document))
        connection.executemany(f"INSERT INTO achievement ({columns}) VALUES ({marks})", made)
        ids = [str(row[0]) for row in made]
        chance = random.Random(7)
        bureaus = [row[0] for row in connection.execute("SELECT id FROM bureau ORDER BY id LIMIT 20")]
        links = []
        for key in ids:
            first = chance.randint(1, 76)
            links.append((key, f"2014:{first}", 0, chance.choice(("linked", "linked", "suggested"))))
            if chance.random() < 0.5:
                links.append((key, f"2014:{first % 76 + 1}", 1, "suggested"))
        connection.executemany("INSERT INTO link (achievement_id, measure, position, status, method, score, evidence, activities)"
                               " VALUES (?, ?, ?, ?, 'rule', 0.9, '[]', '[]')", links)  # fmt: skip
        connection.executemany("INSERT INTO achievement_bureau (achievement_id, bureau_id, position) VALUES (?, ?, 0)",
                               [(key, chance.choice(bureaus)) for key in ids])  # fmt: skip
        cities = [row[0] for row in connection.execute("SELECT name FROM city WHERE NOT is_self LIMIT 40")]
        connection.executemany("INSERT INTO achievement_city (achievement_id, city, role, position)"
                               " VALUES (?, ?, 'partner', 0)", [(key, chance.choice(cities)) for key in ids])  # fmt: skip
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ANALYZE")


class Command(NamedTuple):
    """A process to time: what it is given on standard input, and the name of the floor that it is held against."""

    words: list[str | Path]
    given: str = ""
    floor: str = ""


def commands(path: Path, number: int) -> dict[str, Command]:
    """By name; the floors come first."""
    tgx: list[str | Path] = [sys.executable, "-m", "toshigaikou_cli", "report"]
    bare: list[str | Path] = [sys.executable, "-c", FLOOR, path]
    made = {
        "floor of report": Command(bare, statements(path, Filters())),
        "floor of report --goal 2": Command(bare, statements(path, Filters(goal="2"))),
        "tgx report": Command(tgx, floor="floor of report"),
        "tgx report --goal 2": Command([*tgx, "--goal", "2"], floor="floor of report --goal 2"),
    }
    for by in BY:
        name = f"report --by {by}"
        made[f"floor of {name}"] = Command(bare, statements(path, Filters(), by))
        made[f"tgx {name}"] = Command([*tgx, "--by", by], floor=f"floor of {name}")
    if number <= WITH_MEMBERS:
        made["tgx report --format json"] = Command([*tgx, "--format", "json"], floor="floor of report")
    return made


def main() -> None:
    """Print the median of each command and its ratio to its floor, for each size."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for number in [int(text) for text in sys.argv[1:]] or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "catalogue.sqlite"
            build(path, number)
            environment["TGX_DB"] = str(path)
            known = commands(path, number)
            times: dict[str, list[float]] = {name: [] for name in known}
            for run in range(RUNS + 1):
                for name, command in known.items():
                    start = time.perf_counter()
                    subprocess.run(command.words, input=command.given, text=True, env=environment,
                                   stdout=subprocess.DEVNULL, check=True)  # fmt: skip
                    if run:
                        times[name].append(time.perf_counter() - start)
            print(f"{number:,} achievements")
            medians = {name: statistics.median(taken) for name, taken in times.items()}
            for name, median in medians.items():
                against = medians[known[name].floor or name]
                print(f"  {name:28} {median * 1000:8,.0f} ms  {median / against:5.2f} x floor")


if __name__ == "__main__":
    main()
