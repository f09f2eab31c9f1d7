"""What an item, cells of days and a remark say of a row's outcome: taken where its result does not report otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from toshigaikou_cli.parsers.columns.beside_roles import says_outcome
from toshigaikou_cli.parsers.columns.header_names import year_of_header
from toshigaikou_cli.parsers.columns.state_columns import may_be_of_states
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.results.legends import is_graded_state, meant_by
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.mentions import Activity, Outcome
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.same_beside import same_as
from toshigaikou_cli.text.stated_numbers import says_none
from toshigaikou_cli.text.states import is_state
from toshigaikou_cli.text.told_beside import (
    calls_off_some_day,
    is_not_begun,
    is_of_reasons,
    names_a_day_to_be,
    names_calling_off,
    prepares,
    remarked_day,
    reports,
    says_nothing,
    told_by_all,
    told_by_days,
    told_by_item,
    told_by_meaning,
    told_by_remark,
    told_by_state,
)

_Told = Sequence[tuple[Outcome | Literal[""] | None, str]]
"""What is said of each activity of a row, with the words that say so; "": only of a day on which it was to be."""


class StateCell(NamedTuple):
    """A cell of a row's state, with what it says of the row (see ``told_by_state``), and the year that its header says."""

    header: str
    text: str
    outcome: Outcome | None
    year: int | None = None


class ToldRow(NamedTuple):
    """What is told of each activity of a row, or of a row whose result is empty (``told`` of a record), and the cells (header,
    text) that say something of its outcome which the result does not bear out, or which cannot be told; those ``against`` it say
    that all was called off, and it reports that it was held."""

    told: tuple[tuple[str, str], ...] = ()
    contrary: tuple[tuple[str, str], ...] = ()
    against: tuple[tuple[str, str], ...] = ()


def told_of(
    record: AchievementRecord,
    row: TableRow,
    context: ParseContext,
    days: Sequence[tuple[str, str]],
    states: Sequence[StateCell],
    activities: Sequence[Activity],
) -> ToldRow:
    """What the cells beside a row's result say of its outcome; ``days`` are its cells of days (header, text), ``states`` those
    of :func:`states_in`, ``activities`` those of the result where there is any cell or remark beside it."""
    if not record.result.strip():
        states = [each for each in states if not is_not_begun(each.text)]
    said = [*_said_by_states(states), *_said(record, row, context, days, activities)]
    if any(each.outcome == "held" for each in states):
        note = _header(row, "note")  # of a row whose state is 実施中 a remark says what comes next
        said = [
            (header, text, [(None, text)]) if header == note else (header, text, told)
            for header, text, told in said
        ]
    if not said:
        return ToldRow()
    return _each_told(said, activities or split_activities(record.result), copied=_is_copied(record, row))


def told_by_states(record: AchievementRecord, row: TableRow, states: Sequence[StateCell]) -> ToldRow:
    """What states alone say of the outcome of a result of a row."""
    said = [*_said_by_states(states)] if record.result.strip() else []
    if not said:
        return ToldRow()
    return _each_told(said, split_activities(record.result), copied=_is_copied(record, row))


def _each_told(
    said: Sequence[tuple[str, str, _Told]], activities: Sequence[Activity], *, copied: bool
) -> ToldRow:
    """What cells say of each activity, and those that say what it does not bear out; what is ``copied`` from elsewhere bears out
    nothing."""
    number = len(activities) or 1  # an empty result: what is told is told of the row
    told: list[tuple[str, str]] = [("", "")] * number
    contrary: list[tuple[str, str]] = []
    against: list[tuple[str, str]] = []
    for header, text, outcomes in said:
        each = [*outcomes] * (number if len(outcomes) == 1 else 1)
        unsure = all(outcome is None for outcome, _ in each)
        denied = _denied(each, activities) and not (copied and _all_off(each))
        if unsure or len(each) != number or denied:
            (against if denied and _all_off(each) else contrary).append((header, text))
            continue
        for at, (outcome, words) in enumerate(each):
            if outcome is not None and told[at][0] != "cancelled" and (outcome or not told[at][1]):
                told[at] = (outcome, words)
    return ToldRow(tuple(told) if any(words for _, words in told) else (), tuple(contrary), tuple(against))


def states_in(row: TableRow, context: ParseContext) -> Iterator[StateCell]:
    """The cells that say in a word or a mark what became of a row (状態: 中止); also the grades of how far it is
    (実施状況: 未実施), and marks by the state that the sheet's legend gives them."""
    for column, cell in zip(row.header.columns, row.cells, strict=True):
        text = cell.text.strip()
        if not text or not (is_graded_state(column) or says_outcome(column, row.header.table)):
            continue
        header, year = " ".join(column.header.split()), year_of_header(column.header)
        if meaning := meant_by(text, context.legend):
            yield StateCell(header, meaning, told_by_meaning(meaning), year)
        else:
            text = " ".join(context.kept(text).split())
            yield StateCell(header, text, told_by_state(text, header), year)


def mixed_states(row: TableRow) -> Iterator[tuple[str, str]]:
    """The cells (header, text) that say that something was called off in a column of fields whose name may be of states (区分),
    and those of a column of states that say none."""
    for column, cell in zip(row.header.columns, row.cells, strict=True):
        header, text = (" ".join(each.split()) for each in (column.header, cell.text))
        mixed = not column.figure and may_be_of_states(header, row.header.table)
        if column.states:
            if text and not (is_state(text) or says_none(text)):
                yield header, text
        elif mixed and is_state(text) and told_by_state(text, header) == "cancelled":
            yield header, text


def says_not_begun(row: TableRow, context: ParseContext) -> bool:
    """Whether a row's state says that nothing was begun: 未着手."""
    return any(is_not_begun(each.text) for each in states_in(row, context))


def _said_by_states(states: Sequence[StateCell]) -> Iterator[tuple[str, str, _Told]]:
    for header, text, outcome, _ in states:
        if outcome in ("cancelled", "planned"):
            yield header, text, [(outcome, text)]
        elif outcome is None and names_calling_off(text):
            yield header, text, [(None, text)]


def _denied(told: _Told, activities: Sequence[Activity]) -> bool:
    """Whether an activity itself reports otherwise than what is told of it: what was done for what is to come does not."""
    return any(
        bool(outcome) and reports(activity.text) and not (outcome == "planned" and prepares(activity.text))
        for (outcome, _), activity in zip(told, activities, strict=False)
    )


def _all_off(told: _Told) -> bool:
    return all(outcome == "cancelled" for outcome, _ in told)


def _is_copied(record: AchievementRecord, row: TableRow) -> bool:
    """Whether the result stands in the row above or in another year, and is meant here by 〃, 同左 or a merged cell: of this row
    what stands beside it knows more."""
    for column, cell in zip(row.header.columns, row.cells, strict=True):
        if column.kind != record.kind:
            continue
        if cell.filled and match_key(cell.text) == match_key(record.result):
            return True
        if same_as(cell.text) and year_of_header(column.header) in (None, record.fiscal_year):
            return True
    return False


def _said(
    record: AchievementRecord,
    row: TableRow,
    context: ParseContext,
    days: Sequence[tuple[str, str]],
    activities: Sequence[Activity],
) -> Iterator[tuple[str, str, _Told]]:
    """The cells that say something of the outcome, by header and text: of all activities, or of each by its lines."""
    year, number = record.fiscal_year, len(activities)
    outcome, words = told_by_item(record.item, year)
    if outcome:
        yield _header(row, "item"), record.item, [(outcome, words)]
    for header, text in days:
        whole, lines = " ".join(text.split()), text.split("\n")
        if len(lines) == 1 or len(lines) != number:
            lines = [whole]
        each = [(told_by_days(line, year), line) for line in lines]
        if any(outcome for outcome, _ in each):
            yield header, whole, each
    remark = context.kept_lines(row.cell("note").text)
    if not remark or says_none(remark):
        return
    header = _header(row, "note")
    reported = [each for each in activities if not says_nothing(each.text)]
    dated = bool(reported) and any(told_by_days(text, year) is None for _, text in days)
    told: Outcome | Literal[""] | None = told_by_remark(remark, year, dated=dated)
    day = remarked_day(remark, year)
    own_day = day is not None and any(day.is_of(text, year) for _, text in days)
    if day and day.was_held and own_day:
        day, own_day = None, False
    by_all = told_by_all(remark, year)
    if own_day or (
        not reported and ((day and not day.was_held) or by_all == "cancelled" or is_of_reasons(header))
    ):
        told = "cancelled"
    elif day and number == 1 and (dated or not day.called_off or reports(activities[0].text)):
        told = ""  # held, on another day than that of the remark
    elif not reported and told is None and by_all == "planned":
        told = "planned"
    unsure = names_a_day_to_be(remark, year) or (not reported and names_calling_off(remark))
    if told is not None or by_all == "cancelled" or calls_off_some_day(remark) or unsure:
        yield header, " ".join(remark.split()), [(told, remark)]


def _header(row: TableRow, column: str) -> str:
    at = row.header.index(column)
    return " ".join(row.header.columns[at].header.split()) if at is not None else ""
