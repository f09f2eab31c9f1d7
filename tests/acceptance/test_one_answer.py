"""One question has one answer: every pair of filters means the same in the report, in each view, and in every list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

import reports
from conftest import Run
from projects_made import Place
from toshigaikou_cli.jobs.viewing import About, By

Ask = Callable[..., Any]
VIEWS = (*(("report", view) for view in get_args(About)), *(("report", "--by", by) for by in get_args(By)))
COUNT = {"linked", "confirmed"}
ONE_OF_EACH = (
    ("--goal", "目的2"),
    ("--area", "２－ア"),
    ("--measure", "18"),
    ("--bureau", "環境局"),
    ("--city", "ソウル"),
    ("--year", "H29"),
    ("--status", "suggested"),
    ("--outcome", "held"),
)
PAIRS = (
    *((one,) for one in ONE_OF_EACH),
    *combinations(ONE_OF_EACH, 2),
    (("--goal", "2"), ("--city", "ソウル"), ("--year", "2017")),
)


class Answers(NamedTuple):
    """What the list of achievements says of a question: the ids of results that it lists, that count, that are only
    suggested; and by measure those that count and those that are suggested."""

    listed: set[str]
    counting: set[str]
    suggested: set[str]
    by_measure: dict[str, set[str]]


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory, packaged_documents: tuple[Path, Path]) -> Path:
    """Two years of sheets beside the packaged one, with a row that was not held."""
    from toshigaikou_cli.catalogue.writing import store
    from toshigaikou_cli.jobs import importing, preparing
    from toshigaikou_cli.vocabulary.loading import load_vocabulary

    folder = tmp_path_factory.mktemp("answers")
    rows = [
        *reports.FY2016,
        (reports.NEW_FIELD, "環境局総務部", "環境交流", "・ソウル特別市との会議は中止した。"),
    ]
    files = [*packaged_documents, reports.write(folder, rows, 2016)]
    vocabulary = load_vocabulary()
    path = folder / "catalogue.sqlite"
    with store.writing(path) as connection:
        for file in files:
            importing.save(
                connection, preparing.prepare(file.read_bytes(), file.name, vocabulary), vocabulary
            )
    return path


@pytest.fixture
def ask(tgx: Run, _filled: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("TGX_DB", str(_filled))
    return asking(tgx)


def asking(tgx: Run) -> Ask:
    def asked(*arguments: str) -> Any:
        done = tgx(*arguments, "--format", "json")
        assert (done.code, done.err) == (0, ""), arguments
        return json.loads(done.out)

    return asked


def answers(ask: Ask, filters: tuple[tuple[str, str], ...]) -> Answers:
    """What the list says: from its own links, which say whether they are inside."""
    rows = ask("query", "achievements", "--kind", "result", *flat(filters))
    measures: dict[str, set[str]] = {}
    counting, suggested = set(), set()
    for row in rows:
        inside = [link for link in row["links"] if link.get("inside", True)]
        order = [(not link.get("inside", True), link["status"] not in COUNT) for link in row["links"]]
        assert order == sorted(order) or "inside" not in row["links"][0]
        if row["outcome"] != "held":
            continue
        statuses = {link["status"] for link in inside}
        if statuses & COUNT:
            counting.add(row["id"])
        elif "suggested" in statuses:
            suggested.add(row["id"])
        for link in inside:
            if link["status"] in COUNT and dict(filters).get("--status") in (None, link["status"]):
                measures.setdefault(link["measure"], set()).add(row["id"])
    return Answers({row["id"] for row in rows}, counting, suggested, measures)


def flat(filters: tuple[tuple[str, str], ...]) -> list[str]:
    return [text for pair in filters for text in pair]


def members(row: dict[str, Any], *figures: str) -> set[str]:
    return {member for name in figures for member in row["figures"][name]["members"]}


def named(filters: tuple[tuple[str, str], ...]) -> str:
    return " ".join(flat(filters))


@pytest.fixture
def asked(tgx: Run, place: Place) -> Ask:
    """Asks the catalogue of each project, with two years of sheets more and a row that was not held."""
    called_off = (reports.NEW_FIELD, place.facts.units[0], "環境交流", "・ソウル特別市との会議は中止した。")
    done = tgx("import", place.sheet("a.tsv", [*place.rows, called_off]), place.sheet("b.tsv", year=2016))
    assert done.code == 0, done.err
    return asking(tgx)


def questions(place: Place) -> Iterator[tuple[tuple[str, str], ...]]:
    """Each filter that the project answers, and some of them together."""
    one_of_each = (
        *place.facts.filters,
        ("--year", "2020"),
        ("--status", "suggested"),
        ("--outcome", "held"),
    )
    yield ()
    yield from ((one,) for one in one_of_each)
    yield from pairwise(one_of_each)


def test_every_question_has_one_answer_in_every_project(asked: Ask, place: Place) -> None:
    for filters in questions(place):
        check_report_and_list(asked, filters)
        check_lists(asked, filters)


def test_every_view_has_one_answer_in_every_project(asked: Ask, place: Place) -> None:
    for filters in list(questions(place))[::3]:
        check_views(asked, filters)


@pytest.mark.parametrize("filters", PAIRS, ids=named)
def test_the_report_and_the_list_have_the_same_members(
    ask: Ask, filters: tuple[tuple[str, str], ...]
) -> None:
    check_report_and_list(ask, filters)


def check_report_and_list(ask: Ask, filters: tuple[tuple[str, str], ...]) -> None:
    told = answers(ask, filters)
    report = ask("report", *flat(filters))
    states: dict[str, set[str]] = {}
    for year in report["years"]:
        for state, ids in year["members"].items():
            assert year[state] == len(ids)
            states.setdefault(state, set()).update(ids)
        assert year["achievements"] == sum(map(len, year["members"].values()))
    assert states.get("linked", set()) == told.counting
    assert states.get("suggested", set()) == told.suggested
    assert not states.get("elsewhere", set()) & told.listed
    shown = [measure for goal in report["goals"] for area in goal["areas"] for measure in area["measures"]]
    for measure in shown:
        ids = {key for year in measure["achievements"].values() for key in year}
        assert ids == told.by_measure.get(measure["code"], set()), measure["code"]
    assert [m["code"] for m in shown if m["covered"]] == report["total"]["members"]
    listed = {
        m["code"]: m["achievements"] for m in ask("query", "measures", *flat(without(filters, "--outcome")))
    }
    if dict(filters).get("--outcome") in (None, "held") and "--status" not in dict(filters):
        for measure in shown:
            counts = {year: len(ids) for year, ids in measure["achievements"].items()}
            assert listed.get(measure["code"], {}) == counts


def without(filters: tuple[tuple[str, str], ...], option: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in filters if pair[0] != option)


@pytest.mark.parametrize("filters", PAIRS, ids=named)
def test_every_view_has_the_same_members(ask: Ask, filters: tuple[tuple[str, str], ...]) -> None:
    check_views(ask, filters)


def check_views(ask: Ask, filters: tuple[tuple[str, str], ...]) -> None:
    told = answers(ask, filters)
    rows = {view: ask(*view, *flat(filters)) for view in VIEWS}
    for view, data in rows.items():
        for section in data["sections"]:
            for row in section["rows"]:
                for name, figure in row["figures"].items():
                    assert figure["numerator"] == len(set(figure["members"])), (view, row["title"], name)
                    if name in ("linked", "suggested") and figure["counted"] == "achievements":
                        own = told.counting if name == "linked" else told.suggested
                        assert set(figure["members"]) <= own, (view, row["title"], name)
    for view in (("report", "--by", "year"), ("report", "sure")):
        section = next(each for each in rows[view]["sections"] if each["key"] == "years")
        found: dict[str, set[str]] = {name: set() for name in ("linked", "suggested")}
        for row in section["rows"]:
            for name, own in found.items():
                own |= members(row, name)
        assert found == {"linked": told.counting, "suggested": told.suggested}, view
    (departments,) = rows["report", "--by", "department"]["sections"]
    assert {key for row in departments["rows"] for key in members(row, "achievements")} == told.listed
    assert {key for row in departments["rows"] for key in members(row, "linked")} == told.counting
    (years, *_) = rows["report", "outcomes"]["sections"]
    assert {key for row in years["rows"] for key in members(row, "achievements")} == told.listed
    links = rows["report", "sure"]["totals"]["counted_links"]["members"]
    if "--status" not in dict(filters):
        assert {tuple(key.split(">")) for key in links} == {
            (key, measure) for measure, ids in told.by_measure.items() for key in ids
        }


@pytest.mark.parametrize("filters", PAIRS, ids=named)
def test_lists_of_cities_and_bureaus_count_the_same(ask: Ask, filters: tuple[tuple[str, str], ...]) -> None:
    check_lists(ask, filters)


def check_lists(ask: Ask, filters: tuple[tuple[str, str], ...]) -> None:
    filters = without(filters, "--outcome")
    given = dict(filters)
    cities = {
        row["title"]: row["figures"]
        for row in ask("report", "--by", "city", *flat(filters))["sections"][0]["rows"]
    }
    for city in ask("query", "cities", *flat(filters)):
        figures = cities.get(city["name"])
        if figures is not None:
            assert sum(city["achievements"].values()) == figures["achievements"]["numerator"]
            if "counting" in city and "--status" not in given:
                assert sum(city["counting"].values()) == figures["linked"]["numerator"]
    rows = [
        row
        for row in ask("query", "achievements", "--kind", "result", *flat(filters))
        if row["outcome"] == "held"
    ]
    found: dict[str, int] = {}
    for bureau in ask("query", "bureaus", *flat(filters)):  # a name may have come back
        found[bureau["name"]] = found.get(bureau["name"], 0) + sum(bureau["achievements"].values())
    for name, number in found.items():
        assert number == len([row for row in rows if name in row["bureaus"]]), name


def test_the_question_of_a_journalist(ask: Ask, tgx: Run) -> None:
    question = ("--goal", "2", "--city", "ソウル", "--year", "2017")
    (year,) = ask("report", *question)["years"]
    assert (year["achievements"], year["linked"]) == (10, 6)
    suggested, others = year["suggested"], year["elsewhere"]
    assert suggested + others == 4
    listed = tgx("query", "achievements", *question).out
    assert f"6 count for goal 2, {suggested} only suggested; {others} more are linked" in listed
    assert "18, 42, 40" in listed
    assert "44? (61, 57?)" in listed
    shown = tgx("show", "目的2", "--city", "ソウル", "--year", "2017").out
    assert "Goal 2 大都市共通の課題解決" in shown
    assert f"6 count for it, {suggested} only suggested" in shown
    assert "Measures: 8 of 30 with results" in shown
    assert len(ask("show", "18", "--city", "ソウル", "--year", "2017")["achievements"]) == 2
    whole = ask("report", "--goal", "2")
    assert all(
        sum(year[s] for s in ("linked", "suggested")) < year["achievements"] for year in whole["years"][-1:]
    )


@pytest.mark.parametrize(
    "name", ["2", "２", "Ⅱ", "②", "目的2", "目的②", "goal 2", "Goal2", "基本目標Ⅱ", "2014:2"]
)
def test_a_goal_as_people_name_it(ask: Ask, name: str) -> None:
    assert [goal["code"] for goal in ask("report", "--goal", name)["goals"]] == ["2"]


@pytest.mark.parametrize(
    "name", ["2-ア", "２－ア", "2ア", "②ア", "2-(ア)", "area 2-ア", "目的2-ア", "2014:2-ア"]
)
def test_an_area_as_people_name_it(ask: Ask, name: str) -> None:
    report = ask("report", "--area", name)
    assert [area["code"] for goal in report["goals"] for area in goal["areas"]] == ["2-ア"]
    assert ask("show", name)["part"]["code"] == "2-ア"


@pytest.mark.parametrize("name", ["goal 2", "目的2", "目的Ⅱ", "基本目標2"])
def test_a_goal_can_be_shown(ask: Ask, name: str) -> None:
    data = ask("show", name)
    assert (data["kind"], data["part"]["code"], len(data["measures"])) == ("goal", "2", 30)


SECOND = ("2", "２", "Ⅱ", "②", "goal 2", "Goal2", "基本目標Ⅱ")
NAMED = {
    "tokyo": (
        "2",
        (*SECOND, "目的2", "2014:2"),
        "2-ア",
        ("2－ア", "2ア", "2-(ア)", "area 2-ア", "2014:2-ア"),
    ),
    "kitakyushu": (
        "Ⅱ",
        (*SECOND, "基本方針Ⅱ", "基本方針2", "2016:Ⅱ"),
        "Ⅱ-1",
        ("Ⅱ－１", "2-1", "area 2-1", "2016:Ⅱ-1"),
    ),
}
"""The second goal and its first area by their codes, and what people call them."""


def test_goals_and_areas_as_people_name_them_in_every_project(tgx: Run, place: Place) -> None:
    ask = asking(tgx)
    goal, goals, area, areas = NAMED["tokyo" if place.name == "tokyo" else "kitakyushu"]
    for name in goals:
        assert [each["code"] for each in ask("report", "--goal", name)["goals"]] == [goal], name
    for name in (f"goal {goal}", goals[-2]):
        data = ask("show", name)
        number = place.facts.goals[goal]
        assert (data["kind"], data["part"]["code"], len(data["measures"])) == ("goal", goal, number)
    for name in areas:
        report = ask("report", "--area", name)
        assert [each["code"] for own in report["goals"] for each in own["areas"]] == [area], name
    assert ask("show", f"area {area}")["part"]["code"] == area
    assert ask("show", place.facts.measure)["measure"]["code"] == place.facts.measure
    assert ask("show", "ソウル")["kind"] == "city"
    assert ask("show", place.facts.units[0])["kind"] == "bureau"


def test_filters_without_sense_are_refused_in_every_project(asked: Ask, tgx: Run, place: Place) -> None:
    goal = list(place.facts.goals)[1]
    key = asked("query", "achievements", "--year", "2020")[0]["id"]
    for arguments, said in (
        (("query", "documents", "--goal", goal), "tgx query documents has no --goal"),
        (("query", "cities", "--outcome", "held"), "has no --outcome"),
        (("query", "indicators", "--city", "ソウル"), "has no --city"),
        (("report", "indicators", "--status", "linked"), "neither cities nor links"),
        (("report", "--status", "rejected"), "in no figure"),
        (("report", "--goal", goal, "--status", "outside"), "belongs to no goal"),
        (("report", "--status", "nonsense"), "linked, confirmed"),
        (("show", key, "--city", "ソウル"), "is one achievement"),
        (("report", "--goal", "99"), "nothing is called 99"),
    ):
        done = tgx(*arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), arguments
        assert said in done.err, done.err


def test_how_sure_is_said_with_what_was_measured(ask: Ask, tgx: Run) -> None:
    question = ("--goal", "2", "--city", "ソウル", "--year", "2017")
    view = ask("report", "sure", *question)
    (row,) = [each for each in view["sections"][0]["rows"] if each["key"] == "linked/rule"]
    facts = row["facts"]
    assert facts["tested_rows"] >= 280
    assert 0.9 < facts["tested_right"] / facts["tested_links"] <= 1
    number = len(view["totals"]["counted_links"]["members"])
    assert any(note.startswith(f"Of {number} counting links, {number} by rule (9") for note in view["notes"])
    assert "人が判定した" in tgx("report", "--format", "html", *question).out


def test_a_number_alone_is_a_measure_and_a_name_stays_a_name(ask: Ask) -> None:
    assert ask("show", "2")["measure"]["code"] == "2"
    assert ask("show", "ソウル")["kind"] == "city"
    assert ask("show", "環境局")["kind"] == "bureau"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("query", "documents", "--goal", "2"),
            ("tgx query documents has no --goal", "tgx query achievements"),
        ),
        (
            ("query", "cities", "--outcome", "held"),
            ("has no --outcome", "tgx query activities", "tgx report"),
        ),
        (("query", "indicators", "--city", "ソウル"), ("has no --city", "tgx query cities")),
        (("report", "indicators", "--status", "linked"), ("neither cities nor links", "--measure")),
        (("report", "--status", "rejected"), ("in no figure", "tgx query achievements --status rejected")),
        (("report", "--goal", "2", "--status", "outside"), ("belongs to no goal", "leave out --goal")),
        (("report", "--status", "nonsense"), ("--status", "linked, confirmed")),
        (("show", "2017-ef07e9", "--city", "ソウル"), ("is one achievement", "leave the filters out")),
        (("report", "--goal", "目的9"), ("nothing is called 目的9", "one of 1 2020年大会の成功")),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_with_what_does(
    tgx: Run, ask: Ask, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    done = tgx(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert all(text in done.err for text in said), done.err
