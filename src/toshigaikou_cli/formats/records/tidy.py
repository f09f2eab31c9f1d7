"""Lists as CSV for programs: one type a column, ISO dates (a relation's as exact as it is known). ``tgx export`` has a row
for each date, city and quantity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.tables.table import Column, Table, Value
from toshigaikou_cli.messages import Message, say_as

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import CityRow, ListedActivity

ACTIVITY = (
    "achievement", "fiscal_year", "kind", "bureau", "item", "label", "text", "start", "end", "precision", "date_role",
    "dates", "cities", "city_count", "quantity", "unit", "quantity_count", "outcome",
)  # fmt: skip
"""The columns of activities."""
CITY = ("name", "name_en", "country", "country_name", "own", "relation", "since", "relation_count", "fiscal_year",
         "achievements")  # fmt: skip
"""The columns of cities."""

_HEADINGS = {
    "name": say_as("column", "City"),
    "name_en": say_as("column", "English name"),
    "country": say_as("column", "Country code"),
    "country_name": say_as("column", "Country"),
    "own": say_as("column", "Own city"),
    "relation_count": say_as("column", "Number of relations"),
    "start": say_as("column", "First day"),
    "end": say_as("column", "Last day"),
    "precision": say_as("column", "Precision of the date"),
    "date_role": say_as("column", "Role of the date"),
    "dates": say_as("column", "Number of dates"),
    "city_count": say_as("column", "Number of cities"),
    "unit": say_as("column", "Unit"),
    "quantity_count": say_as("column", "Number of quantities"),
    "achievement": say_as("column", "Achievement id"),
}
"""Headings that say more than the key of their column."""


def tidy_activities(records: Sequence[ListedActivity]) -> Table:
    """A row an activity: its first own date and quantity, the numbers of all, and the names of its cities as a text."""
    return Table(_columns(ACTIVITY), [_activity(record) for record in records])


def _activity(record: ListedActivity) -> tuple[Value, ...]:
    dates = [date for date in record["dates"] if date["role"] != "mentioned"]
    first: tuple[Value, ...] = (None,) * 4
    if dates:
        first = (dates[0]["start"], dates[0]["end"], dates[0]["precision"], dates[0]["role"])
    amounts = record["quantities"]
    return (
        record["achievement"], record["fiscal_year"], record["kind"], record["bureau"], record["item"], record["label"],
        record["text"], *first, len(dates), "、".join(record["cities"]), len(record["cities"]),
        amounts[0]["value"] if amounts else None, amounts[0]["unit"] if amounts else None, len(amounts),
        record["outcome"],
    )  # fmt: skip


def tidy_cities(records: Sequence[CityRow], *, counting: bool) -> Table:
    """A row a city and fiscal year, one without a year for a city without achievements; its earliest relation, and how many
    there are. ``counting``: also the achievements that count for what is asked about."""
    rows = [row for record in records for row in _city(record)]
    return Table(_columns((*CITY, *(("counting",) if counting else ()))), rows)


def _city(record: CityRow) -> Iterator[tuple[Value, ...]]:
    relations = sorted(record["relations"], key=lambda each: (each["since"] is None, each["since"] or ""))
    first: tuple[Value, ...] = (relations[0]["kind"], relations[0]["since"]) if relations else (None, None)
    own = "true" if record["self"] else "false"
    known = (record["name"], record["name_en"], record["country"], record["country_name"])
    for year, number in record["achievements"].items() or [("", 0)]:
        counted = (record["counting"].get(year, 0),) if "counting" in record else ()
        yield (*known, own, *first, len(relations), int(year) if year else None, number, *counted)


def _columns(names: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(name, _HEADINGS.get(name) or _titled(name)) for name in names)


def _titled(name: str) -> Message:
    """The heading of a column: its code in words, another one in Japanese."""
    return Message(name.replace("_", " ").capitalize(), name, {}, context="code")
