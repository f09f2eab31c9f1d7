"""Indicators: what their documents reckon, leave out, and state against each other."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from toshigaikou_cli.catalogue.reading import check_indicators
from toshigaikou_cli.catalogue.reading.check_indicators import CheckedIndicator
from toshigaikou_cli.checks.check import Check
from toshigaikou_cli.messages import Message, coded, joined, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.attainment import (
    NO_SUBJECT,
    goes_down,
    latest_share,
    rate_fits,
    rounded,
    same_value,
    ways_from_bases,
)
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name


def _rates(connection: sqlite3.Connection) -> Iterator[Finding]:
    for each in check_indicators.listed(connection):
        down = goes_down(each.name, each.direction, each.values)
        if rate_fits(each.rate, each.values, down=down) is False:
            yield each.finding._replace(message=_another_rate(each, down=down))


def _another_rate(each: CheckedIndicator, *, down: bool) -> Message:
    """What the numbers of an indicator give: where it is to go down from a base, the part of the way that it has gone."""
    of_target = latest_share(each.values, other_years=True)
    way = next(ways_from_bases(each.values), None)
    if way and (down or not of_target):
        return say(
            "{name}: the rate is {rate}, but {actual} is {percent}% of the way from {base} to {target}",
            name=each.name,
            rate=each.rate,
            actual=way.actual["text"],
            percent=rounded(way.percent),
            base=way.base["text"],
            target=way.target["text"],
        )
    assert of_target  # a rate can only be another one where there is something to reckon with
    return say(
        "{name}: the rate is {rate}, but {actual} of {target} is {percent}%",
        name=each.name,
        rate=each.rate,
        actual=of_target.actual["text"],
        target=of_target.target["text"],
        percent=rounded(of_target.percent),
    )


def _units(connection: sqlite3.Connection) -> Iterator[Finding]:
    for each in check_indicators.listed(connection):
        bare = [value for value in each.values if value["value"] is not None and not value["unit"]]
        if bare:
            yield each.finding._replace(
                message=say("{name}: {text} has no unit", name=each.name, text=bare[0]["text"])
            )


def _untold(connection: sqlite3.Connection) -> Iterator[Finding]:
    for each in check_indicators.untold(connection):
        message = say(
            "{name}: no column names the indicator, and nothing tells for sure that it is {known} of measure {measure}",
            name=each.name,
            known=joined(each.known, " or "),
            measure=each.measure,
        )
        yield each.finding._replace(message=message)


def _passed(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Target years up to the last year that the catalogue knows anything of, for which no document has an actual value."""
    last = check_indicators.last_year(connection)
    every = list(check_indicators.listed(connection))
    known = {
        (each.key, value["fiscal_year"])
        for each in every
        for value in each.values
        if _is_number(value, "actual")
    }
    for each in every:
        years = {value["fiscal_year"] for value in each.values if _is_number(value, "target")}
        for year in sorted(year for year in years if year and year <= last):
            if (each.key, year) not in known:
                yield each.finding._replace(
                    message=say(
                        "{name}: no actual value for the target year {year}",
                        name=each.name,
                        year=fiscal_year_name(year),
                    )
                )


def _is_number(value: check_indicators.Value, kind: str) -> bool:
    return value["kind"] == kind and value["value"] is not None


def _disagreeing(connection: sqlite3.Connection) -> Iterator[Finding]:
    stated: dict[tuple[str, str, int], list[tuple[CheckedIndicator, check_indicators.Value]]] = defaultdict(
        list
    )
    for each in check_indicators.listed(connection):
        for value in each.values:
            if value["value"] is not None and value["fiscal_year"]:
                stated[each.key, value["kind"], value["fiscal_year"]].append((each, value))
    for (_, kind, year), found in stated.items():
        for (one, first), (other, second) in combinations(found, 2):
            apart = one.subject != other.subject and NO_SUBJECT not in (one.subject, other.subject)
            if one.document == other.document or apart or same_value(first, second):
                continue
            message = say(
                "{name}: the {kind} of {year} is {value}, in {document} {other}",
                name=other.name,
                kind=coded(kind),
                year=fiscal_year_name(year),
                value=second["text"],
                document=one.document,
                other=first["text"],
            )
            yield other.finding._replace(message=message)


RATE_DIFFERS = Check(
    code="rate-differs",
    severity="warning",
    name=say("Rate that its numbers do not give"),
    why=say(
        "A rate of achievement that differs from the actual value by the target is a slip in one of the three."
        " Where less is better (苦情件数, or a target below the base), and from a base, the usual ways of reckoning are allowed."
    ),
    mend=say(
        "Ask the bureau which of the numbers is right; where the rate is reckoned in another way, put it into"
        " the baseline."
    ),
    bad=say("target 120, actual 131, rate 190.2%"),
    good=say("target 120, actual 131, rate 109.2%"),
    run=_rates,
)
UNIT_MISSING = Check(
    code="unit-missing",
    severity="info",
    name=say("Number without a unit"),
    why=say("A bare number tells a reader nothing, and cannot be compared with that of another document."),
    mend=say("Write the unit behind the indicator's name （件）, into the header, or beside the number."),
    bad="商談数 | 120",
    good="商談数（件） | 120",
    run=_units,
)
INDICATOR_UNTOLD = Check(
    code="indicator-untold",
    severity="info",
    name=say("Indicator that may be one of the strategy's"),
    why=say(
        "A row that states a measure has numbers, and no column says of which indicator. It is the strategy's where that has"
        " one of the measure, in the same unit, and the row is its only one; else the numbers stand under the row's own name."
    ),
    mend=say("Give the sheet a column 指標 with the names that the strategy has."),
    bad=say("施策番号 3 and 実績値 18, where the strategy has two indicators of measure 3"),
    good=say("the same where the strategy has one indicator of measure 3, or with a column 指標"),
    run=_untold,
    across=True,
)
TARGET_PASSED = Check(
    code="target-passed",
    severity="info",
    name=say("Target year without an actual value"),
    why=say("The year of a target is over, and no imported document says what came of it."),
    mend=say("Import the document that has the actual value; it must call the indicator by the same name."),
    bad=say("target for FY2018, actual values to FY2017, and sheets of FY2018"),
    good=say("target for FY2018, and an actual value of FY2018"),
    run=_passed,
    across=True,
)
VALUES_DISAGREE = Check(
    code="values-disagree",
    severity="warning",
    name=say("Documents that disagree on a value"),
    why=say(
        "Two documents state different numbers of one indicator for one year: one was corrected, or they mean"
        " two things."
    ),
    mend=say("Look at both places; mend the one that is wrong, or call the indicators by two names."),
    bad=say("相談件数 of FY2018: 120件 in one document, 131件 in another"),
    good=say("相談件数 of FY2018: 120件 in both"),
    run=_disagreeing,
    across=True,
)
