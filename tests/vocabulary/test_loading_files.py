"""Vocabulary files that serve in the place of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.packaged import base_data, default_project
from toshigaikou_cli.vocabulary.loading import load_vocabulary


def test_a_given_file_serves_in_the_place_of_the_folders(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    text = base_data("repairs.yaml").read_text(encoding="utf-8")
    file.write_text(text[: text.index("repairs:")] + "repairs: []\n", encoding="utf-8")
    given = load_vocabulary(files={"repairs.yaml": file})
    assert given.repairs == ()
    assert given.bureaus.bureaus == load_vocabulary().bureaus.bureaus


def test_a_given_file_is_checked_by_its_schema_also_where_it_is_packaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cities.yaml"
    file.write_text("cities: 1\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=str(file)):
        load_vocabulary(files={"cities.yaml": file})
    checked: list[str] = []
    monkeypatch.setattr(
        "toshigaikou_cli.vocabulary.yaml_files._check", lambda *given: checked.append(given[-1])
    )
    load_vocabulary(files={"units.yaml": default_project() / "words/units.yaml"})
    assert checked == ["units"]
