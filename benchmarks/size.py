"""Reading commands over a large catalogue: seconds to the first byte, CPU seconds, largest memory, and bytes printed.

Aims: streamed text in 60 MB or less and its first byte within 0.3 s; any other reading command within 200 MB. Arguments: the
number of achievements (200,000), then parts of the names of the commands to run (all).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import multiplied

FORMATS = ("json", "jsonl", "csv", "markdown", "table")
TABLES = ("json", "csv", "markdown", "table")
VIEWS = ("bureau", "department", "city", "year", "area", "goal")
ABOUT = ("sure", "timeline", "targets", "outcomes")
COMMANDS = (
    *(f"query {what} --format {form}" for what in ("achievements", "activities") for form in FORMATS),
    *(f"query {what}" for what in ("measures", "bureaus", "cities", "documents", "indicators")),
    *(f"search 交流 --format {form}" for form in FORMATS),
    *(f"link suggest --limit 200000 --format {form}" for form in FORMATS),
    *(f"link judgements --format {form}" for form in ("json", "csv")),
    *(f"show {name}" for name in ("12", "2-ア", "目的2", "ソウル", "生活文化局")), "show ソウル --format json",
    *(f"diff 2016 2017 --format {form}" for form in TABLES),
    "report", "report --goal 2", "report --explain", *(f"report --format {form}" for form in TABLES),
    *(f"report --list --format {form}" for form in TABLES),
    *(f"report --by {view} --format {form}" for view in VIEWS for form in ("table", "json")),
    *(f"report --by {view} --list --format {form}" for view in ("bureau", "city") for form in TABLES),
    *(f"report {view} --format {form}" for view in ABOUT for form in ("table", "json")),
    *(f"report {view} --list --format csv" for view in ("sure", "timeline")), "report indicators",
    "report --format xlsx -o {folder}/report.xlsx", "report --list --format xlsx -o {folder}/members.xlsx",
    "report --by city --format svg", "report --summary", "report --format html -o {folder}/page/",
    "validate", "validate --format json", "validate --ignore activity-outside-year --ignore achievement-doubled",
    "info", "cite 12", "documents",
    "export {folder}/forms", *(f"export --table achievements --format {form}" for form in ("jsonl", "csv")),
)  # fmt: skip


def measured(command: list[str], environment: dict[str, str]) -> tuple[int, float, float, int, int]:
    """Exit code, seconds to the first byte, CPU seconds, largest memory in bytes, bytes printed."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout
        size = len(run.stdout.read(1))
        first = time.perf_counter() - start
        while part := run.stdout.read(1 << 20):
            size += len(part)
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    return run.returncode, first, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, size


def main() -> None:
    """Print a line a command."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get("TGX_BENCH_DB") or Path(folder) / "catalogue.sqlite")
        if not path.exists():
            multiplied.build(path, number)
        environment = {**os.environ, "TGX_DB": str(path), "COLUMNS": "120"}
        for command in COMMANDS:
            if sys.argv[2:] and not any(part in command for part in sys.argv[2:]):
                continue
            words = command.format(folder=folder).split()
            code, first, cpu, memory, size = measured(
                [sys.executable, "-m", "toshigaikou_cli", *words], environment
            )
            print(
                f"{command:52} exit {code}  first {first:6.2f} s  CPU {cpu:6.1f} s  {memory / 1e6:6.0f} MB  {size:12,} bytes",
                flush=True,
            )


if __name__ == "__main__":
    main()
