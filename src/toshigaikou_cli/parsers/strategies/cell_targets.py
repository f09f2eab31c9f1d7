"""Numeric targets in the texts of measures (令和9年度までに年20人派遣する): read where that is sure, else named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.header_figures import role_named
from toshigaikou_cli.parsers.columns.header_names import year_of_header
from toshigaikou_cli.parsers.figures.figure_years import year_in_cell
from toshigaikou_cli.parsers.strategies.prose_targets import (
    BY_YEAR,
    DIGITS,
    NUMBER,
    aims_in,
    called_target,
    target_record,
    year_of,
)
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import MeasureRecord
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.stated_numbers import named_figure, stated_number
from toshigaikou_cli.vocabulary.columns import Columns

_MAY = expression(r"[0-9０-９][^。]{0,80}(?:まで|目標|目指|めざ)|(?:まで|目標)[^。]{0,80}[0-9０-９]")
_DONE = expression(r"(?:た|ている|ています|でした)。?$")
_TO_DO = expression(r"[うくすつぬぶむる]。?$")
_IN_BRACKETS = expression(r"[（(]([^（）()]*まで[^（）()]*)[)）](。?)$")
_SHOWN = 60


def cell_targets(
    measures: Sequence[MeasureRecord],
    read: Sequence[IndicatorRecord],
    now: int | None,
    document: str,
    columns: Columns,
) -> tuple[list[IndicatorRecord], list[Finding]]:
    """The targets that the texts of measures state, and their cells under 数値目標 or 指標 that are no value of an indicator,
    each of its measure, and a note for each that may have one and is not read. ``read`` are the indicators of columns: what
    these state is not told again. ``now`` is the strategy's first year.
    """
    records: list[IndicatorRecord] = []
    findings: list[Finding] = []
    again = {code for code, times in Counter(each.code for each in measures).items() if times > 1}
    known = {
        (code, each.source if code in again else None, value.value)
        for each in read
        for code in each.measures
        for value in each.values
        if value.value
    }
    rows = {each.source for each in read}
    for measure in measures:
        overview = measure.overview if _MAY.search(measure.overview) else ""
        texts = [(text, _read(text, measure, now)) for text in _sentences(overview)]
        texts += (
            (text, _read_cell(text, measure))
            for cell in _of_targets(measure, columns, in_indicators=measure.source not in rows)
            for text in _sentences(cell)
            if NUMBER.search(text)
        )
        row = measure.source if measure.code in again else None
        for text, found in texts:
            if found is None:
                findings.append(_unread(text, measure.source, document))
            else:
                records += [each for each in found if (measure.code, row, each.values[-1].value) not in known]
    return records, findings


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。\n]+。?", text.translate(DIGITS))


def _of_targets(measure: MeasureRecord, columns: Columns, *, in_indicators: bool) -> Iterator[str]:
    """The cells of a measure under a name of targets of which no figure was read, and those under a name of indicators where its
    row has none. What stands under a year is named by itself."""
    for cell in measure.cells:
        role = role_named(cell.header, columns.figures) if cell.column in ("", "indicator") else ""
        wanted = role == "target" or (role == "indicator" and in_indicators)
        if wanted and not cell.filled and year_of_header(cell.header) is None:
            yield cell.text


def _read_cell(text: str, measure: MeasureRecord) -> list[IndicatorRecord] | None:
    """The target in a line of a cell (来場者数 1,000人; 派遣者数を令和9年度までに50人); None where nothing tells which it is."""
    year, bare = year_in_cell(text.strip().rstrip("。"), None)
    name, figure = named_figure(bare)
    number = stated_number(figure)
    if name and number.value is not None:
        return [_of_measure(target_record(name, number.value, number.unit, year, text.strip()), measure)]
    aims = aims_in(text, aimed=True, called=True, instead=measure.title)
    return [_of_measure(each, measure) for _, each in aims] if len(aims) == 1 else None


def _of_measure(record: IndicatorRecord, measure: MeasureRecord) -> IndicatorRecord:
    return record._replace(source=measure.source, measures=(measure.code,), about=measure.title)


def _read(sentence: str, measure: MeasureRecord, now: int | None) -> list[IndicatorRecord] | None:
    """The targets in a sentence of a measure, none where it has none; None where it may have one, and nothing tells which."""
    cut = called_target(sentence)
    rest = sentence[cut:]
    within = _IN_BRACKETS.search(rest)
    if within and NUMBER.search(within[1]) and not NUMBER.search(rest[: within.start()]):
        rest = f"{within[1]}{within[2]}"  # 派遣を行う（令和9年度までに年20人）
    to_come = any(year_of(year) >= (now or 0) for year in BY_YEAR.finditer(rest))
    done = _DONE.search(rest)
    sure = to_come and (bool(_TO_DO.search(rest)) or bool(within)) and not done
    aims = aims_in(rest, aimed=bool(cut) or sure, called=bool(cut), instead=measure.title)
    aims = [(at, each) for at, each in aims if (each.values[-1].fiscal_year or now or 0) >= (now or 0)]
    if len(aims) == 1:
        return [_of_measure(each, measure) for _, each in aims]
    may = (cut or to_come) and not done and NUMBER.search(rest)
    return None if aims or may else []


def unread_targets(lines: Sequence[Line], read: Sequence[IndicatorRecord], document: str) -> list[Finding]:
    """A note for each line that calls itself a target, has a number, and is not read as one."""
    places = {each.source for each in read}
    return [
        _unread(text[cut:], line.spot, document)
        for line in lines
        if "目標" in line.text and line.spot not in places
        for text in [line.text.translate(DIGITS)]
        if (cut := called_target(text)) and NUMBER.search(text[cut:])
    ]


def _unread(sentence: str, spot: Spot, document: str) -> Finding:
    text = sentence.strip()
    return Finding(
        code="target-unread",
        severity="warning",
        message=say("a target in a sentence is not read: {text}", text=text[:_SHOWN]),
        spot=spot._replace(document=document),
        cell=text,
        hint=say("columns 指標 and 目標値（令和9年度） state it surely"),
    )
