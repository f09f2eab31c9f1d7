"""The example data repository passes its own check, and its CI files run what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Run

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "data-repository"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, as the working folder, on a day on which its baseline holds."""
    folder = tmp_path / "repository"
    shutil.copytree(EXAMPLE, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    return folder


def sheets(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in (folder / "sheets").iterdir())


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_example_passes_its_own_check(tgx: Run, repository: Path) -> None:
    done = tgx("validate", *sheets(repository))
    assert (done.code, done.err) == (0, "")
    assert "no findings" in done.out
    assert "1 known" in done.out


def test_its_files_are_all_needed(tgx: Run, repository: Path) -> None:
    for name, code in (("tgx-baseline.toml", "text-unchanged"), ("tgx.toml", "bureau-unknown")):
        (repository / name).rename(repository / "away")
        done = tgx("validate", *sheets(repository), "--fail-on", "warning")
        assert done.code == 1
        assert code in done.out
        (repository / "away").rename(repository / name)


def test_a_slip_in_a_sheet_stops_it(tgx: Run, repository: Path) -> None:
    sheet = repository / "sheets" / "h30.tsv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("平成30年6月4日", "平成29年6月4日"), "utf-8")
    done = tgx("validate", *sheets(repository), "--format", "github")
    assert done.code == 1
    assert done.out.startswith("::error file=sheets/h30.tsv,line=4,title=activity-outside-year::")


def test_the_pages_lines_are_commands_that_exist(tgx: Run, repository: Path) -> None:
    script = loaded(repository / ".gitlab-ci.yml")["check"]["script"]
    assert script[1].startswith("tgx validate sheets/*.tsv --format junit")
    assert "$ tgx validate sheets/*.tsv\n" in (repository / "README.md").read_text(encoding="utf-8")
    assert loaded(repository / ".github/workflows/check.yml")["jobs"]["tgx"]["steps"][1]["with"] == {
        "files": "sheets/*.tsv"
    }


def test_the_hook_runs_what_it_names(tgx: Run, repository: Path) -> None:
    import re

    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert hook["id"] == loaded(repository / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]["id"]
    files = [name for name in sheets(repository) if re.search(hook["files"], name)]
    assert files == sheets(repository)
    command, *arguments = hook["entry"].split()
    assert command == "tgx"
    assert tgx(*arguments, *files).code == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action is a bash script")
@pytest.mark.parametrize(
    ("slip", "files", "code"),
    [(False, "sheets/*.tsv", 0), (True, "sheets/*.tsv", 1), (False, "none/*.tsv", 2)],
)
def test_the_action_gives_annotations_and_a_summary(
    repository: Path, slip: bool, files: str, code: int
) -> None:
    action = loaded(ROOT / "action.yml")
    assert set(action["inputs"]) == {"files", "arguments", "python-version"}
    step = action["runs"]["steps"][-1]
    if slip:
        sheet = repository / "sheets" / "h30.tsv"
        sheet.write_text(sheet.read_text(encoding="utf-8").replace("水道局", "水道曲"), encoding="utf-8")
    commands = repository / "bin"
    commands.mkdir()
    tgx = commands / "tgx"
    tgx.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toshigaikou_cli "$@"\n', encoding="utf-8")
    tgx.chmod(0o755)
    summary = repository / "summary.md"
    environment = {**os.environ, "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "TGX_FILES": files,
                   "TGX_ARGUMENTS": "", "GITHUB_STEP_SUMMARY": str(summary)}  # fmt: skip
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert ("::error" in done.stdout) == (code > 0)
    if code < 2:
        assert summary.read_text(encoding="utf-8").startswith("## tgx validate")
