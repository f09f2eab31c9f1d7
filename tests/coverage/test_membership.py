"""Over random catalogues: every figure has as many members as its number says, in every view and format."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.coverage.figures import Figure, Names
from toshigaikou_cli.coverage.views import figures_of
from toshigaikou_cli.formats.report import report_figures
from toshigaikou_cli.formats.tables.delimited import csv_text
from toshigaikou_cli.formats.tables.table import Table
from toshigaikou_cli.formats.views import csv_tables, members_table
from toshigaikou_cli.jobs import reporting, viewing
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.long import OnlyCounted

YEARS = (2015, 2016, 2018)
MEASURES = range(1, 6)
BUREAUS = ("x", "y", "z")
CITIES = ("甲", "乙", "丙", "都")
PLACE: dict[str, Any] = {
    "document_id": 1,
    "page": None,
    "line": None,
    "table_number": None,
    "row": None,
    "bbox": None,
}

links = st.dictionaries(
    st.sampled_from(MEASURES), st.sampled_from(["linked", "confirmed", "suggested", "rejected"]), max_size=3
)
dates = st.tuples(
    st.sampled_from(YEARS),
    st.integers(1, 12),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from(["when", "mentioned", "planned", "cancelled"]),
)
achievement = st.fixed_dictionaries(
    {
        "year": st.sampled_from(YEARS),
        "kind": st.sampled_from(["result", "result", "plan"]),
        "outcome": st.sampled_from(["held", "held", "held", "not_held", "planned", "empty"]),
        "bureaus": st.lists(st.sampled_from(BUREAUS), max_size=2, unique=True),
        "department": st.sampled_from([None, "総務部"]),
        "outside": st.sampled_from(["", '[["topic", ["語学研修"]]]']),
        "links": links,
        "cities": st.lists(st.sampled_from(CITIES), max_size=2, unique=True),
        "dates": st.lists(dates, max_size=2),
    }
)
_ACTIVITY = {"held": "held", "not_held": "cancelled", "planned": "planned", "empty": "none"}
catalogues = st.lists(achievement, max_size=8)
OWN = Selection(strategy="s")


@contextmanager
def catalogue(rows: list[dict[str, Any]]) -> Iterator[sqlite3.Connection]:
    """A catalogue in memory: five measures under two goals, three bureaus of which x became z, four cities."""
    with store.scratch() as connection:
        document = {
            "id": 1, "sha256": "0" * 64, "name": "d", "kind": "strategy", "format": "text", "title": "戦略", "size": 0,
            "imported_at": "", "options": "{}", "published": "2014-12-01", "pages": None, "tables": 0, "rows": 0, "records": 0,
            "headers": 0, "continued": 0, "rejected": 0, "other": 0, "filled": 0, "characters": 0, "dropped": 0,
            "undecoded": 0, "hidden": 0, "ruby": 0, "struck_rows": 0,
            "skipped": "[]", "content": b"",
        }  # fmt: skip
        store.add(connection, "document", [document])
        strategy = {"id": "s", "document_id": 1, "title": "戦略", "published": "2014-12-01", "first_year": 2014,
                    "layout": "", "position": 0}  # fmt: skip
        store.add(connection, "strategy", [strategy])
        store.add(connection, "goal", [coded(str(n), f"目的{n}", n) for n in (1, 2)])
        areas = [{**coded(f"{n}-ア", "取組", n), "goal": f"s:{n}", "symbol": "ア"} for n in (1, 2)]
        store.add(connection, "area", areas)
        _registers(connection)
        _measures(connection)
        for number, row in enumerate(rows):
            _achievement(connection, f"{row['year']}-{number:06x}", number, row)
        yield connection


def coded(code: str, title: str, position: int) -> dict[str, Any]:
    own = {"id": f"s:{code}", "strategy": "s", "code": code, "code_key": code.casefold()}
    return {**own, "title": title, "position": position, **PLACE}


def _registers(connection: sqlite3.Connection) -> None:
    for place, key in enumerate(BUREAUS):
        own = {
            "id": key,
            "name": key,
            "name_en": None,
            "valid_from": None,
            "valid_to": None,
            "position": place,
            "note": "",
        }
        store.add(connection, "bureau", [own])
    for a, b in (("x", "z"), ("z", "x")):
        store.add(connection, "bureau_line", [{"bureau_id": a, "related_id": b, "relation": "line"}])
    for place, name in enumerate(CITIES):
        connection.execute(
            "INSERT INTO city (name, name_en, country, country_name, is_self, position, note)"
            " VALUES (?, '', 'XX', '国', ?, ?, '')",
            (name, name == "都", place),
        )
    for name, since in (("甲", "1980-01-01"), ("乙", None), ("都", "2001-10-16")):
        connection.execute(
            "INSERT INTO city_relation (city, kind, since, title) VALUES (?, 'sister', ?, '')", (name, since)
        )


def _measures(connection: sqlite3.Connection) -> None:
    for number in MEASURES:
        goal = 1 + number % 2
        own = {**coded(str(number), f"施策{number}", number), "goal": f"s:{goal}", "area": f"s:{goal}-ア",
               "overview": "", "open_ended": 0, "cells": "[]", "search": ""}  # fmt: skip
        store.add(connection, "measure", [own])
        for place, key in enumerate(("x", "y", None)[: 1 + number % 3]):
            role = "related" if place else "lead"
            named = {
                "measure_id": f"s:{number}",
                "position": place,
                "text": key or "謎の局",
                "bureau_id": key,
                "role": role,
            }
            store.add(connection, "measure_bureau", [named])
    indicator = {"id": "1-1", "position": 0, "achievement_id": None, "name": "都市", "search": "都市", "unit": "都市",
                 "about": "", "stated": "[]", "bureau_text": "", "bureau_id": None, "direction": "", "rate": "",
                 "rating": "", "prose": 1, "cells": "[]", **PLACE}  # fmt: skip
    store.add(connection, "indicator", [indicator])
    target = {"indicator_id": "1-1", "position": 0, "kind": "target", "fiscal_year": 2017, "value": "15",
              "unit": "都市", "text": "2017年までに15都市", "header": ""}  # fmt: skip
    store.add(connection, "indicator_value", [target])


def _achievement(connection: sqlite3.Connection, key: str, place: int, row: dict[str, Any]) -> None:
    own = {
        "id": key, "position": place, "fiscal_year": row["year"], "kind": row["kind"], "section": "", "field": "",
        "bureau_text": "局", "bureau_id": (row["bureaus"] or [None])[0], "department": row["department"],
        "open_ended": 0, "item": "交流",
        "result": "", "cells": "[]", "search": "", "digest": key, "outcome": row["outcome"],
        "outside": row["outside"], "rating": "", **PLACE,
    }  # fmt: skip
    store.add(connection, "achievement", [own])
    for at, bureau in enumerate(row["bureaus"]):
        store.add(
            connection,
            "achievement_bureau",
            [{"achievement_id": key, "bureau_id": bureau, "position": at}],
        )
    for at, (measure, status) in enumerate(row["links"].items()):
        link = {"achievement_id": key, "measure": f"s:{measure}", "position": at, "status": status, "method": "rule",
                "score": 1.0, "evidence": "[]", "activities": "[]"}  # fmt: skip
        store.add(connection, "link", [link])
    for at, city in enumerate(row["cities"]):
        named = {
            "achievement_id": key,
            "city": city,
            "role": "partner" if row["outcome"] == "held" else "not_held",
            "position": at,
        }
        store.add(connection, "achievement_city", [named])
    cursor = connection.execute(
        "INSERT INTO activity (achievement_id, position, text, start, stop, outcome, outcome_words)"
        " VALUES (?, 0, '', 0, 0, ?, '')",
        (key, _ACTIVITY[row["outcome"]]),
    )
    for year, month, precision, role in row["dates"]:
        day = f"{year}-{month:02}-01"
        connection.execute(
            'INSERT INTO activity_date (activity_id, start, "end", precision, role, text)'
            " VALUES (?, ?, ?, ?, ?, '')",
            (cursor.lastrowid, day, day, precision, role),
        )


def check(figures: list[tuple[str, str, str, Figure]]) -> None:
    """Each figure's number against its members, and against the rows that list it."""
    for section, title, name, figure in figures:
        assert len(figure.members) == figure.numerator == len(set(figure.members)), (section, title, name)
        assert figure.numerator <= figure.denominator
        if figure.others:
            assert len(figure.others) == figure.denominator - figure.numerator
            assert not set(figure.members) & set(figure.others)
        assert figure.rule
    table = members_table(figures, Names({}))
    listed = Counter((row[4], row[0], row[1]) for row in table.rows)
    assert sum(listed.values()) == sum(figure.numerator for *_, figure in figures)
    read = list(csv.reader(io.StringIO(csv_text([table]))))[1:]
    assert len(read) == len(table.rows)


@settings(deadline=None, max_examples=25)
@given(
    catalogues,
    st.sampled_from(
        [
            *(OWN, OWN._replace(year=2016), OWN._replace(goal=("s:1",)), OWN._replace(bureaus=("x",))),
            OWN._replace(measure=("s:2",), city="甲"),
            OWN._replace(status="confirmed"),
            OWN._replace(outcome="not_held"),
        ]
    ),
)
def test_every_figure_of_every_view_lists_its_members(
    rows: list[dict[str, Any]], selection: Selection
) -> None:
    with catalogue(rows) as connection:
        for view in viewing.VIEWS:
            facts = viewing.facts_of(connection, selection)
            made, names = viewing.make_view(facts, view), facts.names()
            figures = list(figures_of(made))
            check(figures)
            assert all(
                (f.counted, m) in names or f.counted in ("bureaus", "cities")
                for *_, f in figures
                for m in f.members
            )
            tables = [table for table in csv_tables(made) if isinstance(table, Table)]
            assert [len(table.rows) for table in tables] == [len(section.rows) for section in made.sections]


@settings(deadline=None, max_examples=25)
@given(
    catalogues,
    st.sampled_from(
        [
            *(OWN, OWN._replace(year=2016), OWN._replace(goal=("s:1",)), OWN._replace(bureaus=("x",))),
            OWN._replace(measure=("s:2",), city="甲"),
            OWN._replace(status="suggested", goal=("s:1",)),
            OWN._replace(outcome="not_held"),
        ]
    ),
)
def test_a_view_counts_the_same_with_and_without_its_members(
    rows: list[dict[str, Any]], selection: Selection
) -> None:
    with catalogue(rows) as connection:
        for view in get_args(viewing.By):
            full = viewing.make_view(viewing.facts_of(connection, selection), view)
            quick = viewing.make_view(viewing.facts_of(connection, selection), view, NUMBERS)
            assert [_counted(each) for each in figures_of(quick)] == [
                _counted(each) for each in figures_of(full)
            ]
            assert (quick.strips, quick.notes) == (full.strips, full.notes)
            named = [f.members for *_, f in figures_of(quick) if f.counted in ("achievements", "activities")]
            assert all(isinstance(each, OnlyCounted) or not each for each in named)


NUMBERS = reporting.Asked(members=False)


def _counted(found: tuple[str, str, str, Figure]) -> tuple[object, ...]:
    """A figure without those that it counts, but of how many that is."""
    *where, figure = found
    sizes = len(figure.members), len(figure.others)
    return *where, figure._replace(members=(), others=()), sizes


@settings(deadline=None, max_examples=25)
@given(
    catalogues,
    st.sampled_from(
        [
            *(OWN, OWN._replace(year=2016), OWN._replace(goal=("s:1",)), OWN._replace(city="甲")),
            OWN._replace(measure=("s:2",), bureaus=("x",)),
            OWN._replace(status="suggested", goal=("s:1",)),
        ]
    ),
)
def test_the_report_counts_the_same_with_and_without_its_members(
    rows: list[dict[str, Any]], selection: Selection
) -> None:
    plain = reporting.Asked(Filters(goal="1"), members=False)  # a goal is asked for: cities are read, too
    with catalogue(rows) as connection:
        full = reporting.make_report(connection, selection)
        quick = reporting.make_report(connection, selection, plain)
    check(list(report_figures(full)))
    assert quick.total == full.total
    assert [account[:-1] for account in quick.years] == [account[:-1] for account in full.years]
    for a, b in zip(_all(full), _all(quick), strict=True):
        assert (a.counts, a.suggested_counts, a.cities) == (b.counts, b.suggested_counts, b.cities)
        assert {year: len(ids) for year, ids in a.achievements.items()} == a.counts
        assert {year: len(ids) for year, ids in a.suggested.items()} == a.suggested_counts
        assert b.achievements == {}
    for account in full.years:
        assert account.achievements == sum(account[2:-1])
    unheld = {f"{row['year']}-{at:06x}" for at, row in enumerate(rows) if row["outcome"] != "held"}
    assert not unheld & {key for each in _all(full) for ids in each.achievements.values() for key in ids}
    expected = Counter(row["year"] for row in rows if row["kind"] == "result")
    if selection == OWN:
        assert {account.fiscal_year: account.achievements for account in full.years} == expected


def _all(report: Any) -> list[Any]:
    return [measure for goal in report.goals for area in goal.areas for measure in area.measures]
