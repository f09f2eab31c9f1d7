"""The versions that tgx says it works with: the suite on the lowest and the newest ones, on each Python that is there.

``--start`` only starts tgx on the lowest versions (what CI does). What cannot be had is said to be not run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
RESOLUTIONS = ("lowest-direct", "highest")
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


def combinations(only_start: bool) -> Iterator[tuple[str, str]]:
    if only_start:
        yield f"{sys.version_info.major}.{sys.version_info.minor}", "lowest-direct"
        return
    yield from ((python, resolution) for python in PYTHONS for resolution in RESOLUTIONS)


def main(arguments: list[str]) -> int:
    only_start = arguments == ["--start"]
    failed = False
    for python, resolution in combinations(only_start):
        told = f"Python {python}, {resolution.replace('highest', 'newest').removesuffix('-direct')} versions"
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "venv"
            why = made(folder, python, resolution, dev=not only_start)
            if why:
                print(f"{told}: not run ({why})", flush=True)
                failed = failed or only_start
                continue
            wrong = start(folder) or ("" if only_start else suite(folder))
        print(f"{told}: {wrong or ('starts' if only_start else 'passed')}", flush=True)
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
