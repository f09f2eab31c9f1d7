"""The shape of all views but the one by goals: sections of rows, each row with facts and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from toshigaikou_cli.coverage.figures import NOTE, Figure, Member, Stamp
from toshigaikou_cli.records.answers import ReportedFact
from toshigaikou_cli.records.long import OnlyCounted

RowFact = str | int | None | Sequence[Mapping[str, Any]]
"""Of a row: a text, a number, or a city's relations (``kind``, ``since``)."""


class FigureRow(NamedTuple):
    """``key`` names the row in data, ``title`` on the screen. Every row of a section has the same facts and figures."""

    key: str
    title: str
    facts: Mapping[str, RowFact]
    figures: Mapping[str, Figure]


class Section(NamedTuple):
    """Rows of one kind."""

    key: str
    title: str
    rows: tuple[FigureRow, ...]


class HeatCell(NamedTuple):
    """One mark of a heat strip: achievements that count, achievements only suggested, and what is not there.

    ``state`` is ``counted``, ``suggested``, ``nothing`` (a sheet was imported and has nothing), ``not-held``
    (it has only what was not held), ``no-row``, ``no-sheet`` (none was
    imported) or ``none`` (the question does not arise: the measure is not the bureau's). ``whole`` is what
    ``counted`` is a part of, 0 where there is no natural whole.
    """

    state: str
    counted: int = 0
    suggested: int = 0
    whole: int = 0


class Strip(NamedTuple):
    """A heat strip: ``rows`` are (key, title, cells under ``columns``). ``narrow`` strips have one character a cell."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[HeatCell, ...]], ...]
    narrow: bool = False


class Made(NamedTuple):
    """What a view's own function makes of the facts."""

    title: str
    sections: tuple[Section, ...]
    strips: tuple[Strip, ...] = ()
    totals: Mapping[str, Figure] = {}
    notes: tuple[str, ...] = ()


class View(NamedTuple):
    """A view of one strategy that explains itself; ``strategy`` is its title, "" where there is none. ``totals`` are
    figures of the whole view."""

    view: str
    title: str
    strategy_id: str
    strategy: str
    filters: Mapping[str, Any]
    sections: tuple[Section, ...]
    strips: tuple[Strip, ...]
    totals: Mapping[str, Figure]
    missing_years: tuple[int, ...]
    documents: tuple[Mapping[str, Any], ...]
    made: Stamp
    notes: tuple[str, ...]
    note: str = NOTE


def achievements_of(facts: Iterable[ReportedFact]) -> Sequence[Member]:
    """The achievements of some facts by their ids, in the facts' order; only as many, where the facts have none."""
    every = [fact.achievements for fact in facts]
    if any(isinstance(each, OnlyCounted) for each in every):
        return OnlyCounted(sum(map(len, every)))
    return tuple(chain.from_iterable(every))


def number_of(facts: Iterable[ReportedFact]) -> int:
    """How many achievements some facts are of."""
    return sum(len(fact.achievements) for fact in facts)


def _once(members: Iterable[Member]) -> Sequence[Member]:
    return members if isinstance(members, OnlyCounted) else tuple(dict.fromkeys(members))


def count(
    counted: str, members: Iterable[Member], whole: int, rule: str, exclusions: Sequence[str] = ()
) -> Figure:
    """A figure whose denominator the other rows of its view make up; members are counted once."""
    once = _once(members)
    return Figure(len(once), whole, rule, tuple(exclusions), once, (), counted)


def share(
    counted: str,
    members: Iterable[Member],
    others: Iterable[Member],
    rule: str,
    exclusions: Sequence[str] = (),
) -> Figure:
    """A figure that names all of its denominator; ``members`` are among ``others``, where these have no names."""
    once = _once(members)
    rest: Sequence[Member]
    if isinstance(others, OnlyCounted):
        rest = OnlyCounted(len(others) - len(once))
    else:
        taken = set(once)
        rest = tuple(member for member in dict.fromkeys(others) if member not in taken)
    return Figure(len(once), len(once) + len(rest), rule, tuple(exclusions), once, rest, counted)


def cell(counted: int, suggested: int, *, sheet: bool, whole: int = 0, not_held: bool = False) -> HeatCell:
    """The mark of a count in a year with or without a sheet; ``not_held``: something was reported, and was not held."""
    state = "counted" if counted else "suggested" if suggested else "nothing" if sheet else "no-sheet"
    if not_held and state == "nothing":
        state = "not-held"
    return HeatCell(state, counted, suggested, whole)


def figures_of(view: View) -> Iterator[tuple[str, str, str, Figure]]:
    """Every figure of a view: (section key, row title, figure name, figure)."""
    for section in view.sections:
        for row in section.rows:
            for name, figure in row.figures.items():
                yield section.key, row.title, name, figure
    for name, figure in view.totals.items():
        yield "total", "", name, figure
