"""The filters that every command shares, resolved against the catalogue's own registers."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.text.keys import match_key


class Selection(NamedTuple):
    """Filters resolved: ``bureaus`` are ids (a bureau and those on its line of time), ``area`` is ``2-ア``."""

    goal: int | None = None
    area: str | None = None
    measure: int | None = None
    bureaus: tuple[str, ...] | None = None
    city: str | None = None
    year: int | None = None
    kind: str | None = None
    status: str | None = None
    outcome: str | None = None
    text: str | None = None


class _Add(Protocol):
    def __call__(self, condition: str, *given: object) -> None: ...


def resolve(connection: sqlite3.Connection, filters: Filters) -> Selection:
    """Resolve names; raises UsageError, with what there is, for a filter that names nothing."""
    return Selection(
        goal=_known_goal(connection, filters.goal),
        area=_known_area(connection, filters.area),
        measure=_known_measure(connection, filters.measure),
        bureaus=find_bureaus(connection, filters.bureau) if filters.bureau else None,
        city=find_city(connection, filters.city) if filters.city else None,
        year=read_year(filters.year) if filters.year else None,
        kind=filters.kind,
        status=filters.status,
        outcome=filters.outcome,
        text=match_key(filters.text) if filters.text else None,
    )


def read_year(text: str) -> int:
    from toshigaikou_cli.text.dates.eras import parse_fiscal_year

    year = parse_fiscal_year(text)
    if year is None:
        raise UsageError(f"no fiscal year: {text!r}", where="--year", hint="write 2017, H29 or 平成29")
    return year


def read_date(text: str, option: str) -> tuple[str, str]:
    """The first and the last day (ISO) of a date, month or year as users write it: 2017-09-21, 2017-09, H29.9, 2017."""
    from toshigaikou_cli.text.dates.finding import find_dates

    plain = text.strip()
    if re.fullmatch(r"\d{4}", plain):
        return f"{plain}-01-01", f"{plain}-12-31"
    if re.fullmatch(r"\d{4}[-/.]\d{1,2}", plain):
        year, month = re.split(r"[-/.]", plain)
        plain = f"{year}年{month}月"
    found = find_dates(plain.replace("-", "/"), None)
    if len(found) != 1 or len(found[0].text) != len(plain):
        raise UsageError(
            f"no date: {text!r}", where=option, hint="write 2017-09-21, 2017-09, 平成29年9月 or 2017"
        )
    return found[0].start, found[0].end


def _known_goal(connection: sqlite3.Connection, goal: int | None) -> int | None:
    if goal is None:
        return None
    known = [row[0] for row in connection.execute("SELECT number FROM goal ORDER BY number")]
    if goal not in known:
        raise _nothing("--goal", goal, known)
    return goal


def _known_area(connection: sqlite3.Connection, area: str | None) -> str | None:
    if area is None:
        return None
    codes = {
        match_key(row[0]): row[0] for row in connection.execute("SELECT code FROM area ORDER BY position")
    }
    key = match_key(area)
    if key not in codes:
        raise _nothing("--area", area, list(codes.values()))
    return str(codes[key])


def _known_measure(connection: sqlite3.Connection, number: int | None) -> int | None:
    if number is None:
        return None
    known = {row[0] for row in connection.execute("SELECT number FROM measure")}
    if number not in known:
        span = [f"{min(known)} to {max(known)}"] if known else []
        raise _nothing("--measure", number, span)
    return number


def _nothing(option: str, given: object, known: Sequence[object]) -> UsageError:
    listed = ", ".join(map(str, known)) or "nothing: import a strategy first"
    return UsageError(f"nothing is called {given}", where=option, hint=f"there is {listed}")


def find_bureaus(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The ids of a bureau and of all on its line of time, by id, name, old name, alias or a unique part of one."""
    own = _by_name(connection, text, "bureau_name", "bureau_id", "--bureau")
    marks = ",".join("?" * len(own))
    line = connection.execute(
        f"SELECT DISTINCT related_id FROM bureau_line WHERE relation = 'line' AND bureau_id IN ({marks})",
        own,
    )
    return tuple(dict.fromkeys([*own, *sorted(row[0] for row in line)]))


def find_city(connection: sqlite3.Connection, text: str) -> str:
    """The registered name of a city, by a name, alias or a unique part of one."""
    return _by_name(connection, text, "city_name", "city", "--city")[0]


def _by_name(connection: sqlite3.Connection, text: str, table: str, column: str, option: str) -> list[str]:
    """Owners of an exactly equal name; else of names that hold the text, where these belong to one name."""
    key = match_key(text)
    if not key:
        raise UsageError("empty", where=option, hint="give a name")
    query = f"SELECT DISTINCT {column} FROM {table} WHERE"
    own = [row[0] for row in connection.execute(f"{query} key = ? ORDER BY 1", (key,))]
    if own:
        return own
    parts = [row[0] for row in connection.execute(f"{query} instr(key, ?) ORDER BY 1", (key,))]
    names = _names(connection, table, parts)
    if len(set(names)) == 1:
        return parts
    if not parts:
        raise UsageError(
            f"unknown: {text}",
            where=option,
            hint=f"tgx query {'cities' if column == 'city' else 'bureaus'} lists all",
        )
    raise UsageError(
        f"{text} is part of {len(set(names))} names", where=option, hint=", ".join(dict.fromkeys(names))
    )


def _names(connection: sqlite3.Connection, table: str, owners: Sequence[str]) -> list[str]:
    if table == "city_name":
        return list(owners)
    marks = ",".join("?" * len(owners))
    return [row[0] for row in connection.execute(f"SELECT name FROM bureau WHERE id IN ({marks})", owners)]


def achievement_condition(selection: Selection, alias: str = "a") -> tuple[str, list[object]]:
    """The condition on ``achievement AS a`` that a selection stands for, and its values."""
    parts: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        parts.append(condition)
        values.extend(given)

    if selection.year is not None:
        add(f"{alias}.fiscal_year = ?", selection.year)
    if selection.kind:
        add(f"{alias}.kind = ?", selection.kind)
    if selection.bureaus is not None:
        marks = ",".join("?" * len(selection.bureaus))
        named = f"SELECT achievement_id FROM achievement_bureau WHERE bureau_id IN ({marks})"
        add(f"{alias}.id IN ({named})", *selection.bureaus)
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


def _add_link_conditions(selection: Selection, alias: str, add: _Add) -> None:
    links = f"SELECT 1 FROM link l JOIN measure m ON m.number = l.measure WHERE l.achievement_id = {alias}.id"
    conditions: list[str] = []
    values: list[object] = []
    for column, value in (
        ("m.goal", selection.goal),
        ("m.area", selection.area),
        ("m.number", selection.measure),
    ):
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    if selection.status in ("outside", "unlinked"):
        no_link = f"NOT EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = {alias}.id AND l.status <> 'rejected')"
        outside = f"{alias}.outside {'<>' if selection.status == 'outside' else '='} ''"
        add(f"{no_link} AND {outside}")
    elif selection.status:
        conditions.append("l.status = ?")
        values.append(selection.status)
    elif conditions:
        conditions.append("l.status <> 'rejected'")
    if conditions:
        add(f"EXISTS ({links} AND {' AND '.join(conditions)})", *values)


def measure_condition(selection: Selection, alias: str = "m") -> tuple[str, list[object]]:
    """The condition on ``measure AS m`` that a selection stands for, and its values."""
    parts: list[str] = []
    values: list[object] = []
    for column, value in (("goal", selection.goal), ("area", selection.area), ("number", selection.measure)):
        if value is not None:
            parts.append(f"{alias}.{column} = ?")
            values.append(value)
    if selection.bureaus is not None:
        marks = ",".join("?" * len(selection.bureaus))
        parts.append(
            f"EXISTS (SELECT 1 FROM measure_bureau b WHERE b.measure_id = {alias}.id AND b.bureau_id IN ({marks}))"
        )
        values.extend(selection.bureaus)
    for column, value in (("c.city", selection.city), ("x.fiscal_year", selection.year)):
        if value is not None:
            join = (
                " JOIN achievement_city c ON c.achievement_id = x.achievement_id"
                if column == "c.city"
                else ""
            )
            parts.append(
                f"EXISTS (SELECT 1 FROM counted_link x{join} WHERE x.measure = {alias}.number AND {column} = ?)"
            )
            values.append(value)
    if selection.text:
        parts.append(f"instr({alias}.search, ?)")
        values.append(selection.text)
    return " AND ".join(parts) or "1", values
