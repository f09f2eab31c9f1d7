"""From the catalogue to the facts of the one page of ``tgx report --format html``."""

from __future__ import annotations

import json
from pathlib import Path

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.coverage.page import PageFacts
from toshigaikou_cli.jobs.indicating import lines_of
from toshigaikou_cli.jobs.reporting import make_report
from toshigaikou_cli.jobs.viewing import About, By, make_view
from toshigaikou_cli.packaged import packaged

SHOWN: tuple[By | About, ...] = ("bureau", "city", "year", "timeline", "targets", "sure")


def page_facts(db: Path | None) -> PageFacts:
    """What the page of a whole catalogue shows. Raises CatalogueError where it has no strategy."""
    everything = Selection()
    with reading(catalogue_path(db)) as connection:
        report = make_report(connection, everything)
        measures = frame.measures(connection, everything)
        return PageFacts(
            report=report,
            views={name: make_view(connection, name, everything)[0] for name in SHOWN},
            achievements=queries.achievements(connection, Selection(kind="result")),
            overviews={measure["number"]: measure["overview"] for measure in measures},
            cities=frame.cities(connection),
            indicators=lines_of(connection, everything, listed=True),
            coast=json.loads(packaged("data/coastline.json").read_text(encoding="utf-8")),
        )
