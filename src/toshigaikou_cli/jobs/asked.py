"""What was asked, by the names of the catalogue: for the head of a report, a page, a summary or a chart, and beside a list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.reading.names import find_bureaus, find_city, is_name
from toshigaikou_cli.messages import Called, Message, joined, say
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.ids import code_of

if TYPE_CHECKING:
    from toshigaikou_cli.coverage.page import Question
    from toshigaikou_cli.jobs.reporting import Asked


def question_of(connection: sqlite3.Connection, block: Selection, asked: Asked) -> Question:
    """The filters of a selection; a bureau by its name of today."""
    from toshigaikou_cli.coverage.page import Question

    names = {bureau["id"]: bureau["name"] for bureau in frame.bureaus(connection)} if block.bureaus else {}

    def codes(ids: tuple[str, ...] | None) -> str:
        return "、".join(map(code_of, ids or ()))

    return Question(
        goal=codes(block.goal),
        area=codes(block.area),
        measure=codes(block.measure),
        bureau=names[block.bureaus[0]] if block.bureaus else "",
        city=block.city or "",
        year=block.year,
        status=block.status or "",
        outcome=block.outcome or "",
        uncovered=asked.uncovered,
    )


def understood(db: Path | None, filters: Filters, *, plain: bool = True) -> Message | None:
    """The bureau and the city of filters as they were understood, with the bureaus that were taken in beside the one that is
    named; None for neither. Not ``plain``: nothing of a name that is given in full and means itself alone."""
    if filters.bureau is None and filters.city is None:
        return None
    with reading(catalogue_path(db)) as connection:
        said = list(_understood(connection, filters, plain=plain))
    return joined(said, "; ") if said else None


def _understood(connection: sqlite3.Connection, filters: Filters, *, plain: bool) -> Iterator[Message]:
    if filters.bureau is not None:
        ids = find_bureaus(connection, filters.bureau)
        called = {bureau["id"]: bureau["name"] for bureau in frame.bureaus(connection)}
        first, *others = dict.fromkeys(called[id_] for id_ in ids)
        if others:
            yield say(
                "Bureau: {name}, also its predecessors and successors: {others}",
                name=Called(first),
                others=joined(others, "、"),
            )
        elif plain or not is_name(connection, filters.bureau, "bureau"):
            yield say("Bureau: {name}", name=Called(first))
    if filters.city is not None and (plain or not is_name(connection, filters.city, "city")):
        yield say("City: {name}", name=Called(find_city(connection, filters.city)))
