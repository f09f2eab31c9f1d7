"""What labels measured of the rules is kept beside them, and read as one figure a kind of link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.records.measured import Measured
from toshigaikou_cli.vocabulary.measured import read_measured, rules_hash, save_measured


def result(links: int, right: int, *, held_out: bool = True) -> dict[str, object]:
    method = {"status": "linked", "method": "rule", "links": links, "right_links": right, "precision": None}
    return {"held_out": held_out, "all": {"rows": 10}, "by_method": [method]}


def test_label_files_add_up_and_those_used_in_tuning_do_not_count(tmp_path: Path) -> None:
    rules = tmp_path / "links.yaml"
    rules.write_text("version: 1\n", encoding="utf-8")
    for name, found in (
        ("a", result(8, 7)),
        ("b", result(4, 4)),
        ("a", result(6, 6)),
        ("t", result(9, 1, held_out=False)),
    ):
        save_measured(rules, "x", tmp_path / f"{name}.yaml", found, "2026-11-28")
    read = read_measured("x", tmp_path)
    assert (read.rows, read.current) == (20, True)
    assert read.by_kind == {("linked", "rule"): Measured(10, 10, 20)}
    assert read_measured("y", tmp_path).by_kind == {}


def test_figures_of_other_rules_say_so_and_are_dropped_by_the_next(tmp_path: Path) -> None:
    rules = tmp_path / "links.yaml"
    rules.write_text("version: 1\n", encoding="utf-8")
    save_measured(rules, "x", tmp_path / "a.yaml", result(8, 7), "2026-11-28")
    rules.write_text("version: 1\n# changed\n", encoding="utf-8")
    assert read_measured("x", tmp_path).current is False
    path = save_measured(rules, "x", tmp_path / "b.yaml", result(2, 1), "2026-11-29")
    assert [entry["labels"] for entry in json.loads(path.read_text("utf-8"))["measured"]] == ["b.yaml"]
    assert read_measured("x", tmp_path).by_kind["linked", "rule"] == Measured(2, 1, 10)


@pytest.mark.parametrize("text", ["{", '{"strategy": "x", "measured": [{"held_out": true}]}'])
def test_a_broken_file_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.measured.json").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"links\.measured\.json"):
        read_measured("x", tmp_path)


def test_the_packaged_figures_are_of_todays_rules() -> None:
    read = read_measured("2014", default_project() / "words/links")
    assert read.current, "tgx link evaluate tests/linking/labels/held_out/*.yaml --save, one by one"
    assert read.rows == 280
    assert rules_hash(default_project() / "words/links/2014.yaml")
