"""The one page of ``tgx report --format html``: its facts from the catalogue."""

from __future__ import annotations

import json
import sqlite3

from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.formats.pages import html
from toshigaikou_cli.jobs import reporting
from toshigaikou_cli.packaged import packaged

EVERYTHING = Selection()
SHOWN = ("bureau", "city", "year", "timeline", "targets", "sure")


def page(connection: sqlite3.Connection) -> str:
    """The page of a whole catalogue. Raises CatalogueError where it has no strategy."""
    report = reporting.make_report(connection, EVERYTHING, {})
    views = {name: reporting.make_view(connection, name, EVERYTHING, {})[0] for name in SHOWN}
    measures = frame.measures(connection, EVERYTHING)
    return html.page(
        html.Facts(
            report=report,
            views=views,
            achievements=queries.achievements(connection, Selection(kind="result")),
            overviews={measure["number"]: measure["overview"] for measure in measures},
            cities=frame.cities(connection),
            coast=json.loads(packaged("data/coastline.json").read_text(encoding="utf-8")),
        )
    )
