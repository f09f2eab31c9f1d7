"""Numeric targets in the texts of measures (令和9年度までに年20人派遣する): read where that is sure, else named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.strategies.prose_targets import (
    BY_YEAR,
    DIGITS,
    NUMBER,
    aims_in,
    called_target,
    year_of,
)
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import MeasureRecord
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.records.place import Spot

_MAY = expression(r"[0-9０-９][^。]{0,80}(?:まで|目標|目指|めざ)|(?:まで|目標)[^。]{0,80}[0-9０-９]")
_DONE = expression(r"(?:た|ている|ています|でした)。?$")
_TO_DO = expression(r"[うくすつぬぶむる]。?$")
_IN_BRACKETS = expression(r"[（(]([^（）()]*まで[^（）()]*)[)）](。?)$")
_SHOWN = 60


def cell_targets(
    measures: Sequence[MeasureRecord], read: Sequence[IndicatorRecord], now: int | None, document: str
) -> tuple[list[IndicatorRecord], list[Finding]]:
    """The targets that the texts of measures state, each of its measure, and a note for each sentence that may have one and is
    not read. ``read`` are the indicators of columns: what these state is not told again. ``now`` is the strategy's first year.
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
    for measure in measures:
        if not _MAY.search(measure.overview):
            continue
        for sentence in re.findall(r"[^。\n]+。?", measure.overview.translate(DIGITS)):
            found = _read(sentence, measure, now)
            if found is None:
                findings.append(_unread(sentence, measure.source, document))
            else:
                row = measure.source if measure.code in again else None
                records += [each for each in found if (measure.code, row, each.values[-1].value) not in known]
    return records, findings


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
        return [
            each._replace(source=measure.source, measures=(measure.code,), about=measure.title)
            for _, each in aims
        ]
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
