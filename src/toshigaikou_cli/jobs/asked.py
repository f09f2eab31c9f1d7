"""What was asked, by the names of the catalogue: for the head of a page, a summary or a chart."""

from __future__ import annotations

import sqlite3

from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.jobs.reporting import Asked
from toshigaikou_cli.records.ids import code_of


def question_of(connection: sqlite3.Connection, block: Selection, asked: Asked) -> Question:
    """The filters of a selection; a bureau by its name of today."""
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
