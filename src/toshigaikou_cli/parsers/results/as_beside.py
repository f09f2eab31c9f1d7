"""Results that say only that they are as another one (同左, 〃, 前年度と同じ): told by the text to which they refer, or named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toshigaikou_cli.messages import Message, say, say_n
from toshigaikou_cli.parsers.results.row_values import RowValue
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.finding import Finding, Severity
from toshigaikou_cli.records.mentions import Outcome
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.text.outcomes import read_outcomes
from toshigaikou_cli.text.same_beside import Where, refers_beside, same_as

_DITTO = "〃″"
_NAMED = 8
_STRONGEST: tuple[Outcome, ...] = ("held", "cancelled", "planned")


class ReferringCell(NamedTuple):
    """A cell of results that refers to another one."""

    text: str
    spot: Spot


@dataclass(slots=True)
class AsBeside:
    """The results of a sheet that refer to others: those that have their text (``taken``; ``ditto``: by a mark that may mean the
    row above), their state alone (``states``), that refer to nothing (``nothing``), and that say more (``more``). ``turned`` are
    the tables that had their headers in the first column, where what stands beside is another record."""

    turned: frozenset[int] = frozenset()
    taken: list[ReferringCell] = field(default_factory=list)
    ditto: list[ReferringCell] = field(default_factory=list)
    states: list[ReferringCell] = field(default_factory=list)
    nothing: list[ReferringCell] = field(default_factory=list)
    more: list[ReferringCell] = field(default_factory=list)

    def told(
        self, row: TableRow, values: Sequence[RowValue], years: Mapping[str, int], *, first: bool
    ) -> list[RowValue]:
        """The values of a row, where one that refers to another has its text, or in ``told`` its state; ``first``: no row stands
        above it."""
        found = [*values]
        for at, value in enumerate(values):
            cell = ReferringCell(f"{value.year_text} {value.text}".strip()[:40], row.source)
            where = same_as(value.text)
            if where is None:
                self.more += [cell] if refers_beside(value.text) else []
                continue
            sideways = row.source.table in self.turned and where in ("left", "right")
            place = None if sideways else _place(where, at, found, years)
            other = None if place is None else found[place]
            if other is None or not other.text or same_as(other.text):
                if other and other.told:
                    found[at] = value._replace(told=other.told)
                    self.states.append(cell)
                else:
                    self.nothing.append(cell)
                continue
            year = years[other.year_text]
            if (other.kind, value.kind) == ("plan", "result") or find_dates(other.text, year):
                found[at] = value._replace(told=((_outcome(other.text), value.text),))
                self.states.append(cell)
                continue
            found[at] = value._replace(text=other.text)
            unsure = value.text in _DITTO and not first and row.source.table not in self.turned
            (self.ditto if unsure else self.taken).append(cell)
        return found

    def findings(self, name: str) -> Iterator[Finding]:
        """What is said of them in the summary of an import, at the first of each."""
        for code, cells, message, hint in self._messages():
            if cells:
                severity: Severity = "info" if code == "results-as-beside" else "warning"
                spot = cells[0].spot._replace(document=name)
                yield Finding(code, severity, message, spot, cell=cells[0].text, hint=hint)

    def _messages(self) -> Iterator[tuple[str, list[ReferringCell], Message, str]]:
        write = say("write what was done in the year itself")
        message = say_n(
            "{n} row says only that it is as another one, and has the text of that one: {texts}",
            "{n} rows say only that they are as another one, and have the text of that one: {texts}",
            len(self.taken),
            texts=_some(self.taken),
        )
        yield "results-as-beside", self.taken, message, ""
        message = say_n(
            "{n} row has 〃 for the year beside it, whose text it has, not that of the row above: {texts}",
            "{n} rows have 〃 for the year beside it, whose text they have, not that of the row above: {texts}",
            len(self.ditto),
            texts=_some(self.ditto),
        )
        yield (
            "result-ditto",
            self.ditto,
            message,
            say("write 同左 for the year beside, 同上 for the row above"),
        )
        message = say_n(
            "{n} row is as another one that has days of its own or is a plan: only whether it was held is taken: {texts}",
            "{n} rows are as another one that has days of its own or is a plan: only whether it was held is taken: {texts}",
            len(self.states),
            texts=_some(self.states),
        )
        yield "result-state-alone", self.states, message, write
        message = say_n(
            "{n} row says only that it is as another one, of which nothing is known, and counts for nothing: {texts}",
            "{n} rows say only that they are as another one, of which nothing is known, and count for nothing: {texts}",
            len(self.nothing),
            texts=_some(self.nothing),
        )
        yield "result-refers-to-nothing", self.nothing, message, write
        message = say_n(
            "{n} row says that it is as another one, and more; it is read by what it says itself: {texts}",
            "{n} rows say that they are as another one, and more; they are read by what they say themselves: {texts}",
            len(self.more),
            texts=_some(self.more),
        )
        yield "result-refers", self.more, message, write


def _place(where: Where, at: int, values: Sequence[RowValue], years: Mapping[str, int]) -> int | None:
    """The place of the value to which one refers."""
    if where == "before":
        wanted = (values[at].kind, years[values[at].year_text] - 1)
        own = ((value.kind, years[value.year_text]) for value in values)
        return next((place for place, each in enumerate(own) if each == wanted), None)
    place = at + 1 if where == "right" else at - 1
    return place if 0 <= place < len(values) else None


def _outcome(text: str) -> Outcome:
    """What a result says as a whole: held where one of its activities was."""
    said = {reading.outcome for reading in read_outcomes(text, split_activities(text))}
    return next((each for each in _STRONGEST if each in said), "none")


def _some(cells: Iterable[ReferringCell]) -> list[str]:
    shown = list(dict.fromkeys(cell.text for cell in cells))
    return shown if len(shown) <= _NAMED else [*shown[:_NAMED], "…"]
