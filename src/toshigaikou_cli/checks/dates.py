"""Dates: possible, in the sheet's year, and of what was done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from toshigaikou_cli.catalogue.reading import check_records
from toshigaikou_cli.catalogue.reading.check_records import Dated
from toshigaikou_cli.checks.check import Check, doubts
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days, fiscal_year_name
from toshigaikou_cli.text.dates.plans import PLAN_WORDS, ends_in_plan, later_time


def _activities_outside(connection: sqlite3.Connection) -> Iterator[Finding]:
    for dated in check_records.dates_outside(connection):
        if dated.exact and dated.says_when:
            yield _outside(dated, sayable("this is dated outside {year}: {text} ({days})"))


def _dates_outside(connection: sqlite3.Connection) -> Iterator[Finding]:
    for dated in check_records.dates_outside(connection):
        if dated.exact and not dated.says_when:
            yield _outside(dated, sayable("this names a day outside {year}: {text} ({days})"))
        elif dated.says_when and not dated.exact:
            yield _outside(dated, sayable("this is of a year outside {year}: {text} ({days})"))


def _outside(dated: Dated, template: str) -> Finding:
    days = dated.start
    if dated.end != dated.start:
        days = say("{first} to {last}", first=dated.start, last=dated.end)
    message = say(template, year=fiscal_year_name(dated.fiscal_year), text=dated.text, days=days)
    return dated.finding._replace(message=message)


def _plans(connection: sqlite3.Connection) -> Iterator[Finding]:
    for dated in check_records.announced_dates(connection):
        if not _later(dated):
            year = fiscal_year_name(dated.fiscal_year)
            message = say("a plan among the results of {year}: {text}", year=year, text=dated.text)
            yield dated.finding._replace(message=message)
    for finding, text in check_records.announcements(connection, PLAN_WORDS):
        if ends_in_plan(text) and not later_time(text):
            yield finding._replace(message=say("a plan among the results"))
    yield from doubts("result-is-plan")(connection)


def _announcements(connection: sqlite3.Connection) -> Iterator[Finding]:
    for dated in check_records.announced_dates(connection):
        if _later(dated):
            year = fiscal_year_name(dated.fiscal_year)
            message = say("announced for after {year}: {text}", year=year, text=dated.text)
            yield dated.finding._replace(message=message)
    for finding, text in check_records.announcements(connection, PLAN_WORDS):
        if ends_in_plan(text) and (later := later_time(text)):
            yield finding._replace(message=say("announced for later: {later}", later=later))


def _later(dated: Dated) -> bool:
    return dated.start > fiscal_year_days(dated.fiscal_year)[1]


DATE_IMPOSSIBLE = Check(
    code="date-impossible",
    severity="error",
    name=say("Impossible or contradicting date"),
    why=say(
        "A day that never was, an era year that contradicts the year beside it, or a range that ends before it"
        " begins is a slip, and the activity has no date."
    ),
    mend=say("Mend the date in the document."),
    bad="平成29年2月30日, 平成29（2016）年, 平成29年9月27日～26日",
    good="平成30年2月28日, 平成29（2017）年, 平成29年9月26日～27日",
    run=doubts("date-impossible"),
)
WEEKDAY_DIFFERS = Check(
    code="weekday-differs",
    severity="warning",
    name=say("Weekday of another day"),
    why=say(
        "A weekday that is not that of its day shows a slip in one of the two, or a day that was copied from another year's"
        " sheet."
    ),
    mend=say("Mend the day or its weekday."),
    bad=say("平成29年9月26日（月） (it was a Tuesday)"),
    good="平成29年9月26日（火）",
    run=doubts("weekday-differs"),
)
ACTIVITY_OUTSIDE_YEAR = Check(
    code="activity-outside-year",
    severity="error",
    name=say("Activity dated outside the fiscal year"),
    why=say(
        "The date that says when it took place has no day in the sheet's fiscal year (1 April to 31 March): the"
        " row belongs to another sheet, or the year is a slip."
    ),
    mend=say(
        "Mend the date, or move the row to the sheet of its year. A range that touches the year is fine."
    ),
    bad=say("・平成28年9月3日 訓練に参加 (in a sheet of FY2017)"),
    good=say("・平成29年9月3日 訓練に参加 (in a sheet of FY2017)"),
    run=_activities_outside,
)
DATE_OUTSIDE_YEAR = Check(
    code="date-outside-year",
    severity="warning",
    name=say("Date outside the fiscal year"),
    why=say(
        "A text names a day or a month of another fiscal year, where it does not say when the activity took"
        " place, or is dated by another year as a whole."
    ),
    mend=say("Look whether it is meant; put it into the baseline with that reason, or mend it."),
    bad=say("平成26年10月に締結した合意に基づき、職員を派遣した。(in a sheet of FY2017)"),
    good="合意に基づき、職員を派遣した。",
    run=_dates_outside,
)
RESULT_IS_PLAN = Check(
    code="result-is-plan",
    severity="warning",
    name=say("Plan in a result column"),
    why=say(
        "A result that announces something for its own year, or for no time, was not brought up to date."
    ),
    mend=say("Write what was done, or move the text to the plan column."),
    bad=say("平成29年11月に開催予定 (in the results of FY2017)"),
    good="平成29年11月に開催",
    run=_plans,
)
RESULT_ANNOUNCES = Check(
    code="result-announces",
    severity="info",
    name=say("Announcement in a result column"),
    why=say(
        "A result that announces something for a later year is no result of this one; look for it in the next sheet."
    ),
    mend=say("No action needed if this is intended."),
    bad=say("展覧会（平成30年度に開催予定） (in the results of FY2017)"),
    good="展覧会（平成29年10月）",
    run=_announcements,
)
