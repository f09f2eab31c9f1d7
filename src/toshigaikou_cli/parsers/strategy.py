"""The strategy -> goals, areas, measures, partner cities and indicators."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers.accounts import row_count, unknown_tables
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.indicators import TABLE, table_indicators
from toshigaikou_cli.parsers.prose_targets import prose_targets
from toshigaikou_cli.parsers.row_figures import FigureFrame, row_figures
from toshigaikou_cli.parsers.tables import TableRow, Tables
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import (
    AreaRecord,
    CityRecord,
    GoalRecord,
    MeasureRecord,
    RejectedRow,
    StrategyDocument,
)
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.finding import find_dates, find_since
from toshigaikou_cli.text.normalize import split_enumerator, tidy

_HEADING = re.compile(r"[(（]|[ア-ン][\s.．、]")
_GOAL_MARK = re.compile(r"[0-9]{1,2}")
_AREA_MARK = re.compile(r"[ア-ンa-z]")
_CIRCLED_ITEM = re.compile(r"[\s\-・○●]*([①-⑳])\s*(.+)")
_MARKS = "★☆※*＊◎○●"


@dataclass(slots=True)
class _Collected:
    goals: dict[int, GoalRecord] = field(default_factory=dict)
    areas: dict[tuple[int, str], AreaRecord] = field(default_factory=dict)
    measures: list[MeasureRecord] = field(default_factory=list)
    cities: list[CityRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    listed: list[TableRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    goal: tuple[int, str, Spot] | None = None
    area: tuple[str, str, Spot] | None = None


def parse_strategy(tables: Tables, context: ParseContext) -> StrategyDocument:
    """The strategy's tables under their headings ``(1) …`` (goals) and ``(ア) …`` (areas), and its indicators.

    Raises ParseError where no measure is found.
    """
    found = _Collected()
    for item in tables.items:
        if isinstance(item, Line):
            _note_heading(found, item, context)
        elif item.header.table.relation:
            found.cities.append(_city(item, found.cities, context))
        elif item.header.table.name == TABLE:
            found.listed.append(item)
        else:
            _add_measure(found, item, context)
    if not found.measures:
        raise _no_measure((*tables.rejected, *found.rejected), context)
    lines = [item for item in tables.items if isinstance(item, Line)]
    return StrategyDocument(
        title=_title(lines, context),
        published=_published(lines, context),
        goals=_named_goals(tuple(found.goals.values()), lines, context),
        areas=tuple(found.areas.values()),
        measures=tuple(found.measures),
        cities=tuple(found.cities),
        indicators=(
            *table_indicators(found.listed, context, None),
            *found.indicators,
            *prose_targets(lines, context),
        ),
        listed=len(found.listed),
        rejected=(*tables.rejected, *found.rejected),
        count=row_count(
            tables, len(found.measures) + len(found.cities) + len(found.listed), len(found.rejected)
        ),
        findings=unknown_tables(tables, context.name),
    )


def _no_measure(rejected: Sequence[RejectedRow], context: ParseContext) -> ParseError:
    """The error that no row is a measure, with the first row that was rejected for each reason."""
    by_reason: dict[str, list[RejectedRow]] = {}
    for row in rejected:
        by_reason.setdefault(row.reason.partition(" in '")[0], []).append(row)
    told = "; ".join(
        f"{len(rows)} rows rejected: {rows[0].reason} (first: {rows[0].source.within}: {rows[0].text[:60]})"
        for rows in by_reason.values()
    )
    hint = "a measure has a whole number, and stands under headings (1) … and (ア) … or in columns 目標 and 方向性"
    what = "no measure in this document"
    return ParseError(
        f"{what}: {told}" if told else what, where=context.name, hint=hint if told else "is it a strategy?"
    )


def _note_heading(found: _Collected, line: Line, context: ParseContext) -> None:
    mark, title = context.enumerated(line.text)
    if not title or len(title) > 60 or title.endswith("。") or not _HEADING.match(line.text.strip()):
        return
    source = line.spot
    if _GOAL_MARK.fullmatch(mark):
        found.goal, found.area = (int(mark), title, source), None
    elif _AREA_MARK.fullmatch(mark):
        found.area = (mark, title, source)


def _add_measure(found: _Collected, row: TableRow, context: ParseContext) -> None:
    number = _number(row.cell("number").text)
    goal, area = _place(found, row, context)
    reason = "" if number else f"no number in {row.cell('number').text!r}"
    if not reason and (goal is None or area is None):
        reason = "no goal and area above it"
    if reason or number is None or goal is None or area is None:
        text = " | ".join(tidy(cell.text) for cell in row.cells)
        found.rejected.append(RejectedRow(reason, text, row.source))
        return
    found.goals.setdefault(goal[0], GoalRecord(*goal))
    found.areas.setdefault((goal[0], area[0]), AreaRecord(goal[0], *area))
    frame = FigureFrame(context, None, lambda row: context.kept(row.cell("title").text))
    figures = row_figures(row, frame, (str(number),))
    found.indicators += figures.indicators
    bureaus, open_ended = context.split_bureaus(context.repair(row.cell("bureaus").text))
    found.measures.append(
        MeasureRecord(
            number=number,
            goal=goal[0],
            area=area[0],
            title=context.kept(row.cell("title").text),
            overview=context.kept_lines(row.cell("overview").text),
            bureaus=tuple(bureaus),
            open_ended=open_ended,
            cells=row.raw(),
            source=row.source,
            amounts=figures.amounts,
        )
    )


def _place(
    found: _Collected, row: TableRow, context: ParseContext
) -> tuple[tuple[int, str, Spot] | None, tuple[str, str, Spot] | None]:
    """The goal and the area of a measure: its own columns where the table has them, the headings otherwise."""
    goal, area = found.goal, found.area
    mark, title = context.enumerated(row.cell("goal").text)
    if title and _GOAL_MARK.fullmatch(mark):
        goal = (int(mark), title, row.source)
    mark, title = context.enumerated(row.cell("area").text)
    if title and mark:
        area = (mark, title, row.source)
    return goal, area


def _number(text: str) -> int | None:
    digits = re.fullmatch(r"(?:No\.?)?(\d{1,4})[.．)]?", unicodedata.normalize("NFKC", text).strip())
    return int(digits[1]) if digits else None


def _city(row: TableRow, above: Sequence[CityRecord], context: ParseContext) -> CityRecord:
    """A partner city. A date cell merged over several rows is given to all of them: an empty cell, or one that
    holds the rest of the merged cell's words and no date, has the date of the row above."""
    raw = row.cell("since").text
    since, since_text = find_since(context.kept(raw)), context.kept(raw)
    last = above[-1] if above and above[-1].relation == row.header.table.relation else None
    if since is None and last:
        since, since_text = last.since, since_text or last.since_text
    name = context.kept(row.cell("name").text)
    return CityRecord(
        relation=row.header.table.relation,
        name=name.strip(f"{_MARKS} "),
        country=context.kept(row.cell("country").text),
        since=since,
        since_text=since_text,
        proposer="★" in name,
        cells=row.raw(),
        source=row.source,
    )


def _title(lines: Sequence[Line], context: ParseContext) -> str:
    """The first short line that names a strategy, a plan or an outline; else the first line."""
    texts = [context.kept(line.text).strip("「」『』 ") for line in lines[:30]]
    named = (
        text for text in texts if len(text) <= 40 and re.search(r"(?:戦略|計画|ビジョン|大綱|方針)$", text)
    )
    return next(named, texts[0] if texts else "")


def _published(lines: Sequence[Line], context: ParseContext) -> str | None:
    """The date that stands alone on a line near the top."""
    for line in lines[:20]:
        text = context.kept(line.text)
        date = next(iter(find_dates(text, None)), None)
        if date and len(date.text) >= len(text) - 4 and date.precision in ("day", "month"):
            return date.start
    return None


def _named_goals(
    goals: tuple[GoalRecord, ...], lines: Sequence[Line], context: ParseContext
) -> tuple[GoalRecord, ...]:
    """The goals under the titles that the strategy itself gives them in its list of aims (目的 … ① ② ③)."""
    for at, line in enumerate(lines):
        if "目的" not in line.text:
            continue
        titles: list[str] = []
        for below in lines[at + 1 : at + 1 + 2 * len(goals)]:
            item = _CIRCLED_ITEM.fullmatch(context.kept(below.text))
            if (
                item
                and split_enumerator(item[1] + " x")[0] == str(len(titles) + 1)
                and not item[2].endswith("。")
            ):
                titles.append(item[2])
        if len(titles) == len(goals):
            return tuple(
                GoalRecord(goal.number, title, goal.source) for goal, title in zip(goals, titles, strict=True)
            )
    return goals
