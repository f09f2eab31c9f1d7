"""A column 番号 beside a strategy's indicators: it counts them, or has the codes of the measures that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.documents import MeasureRecord
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.codes import code_parts
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import KnownCodes

_OWN = expression(r"指標|kpi|通|連|整理")
"""Words of a header whose numbers are those of the indicators, or of the rows."""
_SURE_GAPS = 2
"""Numbers left out from which on they do not count the rows: one indicator may have been given up."""


def numbered_by_measures(
    rows: Sequence[TableRow], measures: Sequence[MeasureRecord], name: str
) -> tuple[list[TableRow], list[Finding]]:
    """The rows of a strategy's tables of indicators, where 番号 states the ``measures`` in those whose numbers are codes of
    them, and a finding for each table whose numbers may as well count its rows.

    Numbers are codes where all are and have several parts (1-2), or where several indicators have one, or some are left out.
    A table that names measures by their titles needs no numbers.
    """
    codes, titles = (each.code for each in measures), {match_key(each.title) for each in measures}
    known = KnownCodes(order=tuple(codes))
    made: list[TableRow] = []
    findings: list[Finding] = []
    for _, group in groupby(rows, key=lambda row: (id(row.header), row.source.sheet, row.source.table)):
        own = list(group)
        numbers = list(_numbers(own))
        titled = any(match_key(row.cell("title").text) in titles for row in own)
        if not numbers or titled or not all(_is_known(text, known) for _, text in numbers):
            made += own
        elif all(len(code_parts(text)) > 1 for _, text in numbers) or not _count(numbers):
            made += _stating(own)
        else:
            made += own
            if len(numbers) > 1 and {known.find(text) for _, text in numbers} == set(known.codes):
                findings.append(_may_be_codes(own, len(numbers), name))
    return made, findings


def _numbers(rows: Iterable[TableRow]) -> Iterator[tuple[str, str]]:
    """The indicators of a table, each once, with its number; none where a column states the measures, or the numbers are the
    indicators' own."""
    above = ("", "")
    for row in rows:
        at = row.header.index("number")
        stated = row.header.index("measure") is not None
        if at is None or stated or _OWN.search(match_key(row.header.columns[at].header)):
            return
        now = match_key(row.cell("name").text), row.cells[at].text.strip()
        if now != above and now[1]:
            yield now
        above = now


def _is_known(text: str, known: KnownCodes) -> bool:
    said = known.split(text)
    return bool(said) and all(each.code for each in said)


def _count(numbers: Sequence[tuple[str, str]]) -> bool:
    """Whether numbers may count the indicators: each is the next one, or begins anew, and hardly one is left out."""
    gaps = 0
    for (_, before), (_, text) in pairwise(numbers):
        first, second = (int(each) if each.isdecimal() else -1 for each in (before, text))
        if first < 0 or second < 0 or first == second or (second < first and second != 1):
            return False
        gaps += second > first + 1
    return gaps < _SURE_GAPS


def _stating(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """The rows with their numbers as what states their measures; an empty cell means the same as above."""
    at = rows[0].header.index("number")
    assert at is not None
    columns = list(rows[0].header.columns)
    columns[at] = replace(columns[at], column="measure")
    header, text = replace(rows[0].header, columns=tuple(columns)), ""
    for row in rows:
        cell = row.cells[at]
        text = cell.text if cell.text.strip() else text
        cells = (*row.cells[:at], cell._replace(text=text), *row.cells[at + 1 :])
        yield replace(row, header=header, cells=cells)


def _may_be_codes(rows: Sequence[TableRow], number: int, name: str) -> Finding:
    message = say_n(
        "the number of {n} indicator is that of a measure, too, or counts the rows: it is tied to none by that",
        "the numbers of {n} indicators are those of measures, too, or count the rows: they are tied to none by that",
        number,
    )
    hint = say("if they are those of measures, name the column 施策番号")
    return Finding("numbers-open", "info", message, rows[0].source._replace(document=name), hint=hint)
