"""One catalogue of 10,000 to 1,000,000 achievements, and 1,700 governments of 350 each: seconds, memory and bytes.

    python benchmarks/scale.py [--upto ACHIEVEMENTS] [--governments N]

The figures of docs/at-scale.md. Catalogues are made directly (``multiplied.py``); through each go ``tgx report`` on SQLite, the
export as Parquet, and DuckDB over it with the same figures. An exponent says how something grows from the size before: 1 is in
proportion to the rows. Of the governments one is imported and exported; the others are its files under other names. Copies say
nothing of Parquet's bytes, which has what is repeated once.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from taken import Taken, machine, taken

HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE.parent / "data" / "projects" / "tokyo" / "documents"
SIZES = (10_000, 100_000, 1_000_000)
WITH_MEMBERS = 100_000
"""Up to this size, a view that loads the id of every achievement is measured, too."""
YEARS = range(2015, 2025)
ROWS = 35
"""Rows of a sheet of a government: those of the packaged one."""
TGX = (sys.executable, "-m", "toshigaikou_cli")
DUCKDB = """
import json, sys
import duckdb
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
for name in ("measures", "achievements", "links"):
    source = f"read_parquet('{sys.argv[1]}/{name}/**/*.parquet', hive_partitioning = true)"
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {source}")
print(json.dumps([connection.execute(each).fetchall() for each in sys.argv[2:]]))
"""
MEASURES = """
SELECT m.code, l.fiscal_year, count(*) FROM measures m JOIN links l ON l.measure = m.id AND l.project = m.project AND l.counts
GROUP BY ALL ORDER BY ALL"""
STATES = """
WITH best AS (
  SELECT project, achievement, max(CASE WHEN status IN ('linked', 'confirmed') THEN 2 WHEN status = 'suggested' THEN 1 ELSE 0 END)
    AS rank FROM links GROUP BY ALL
)
SELECT a.fiscal_year, CASE WHEN a.outcome <> 'held' THEN a.outcome WHEN b.rank = 2 THEN 'linked' WHEN b.rank = 1 THEN 'suggested'
    WHEN a.link_state = 'outside' THEN 'outside' ELSE 'unlinked' END AS state, count(*)
FROM achievements a LEFT JOIN best b ON b.achievement = a.id AND b.project = a.project WHERE a.kind = 'result'
GROUP BY ALL ORDER BY ALL"""
GOALS = """
SELECT m.project, m.goal, count(DISTINCT m.id), count(DISTINCT l.measure) FROM measures m
LEFT JOIN links l ON l.measure = m.id AND l.project = m.project AND l.counts GROUP BY ALL ORDER BY ALL"""
MERGE = """
import sys
from pathlib import Path
import duckdb
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
for table in sorted(Path(sys.argv[1]).iterdir()):
    target = Path(sys.argv[2], table.name)
    target.mkdir(parents=True)
    connection.execute(f"COPY (SELECT * FROM read_parquet('{table}/**/*.parquet', hive_partitioning = true))"
                       f" TO '{target}/part-0.parquet' (COMPRESSION zstd)")
"""


class Table:
    """Lines of a Markdown table, printed as they come; it knows what the same cost at the size before."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[int, Taken]] = {}
        print("| achievements | what | wall s | CPU s | MiB | CPU grows | MiB grows | bytes an achievement |")
        print("|---|---|---|---|---|---|---|---|", flush=True)

    def add(self, number: int, what: str, used: Taken, size: int = 0) -> None:
        """A line; ``size`` is the bytes of what was made, 0 for nothing."""
        grows = ("", "")
        if before := self._before.get(what):
            grows = (
                _exponent(before[0], before[1].cpu, number, used.cpu),
                _exponent(before[0], before[1].memory, number, used.memory),
            )
        self._before[what] = (number, used)
        bytes_each = f"{size / number:,.0f}" if size else ""
        cells = (
            f"{number:,}",
            what,
            f"{used.wall:,.1f}",
            f"{used.cpu:,.1f}",
            f"{used.memory:,.0f}",
            *grows,
            bytes_each,
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def _exponent(less: int, before: float, more: int, now: float) -> str:
    return f"{math.log(now / before) / math.log(more / less):.2f}"


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def asked(folder: Path, *questions: str) -> tuple[Taken, list[list[list[object]]]]:
    """What DuckDB takes to answer over Parquet, and its answers."""
    used, told = taken((sys.executable, "-c", DUCKDB, folder, *questions))
    return used, json.loads(told)


def one_catalogue(number: int, folder: Path, table: Table) -> None:
    """Everything at one size."""
    path, out = folder / "catalogue.sqlite", folder / "parquet"
    taken((sys.executable, HERE / "multiplied.py", path, str(number)))
    db = str(path)
    table.add(number, "`tgx report` on SQLite", taken((*TGX, "report"), TGX_DB=db)[0], path.stat().st_size)
    if number <= WITH_MEMBERS:
        table.add(number, "`tgx report --by city`", taken((*TGX, "report", "--by", "city"), TGX_DB=db)[0])
    exported, _ = taken((*TGX, "export", out, "--format", "parquet"), TGX_DB=db)
    table.add(number, "`tgx export --format parquet`", exported)
    used, answers = asked(out, MEASURES, STATES)
    table.add(number, "DuckDB over Parquet", used)
    if number <= SIZES[0]:
        told = taken((*TGX, "report", "--format", "json"), TGX_DB=db)[1]
        assert answers == figures(json.loads(told)), "DuckDB and tgx report do not agree"


def figures(report: dict[str, Any]) -> list[list[list[object]]]:
    """What ``tgx report --format json`` says, as the two questions are answered."""
    measures = [
        [measure["code"], int(year), len(members)]
        for goal in report["goals"]
        for area in goal["areas"]
        for measure in area["measures"]
        for year, members in measure["achievements"].items()
        if members
    ]
    states = [
        [year["fiscal_year"], state, len(members)]
        for year in report["years"]
        for state, members in year["members"].items()
        if members
    ]
    return [sorted(measures), sorted(states)]


def sheets(folder: Path, rows: int) -> list[Path]:
    """A sheet a year of the packaged rows, over and over, each with a number of its own."""
    lines = (DOCUMENTS / "achievements-h29.tsv").read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line.count("\t") == 3 and not line.startswith("分野")]
    folder.mkdir()
    paths = []
    for year in YEARS:
        text = [
            f"国際化に関する各局の取り組み状況 {year}年度の実績",
            "",
            f"分野\t担当（関係）部所名\t項目名\t実績（{year}年度）",
        ]
        for at in range(rows):
            field, unit, item, result = found[at % len(found)]
            text.append(f"{field}\t{unit}\t{item}{at + 1}\t{result.replace('平成29年', f'{year}年')}")
        paths.append(folder / f"sheet-{year}.tsv")
        paths[-1].write_text("\n".join(text) + "\n", encoding="utf-8")
    return paths


def governments(number: int, folder: Path, table: Table) -> None:
    """Ten years of as many governments: one is imported, and its export laid down under the names of all."""
    path, one, every, merged = (folder / name for name in ("one.sqlite", "one", "all", "merged"))
    strategy, own = DOCUMENTS / "strategy-2014.tsv", ROWS * len(YEARS)
    for rows in (ROWS * 10, ROWS):  # the second stays
        path.unlink(missing_ok=True)
        given = sheets(folder / f"sheets-{rows}", rows)
        used, _ = taken((*TGX, "import", "-q", "--jobs", "1", strategy, *given), TGX_DB=str(path))
        table.add(
            rows * len(YEARS),
            f"`tgx import` of a strategy and ten sheets of {rows} rows",
            used,
            path.stat().st_size,
        )
    used, _ = taken((*TGX, "export", one, "--format", "parquet"), TGX_DB=str(path))
    table.add(own, "`tgx export --format parquet`, one government", used, size_of(one))
    files = lay_down(one, every, [f"government-{each:04}" for each in range(number)])
    used, before = asked(every, GOALS)
    table.add(own * number, f"DuckDB over the folders of {number:,} governments ({files:,} files)", used)
    used, _ = taken((sys.executable, "-c", MERGE, every, merged))
    table.add(own * number, "DuckDB, one file a table from them", used)
    used, after = asked(merged, GOALS)
    table.add(own * number, "DuckDB over these files", used)
    assert before == after


def lay_down(one: Path, every: Path, names: Sequence[str]) -> int:
    """The files of an export under the names of many projects; their number."""
    number = 0
    for table in (path for path in one.iterdir() if path.is_dir()):
        (project,) = table.iterdir()
        within = sorted(path.relative_to(project) for path in project.rglob("*"))
        (every / table.name).mkdir(parents=True)
        for name in names:
            target = every / table.name / f"project={name}"
            target.mkdir()
            for path in within:
                if path.suffix:
                    os.link(project / path, target / path)
                    number += 1
                else:
                    (target / path).mkdir()
    return number


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--upto", type=int, default=SIZES[-1], metavar="ACHIEVEMENTS")
    options.add_argument("--governments", type=int, default=1700, metavar="N")
    given = options.parse_args()
    print(f"{machine('pyarrow', 'duckdb')}\n")
    table = Table()
    for number in SIZES:
        if number <= given.upto:
            with tempfile.TemporaryDirectory() as name:
                one_catalogue(number, Path(name), table)
    if given.governments:
        with tempfile.TemporaryDirectory() as name:
            governments(given.governments, Path(name), table)


if __name__ == "__main__":
    main()
