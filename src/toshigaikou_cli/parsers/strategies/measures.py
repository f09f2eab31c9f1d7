"""The rows of a strategy's tables -> measures, each with its code, its goal and its area."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.figures.row_figures import FigureFrame, row_figures
from toshigaikou_cli.parsers.rows.headings import Heading, forms_in, titled, value_of
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.parsers.rows.units_of_rows import of_levels
from toshigaikou_cli.parsers.strategies.abolished import AbolishedRows, abolished_in_force
from toshigaikou_cli.parsers.strategies.given_numbers import numbered_in_order, numbers_given
from toshigaikou_cli.parsers.strategies.layouts import (
    Coded,
    Headed,
    Item,
    LayoutFit,
    UnderHeadings,
    agrees,
    best_layout,
    like_headings,
    lines_over_measures,
)
from toshigaikou_cli.parsers.strategies.nested_levels import nested_areas, unread_headings, unread_lines
from toshigaikou_cli.parsers.strategies.repeated import RepeatedRows, code_and_title
from toshigaikou_cli.parsers.strategies.same_titles import same_titles
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import (
    AreaRecord,
    BureauMention,
    GoalRecord,
    MeasureRecord,
    RejectedRow,
)
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.text.codes import code_key, code_text
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.text.stated_codes import is_code, opening_code

_WORD_BEFORE = expression(r"^[一-鿿々ァ-ヶーぁ-ん]+(?=[0-9(①-⑳])")
_PILLAR = expression(r"(?:施策の|政策の|取組の)?(?:大)?柱")
_OVER_PILLARS = expression("基本目標|重点目標|政策目標|目標|目的|基本方針|方針|基本戦略|戦略|政策")
"""What the forms of headings open with under which pillars stand."""
_LEVELS = ("division", "department", "bureaus", "office")
"""The columns that each have a part of a unit's name, what is higher first."""
_NOTHING_ABOVE = {
    "goal": sayable("no goal above it"),
    "area": sayable("no area above it"),
    "both": sayable("no goal and area above it"),
}


@dataclass(slots=True)
class Measures:
    """What the tables of a strategy hold: records, the rows that are none, and what was met.

    ``headings`` are rows that hold a heading, ``continued`` rows that go on a merged measure. ``seen`` are lines that
    look like headings where no layout fits.
    """

    goals: dict[str, GoalRecord] = field(default_factory=dict)
    areas: dict[tuple[str, str], AreaRecord] = field(default_factory=dict)
    measures: list[MeasureRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    layout: str = ""
    seen: list[str] = field(default_factory=list)
    headings: int = 0
    continued: int = 0


@dataclass(frozen=True, slots=True)
class _MeasureDraft:
    """A row with a code, before its place is known; ``rows`` are those that a merged cell joins to it."""

    code: str
    title: str
    row: TableRow
    rows: tuple[TableRow, ...] = ()

    @property
    def all_rows(self) -> tuple[TableRow, ...]:
        return (self.row, *self.rows)


def read_measures(
    items: Sequence[Line | TableRow], context: ParseContext, *, uncoded: bool = False
) -> Measures:
    """The measures of a strategy's rows, under the headings of the layout that fits them.

    Where not one row has a code and ``uncoded`` may be measures, they are numbered in their order.
    """
    found = Measures()
    placed: list[Item] = []
    drafts: list[_MeasureDraft] = []
    again = RepeatedRows(items, context)
    numbers = numbers_given(items, again, context) if uncoded else {}
    abolished = AbolishedRows(items)
    for item in items:
        if isinstance(item, Line):
            placed.append(Headed(context.flat(item.text), item))
        elif heading := _heading_row(item, context):
            found.headings += 1
            placed.append(heading)
        elif again.repeats(item):
            found.continued += 1
        elif numbers and again.says_so(item):  # of which measure, nothing tells
            found.rejected.append(_rejected(item, say("says 再掲, and repeats no measure of the document")))
        elif (said := abolished.of(item)) and said.sure:
            found.rejected.append(_rejected(item, said.reason()))
        elif (draft := _draft(item, found, context, numbers)) is None:
            continue
        elif drafts and _is_rest(draft, drafts[-1]):
            found.continued += 1
            drafts[-1] = replace(drafts[-1], rows=(*drafts[-1].rows, item))
        else:
            if said:
                found.findings.append(abolished_in_force(said, item, context.name))
            drafts.append(draft)
            placed.append(Coded(draft.code, bool(item.cell("goal").text.strip())))
    if drafts:
        _place_all(found, drafts, placed, context)
        found.findings += same_titles(
            [(draft.code, draft.title, row) for draft in drafts for row in draft.all_rows], context.name
        )
    if numbers and found.measures:
        found.findings.append(numbered_in_order(found.measures, context))
    return found


def _heading_row(row: TableRow, context: ParseContext) -> Headed | None:
    """The heading that a row of one cell is: a spreadsheet saved as text has its headings in the first column. A row into which
    merged cells reach is none."""
    if row.reached:
        return None
    own = [cell.text for cell in row.cells if cell.text.strip() and not cell.filled]
    if len(own) != 1 or is_code(own[0]):
        return None
    text = context.flat(own[0])
    forms = forms_in((*context.layouts.goals, *context.layouts.areas), [text], context.layouts)
    if not any(form.read(text, row.source) for form in forms):
        return None
    spot = row.source
    return Headed(text, Line(own[0], spot.page, spot.line, spot.sheet))


def _draft(
    row: TableRow, found: Measures, context: ParseContext, numbers: Mapping[int, str]
) -> _MeasureDraft | None:
    """A row with the code of its number column, or of its title's beginning where there is no such column; with the number
    that is given to it where no row has a code."""
    code, title = code_and_title(row, context)
    code = numbers.get(id(row), code)
    if row.header.index("number") is None:
        reason = say("no code before the title {title!r}, and no column of numbers", title=tidy(title)[:30])
    else:
        code = code if is_code(code) else ""
        reason = say("no code in {text!r}", text=row.cell("number").text)
    if code and not tidy(title):
        reason = say("no title beside the code {code}", code=code_text(code))
    elif code:
        return _MeasureDraft(code_text(code), context.kept(title), row)
    found.rejected.append(_rejected(row, reason))
    return None


def _rejected(row: TableRow, reason: str) -> RejectedRow:
    return RejectedRow(reason, " | ".join(tidy(cell.text) for cell in row.cells), row.source)


def _is_rest(draft: _MeasureDraft, above: _MeasureDraft) -> bool:
    """Whether a row stands in the merged cell of the measure above: its code, or title, was carried there."""
    column = "number" if draft.row.header.index("number") is not None else "title"
    return draft.code == above.code and draft.row.cell(column).filled and draft.title == above.title


def _place_all(
    found: Measures, drafts: list[_MeasureDraft], items: Sequence[Item], context: ParseContext
) -> None:
    columns = _column_places(drafts, context)
    if pillars := _pillars_stand_in_goals(drafts, columns, items, context):
        columns = [UnderHeadings(None, place.goal) for place in columns]
    open_ = any(place.goal is None for place in columns)
    fit = best_layout(items, context.layouts) if open_ else None
    by_codes = open_ and fit is None and all(len(_parts(draft.code)) > 1 for draft in drafts)
    if fit:
        goals = [column.goal or headed.goal for column, headed in zip(columns, fit.places, strict=True)]
        areas = _areas_under(found, drafts, goals, fit, "goal" if pillars else "area", context)
        columns = [UnderHeadings(column.goal, area) for column, area in zip(columns, areas, strict=True)]
    elif not by_codes and not any(
        column.goal for column in columns
    ):  # 施策 | 番号 | 事業名, and nothing above
        columns = [UnderHeadings(column.area) for column in columns]
    found.layout = _layout(drafts, columns, fit, by_codes)
    if not found.layout:
        found.seen = like_headings(items, context.layouts)
        found.findings += [] if found.seen else unread_lines(lines_over_measures(items), context.name)
    places = [
        _place(draft, column, fit.places[at] if fit else UnderHeadings(), by_codes or fit is not None)
        for at, (draft, column) in enumerate(zip(drafts, columns, strict=True))
    ]
    places = [
        UnderHeadings(place.goal and _kept(place.goal, context), place.area and _kept(place.area, context))
        for place in places
    ]
    codes = _whole_codes(drafts, places)
    goals_with_areas = {place.goal.symbol for place in places if place.goal and place.area}
    for draft, place, code in zip(drafts, places, codes, strict=True):
        lacking = _lacking(place, goals_with_areas, bool(found.layout))
        if lacking or found.seen:
            reason = say(_NOTHING_ABOVE[lacking or "goal"])
            found.rejected += [_rejected(row, reason) for row in draft.all_rows]
            found.continued -= len(draft.rows)
            continue
        if not agrees(code, place):
            found.findings.append(_disagreement(draft, place, context))
        _add(found, draft, place, code, context)


def _pillars_stand_in_goals(
    drafts: Sequence[_MeasureDraft],
    columns: Sequence[UnderHeadings],
    items: Sequence[Item],
    context: ParseContext,
) -> bool:
    """Whether a column 柱, with none of areas beside it, stands under headings of goals (基本目標１) over all measures: its
    pillars are then the areas of those goals."""
    headers = [draft.row.header for draft in drafts]
    at = [header.index("goal") for header in headers]
    if any(place.area for place in columns) or not all(
        place is not None and _PILLAR.fullmatch("".join(header.columns[place].header.split()))
        for header, place in zip(headers, at, strict=True)
    ):
        return False
    open_items = [replace(item, in_columns=False) if isinstance(item, Coded) else item for item in items]
    forms = tuple(form for form in context.layouts.goals if _OVER_PILLARS.match(form))
    fit = best_layout(open_items, replace(context.layouts, goals=forms, areas=()))
    return fit is not None and not fit.lost


def _lacking(place: UnderHeadings, goals_with_areas: set[str], has_layout: bool) -> str:
    """What a measure lacks that the others have: a key of :data:`_NOTHING_ABOVE`."""
    if not has_layout:
        return ""
    if place.goal is None:
        return "both" if goals_with_areas else "goal"
    return "area" if place.area is None and place.goal.symbol in goals_with_areas else ""


def _layout(
    drafts: Sequence[_MeasureDraft], columns: Sequence[UnderHeadings], fit: LayoutFit | None, by_codes: bool
) -> str:
    """What the layout is called: the forms of the headings, the columns, or the codes."""
    names: dict[str, None] = {}
    for draft, column in zip(drafts, columns, strict=True):
        header = draft.row.header
        area = header.index("area" if header.index("area") is not None else "goal")
        goal = header.index("goal" if header.index("goal") is not None else "area")
        at = [goal] * (column.goal is not None) + [area] * (column.area is not None)
        names |= dict.fromkeys(
            "".join(header.columns[each].header.split()) for each in at if each is not None
        )
    parts = [f"columns {', '.join(names)}"] if names else []
    parts += [fit.layout] if fit else ["codes"] if by_codes else []
    return "; ".join(parts)


def _place(
    draft: _MeasureDraft, column: UnderHeadings, headed: UnderHeadings, by_code: bool
) -> UnderHeadings:
    """The place of a measure: its own columns, else the headings, else what its code says."""
    goal, area = column.goal or headed.goal, column.area or headed.area
    parts = _parts(draft.code) if by_code or goal else []
    if len(parts) > 1 and goal is None:
        goal = Heading(parts[0], value_of(parts[0])[1] or 0, "", draft.row.source)
    if len(parts) > 2 and area is None:
        symbol = "-".join(parts[1:-1])
        area = Heading(symbol, value_of(symbol)[1] or 0, "", draft.row.source)
    return UnderHeadings(goal, area)


def _parts(code: str) -> list[str]:
    """What the marks of a code part: 1-1-(1); P1 and 10101 have one part."""
    return re.findall(r"[^\s().\-]+", _WORD_BEFORE.sub("", code))


def _kept(heading: Heading, context: ParseContext) -> Heading:
    return titled(heading, tidy(heading.title, typed=context.typed))


def _column_places(drafts: Sequence[_MeasureDraft], context: ParseContext) -> list[UnderHeadings]:
    """The goals and areas that the rows themselves name in columns."""
    goals = _numbered([_level_text(draft, "goal", context) for draft in drafts], drafts, context)
    areas = _column_areas(drafts, goals, "area", context)
    return [UnderHeadings(goal, area) for goal, area in zip(goals, areas, strict=True)]


def _level_text(draft: _MeasureDraft, column: str, context: ParseContext) -> str:
    """What the row says of its goal or area, behind the code that stands in a column of its own."""
    code = context.flat(draft.row.cell(f"{column}_number").text)
    title = context.flat(draft.row.cell(column).text)
    return f"{code_text(code)} {title}" if is_code(code) and title else title


def _column_areas(
    drafts: Sequence[_MeasureDraft], goals: Sequence[Heading | None], column: str, context: ParseContext
) -> list[Heading | None]:
    """The areas that the rows name in a column, those of each goal for themselves."""
    areas: list[Heading | None] = [None] * len(drafts)
    by_goal: dict[str, list[int]] = {}
    for at, goal in enumerate(goals):
        by_goal.setdefault(goal.symbol if goal else "", []).append(at)
    for group in by_goal.values():
        texts = [_level_text(drafts[at], column, context) for at in group]
        for at, area in zip(group, _numbered(texts, [drafts[at] for at in group], context), strict=True):
            areas[at] = area
    return areas


def _areas_under(
    found: Measures,
    drafts: Sequence[_MeasureDraft],
    goals: Sequence[Heading | None],
    fit: LayoutFit,
    column: str,
    context: ParseContext,
) -> list[Heading | None]:
    """The areas that the rows name in a column, with the level that headings over them are."""
    areas = _column_areas(drafts, goals, column, context)
    if not any(areas) or not any(place.area for place in fit.places):
        return areas
    texts = [_level_text(draft, column, context) for draft in drafts]
    own = {text: _in_cell(text, draft, context) for text, draft in zip(texts, drafts, strict=True) if text}
    if nested := nested_areas(texts, own, fit.places):
        return [*nested]
    found.findings += unread_headings(areas, fit.places, context.name)
    return areas


def _numbered(
    texts: Sequence[str], drafts: Sequence[_MeasureDraft], context: ParseContext
) -> list[Heading | None]:
    """The headings that cells of a column are: by the numbers they open with, else in the order of their titles."""
    own: Mapping[str, Heading | None] = {
        text: _in_cell(text, draft, context) for text, draft in zip(texts, drafts, strict=True) if text
    }
    symbols = Counter(heading.symbol for heading in own.values() if heading)
    if not all(own.values()) or any(count > 1 for count in symbols.values()):
        first = dict(reversed(list(zip(texts, drafts, strict=True))))
        own = {
            text: Heading(str(number), number, text, first[text].row.source)
            for number, text in enumerate(own, 1)
        }
    return [own.get(text) for text in texts]


def _in_cell(text: str, draft: _MeasureDraft, context: ParseContext) -> Heading | None:
    forms = forms_in((*context.layouts.goals, *context.layouts.areas), [text], context.layouts)
    heading = next((heading for form in forms if (heading := form.read(text, draft.row.source))), None)
    return heading or _behind_code(text, draft)


def _behind_code(text: str, draft: _MeasureDraft) -> Heading | None:
    """The heading that is a title behind a number of more digits than a form has: 111 見守り活動."""
    code, title = opening_code(text)
    return Heading(code, int(code), title, draft.row.source) if code.isdecimal() else None


def _whole_codes(drafts: Sequence[_MeasureDraft], places: Sequence[UnderHeadings]) -> list[str]:
    """The measures' codes; where their numbers begin anew in each goal or area, with those before them."""
    own = [code_key(draft.code) for draft in drafts]
    prefixes = [
        (place.goal.symbol if place.goal else "", place.area.symbol if place.area else "") for place in places
    ]
    within = list(zip(prefixes, own, strict=True))
    repeats = len(set(own)) < len(own) and len(set(within)) == len(within)
    firsts = dict(reversed(within))
    areas_too = len({(goal, key) for (goal, _), key in within}) < len(within)
    starts = [key for prefix, key in firsts.items() if prefix[0]]
    if not repeats or not any(starts.count(key) > 1 for key in starts):
        return [draft.code for draft in drafts]
    return [
        "-".join(part for part in (goal, area if areas_too else "", _WORD_BEFORE.sub("", draft.code)) if part)
        for draft, (goal, area) in zip(drafts, prefixes, strict=True)
    ]


def _disagreement(draft: _MeasureDraft, place: UnderHeadings, context: ParseContext) -> Finding:
    stands = " / ".join(f"{each.symbol} {each.title}" for each in (place.goal, place.area) if each)
    return Finding(
        code="code-disagrees",
        severity="warning",
        message=say(
            "measure {code} stands under {stands}, which its code does not name",
            code=draft.code,
            stands=stands,
        ),
        spot=draft.row.source._replace(document=context.name),
        cell=draft.code,
        hint=say("compare the headings with the document"),
    )


def _units(row: TableRow, context: ParseContext) -> Iterator[tuple[str, BureauRole | None]]:
    """The cells that name a row's units, each with the role that its column gives, None where the cell itself says it."""
    cells = (context.repair(row.cell(name).text).strip() for name in _LEVELS)
    yield of_levels([cell.split("\n") for cell in cells if cell]), None
    if (related := context.repair(row.cell("related").text)).strip():
        yield related, "related"


def _as_role(
    read: tuple[list[BureauMention], bool], role: BureauRole | None
) -> tuple[list[BureauMention], bool]:
    mentions, open_ended = read
    return ([each._replace(role=role) for each in mentions] if role else mentions), open_ended


def _add(
    found: Measures, draft: _MeasureDraft, place: UnderHeadings, code: str, context: ParseContext
) -> None:
    goal, area = place.goal, place.area
    if goal:
        found.goals.setdefault(goal.symbol, GoalRecord(goal.symbol, goal.title, goal.spot))
    if area:
        own = AreaRecord(goal.symbol if goal else "", area.symbol, area.title, area.spot)
        found.areas.setdefault((own.goal, own.symbol), own)
    units = dict.fromkeys(unit for row in draft.all_rows for unit in _units(row, context))
    read = [(_as_role(context.split_bureaus(text), role)) for text, role in units]
    overviews = dict.fromkeys(context.kept_lines(row.cell("overview").text) for row in draft.all_rows)
    frame = FigureFrame(context, None, lambda _: draft.title)
    rows = draft.all_rows
    figures = [
        row_figures(row, frame, (code,), above) for row, above in zip(rows, (None, *rows), strict=False)
    ]
    found.indicators += [indicator for each in figures for indicator in each.indicators]
    found.measures.append(
        MeasureRecord(
            code=code,
            goal=goal.symbol if goal else "",
            area=area.symbol if area else "",
            title=draft.title,
            overview="\n".join(filter(None, overviews)),
            bureaus=tuple(dict.fromkeys(mention for mentions, _ in read for mention in mentions)),
            open_ended=any(open_ended for _, open_ended in read),
            cells=tuple(cell for row in draft.all_rows for cell in row.raw()),
            source=draft.row.source,
            amounts=tuple(amount for each in figures for amount in each.amounts),
        )
    )
