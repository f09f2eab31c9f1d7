"""Start-up of reading commands, as ratios to a floor measured in the same run.

The floor F is a process of python + sqlite3 + the same query + print. Runs are interleaved, medians are compared.
Aims: ``tgx report`` at 4 F or less, with a rich table at 6 F.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = int(os.environ.get("TGX_BENCH_RUNS", "11"))
FLOOR = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
for row in c.execute("SELECT m.number, m.title, y.fiscal_year, y.achievements FROM measure m"
                     " LEFT JOIN measure_year y ON y.measure = m.number ORDER BY 1"): print(*row)
"""
RICH = """
import sys
sys.stdout.isatty = lambda: True
from toshigaikou_cli.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the median of each command and its ratio to the floor."""
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "catalogue.sqlite")
        environment = {**os.environ, "TGX_DB": db, "COLUMNS": "120"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have byte code; warm-up writes it
        python = sys.executable
        tgx = [python, "-m", "toshigaikou_cli"]
        subprocess.run([*tgx, "demo", "--db", db], env=environment, stdout=subprocess.DEVNULL, check=True)
        commands = {
            "floor: python + sqlite3 + query": [python, "-c", FLOOR, db],
            "tgx --version": [*tgx, "--version"],
            "tgx --help": [*tgx, "--help"],
            "tgx report": [*tgx, "report"],
            "tgx report --goal 2": [*tgx, "report", "--goal", "2"],
            "tgx report --goal 2, rich table": [python, "-c", RICH, "report", "--goal", "2"],
            "tgx query achievements (json)": [*tgx, "query", "achievements", "--format", "json"],
            "tgx search": [*tgx, "search", "水道"],
            "tgx validate": [*tgx, "validate"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, command in commands.items():
                taken = seconds(command, environment)
                if run:  # the first round warms the caches
                    times[name].append(taken)
        floor = statistics.median(next(iter(times.values())))
        for name, measured in times.items():
            median = statistics.median(measured)
            print(f"{name:36} {median * 1000:7.0f} ms  {median / floor:5.2f} F")


if __name__ == "__main__":
    main()
