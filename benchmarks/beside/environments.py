"""The environments of the tools: a folder each in the cache, made once, of the pinned packages in peers.toml.

Packages are first fetched into a folder of wheels, so that what was downloaded can be weighed, then installed from there
alone. An environment that cannot be made has a reason instead of a Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("TGX_BESIDE_CACHE") or Path.home() / ".cache" / "tgx-beside")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of peers.toml: its environment, the kinds of file it reads, how it is set, and where that is said.

    ``not_run`` says why it is left out on some kinds, by kind.
    """

    name: str
    environment: str
    kinds: tuple[str, ...]
    settings: str
    source: str
    version: str
    not_run: Mapping[str, str]
    ignore: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the Python of an environment is, or why there is none, and the bytes of its downloads."""

    python: Path | None
    reason: str
    downloaded: int


def peers() -> dict[str, Any]:
    """The content of peers.toml."""
    return tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))


def tools() -> list[Tool]:
    """The tools in the order of peers.toml; the version is that of the package named first."""
    content = peers()
    return [
        Tool(
            name,
            told["environment"],
            tuple(told["kinds"]),
            told["settings"],
            told.get("source", ""),
            _version(content["environments"].get(told["environment"], ["=="])),
            told.get("not_run", {}),
            tuple(told.get("ignore", ())),
        )
        for name, told in content["tools"].items()
    ]


def _version(packages: Sequence[str]) -> str:
    return packages[0].partition("==")[2] if packages else ""


def environment(name: str, packages: Sequence[str]) -> Environment:
    """The environment ``name`` with these packages, made where it is not there yet."""
    folder, wheels = CACHE / "envs" / name, CACHE / "wheels" / name
    python, done = folder / "bin" / "python", folder / "done.txt"
    wanted = "\n".join(packages)
    if not (done.is_file() and done.read_text() == wanted):
        reason = _make(folder, wheels, packages)
        if reason:
            return Environment(None, reason, 0)
        done.write_text(wanted)
    return Environment(python, "", sum(wheel.stat().st_size for wheel in wheels.glob("*.whl")))


def _make(folder: Path, wheels: Path, packages: Sequence[str]) -> str:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    limits = ["--constraint", str(HERE / "constraints.txt")]
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [*pip, "wheel", "--wheel-dir", str(wheels), *limits, *packages],
        [
            str(folder / "bin" / "python"),
            *pip[1:],
            "install",
            "--no-index",
            "--find-links",
            str(wheels),
            *packages,
        ],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
            return f"cannot be installed: {''.join(last)[:200]}"
    return ""
