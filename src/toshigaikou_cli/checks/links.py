"""Links from achievements to measures, and judgements on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache, partial

from toshigaikou_cli.catalogue.reading import check_facts, check_records
from toshigaikou_cli.checks.check import Check, doubts
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name
from toshigaikou_cli.text.stated_codes import KnownCodes, is_code

_GONE = {
    "no_achievement": say("an achievement that is gone"),
    "no_measure": say("a measure that is gone or is another one now"),
    "no_activity": say("an activity that is gone"),
}


def _unlinked(connection: sqlite3.Connection) -> Iterator[Finding]:
    if check_facts.has_strategy(connection):
        for finding in check_records.unlinked(connection):
            yield finding._replace(message=say("linked to no measure, and no reason why none fits"))


def _uncovered(connection: sqlite3.Connection) -> Iterator[Finding]:
    for year, rows, document in check_records.uncovered_years(connection):
        message = say_n(
            "no strategy is in force in {year}: its {n} row is linked to nothing",
            "no strategy is in force in {year}: its {n} rows are linked to nothing",
            year=fiscal_year_name(year),
            n=rows,
        )
        yield Finding(message=message, spot=Spot(document), thing="year", key=str(year))


def _suggested(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, measures in check_records.suggested_only(connection):
        yield finding._replace(
            message=say(
                "only suggested links, to measures {measures}: they count nowhere",
                measures=measures.split(", "),
            )
        )


def _outside(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding in check_records.outside_strategy(connection):
        yield finding._replace(message=say("fits no measure of the strategy"))


def _astray(connection: sqlite3.Connection) -> Iterator[Finding]:
    if not check_facts.has_strategy(connection):
        return
    for finding, measure in check_records.links_astray(connection):
        yield finding._replace(
            message=say("linked to measure {measure}, which the strategy does not have", measure=measure)
        )
    known = cache(partial(check_records.measure_codes, connection))
    for finding, year in check_records.measure_cells(connection):
        yield from (finding._replace(message=message) for message in _unknown(finding.cell, known(year)))


def _unknown(cell: str, strategies: Sequence[KnownCodes]) -> Iterator[str]:
    """What a cell states that no strategy in force has, each code whole, with the nearest that there are."""
    read = [(codes, [each.text for each in codes.split(cell) if not each.code]) for codes in strategies]
    if not read:
        return
    codes, unknown = min(read, key=lambda pair: len(pair[1]))
    for text in filter(_names_something, unknown):
        near = codes.nearest(text)
        if near:
            yield say("there is no measure {text} in the strategy (nearest: {near})", text=text, near=near)
        else:
            yield say("there is no measure {text} in the strategy", text=text)


def _names_something(text: str) -> bool:
    """Whether a text that is no known code was meant as one: － and なし were not."""
    return is_code(text) or any(char.isdecimal() for char in code_key(text))


def _without_row(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, measure, year in check_records.without_row(connection):
        message = say(
            "measure {measure} has no row in the sheet of {year}, whose rows all name their measures",
            measure=measure,
            year=fiscal_year_name(year),
        )
        yield finding._replace(message=message)


def _without_evidence(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, measure in check_records.links_without_evidence(connection):
        yield finding._replace(
            message=say("the link to measure {measure} shows no evidence", measure=measure)
        )


def _stale(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, state, judgement in check_records.judgements(connection):
        if state == "stale":
            yield finding._replace(message=say("judged on another text: {judgement}", judgement=judgement))


def _gone(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, state, judgement in check_records.judgements(connection):
        if state in _GONE:
            yield finding._replace(
                message=say("a judgement on {thing}: {judgement}", thing=_GONE[state], judgement=judgement),
                hint=say("to withdraw it: tgx link undo {id}", id=finding.key) if finding.key else "",
            )


LINK_ASTRAY = Check(
    code="link-astray",
    severity="error",
    name=say("Link to a measure that isn't there"),
    why=say(
        "A link, or a measure's number in the sheet itself, that the strategy does not have leads nowhere."
    ),
    mend=say("Mend the number in the sheet, or import the strategy that it means."),
    bad=say("施策番号 99 with a strategy of 76 measures"),
    good="施策番号 35",
    run=_astray,
    across=True,
)
MEASURE_STATED_DOUBTFUL = Check(
    code="measure-stated-doubtful",
    severity="warning",
    name=say("Stated measure in doubt"),
    why=say(
        "A row is linked to the measure that it states; where its text speaks for another one, one of the two is"
        " a slip."
    ),
    mend=say(
        "Mend the code in the sheet, or accept the link: tgx link accept {id} MEASURE --by NAME.", id="ID"
    ),
    bad=say("施策番号 3 (職員の相互派遣) beside a text on the water supply alone"),
    good=say("施策番号 3 beside a text on the exchange of staff"),
    run=doubts("measure-stated-doubtful"),
    across=True,
)
RESULT_MISSING = Check(
    code="result-missing",
    severity="warning",
    name=say("Measure without a row"),
    why=say(
        "A sheet whose rows all name their measures reports on each: a measure without a row was left out, which"
        " is not the same as nothing done."
    ),
    mend=say("Ask for the row, or import the other part of the sheet with --add."),
    bad=say("rows of the measures 1, 2 and 4 of a strategy of four"),
    good=say("a row of each measure, if only with 実績なし"),
    run=_without_row,
    across=True,
)
LINK_WITHOUT_EVIDENCE = Check(
    code="link-without-evidence",
    severity="error",
    name=say("Link without evidence"),
    why=say("A link that a rule made is a claim: without evidence nobody can check it."),
    mend=say("Run tgx rebuild; if it stays so, report it: that is a bug in tgx."),
    bad=say("a link with an empty list of evidence"),
    good=say("a link with the words, the bureau or the city that speak for it"),
    run=_without_evidence,
)
ACHIEVEMENT_UNLINKED = Check(
    code="achievement-unlinked",
    severity="warning",
    name=say("Achievement not linked"),
    why=say("An achievement without a link and without a reason why no measure fits is in no figure."),
    mend=say(
        "Run tgx rebuild, or judge it: tgx link accept {id} MEASURE --by NAME, or tgx link outside {id} --by NAME.",
        id="ID",
    ),
    bad=say("an achievement whose only link was rejected"),
    good=say("an achievement that is linked, or found to be outside the strategy"),
    run=_unlinked,
    across=True,
)
YEAR_UNCOVERED = Check(
    code="year-without-strategy",
    severity="warning",
    name=say("Year without a strategy"),
    why=say(
        "The rows of a year in which no strategy is in force are linked to nothing and count for no measure."
    ),
    mend=say(
        "Import the strategy of that year, or give the years of one: tgx import STRATEGY --years 2014-2020."
    ),
    bad=say("a sheet of FY2012, and a strategy in force from FY2014"),
    good=say("a sheet of FY2017, and a strategy in force from FY2014"),
    run=_uncovered,
    across=True,
)
ACHIEVEMENT_SUGGESTED = Check(
    code="achievement-suggested",
    severity="info",
    name=say("Achievement with suggested links only"),
    why=say("Suggested links do not count until a person has confirmed them."),
    mend=say(
        "Confirm or reject them: tgx link review; or tgx link accept {id} MEASURE --by NAME, and reject likewise.",
        id="ID",
    ),
    bad=say("an achievement with a suggestion that nobody has judged"),
    good=say("an achievement with a confirmed link"),
    run=_suggested,
    across=True,
)
ACHIEVEMENT_OUTSIDE = Check(
    code="achievement-outside",
    severity="info",
    name=say("Achievement outside the strategy"),
    why=say("Work that serves no measure is reported and counts for none; the reason is given."),
    mend=say(
        "No action needed where it is so; else link it: tgx link accept {id} MEASURE --by NAME.", id="ID"
    ),
    bad="庁舎の清掃",
    good="ソウル特別市との環境分野の交流",
    run=_outside,
    across=True,
)
JUDGEMENT_STALE = Check(
    code="judgement-stale",
    severity="warning",
    name=say("Judgement on another text"),
    why=say("The achievement's text has changed since a person judged its link."),
    mend=say("Judge it again: tgx link show {id}, then tgx link accept {id} MEASURE, or reject.", id="ID"),
    bad=say("a link confirmed before the sheet was corrected"),
    good=say("a link confirmed on the text as it is"),
    run=_stale,
)
JUDGEMENT_GONE = Check(
    code="judgement-gone",
    severity="warning",
    name=say("Judgement on something that is gone"),
    why=say("A judgement on an achievement or a measure that is no longer there has no effect."),
    mend=say("Remove it from the file of judgements, or import what it was made on."),
    bad=say("a judgement on a row that the corrected sheet does not have"),
    good=say("a judgement on a row that is there"),
    run=_gone,
    across=True,
)
