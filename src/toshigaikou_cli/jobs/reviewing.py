"""Links and judgements as they are: of one row, what to look at first, what was decided. Loads nothing that writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, judged, queries
from toshigaikou_cli.catalogue.reading.codes import measure_keys, one_measure
from toshigaikou_cli.catalogue.reading.filters import resolve
from toshigaikou_cli.catalogue.reading.finding import identify, refuse_start
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import digest_of
from toshigaikou_cli.jobs.places import Files, model_path
from toshigaikou_cli.judgements import review_order
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.text.keys import match_key

if TYPE_CHECKING:
    from toshigaikou_cli.records.answers import OpenRow
    from toshigaikou_cli.records.rows import AchievementRow, JudgementRow, ListedSuggestion


def achievement_id(connection: sqlite3.Connection, name: str) -> str:
    """The id that ``name`` is, or begins. Raises UsageError where it is no achievement's."""
    found = identify(connection, name)
    if found.thing != "achievement":
        refuse_start(connection, name)
        raise UsageError(
            say("no achievement {name}", name=name), hint=say("tgx query achievements lists all")
        )
    return str(found.keys[0])


def measure_id(connection: sqlite3.Connection, name: str, achievement: str) -> str:
    """The id of the measure that a name stands for, for a row. Raises UsageError where it is none, or several."""
    return one_measure(connection, name, int(achievement[:4])).id


def links_of(db: Path | None, name: str) -> AchievementRow:
    """One achievement with its links, by its id or the start of one."""
    with reading(catalogue_path(db)) as connection:
        return queries.achievement(connection, achievement_id(connection, name))


def unapplied(files: Files) -> bool:
    """Whether the file of judgements is not the one that was last applied."""
    with reading(files.catalogue) as connection:
        applied = judged.fingerprint(connection)
    try:
        return digest_of(files.judgements) != applied
    except OSError:
        return applied != ""


class Order(NamedTuple):
    """Which open rows a person should look at first: their ids, and how many there are beyond a limit too."""

    ids: list[str]
    number: int


def suggested_first(files: Files, filters: Filters, limit: int | None, *, stated: bool = False) -> Order:
    """The open rows of a selection, at most ``limit``: those first where a judgement tells most; those whose links their sheet
    states only where they are asked for."""
    number = 0
    with reading(files.catalogue) as connection:

        def ranked() -> Iterator[tuple[float, int, str]]:
            nonlocal number
            rows = judged.open_rows(connection, resolve(connection, filters), stated=stated)
            for each in chain.from_iterable(_suggestions(connection, files, rows)):
                yield -each.priority, number, each.row.achievement
                number += 1

        first = sorted(ranked()) if limit is None else nsmallest(limit, ranked())
    return Order([key for _, _, key in first], number)


def suggestions_in_parts(files: Files, ids: Sequence[str]) -> Iterator[list[ListedSuggestion]]:
    """These open rows in the shape of the printed JSON, a part of them at once."""
    with reading(files.catalogue) as connection:
        rows = (judged.open_rows_of(connection, part) for part in parts_of(ids))
        for found in _suggestions(connection, files, rows):
            yield [_suggestion(each) for each in found]


def _suggestions(
    connection: sqlite3.Connection, files: Files, parts: Iterable[list[OpenRow]]
) -> Iterator[list[review_order.Suggestion]]:
    """What there is to say of open rows, by the learned model too where there is one."""
    support = judged.supports(connection)
    path = model_path(files)
    if not path.exists():
        for rows in parts:
            yield [review_order.suggestion(row, support) for row in rows]
        return
    from toshigaikou_cli.jobs.learning import second_opinion, trained

    model = trained(path)
    for rows in parts:
        ordered, learned = second_opinion(connection, model, rows, support)
        yield [review_order.suggestion(row, support, learned) for row in ordered]


def _suggestion(suggestion: review_order.Suggestion) -> ListedSuggestion:
    row = suggestion.row
    return {
        "id": row.achievement,
        "fiscal_year": row.fiscal_year,
        "kind": row.kind,
        "bureau": row.bureau,
        "item": row.item,
        "proposals": [
            {**measure_keys(claim.measure), "status": claim.status, "score": round(claim.score, 3)}
            for claim in suggestion.proposals
        ],
        "stale": bool(row.stale),
        "priority": round(suggestion.priority, 3),
        "why": list(suggestion.why),
    }


def judgements(files: Files, state: str | None) -> list[JudgementRow]:
    """The judgements as last applied, all or those of one state. Raises JudgementError where their file has changed since,
    and cannot be read."""
    if unapplied(files):
        from toshigaikou_cli.judgements.file import read_judgements

        read_judgements(files.judgements)
    with reading(files.catalogue) as connection:
        return judged.all_judgements(connection, state)


def open_row(files: Files, key: str) -> AchievementRow | None:
    """An achievement with its links; None where the catalogue does not have it any more."""
    with reading(files.catalogue) as connection:
        return queries.achievement(connection, key) if judged.has_achievement(connection, key) else None


def measure_meant(files: Files, name: str, achievement: str) -> str:
    """The id of the measure that a name stands for, for a row. Raises UsageError where it is none, or several."""
    with reading(files.catalogue) as connection:
        return measure_id(connection, name, achievement)


def measures_like(files: Files, word: str) -> list[tuple[str, str]]:
    """The measures that hold a word: their codes, with the strategy where there are several, and their titles."""
    with reading(files.catalogue) as connection:
        found = judged.measures_like(connection, match_key(word))
        several = len(frame.strategies(connection)) > 1
        return [(each.id if several else each.code, each.title) for each in found]
