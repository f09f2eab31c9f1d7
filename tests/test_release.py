"""What is given away is pinned: the image, the locks, the actions, the examples; and a release has one version."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from toshigaikou_cli import __version__

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "data-repository"
COMMIT = re.compile(r"[0-9a-f]{40}")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def instructions(name: str) -> list[list[str]]:
    return [line.split()[1:] for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")]


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ \\]+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_image_is_of_one_digest_and_runs_as_nobody_special() -> None:
    bases = {words[0] for words in instructions("FROM")}
    assert len(instructions("FROM")) == 2
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+-slim@sha256:[0-9a-f]{64}", bases.pop())
    assert "syntax=" not in DOCKERFILE  # it would be another image, and a moving one
    assert instructions("ADD") == []
    (user,) = instructions("USER")
    assert int(user[0]) > 0
    assert instructions("ENTRYPOINT") == [['["tgx"]']]


def test_what_the_image_is_made_of_is_there_and_in_its_context() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = [rule[1:] for rule in rules if rule.startswith("!")]
    copied = [each for words in instructions("COPY") if not words[0].startswith("--") for each in words[:-1]]
    assert sorted(copied) == sorted(kept)
    assert "*" in rules
    assert all((ROOT / each).exists() for each in copied)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]
    packed = (*wheel["packages"], *wheel["force-include"])
    assert all(any(f"{path}/".startswith(f"{each}/") for each in copied) for path in packed)


@pytest.mark.parametrize("name", ["runtime", "build"])
def test_all_that_the_image_installs_has_its_hashes(name: str) -> None:
    path = ROOT / "requirements" / f"{name}.txt"
    told = [words for words in instructions("RUN") if f"requirements/{name}.txt" in words]
    assert told
    assert "--require-hashes" in told[0]
    found = pins(path)
    blocks = re.split(r"^(?=\S)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks if block.strip())
    assert found.items() <= pins(ROOT / "requirements" / "ci.txt").items(), "make lock"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] if name == "runtime" else project["build-system"]["requires"]
    assert {re.split(r"[<>=]", each)[0] for each in wanted} <= set(found)


def test_every_action_and_every_example_names_a_commit() -> None:
    files = [ROOT / "action.yml", EXAMPLE / ".github" / "workflows" / "check.yml"]
    used = [use for path in files for use in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))]
    assert len(used) >= 3
    assert all(COMMIT.fullmatch(use.partition("@")[2]) for use in used)
    gitlab = (EXAMPLE / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert COMMIT.fullmatch(re.findall(r"toshigaikou-cli/archive/(\w+)\.tar\.gz", gitlab)[0])
    assert re.search(r"image: python:3\.\d+-slim@sha256:[0-9a-f]{64}$", gitlab, re.MULTILINE)
    hook = (EXAMPLE / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert COMMIT.fullmatch(re.findall(r'rev: "(\w+)"', hook)[0])


def releases() -> list[str]:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)[0] == "Unreleased"
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", text, re.MULTILINE)


def order(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_the_version_is_that_of_the_newest_release() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    listed = releases()
    assert listed == sorted(listed, key=order, reverse=True)
    assert not listed or listed[0] == __version__


def test_every_tag_is_a_release_and_says_its_version() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no repository")

    def git(*command: str) -> list[str]:
        done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout.split()

    tags = [tag for tag in git("tag", "--list") if fnmatch.fnmatch(tag, "v[0-9]*")]
    assert {tag.removeprefix("v") for tag in tags} <= set(releases())
    for tag in git("tag", "--points-at", "HEAD"):
        assert tag.removeprefix("v") == __version__
