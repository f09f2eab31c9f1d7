"""How well cities are found on labelled sentences: precision and recall of partners, venues and unknown places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from toshigaikou_cli.vocabulary.cities.register import CityRegister

Labelled = tuple[str, set[tuple[str, str]], bool]


def rows() -> Iterator[Labelled]:
    """Text, ``{(kind, name)}``, and whether the row was held out."""
    held_out = False
    for line in (Path(__file__).parent / "labelled_cities.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            held_out = held_out or line == "# held out"
            continue
        text, *named = line.split("|")
        kinds = zip(("partner", "venue", "unknown"), named, strict=True)
        yield text, {(kind, name) for kind, names in kinds for name in names.split("、") if name}, held_out


def found(cities: CityRegister, text: str) -> set[tuple[str, str]]:
    mentions = cities.find_mentions(text)
    partners = {mention.city for mention in mentions if mention.role == "partner"}
    venues = {mention.city for mention in mentions} - partners
    unknown = set(cities.foreign_names(text))
    kinds = (("partner", partners), ("venue", venues), ("unknown", unknown))
    return {(kind, name) for kind, names in kinds for name in names}


def precision_and_recall(cities: CityRegister, labelled: Iterable[Labelled]) -> tuple[float, float]:
    right = told = wanted = 0
    for text, expected, _ in labelled:
        got = found(cities, text)
        right, told, wanted = right + len(got & expected), told + len(got), wanted + len(expected)
    return right / told, right / wanted


@pytest.mark.parametrize("held_out", [False, True])
def test_precision_and_recall(cities: CityRegister, held_out: bool) -> None:
    precision, recall = precision_and_recall(cities, [row for row in rows() if row[2] is held_out])
    assert precision >= 0.95
    assert recall >= 0.95


def test_there_are_enough_rows_of_both_kinds() -> None:
    held_out = [row[2] for row in rows()]
    assert held_out.count(False) >= 40
    assert held_out.count(True) >= 40
