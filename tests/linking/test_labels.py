"""The labelled rows, and how well the packaged rules do on them (with some room below the measured figures)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from linking.fixtures import LABELS, fy2017_labels, goals, labelled, linker, measures, sheet
from toshigaikou_cli.linking import Evaluation, evaluate
from toshigaikou_cli.packaged import packaged

FILES = sorted(LABELS.glob("*.yaml"))


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["rows"]
    return found


def figures(inputs: list[Any], labels: list[Any]) -> Evaluation:
    return evaluate(dict(linker().link_all(inputs)), labels, goals())


def assert_good(found: Evaluation, *, precision: float, recall: float, first: float, at_3: float) -> None:
    score = found.all
    assert (score.precision or 0) >= precision, found.misses
    assert (score.recall or 0) >= recall, found.misses
    assert (score.first_choice or 0) >= first, found.misses
    assert (score.recall_at_3 or 0) >= at_3, found.misses
    assert found.unknown == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_labels_keep_to_their_schema(path: Path) -> None:
    schema = json.loads(packaged("schemas/labels.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(yaml.safe_load(path.read_text("utf-8")))
    known = {measure.number for measure in measures()}
    for row in rows(path):
        assert {*row.get("accept", ()), *row.get("also", ())} <= known
        assert not {*row.get("accept", ())} & {*row.get("also", ())}, row


def test_labels_cover_all_goals_and_most_measures() -> None:
    own = rows(LABELS / "tuning.yaml") + rows(LABELS / "held_out.yaml")
    accepted = {number for row in own for number in row.get("accept", ())}
    assert len(own) >= 80
    assert len(accepted) >= 70
    assert {goals()[number] for number in accepted} == {1, 2, 3}
    assert sum(not row.get("accept") for row in own) >= 5
    assert len({row["id"] for row in own}) == len(own)


def test_tuning_rows() -> None:
    assert_good(figures(*labelled("tuning.yaml")), precision=0.95, recall=0.93, first=0.93, at_3=0.97)


def test_held_out_rows() -> None:
    assert_good(figures(*labelled("held_out.yaml")), precision=0.95, recall=0.9, first=0.9, at_3=0.95)


def test_each_goal_is_served() -> None:
    for goal, score in figures(*labelled("held_out.yaml")).by_goal.items():
        assert goal == 0 or (score.recall or 0) >= 0.85, goal


def test_the_packaged_sheet_of_fy2017() -> None:
    inputs = sheet(packaged("data/documents/achievements-h29.tsv"))
    assert len(inputs) == 35
    assert_good(figures(inputs, fy2017_labels()), precision=0.95, recall=0.95, first=0.95, at_3=1)


def test_the_original_sheet_of_fy2017() -> None:
    folder = os.environ.get("TGX_ORIGINALS")
    if not folder:
        pytest.skip("TGX_ORIGINALS is not set")
    inputs = sheet(Path(folder) / "achievements-h29.txt")
    assert len(inputs) == 35
    assert_good(figures(inputs, fy2017_labels()), precision=0.95, recall=0.95, first=0.95, at_3=1)
