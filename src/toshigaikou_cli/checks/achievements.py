"""The rows of sheets: none lost, none twice, none empty, none left from last year."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from toshigaikou_cli.catalogue.reading import check_records
from toshigaikou_cli.catalogue.reading.check_facts import excerpt
from toshigaikou_cli.catalogue.reading.check_records import NumberedRow
from toshigaikou_cli.checks.check import Check
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name
from toshigaikou_cli.text.keys import match_key

_LEAST_SAME = 20
"""Shorter results may well be the same from year to year (視察の受入れ)."""
_NUMBER_HEADERS = {
    "no",
    "no.",
    "№",
    "#",
    "番号",
    "通し番号",
    "連番",
    "整理番号",
    "項番",
    "行",
    "行番号",
    "通番",
}
_MOSTLY = 0.6
_SAME_MEASURES = 0.8


def _empty(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, item, figures in check_records.empty_results(connection):
        told = (
            sayable("no result in words, only figures or a grade: {item}")
            if figures
            else sayable("no result: {item}")
        )
        yield finding._replace(message=say(told, item=item))


def _not_held(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, words, item in check_records.not_held(connection):
        yield finding._replace(
            message=say("reported as not held: {item}: {words}", item=item, words=excerpt(words))
        )


def _doubled(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, first, document in check_records.doubled(connection):
        message = say("the same achievement as {first} of {document}", first=first, document=document)
        if document == finding.spot.document:
            message = say("the same achievement as {first}", first=first)
        yield finding._replace(message=message)
    for finding, first, document in check_records.doubled_across(connection):
        message = say(
            "the same item of the same bureau and year as {first} of {document}, in other words",
            first=first,
            document=document,
        )
        yield finding._replace(message=message)


def _unchanged(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, before, year, item in check_records.same_as_last_year(connection, _LEAST_SAME):
        yield finding._replace(
            message=say(
                "the same text as in {year} ({before}): {item}",
                year=fiscal_year_name(year),
                before=before,
                item=item,
            )
        )


def _numbering(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = (
        row
        for row in check_records.numbered_rows(connection)
        if match_key(row.header) in _NUMBER_HEADERS and _number(row) is not None
    )
    for (document, _), group in groupby(rows, key=lambda row: (row.document, row.header)):
        of_column = list(group)
        found = list(_breaks(of_column))
        if found and not _are_of_measures(of_column, check_records.linked_codes(connection, document)):
            yield from found


def _are_of_measures(rows: list[NumberedRow], codes: Mapping[str, Sequence[str]]) -> bool:
    """Whether the numbers of rows are those of the measures that they are linked to, in a column that alone tells these: a
    sheet has some measures only, and several rows of one."""
    if any(row.names_measure for row in rows):
        return False
    linked = [(_number(row), codes[row.finding.key]) for row in rows if row.finding.key in codes]
    same = sum(str(number) in measures for number, measures in linked)
    return 2 * len(linked) >= len(rows) and same > 1 and same >= _SAME_MEASURES * len(linked)


def _breaks(rows: list[NumberedRow]) -> Iterator[Finding]:
    """Where a column that counts the rows leaves a number out or has one again; nothing where it does not count."""
    steps = [((_number(before) or 0), (_number(row) or 0), row) for before, row in pairwise(rows)]
    counted = sum(after == before + 1 or after == 1 for before, after, _ in steps)
    if not steps or counted < _MOSTLY * len(steps):
        return
    begins_anew = any(after == 1 < before for before, after, _ in steps)
    for before, after, row in steps:
        if after == before and not (after == 1 and begins_anew):
            yield row.finding._replace(
                message=say("{header} {after} stands twice", header=row.header, after=after)
            )
        elif after > before + 1:
            gap = (
                str(before + 1)
                if after == before + 2
                else say("{first} to {last}", first=before + 1, last=after - 1)
            )
            message = say(
                "{header} goes from {before} to {after}: {gap} is missing",
                header=row.header,
                before=before,
                after=after,
                gap=gap,
            )
            yield row.finding._replace(message=message)
        elif after < before and after != 1:
            yield row.finding._replace(
                message=say(
                    "{header} goes back from {before} to {after}",
                    header=row.header,
                    before=before,
                    after=after,
                )
            )


def _number(row: NumberedRow) -> int | None:
    text = unicodedata.normalize("NFKC", row.number).strip().rstrip(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


RESULT_EMPTY = Check(
    code="result-empty",
    severity="warning",
    name=say("Empty result"),
    why=say("A row without a result says nothing of what was done, and still counts as a row."),
    mend=say("Write the result, or 実績なし where there was none."),
    bad="パリ市との交流 | －",
    good="パリ市との交流 | 実績なし",
    run=_empty,
)
RESULT_NOT_HELD = Check(
    code="result-not-held",
    severity="info",
    name=say("Reported as not held"),
    why=say(
        "What was called off or put off is no result: it counts for no measure and no city, and is shown apart."
    ),
    mend=say("No action needed if it is so. If it was held after all, say so in the text."),
    bad="パリ市との交流 | 職員の派遣は中止",
    good="パリ市との交流 | 職員の派遣に代えて、オンラインで意見を交換した。",
    run=_not_held,
)
ACHIEVEMENT_DOUBLED = Check(
    code="achievement-doubled",
    severity="warning",
    name=say("The same achievement twice"),
    why=say("An achievement that stands twice, in one sheet or in two of the same year, is counted twice."),
    mend=say("Remove one of the rows."),
    bad=say("the same bureau, item and result in two rows"),
    good=say("one row"),
    run=_doubled,
    across=True,
)
TEXT_UNCHANGED = Check(
    code="text-unchanged",
    severity="warning",
    name=say("Text the same as last year's"),
    why=say(
        "A result that says word for word what last year's said was perhaps copied and not brought up to date."
    ),
    mend=say("Ask the bureau; where it is true as it stands, put it into the baseline with that reason."),
    bad=say("the same sentences in FY2017 and FY2018"),
    good=say("what was done in each year"),
    run=_unchanged,
    across=True,
)
NUMBERING = Check(
    code="numbering-broken",
    severity="warning",
    name=say("Row numbers with a gap"),
    why=say(
        "Where a sheet numbers its rows, a missing number may be a lost row and a number that stands twice a doubled one;"
        " numbers of measures may have gaps."
    ),
    mend=say("Compare it with the document: put the row back, or number the rows anew."),
    bad="No. 1, 2, 4",
    good="No. 1, 2, 3",
    run=_numbering,
)
