"""Links from achievements to measures, and judgements on them."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from functools import cache, partial

from toshigaikou_cli.catalogue.reading import check_facts, check_records
from toshigaikou_cli.checks.check import Check
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot

_NUMBER = re.compile(r"(?<![0-9.\-])[0-9]{1,3}(?![0-9]|年|月|日|\.[0-9])")
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
        for number in _NUMBER.findall(unicodedata.normalize("NFKC", finding.cell)):
            if str(int(number)) not in known(year):
                yield finding._replace(message=f"there is no measure {number} in the strategy")


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
)
