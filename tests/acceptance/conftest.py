"""The projects in which what holds for any city is tested: each is made once a session, a test works in a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from projects_made import FACTS, Place, make
from toshigaikou_cli.jobs.places import packaged_documents


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the projects that were made so far, by name."""
    return {"": tmp_path_factory.mktemp("projects")}


@pytest.fixture(params=list(FACTS))
def place(
    request: pytest.FixtureRequest, made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Place:
    """A project, in whose folder the test runs."""
    name = request.param
    folder = tmp_path / name
    monkeypatch.delenv("TGX_DB")
    if name not in made:
        with pytest.MonkeyPatch.context() as apart:
            apart.chdir(made[""])
            make(name, made[""] / name)
        made[name] = made[""] / name
    shutil.copytree(made[name], folder)
    catalogue = folder / ".tgx" / "catalogue.sqlite"
    if name == "tokyo":
        catalogue = folder / "catalogue.sqlite"
        monkeypatch.setenv("TGX_DB", str(catalogue))
    monkeypatch.chdir(folder)
    documents = packaged_documents() if name == "tokyo" else sorted((folder / "documents").iterdir())
    return Place(name, folder, FACTS[name], documents, catalogue)
