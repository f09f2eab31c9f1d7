"""The filters that every command shares, resolved against the catalogue's own registers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.codes import named, titled
from toshigaikou_cli.catalogue.reading.names import find_bureaus, find_city
from toshigaikou_cli.catalogue.reading.periods import periods, sheet_years
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.ids import strategy_of
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.text.keys import match_key


class Selection(NamedTuple):
    """Filters resolved: ``bureaus`` are ids (a bureau and those on its line of time).

    ``goal``, ``area`` and ``measure`` are ids, one or more: what strategies have under the same code. ``strategy`` is an
    id, and ``years`` are the fiscal years that it is asked about (None: all).
    """

    goal: tuple[str, ...] | None = None
    area: tuple[str, ...] | None = None
    measure: tuple[str, ...] | None = None
    bureaus: tuple[str, ...] | None = None
    city: str | None = None
    year: int | None = None
    kind: str | None = None
    status: str | None = None
    outcome: str | None = None
    text: str | None = None
    strategy: str | None = None
    years: tuple[int, ...] | None = None

    @property
    def few(self) -> bool:
        """Whether little is asked for: an index finds it."""
        return self.of_part or any(each is not None for each in (self.bureaus, self.city, self.status))

    @property
    def of_part(self) -> bool:
        """Whether a part of a strategy is asked about: a goal, an area, a measure."""
        return any(ids is not None for ids in (self.goal, self.area, self.measure))


EVERYTHING = Selection()


class _Add(Protocol):
    def __call__(self, condition: str, *given: object) -> None: ...


def resolve(connection: sqlite3.Connection, filters: Filters) -> Selection:
    """Resolve names; raises UsageError, with what there is, for a filter that names nothing."""
    strategy = known_strategy(connection, filters.strategy) if filters.strategy is not None else None
    _check(filters)
    return Selection(
        goal=_known(connection, "goal", filters.goal, strategy),
        area=_known(connection, "area", filters.area, strategy),
        measure=_known(connection, "measure", filters.measure, strategy),
        bureaus=find_bureaus(connection, filters.bureau) if filters.bureau is not None else None,
        city=find_city(connection, filters.city) if filters.city is not None else None,
        year=read_year(filters.year) if filters.year is not None else None,
        kind=filters.kind,
        status=filters.status,
        outcome=filters.outcome,
        text=match_key(filters.text) if filters.text else None,
        strategy=strategy,
        years=years_of(connection, strategy) if strategy else None,
    )


def _check(filters: Filters) -> None:
    """Raise UsageError for filters that contradict each other."""
    if filters.status in ("outside", "unlinked") and (filters.goal or filters.area or filters.measure):
        raise UsageError(
            say("a row that is {status} belongs to no goal, area or measure", status=filters.status),
            where="--status",
            hint=say("leave out --goal, --area and --measure"),
        )


def blocks(connection: sqlite3.Connection, filters: Filters) -> list[Selection]:
    """The filters for each strategy that they ask about, the newer first: those in force in the year asked for (all, where
    none is) that have the goal and the area; one without a strategy where there is none.

    Raises UsageError for a filter that names nothing in any of them.
    """
    whole = resolve(connection, filters)
    every = periods(connection)
    if len(every) < 2:
        return [whole._replace(strategy=each.strategy, years=None) for each in every] or [whole]
    asked = [each.strategy for each in every if whole.strategy in (None, each.strategy)]
    if whole.year is not None:
        asked = [strategy for strategy in asked if strategy in in_force(every, whole.year)] or asked
    named = [part for part in (whole.goal, whole.area, whole.measure) if part is not None]
    return [
        whole._replace(
            strategy=strategy,
            years=years_of(connection, strategy),
            goal=_within(whole.goal, strategy),
            area=_within(whole.area, strategy),
            measure=_within(whole.measure, strategy),
        )
        for strategy in asked
        if all(_within(part, strategy) for part in named)
    ]


def _within(ids: tuple[str, ...] | None, strategy: str) -> tuple[str, ...] | None:
    return None if ids is None else tuple(each for each in ids if strategy_of(each) == strategy)


def known_strategy(connection: sqlite3.Connection, text: str) -> str:
    """The id of a strategy. Raises UsageError, with what there is, where no strategy has it."""
    known = [period.strategy for period in periods(connection)]
    if text not in known:
        raise _nothing("--strategy", text, known)
    return text


def years_of(connection: sqlite3.Connection, strategy: str) -> tuple[int, ...]:
    """The years of sheets that a strategy is in force in, and those that none is in force in."""
    every = periods(connection)
    return tuple(
        year for year in sheet_years(connection) if strategy in (in_force(every, year) or (strategy,))
    )


def read_year(text: str) -> int:
    from toshigaikou_cli.text.dates.eras import parse_fiscal_year

    year = parse_fiscal_year(text)
    if year is None:
        raise UsageError(
            say("no fiscal year: {text!r}", text=text), where="--year", hint=say("write 2017, FY2017 or H29")
        )
    return year


def read_date(text: str, option: str) -> tuple[str, str]:
    """The first and the last day (ISO) of a date, month or year as users write it: 2017-09-21, 2017-09, H29.9, 2017."""
    from toshigaikou_cli.text.dates.written import days_of, iso_date

    days = days_of(iso_date(text) or "")
    if days is None:
        raise no_date(text, option)
    return days[0], days[1]


def no_date(text: str, where: str) -> UsageError:
    """That a text given for a date is none, and how to write one."""
    return UsageError(
        say("no date: {text}", text=text),
        where=where,
        hint=say("write 2017-09-21, 2017-09, H29.9 or 2017"),
    )


def _known(
    connection: sqlite3.Connection,
    table: Literal["goal", "area", "measure"],
    name: str | None,
    strategy: str | None,
) -> tuple[str, ...] | None:
    """The ids of what a code or a title names, in one strategy or in all."""
    if name is None:
        return None
    within = (strategy,) if strategy else None
    found = named(connection, table, name, within) or titled(connection, table, name, within)
    if not found:
        raise _nothing(f"--{table}", name, _names(connection, table, strategy))
    return tuple(each.id for each in found)


def _names(connection: sqlite3.Connection, table: str, strategy: str | None) -> list[str]:
    """What there is to name: codes, with the strategy where there are several, and the titles of goals; of many measures the
    first and the last."""
    every = periods(connection)
    several = strategy is None and len(every) > 1
    listed: list[str] = []
    for period in every:
        if strategy in (None, period.strategy):
            found = connection.execute(
                f"SELECT id, code, title FROM {table} WHERE strategy = ? ORDER BY position",
                (period.strategy,),
            ).fetchall()
            codes = [row["id"] if several else row["code"] for row in found]
            if table == "goal":
                titles = [row["title"] for row in found]
                listed += [
                    say("{code} {title}", code=code, title=title)
                    for code, title in zip(codes, titles, strict=True)
                ]
            else:
                whole = table == "measure" and len(codes) > 1
                listed += [say("{first} to {last}", first=codes[0], last=codes[-1])] if whole else codes
    return listed


def _nothing(option: str, given: str, known: Sequence[object]) -> UsageError:
    if not given.strip():
        return UsageError(say("empty"), where=option, hint=say("leave it out, or give a value"))
    listed = say("one of {known}", known=joined(known))
    hint = listed if known else say("import a strategy first: tgx import FILE")
    return UsageError(say("nothing is called {given}", given=given), where=option, hint=hint)


def achievement_condition(selection: Selection, alias: str = "a") -> tuple[str, list[object]]:
    """The condition on ``achievement AS a`` that a selection stands for, and its values."""
    parts: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        parts.append(condition)
        values.extend(given)

    if selection.year is not None:
        add(f"{alias}.fiscal_year = ?", selection.year)
    if selection.years is not None:
        add(f"{alias}.fiscal_year IN ({marks(selection.years)})", *selection.years)
    if selection.kind:
        add(f"{alias}.kind = ?", selection.kind)
    if selection.bureaus is not None:
        bureaus = f"bureau_id IN ({marks(selection.bureaus)})"
        reporting = f"SELECT achievement_id FROM achievement_bureau WHERE {bureaus}"
        add(f"{alias}.id IN ({reporting})", *selection.bureaus)
    if selection.city:
        # What was not held has no partners; who asks for it means those that it would have had.
        role = "role = 'partner'" if selection.outcome in (None, "held") else "role <> 'venue'"
        partners = f"SELECT achievement_id FROM achievement_city WHERE city = ? AND {role}"
        add(f"{alias}.id IN ({partners})", selection.city)
    if selection.outcome:
        add(f"{alias}.outcome = ?", selection.outcome)
    if selection.text:
        add(f"instr({alias}.search, ?)", selection.text)
    _add_link_conditions(selection, alias, add)
    return " AND ".join(parts) or "1", values


def links_within(selection: Selection, alias: str = "l") -> tuple[str, list[object]]:
    """The condition on ``link AS l`` that it leads to what is asked about, and its values.

    That is a measure of the selection's strategy, goal, area and measure. Every figure that counts links counts these
    only, and whatever is said of an achievement's links is said of these.
    """
    parts: list[str] = []
    values: list[object] = []
    if selection.strategy is not None:
        # ";" comes right after ":"; no index (+): a strategy has most links, and in their order rows are read at random
        parts.append(f"+{alias}.measure >= ? AND +{alias}.measure < ?")
        values += [f"{selection.strategy}:", f"{selection.strategy};"]
    if selection.measure is not None:
        parts.append(f"{alias}.measure IN ({marks(selection.measure)})")
        values += selection.measure
    for column, ids in (("goal", selection.goal), ("area", selection.area)):
        if ids is not None:
            parts.append(f"+{alias}.measure IN (SELECT id FROM measure WHERE {column} IN ({marks(ids)}))")
            values += ids
    return " AND ".join(parts) or "1", values


def whole(selection: Selection) -> Selection:
    """A selection without its goal, area and measure: all achievements that an account of the question speaks of, also
    those that count elsewhere. A status is one of links to what is asked about: where one is given, nothing is left out."""
    return selection if selection.status else selection._replace(goal=None, area=None, measure=None)


def measures_asked(selection: Selection) -> Selection:
    """The measures that a question is about: those of its goal, area and measure, and that name its bureau."""
    return Selection(
        selection.goal,
        selection.area,
        selection.measure,
        bureaus=selection.bureaus,
        strategy=selection.strategy,
    )


def _add_link_conditions(selection: Selection, alias: str, add: _Add) -> None:
    within, ends = links_within(selection)
    links = f"SELECT 1 FROM link l WHERE l.achievement_id = {alias}.id AND {within}"
    if selection.status in ("outside", "unlinked"):
        outside = f"{alias}.outside {'<>' if selection.status == 'outside' else '='} ''"
        add(f"NOT EXISTS ({links} AND l.status <> 'rejected') AND {outside}", *ends)
    elif selection.status:
        add(f"EXISTS ({links} AND l.status = ?)", *ends, selection.status)
    elif selection.of_part:
        add(f"EXISTS ({links} AND l.status <> 'rejected')", *ends)


def part_conditions(selection: Selection, alias: str) -> tuple[list[str], list[object]]:
    """The conditions on ``measure AS m`` that goal, area and measure stand for, and their values."""
    parts: list[str] = []
    values: list[object] = []
    for column, ids in (("goal", selection.goal), ("area", selection.area), ("id", selection.measure)):
        if ids is not None:
            parts.append(f"{alias}.{column} IN ({marks(ids)})")
            values.extend(ids)
    return parts, values


def counting(selection: Selection, *, suggested: bool = False, held: bool = True) -> tuple[str, list[object]]:
    """The condition on ``link AS l JOIN achievement AS a`` that the link counts for what is asked about (``suggested``: or
    would), and its values: linked or confirmed, of a result that was held. A status leaves links of that status only. Not
    ``held``: that it would count, had the result been held."""
    rows = selection._replace(kind="result")
    within, ends = links_within(selection)
    statuses = ["linked", "confirmed", *(["suggested"] if suggested else [])]
    if selection.status in (None, "linked", "confirmed", "suggested"):
        statuses = [status for status in statuses if selection.status in (None, status)]
        # the link itself answers what is asked of the row's links
        rows = rows._replace(goal=None, area=None, measure=None, status=None)
    condition, values = achievement_condition(rows)
    counts = (
        f"l.status IN ({marks(statuses)}) AND a.outcome {'=' if held else '<>'} 'held' AND a.kind = 'result'"
    )
    return f"{condition} AND {within} AND {counts}", [*values, *ends, *statuses]


def measure_condition(selection: Selection, alias: str = "m") -> tuple[str, list[object]]:
    """The condition on ``measure AS m`` that a selection stands for, and its values.

    A bureau's measures are those that name it, or one that stands for it (各区役所). A city, a year or a status leaves
    those with an achievement of it that counts; ``suggested`` those with one that is suggested.
    """
    parts, values = part_conditions(selection, alias)
    if selection.strategy is not None:
        parts.append(f"{alias}.strategy = ?")
        values.append(selection.strategy)
    if selection.bureaus is not None:
        those = marks(selection.bureaus)
        each = (
            f"SELECT e.related_id FROM bureau_line e WHERE e.relation = 'each' AND e.bureau_id IN ({those})"
        )
        bureaus = f"(b.bureau_id IN ({those}) OR b.bureau_id IN ({each}))"
        parts.append(f"EXISTS (SELECT 1 FROM measure_bureau b WHERE b.measure_id = {alias}.id AND {bureaus})")
        values.extend(selection.bureaus * 2)
    if selection.city is not None or selection.year is not None or selection.status is not None:
        of_rows = selection._replace(goal=None, area=None, measure=None, strategy=None, text=None)
        condition, given = counting(of_rows, suggested=selection.status == "suggested")
        parts.append(
            f"EXISTS (SELECT 1 FROM link l JOIN achievement a ON a.id = l.achievement_id"
            f" WHERE l.measure = {alias}.id AND {condition})"
        )
        values.extend(given)
    if selection.text:
        parts.append(f"instr({alias}.search, ?)")
        values.append(selection.text)
    return " AND ".join(parts) or "1", values
