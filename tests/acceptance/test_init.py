"""``tgx init``: from a strategy to a folder in which the other commands work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

INDICATORS = Path(__file__).resolve().parents[1] / "examples" / "indicators"


def test_a_strategy_makes_a_project(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TGX_DB")
    folder = tmp_path / "kitakyushu"
    done = tgx("init", str(folder), "--from", str(INDICATORS / "strategy-2016.tsv"))
    assert done.code == 0, done.err
    assert "3 goals, 20 measures" in done.out
    assert "タコマ市" in done.err
    monkeypatch.chdir(folder)
    for file in ("documents/strategy-2016.tsv", str(INDICATORS / "progress-r1.tsv")):
        imported = tgx("import", file)
        assert imported.code == 0, imported.err
    assert json.loads(tgx("info", "--json").out)["project"]["name"] == "北九州市"
    unknown = json.loads(tgx("vocabulary", "unknown", "--format", "json").out)
    assert [each for each in unknown if each["kind"] == "bureau"] == []
    assert tgx("report").code == 0


def test_a_folder_that_holds_something_stays_as_it_is(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    done = tgx("init", str(tmp_path), "--city", "北九州市")
    assert (done.code, [each.name for each in tmp_path.iterdir()]) == (2, ["mine"])


def test_nothing_is_written_where_no_city_is_named(tgx: Run, tmp_path: Path) -> None:
    done = tgx("init", str(tmp_path / "new"))
    assert (done.code, (tmp_path / "new").exists()) == (2, False)
    assert "--city" in done.err
