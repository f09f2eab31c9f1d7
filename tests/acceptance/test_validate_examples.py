"""Every file or folder in ``tests/examples`` is a test: drop one in.

``refused/<check>.tsv`` (or ``<check>__variant.tsv``) must give a finding of that check, ``accepted/<name>.tsv`` no error
and no warning, and nothing of the check that it is named after. The files of a folder are checked together, within it,
so that it may hold a ``tgx.toml`` and a baseline. A ``.sql`` file is applied to a catalogue of the packaged documents,
for what no document can bring about.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from toshigaikou_cli.checks import CHECKS
from toshigaikou_cli.text.keys import match_key

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CODES = {check.code for check in CHECKS}


def cases(kind: str) -> list[Any]:
    return [pytest.param(path, id=path.name) for path in sorted((EXAMPLES / kind).iterdir())]


def code_of(path: Path) -> str:
    return path.name.split(".")[0].split("__")[0]


def findings(
    tgx: Run, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Path
) -> list[dict[str, Any]]:
    """What ``tgx validate`` finds in an example, in a copy of it."""
    if path.suffix == ".sql":
        with closing(sqlite3.connect(catalogue)) as connection, connection:
            connection.executescript(path.read_text(encoding="utf-8"))
        names = []
    elif path.is_dir():
        shutil.copytree(path, folder, dirs_exist_ok=True)
        names = sorted(each.name for each in folder.iterdir() if each.suffix != ".toml")
    else:
        shutil.copy(path, folder)
        names = [path.name]
    monkeypatch.chdir(folder)
    done = tgx("validate", *names, "--severity", "info", "--format", "json")
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    unreadable = any(each["check"] == "document-unreadable" for each in found)
    errors = any(each["severity"] == "error" for each in found)
    assert done.code == (2 if unreadable else 1 if errors else 0)
    return found


@pytest.mark.parametrize("path", cases("refused"))
def test_a_refused_example_gives_its_finding_at_its_place(
    tgx: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Path
) -> None:
    code = code_of(path)
    assert code in CODES
    found = findings(tgx, path, tmp_path, monkeypatch, catalogue)
    own = [each for each in found if each["check"] == code]
    assert own, sorted({each["check"] for each in found})
    for each in own:
        document, line = each["source"]["document"], each["source"]["line"]
        if line is not None and (tmp_path / document).is_file() and document.endswith(".tsv"):
            rest = (tmp_path / document).read_text(encoding="utf-8").splitlines()[line - 1 :]
            parts = [match_key(part)[:12] for part in each["cell"].split("|")]
            assert all(part in match_key("".join(rest)) for part in parts), each


@pytest.mark.parametrize("path", cases("accepted"))
def test_an_accepted_example_gives_none(
    tgx: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Path
) -> None:
    found = findings(tgx, path, tmp_path, monkeypatch, catalogue)
    assert [each for each in found if each["severity"] != "info" or each["check"] == code_of(path)] == []


def test_every_check_has_an_example_of_both_kinds() -> None:
    refused = {code_of(path) for path in (EXAMPLES / "refused").iterdir()}
    accepted = {code_of(path) for path in (EXAMPLES / "accepted").iterdir()}
    assert refused == CODES
    # what only a damaged catalogue has needs no document of its own to be absent from
    needs_none = {
        "rows-lost",
        "characters-lost",
        "reading-doubtful",
        "link-without-evidence",
        "achievement-unlinked",
    }
    assert CODES - accepted <= needs_none
    assert "untouched" in accepted
