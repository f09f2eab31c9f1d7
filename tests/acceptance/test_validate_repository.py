"""The example data repository passes its own check, and its CI files run what they say."""

from __future__ import annotations

import os
import shlex
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
    (own,) = loaded(repository / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["id"] == own["id"]
    changed = [*sheets(repository), "aliases.yaml", "tgx.toml"]
    assert [name for name in changed if re.search(hook["files"], name)] == changed
    assert not hook["pass_filenames"]  # so that what it finds does not depend on what was changed
    command, *arguments = hook["entry"].split()
    assert command == "tgx"
    assert tgx(*arguments, *own["args"]).code == 0


def test_a_part_of_the_files_does_not_judge_what_it_did_not_see(tgx: Run, repository: Path) -> None:
    assert tgx("validate", "sheets/h30.tsv").code == 0  # its entry is about what h29.tsv says
    (repository / "sheets" / "h29.tsv").unlink()
    done = tgx("validate", "sheets/h30.tsv")
    assert done.code == 0  # an entry that serves nothing is said, and fails nothing
    assert "baseline-unmatched" in done.out


def test_a_folder_is_all_its_files(tgx: Run, repository: Path) -> None:
    (repository / "sheets" / ".hidden.tsv").write_text("no table", encoding="utf-8")
    (repository / "sheets" / "~$h30.xlsx").write_bytes(b"locked")
    (repository / "sheets" / "README.md").write_text("words", encoding="utf-8")
    assert tgx("validate", "sheets") == tgx("validate", *[f"sheets/{name}.tsv" for name in ("h29", "h30")])
    assert tgx("validate", ".").code == 0
    (repository / "empty").mkdir()
    done = tgx("validate", "empty")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "empty: no document in the folder" in done.err


def test_a_name_goes_where_the_settings_say(tgx: Run, repository: Path) -> None:
    sheet = repository / "sheets" / "h30.tsv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("\t水道局", "\t水道曲"), encoding="utf-8")
    assert tgx("validate", "sheets").code == 1
    lines = tgx("validate", "sheets").out.splitlines()
    (proposed,) = {line.split("to accept it: ")[1] for line in lines if "to accept it: " in line}
    assert tgx(*shlex.split(proposed)[1:]).code == 0
    assert "水道曲" in (repository / "aliases.yaml").read_text(encoding="utf-8")
    assert "bureau-unknown" not in tgx("validate", "sheets").out


ORDINARY = {
    "the row of an accepted finding": ("sheets/h29.tsv", "5か国から12名", "5か国から11名"),
    "a slip mended": ("sheets/h30.tsv", "平成30年6月4日", "平成30年6月5日"),
    "a comment": ("tgx.toml", "[validate]", "# ours\n[validate]"),
    "a word in the readme": ("README.md", "An example", "Our example"),
    "a reason": ("aliases.yaml", "reason:", "reason: "),
}


@pytest.mark.parametrize("edit", [*ORDINARY, "a wrong name"])
def test_pre_commit_lets_ordinary_edits_through(repository: Path, edit: str, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    configured = loaded(repository / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    # the environment that pre-commit would build needs a network: the hook as it is, from this one
    local = {
        **hook,
        **configured,
        "language": "system",
        "entry": f"{sys.executable} -m toshigaikou_cli validate",
    }
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)

    assert run(*git, "init", "-q").returncode == 0
    run(*git, "add", "-A")
    assert run(*git, "commit", "-qm", "start").returncode == 0
    name, old, new = ORDINARY.get(edit, ("sheets/h30.tsv", "水道局", "水道曲"))
    file = repository / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    run(*git, "add", "-A")
    done = run(sys.executable, "-m", "pre_commit", "run", "--color", "never")
    assert (done.returncode == 0) == (edit in ORDINARY), done.stdout + done.stderr


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
