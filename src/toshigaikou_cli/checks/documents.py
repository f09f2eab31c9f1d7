"""Documents are read whole, and there is one for every year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from toshigaikou_cli.catalogue.reading import check_documents
from toshigaikou_cli.checks.check import Check, of_document
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot

_LOST = {"characters-lost", "characters-undecoded"}
_OWN_CHECK = {*_LOST, "table-unknown", "read-by-ocr"}
_LEAST_SURE = 0.85
"""The confidence below which a recognized row is likely to be wrong somewhere."""


def _rows_lost(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name, rows, accounted in check_documents.row_accounts(connection):
        if rows != accounted:
            yield of_document(name, f"{rows} table rows, but {accounted} accounted for")


def _rejected(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding in check_documents.rejected_rows(connection):
        yield finding._replace(message=f"this row became no record: {finding.message}")


def _characters(connection: sqlite3.Connection) -> Iterator[Finding]:
    placed = set()
    for each in check_documents.reported(connection):
        if each.code in _LOST:
            placed.add(each.key)
            yield each
    for name, lost, of in check_documents.dropped(connection):
        if name not in placed:
            yield of_document(name, f"{lost} of {of} characters of the tables fell in no cell")


def _tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    return (each for each in check_documents.reported(connection) if each.code == "table-unknown")


def _reading(connection: sqlite3.Connection) -> Iterator[Finding]:
    for each in check_documents.reported(connection):
        if each.code not in _OWN_CHECK:
            yield each._replace(message=f"{each.message} ({each.code})")


def _skipped(connection: sqlite3.Connection) -> Iterator[Finding]:
    for skip in check_documents.skipped(connection):
        yield of_document(skip.spot.document, f"not read: {skip}")._replace(spot=skip.spot)


def _recognized(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, sure in check_documents.recognized(connection):
        if sure >= _LEAST_SURE:
            yield finding._replace(message=f"recognized on a picture (OCR) with a confidence of {sure:.2f}")


def _doubtful(connection: sqlite3.Connection) -> Iterator[Finding]:
    for finding, sure in check_documents.recognized(connection):
        if sure < _LEAST_SURE:
            yield finding._replace(
                message=f"recognized on a picture (OCR) with a confidence of {sure:.2f} only"
            )


def _year_missing(connection: sqlite3.Connection) -> Iterator[Finding]:
    years = check_documents.result_years(connection)
    for year in range(min(years, default=0), max(years, default=0)):
        if year not in years:
            before = max(each for each in years if each < year)
            after = min(each for each in years if each > year)
            message = f"no sheet of FY{year}, but of FY{before} and FY{after}"
            yield Finding(message=message, spot=Spot(years[after]), thing="year", key=str(year))


ROWS_LOST = Check(
    code="rows-lost",
    severity="error",
    name="Rows that don't add up",
    why="Every table row ends as a record, a header or a rejected row: anything else was lost in silence.",
    mend="Import the document again; if it stays so, report it: that is a bug in tgx.",
    bad="40 rows = 34 achievements + 5 headers + 0 rejected",
    good="40 rows = 35 achievements + 5 headers + 0 rejected",
    run=_rows_lost,
)
ROW_REJECTED = Check(
    code="row-rejected",
    severity="warning",
    name="Rejected row",
    why="A row that became no record may be an achievement that nobody sees.",
    mend="Mend the row (often its item is empty or it has a cell too many), or the declared columns.",
    bad="a row with a bureau and a result but no item",
    good="the same row with its item",
    run=_rejected,
)
CHARACTERS_LOST = Check(
    code="characters-lost",
    severity="error",
    name="Characters lost in reading",
    why="Text of a table that fell in no cell, or that a PDF draws without saying which characters it draws, is missing"
    " from the records.",
    mend="Compare the cell with the document (tgx source shows the place); take another file of it if there is one.",
    bad="a PDF whose text runs beyond the table's ruling",
    good="a PDF whose text stays in its cells",
    run=_characters,
)
READING = Check(
    code="reading-doubtful",
    severity="warning",
    name="Doubtful reading",
    why="The reader met something that it cannot read for sure: text over text, a page without text, a formula"
    " without a value.",
    mend="Compare the place with the document; take another file of it if there is one.",
    bad="a scanned page without text",
    good="a page with text",
    run=_reading,
)
READ_BY_OCR = Check(
    code="read-by-ocr",
    severity="info",
    name="Recognized row",
    why="A row that was recognized on a picture is a guess, however good: one character of it may be another.",
    mend="Compare it with the document (tgx source --image draws its place); import the original file if there is one.",
    bad="a row of a scanned page, imported with --ocr",
    good="the same row from the file that was printed",
    run=_recognized,
)
OCR_DOUBTFUL = Check(
    code="ocr-doubtful",
    severity="warning",
    name="Doubtfully recognized row",
    why="Below a confidence of 0.85 some characters of a recognized row are likely to be others.",
    mend="Compare it with the document (tgx source --image draws its place); import the original file if there is one.",
    bad="a row of a blurred scan",
    good="a row of a sharp one",
    run=_doubtful,
)
PART_SKIPPED = Check(
    code="part-skipped",
    severity="info",
    name="Part of a document not read",
    why="A page, a sheet or lines were left out on purpose, for the reason given.",
    mend="Look whether it holds rows of the table.",
    bad="a hidden sheet of a workbook",
    good="a visible one",
    run=_skipped,
)
TABLE_UNKNOWN = Check(
    code="table-unknown",
    severity="info",
    name="Table without a known header",
    why="Rows under a header that is not declared are no records.",
    mend="Add its header names to columns.yaml (or --columns) if it holds rows of the document.",
    bad="a table of phone numbers under the sheet",
    good="a sheet without other tables",
    run=_tables,
)
YEAR_MISSING = Check(
    code="year-missing",
    severity="warning",
    name="Sheet missing between two years",
    why="A year without a sheet between two that are there reads as a year without work.",
    mend="Import the sheet of that year.",
    bad="sheets of FY2017 and FY2019",
    good="sheets of FY2017, FY2018 and FY2019",
    run=_year_missing,
    across=True,
)
DOCUMENT_FACTS = Check(
    code="document-facts",
    severity="info",
    name="Document without its publisher, address or licence",
    why="A figure is cited with who published its document, when, where, and under which licence; this never fails.",
    mend="tgx documents set DOCUMENT publisher=… url=… licence=…; none where there is none.",
    bad="a sheet imported without --meta",
    good="a sheet imported with --meta publisher=東京都 --meta url=https://…",
)
DOCUMENT_UNREADABLE = Check(
    code="document-unreadable",
    severity="error",
    name="Document that cannot be read",
    why="Nothing of a file is checked that cannot be read or whose tables are not known; the exit code is then 2.",
    mend="See the message: it says what was seen and what was expected.",
    bad="a sheet without any header",
    good="a sheet with its header",
)
DOCUMENT_DOUBLED = Check(
    code="document-doubled",
    severity="warning",
    name="The same file twice",
    why="Two files with the same bytes are one document: one of them has the wrong name or is left over.",
    mend="Remove one of them.",
    bad="h29.tsv and a copy of it, h30.tsv",
    good="h29.tsv alone",
    across=True,
)
