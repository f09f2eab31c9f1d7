"""Who: bureaus with the measures that the strategy gives them, and departments with what they reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.coverage.measures import RULE, STATES
from toshigaikou_cli.coverage.views import (
    FigureRow,
    HeatCell,
    Made,
    Section,
    Strip,
    achievements_of,
    cell,
    count,
    number_of,
    share,
)
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.records.answers import LinkCount, ReportedFact
from toshigaikou_cli.text.open_lists import is_open_list

if TYPE_CHECKING:
    from toshigaikou_cli.records.stated import RegisteredBureau, StatedMeasure

UNKNOWN = "?"
OPEN = "…"
"""The keys of what is of no registered bureau: its name is not known, or it only says that there are many."""
LED = say("the strategy names the bureau as lead of the measure")
RELATED = say("the strategy names the bureau as related to the measure, and not as its lead")
COVERED = say(
    "of the measures that the bureau leads or is related to: {rule}, whichever bureau reported it", rule=RULE
)
_LINE = sayable(
    "{bureau} is not named by the strategy; its measures are those of {others}, on the same line of time"
)
_EACH = sayable("{bureau} is one of those that {others} stands for; its measures are those")
UNKNOWN_BUREAU = say("(unknown bureau)")
OPEN_LIST = say("(bureaus that are not named)")
REPORTED = say(
    "rows of imported sheets (results, not plans) whose cell names the bureau; a row of two bureaus counts for both"
)
OF_DEPARTMENT = say(
    "rows of imported sheets (results, not plans) of the department, under the first bureau of their cell"
)
STATE_RULES = {
    "linked": say("at least one link by a rule, or confirmed by a person, to what is asked about"),
    "suggested": say("suggested links only, to what is asked about"),
    "elsewhere": say(
        "counts, or is only suggested, for another goal, area, measure or strategy than the one asked about"
    ),
    "outside": say("no measure of the strategy fits, and linking says why"),
    "unlinked": say("no link to what is asked about, and no reason why"),
    "not_held": say("reported as not held: called off, put off, or not done; counts for nothing"),
    "planned": say("planned for later; counts for nothing"),
    "empty": say("reports nothing (none, or no text); counts for nothing"),
}


def by_bureau(
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    counts: Iterable[LinkCount],
    register: Sequence[RegisteredBureau],
    *,
    sheets: bool,
    not_held: Mapping[str, Sequence[int]] = {},
) -> Made:
    """A row for each bureau that the strategy names or a sheet comes from.

    ``measures`` and ``register`` as the queries give them; ``sheets`` says whether any sheet was imported; of the measures
    in ``not_held`` something was reported as not held.
    """
    titles = bureau_titles(register)
    roles = _roles(measures, titles)
    found: dict[str, list[ReportedFact]] = defaultdict(list)
    for fact in reported:
        for key in fact.bureaus or (_nobody(fact),):
            found[key].append(fact)
    heirs = _heirs(register, roles, found)
    covered = {number for fact in reported for number in fact.measures}
    order = {measure["code"]: at for at, measure in enumerate(measures)}
    rows = []
    for key, title in titles.items():
        if key not in roles and key not in found:
            continue
        own = _merged([roles[source] for source in ([key] if key in roles else heirs.get(key, []))], order)
        both = [code for code in order if code in {*own["lead"], *own["related"]}]
        facts = found.get(key, [])
        rows.append(_bureau_row(key, title, own, both, covered, facts, len(measures), number_of(reported)))
    strips = _strips(measures, rows, counts, sheets=sheets, not_held=not_held)
    lines = {bureau["id"]: bureau["line"] for bureau in register}
    notes = tuple(
        say(
            _LINE if sources[0] in lines[key] else _EACH,
            bureau=titles[key],
            others=[titles[source] for source in sources],
        )
        for key, sources in heirs.items()
        if sources
    )
    return Made(say("Bureaus"), (Section("bureaus", say("Bureaus"), tuple(rows)),), strips, {}, notes)


def bureau_titles(register: Iterable[RegisteredBureau]) -> dict[str, str]:
    """Names by id, in the register's order; a name that came back carries its years. Ends with the unknown one."""
    names: dict[str, int] = defaultdict(int)
    register = list(register)
    for bureau in register:
        names[bureau["name"]] += 1
    titles = {}
    for bureau in register:
        first, last = (bureau["valid_from"] or "")[:4], (bureau["valid_to"] or "")[:4]
        again = names[bureau["name"]] > 1
        titles[bureau["id"]] = bureau["name"]
        if again:
            titles[bureau["id"]] = say(
                "{bureau} ({first}–{last})", bureau=bureau["name"], first=first, last=last
            )
    return {**titles, UNKNOWN: UNKNOWN_BUREAU, OPEN: OPEN_LIST}


def _nobody(fact: ReportedFact) -> str:
    return OPEN if is_open_list(fact.bureau_text) else UNKNOWN


Roles = dict[str, list[str]]


def _roles(measures: Iterable[StatedMeasure], titles: dict[str, str]) -> dict[str, Roles]:
    """Measures' codes by role for each bureau id; a name that is not registered gets a title of its own."""
    roles: dict[str, Roles] = {}
    for measure in measures:
        for bureau in measure["bureaus"]:
            key = bureau["id"] or f"{UNKNOWN}{bureau['name']}"
            titles.setdefault(key, f"? {bureau['name']}")
            own = roles.setdefault(key, {"lead": [], "related": []})
            if measure["code"] not in own["lead"] + own["related"]:
                own[bureau["role"]].append(measure["code"])
    return roles


def _heirs(
    register: Iterable[RegisteredBureau], roles: Mapping[str, Roles], found: Mapping[str, object]
) -> dict[str, list[str]]:
    """For each bureau that reports and that the strategy does not name: those on its line of time that it names, else those
    that stand for it among others."""
    return {
        bureau["id"]: [other for other in bureau["line"] if other in roles]
        or [other for other in bureau["each"] if other in roles]
        for bureau in register
        if bureau["id"] in found and bureau["id"] not in roles
    }


def _merged(parts: Sequence[Roles], order: Mapping[str, int]) -> Roles:
    """The measures of several names of a bureau, in the strategy's order."""
    lead = sorted({code for part in parts for code in part["lead"]}, key=order.__getitem__)
    related = {code for part in parts for code in part["related"]} - set(lead)
    return {"lead": lead, "related": sorted(related, key=order.__getitem__)}


def _bureau_row(
    key: str,
    title: str,
    own: Roles,
    both: Sequence[str],
    covered: set[str],
    found: Sequence[ReportedFact],
    measures: int,
    achievements: int,
) -> FigureRow:
    have = [number for number in both if number in covered]
    lack = [number for number in both if number not in covered]
    linked = achievements_of(fact for fact in found if fact.link_state == "linked")
    all_found = achievements_of(found)
    figures = {
        "led": count("measures", own["lead"], measures, LED),
        "related": count("measures", own["related"], measures, RELATED),
        "with_results": share("measures", have, lack, COVERED),
        "without": share("measures", lack, have, say("the rest: not one counts. {rule}", rule=COVERED)),
        "achievements": count("achievements", all_found, achievements, REPORTED),
        "linked": share("achievements", linked, all_found, STATE_RULES["linked"]),
    }
    return FigureRow(key, title, {}, figures)


def _strips(
    measures: Sequence[StatedMeasure],
    rows: Iterable[FigureRow],
    counts: Iterable[LinkCount],
    *,
    sheets: bool,
    not_held: Container[str],
) -> tuple[Strip, ...]:
    """Bureau × measure, one strip a goal: what the measure has to show, in all years together."""
    totals: dict[tuple[str, bool], int] = defaultdict(int)
    for found in counts:
        totals[found.measure, found.counted] += found.achievements
    rows = list(rows)
    strips = []
    for goal in dict.fromkeys(measure["goal"] for measure in measures):
        numbers = [measure["code"] for measure in measures if measure["goal"] == goal]
        lines = []
        for row in rows:
            own = {n for name in ("led", "related") for n in row.figures[name].members}
            marks = (
                cell(totals[n, True], totals[n, False], sheet=sheets, not_held=n in not_held)
                if n in own
                else HeatCell("none")
                for n in numbers
            )
            if own & set(numbers):
                lines.append((row.key, row.title, tuple(marks)))
        title = (
            say("Goal {goal}: bureaus × measures (a column for each measure, by its number)", goal=goal)
            if goal
            else say("Bureaus × measures (a column for each measure, by its place)")
        )
        strips.append(Strip(f"goal-{goal}", title, tuple(numbers), tuple(lines), narrow=True))
    return tuple(strips)


def by_department(
    measures: Sequence[StatedMeasure], reported: Sequence[ReportedFact], register: Sequence[RegisteredBureau]
) -> Made:
    """A row for each department that a sheet names. The strategy names none."""
    titles = bureau_titles(register)
    order = {key: place for place, key in enumerate(titles)}
    found: dict[tuple[str, str], list[ReportedFact]] = defaultdict(list)
    for fact in reported:
        found[fact.bureaus[0] if fact.bureaus else _nobody(fact), fact.department or ""].append(fact)
    numbers = [measure["code"] for measure in measures]
    rows = []
    for (bureau, department), facts in sorted(
        found.items(), key=lambda item: (order[item[0][0]], item[0][1])
    ):
        met = {code for fact in facts for code in fact.measures}
        reached = [code for code in numbers if code in met]
        figures = {
            "achievements": count(
                "achievements",
                achievements_of(facts),
                number_of(reported),
                OF_DEPARTMENT,
            ),
            **state_figures(facts),
            "measures": count("measures", reached, len(measures), RULE),
        }
        title = department or say("(no department)")
        rows.append(FigureRow(f"{bureau}/{department}", title, {"bureau": titles[bureau]}, figures))
    notes = (say("The strategy names bureaus, not departments: a department leads no measure here."),)
    return Made(say("Departments"), (Section("departments", say("Departments"), tuple(rows)),), (), {}, notes)


def state_figures(facts: Sequence[ReportedFact]) -> dict[str, Any]:
    """What some achievements are linked to, or that they were not held: one figure a state, each of all of them."""
    return {
        name: count(
            "achievements",
            achievements_of(f for f in facts if f.link_state == name),
            number_of(facts),
            STATE_RULES[name],
        )
        for name in STATES
    }
