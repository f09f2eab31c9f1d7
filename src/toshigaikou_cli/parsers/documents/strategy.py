"""The strategy -> goals, areas, measures, partner cities and indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import joined, say, say_n
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.documents.accounts import (
    numbers_of_parts,
    row_count,
    rows_of_one_text,
    turned_tables,
    unknown_tables,
    unread_numbers,
    unread_years,
)
from toshigaikou_cli.parsers.documents.indicators import TABLE, columns_of_numbers, table_indicators
from toshigaikou_cli.parsers.documents.said_otherwise import revised_numbers
from toshigaikou_cli.parsers.figures.from_to import unread_arrows
from toshigaikou_cli.parsers.figures.indicator_numbers import numbered_by_measures
from toshigaikou_cli.parsers.periods import calls_itself_a_plan, years_in_force
from toshigaikou_cli.parsers.results.nameless import nameless_cells
from toshigaikou_cli.parsers.rows.cut_numbers import NumberColumns
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.parsers.strategies.cell_targets import cell_targets, unread_targets
from toshigaikou_cli.parsers.strategies.measures import Measures, read_measures
from toshigaikou_cli.parsers.strategies.plan_years import first_to_come, with_plan_years, years_of_plan
from toshigaikou_cli.parsers.strategies.prose_targets import prose_targets
from toshigaikou_cli.parsers.strategies.same_codes import same_codes
from toshigaikou_cli.parsers.strategies.unread_levels import unread_levels
from toshigaikou_cli.parsers.years import document_year
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import (
    CityRecord,
    GoalRecord,
    RejectedRow,
    StrategyDocument,
)
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.dates.finding import find_dates, find_since
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of
from toshigaikou_cli.text.edition_titles import edition_key
from toshigaikou_cli.text.governments import government_of_lines, government_of_title
from toshigaikou_cli.text.normalize import split_enumerator

_CIRCLED_ITEM = expression(r"[\s\-・○●]*([①-⑳])\s*(.+)")
_SISTER = expression("姉妹|友好")
_TITLES = 12
"""Lines at the top that may say the year of a strategy."""
_MARKS = "★☆※*＊◎○●"
_SAYS_WHICH = expression(r" in '.*| before\ the.*", re.DOTALL)
"""The part of a reason that differs from row to row."""


def parse_strategy(tables: Tables, context: ParseContext) -> StrategyDocument:
    """The strategy's measures under the headings of the layout that fits them, its partner cities and targets.

    Raises ParseError where no measure is found, or where no layout fits the headings between them.
    """
    lines = list(tables.lines)
    published = _published(lines, context)
    now = (
        fiscal_year_of(published) if published else document_year(lines[:_TITLES], context.name, context.year)
    )
    first_year, last_year = years_of_plan(lines, tables.unknown, context)
    tables = with_plan_years(tables, context.columns.figures, first_to_come(first_year, now))
    numbers = NumberColumns(tables)
    context = replace(context, whole=numbers.whole, now=now)
    listed = [row for row in tables.table_rows if row.header.table.name == TABLE]
    cities = partner_cities(tables, context)
    items = [each for each in tables.items if isinstance(each, Line) or each.header.table.name == "measures"]
    found = read_measures(items, context, uncoded=_is_surely_one(tables, context))
    if not found.measures and cities:
        raise _only_cities(cities, context)
    listed, open_numbers = numbered_by_measures(listed, found.measures, context.name)
    if not found.measures:
        raise _no_measure((*tables.rejected, *found.rejected), found.seen, context)
    count = row_count(tables, len(found.measures) + len(cities) + len(listed), len(found.rejected))
    title = _title(lines, context)
    aims = prose_targets(lines, context)
    in_tables = (*table_indicators(((row, None) for row in listed), context, None), *found.indicators)
    begins = first_year or context.now
    in_cells, unread = cell_targets(found.measures, found.indicators, begins, context.name, context.columns)
    return StrategyDocument(
        title=title,
        published=published,
        goals=_named_goals(tuple(found.goals.values()), lines, context),
        areas=tuple(found.areas.values()),
        measures=tuple(found.measures),
        cities=tuple(cities),
        indicators=(*in_tables, *aims, *in_cells),
        listed=len(listed),
        rejected=(*tables.rejected, *found.rejected),
        count=count._replace(
            headers=count.headers + found.headings, continued=count.continued + found.continued
        ),
        findings=(
            *revised_numbers(tables, context.name),
            *_of_tables(tables, context.name),
            *unread_numbers(tables, numbers, context.name),
            *nameless_cells(tables, context.name),
            *open_numbers,
            *numbers_of_parts(tables, context.name),
            *columns_of_numbers(listed, context.name),
            *_of_measures(found, items, context),
            *unread_targets(lines, aims, context.name),
            *unread,
            *unread_arrows(in_tables, context.name),
        ),
        first_year=first_year,
        last_year=last_year,
        layout=found.layout,
        government=government_of_title(title) or government_of_lines(line.text for line in lines[:30]),
    )


def _of_tables(tables: Tables, name: str) -> tuple[Finding, ...]:
    """What the tables leave to be told, whatever is in them."""
    return (*unknown_tables(tables, name), *turned_tables(tables, name), *rows_of_one_text(tables, name))


def _of_measures(
    found: Measures, items: Sequence[Line | TableRow], context: ParseContext
) -> tuple[Finding, ...]:
    """What the measures and their rows leave to be told."""
    rows = [each for each in items if not isinstance(each, Line)]
    return (
        *unread_levels(rows, context.name),
        *unread_years(rows, context.name),
        *found.findings,
        *same_codes(found.measures, context.name),
    )


def partner_cities(tables: Tables, context: ParseContext) -> list[CityRecord]:
    """The rows of tables of partner cities."""
    cities: list[CityRecord] = []
    for row in tables.table_rows:
        if row.header.table.relation:
            cities.append(_city(row, cities, context))
    return cities


def _is_surely_one(tables: Tables, context: ParseContext) -> bool:
    """Whether the document is a strategy by what is said of it, or by what it calls itself: not by its tables alone."""
    above = takewhile(lambda item: isinstance(item, Line), tables.items)
    return context.kind == "strategy" or calls_itself_a_plan(
        line.text for line in above if isinstance(line, Line)
    )


def _only_cities(cities: Sequence[CityRecord], context: ParseContext) -> ParseError:
    """The error that a document is a list of partner cities: those of a strategy are read with it, others are words."""
    what = say_n(
        "no measure in this document, but a list of {n} partner city",
        "no measure in this document, but a list of {n} partner cities",
        n=len(cities),
    )
    hint = say("tgx words add-cities {name} adds them to the project", name=context.name)
    return ParseError(what, where=context.name, hint=hint)


def _no_measure(rejected: Sequence[RejectedRow], seen: Sequence[str], context: ParseContext) -> ParseError:
    """The error that no row is a measure, with the first row that was rejected for each reason, and the lines that
    look like headings."""
    by_reason: dict[str, list[RejectedRow]] = {}
    for row in rejected:
        by_reason.setdefault(_SAYS_WHICH.sub("", row.reason), []).append(row)
    told = joined(
        (
            say_n(
                "{n} row rejected: {reason} (first: {where}: {text})",
                "{n} rows rejected: {reason} (first: {where}: {text})",
                n=len(rows),
                reason=rows[0].reason,
                where=rows[0].source.within,
                text=rows[0].text[:60],
            )
            for rows in by_reason.values()
        ),
        "; ",
    )
    hint = say(
        "a measure has a code (35, 1-1-(1), Ⅰ-2-③) in a column of numbers or before its title, and stands under"
        " headings of goals, in columns such as 目標 and 方向性, or under none: give those without a number one in a"
        " column 番号; if it is no strategy, --kind achievements"
    )
    what = say("no measure in this document")
    if seen:
        lines = [repr(line[:40]) for line in seen]
        what = say(
            "no layout of headings fits its measures; lines that look like headings: {lines}", lines=lines
        )
        hint = say(
            "the headings of goals go up by one (基本方針Ⅰ, 基本方針Ⅱ …), those of areas begin anew in each goal or go on"
        )
    return ParseError(
        joined([what, told], ": ") if told else what,
        where=context.name,
        hint=hint if told else say("is it a strategy?"),
    )


def _city(row: TableRow, above: Sequence[CityRecord], context: ParseContext) -> CityRecord:
    """A partner city. A date cell merged over several rows is given to all of them: an empty cell, or one that
    holds the rest of the merged cell's words and no date, has the date of the row above."""
    raw = row.cell("since").text
    since, since_text = find_since(context.kept(raw)), context.kept(raw)
    relation = _relation(row)
    last = above[-1] if above and above[-1].relation == relation else None
    if since is None and last:
        since, since_text = last.since, since_text or last.since_text
    name = context.kept(row.cell("name").text)
    return CityRecord(
        relation=relation,
        name=name.strip(f"{_MARKS} "),
        country=context.kept(row.cell("country").text),
        since=since,
        since_text=since_text,
        proposer="★" in name,
        cells=row.raw(),
        source=row.source,
    )


def _relation(row: TableRow) -> str:
    """The relation that a table lists; a tie that its row calls another (環境協力協定) is an agreement."""
    kind = row.cell("kind").text.strip()
    return row.header.table.relation if not kind or _SISTER.search(kind) else "agreement"


_NAME = r"戦略|計画|ビジョン|大綱|方針|プラン|指針|構想|プログラム|ロードマップ"
_NAMED = expression(rf"(?:{_NAME})$")
_OPENS = expression(rf"[^。:：\d]{{4,}}(?:{_NAME})[\s(（〔【\[]")
_BARE = expression(
    rf"(?:推進|基本|実施|行動|総合|全体|中期|長期|前期|後期|現行|新|旧|次期|第[0-9]+[次期])*(?:{_NAME})"
)
"""What a sheet of a workbook is called that says no more than that it is a plan."""


def _title(lines: Sequence[Line], context: ParseContext) -> str:
    """The first short line that names a strategy, a plan or an outline, rather than a sheet's name; else the first line. The
    name of a sheet yields to a first line that has more behind that word (計画（案）), or, where it is nothing but such a word,
    names a government."""
    lines = sorted(lines[:30], key=lambda line: line.names_sheet)
    texts = [_without_period(context.kept(line.text)).strip("「」『』 ") for line in lines]
    at = next((at for at, text in enumerate(texts) if _names_a_plan(text)), 0)
    if not texts or not lines[at].names_sheet or lines[0].names_sheet:
        return texts[at] if texts else ""
    bare = _BARE.fullmatch(edition_key(texts[at])) and government_of_title(texts[0])
    return texts[0] if bare or _OPENS.match(texts[0]) else texts[at]


def _names_a_plan(text: str) -> bool:
    """Whether a title ends in a word for a plan, whatever it says of its edition."""
    key = edition_key(text)
    return len(key) <= 40 and bool(_NAMED.search(key))


def _without_period(text: str) -> str:
    """A title without the period that stands in parentheses, or behind a space, at its end."""
    found = re.search(r"\s*[(（【\[〔][^()（）【】\[\]〔〕]*[)）】\]〕]$|\s+\S+$", text)
    return text[: found.start()] if found and years_in_force(found[0].strip(), at_top=True) else text


_MADE = expression(r"(?:策定|改[定訂]|制定|決定|作成|発行|公表)")


def _published(lines: Sequence[Line], context: ParseContext) -> str | None:
    """The date that stands alone on a line near the top, beside the name of a government, or behind a title with a word for
    what was made (（令和4年3月策定）): a day or a month."""
    for line in lines[:20]:
        text = context.kept(line.text)
        date = next(iter(find_dates(text, None)), None)
        if date and date.precision in ("day", "month") and _is_of_the_whole(text, date.text):
            return date.start if date.precision == "day" else date.start[:7]
    return None


def _is_of_the_whole(text: str, date: str) -> bool:
    before, _, behind = text.partition(date)
    rest = _MADE.sub("", before + behind).strip(" \u3000()（）・、")
    if len(date) >= len(text) - 4 or not rest or government_of_lines([rest]) == rest:
        return True
    return bool(_MADE.match(behind.strip()) and before.rstrip().endswith(("(", "（")) and len(text) <= 60)


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
        if len(titles) == len(goals) and all(map(_say_the_same, titles, (goal.title for goal in goals))):
            return tuple(
                GoalRecord(goal.code, title, goal.source) for goal, title in zip(goals, titles, strict=True)
            )
    return goals


def _say_the_same(title: str, heading: str) -> bool:
    """Whether most characters of a goal's title in the list of aims stand in its heading too."""
    return sum(char in heading for char in title) * 2 > len(title)
