"""What is compared and what comes of it: rows of a sheet, changes, aspects, and the whole comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.messages import say
from toshigaikou_cli.records.ids import id_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

RULES = {
    "measures": say(
        "a measure is new where results count for it in the later year only, dropped where in the earlier only"
    ),
    "cities": say(
        "a city is new where it is a partner in the later sheet only, dropped where in the earlier only"
    ),
    "bureaus": say(
        "a bureau that was renamed, one to one, continues; one that was split or merged is not compared"
    ),
    "items": say(
        "rows are the same item where bureau and item name agree (then without the department, then but for numbers in"
        " the name, then where the whole result is the same); those of bureaus not compared are left out"
    ),
    "wording": say(
        "within the same item: an activity is repeated where its text is the same, redated where only numbers and dates"
        " differ"
    ),
    "numbers": say(
        "within the same item: a quantity of the same unit at the same place of the same words, or after the same words,"
        " that has another value"
    ),
    "fields": say("a field is renamed where the same items stand under both names"),
    "rows": say(
        "rows of two editions are the same where fiscal year, bureau, department and item agree, or where bureau and item do"
        " and only their writing differs"
    ),
}


class ComparedRow(NamedTuple):
    """A row of a sheet. ``bureaus`` are ids (the cell's text where none is known), ``measures`` ids, ``quantities`` by
    activity."""

    id: str
    bureaus: tuple[str, ...]
    department: str
    field: str
    item: str
    result: str
    activities: tuple[str, ...]
    quantities: tuple[tuple[tuple[float, str, str], ...], ...]
    cities: tuple[str, ...]
    measures: tuple[str, ...]


class Change(NamedTuple):
    """One difference, or one thing that stayed (``continued``, ``repeated``); ``old`` and ``new`` as far as there are."""

    verb: str
    key: str
    title: str
    old: str = ""
    new: str = ""
    note: str = ""


class Aspect(NamedTuple):
    """What was compared: measures, cities, bureaus, items …"""

    key: str
    rule: str
    changes: tuple[Change, ...]

    def counts(self) -> dict[str, int]:
        return dict(Counter(change.verb for change in self.changes))


class Comparison(NamedTuple):
    """``old`` and ``new`` name what was compared; ``not_compared`` says what could not be."""

    old: str
    new: str
    aspects: tuple[Aspect, ...]
    not_compared: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return any(change.verb not in STAYS for aspect in self.aspects for change in aspect.changes)


STAYS = ("continued", "repeated", "redated")
"""Verbs of what is no difference."""


def entries(
    records: Iterable[AchievementRow], bureaus: Mapping[str, Sequence[str]]
) -> tuple[ComparedRow, ...]:
    """Achievements as ``queries.achievements`` gives them; ``bureaus`` are bureau ids by achievement."""
    return tuple(
        ComparedRow(
            id=record["id"],
            bureaus=tuple(bureaus.get(record["id"]) or (record["bureau_text"],)),
            department=record["department"] or "",
            field=record["field"],
            item=record["item"],
            result=record["result"],
            activities=tuple(activity["text"] for activity in record["activities"]),
            quantities=tuple(
                tuple((float(q["value"]), q["unit"], q["text"]) for q in activity["quantities"])
                for activity in record["activities"]
            ),
            cities=tuple(record["cities"]),
            measures=tuple(
                id_of(link["strategy"], link["measure"])
                for link in record["links"]
                if record["outcome"] == "held" and link["status"] in ("linked", "confirmed")
            ),
        )
        for record in records
    )


def aspect(key: str, changes: Iterable[Change]) -> Aspect:
    """Changes under the rule that they were found by."""
    return Aspect(key, RULES[key], tuple(changes))


def cities(found: Iterable[ComparedRow]) -> dict[str, int]:
    """Partner cities with their number of rows."""
    return Counter(city for entry in found for city in entry.cities)


def measures(found: Iterable[ComparedRow]) -> dict[str, int]:
    """Measures with the number of rows that count for them."""
    return Counter(number for entry in found for number in set(entry.measures))


def sets(
    old: Mapping[str, int], new: Mapping[str, int], titles: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """Keys with numbers of achievements: new, dropped, continued. ``titles`` gives what keys are called by, in its order."""
    for key in (
        [key for key in titles if key in old or key in new] if titles is not None else sorted({*old, *new})
    ):
        verb = "new" if key not in old else "dropped" if key not in new else "continued"
        title = key if titles is None else titles[key]
        yield Change(verb, key, title, number(old.get(key)), number(new.get(key)))


def number(count: int | None) -> str:
    """A number of rows as text, nothing where there are none."""
    return "" if count is None else str(count)
