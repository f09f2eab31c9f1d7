"""A built wheel works outside the checkout: data and schemas travel in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout without its repository."""
    folder = tmp_path_factory.mktemp("build")
    source = folder / "source"
    ignore = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "dist", "tests"
    )
    shutil.copytree(ROOT, source, ignore=ignore)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_data_and_schemas(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("data", "schemas"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"toshigaikou_cli/_packaged/{path.relative_to(ROOT)}" in names
    assert "toshigaikou_cli/py.typed" in names
    assert {f"toshigaikou_cli/catalogue/writing/{name}.sql" for name in ("schema", "views")} <= names
    assert "toshigaikou_cli/formats/pages/templates/report.html.j2" in names
    assert not any(name.startswith(("tests/", "data/")) for name in names)


def test_the_wheel_holds_the_second_project(wheel: Path) -> None:
    prefix = "toshigaikou_cli/_packaged/"
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(f"{prefix}examples/")}
    project = [
        path
        for path in (ROOT / "examples/kitakyushu").rglob("*")
        if path.is_file() and ".tgx" not in path.parts
    ]
    assert held >= {f"{prefix}{path.relative_to(ROOT)}" for path in project}
    assert f"{prefix}examples/kitakyushu/tgx.toml" in held


def test_the_wheel_runs_the_demo_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            str(target),
            str(wheel),
        ],
        check=True,
    )
    # The dependencies come from the running environment, the package itself from nowhere but the wheel.
    environment = {**os.environ, "PYTHONPATH": str(target), "HOME": str(tmp_path)}
    where = subprocess.run(
        [sys.executable, "-c", "import toshigaikou_cli; print(toshigaikou_cli.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(target))
    done = subprocess.run(
        [sys.executable, "-m", "toshigaikou_cli", "demo"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "40 rows = 35 achievements + 5 headers + 0 rejected" in done.stdout
    assert "no findings" in done.stdout
    for arguments in (
        ["init", "--example", "kitakyushu"],
        ["import", *_documents("kitakyushu")],
        ["validate"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "toshigaikou_cli", *arguments],
            cwd=tmp_path / "kitakyushu" if arguments[0] != "init" else tmp_path,
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert "no findings" in done.stdout


def _documents(name: str) -> list[str]:
    return [f"documents/{path.name}" for path in sorted((ROOT / "examples" / name / "documents").iterdir())]
