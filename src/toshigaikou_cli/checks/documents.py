"""Documents are read whole, and there is one for every year."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from toshigaikou_cli.catalogue.reading import check_documents
from toshigaikou_cli.checks.check import Check, of_document
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.finding import UNREAD, Finding, Severity, needs_nothing
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name

_LOST = {"characters-lost", "characters-undecoded"}
_OWN_CHECK = {*_LOST, "table-unknown", "read-by-ocr", UNREAD, "measures-numbered", "figures-alone"}
_LEAST_SURE = 0.85
"""The confidence below which a recognized row is likely to be wrong somewhere."""


def _rows_lost(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name, rows, accounted in check_documents.row_accounts(connection):
        if rows != accounted:
            yield of_document(
                name,
                say_n(
                    "{n} table row, but {accounted} accounted for",
                    "{n} table rows, but {accounted} accounted for",
                    n=rows,
                    accounted=accounted,
                ),
            )


def _rejected(connection: sqlite3.Connection) -> Iterator[Finding]:
    return (
        _no_record(each)
        for each in check_documents.rejected_rows(connection)
        if not needs_nothing(each.message)
    )


def _no_record(finding: Finding) -> Finding:
    return finding._replace(message=say("this row became no record: {message}", message=finding.message))


def _characters(connection: sqlite3.Connection) -> Iterator[Finding]:
    placed = set()
    for each in check_documents.reported(connection):
        if each.code in _LOST:
            placed.add(each.key)
            yield each
    for name, lost, of in check_documents.dropped(connection):
        if name not in placed:
            yield of_document(
                name,
                say_n(
                    "{lost} of {n} character of the tables fell in no cell",
                    "{lost} of {n} characters of the tables fell in no cell",
                    lost=lost,
                    n=of,
                ),
            )


def _tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    return (each for each in check_documents.reported(connection) if each.code == "table-unknown")


def _reading(connection: sqlite3.Connection) -> Iterator[Finding]:
    return _told(connection, lambda severity: severity != "info")


def _noted(connection: sqlite3.Connection) -> Iterator[Finding]:
    return _told(connection, lambda severity: severity == "info")


def _told(connection: sqlite3.Connection, meant: Callable[[Severity], bool]) -> Iterator[Finding]:
    """What readers and parsers told that no check is of, of the severities that are meant."""
    for each in check_documents.reported(connection):
        if each.code not in _OWN_CHECK and meant(each.severity):
            yield each._replace(message=say("{text} ({code})", text=each.message, code=each.code))


def _skipped(connection: sqlite3.Connection) -> Iterator[Finding]:
    rejected = check_documents.rejected_rows(connection)
    yield from (_no_record(each) for each in rejected if needs_nothing(each.message))
    yield from (each for each in check_documents.reported(connection) if each.code == UNREAD)
    for skip in check_documents.skipped(connection):
        yield of_document(skip.spot.document, say("not read: {what}", what=skip.reason))._replace(
            spot=skip.spot
        )


def _recognized(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, sure in check_documents.recognized(connection):
        if sure >= _LEAST_SURE:
            yield finding._replace(
                message=say("recognized on a picture (OCR) with a confidence of {sure:.2f}", sure=sure)
            )


def _doubtful(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, sure in check_documents.recognized(connection):
        if sure < _LEAST_SURE:
            yield finding._replace(
                message=say("recognized on a picture (OCR) with a confidence of {sure:.2f} only", sure=sure)
            )


def _year_missing(connection: sqlite3.Connection) -> Iterator[Finding]:
    years = check_documents.result_years(connection)
    for year in range(min(years, default=0), max(years, default=0)):
        if year not in years:
            before = max(each for each in years if each < year)
            after = min(each for each in years if each > year)
            message = say(
                "no sheet of {year}, but of {before} and {after}",
                year=fiscal_year_name(year),
                before=fiscal_year_name(before),
                after=fiscal_year_name(after),
            )
            yield Finding(message=message, spot=Spot(years[after]), thing="year", key=str(year))


ROWS_LOST = Check(
    code="rows-lost",
    severity="error",
    name=say("Rows that don't add up"),
    why=say(
        "Every table row ends as a record, a header or a rejected row: anything else was lost in silence."
    ),
    mend=say("Import the document again; if it stays so, report it: that is a bug in tgx."),
    bad=say("40 rows = 34 achievements + 5 headers + 0 rejected"),
    good=say("40 rows = 35 achievements + 5 headers + 0 rejected"),
    run=_rows_lost,
)
ROW_REJECTED = Check(
    code="row-rejected",
    severity="warning",
    name=say("Rejected row"),
    why=say("A row that became no record may be an achievement that nobody sees."),
    mend=say("Mend the row (often its item is empty or it has a cell too many), or the declared columns."),
    bad=say("a row with a bureau and a result but no item"),
    good=say("the same row with its item"),
    run=_rejected,
)
CHARACTERS_LOST = Check(
    code="characters-lost",
    severity="error",
    name=say("Characters lost in reading"),
    why=say(
        "Text of a table that fell in no cell, or that a PDF draws without saying which characters it draws, is"
        " missing from the records."
    ),
    mend=say(
        "Compare the cell with the document (tgx source shows the place); take another file of it if there is one."
    ),
    bad=say("a PDF whose text runs beyond the table's ruling"),
    good=say("a PDF whose text stays in its cells"),
    run=_characters,
)
READING = Check(
    code="reading-doubtful",
    severity="warning",
    name=say("Doubtful reading"),
    why=say(
        "The reader met something that it cannot read for sure: text over text, a page without text, a formula"
        " without a value."
    ),
    mend=say("Compare the place with the document; take another file of it if there is one."),
    bad=say("a scanned page without text"),
    good=say("a page with text"),
    run=_reading,
)
READING_NOTED = Check(
    code="reading-noted",
    severity="info",
    name=say("How something was read"),
    why=say(
        "Rows and texts that say less than they mean were read by a rule: a unit that stands over its table, a heading between"
        " rows, what is told twice."
    ),
    mend=say("Look once whether the rule is right for this document."),
    bad=say("a sheet whose bureau stands in a line over the table"),
    good=say("the same sheet with a column of bureaus"),
    run=_noted,
)
READ_BY_OCR = Check(
    code="read-by-ocr",
    severity="info",
    name=say("Recognized row"),
    why=say(
        "A row that was recognized on a picture is a guess, however good: one character of it may be another."
    ),
    mend=say(
        "Compare it with the document (tgx source --image draws its place); import the original file if there is one."
    ),
    bad=say("a row of a scanned page, imported with --ocr"),
    good=say("the same row from the file that was printed"),
    run=_recognized,
)
OCR_DOUBTFUL = Check(
    code="ocr-doubtful",
    severity="warning",
    name=say("Doubtfully recognized row"),
    why=say("Below a confidence of 0.85 some characters of a recognized row are likely to be others."),
    mend=say(
        "Compare it with the document (tgx source --image draws its place); import the original file if there is one."
    ),
    bad=say("a row of a blurred scan"),
    good=say("a row of a sharp one"),
    run=_doubtful,
)
PART_SKIPPED = Check(
    code="part-skipped",
    severity="info",
    name=say("Part of a document not read"),
    why=say("A page, a sheet, lines or a row of totals were left out on purpose, for the reason given."),
    mend=say("Look whether it holds rows of the table."),
    bad=say("a hidden sheet of a workbook"),
    good=say("a visible one"),
    run=_skipped,
)
TABLE_UNKNOWN = Check(
    code="table-unknown",
    severity="info",
    name=say("Table without a known header"),
    why=say("Rows under a header that is not declared are no records."),
    mend=say("Add its header names to columns.yaml (or --columns) if it holds rows of the document."),
    bad=say("a table of phone numbers under the sheet"),
    good=say("a sheet without other tables"),
    run=_tables,
)
YEAR_MISSING = Check(
    code="year-missing",
    severity="warning",
    name=say("Sheet missing between two years"),
    why=say("A year without a sheet between two that are there reads as a year without work."),
    mend=say("Import the sheet of that year."),
    bad=say("sheets of FY2017 and FY2019"),
    good=say("sheets of FY2017, FY2018 and FY2019"),
    run=_year_missing,
    across=True,
)
DOCUMENT_FACTS = Check(
    code="document-facts",
    severity="info",
    name=say("Document without its publisher, address or licence"),
    why=say(
        "A figure is cited with who published its document, when, where, and under which licence; this never fails."
    ),
    mend=say("tgx documents set DOCUMENT publisher=… url=… licence=…; none where there is none."),
    bad=say("a sheet imported without --meta"),
    good=say("a sheet imported with --meta publisher=東京都 --meta url=https://…"),
)
DOCUMENT_UNREADABLE = Check(
    code="document-unreadable",
    severity="error",
    name=say("Document that cannot be read"),
    why=say(
        "Nothing of a file is checked that cannot be read or whose tables are not known; the exit code is then 2."
    ),
    mend=say("See the message: it says what was seen and what was expected."),
    bad=say("a sheet without any header"),
    good=say("a sheet with its header"),
)
DOCUMENT_DOUBLED = Check(
    code="document-doubled",
    severity="warning",
    name=say("The same file twice"),
    why=say(
        "Two files with the same bytes are one document: one of them has the wrong name or is left over."
    ),
    mend=say("Remove one of them."),
    bad=say("h29.tsv and a copy of it, h30.tsv"),
    good=say("h29.tsv alone"),
    across=True,
)
