"""From the catalogue to citations: of records that are named, or of all that count for a question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import queries
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks, measures_asked
from toshigaikou_cli.catalogue.reading.finding import identify
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.coverage.measures import COUNTED
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.documenting import facts_by_hash
from toshigaikou_cli.messages import coded, say
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.ids import id_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_facts import DocumentFacts
    from toshigaikou_cli.records.rows import AchievementRow, MeasureRow

FactsByDocument = Mapping[str, "DocumentFacts"]


def citations(db: Path | None, names: Sequence[str], filters: Filters) -> list[Citation]:
    """A citation of each record that is named; without names, of the achievements that count for what the filters ask
    about, and of the measures that they count for (that of ``--measure`` in any case). Each comes once.

    Raises UsageError where nothing is asked about, or a name is of no measure and no achievement.
    """
    given = filters._replace(strategy=None).given()
    if bool(names) == bool(given) and (names or not filters.strategy):
        what = say("ids and filters do not go together") if names else say("nothing is asked about")
        raise UsageError(what, hint=say("tgx cite 2017-ef07e9, or tgx cite --measure 18"))
    path = catalogue_path(db)
    with reading(path) as connection:
        facts, several = facts_by_hash(connection, path), len(periods(connection)) > 1
        listed = (
            [_named(connection, name, filters.strategy, facts, several=several) for name in names]
            if names
            else [
                one for block in blocks(connection, filters) for one in _of(connection, block, facts, several)
            ]
        )
        english = english_of(connection)
    return [
        _with_english(each, english) for each in {(each.thing, each.id): each for each in listed}.values()
    ]


def _with_english(one: Citation, english: Mapping[str, str]) -> Citation:
    title, publisher = (english.get(one.facts.said(name)) for name in ("title", "publisher"))
    name = english.get(one.name) if one.thing == "measure" else None
    return one._replace(title_en=title, publisher_en=publisher, name_en=name)


def _named(
    connection: sqlite3.Connection, name: str, strategy: str | None, facts: FactsByDocument, *, several: bool
) -> Citation:
    found = identify(connection, name, strategy)
    if found.thing == "achievement":
        return _achievement(queries.achievement(connection, found.keys[0]), facts)
    if found.thing == "measure":
        return _measure(queries.measures(connection, Selection(measure=found.keys))[0], facts, several)
    hint = say("tgx cite has --goal, --area, --bureau and --city for what counts for them")
    raise UsageError(
        say("{name} is a {thing}, no claim of a document", name=name, thing=coded(found.thing)), hint=hint
    )


def _of(
    connection: sqlite3.Connection, block: Selection, facts: FactsByDocument, several: bool
) -> Iterator[Citation]:
    for measure in queries.measures(connection, measures_asked(block), block):
        if block.measure is not None or any(measure["achievements"].values()):
            yield _measure(measure, facts, several)
    for row in queries.achievements(connection, block._replace(kind="result")):
        if block.status is not None or _counts(row):
            yield _achievement(row, facts)


def _counts(row: AchievementRow) -> bool:
    """Whether a row counts for what is asked about."""
    inside = (link for link in row["links"] if link.get("inside", True))
    return row["outcome"] == "held" and any(link["status"] in COUNTED for link in inside)


def _achievement(row: AchievementRow, facts: FactsByDocument) -> Citation:
    return Citation(
        row["id"], "achievement", row["item"], row["result"], row["bureau_text"], row["fiscal_year"],
        row["source"], facts[row["source"]["sha256"]],
    )  # fmt: skip


def _measure(row: MeasureRow, facts: FactsByDocument, several: bool) -> Citation:
    return Citation(
        id_of(row["strategy"], row["code"]) if several else row["code"], "measure", row["title"], row["overview"],
        "、".join(bureau["name"] for bureau in row["bureaus"]), None, row["source"], facts[row["source"]["sha256"]],
    )  # fmt: skip
