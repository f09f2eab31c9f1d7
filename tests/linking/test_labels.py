"""The labelled rows, and how well the packaged rules do on them (with some room below the measured figures)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import Run
from linking.fixtures import LABELS, goals, measures
from toshigaikou_cli.packaged import packaged

FILES = sorted(LABELS.rglob("*.yaml"))
TUNING = sorted((LABELS / "tuning").glob("*.yaml"))
HELD_OUT = sorted((LABELS / "held_out").glob("*.yaml"))
OF_SEVERAL_BUREAUS = {"p": (0.89, 0.77), "q": (0.95, 0.88), "r": (0.94, 0.85), "u": (0.94, 0.86)}
"""What must be linked, and the rows whole, of rows many of which serve measures of bureaus that they do not name: those are
suggested, and not linked."""
SHARES = ("precision", "recall", "first_choice", "recall_at_3")


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["rows"]
    return found


def evaluated(tgx: Run, path: Path, *options: str) -> dict[str, Any]:
    done = tgx("link", "evaluate", path, "--format", "json", *options)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    assert found["unknown"] == []
    return found


def assert_good(found: dict[str, Any], *least: float) -> None:
    figures = [found["all"][name] for name in SHARES]
    assert all(figure >= floor for figure, floor in zip(figures, least, strict=True)), (
        figures,
        found["misses"],
    )


def assert_whole(
    figures: dict[str, Any], *, must: float, several: float, not_held: float, outside: float
) -> None:
    """The figures of labels that name all measures of a row; those of other labels are None."""
    if figures["must_recall"] is None:
        return
    shares = ("must_recall", "several_recall", "not_held_right", "outside_right")
    found = [figures[name] for name in shares]
    assert all(
        each >= least for each, least in zip(found, (must, several, not_held, outside), strict=True)
    ), found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_labels_keep_to_their_schema(path: Path) -> None:
    schema = json.loads(packaged("schemas/labels.schema.json").read_text("utf-8"))
    data = yaml.safe_load(path.read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    assert data.get("held_out", False) == (path in HELD_OUT)
    known = {int(measure.code) for measure in measures()}
    for row in rows(path):
        right = {*row.get("accept", ()), *row.get("must", ())}
        assert right | {*row.get("also", ())} <= known
        assert not right & {*row.get("also", ())}, row
        served = {number for each in row.get("activities", ()) for number in each.get("must", ())}
        assert served <= right | {*row.get("also", ())}, row
    names = [row.get("id", row.get("position")) for row in rows(path)]
    assert len({*names}) == len(names)


def test_labels_cover_the_measures_and_what_is_outside() -> None:
    for paths, least, measured in ((TUNING, 500, 76), (HELD_OUT, 200, 74)):
        found = [row for path in paths for row in rows(path)]
        accepted = {number for row in found for number in row.get("accept", ())}
        assert len(found) >= least
        assert len(accepted) >= measured
        assert {goals()[str(number)] for number in accepted} == {"1", "2", "3"}
        assert sum(not row.get("accept") for row in found) >= least / 12


@pytest.mark.parametrize("path", TUNING, ids=lambda path: path.name)
def test_rows_used_in_tuning(tgx: Run, catalogue: Path, path: Path) -> None:
    found = evaluated(tgx, path)
    assert_good(found, 0.95, 0.95, 0.93, 0.98)
    must, several = OF_SEVERAL_BUREAUS.get(path.stem, (0.95, 0.87))
    assert_whole(found["all"], must=must, several=several, not_held=1, outside=0.6)


@pytest.mark.parametrize("path", HELD_OUT, ids=lambda path: path.name)
def test_held_out_rows(tgx: Run, catalogue: Path, path: Path) -> None:
    found = evaluated(tgx, path)
    assert_good(found, 0.95, 0.9, 0.88, 0.95)
    for score in found["by_goal"]:
        assert score["goal"] is None or score["recall"] >= 0.75, score
    assert_whole(found["all"], must=0.85, several=0.7, not_held=0.6, outside=0.8)


def test_the_packaged_sheet_of_fy2017(tgx: Run, catalogue: Path) -> None:
    found = evaluated(tgx, LABELS / "fy2017.yaml")
    assert found["all"]["rows"] == 35
    assert_good(found, 0.95, 0.95, 0.95, 1)


def test_the_original_sheet_of_fy2017(tgx: Run, originals: Path) -> None:
    tgx("import", originals / "strategy-2014.txt", originals / "achievements-h29.txt")
    found = evaluated(tgx, LABELS / "fy2017.yaml")
    assert found["all"]["rows"] == 35
    assert_good(found, 0.95, 0.95, 0.95, 1)
