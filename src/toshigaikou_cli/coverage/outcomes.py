"""What was held, and what was reported as not held: apart, and never dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from toshigaikou_cli.coverage.bureaus import STATE_RULES
from toshigaikou_cli.coverage.figures import Figure
from toshigaikou_cli.coverage.measures import LINK_STATES, NOT_HELD
from toshigaikou_cli.coverage.views import (
    FigureRow,
    Made,
    RowFact,
    Section,
    achievements_of,
    count,
    number_of,
    share,
)
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.answers import NotHeld, ReportedFact
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

HELD = say("at least one of its activities took place; only these count")
JOINT = say("A row of several bureaus counts for each of them.")
OF_ACTIVITY = say("activities of results that were called off, planned for later, or none")


def outcomes(
    reported: Sequence[ReportedFact], not_held: Sequence[NotHeld], bureaus: Mapping[str, str]
) -> Made:
    """A row for each fiscal year and each bureau, and a row for each activity that was not held. A row of several bureaus is
    in the row of each.

    ``bureaus`` are the bureaus' names by id.
    """
    by_year: dict[str, list[ReportedFact]] = defaultdict(list)
    by_bureau: dict[str, list[ReportedFact]] = defaultdict(list)
    for fact in reported:
        by_year[str(fact.fiscal_year)].append(fact)
        for name in dict.fromkeys(bureaus.get(key, fact.bureau_text) for key in fact.bureaus or ("",)):
            by_bureau[name].append(fact)
    sections = (
        Section(
            "years",
            say("By year"),
            tuple(_row(year, fiscal_year_heading(year), found) for year, found in sorted(by_year.items())),
        ),
        Section(
            "bureaus", say("By bureau"), tuple(_row(name, name, found) for name, found in by_bureau.items())
        ),
        Section("not_held", say("Reported as not held, planned or none"), tuple(map(_activity, not_held))),
    )
    held = achievements_of(fact for fact in reported if fact.link_state in LINK_STATES)
    rest = achievements_of(fact for fact in reported if fact.link_state not in LINK_STATES)
    notes = [JOINT] if any(len(fact.bureaus) > 1 for fact in reported) else []
    listed = {each.achievement for each in not_held}
    empty = achievements_of(fact for fact in reported if fact.link_state == "empty")
    if silent := len(set(empty) - listed):
        notes.append(
            say_n(
                "{n} empty row has no words: it has no activity to list (tgx query achievements --outcome empty).",
                "{n} empty rows have no words: they have no activity to list (tgx query achievements --outcome empty).",
                silent,
            )
        )
    return Made(
        say("What was held"), sections, (), {"held": share("achievements", held, rest, HELD)}, tuple(notes)
    )


def _row(key: str, title: str, facts: Sequence[ReportedFact]) -> FigureRow:
    held = achievements_of(fact for fact in facts if fact.link_state in LINK_STATES)
    figures: dict[str, Figure] = {
        "achievements": count(
            "achievements", achievements_of(facts), number_of(facts), say("rows of imported sheets (results)")
        ),
        "held": count("achievements", held, number_of(facts), HELD),
    }
    for state in NOT_HELD:
        own = achievements_of(fact for fact in facts if fact.link_state == state)
        figures[state] = count("achievements", own, number_of(facts), STATE_RULES[state])
    return FigureRow(key, title, {}, figures)


def _activity(found: NotHeld) -> FigureRow:
    facts: dict[str, RowFact] = {
        "fiscal_year": found.fiscal_year,
        "bureau": found.bureau,
        "item": found.item,
        "outcome": found.outcome,
    }
    return FigureRow(
        found.key, found.words, facts, {"activities": count("activities", [found.key], 1, OF_ACTIVITY)}
    )
