"""The arithmetic of the views: who, with whom, when and how sure."""

from __future__ import annotations

from typing import Any

from toshigaikou_cli.coverage.bureaus import by_bureau, by_department
from toshigaikou_cli.coverage.cities import by_city, targets
from toshigaikou_cli.coverage.figures import missing_years
from toshigaikou_cli.coverage.outcomes import outcomes
from toshigaikou_cli.coverage.sure import sure
from toshigaikou_cli.coverage.views import FigureRow
from toshigaikou_cli.coverage.years import by_year, timeline
from toshigaikou_cli.records.answers import ActivityFact, CityActivities, LinkCount, ReportedFact
from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.records.rows import GoalRow, Source, TargetRow
from toshigaikou_cli.records.stated import (
    RegisteredBureau,
    RegisteredCity,
    RegisteredRelation,
    StatedBureau,
    StatedMeasure,
)

SOURCE: Source = {
    "document": "d.tsv",
    "sha256": "",
    "page": None,
    "sheet": None,
    "line": 1,
    "row": None,
    "bbox": None,
}

FORMAL = ("sister", "anmc21", "agreement")


def measure(number: int, goal: int = 1, **bureaus: BureauRole) -> StatedMeasure:
    named: list[StatedBureau] = [{"id": key, "name": key, "role": role} for key, role in bureaus.items()]
    return {
        "strategy": "2014", "code": str(number), "goal": str(goal), "area": f"{goal}-ア", "area_title": "",
        "title": f"施策{number}", "overview": "", "bureaus": named, "open_ended": False, "source": SOURCE,
    }  # fmt: skip


def fact(key: str, *measures: int, year: int = 2017, bureau: str = "x", **more: Any) -> ReportedFact:
    state = "linked" if measures else "unlinked"
    made = ReportedFact(
        (key,), year, (bureau,), bureau, "総務部", "交流", state, "", (), tuple(map(str, measures))
    )
    return made._replace(**more)


def bureau(
    key: str,
    line: tuple[str, ...] = (),
    name: str = "",
    valid_from: str | None = None,
    valid_to: str | None = None,
) -> RegisteredBureau:
    return {
        "id": key, "name": name or key, "name_en": None, "valid_from": valid_from, "valid_to": valid_to,
        "line": list(line), "each": [], "successors": [], "predecessors": [],
    }  # fmt: skip


def row(rows: tuple[FigureRow, ...], key: str) -> FigureRow:
    return next(row for row in rows if row.key == key)


def numbers(row: FigureRow) -> dict[str, int]:
    return {name: figure.numerator for name, figure in row.figures.items()}


def test_a_bureau_has_what_the_strategy_gives_it_and_what_it_reported() -> None:
    measures = [measure(1, x="lead"), measure(2, x="related", y="lead"), measure(3, y="lead")]
    made = by_bureau(
        measures, [fact("a", 2), fact("b", bureau="y")], [], [bureau("x"), bureau("y")], sheets=True
    )
    rows = made.sections[0].rows
    expected = {"led": 1, "related": 1, "with_results": 1, "without": 1, "achievements": 1, "linked": 1}
    assert numbers(row(rows, "x")) == expected
    assert row(rows, "y").figures["with_results"].members == ("2",)
    assert row(rows, "y").figures["without"].members == ("3",)
    assert row(rows, "y").figures["linked"].numerator == 0


def test_an_heir_gets_the_measures_of_its_line_and_says_so() -> None:
    register = [bureau("x", ("z",)), bureau("z", ("x",))]
    made = by_bureau([measure(1, x="lead")], [fact("a", 1, bureau="z")], [], register, sheets=True)
    assert row(made.sections[0].rows, "z").figures["led"].members == ("1",)
    assert made.notes == (
        "z is not named by the strategy; its measures are those of x, on the same line of time",
    )
    apart = by_bureau(
        [measure(1, x="lead")], [fact("a", 1, bureau="z")], [], [bureau("x"), bureau("z")], sheets=True
    )
    assert row(apart.sections[0].rows, "z").figures["led"].members == ()
    assert apart.notes == ()


def test_unknown_bureaus_have_a_row_of_their_own() -> None:
    made = by_bureau([], [fact("a", bureaus=())], [], [bureau("x")], sheets=True)
    assert [r.title for r in made.sections[0].rows] == ["(unknown bureau)"]


def test_the_strip_tells_nothing_from_no_sheet_and_not_its_own() -> None:
    measures = [measure(1, x="lead"), measure(2, y="lead"), measure(3, x="lead")]
    counts = [LinkCount("1", 2017, True, 12), LinkCount("3", 2017, False, 1)]
    register = [bureau("x"), bureau("y")]
    strip = by_bureau(measures, [fact("a", 1)], counts, register, sheets=True).strips[0]
    assert [[cell.state for cell in cells] for _, _, cells in strip.rows] == [
        ["counted", "none", "suggested"],
        ["none", "nothing", "none"],
    ]
    empty = by_bureau(measures, [], [], register, sheets=False).strips[0]
    assert empty.rows[1][2][1].state == "no-sheet"


def test_departments_are_under_their_bureau() -> None:
    facts = [fact("a", 1), fact("b", department=None), fact("c", 1, bureau="y")]
    made = by_department([measure(1)], facts, [bureau("x"), bureau("y")])
    found = [(r.facts["bureau"], r.title, numbers(r)["achievements"]) for r in made.sections[0].rows]
    assert found == [("x", "(no department)", 1), ("x", "総務部", 1), ("y", "総務部", 1)]


def city(name: str, *relations: tuple[str, str | None], own: bool = False) -> RegisteredCity:
    stated: list[RegisteredRelation] = [
        {"kind": kind, "since": since, "title": ""} for kind, since in relations
    ]
    return {
        "name": name, "name_en": "", "country": "XX", "country_name": "国", "lat": None, "lon": None, "self": own,
        "relations": stated,
    }  # fmt: skip


CITIES = [
    city("甲", ("sister", "1980-01-01")),
    city("乙", ("agreement", "2016-05-01")),
    city("丙", ("agreement", "2019-01-01")),
    city("丁", ("visited", "2014")),
    city("戊"),
    city("己", ("anmc21", None)),
    city("都", ("anmc21", "2001-10-16"), own=True),
]


def test_cities_with_a_relation_and_nothing_reported_are_named() -> None:
    facts = [fact("a", 1, cities=("甲", "戊")), fact("b", cities=("甲",))]
    activities = CityActivities(2, {"甲": ["a#1"]})
    made = by_city(CITIES, [measure(1)], facts, facts, activities, FORMAL)
    rows = made.sections[0].rows
    assert [r.key for r in rows] == ["甲", "乙", "丙", "丁", "戊", "己"]
    assert numbers(rows[0]) == {"activities": 1, "achievements": 2, "linked": 1, "measures": 1, "bureaus": 1}
    silent = made.totals["relation_and_nothing"]
    assert (silent.members, silent.others) == (("乙", "己"), ("甲",))
    assert made.totals["reported_without_relation"].members == ("戊",)
    assert [text.split(":")[0] for text in silent.exclusions] == ["都", "丙", "1 with other ties only"]


def test_targets_are_counted_by_rule_and_not_judged() -> None:
    stated: list[TargetRow] = [
        {"cities": 15, "year": 2017, "text": "2017年度までに15都市", "source": SOURCE},
        {"cities": 30, "year": 2020, "text": "2020年", "source": SOURCE},
    ]
    made = targets(stated, CITIES, [fact("a", cities=("甲", "丙"))], "2014-12-01", FORMAL)
    first, second = made.sections[0].rows
    assert (first.facts["by"], second.facts["by"]) == ("2018-03-31", "2020-12-31")
    assert first.figures["relation"].members == ("甲", "乙")
    assert first.figures["relation"].exclusions == ("己: without a date", "1 with other relations only: 丁")
    assert first.figures["new_relation"].members == ("乙",)
    assert first.figures["both"].members == ("甲",)
    assert second.figures["relation"].members == ("甲", "乙", "丙")
    assert second.figures["both"].members == ("甲", "丙")


def activity(key: str, *dates: tuple[str, str, str, str]) -> ActivityFact:
    return ActivityFact(key, key.split("#")[0], 2017, (), dates)


def test_an_activity_counts_in_every_month_that_it_spans_and_only_when_it_took_place() -> None:
    found = timeline(
        [
            activity("a#1", ("2017-06-30", "2017-08-01", "day", "when")),
            activity("a#2", ("2018-03-31", "2018-04-01", "day", "when")),
            activity("a#3", ("2017-04-01", "2018-03-31", "fiscal_year", "when")),
            activity("a#4", ("2018-06-01", "2018-06-30", "month", "planned")),
            activity("a#5", ("2016-06-01", "2016-06-30", "month", "when")),
            activity("a#6", ("2017-05-01", "2017-05-31", "month", "mentioned")),
            activity("a#7"),
        ],
        (2016,),
    )
    months = {r.key: r.figures["activities"].members for r in found.sections[0].rows}
    assert {month: members for month, members in months.items() if members} == {
        "2017-06": ("a#1",), "2017-07": ("a#1",), "2017-08": ("a#1",), "2018-03": ("a#2",), "2018-04": ("a#2",),
    }  # fmt: skip
    assert len(months) == 13
    dated = found.totals["dated"]
    assert (dated.members, len(dated.others)) == (("a#1", "a#2"), 5)
    assert dated.exclusions == (
        "1 announced for later", "1 dated by the year only", "1 dated outside the fiscal year of their sheet",
        "1 with dates that do not say when it took place", "1 without a date",
    )  # fmt: skip


def test_a_year_without_a_sheet_is_not_a_year_without_results() -> None:
    goals: list[GoalRow] = [{"code": "1", "title": "目的"}]
    facts = [fact("a", 1)]
    made = by_year([measure(1)], facts, facts, facts, [LinkCount("1", 2017, True, 1)], (2016,), goals)
    assert [r.facts["sheet"] for r in made.sections[0].rows] == ["none", "imported"]
    assert [cell.state for cell in made.strips[0].rows[0][2]] == ["no-sheet", "counted"]


def test_how_sure_lists_links_by_status_and_what_serves_nothing() -> None:
    facts = [fact("a", 1), fact("b", link_state="outside", outside="語学研修"), fact("c")]
    links = [("suggested", "similarity", "a>2"), ("linked", "rule", "a>1"), ("rejected", "manual", "a>3")]
    made = sure([measure(1), measure(2)], facts, links, (2016,))
    assert [r.key for r in made.sections[0].rows] == [
        "linked/rule",
        "suggested/similarity",
        "rejected/manual",
    ]
    assert tuple(made.totals["counted_links"].members) == ("a>1",)
    assert [r.figures["nothing_reported"].members for r in made.sections[1].rows] == [(), ("2",)]
    assert [(r.title, r.figures["achievements"].members) for r in made.sections[2].rows] == [
        ("unlinked: no link, and no reason why", ("c",)), ("語学研修", ("b",)),
    ]  # fmt: skip


def test_missing_years_begin_with_the_first_whole_year_after_the_strategy() -> None:
    assert missing_years("2014-12-01", (2017,)) == (2015, 2016)
    assert missing_years("2014-03-01", (2016,)) == (2014, 2015)
    assert missing_years(None, (2015, 2018)) == (2016, 2017)
    assert missing_years("2014-12", (2017,)) == (2015, 2016)
    assert missing_years(None, (2018,), first_year=2016) == (2016, 2017)
    assert missing_years(None, (2018,), first_year=1900) == ()
    assert missing_years("2014-12-01", ()) == ()


def test_a_row_of_two_bureaus_is_in_both_rows_of_what_was_held() -> None:
    facts = [fact("a", bureau="水道局")._replace(bureaus=("国際課", "水道局")), fact("b", bureau="水道局")]
    made = outcomes(facts, (), {"国際課": "国際課", "水道局": "水道局"})
    rows = {row.key: row.figures["achievements"].members for row in made.sections[1].rows}
    assert rows == {"国際課": ("a",), "水道局": ("a", "b")}
    assert made.notes == ("A row of several bureaus counts for each of them.",)
    assert outcomes(facts[1:], (), {"水道局": "水道局"}).notes == ()
