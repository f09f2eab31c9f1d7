"""Links from achievements to measures, and judgements on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache, partial

from toshigaikou_cli.catalogue.reading import check_facts, check_records
from toshigaikou_cli.checks.check import Check, doubts
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.stated_codes import KnownCodes, is_code

_GONE = {
    "no_achievement": "an achievement that is gone",
    "no_measure": "a measure that is gone or is another one now",
    "no_activity": "an activity that is gone",
}


def _unlinked(connection: sqlite3.Connection) -> Iterator[Finding]:
    if check_facts.has_strategy(connection):
        for finding in check_records.unlinked(connection):
            yield finding._replace(message="linked to no measure, and no reason why none fits")


def _uncovered(connection: sqlite3.Connection) -> Iterator[Finding]:
    for year, rows, document in check_records.uncovered_years(connection):
        message = f"no strategy is in force in FY{year}: its {rows} rows are linked to nothing"
        yield Finding(message=message, spot=Spot(document), thing="year", key=str(year))


def _suggested(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, measures in check_records.suggested_only(connection):
        yield finding._replace(message=f"only suggested links, to measures {measures}: they count nowhere")


def _outside(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding in check_records.outside_strategy(connection):
        yield finding._replace(message="fits no measure of the strategy")


def _astray(connection: sqlite3.Connection) -> Iterator[Finding]:
    if not check_facts.has_strategy(connection):
        return
    for finding, measure in check_records.links_astray(connection):
        yield finding._replace(message=f"linked to measure {measure}, which the strategy does not have")
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
        yield f"there is no measure {text} in the strategy" + (
            f" (nearest: {', '.join(near)})" if near else ""
        )


def _names_something(text: str) -> bool:
    """Whether a text that is no known code was meant as one: － and なし were not."""
    return is_code(text) or any(char.isdecimal() for char in code_key(text))


def _without_row(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, measure, year in check_records.without_row(connection):
        message = f"measure {measure} has no row in the sheet of FY{year}, whose rows all name their measures"
        yield finding._replace(message=message)


def _without_evidence(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, measure in check_records.links_without_evidence(connection):
        yield finding._replace(message=f"the link to measure {measure} shows no evidence")


def _stale(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, state, judgement in check_records.judgements(connection):
        if state == "stale":
            yield finding._replace(message=f"judged on another text: {judgement}")


def _gone(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, state, judgement in check_records.judgements(connection):
        if state in _GONE:
            yield finding._replace(message=f"a judgement on {_GONE[state]}: {judgement}")


LINK_ASTRAY = Check(
    code="link-astray",
    severity="error",
    name="Link to a measure that isn't there",
    why="A link, or a measure's number in the sheet itself, that the strategy does not have leads nowhere.",
    mend="Mend the number in the sheet, or import the strategy that it means.",
    bad="施策番号 99 with a strategy of 76 measures",
    good="施策番号 35",
    run=_astray,
    across=True,
)
MEASURE_STATED_DOUBTFUL = Check(
    code="measure-stated-doubtful",
    severity="warning",
    name="Stated measure in doubt",
    why="A row is linked to the measure that it states; where its text speaks for another one, one of the two is a slip.",
    mend="Mend the code in the sheet, or accept the link with tgx link.",
    bad="施策番号 3 (職員の相互派遣) beside a text on the water supply alone",
    good="施策番号 3 beside a text on the exchange of staff",
    run=doubts("measure-stated-doubtful"),
    across=True,
)
RESULT_MISSING = Check(
    code="result-missing",
    severity="warning",
    name="Measure without a row",
    why="A sheet whose rows all name their measures reports on each: a measure without a row was left out, which is not"
    " the same as nothing done.",
    mend="Ask for the row, or import the other part of the sheet with --add.",
    bad="rows of the measures 1, 2 and 4 of a strategy of four",
    good="a row of each measure, if only with 実績なし",
    run=_without_row,
    across=True,
)
LINK_WITHOUT_EVIDENCE = Check(
    code="link-without-evidence",
    severity="error",
    name="Link without evidence",
    why="A link that a rule made is a claim: without evidence nobody can check it.",
    mend="Run tgx rebuild; if it stays so, report it: that is a bug in tgx.",
    bad="a link with an empty list of evidence",
    good="a link with the words, the bureau or the city that speak for it",
    run=_without_evidence,
)
ACHIEVEMENT_UNLINKED = Check(
    code="achievement-unlinked",
    severity="warning",
    name="Achievement not linked",
    why="An achievement without a link and without a reason why no measure fits is in no figure.",
    mend="Run tgx rebuild, or judge it with tgx link.",
    bad="an achievement whose only link was rejected",
    good="an achievement that is linked, or found to be outside the strategy",
    run=_unlinked,
    across=True,
)
YEAR_UNCOVERED = Check(
    code="year-without-strategy",
    severity="warning",
    name="Year without a strategy",
    why="The rows of a year in which no strategy is in force are linked to nothing and count for no measure.",
    mend="Import the strategy of that year, or give the years of one: tgx import STRATEGY --years 2014-2020.",
    bad="a sheet of FY2012, and a strategy in force from FY2014",
    good="a sheet of FY2017, and a strategy in force from FY2014",
    run=_uncovered,
    across=True,
)
ACHIEVEMENT_SUGGESTED = Check(
    code="achievement-suggested",
    severity="info",
    name="Achievement with suggested links only",
    why="Suggested links do not count until a person has confirmed them.",
    mend="Confirm or reject them with tgx link.",
    bad="an achievement with a suggestion that nobody has judged",
    good="an achievement with a confirmed link",
    run=_suggested,
    across=True,
)
ACHIEVEMENT_OUTSIDE = Check(
    code="achievement-outside",
    severity="info",
    name="Achievement outside the strategy",
    why="Work that serves no measure is reported and counts for none; the reason is given.",
    mend="Nothing, where it is so; else link it with tgx link.",
    bad="庁舎の清掃",
    good="ソウル特別市との環境分野の交流",
    run=_outside,
    across=True,
)
JUDGEMENT_STALE = Check(
    code="judgement-stale",
    severity="warning",
    name="Judgement on another text",
    why="The achievement's text has changed since a person judged its link.",
    mend="Judge it again with tgx link.",
    bad="a link confirmed before the sheet was corrected",
    good="a link confirmed on the text as it is",
    run=_stale,
)
JUDGEMENT_GONE = Check(
    code="judgement-gone",
    severity="warning",
    name="Judgement on something that is gone",
    why="A judgement on an achievement or a measure that is no longer there has no effect.",
    mend="Remove it from the file of judgements, or import what it was made on.",
    bad="a judgement on a row that the corrected sheet does not have",
    good="a judgement on a row that is there",
    run=_gone,
    across=True,
)
