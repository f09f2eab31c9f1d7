"""The versions that tgx says it works with: the suite on the newest ones on each Python that is there, and on the lowest
ones on the oldest Python; on the others the lowest ones are only started (for the newest Python not all have wheels).

``--start`` only starts tgx on the lowest versions (what CI does). What cannot be had is said to be not run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOWEST, NEWEST = "lowest-direct", "highest"
Command = list[str | Path]


def run(command: Command, **environment: str) -> subprocess.CompletedProcess[str]:
    given = os.environ | environment
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return ((done.stderr or done.stdout).strip().splitlines() or ["no output"])[-1]


def made(folder: Path, python: str, resolution: str, *, dev: bool) -> str:
    """Make a virtual environment; why it could not be made, "" where it was."""
    what: Command = ["--editable", ROOT]
    steps: list[Command] = [
        [UV, "venv", "--quiet", "--python", python, folder],
        [UV, "pip", "install", "--quiet", "--python", folder, "--resolution", resolution, *what],
    ]
    if dev:  # the newest tools, beside the versions that are tried
        steps.append([UV, "pip", "install", "--quiet", "--python", folder, "--group", "dev"])
    for step in steps:
        done = run(step)
        if done.returncode:
            return last_line(done)
    return ""


def start(folder: Path) -> str:
    """Start tgx and run its demo; what went wrong, or ""."""
    for arguments in (["--version"], ["demo"]):
        done = run([folder / "bin/tgx", *arguments], TGX_DB=str(folder / "demo.db"))
        if done.returncode:
            return f"tgx {arguments[0]}: {last_line(done)}"
    return ""


def suite(folder: Path) -> str:
    """Run the tests; what went wrong, or ""."""
    done = run([folder / "bin/python", "-m", "pytest", "-q", "--numprocesses", "auto"])
    return "" if done.returncode == 0 else f"{last_line(done)}\n{done.stdout[-4000:]}"


class Try(NamedTuple):
    """A Python and the versions of dependencies on it; ``whole``: the suite runs, and tgx is not only started."""

    python: str
    resolution: str
    whole: bool

    def told(self) -> str:
        return f"Python {self.python}, {'lowest' if self.resolution == LOWEST else 'newest'} versions"


def tries(only_start: bool) -> Iterator[Try]:
    if only_start:
        yield Try(f"{sys.version_info.major}.{sys.version_info.minor}", LOWEST, whole=False)
        return
    for python in PYTHONS:
        yield Try(python, LOWEST, whole=python == PYTHONS[0])
        yield Try(python, NEWEST, whole=True)


def main(arguments: list[str]) -> int:
    only_start = arguments == ["--start"]
    failed = False
    for each in tries(only_start):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "venv"
            why = made(folder, each.python, each.resolution, dev=each.whole)
            if why:
                print(f"{each.told()}: not run ({why})", flush=True)
                failed = failed or only_start
                continue
            wrong = start(folder) or (suite(folder) if each.whole else "")
        print(f"{each.told()}: {wrong or ('passed' if each.whole else 'starts')}", flush=True)
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
