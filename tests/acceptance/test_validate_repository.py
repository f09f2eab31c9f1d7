"""The example data repository passes its own check, and its CI files run what they say."""

from __future__ import annotations

import json
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
    assert script[1] == "tgx validate . --format gitlab --output gl-code-quality-report.json"
    assert tgx(*script[1].split()[1:]).code == 0
    assert json.loads((repository / "gl-code-quality-report.json").read_text(encoding="utf-8")) == []
    assert "$ tgx validate sheets/*.tsv\n" in (repository / "README.md").read_text(encoding="utf-8")
    assert loaded(repository / ".github/workflows/check.yml")["jobs"]["tgx"]["steps"][1]["with"] == {
        "files": "sheets/*.tsv"
    }


def test_the_hook_runs_what_it_names(tgx: Run, repository: Path) -> None:
    import re

    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    (own,) = loaded(repository / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["id"] == own["id"]
    changed = [*sheets(repository), "aliases.yaml", "judgements.yaml", "crosswalk.yaml", "tgx.toml"]
    assert [name for name in changed if re.search(hook["files"], name)] == changed
    assert not hook["pass_filenames"]  # so that what it finds does not depend on what was changed
    command, *arguments = hook["entry"].split()
    assert command == "tgx"
    assert own["args"] == hook["args"] == ["."]
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


@pytest.mark.parametrize(
    "name", ["crosswalk.yaml", "judgements.yaml", "tgx-baseline.toml", "aliases.yaml", "sub/tgx.toml"]
)
def test_what_people_write_is_checked_by_its_name(tgx: Run, repository: Path, name: str) -> None:
    file = repository / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("version: 99\n" if name.endswith("yaml") else "[validat]\n", encoding="utf-8")
    if name == "aliases.yaml":  # that of the settings is in use, and refused before anything is checked
        (repository / "tgx.toml").unlink()
    (repository / "none.toml").write_text("version = 1\n", encoding="utf-8")
    done = tgx("validate", name, "--baseline", "none.toml", "--format", "json")
    (finding,) = json.loads(done.out)["findings"]
    assert (done.code, finding["check"], finding["source"]["document"]) == (1, "vocabulary-broken", name)


def test_a_part_of_the_files_says_nothing_of_rows_that_it_did_not_see(tgx: Run, repository: Path) -> None:
    judged = (
        "version: 1\njudgements:\n  - {achievement: YEAR-000000, measure: 18, verdict: accepted, by: t,"
        ' date: "2026-11-22", title: 環境分野における姉妹友好都市交流の実施,'
        " text: {digest: 0da3abe353b76c4b, begins: ソウル特別市}}\n"
    )
    for year, all_said in ((2017, True), (2018, True), (2016, False)):
        (repository / "judgements.yaml").write_text(judged.replace("YEAR", str(year)), encoding="utf-8")
        for part in ("sheets/h29.tsv", "sheets/h30.tsv"):
            assert "judgement-gone" not in tgx("validate", part, "judgements.yaml").out
        assert ("judgement-gone" in tgx("validate", ".").out) == all_said


def test_a_part_of_a_document_says_nothing_of_its_other_parts(tgx: Run, repository: Path) -> None:
    baseline = repository / "tgx-baseline.toml"
    text = baseline.read_text(encoding="utf-8").replace("text-unchanged", "date-impossible")
    baseline.write_text(text, encoding="utf-8")
    assert "baseline-unmatched" in tgx("validate", "sheets", "--ignore", "text-unchanged").out
    assert (
        "baseline-unmatched"
        not in tgx("validate", "sheets", "--table", "1", "--ignore", "text-unchanged").out
    )


# ---------------------------------------------------------------- pre-commit, as it is

JUDGED_BADLY = "version: 1\njudgements:\n  - {achievement: 2018-000000, verdict: perhaps}\n"
NEW_SHEET = """\
国際交流の取組実績（令和元年度）

分野\t担当（関係）部所名\t項目名\t実績（令和元年度）
①姉妹都市との交流\t環境局総務部\tソウル特別市との交流\t・令和元年6月4日 大気の測り方の講習に職員4名が参加
"""


def git(folder: Path, *command: str) -> str:
    own = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *own, *command], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def pre_commit(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``pre_commit()``: what pre-commit says of a commit of all changes: with the shipped configuration, and a clone of
    this project as its repository. Nothing is fetched: what tgx depends on is taken from where the tests run."""
    pytest.importorskip("pre_commit")
    pytest.importorskip("hatchling")
    if shutil.which("git") is None:
        pytest.skip("git is not there")
    project = tmp_path / "project"
    for folder in ("src", "data", "schemas"):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "a release")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(project), str(clone))
    config = repository / ".pre-commit-config.yaml"
    shipped = loaded(config)
    shipped["repos"][0] |= {"repo": str(clone), "rev": git(project, "rev-parse", "HEAD")}
    config.write_text(yaml.safe_dump(shipped), encoding="utf-8")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "start")
    for name, value in {
        "PRE_COMMIT_HOME": str(tmp_path / "environments"),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path.endswith("site-packages")),
        **dict.fromkeys(("PIP_NO_INDEX", "PIP_NO_DEPS", "PIP_DISABLE_PIP_VERSION_CHECK"), "1"),
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one the other way round
    }.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-m", "pre_commit"]
    installed = subprocess.run(
        [*command, "install-hooks"], cwd=repository, capture_output=True, text=True, check=False
    )
    if installed.returncode:
        pytest.skip(
            f"the environment of the hook cannot be made: {(installed.stdout + installed.stderr)[-300:]}"
        )

    def run() -> tuple[bool, str]:
        git(repository, "add", "-A")
        done = subprocess.run(
            [*command, "run", "--color", "never"], cwd=repository, capture_output=True, text=True, check=False
        )
        return done.returncode == 0, done.stdout + done.stderr

    return run


def test_pre_commit_through_five_ordinary_edits(tgx: Run, repository: Path, pre_commit: Any) -> None:
    def edited(name: str, old: str, new: str) -> None:
        text = (repository / name).read_text(encoding="utf-8")
        assert old in text
        (repository / name).write_text(text.replace(old, new), encoding="utf-8")

    (repository / "sheets" / "r1.tsv").write_text(NEW_SHEET, encoding="utf-8")
    passed, said = pre_commit()
    assert passed, said  # a right sheet
    assert "Skipped" not in said

    edited("sheets/r1.tsv", "環境局", "環鏡局")
    passed, said = pre_commit()
    assert not passed  # an unknown bureau
    assert "sheets/r1.tsv:line 4: error [bureau-unknown]" in said

    command = next(
        line.partition("to accept it: ")[2] for line in said.splitlines() if "to accept it: " in line
    )
    assert tgx(*shlex.split(command)[1:]).code == 0
    passed, said = pre_commit()
    assert passed, said  # the name is accepted as the finding says
    assert "環鏡局" in git(repository, "diff", "--cached", "aliases.yaml")

    edited("sheets/h29.tsv", "5か国から12名", "5か国から11名")
    passed, said = pre_commit()
    assert passed, said  # a corrected row; the entry of the baseline is about the sheet of the year after

    (repository / "judgements.yaml").write_text(JUDGED_BADLY, encoding="utf-8")
    passed, said = pre_commit()
    assert not passed  # a bad judgement
    assert "judgements.yaml:line 3: error [vocabulary-broken]" in said


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
