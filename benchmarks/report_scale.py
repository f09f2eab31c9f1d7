"""``tgx report`` over many achievements, as ratios to a bare process of python + sqlite3 that runs the same aggregates.

Aims: at 100,000 achievements three times the floor or less; from there to 1,000,000 linear or better. Give the numbers
of achievements as arguments (by default 10000 and 100000).
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from multiplied import save_packaged

from toshigaikou_cli.catalogue.writing import store

RUNS = int(os.environ.get("TGX_BENCH_RUNS", "5"))
YEARS = range(2015, 2025)
WITH_MEMBERS = 100_000
"""Up to this size, commands that load every achievement's id are timed too."""
TEXT = "現地の担当者を迎え、施設を案内して意見を交わした。" * 4
FLOOR = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
for row in c.execute("SELECT l.measure, a.fiscal_year, l.status <> 'suggested', count(*) FROM link l"
                     " JOIN achievement a ON a.id = l.achievement_id WHERE a.kind = 'result' GROUP BY 1, 2, 3"): print(*row)
for row in c.execute("WITH b AS (SELECT achievement_id, max(status <> 'suggested') r FROM link GROUP BY 1)"
                     " SELECT a.fiscal_year, b.r, count(*) FROM achievement a LEFT JOIN b ON b.achievement_id = a.id"
                     " WHERE a.kind = 'result' GROUP BY 1, 2"): print(*row)
"""


def rows(number: int, document: int) -> Iterator[tuple[object, ...]]:
    """Rows of the achievement table."""
    for at in range(number):
        year = YEARS[at * len(YEARS) // number]
        yield (f"{year}-{at:08x}", at, year, "result", "", "分野", "環境局総務部", "kankyo", "総務部", f"交流の取組{at}", TEXT,
               "[]", TEXT, f"{at:064x}", "", document, "held", "")  # fmt: skip


def build(path: Path, number: int) -> None:
    """The packaged strategy with ``number`` achievements, 1.5 links and 1 city each."""
    with store.writing(path) as connection:
        save_packaged(connection)
        document = connection.execute("SELECT max(id) FROM document").fetchone()[0]
        columns = ("id, position, fiscal_year, kind, section, field, bureau_text, bureau_id, department, item, result, cells,"
                   " search, digest, outside, document_id, outcome, rating")  # fmt: skip
        marks = ",".join("?" * 18)
        made = list(rows(number, document))
        connection.executemany(f"INSERT INTO achievement ({columns}) VALUES ({marks})", made)
        ids = [str(row[0]) for row in made]
        chance = random.Random(7)
        links = []
        for key in ids:
            first = chance.randint(1, 76)
            links.append((key, f"2014:{first}", 0, chance.choice(("linked", "linked", "suggested"))))
            if chance.random() < 0.5:
                links.append((key, f"2014:{first % 76 + 1}", 1, "suggested"))
        connection.executemany("INSERT INTO link (achievement_id, measure, position, status, method, score, evidence, activities)"
                               " VALUES (?, ?, ?, ?, 'rule', 0.9, '[]', '[]')", links)  # fmt: skip
        cities = [row[0] for row in connection.execute("SELECT name FROM city WHERE NOT is_self LIMIT 40")]
        connection.executemany("INSERT INTO achievement_city (achievement_id, city, role, position)"
                               " VALUES (?, ?, 'partner', 0)", [(key, chance.choice(cities)) for key in ids])  # fmt: skip
    with sqlite3.connect(path) as connection:
        connection.execute("ANALYZE")


def main() -> None:
    """Print the median of each command and its ratio to the floor, for each size."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for number in [int(text) for text in sys.argv[1:]] or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "catalogue.sqlite"
            build(path, number)
            environment["TGX_DB"] = str(path)
            tgx = [sys.executable, "-m", "toshigaikou_cli", "report"]
            commands = {
                "floor: the same aggregates": [sys.executable, "-c", FLOOR, str(path)],
                "tgx report": tgx,
                "tgx report --goal 2": [*tgx, "--goal", "2"],
            }
            with_members = {
                "tgx report --by bureau": [*tgx, "--by", "bureau"],
                "tgx report --by year": [*tgx, "--by", "year"],
                "tgx report --format json": [*tgx, "--format", "json"],
            }
            if number <= WITH_MEMBERS:
                commands |= with_members
            times: dict[str, list[float]] = {name: [] for name in commands}
            for run in range(RUNS + 1):
                for name, command in commands.items():
                    start = time.perf_counter()
                    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
                    if run:
                        times[name].append(time.perf_counter() - start)
            floor = statistics.median(times["floor: the same aggregates"])
            print(f"{number:,} achievements")
            for name, taken in times.items():
                median = statistics.median(taken)
                print(f"  {name:28} {median * 1000:8,.0f} ms  {median / floor:5.2f} x floor")


if __name__ == "__main__":
    main()
