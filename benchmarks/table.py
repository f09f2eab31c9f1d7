"""The table of ``docs/performance.md``, in one run: what people wait for, as ratios to another build of tgx.

    TGX_BENCH_BASE=/path/of/base/src python benchmarks/table.py [JOB ...]

``TGX_BENCH_BASE`` names the ``src`` folder of the build to compare with; the two run in turn, ``TGX_BENCH_RUNS`` times
(default 5). On a machine that nobody else uses; its load stands in the head of the table. CPU seconds are those of all
processes of a command, memory is that of its largest process.
"""

from __future__ import annotations

import compileall
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
import importing
from importing import Build, Taken


class Aim(NamedTuple):
    """What a job is held against: a figure of :class:`importing.Taken`, as a ratio to the base (or in MiB, for memory)."""

    job: str
    what: str
    figure: str
    most: float


AIMS = (
    Aim("small", "35 rows into an existing catalogue", "cpu", 0.45),
    Aim("20000", "a sheet of 20,000 rows", "wall", 0.55),
    Aim("20000", "a sheet of 20,000 rows", "cpu", 0.8),
    Aim("100000", "a sheet of 100,000 rows", "wall", 1.0),
    Aim("100000", "a sheet of 100,000 rows: MiB", "memory", 150),
    Aim("rebuild", "`rebuild` of ten years of 500 rows", "wall", 0.4),
    Aim("pdfs", "100 PDF sheets", "wall", 0.25),
    Aim("validate", "`validate` of 20 files", "wall", 0.4),
)


def main() -> None:
    """Print the table, a row for each aim."""
    base = os.environ.get("TGX_BENCH_BASE")
    if not base:
        sys.exit("TGX_BENCH_BASE names no build to compare with")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = {"this": importing.OWN, "base": Path(base)}
        for source in sources.values():
            compileall.compile_dir(source, quiet=2)
        builds = [Build(source, folder / each) for each, source in sources.items()]
        known: dict[str, Callable[[], importing.Job]] = {
            **importing.jobs(folder),
            "20000": lambda: importing.long(folder, 20000),
            "100000": lambda: importing.long(folder, 100000),
        }
        print(_head(base))
        chosen = sys.argv[1:] or list(dict.fromkeys(aim.job for aim in AIMS))
        for job in chosen:
            runs = 1 if job == "100000" else importing.RUNS
            taken = [[build.measure(job, known[job]()) for build in builds] for _ in range(runs)]
            for aim in (each for each in AIMS if each.job == job):
                print(_row(aim, [[run[side] for run in taken] for side in (0, 1)]), flush=True)
    print("\nReading commands: `python benchmarks/startup.py`. PDF: `python benchmarks/pdf.py`.")


def _head(base: str) -> str:
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    machine = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}"
    return (
        f"{date.today().isoformat()}: {machine}, {versions}; load {load}. Base: {_commit(base)}. {importing.RUNS} runs.\n\n"
        "| job | figure | this build | base | ratio | aim | |\n|---|---|---|---|---|---|---|"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")


def _commit(source: str) -> str:
    told = subprocess.run(
        ["git", "-C", source, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or source


def _row(aim: Aim, taken: Sequence[Iterable[Taken]]) -> str:
    this, base = ([getattr(each, aim.figure) for each in side] for side in taken)
    ratio = statistics.median(this) / statistics.median(base)
    reached = (statistics.median(this) if aim.figure == "memory" else ratio) <= aim.most
    said = "reached" if reached else "missed"
    return f"| {aim.what} | {aim.figure} | {_spread(this)} | {_spread(base)} | {ratio:.2f} | {aim.most:g} | {said} |"


def _spread(figures: Sequence[float]) -> str:
    return f"{statistics.median(figures):.2f} ({min(figures):.2f}–{max(figures):.2f})"


if __name__ == "__main__":
    main()
