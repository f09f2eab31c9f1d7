"""The numbers of measures of a strategy that gives them none: 1, 2, 3 in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.parsers.strategies.repeated import RepeatedRows, code_and_title
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import MeasureRecord
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.normalize import tidy


def numbers_given(
    items: Sequence[Line | TableRow], again: RepeatedRows, context: ParseContext
) -> Mapping[int, str]:
    """The numbers of the rows, by their place in memory, where no row has a code: from 1 in their order; those of one merged
    cell have one number, and those that repeat a measure (再掲) have none."""
    rows = [item for item in items if isinstance(item, TableRow) and not again.says_so(item)]
    parts = [(row, *code_and_title(row, context)) for row in rows]
    if any(code or not tidy(title) or row.header.index("number") is not None for row, code, title in parts):
        return {}
    numbers: dict[int, str] = {}
    for row, _, _ in parts:
        numbers[id(row)] = str(len(set(numbers.values())) + (not (row.cell("title").filled and numbers)))
    return numbers


def numbered_in_order(measures: Sequence[MeasureRecord], context: ParseContext) -> Finding:
    """The note that measures have numbers that the strategy does not give them."""
    return Finding(
        code="measures-numbered",
        severity="info",
        message=say("no measure has a code: they are numbered in their order, 1 to {n}", n=len(measures)),
        spot=measures[0].source._replace(document=context.name),
        cell=measures[0].title,
        hint=say("sheets may state a measure by its title"),
    )
