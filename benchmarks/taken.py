"""What a command takes, and on which machine: shared by the benchmarks that print seconds and memory."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

_LAUNCH = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[2:]).returncode
wall, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024], file)
sys.exit(code)
"""
"""A small process between: what a process has when it starts another counts as memory of the other (Linux, getrusage(2))."""


class Taken(NamedTuple):
    """Wall and CPU seconds of a command, and the memory of its largest process (MiB)."""

    wall: float
    cpu: float
    memory: float


def taken(command: Sequence[str | Path], **environment: str) -> tuple[Taken, str]:
    """What a command takes, and what it prints. Its exit code must be 0."""
    with tempfile.NamedTemporaryFile() as told:
        launched = [sys.executable, "-I", "-S", "-c", _LAUNCH, told.name, *map(str, command)]
        done = subprocess.run(
            launched, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(launched[6:])[:300]}: {done.stderr[-2000:]}"
        return Taken(*json.loads(Path(told.name).read_text(encoding="utf-8"))), done.stdout


def machine(*packages: str) -> str:
    """A line that says when, on what and with which versions something was measured."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    named = [platform.system(), f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    named += [f"{name} {version(name)}" for name in packages]
    return f"{date.today().isoformat()}: {processor}, {os.cpu_count()} cores; {', '.join(named)}; load {load}"
