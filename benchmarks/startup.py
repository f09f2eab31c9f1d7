"""Start-up of reading commands, as ratios to what ``import typer`` costs, measured in the same run.

Runs are interleaved, and medians of CPU seconds compared, which hold on a machine that others use, too. Aim: 1.5 or less.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

RUNS = int(os.environ.get("TGX_BENCH_RUNS", "11"))
FLOOR = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
for row in c.execute("SELECT m.code, m.title, y.fiscal_year, y.achievements FROM measure m"
                     " LEFT JOIN measure_year y ON y.measure = m.id ORDER BY 1"): print(*row)
"""
IN_PROJECT = "tgx report, in a project"
RICH = """
import sys
sys.stdout.isatty = lambda: True
from toshigaikou_cli.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


def project(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The environment in which the packaged city is a project of its own, imported."""
    own = {name: value for name, value in environment.items() if name != "TGX_DB"}
    tgx = [sys.executable, "-m", "toshigaikou_cli"]
    home = folder / "project"
    subprocess.run([*tgx, "init", "--example", "tokyo", home], env=own, stdout=subprocess.DEVNULL, check=True)
    documents = sorted((home / "documents").iterdir())
    own["TGX_PROJECT"] = str(home)
    subprocess.run([*tgx, "import", "-q", *documents], env=own, stdout=subprocess.DEVNULL, check=True)
    return own


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode in (0, 1), command
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the median of each command and its ratio to ``import typer``."""
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "catalogue.sqlite")
        environment = {**os.environ, "TGX_DB": db, "COLUMNS": "120"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have byte code; warm-up writes it
        own = project(Path(folder), environment)
        python = sys.executable
        tgx = [python, "-m", "toshigaikou_cli"]
        subprocess.run([*tgx, "demo", "--db", db], env=environment, stdout=subprocess.DEVNULL, check=True)
        with closing(sqlite3.connect(db)) as connection:
            row = connection.execute("SELECT min(achievement_id) FROM link").fetchone()[0]
        commands = {
            "import typer": [python, "-c", "import typer"],
            "python + sqlite3 + query": [python, "-c", FLOOR, db],
            "tgx --version": [*tgx, "--version"],
            "tgx --help": [*tgx, "--help"],
            "tgx report": [*tgx, "report"],
            IN_PROJECT: [*tgx, "report"],
            "tgx report --goal 2": [*tgx, "report", "--goal", "2"],
            "tgx report --goal 2, rich table": [python, "-c", RICH, "report", "--goal", "2"],
            "tgx query achievements (json)": [*tgx, "query", "achievements", "--format", "json"],
            "tgx search": [*tgx, "search", "水道"],
            "tgx show 35": [*tgx, "show", "35"],
            "tgx link show": [*tgx, "link", "show", row],
            "tgx validate": [*tgx, "validate"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, command in commands.items():
                taken = seconds(command, own if name == IN_PROJECT else environment)
                if run:  # the first round warms the caches
                    times[name].append(taken)
        floor = statistics.median(next(iter(times.values())))
        for name, measured in times.items():
            median = statistics.median(measured)
            print(f"{name:36} {median * 1000:7.0f} ms CPU  {median / floor:5.2f} x import typer")
        plain, inside = (
            min(times[name]) for name in ("tgx report", IN_PROJECT)
        )  # medians differ by what others do
        print(f"report in a project: {inside / plain:.2f} x without one")


if __name__ == "__main__":
    main()
