"""From the catalogue to a chart: what it is of, and the picture."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading.filters import blocks
from toshigaikou_cli.coverage.indicators import IndicatorReport
from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.coverage.views import View
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.asked import question_of
from toshigaikou_cli.jobs.documenting import facts_by_hash
from toshigaikou_cli.jobs.indicating import indicator_report
from toshigaikou_cli.jobs.reporting import Asked
from toshigaikou_cli.jobs.viewing import About, By, facts_of, make_view
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.charts import BarChart, Chart
from toshigaikou_cli.records.document_facts import DocumentFacts

NamedFacts = Sequence[tuple[str, DocumentFacts]]


class Charted(NamedTuple):
    """What a chart is made of: a view or the report of indicators, what was asked, and the documents."""

    view: View
    question: Question
    documents: NamedFacts


class IndicatorsCharted(NamedTuple):
    report: IndicatorReport
    question: Question
    documents: NamedFacts


def charted_view(db: Path | None, name: By | About, asked: Asked) -> Charted:
    """A view of the one strategy that is asked about. Raises UsageError where there are several."""
    path = catalogue_path(db)
    with reading(path) as connection:
        several = blocks(connection, asked.filters)
        if len(several) > 1:
            named = [block.strategy for block in several]
            raise UsageError(
                say("a chart is of one strategy"), where="--strategy", hint=say("one of {known}", known=named)
            )
        view = make_view(facts_of(connection, several[0]), name, asked)
        documents = _named(connection, path, view.documents)
        return Charted(view, question_of(connection, several[0], asked), documents)


def charted_indicators(db: Path | None, asked: Asked) -> IndicatorsCharted:
    """The report of indicators, with what was asked."""
    report, path = indicator_report(db, asked), catalogue_path(db)
    with reading(path) as connection:
        own = {name for line in report.indicators for name in line.documents}
        listed = [each for each in report.documents if each["name"] in own]
        question = question_of(connection, blocks(connection, asked.filters)[0], asked)
        return IndicatorsCharted(report, question, _named(connection, path, listed))


def _named(connection: sqlite3.Connection, path: Path, documents: Sequence[Mapping[str, Any]]) -> NamedFacts:
    facts = facts_by_hash(connection, path)
    return [(each["name"], facts[each["sha256"]]) for each in documents]


def drawn(chart: Chart, form: Literal["svg", "png"]) -> bytes:
    """A chart as a file. Raises UsageError where matplotlib or a font with Japanese is not there, or nothing is to draw."""
    from toshigaikou_cli.drawing.sheet import library, saved

    bars = isinstance(chart, BarChart)
    if not (chart.bars if isinstance(chart, BarChart) else chart.panels):
        what = say("there is nothing to draw") if bars else say("no indicator has numbers of years to draw")
        raise UsageError(what, hint=say("ask about more, or print the table"))
    with library():
        if isinstance(chart, BarChart):
            from toshigaikou_cli.drawing.bars import draw_bars

            return saved(draw_bars(chart), chart.frame, form)
        from toshigaikou_cli.drawing.panels import draw_panels

        return saved(draw_panels(chart), chart.frame, form)
