"""Run every tool on every document of its kinds and write what came of it.

    python benchmarks/beside/run.py                   # all: outcomes.json, costs.json, the page
    python benchmarks/beside/run.py --only tgx        # only these tools' columns again (several: --only tgx xlsx2csv)
    python benchmarks/beside/run.py --new             # only what has no outcome yet
    python benchmarks/beside/run.py --check           # all, nothing written: fails where an outcome differs

Each run is a process of its own, niced, one at a time; its seconds and peak memory are those of the whole process.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from beside import page
from beside.documents import DOCUMENTS, LISTS, documents, expected, kind_of, rows
from beside.environments import Tool, environment, peers, tools
from beside.judging import judged

HERE = Path(__file__).resolve().parent
OUTCOMES = HERE / "outcomes.json"
COSTS = HERE / "costs.json"
LIMIT = 150
_OURS = "tgx"


def main() -> int:
    """Exit code 1 where ``--check`` finds another outcome."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument(
        "--only", nargs="+", metavar="TOOL", help="only these tools; tgx stands for all of its columns"
    )
    options.add_argument("--new", action="store_true", help="only what has no outcome yet")
    options.add_argument("--check", action="store_true", help="change nothing; fail where an outcome differs")
    told = options.parse_args()
    before = json.loads(OUTCOMES.read_text(encoding="utf-8")) if OUTCOMES.is_file() else {}
    costs = json.loads(COSTS.read_text(encoding="utf-8")) if COSTS.is_file() else {}
    chosen = [tool for tool in tools() if not told.only or _named(tool, told.only)]
    if not chosen:
        print(f"no such tool; there are: {', '.join(tool.name for tool in tools())}", file=sys.stderr)
        return 2
    now = {
        "tools": dict(before.get("tools", {})),
        "outcomes": json.loads(json.dumps(before.get("outcomes", {}))),
    }
    for tool in chosen:
        _run_tool(tool, now, costs, told.new)
    _tidy(now, costs)
    if told.check:
        return _differences(before["outcomes"], now["outcomes"])
    if not (told.only or told.new) or "made" not in before:
        now["made"] = {"date": datetime.date.today().isoformat(), "machine": _machine()}
    else:
        now["made"] = before["made"]
    OUTCOMES.write_text(
        json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    COSTS.write_text(json.dumps(costs, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    page.write(now, costs)
    return 0


def _named(tool: Tool, only: Iterable[str]) -> bool:
    return tool.name in only or (not tool.environment and _OURS in only)


def _run_tool(tool: Tool, now: dict[str, Any], costs: dict[str, Any], only_new: bool) -> None:
    python, version, reason, downloaded = _python(tool)
    now["tools"][tool.name] = {"version": version, "downloaded": downloaded, "reason": reason}
    for name in [*documents(), *LISTS]:
        kind = kind_of(name)
        known = all(tool.name in now["outcomes"].get(row, {}) for row in rows(name))
        if kind not in tool.kinds or (only_new and known):
            continue
        spent = costs.setdefault(name, {})
        why = reason or tool.not_run.get(kind, "")
        if why or not python:
            spent.pop(tool.name, None)
            found = [["not run", 0, why] for _ in rows(name)]
        else:
            answer, seconds, megabytes = _run(python, tool, name)
            spent[tool.name] = [round(seconds, 2), round(megabytes)]
            found = judged(answer, name)
            print(
                f"{tool.name:20} {name:36} {found[0] if len(found) == 1 else ''} {seconds:.1f} s", flush=True
            )
        for row, each in zip(rows(name), found, strict=True):
            now["outcomes"].setdefault(row, {})[tool.name] = each


def _python(tool: Tool) -> tuple[Path | None, str, str, int]:
    if not tool.environment:
        return Path(sys.executable), "this checkout", "", 0
    if tool.environment == "system":
        try:
            told = subprocess.run(
                ["soffice", "--version"], capture_output=True, text=True, check=True, timeout=60
            )
        except (OSError, subprocess.SubprocessError) as problem:
            return (
                None,
                "",
                f"not installed (apt-get install libreoffice-calc-nogui): {type(problem).__name__}",
                0,
            )
        return Path(sys.executable), told.stdout.split()[1], "", 0
    made = environment(tool.environment, peers()["environments"][tool.environment])
    return made.python, tool.version, made.reason, made.downloaded


def _run(python: Path, tool: Tool, name: str) -> tuple[dict[str, Any], float, float]:
    """The answer, seconds and megabytes of one process and all that it started."""
    told = expected(name) if name not in LISTS else {}
    hints = {"rules": told.get("rules", "all"), "encoding": told.get("encoding", "utf-8")}
    with tempfile.TemporaryDirectory() as folder:
        out, said = Path(folder) / "answer.json", Path(folder) / "said.txt"
        command = [str(python), str(HERE / "runners" / "one.py"), tool.name, str(DOCUMENTS / name)]
        surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "0"}
        surroundings.pop("PYTHONPATH", None)
        begun = time.monotonic()
        with said.open("w") as errors:
            process = subprocess.Popen(
                ["nice", "-n", "10", "timeout", str(LIMIT), *command, json.dumps(hints), str(out)],
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=folder,
                env=surroundings,
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds, megabytes = time.monotonic() - begun, used.ru_maxrss / 1024
        if not out.is_file():
            last = said.read_text(encoding="utf-8", errors="replace").splitlines()[-1:]
            return (
                {"failed": "error", "message": f"exit code {process.returncode}: {''.join(last)}"},
                seconds,
                megabytes,
            )
        answer = json.loads(out.read_text(encoding="utf-8"))
        lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
        heard = [*answer["warnings"], *(line for line in lines if line.strip() and "INFO" not in line)]
        answer["warnings"] = [line for line in heard if not any(word in line for word in tool.ignore)]
        return answer, seconds, megabytes


def _tidy(now: dict[str, Any], costs: dict[str, Any]) -> None:
    # What is no longer in the corpus or in peers.toml goes.
    files, named = [*documents(), *LISTS], {tool.name for tool in tools()}
    for table, there in (
        (now["outcomes"], {row for name in files for row in rows(name)}),
        (costs, set(files)),
    ):
        for name in [name for name in table if name not in there]:
            del table[name]
        for row in table.values():
            for gone in [tool for tool in row if tool not in named]:
                del row[gone]


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _differences(before: dict[str, Any], now: dict[str, Any]) -> int:
    differing = [
        f"{name}, {tool}: {before.get(name, {}).get(tool)} before, {found} now"
        for name, row in now.items()
        for tool, found in row.items()
        if before.get(name, {}).get(tool, [])[:2] != found[:2]
    ]
    print("\n".join(differing) or "the same outcomes")
    return int(bool(differing))


if __name__ == "__main__":
    raise SystemExit(main())
