"""From the catalogue to the facts of the one page of ``tgx report --format html``."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks
from toshigaikou_cli.coverage.page import PageFacts, Question
from toshigaikou_cli.jobs.indicating import lines_of
from toshigaikou_cli.jobs.reporting import EVERYTHING, Asked, make_report
from toshigaikou_cli.jobs.viewing import About, By, facts_of, make_view
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.ids import code_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

SHOWN: tuple[By | About, ...] = ("bureau", "city", "year", "timeline", "targets", "sure")


def page_facts(db: Path | None, asked: Asked = EVERYTHING) -> list[PageFacts]:
    """What the page shows of each strategy that is asked about, the newer first.

    Raises CatalogueError where there is none.
    """
    with reading(catalogue_path(db)) as connection:
        return [_of_block(connection, block, asked) for block in blocks(connection, asked.filters)]


def _of_block(connection: sqlite3.Connection, block: Selection, asked: Asked) -> PageFacts:
    report, facts = make_report(connection, block, asked), facts_of(connection, block)
    measures = frame.measures(connection, Selection(strategy=block.strategy))
    return PageFacts(
        report=report,
        views={name: make_view(facts, name, asked) for name in SHOWN},
        achievements=_within(queries.achievements(connection, block._replace(kind="result"))),
        overviews={measure["code"]: measure["overview"] for measure in measures},
        cities=frame.cities(connection, None, block.strategy),
        indicators=() if _no_indicators(block) else lines_of(connection, block, listed=True),
        coast=json.loads(packaged("data/coastline.json").read_text(encoding="utf-8")),
        question=question_of(connection, block, asked),
    )


def _no_indicators(block: Selection) -> bool:
    """Whether the filters are about achievements only: indicators have neither cities nor links nor outcomes."""
    return any(value is not None for value in (block.city, block.status, block.outcome))


def question_of(connection: sqlite3.Connection, block: Selection, asked: Asked) -> Question:
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


def _within(achievements: list[AchievementRow]) -> list[AchievementRow]:
    """Achievements with their links to what is asked about only."""
    for each in achievements:
        each["links"] = [link for link in each["links"] if link.get("inside", True)]
    return achievements
