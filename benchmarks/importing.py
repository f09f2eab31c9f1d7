"""Importing, rebuilding and validating, as ratios to another build of tgx, run in turn.

``TGX_BENCH_BASE`` names the ``src`` folder of that build (without it this one is measured alone); arguments choose jobs by
name. CPU seconds are those of all processes of a command, so that they hold on a machine that others use, too.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import toshigaikou_cli
from toshigaikou_cli.packaged import default_project

sys.path.insert(0, str(Path(__file__).parent))
import validate

RUNS = int(os.environ.get("TGX_BENCH_RUNS", "5"))
OWN = Path(toshigaikou_cli.__file__).parents[1]
START = "from toshigaikou_cli.__main__ import main; main()"
DOCUMENTS = default_project() / "documents"


class Job(NamedTuple):
    """A command, and what must be there before it: commands that are not measured."""

    before: tuple[tuple[str, ...], ...]
    command: tuple[str, ...]


class Taken(NamedTuple):
    """Seconds, and the largest process in MiB."""

    cpu: float
    wall: float
    memory: float


class Build:
    """A build of tgx that runs commands in a folder of its own; what is there before a job is made once."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.source, self.folder = source, folder
        folder.mkdir()

    def run(self, arguments: tuple[str, ...], db: Path) -> Taken:
        environment = {**os.environ, "PYTHONPATH": str(self.source), "TGX_DB": str(db)}
        begun = time.perf_counter()
        command = [sys.executable, "-c", START, *arguments]
        started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(started.pid, 0)
        wall = time.perf_counter() - begun
        started.returncode = os.waitstatus_to_exitcode(status)
        assert started.returncode in (0, 1), f"tgx {' '.join(arguments)}: exit code {started.returncode}"
        return Taken(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)

    def measure(self, name: str, job: Job) -> Taken:
        made = self.folder / f"{name}.sqlite"
        if not made.exists():
            for command in job.before:
                self.run(command, made)
        db = self.folder / "measured.sqlite"
        db.unlink(missing_ok=True)
        if made.exists():
            shutil.copy(made, db)
        return self.run(job.command, db)


def sheet(folder: Path, year: int, rows: int) -> str:
    """A file of a sheet of so many rows."""
    path = folder / f"sheet-{year}-{rows}.tsv"
    if not path.exists():
        validate.ROWS = rows
        path.write_text(validate.sheet(year), encoding="utf-8")
    return str(path)


def long(folder: Path, rows: int) -> Job:
    """The import of a sheet of so many rows beside the packaged strategy."""
    strategy = str(DOCUMENTS / "strategy-2014.tsv")
    return Job((("import", strategy),), ("import", "-q", sheet(folder, 2017, rows)))


def pdfs(folder: Path, count: int) -> tuple[str, ...]:
    """So many sheets of one page, each of another fiscal year (they need a CJK font, see ``tests/make_pdfs.py``)."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    import make_pdfs

    made = []
    for year in range(2040 - count, 2040):
        path = folder / f"sheet-{year}.pdf"
        if not path.exists():
            path.write_bytes(make_pdfs.long_sheet(1, f"{year}年度"))
        made.append(str(path))
    return tuple(made)


def jobs(folder: Path) -> dict[str, Callable[[], Job]]:
    """What is measured, by name."""
    strategy, small = str(DOCUMENTS / "strategy-2014.tsv"), str(DOCUMENTS / "achievements-h29.tsv")

    def years(count: int, rows: int) -> tuple[str, ...]:
        return tuple(sheet(folder, year, rows) for year in range(2014, 2014 + count))

    return {
        "small": lambda: Job((("import", strategy),), ("import", "-q", small)),
        "long": lambda: long(folder, 4000),
        "memory-5000": lambda: long(folder, 5000),
        "memory-20000": lambda: long(folder, 20000),
        "folder": lambda: Job((("import", strategy),), ("import", "-q", *years(10, 500))),
        "rebuild": lambda: Job((("import", "-q", strategy, *years(10, 500)),), ("rebuild", "-q")),
        "validate": lambda: Job((), ("validate", strategy, *years(19, 100))),
        "pdfs": lambda: Job((("import", strategy),), ("import", "-q", *pdfs(folder, 100))),
    }


def main() -> None:
    """Print medians, spreads and ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = os.environ.get("TGX_BENCH_BASE")
        builds = {"this": Build(OWN, folder / "this")}
        if base:
            builds["base"] = Build(Path(base), folder / "base")
        known = jobs(folder)
        for chosen in sys.argv[1:] or [each for each in known if not each.startswith("memory")]:
            job = known[chosen]()
            taken: dict[str, list[Taken]] = {each: [] for each in builds}
            for _ in range(RUNS):
                for each, build in builds.items():
                    taken[each].append(build.measure(chosen, job))
            print(chosen)
            for what in Taken._fields:
                print(
                    f"  {what:8}{_told([[getattr(each, what) for each in runs] for runs in taken.values()])}"
                )


def _told(measured: list[list[float]]) -> str:
    shown = [f"{statistics.median(each):8.2f} ({min(each):.2f}-{max(each):.2f})" for each in measured]
    if len(measured) == 1:
        return shown[0]
    ratio = statistics.median(measured[0]) / statistics.median(measured[1])
    return f"{shown[0]} against {shown[1]}: {ratio:.2f} x"


if __name__ == "__main__":
    main()
