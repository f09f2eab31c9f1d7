"""What is in doubt in the registers themselves: one name for two, validity that ends before it begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.resolving.doubts import Doubt
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.register import Bureau
from toshigaikou_cli.vocabulary.bureaus.validity import (
    EARLIEST,
    LATEST,
    first_day,
    last_day,
)
from toshigaikou_cli.vocabulary.cities.entries import City


def register_doubts(bureaus: Iterable[Bureau], cities: Iterable[City]) -> Iterator[Doubt]:
    """One name for two bureaus at the same time or for two cities, and validity that ends before it begins."""
    holders: dict[str, dict[str, tuple[str, Bureau]]] = defaultdict(dict)
    for bureau in bureaus:
        if first_day(bureau.valid_from) > last_day(bureau.valid_to):
            message = say(
                "{id} ends ({valid_to}) before it begins ({valid_from})",
                id=bureau.id,
                valid_to=bureau.valid_to,
                valid_from=bureau.valid_from,
            )
            yield Doubt("vocabulary-overlap", "bureau", bureau.name, message)
        for form in bureau.forms:
            holders[match_key(form)].setdefault(bureau.id, (form, bureau))
    for held in holders.values():
        entries = list(held.values())
        for place, (form, one) in enumerate(entries):
            for _, other in entries[:place]:
                apart = one.parent and other.parent and one.parent != other.parent
                if _together(one, other) and not apart:  # 総務部庶務課 and 市民部庶務課 are two
                    code = (
                        "vocabulary-overlap"
                        if match_key(one.name) == match_key(other.name)
                        else "vocabulary-name-doubled"
                    )
                    message = say(
                        "{form} stands for {one} and {other}, which were in force at the same time",
                        form=form,
                        one=other.id,
                        other=one.id,
                    )
                    yield Doubt(code, "bureau", form, message)
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for city in cities:
        for form in city.written:
            owners[match_key(form)].setdefault(city.id, form)
    for found in owners.values():
        if len(found) > 1:
            form = next(iter(found.values()))
            yield Doubt(
                "vocabulary-name-doubled",
                "city",
                form,
                say("{form} stands for {ids}", form=form, ids=joined(found, " and ")),
            )


def _together(one: Bureau, other: Bureau) -> bool:
    """Whether two bureaus were surely in force on the same day: between the latest start and the earliest end."""
    start = max(_surely_from(one), _surely_from(other))
    return start <= min(_surely_to(one), _surely_to(other))


def _surely_from(bureau: Bureau) -> str:
    return last_day(bureau.valid_from) if bureau.valid_from else EARLIEST


def _surely_to(bureau: Bureau) -> str:
    return first_day(bureau.valid_to) if bureau.valid_to else LATEST
