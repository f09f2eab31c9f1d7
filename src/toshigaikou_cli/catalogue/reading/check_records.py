"""The SELECTs of the checks of achievements, links and judgements.

Each gives findings without a message, and the values that the check's message is made of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from toshigaikou_cli.catalogue.reading.check_facts import excerpt, header_of
from toshigaikou_cli.catalogue.reading.frame import outside_of, place_columns, spot_of
from toshigaikou_cli.catalogue.reading.indicators import FIGURES_ALONE
from toshigaikou_cli.catalogue.reading.keyed import rows_missing
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.messages import Message, coded, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.ids import code_of
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.dates.fiscal import FIRST_DAY, LAST_DAY
from toshigaikou_cli.text.stated_codes import KnownCodes

_A = f"a.id, a.fiscal_year, a.kind, a.item, a.result, a.cells, {place_columns('a')}, d.name AS document"
_FROM = "FROM achievement a JOIN document d ON d.id = a.document_id"
_ORDER = "ORDER BY a.document_id, a.position"
_FIRST = f"a.fiscal_year || '-{FIRST_DAY}'"
_LAST = f"(a.fiscal_year + 1) || '-{LAST_DAY}'"
_SAME_RECORD = "a.fiscal_year, a.kind, coalesce(a.bureau_id, a.bureau_text), coalesce(a.department, '')"


class Dated(NamedTuple):
    """A date of an achievement: ISO days, its ``text``, whether it is a day or a month (``exact``) or a year, and
    whether it says when the activity took place."""

    finding: Finding
    fiscal_year: int
    start: str
    end: str
    text: str
    exact: bool
    says_when: bool


class NumberedRow(NamedTuple):
    """A table row of a sheet with the number that it carries in a column of its own; ``names_measure``: another column names
    its measure."""

    document: str
    number: str
    header: str
    finding: Finding
    names_measure: bool = False


def _finding(row: sqlite3.Row, header: str, cell: str, hint: str = "") -> Finding:
    spot = spot_of(row, row["document"], header)
    return Finding(spot=spot, thing="achievement", key=row["id"], cell=cell, hint=hint)


def _found(row: sqlite3.Row, column: str, text: str, hint: str = "") -> Finding:
    """Something in the text of a declared column."""
    return _finding(row, header_of(row["cells"], column), excerpt(text), hint)


def empty_results(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str, bool]]:
    """Results without a letter or digit, with the item, and whether there are figures instead; not where a cell beside one says
    what became of its row."""
    for row in connection.execute(
        f"SELECT {_A}, {FIGURES_ALONE} AS figures {_FROM} WHERE a.kind = 'result' AND length(a.result) < 4"
        f" AND a.outcome NOT IN ('not_held', 'planned') {_ORDER}"
    ):
        if not any(char.isalnum() for char in row["result"]):
            yield _found(row, "result", row["result"]), row["item"], bool(row["figures"])


def not_held(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str, str]]:
    """Results that were not held: the first words that say so, and the item."""
    rows = connection.execute(
        f"SELECT {_A}, (SELECT coalesce(nullif(v.outcome_words, ''), v.text) FROM activity v"
        " WHERE v.achievement_id = a.id AND v.outcome = 'cancelled' ORDER BY v.position LIMIT 1) AS words"
        f" {_FROM} WHERE a.kind = 'result' AND a.outcome = 'not_held' {_ORDER}"
    )
    for row in rows:
        yield _found(row, "result", row["result"]), row["words"], row["item"]


def doubled(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str, str]]:
    """Achievements of the same year, kind, bureau, item and result as an earlier one: its id and its document."""
    yield from _after_first(connection, f"{_SAME_RECORD}, a.search", "1")


def doubled_across(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str, str]]:
    """Achievements of the same year, kind, bureau and item as one of an earlier document, with another result."""
    yield from _after_first(
        connection,
        f"{_SAME_RECORD}, a.item",
        "x.document_id <> x.first_document AND x.search <> x.first_search",
    )


def _after_first(
    connection: sqlite3.Connection, same: str, condition: str
) -> Iterator[tuple[Finding, str, str]]:
    window = f"OVER (PARTITION BY {same} ORDER BY a.document_id, a.position)"
    rows = connection.execute(
        f"SELECT {_A}, x.first, f.name AS first_name FROM (SELECT a.id, a.document_id, a.search,"
        f" row_number() {window} AS n, first_value(a.id) {window} AS first, first_value(a.search) {window}"
        f" AS first_search, first_value(a.document_id) {window} AS first_document FROM achievement a) x"
        " JOIN achievement a ON a.id = x.id JOIN document d ON d.id = a.document_id"
        f" JOIN document f ON f.id = x.first_document WHERE x.n > 1 AND {condition} {_ORDER}"
    )
    for row in rows:
        yield _found(row, "item", row["item"]), row["first"], row["first_name"]


def same_as_last_year(connection: sqlite3.Connection, least: int) -> Iterator[tuple[Finding, str, int, str]]:
    """Results of at least so many characters that say the same as a year before: that one's id and year, the item."""
    window = "OVER (PARTITION BY a.search ORDER BY a.fiscal_year, a.document_id, a.position)"
    rows = connection.execute(
        f"SELECT {_A}, x.before, x.year FROM (SELECT a.id, lag(a.id) {window} AS before, lag(a.fiscal_year) {window}"
        " AS year FROM achievement a WHERE a.kind = 'result' AND length(a.result) >= ?) x"
        " JOIN achievement a ON a.id = x.id JOIN document d ON d.id = a.document_id"
        f" WHERE x.year = a.fiscal_year - 1 {_ORDER}",
        (least,),
    )
    for row in rows:
        yield _found(row, "result", row["result"]), row["before"], row["year"], row["item"]


def dates_outside(connection: sqlite3.Connection) -> Iterator[Dated]:
    """Dates none of whose days lie in the fiscal year of their achievement.

    Neither what a result announces nor the later days that a plan names.
    """
    later = f"a.kind = 'result' AND t.start > {_LAST} AND t.role NOT IN ('planned', 'cancelled')"
    earlier = f"t.\"end\" < {_FIRST} AND NOT (a.kind = 'result' AND t.role IN ('planned', 'cancelled'))"
    yield from _dates(connection, f"(({later}) OR ({earlier}))")


def announced_dates(connection: sqlite3.Connection) -> Iterator[Dated]:
    """Dates of results that the text announces rather than reports."""
    yield from _dates(connection, "a.kind = 'result' AND t.role = 'planned'")


def _dates(connection: sqlite3.Connection, condition: str) -> Iterator[Dated]:
    rows = connection.execute(
        f'SELECT {_A}, t.start, t."end", t.text, t.precision, t.role, v.text AS activity FROM activity_date t'
        " JOIN activity v ON v.id = t.activity_id JOIN achievement a ON a.id = v.achievement_id"
        f" JOIN document d ON d.id = a.document_id WHERE {condition} {_ORDER}, t.id"
    )
    for row in rows:
        days = (row["start"], row["end"], row["text"])
        exact = row["precision"] in ("day", "month")
        finding = _found(row, row["kind"], row["activity"])
        own = row["role"] == "when" or (row["kind"] == "plan" and row["role"] == "planned")
        yield Dated(finding, row["fiscal_year"], *days, exact, own)


def announcements(connection: sqlite3.Connection, words: tuple[str, ...]) -> Iterator[tuple[Finding, str]]:
    """Activities of results with one of some words, but no date that the text announces, with the whole text."""
    either = " OR ".join("instr(v.text, ?)" for _ in words)
    rows = connection.execute(
        f"SELECT {_A}, v.text AS activity FROM activity v JOIN achievement a ON a.id = v.achievement_id"
        f" JOIN document d ON d.id = a.document_id WHERE a.kind = 'result' AND ({either})"
        f" AND NOT EXISTS (SELECT 1 FROM activity_date WHERE activity_id = v.id AND role = 'planned') {_ORDER}, v.position",
        words,
    )
    for row in rows:
        yield _found(row, "result", row["activity"]), row["activity"]


def unlinked(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Results without any link that stands, and without a reason why none fits, of years with a strategy."""
    covered = ",".join(str(year) for year in _years(connection) if in_force(periods(connection), year))
    rows = _by_outcome(connection, f"a.fiscal_year IN ({covered}) AND a.outside = '' AND NOT EXISTS (SELECT 1 FROM link l"
                       " WHERE l.achievement_id = a.id AND l.status <> 'rejected')")  # fmt: skip
    return (finding for finding, _ in rows)


def _years(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT DISTINCT fiscal_year FROM achievement ORDER BY 1")]


def uncovered_years(connection: sqlite3.Connection) -> Iterator[tuple[int, int, str]]:
    """Fiscal years that no strategy is in force in: year, how many rows it has, and their first document."""
    every = periods(connection)
    for row in connection.execute(
        "SELECT a.fiscal_year, count(*), d.name, min(d.id) FROM achievement a JOIN document d ON d.id = a.document_id"
        " GROUP BY a.fiscal_year ORDER BY a.fiscal_year"
    ):
        if every and not in_force(every, row[0]):
            yield row[0], row[1], row[2]


def suggested_only(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str]]:
    """Results with suggested links and none that counts, with the measures."""
    return _by_outcome(
        connection, "EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = a.id AND l.status = 'suggested') AND NOT"
        " EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = a.id AND l.status IN ('linked', 'confirmed'))"
    )  # fmt: skip


def outside_strategy(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Results that fit no measure; ``hint`` is the reason."""
    return (finding for finding, _ in _by_outcome(connection, "a.outside <> ''"))


def _by_outcome(connection: sqlite3.Connection, condition: str) -> Iterator[tuple[Finding, str]]:
    rows = connection.execute(
        f"SELECT {_A}, a.outside, (SELECT group_concat(measure, ', ') FROM (SELECT {_named(connection)} AS measure"
        " FROM link WHERE achievement_id = a.id AND status = 'suggested' ORDER BY position)) AS measures"
        f" {_FROM} WHERE a.kind = 'result' AND a.outcome = 'held' AND {condition} {_ORDER}"
    )
    for row in rows:
        yield _found(row, "item", row["item"], outside_of(row["outside"])), row["measures"] or ""


def _named(connection: sqlite3.Connection) -> str:
    """What a link's measure is called: its code, with its strategy where there are several."""
    return "measure" if len(periods(connection)) > 1 else "substr(measure, instr(measure, ':') + 1)"


def links_astray(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str]]:
    """Links to a measure that the strategy does not have, with what it is called."""
    rows = connection.execute(
        f"SELECT {_A}, {_named(connection)} AS measure {_FROM} JOIN link l ON l.achievement_id = a.id"
        f" WHERE NOT EXISTS (SELECT 1 FROM measure WHERE id = l.measure) {_ORDER}, l.position"
    )
    for row in rows:
        yield _found(row, "item", row["item"]), row["measure"]


def links_without_evidence(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str]]:
    """Links that a rule made and that show nothing for it, with what the measure is called."""
    rows = connection.execute(
        f"SELECT {_A}, {_named(connection)} AS measure {_FROM} JOIN link l ON l.achievement_id = a.id"
        f" WHERE l.evidence IN ('[]', '') AND l.method <> 'manual' {_ORDER}, l.position"
    )
    for row in rows:
        yield _found(row, "item", row["item"]), row["measure"]


def measure_cells(connection: sqlite3.Connection) -> Iterator[tuple[Finding, int]]:
    """The cells in which a sheet itself names measures (those of the column ``measure``), with the fiscal year."""
    column = """instr(a.cells, '"column": "measure"')"""
    for row in connection.execute(f"SELECT {_A} {_FROM} WHERE {column} {_ORDER}"):
        for cell in json.loads(row["cells"]):
            if cell["column"] == "measure" and cell["text"].strip():
                yield (
                    _finding(row, " ".join(cell["header"].split()), excerpt(cell["text"])),
                    row["fiscal_year"],
                )


def measure_codes(connection: sqlite3.Connection, year: int) -> tuple[KnownCodes, ...]:
    """The codes of the measures of each strategy in force in a year; a measure's title is as good as its code."""
    return tuple(_known(connection, strategy) for strategy in in_force(periods(connection), year))


def _known(connection: sqlite3.Connection, strategy: str) -> KnownCodes:
    found = connection.execute(
        "SELECT code, title FROM measure WHERE strategy = ? ORDER BY position", (strategy,)
    ).fetchall()
    return KnownCodes(
        {code_key(row["title"]): row["code"] for row in found}, order=tuple(row["code"] for row in found)
    )


def without_row(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str, int]]:
    """Measures that no row states of a sheet whose rows are measures: the document, the measure, the fiscal year."""
    several = len(periods(connection)) > 1
    for missing in rows_missing(connection):
        name = missing.measure if several else code_of(missing.measure)
        finding = Finding(spot=Spot(missing.document), thing="measure", key=name, cell=missing.title)
        yield finding, name, missing.fiscal_year


def numbered_rows(connection: sqlite3.Connection) -> Iterator[NumberedRow]:
    """Each table row once, with the cells of columns of numbers and of those not declared, in the order of the documents."""
    before: tuple[object, ...] = ()
    either = """(instr(a.cells, '"column": ""') OR instr(a.cells, '"column": "number"'))"""
    for row in connection.execute(f"SELECT {_A} {_FROM} WHERE {either} {_ORDER}"):
        place = (row["document"], row["table_number"], row["page"], row["line"], row["row"])
        if place == before:
            continue
        before = place
        cells = json.loads(row["cells"])
        names_measure = any(cell["column"] == "measure" and cell["text"].strip() for cell in cells)
        for cell in cells:
            if cell["column"] in ("", "number"):
                header = " ".join(cell["header"].split())
                finding = _finding(row, header, cell["text"].strip())
                yield NumberedRow(row["document"], cell["text"], header, finding, names_measure)


def linked_codes(connection: sqlite3.Connection, document: str) -> dict[str, list[str]]:
    """The codes of the measures to which the achievements of a document are linked, by their ids."""
    found: dict[str, list[str]] = {}
    for id_, measure in connection.execute(
        f"SELECT a.id, l.measure {_FROM} JOIN link l ON l.achievement_id = a.id"
        " WHERE d.name = ? AND l.status IN ('linked', 'confirmed')",
        (document,),
    ):
        found.setdefault(id_, []).append(code_of(measure))
    return found


def judgements(connection: sqlite3.Connection) -> Iterator[tuple[Finding, str, str]]:
    """The judgements that do not stand on today's text and measure: state, and the judgement in words."""
    for row in connection.execute(
        "SELECT j.achievement_id AS id, j.what, j.measure, j.title, j.activity, j.mended, j.by, j.date, j.state,"
        f" {place_columns('a')},"
        " coalesce(a.item, '') AS item, coalesce(d.name, '') AS document"
        f" FROM ({_SAID}) j LEFT JOIN achievement a ON a.id = j.achievement_id"
        " LEFT JOIN document d ON d.id = a.document_id WHERE j.state NOT IN ('', 'current') ORDER BY j.id"
    ):
        said = say("{what} by {by} on {date}", what=_said(row), by=row["by"], date=row["date"])
        yield _finding(row, "", row["item"]), row["state"], said


def _said(row: sqlite3.Row) -> Message:
    """What a person decided: a verdict on a link, or a mend."""
    what = coded(row["what"])
    if row["activity"] is not None:
        return say("{what} of activity {n} mended", what=what, n=row["activity"])
    if row["mended"]:
        return say("{what} mended", what=what)
    if row["measure"] is None:
        return what
    return say("{what} measure {measure}", what=what, measure=f"{row['measure']} {row['title']}".rstrip())


_SAID = (
    'SELECT id, achievement_id, "by", date, state, verdict AS what, measure, title, NULL AS activity, 0 AS mended'
    ' FROM judgement UNION ALL SELECT id, achievement_id, "by", date, state, sets, NULL, NULL, activity, 1 FROM mend'
)
