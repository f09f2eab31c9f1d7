"""What is compared and what comes of it: rows of a sheet, changes, aspects, and the whole comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.messages import say
from toshigaikou_cli.records.ids import id_of
from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.text.keys import match_key

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow, AmountRow, IndicatorRow, IndicatorValueRow

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
    "columns": say("within the same row: the text of another column, such as the measure that is stated"),
    "figures": say(
        "within the same row or measure: grades and amounts; between two years those of each's own year"
    ),
    "indicators": say(
        "indicators are the same where name, subject and measure agree, or where only one of either side has the name; each"
        " value is compared with that of the same year, between two sheets' rows with that of each's own"
    ),
    "strategy": say("the title, the years, the goals, the areas and the cities of the strategy"),
    "rows": say(
        "rows of two editions are the same where fiscal year, bureau, department and item agree, or where bureau and item do"
        " and only their writing differs"
    ),
}


class Fact(NamedTuple):
    """What is said of a thing: a code (actual, rating), and the fiscal year that it is said of, if any."""

    name: str
    year: int | None = None


RecordFacts = Mapping[Fact, str]


class ComparedIndicator(NamedTuple):
    """An indicator: ``name``, ``about`` and ``measures`` (codes) as keys, ``facts`` all that is said of it."""

    id: str
    title: str
    name: str
    about: str
    measures: str
    facts: RecordFacts


class ComparedRow(NamedTuple):
    """A row of a sheet. ``bureaus`` are ids (the cell's text where none is known), ``measures`` ids, ``quantities`` by
    activity; ``columns`` the cells of all others by header."""

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
    section: str = ""
    year: int = 0
    kind: YearKind = "result"
    columns: Mapping[str, str] = {}
    figures: Mapping[Fact, str] = {}
    indicators: tuple[ComparedIndicator, ...] = ()


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
    records: Iterable[AchievementRow],
    bureaus: Mapping[str, Sequence[str]],
    numbers: Mapping[str, Container[str]] = {},
) -> tuple[ComparedRow, ...]:
    """Achievements as ``queries.achievements`` gives them; ``bureaus`` are bureau ids by achievement, ``numbers`` the headers
    of cells that only count the rows: these are not compared."""
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
            section=record["section"],
            year=record["fiscal_year"],
            kind=record["kind"],
            columns={
                header: text
                for header, text in record["extra"].items()
                if header not in numbers.get(record["id"], ())
            },
            figures=said_figures(record.get("rating", ""), record.get("amounts", ())),
            indicators=compared_indicators(
                each for each in record.get("indicators", ()) if not each["prose"]
            ),
        )
        for record in records
    )


def said_figures(rating: str, amounts: Iterable[AmountRow]) -> RecordFacts:
    """A grade and amounts as facts."""
    found: dict[Fact, str] = {Fact("rating"): rating} if rating else {}
    return _with_values(found, ((f"{each['kind']}_amount", each) for each in amounts))


def compared_indicators(
    found: Iterable[IndicatorRow], others: Mapping[str, Mapping[str, str]] = {}
) -> tuple[ComparedIndicator, ...]:
    """Indicators as ``reading.indicators`` gives them; ``others`` are further cells by id and header."""
    return tuple(_indicator(each, others.get(each["id"], {})) for each in found)


def _indicator(row: IndicatorRow, others: Mapping[str, str]) -> ComparedIndicator:
    stated = "、".join(row["stated"] or (each["measure"] for each in row["measures"]))
    said = {
        "measure": stated,
        "item": row["about"],
        "unit": row["unit"],
        "bureau": row["bureau_text"],
        "direction": row["direction"],
        "rate": row["rate"],
    }
    facts = {Fact(name): text for name, text in [*others.items(), *said.items()] if text}
    facts = _with_values(facts, ((each["kind"], each) for each in row["values"]))
    return ComparedIndicator(
        row["id"],
        f"{stated} {row['name']}" if stated else row["name"],
        match_key(row["name"]),
        match_key(row["about"]),
        match_key(stated),
        {**facts, **said_figures(row["rating"], row["amounts"])},
    )


def _with_values(
    facts: Mapping[Fact, str], values: Iterable[tuple[str, AmountRow | IndicatorValueRow]]
) -> dict[Fact, str]:
    """Facts, and values by their kind and year: several of one are one text."""
    texts: dict[Fact, list[str]] = {}
    for kind, each in values:
        text, unit = each["text"], each["unit"]
        whole = text if each["value"] is None or text.endswith(unit) else text + unit
        texts.setdefault(Fact(kind, each["fiscal_year"]), []).append(whole)
    return {**facts, **{fact: "、".join(found) for fact, found in texts.items()}}


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
