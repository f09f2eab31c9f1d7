"""Columns beside a result that say when it was done and how many took part: read where they can be, else named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.parsers.columns.beside_roles import beside_role, is_not_done, without_done
from toshigaikou_cli.parsers.columns.header_names import header_spellings
from toshigaikou_cli.parsers.columns.short_results import may_be_graded, may_describe
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.results.count_totals import CountTotals, count_totals
from toshigaikou_cli.parsers.results.month_columns import (
    is_month,
    month_cells,
    month_words,
    with_days_of_months,
)
from toshigaikou_cli.parsers.results.told import mixed_states, states_in, told_by_states, told_of
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.finding import UNREAD, Finding, said_unread, unread_text
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.day_cells import day_words, unbroken
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.quantities import find_quantities
from toshigaikou_cli.text.spans_of_years import is_of_project, spans_years
from toshigaikou_cli.text.stated_numbers import is_figure, says_none, stated_number, unit_in
from toshigaikou_cli.text.told_beside import ends_in_a_report, told_by_days

_TELLING = 8
"""Characters of the shortest text that says what was done: 3地区で設立した."""
_ENDS = ("begin", "end")
"""The columns of first and of last days, which say when only together."""
_UNIT = expression(r"(者|員|生|人|件|回|企業|社|校|団体|部|冊|世帯)数?$")
_UNITS = {"者": "人", "員": "人", "生": "人", "企業": "社"}
_NUMBER_OF = expression(r"(?<=者)数$")
_NUMBERED = expression(r"数$|^うち|^(?:男|女)[性子]?$")
"""The header of a number that is no count known here, or part of one: 閲覧数, うち女性."""
_INSIDE = expression(r"[(（]([^()（）]{1,8})[)）]")

_LIKE_A_YEAR = expression(r"[年～〜~\-－]|から|より|以降|まで")
_PERIOD = expression(r"(?:事業|実施|事業実施|取組|活動|計画)?期間")
"""The header of the time for which a project runs, or in which it was done."""


class UnreadCell(NamedTuple):
    """A cell beside a result that could not be read for the row's activities; ``off``: it says that nothing was held."""

    header: str
    text: str
    spot: Spot
    off: bool = False


def with_month_words(record: AchievementRecord, row: TableRow) -> AchievementRecord:
    """The achievement of a row that says whether it is a plan or a result, and has its words under months alone."""
    told = record.result.strip() or month_cells(row, record.fiscal_year)
    words = None if told else month_words(row)
    return record._replace(result=words.text, when=words.when) if words else record


def with_beside(
    record: AchievementRecord,
    row: TableRow,
    context: ParseContext,
    years: frozenset[int] = frozenset(),
) -> tuple[AchievementRecord, list[UnreadCell]]:
    """The achievement with what the columns beside its result say of its activities, and the cells that say nothing that
    can be read, or not of which activity; a state of another one of the ``years`` of the table's results is not of it."""
    totals = count_totals(row)
    cells = [*_cells(row, context, totals)]
    if not any(role in ("when", *_ENDS) for role, *_ in cells) and (
        months := month_cells(row, record.fiscal_year)
    ):
        cells.append(("when", months[0], [months[1]]))
    cells = [*with_days_of_months(cells)]
    beside = [*_without_halves(cells), *_ranges(cells)]
    beside = [each for each in beside if not _is_of_project(each, record.fiscal_year)]
    days = [(header, "\n".join(lines)) for role, header, lines in beside if role == "when"]
    states = [each for each in states_in(row, context) if each.year not in years - {record.fiscal_year}]
    asked = bool(cells or states or row.cell("note").text.strip())
    activities = split_activities(record.result) if asked else ()
    told, contrary, against = told_of(record, row, context, days, states, activities)
    number = len(activities) or min(1, len(told))
    when: tuple[str, ...] = ()
    counts: list[tuple[str, ...]] = []
    lone = _halves(cells) if number and not any(role == "when" for role, *_ in beside) else ()
    said = None if month_cells(row, record.fiscal_year) else month_words(row)
    more = [(said.header, said.text)] if said and said.text != record.result else []
    numbers = _other_numbers(row, totals) if record.result else ()
    among = (*mixed_states(row), *_fuller_texts(record, row), *_plans_of_no_year(row), *more, *numbers)
    unread = [UnreadCell(header, words, row.source) for header, words in (*contrary, *lone, *among)]
    unread += (UnreadCell(header, words, row.source, off=True) for header, words in against)
    denied = {header for header, _ in (*contrary, *against)}
    for role, header, lines in beside if number else ():
        if role == "when" and header in denied:
            continue
        dates = role == "when"
        read = _day_words(record.fiscal_year) if dates else _count_words(header)
        found = _for_each(lines, number, read, whole=dates)
        if found is None or (dates and when):
            words = " ".join(lines)
            unread += (
                [] if not dates and _says(record.result, words) else [UnreadCell(header, words, row.source)]
            )
        elif dates:
            when = found
        else:
            counts.append(found)
    return record._replace(when=when, counts=tuple(counts), told=told), unread


def with_states_of_years(
    records: list[AchievementRecord], row: TableRow, context: ParseContext, years: frozenset[int], main: int
) -> list[UnreadCell]:
    """Give each result of a row but the ``main`` one what the state of its own year tells, where several ``years`` have results;
    returns the states that the results do not bear out, and those of a year without one in which something was called off."""
    states = [each for each in states_in(row, context) if each.year in years]
    states = [each for each in states if each.year != records[main].fiscal_year]
    contrary: list[tuple[str, str]] = []
    against: list[tuple[str, str]] = []
    for at, record in enumerate(records):
        own = [each for each in states if each.year == record.fiscal_year]
        if at == main or record.kind != "result" or not own:
            continue
        said = told_by_states(record, row, own)
        records[at] = record._replace(told=said.told or record.told)
        contrary += said.contrary
        against += said.against
        states = [each for each in states if each not in own]
    # grades of a year without a result are named as such, with the others
    graded = {" ".join(each.header.split()) for each in row.header.columns if each.column == "rating"}
    left = [each for each in states if each.outcome == "cancelled" and each.header not in graded]
    contrary += [(each.header, each.text) for each in left]
    unread = [UnreadCell(header, text, row.source) for header, text in contrary]
    return [*unread, *(UnreadCell(header, text, row.source, off=True) for header, text in against)]


def texts_without_a_name(row: TableRow, record: AchievementRecord) -> Iterator[UnreadCell]:
    """Of a row that reports nothing: the sentences under headers that no name tells, and its marks in columns of months. What
    was done may stand in them; of a plan, when it was to be."""
    if record.result or record.told:
        return
    pairs = zip(row.header.columns, row.cells, strict=True) if record.kind == "result" else ()
    in_months = month_words(row) is not None  # named as they stand, by ``with_beside``
    for column, cell in pairs:
        if in_months and is_month(column.header):
            continue
        read = column.column or column.kind or column.figure or column.states
        named = read or beside_role(column.header, row.header.table)
        if column.header.strip() and not named and _is_telling(cell.text):
            yield UnreadCell(" ".join(column.header.split()), cell.text, row.source)
    if months := month_cells(row, record.fiscal_year):
        yield UnreadCell(*months, row.source)


def _fuller_texts(record: AchievementRecord, row: TableRow) -> Iterator[tuple[str, str]]:
    """The cells (header, text) under 内容 that report more than a short result under 実施状況 does."""
    columns, table = row.header.columns, row.header.table
    results = [column for column in columns if column.kind == "result"]
    if len(results) != 1 or not may_be_graded(results[0].header, table) or record.kind != "result":
        return
    for column, cell in zip(columns, row.cells, strict=True):
        text = " ".join(cell.text.split())
        describes = not column.column and may_describe(column.header, table)
        if describes and len(text) > len(record.result) and ends_in_a_report(text):
            yield " ".join(column.header.split()), text


def _plans_of_no_year(row: TableRow) -> Iterator[tuple[str, str]]:
    """The cells (header, text) of what comes next that stand beside a plan of the next year, and of what was done up to now
    beside the results of a year: of which year, cannot be told."""
    for at in (*row.header.to_come, *row.header.of_past):
        if (text := row.cells[at].text.strip()) and not says_none(text):
            yield " ".join(row.header.columns[at].header.split()), text


def _other_numbers(row: TableRow, totals: CountTotals) -> Iterator[tuple[str, str]]:
    """The cells (header, text) of numbers beside a result whose header tells no unit, or that they are part of another one."""
    for at, (column, cell) in enumerate(zip(row.header.columns, row.cells, strict=True)):
        free = not (column.column or column.kind or column.figure or column.states)
        if (
            not free
            or at in totals.parts
            or at in totals.headers
            or not is_figure(cell.text.strip())
            or is_not_done(column.header)
        ):
            continue
        named = any(map(_NUMBERED.search, header_spellings(match_key(column.header))))
        if named and not beside_role(column.header, row.header.table):
            yield " ".join(column.header.split()), cell.text


def _is_telling(text: str) -> bool:
    """Whether a text is long enough to say what was done, and no number."""
    return len(text.strip()) >= _TELLING and not is_figure(text.strip())


def unread_cells(unread: Iterable[UnreadCell], name: str, hint: Message) -> tuple[Finding, ...]:
    """A finding for each cell that was not read, those of one column behind each other; ``hint`` says what to do."""
    columns: dict[str, list[UnreadCell]] = defaultdict(list)
    for each in unread:
        columns[each.header].append(each)
    return tuple(
        Finding(
            code="said-otherwise" if cell.off else UNREAD,
            severity="warning" if cell.off else "info",
            message=say(
                "{header} says that it was called off or put off, and the result that it was held: {text}",
                header=header,
                text=unread_text(cell.text),
            )
            if cell.off
            else said_unread([unread_text(cell.text)], header),
            spot=cell.spot._replace(document=name, cell=header),
            cell=cell.text,
            hint=hint,
        )
        for header, cells in columns.items()
        for cell in cells
    )


def _cells(row: TableRow, context: ParseContext, totals: CountTotals) -> Iterator[tuple[str, str, list[str]]]:
    """The cells beside the result that say something, by role and header, with their lines."""
    for at, (column, cell) in enumerate(zip(row.header.columns, row.cells, strict=True)):
        if column.column or column.figure or not cell.text.strip() or at in totals.parts:
            continue
        role = beside_role(column.header, row.header.table) or ("count" if at in totals.headers else "")
        if not role or role == "outcome":
            continue
        cell = context.whole(row, at) if role == "count" else cell
        kept = context.kept_lines(cell.text)
        kept = unbroken(kept) if role == "when" else kept
        lines = [text for line in kept.split("\n") if (text := line.strip())]
        if lines and not says_none("".join(lines)):
            yield role, totals.headers.get(at) or " ".join(column.header.split()), lines


_BesideCell = tuple[str, str, list[str]]


def _halves(cells: Iterable[_BesideCell]) -> list[tuple[str, str]]:
    """The cells (header, text) of first and last days."""
    return [(header, " ".join(lines)) for role, header, lines in cells if role in _ENDS]


def _without_halves(cells: Iterable[_BesideCell]) -> Iterator[_BesideCell]:
    return (each for each in cells if each[0] not in _ENDS)


def _ranges(cells: Sequence[_BesideCell]) -> Iterator[_BesideCell]:
    """The cells of first days and of last days as one of ranges, line by line."""
    begins, ends = ([each for each in cells if each[0] == role] for role in _ENDS)
    if len(begins) == len(ends) == 1 and len(begins[0][2]) == len(ends[0][2]):
        pairs = zip(begins[0][2], ends[0][2], strict=True)
        lines = [first if first == last else f"{first}～{last}" for first, last in pairs]
        yield "when", f"{begins[0][1]}・{ends[0][1]}", lines


def _is_of_project(cell: _BesideCell, fiscal_year: int) -> bool:
    """Whether a cell of days says for how long a project runs (令和3～7年度), which tells nothing of when it was done."""
    role, header, lines = cell
    text = "\n".join(lines)
    if role != "when" or not _LIKE_A_YEAR.search(text):
        return False
    if spans_years(text):
        return True
    of_period = _PERIOD.fullmatch(match_key(header))
    return bool(of_period) and is_of_project(text, day_words(text, fiscal_year)[1], fiscal_year)


CellReading = Callable[[str], tuple[str, int]]
"""A cell's text as it is read, and how many dates or numbers it has."""


def _for_each(lines: Sequence[str], number: int, read: CellReading, *, whole: bool) -> tuple[str, ...] | None:
    """What a cell says of each of a row's activities: all of it of the only one, a line of each, or its one date (``whole``)
    of all; None where it cannot be told."""
    if number == 1 or len(lines) != number:
        text, found = read("\n".join(lines))
        alone = number == 1 and (whole or found == 1)
        return (text,) * number if found and (alone or (whole and found == 1)) else None
    each = [read(line) for line in lines]
    return tuple(text for text, _ in each) if all(found for _, found in each) else None


def _says(result: str, count: str) -> bool:
    """Whether a result has the number of a cell itself."""
    number = stated_number(count).value
    return number is not None and any(float(number) == each.value for each in find_quantities(result))


def _day_words(fiscal_year: int) -> CellReading:
    def read(text: str) -> tuple[str, int]:
        words, dates = day_words(text, fiscal_year)
        if not dates and told_by_days(text, fiscal_year):
            return text, 1
        return words, len(dates)

    return read


def _count_words(header: str) -> CellReading:
    """Reads a number in its unit, or in that of its header: ``350`` under 参加者数 is 参加者350人."""
    bare = without_done(_INSIDE.sub("", header))
    of_header = next(
        (unit for inside in _INSIDE.findall(header) if (unit := unit_in(inside))), ""
    ) or _unit_of(bare)

    def read(text: str) -> tuple[str, int]:
        number = stated_number(text)
        if number.value is None or not (number.unit or of_header):
            return "", 0
        words = f"{_NUMBER_OF.sub('', bare)}{number.value}{number.unit or of_header}"
        return words, len(find_quantities(words))

    return read


def _unit_of(header: str) -> str:
    found = _UNIT.search(match_key(header))
    return _UNITS.get(found[1], found[1]) if found else ""
