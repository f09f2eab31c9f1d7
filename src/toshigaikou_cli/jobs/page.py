"""From the catalogue to the facts of the one page of ``tgx report --format html``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks
from toshigaikou_cli.coverage.page import PageFacts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.indicating import lines_of
from toshigaikou_cli.jobs.reporting import make_report
from toshigaikou_cli.jobs.viewing import About, By, make_view
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.filters import Filters

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

SHOWN: tuple[By | About, ...] = ("bureau", "city", "year", "timeline", "targets", "sure")


def page_facts(db: Path | None, strategy: str | None = None) -> PageFacts:
    """What the page of a strategy shows: of the one that the catalogue has, or that is named.

    Raises CatalogueError where it has no strategy, UsageError where it has several and none is named.
    """
    with reading(catalogue_path(db)) as connection:
        chosen = blocks(connection, Filters(strategy=strategy))
        if len(chosen) > 1:
            ids = ", ".join(str(each.strategy) for each in chosen)
            raise UsageError("html is one page of one strategy", where="--format", hint=f"--strategy {ids}")
        everything = chosen[0]
        report = make_report(connection, everything)
        measures = frame.measures(connection, Selection(strategy=everything.strategy))
        return PageFacts(
            report=report,
            views={name: make_view(connection, name, everything)[0] for name in SHOWN},
            achievements=_within(
                queries.achievements(connection, everything._replace(kind="result")), everything.strategy
            ),
            overviews={measure["code"]: measure["overview"] for measure in measures},
            cities=frame.cities(connection, None, everything.strategy),
            indicators=lines_of(connection, everything, listed=True),
            coast=json.loads(packaged("data/coastline.json").read_text(encoding="utf-8")),
        )


def _within(achievements: list[AchievementRow], strategy: str | None) -> list[AchievementRow]:
    """Achievements with their links to one strategy only."""
    for each in achievements:
        each["links"] = [link for link in each["links"] if link["strategy"] == strategy]
    return achievements
