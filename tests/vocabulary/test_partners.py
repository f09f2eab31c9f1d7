"""With whom, and only where: ``labelled_partners.txt``."""

from __future__ import annotations

from pathlib import Path

from toshigaikou_cli.vocabulary.cities.register import CityRegister

ROWS = Path(__file__).parent / "labelled_partners.txt"


def labelled(cities: CityRegister) -> list[tuple[str, set[str]]]:
    lines = [line for line in ROWS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines:
        text, names = line.split("|")
        known = [cities.resolve(name) for name in names.split()]
        assert all(known), line
        found.append((text, {city.name for city in known if city}))
    return found


def test_only_counterparts_are_partners(cities: CityRegister) -> None:
    rows = labelled(cities)
    wrong = {}
    for text, expected in rows:
        found = {mention.city for mention in cities.find_mentions(text) if mention.role == "partner"}
        if found != expected:
            wrong[text] = found
    assert len(rows) > 250
    assert wrong == {}
