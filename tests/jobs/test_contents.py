"""``tgx info`` names every file of the user, whether it is there or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run


def test_every_place_is_named(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = json.loads(tgx("info", "--json").out)
    assert data["settings"] is None
    assert data["baseline"] == {"path": str(tmp_path / "tgx-baseline.toml"), "exists": False}
    (tmp_path / "tgx.toml").write_text('[validate]\naliases = "own.yaml"\n', encoding="utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    data = json.loads(tgx("info", "--json").out)
    assert data["settings"] == {"path": str(tmp_path / "tgx.toml"), "exists": True}
    assert data["aliases"] == {"path": str(tmp_path / "own.yaml"), "exists": False}
    assert data["baseline"]["path"] == str(tmp_path / "tgx-baseline.toml")
    beside = {name: Path(data[name]["path"]).name for name in ("judgements", "crosswalk", "model")}
    assert beside == {
        "judgements": "catalogue.judgements.yaml",
        "crosswalk": "catalogue.crosswalk.yaml",
        "model": "catalogue.judgements.learned.json",
    }
    shown = tgx("info").out
    assert f"{tmp_path / 'own.yaml'} (not there yet)" in " ".join(shown.split())


def test_settings_that_are_broken_are_said(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tgx.toml").write_text("[validate\n", encoding="utf-8")
    done = tgx("info")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "tgx.toml: not valid TOML" in done.err
