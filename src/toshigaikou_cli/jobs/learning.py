"""The model that learns from judgements: trained when asked, and asked where a person decides what to look at first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading import frame, judged
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing.kept import link_inputs, link_inputs_of, measure_profiles
from toshigaikou_cli.errors import CatalogueError, JudgementError
from toshigaikou_cli.files import read_bytes, write_file
from toshigaikou_cli.jobs.places import Files, model_path
from toshigaikou_cli.linking import learning
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.answers import OpenRow
from toshigaikou_cli.records.ids import strategy_of
from toshigaikou_cli.records.periods import in_force

_ALL = "(SELECT id FROM achievement)"


class Trained(NamedTuple):
    """Where a model was written, and what it learned from: judged rows and a digest of them."""

    path: Path
    rows: int
    digest: str


def learn(files: Files) -> Trained:
    """Train on the rows that people judged and write the model.

    Raises CatalogueError without a strategy, JudgementError without a row that was accepted for a measure or without numpy.
    """
    with reading(files.catalogue) as connection:
        every = [each["id"] for each in frame.strategies(connection)]
        profiles = [profile for id_ in every for profile in measure_profiles(connection, id_)]
        if not profiles:
            raise CatalogueError(say("no strategy in the catalogue"), hint=say("tgx import STRATEGY"))
        labels: dict[str, set[str]] = {}
        for (key, measure), judgement in judged.judgements_on(connection, _ALL, ()).items():
            if judgement["verdict"] in ("accepted", "outside") and not judgement["stale"]:
                labels.setdefault(key, set()).update(() if measure is None else (measure,))
        rows = [row for row in link_inputs(connection) if row.id in labels]
    model = learning.train(rows, [frozenset(labels[row.id]) for row in rows], profiles)
    path = model_path(files)
    text = json.dumps(learning.as_record(model), separators=(",", ":"))
    write_file(path, f"{text}\n".encode(), JudgementError)
    return Trained(path, model.rows, model.digest)


def second_opinion(
    connection: sqlite3.Connection, model: learning.Model, rows: Sequence[OpenRow], measures: Container[str]
) -> tuple[list[OpenRow], dict[str, str]]:
    """The rows with their suggestions in a model's order, and which of ``measures``, the strategy's, it puts first where the
    rules do not."""
    inputs = {row.id: row for row in link_inputs_of(connection, [row.achievement for row in rows])}
    ordered = [
        row._replace(claims=learning.ordered(model, inputs[row.achievement], row.claims)) for row in rows
    ]
    claims = {row.achievement: row.claims for row in rows}
    every = periods(connection)
    found: dict[str, str] = {}
    for current in {in_force(every, row.fiscal_year) for row in rows}:
        own = [inputs[row.achievement] for row in rows if in_force(every, row.fiscal_year) == current]
        known = {
            m: weights for m, weights in model.weights.items() if strategy_of(m) in current and m in measures
        }
        if known:
            disputed = learning.disagreements(replace(model, weights=known), own, claims)
            found |= {each.id: each.learned for each in disputed}
    return ordered, found


def trained(path: Path) -> learning.Model:
    """The model that was written to a file. Raises JudgementError where it cannot be used."""
    try:
        return learning.from_record(json.loads(read_bytes(path)))
    except (OSError, ValueError) as error:
        raise JudgementError(
            say("the learned model cannot be read"),
            where=str(path),
            hint=say("train it again: tgx link learn"),
        ) from error
