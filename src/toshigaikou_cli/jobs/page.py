"""From the catalogue to the facts of the one page of ``tgx report --format html``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks
from toshigaikou_cli.coverage.page import PageFacts
from toshigaikou_cli.jobs.asked import question_of
from toshigaikou_cli.jobs.documenting import facts_by_hash
from toshigaikou_cli.jobs.indicating import lines_of
from toshigaikou_cli.jobs.reporting import EVERYTHING, Asked, make_report
from toshigaikou_cli.jobs.viewing import About, By, facts_of, make_view
from toshigaikou_cli.jobs.wording import words_of
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.long import LongList, mapped

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

SHOWN: tuple[By | About, ...] = ("bureau", "city", "year", "timeline", "targets", "sure")


def page_facts(db: Path | None, asked: Asked = EVERYTHING) -> list[PageFacts]:
    """What the page shows of each strategy that is asked about, the newer first.

    Raises CatalogueError where there is none.
    """
    path = catalogue_path(db)
    with reading(path) as connection:
        known = facts_by_hash(connection, path)
        return [
            _of_block(connection, block, asked, SHOWN)._replace(
                achievements=_within(list(_results(connection, block))), facts=known
            )
            for block in blocks(connection, asked.filters)
        ]


@contextmanager
def summary_facts(db: Path | None, asked: Asked = EVERYTHING) -> Iterator[list[PageFacts]]:
    """What the summary shows, in the same shape; achievements are read while they are looked at."""
    path = catalogue_path(db)
    with reading(path) as connection:
        known = facts_by_hash(connection, path)
        found = [
            _of_block(connection, block, asked, ("sure",))._replace(
                achievements=mapped(_results(connection, block), _within), facts=known
            )
            for block in blocks(connection, asked.filters)
        ]
        yield found


def _results(connection: sqlite3.Connection, block: Selection) -> LongList[AchievementRow]:
    return queries.achievements(connection, block._replace(kind="result"))


def _of_block(
    connection: sqlite3.Connection, block: Selection, asked: Asked, shown: Iterable[By | About]
) -> PageFacts:
    """All but the achievements and what is known of documents."""
    report, facts = make_report(connection, block, asked), facts_of(connection, block)
    measures = frame.measures(connection, Selection(strategy=block.strategy))
    cities = frame.cities(connection, None, block.strategy)
    return PageFacts(
        report=report,
        views={name: make_view(facts, name, asked) for name in shown},
        achievements=(),
        overviews={measure["code"]: measure["overview"] for measure in measures},
        cities=cities,
        indicators=() if _no_indicators(block) else lines_of(connection, block, listed=True),
        coast=json.loads(base_data("coastline.json").read_text(encoding="utf-8")),
        question=question_of(connection, block, asked),
        words=words_of(connection),
        kinds=projects.current().relations,
        names=english_of(connection),
    )


def _no_indicators(block: Selection) -> bool:
    """Whether the filters are about achievements only: indicators have neither cities nor links nor outcomes."""
    return any(value is not None for value in (block.city, block.status, block.outcome))


def _within(achievements: Sequence[AchievementRow]) -> Sequence[AchievementRow]:
    """Achievements with their links to what is asked about only."""
    for each in achievements:
        each["links"] = [link for link in each["links"] if link.get("inside", True)]
    return achievements
