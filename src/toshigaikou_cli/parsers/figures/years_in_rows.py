"""Tables of indicators with a row for each year (年度 | 指標名 | 目標値 | 実績値): the rows of one indicator are one.

Rows are joined where they have the same name, measure, unit and labels, and tell nothing twice; what might be one indicator
and is not surely so stays apart, and is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from toshigaikou_cli.messages import joined, say, say_n
from toshigaikou_cli.parsers.rows.row_labels import may_be_of_years
from toshigaikou_cli.parsers.rows.row_series import labels_of
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.finding import UNREAD, Finding, said_unread, unread_text
from toshigaikou_cli.records.indicators import IndicatorRecord, IndicatorValue
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import is_figure, says_no_grade

_CODE = "years-in-rows"
_NAMED = 5
_LONGEST_LABEL = 20


class JoinedYears(NamedTuple):
    """The indicators of a document's tables, ``rows`` that went into one with another, and what is said of them."""

    indicators: tuple[IndicatorRecord, ...]
    rows: int = 0
    findings: tuple[Finding, ...] = ()


class _OfYear(NamedTuple):
    """An indicator as the row of one year tells it."""

    record: IndicatorRecord
    row: TableRow
    year: int


def join_years(
    indicators: Sequence[IndicatorRecord], rows: Iterable[tuple[TableRow, int | None]], name: str
) -> JoinedYears:
    """The indicators of ``rows`` (each with its own year, None where it has none), those with a row for each year as one;
    ``name`` is the document's."""
    dated = {row.source: (row, year) for row, year in rows if year is not None and _has_years(row)}
    groups: dict[Hashable, list[_OfYear]] = defaultdict(list)
    for record in indicators:
        if record.source in dated and not record.series:
            groups[_same_name(record, dated[record.source][0])].append(_OfYear(record, *dated[record.source]))
    made: dict[IndicatorRecord, IndicatorRecord | None] = {}  # None: told by another one
    together: list[list[_OfYear]] = []
    apart: list[_OfYear] = []
    for group in groups.values():
        parts = list(_parts(group))
        if _may_be_one(parts):
            apart.append(group[0])
        for part in parts:
            made.update(dict.fromkeys(each.record for each in part[1:]))
            made[part[0].record] = _as_one(part)
        together += [part for part in parts if len(part) > 1]
    found = tuple(one for record in indicators if (one := made.get(record, record)) is not None)
    gone = {record.source for record in indicators} - {record.source for record in found}
    return JoinedYears(found, len(gone), tuple(_findings(together, apart, name)))


def _has_years(row: TableRow) -> bool:
    """Whether a column says the row's year, or an empty cell of it that it is the one above."""
    pairs = zip(row.header.columns, row.cells, strict=True)
    return any(
        may_be_of_years(column.header) and (_is_year(cell.text) or not cell.text.strip())
        for column, cell in pairs
        if not (column.column or column.kind or column.figure)
    )


def _is_year(text: str) -> bool:
    return parse_fiscal_year(match_key(text)) is not None


def _same_name(record: IndicatorRecord, row: TableRow) -> Hashable:
    """What rows of one indicator have in common."""
    section = match_key(row.cell("section").text)
    return record.name, record.measures, record.about, section, labels_of(row.header)


def _parts(group: Sequence[_OfYear]) -> Iterator[list[_OfYear]]:
    """The rows of each indicator; those that tell something twice are one each."""
    units = {each.record.unit for each in group} - {""}
    only = next(iter(units)) if len(units) == 1 else ""
    parts: dict[Hashable, list[_OfYear]] = defaultdict(list)
    for each in group:
        source, unit = each.row.source, each.record.unit or only
        key = unit, each.record.bureau_text, source.table, source.sheet, _labels(each.row)
        parts[key].append(each)
    for part in parts.values():
        if len({each.year for each in part}) == len(part) and _values(part) is not None:
            yield part
        else:
            yield from ([each] for each in part)


def _labels(row: TableRow) -> tuple[str, ...]:
    """The short words of a row under headers that no name tells (地区: 東部), which may tell one indicator from another."""
    pairs = zip(row.header.columns, row.cells, strict=True)
    said = [cell.text for column, cell in pairs if not (column.column or column.kind or column.figure)]
    plain = (len(text) > _LONGEST_LABEL or is_figure(text) or _is_year(text) for text in said)
    return tuple("" if other else match_key(text) for text, other in zip(said, plain, strict=True))


def _values(part: Sequence[_OfYear]) -> tuple[IndicatorValue, ...] | None:
    """The values of all years, those that each row repeats (基準値) once; None where two say different things."""
    found: dict[tuple[str, int | None], IndicatorValue] = {}
    for each in part:
        for value in each.record.values:
            if found.setdefault((value.kind, value.fiscal_year), value)[:5] != value[:5]:
                return None
    return tuple(found.values())


def _may_be_one(parts: Sequence[Sequence[_OfYear]]) -> bool:
    """Whether two of what is told apart might be one indicator in other years."""
    years = {frozenset(each.year for each in part) for part in parts}
    return any(one.isdisjoint(other) for one, other in combinations(years, 2))


def _as_one(part: Sequence[_OfYear]) -> IndicatorRecord:
    first, newest = part[0].record, _graded(part).record
    if len(part) == 1:
        return first
    records = [each.record for each in part]
    cells = zip(*(record.cells for record in records), strict=True)
    return first._replace(
        unit=next((record.unit for record in records if record.unit), ""),
        values=_values(part) or (),
        direction=next((record.direction for record in records if record.direction), ""),
        rate=newest.rate,
        rating=newest.rating,
        amounts=tuple(amount for record in records for amount in record.amounts),
        cells=tuple(
            same[0]._replace(text="\n".join(dict.fromkeys(cell.text for cell in same if cell.text.strip())))
            for same in cells
        ),
    )


def _graded(part: Sequence[_OfYear]) -> _OfYear:
    """The row of the newest year that has a grade or a rate: an indicator has one of each."""
    said = [each for each in part if each.record.rate or each.record.rating]
    return max(said or part, key=lambda each: each.year)


def _findings(
    together: Sequence[Sequence[_OfYear]], apart: Sequence[_OfYear], name: str
) -> Iterator[Finding]:
    if together:
        message = say_n(
            "{n} indicator is read from rows of a year each",
            "{n} indicators are read from rows of a year each",
            len(together),
        )
        yield Finding(_CODE, "info", message, _spot(together[0][0], name))
        yield from _unread_grades(together, name)
    if apart:
        texts = [each.record.name for each in apart[:_NAMED]] + ["…"][: len(apart) > _NAMED]
        message = say_n(
            "the rows of {n} name in several years may be one indicator, and are not read as one: {texts}",
            "the rows of {n} names in several years may be an indicator each, and are not read as such: {texts}",
            len(apart),
            texts=joined(texts, ", "),
        )
        hint = say("give the rows of one indicator the same name, unit and labels, and each year once")
        yield Finding(_CODE, "info", message, _spot(apart[0], name), hint=hint)


def _unread_grades(together: Sequence[Sequence[_OfYear]], name: str) -> Iterator[Finding]:
    """A finding for each column of grades or rates, with those of other years than the one that is told."""
    unread: dict[str, list[tuple[str, Spot]]] = defaultdict(list)
    for part in together:
        told = _graded(part)
        for each in part:
            if each is told:
                continue
            for column, cell in zip(each.row.header.columns, each.row.cells, strict=True):
                graded = column.figure and column.column in ("rate", "rating")
                if graded and cell.text.strip() and not says_no_grade(cell.text):
                    header = " ".join(column.header.split())
                    unread[header].append((f"{unread_text(cell.text)} ({each.year})", each.row.source))
    for header, cells in unread.items():
        yield Finding(
            UNREAD,
            "info",
            said_unread([text for text, _ in cells], header),
            cells[0][1]._replace(document=name, cell=header),
            hint=say("an indicator is told with the grade and the rate of the newest year that has any"),
        )


def _spot(each: _OfYear, name: str) -> Spot:
    return each.record.source._replace(document=name)
