"""Fixtures for all tests. No test touches the user's own catalogue or vocabulary."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from toshigaikou_cli.packaged import default_project


@dataclass(frozen=True)
class Outcome:
    """What one run of the command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def own_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> Path:
    """The folder of a project with files of its own (``units`` is ``words/units.yaml``, ``sheet`` is ``sheet.tsv``), in which
    the commands run."""
    monkeypatch.delenv("TGX_DB")
    folder = tmp_path / "own"
    (folder / "words").mkdir(parents=True)
    (folder / "tgx.toml").write_text('[project]\nid = "own"\nname = "北九州市"\n', encoding="utf-8")
    for name, text in files.items():
        path = folder / ("sheet.tsv" if name == "sheet" else f"words/{name}.yaml")
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


class InterruptedAnswers:
    """A standard input, no terminal, on which Ctrl-C follows some lines."""

    def __init__(self, *lines: str) -> None:
        self._lines = iter(lines)

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        for line in self._lines:
            return line
        raise KeyboardInterrupt


def pytest_configure() -> None:
    """Tests that stop a process are right also where Ctrl-C is ignored, as in a shell's job in the background: what they
    start would inherit it. Which examples of a property are tried is the same each time, so that a failure is of the code
    under test; with TGX_TORTURE new ones are looked for."""
    settings.register_profile("suite", derandomize="TGX_TORTURE" not in os.environ, deadline=None)
    settings.load_profile("suite")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every default place of tgx lies in a folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("TGX_DB", str(home / "catalogue.sqlite"))
    for name in (
        "TGX_ALIASES",
        "TGX_JUDGEMENTS",
        "TGX_DOCUMENTS",
        "TGX_FONT",
        "TGX_DEBUG",
        "SOURCE_DATE_EPOCH",
        "COLUMNS",
        "TGX_LANG",
        "TGX_AMBIGUOUS",
        "LC_CTYPE",
        "LC_ALL",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def tgx(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: ``tgx("report", "--goal", "2")``."""
    from toshigaikou_cli.cli.app import run

    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def packaged_documents() -> tuple[Path, Path]:
    """The packaged strategy and sheet."""
    folder = default_project() / "documents"
    return folder / "strategy-2014.tsv", folder / "achievements-h29.tsv"


def import_into(path: Path, documents: Iterable[Path]) -> Path:
    """A new catalogue of documents, made without a command."""
    from toshigaikou_cli.catalogue.writing import store
    from toshigaikou_cli.jobs import importing, preparing
    from toshigaikou_cli.vocabulary.loading import load_vocabulary

    vocabulary = load_vocabulary()
    with store.writing(path) as connection:
        for document in documents:
            prepared = preparing.prepare(document.read_bytes(), document.name, vocabulary)
            importing.save(connection, prepared, vocabulary)
    return path


@pytest.fixture(scope="session")
def _imported(tmp_path_factory: pytest.TempPathFactory, packaged_documents: tuple[Path, Path]) -> Path:
    return import_into(tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite", packaged_documents)


@pytest.fixture
def catalogue(_imported: Path) -> Path:
    """A catalogue of the packaged documents, at the place where commands look for it."""
    path = Path(os.environ["TGX_DB"])
    shutil.copy(_imported, path)
    return path


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the two original documents; tests that need it are skipped where it is not given."""
    given = os.environ.get("TGX_ORIGINALS")
    if not given:
        pytest.skip("TGX_ORIGINALS is not set")
    return Path(given)


@pytest.fixture(scope="session")
def samples(originals: Path) -> Path:
    folder = originals.parent / "samples"
    if not folder.is_dir():
        pytest.skip("no samples beside the originals")
    return folder
