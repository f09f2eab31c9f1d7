"""Which strategy a document is, and when it is in force.

Its id is the one that the user gives; else that of the strategy of the same title, and of years in common, in the
catalogue, or among those that are known; else the year of its publication, or its first year, with ``-2`` behind it where
another strategy has that id. What a title says of its edition (改定版) makes no other title.

It is in force in the years that the user gives; else in those that the document states, or that are known of it; else in
those of the edition before it, where it would begin later; else from the fiscal year of its publication on, and one without
any date always. Without a last year it is so until the next
strategy begins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.reading.periods import StoredStrategy, periods, sheet_years, stored_strategies
from toshigaikou_cli.catalogue.writing.indicators import measure_names
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, joined, say, with_reason
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.periods import UNDATED, Period, Years, in_force, meet, read_years, years_changed
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.project import Project
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name, fiscal_year_of
from toshigaikou_cli.text.edition_titles import edition_key
from toshigaikou_cli.text.keys import match_key

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import Strategy


class GivenStrategy(NamedTuple):
    """What is said of a strategy beside its document, "" for nothing: its ``strategy`` (id) and ``years`` as the user gives
    them, the years ``inherited`` of the edition before it, and the ``name`` of its file."""

    strategy: str = ""
    years: str = ""
    inherited: str = ""
    name: str = ""


_SAME_MEASURES = 0.8
"""The part of the measures of two strategies that have the same code and title, from which on they may be one."""
_ID = expression(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


def checked_id(text: str) -> str:
    """An id as the user gives it, "" for none. Raises UsageError where it is none."""
    if text and not _ID.fullmatch(text):
        raise UsageError(
            say("no id of a strategy: {text}", text=text),
            where="--strategy",
            hint=say("letters, digits, - . _: such as 2014"),
        )
    return text


def checked_years(text: str) -> str:
    """Years in force as the user gives them, "" for none. Raises UsageError where they are none."""
    if text and read_years(text) is None:
        raise UsageError(
            say("no years: {text}", text=text),
            where="--years",
            hint=say("write 2014-2020, or 2014- for no end"),
        )
    return text


def year_of(strategy: StrategyDocument, today: str) -> int:
    """The fiscal year of a strategy: that of its publication, else its first, else that of ``today`` (ISO)."""
    if strategy.published is None and strategy.first_year is not None:
        return strategy.first_year
    return fiscal_year_of(strategy.published or today)


def id_of(
    connection: sqlite3.Connection,
    strategy: StrategyDocument,
    given: GivenStrategy,
    project: Project,
    today: str,
    same: int | None = None,
) -> str:
    """The id of a strategy that is imported; ``same`` is the document with its bytes, where it went in before.

    Raises UsageError where it may be a new edition of what is there as well as another strategy.
    """
    if given.strategy:
        return given.strategy
    there = stored_strategies(connection)
    alike = _of_title(there, strategy)
    again = [each.id for each in alike if same is not None and each.document == same]
    years = read_years(given.years) or _stated(strategy)
    before = years is not None and any(year < years[0] for year in sheet_years(connection))
    told = {each: _is_edition(each, strategy, years, before) for each in alike}
    own = [each for each, edition in told.items() if edition]
    exact = [each for each in own if each.title == strategy.title]
    own, in_doubt = exact or own, [] if exact else [each for each in alike if told[each] is None]
    if not again and (len(own) > 1 or in_doubt):
        free = free_id(connection, strategy, project, today)
        raise _not_told([*own, *in_doubt], free, given.name)
    if again or own:
        return (again or [own[0].id])[0]
    known = _known(strategy, years, project, given.name, {each.id for each in there})
    if known and known not in {each.id for each in alike}:
        return known
    return free_id(connection, strategy, project, today)


def same_one(one: Strategy, other: Strategy) -> bool:
    """Whether two strategies are editions of one: of one title, and in force in a year in common."""
    years = [(each["first_year"], each["last_year"]) for each in (one, other)]
    return edition_key(one["title"]) == edition_key(other["title"]) and meet(*years)


def _of_title(there: Sequence[StoredStrategy], strategy: StrategyDocument) -> list[StoredStrategy]:
    """Those strategies that have a strategy's title, but for the words of its edition."""
    title = edition_key(strategy.title)
    return [each for each in there if edition_key(each.title) == title]


def _stored(connection: sqlite3.Connection, id_: str) -> StoredStrategy | None:
    return next((each for each in stored_strategies(connection) if each.id == id_), None)


def free_id(connection: sqlite3.Connection, strategy: StrategyDocument, project: Project, today: str) -> str:
    """The id of a strategy that is none of those that are there or known: its year."""
    taken = {each.id for each in stored_strategies(connection)} | {each.id for each in project.strategies}
    year = _first_calendar_year(strategy, today)
    names = (str(year) if number == 1 else f"{year}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _stated(strategy: StrategyDocument) -> Years | None:
    return None if strategy.first_year is None else (strategy.first_year, strategy.last_year)


def _is_edition(
    there: StoredStrategy, strategy: StrategyDocument, years: Years | None, before: bool
) -> bool | None:
    """Whether a strategy in force in some years (None where nothing states them) is an edition of that of the same title; None
    where nothing tells: it states no years and was published when those of the other end; the other has no end, and began
    earlier; or the one both begins and ends before the other, in years in common. ``before``: there are sheets of earlier
    years."""
    if years is None:
        late = there.last and strategy.published and fiscal_year_of(strategy.published) >= there.last
        return None if late else True
    if there.last is None:
        begins_with_it = not before if there.first == UNDATED else years[0] <= there.first + 1
        return True if begins_with_it else None
    if not meet(years, (there.first, there.last)):
        return False
    starts, ends = years[0] - there.first, (years[1] or there.last + 1) - there.last
    return None if starts * ends > 0 else True


def _known(
    strategy: StrategyDocument, years: Years | None, project: Project, name: str, there: Collection[str]
) -> str:
    """The id of the strategy that a project knows by this title, or by the file, where none of its id is ``there``, and in
    these years; "" for none."""
    key = edition_key(strategy.title)
    known = [
        each
        for each in project.strategies
        if years is None or (own := read_years(each.years)) is None or meet(years, own)
    ]
    titled = [each for each in known if edition_key(each.title) == key]
    of_file = [each for each in known if each.file and match_key(each.file.name) == match_key(name)]
    both = [each for each in titled if each in of_file]
    new = [each for each in of_file if each.id not in there]
    return next((each.id for each in (*both, *titled, *new)), "")


def _not_told(alike: Sequence[StoredStrategy], free: str, name: str) -> UsageError:
    told = joined((_named(each) for each in alike), ", ")
    return UsageError(
        say(
            "its title is that of {there}, and its years do not tell whether it is an edition of that",
            there=told,
        ),
        where=name,
        hint=say(
            "--strategy {id} makes it the new edition, --strategy {new} another strategy; --years says when it is in force",
            id=joined((each.id for each in alike), " / "),
            new=free,
        ),
    )


def _named(there: StoredStrategy) -> Message:
    period = str(Period(there.id, there.first, there.last)) if there.first != UNDATED else ""
    return with_reason(say("strategy {id}", id=there.id), period)


def _first_calendar_year(strategy: StrategyDocument, today: str) -> int:
    if strategy.published:
        return int(strategy.published[:4])
    return strategy.first_year or int(today[:4])


def inherited_years(
    connection: sqlite3.Connection, strategy: StrategyDocument, given: GivenStrategy, project: Project
) -> str:
    """The years of the edition whose place a strategy takes, where it states none itself and has no date, or would begin later;
    else ""."""
    there = _stored(connection, given.strategy)
    if (
        there is None
        or _are_said(strategy, given, project)
        or (strategy.published and there.first >= _in_force(strategy, given, project)[0])
    ):
        return ""
    return str(Period(there.id, there.first, there.last))


def row(strategy: StrategyDocument, given: GivenStrategy, document_id: int, project: Project) -> Values:
    """The row of a strategy whose id is given. Its position is given when all are there."""
    first, last = _in_force(strategy, given, project)
    return {
        "id": given.strategy,
        "document_id": document_id,
        "title": strategy.title,
        "published": strategy.published,
        "first_year": first,
        "last_year": last,
        "layout": strategy.layout,
        "position": 0,
    }


def _are_said(strategy: StrategyDocument, given: GivenStrategy, project: Project) -> Years | None:
    """The years of a strategy as the user gives them, the document states them, or they are known of it."""
    known = project.strategy(given.strategy)
    return read_years(given.years) or _stated(strategy) or (read_years(known.years) if known else None)


def _in_force(strategy: StrategyDocument, given: GivenStrategy, project: Project) -> Years:
    if years := _are_said(strategy, given, project) or read_years(given.inherited):
        return years
    return (year_of(strategy, strategy.published) if strategy.published else UNDATED), strategy.last_year


def beside(
    connection: sqlite3.Connection,
    strategy: StrategyDocument,
    given: GivenStrategy,
    project: Project,
    today: str,
) -> str:
    """The id under which a strategy would stand beside the one whose place it takes; "" where there is none, or none that
    has another title, date or years."""
    there = _stored(connection, given.strategy)
    own = (strategy.title, strategy.published, *_in_force(strategy, given, project))
    if there is None or own == (there.title, there.published, there.first, there.last):
        return ""
    return free_id(connection, strategy, project, today)


def years_left(
    connection: sqlite3.Connection, before: Sequence[Period], given: GivenStrategy, free: str
) -> tuple[Finding, ...]:
    """What is said of the years of sheets in which a strategy was in force and its new edition is not, where the user does not
    say so; ``free`` is the id under which that would stand beside it."""
    after = periods(connection)
    left = [
        fiscal_year_name(year)
        for year in sheet_years(connection)
        if given.strategy in in_force(before, year) and given.strategy not in in_force(after, year)
    ]
    if not left or given.years:
        return ()
    message = say(
        "this edition is not in force in {years}, in which the one before was: sheets of those years lose their links to it",
        years=joined(left),
    )
    hint = say("--strategy {id} keeps both editions, --years says when it is in force", id=free)
    return (Finding("strategy-years", "warning", joined((message, hint), "; "), Spot(given.name)),)


def named_alike(
    connection: sqlite3.Connection, strategy: StrategyDocument, given: GivenStrategy, id_: str
) -> tuple[Finding, ...]:
    """What is said of a strategy that comes beside another one of its title, or with its measures in years in common, where the
    user does not say which one it is."""
    there = stored_strategies(connection)
    alike = _of_title(there, strategy)
    if given.strategy or id_ in {each.id for each in there}:
        return ()
    if not alike:
        return _same_measures(connection, strategy, given, there)
    message = say(
        "beside {there}, which has the same title and other years; --strategy {id} makes it a new edition of that",
        there=joined(map(_named, alike)),
        id=alike[0].id,
    )
    return (Finding("strategy-beside", "info", message, Spot(given.name)),)


def _same_measures(
    connection: sqlite3.Connection,
    strategy: StrategyDocument,
    given: GivenStrategy,
    there: Sequence[StoredStrategy],
) -> tuple[Finding, ...]:
    """What is said of a strategy of another title that has nearly all measures of one which is in force in the same years."""
    own = {(each.code, match_key(each.title)) for each in strategy.measures}
    years = read_years(given.years) or _stated(strategy)
    by_strategy: dict[str, set[tuple[str, str]]] = {}
    for name in measure_names(connection):
        by_strategy.setdefault(name.strategy, set()).add((name.code, match_key(name.title)))
    same = [
        each
        for each in there
        if own
        and _SAME_MEASURES * max(len(own), len(by_strategy.get(each.id, ())))
        <= len(own & by_strategy.get(each.id, set()))
        and (years is None or meet(years, (each.first, each.last)))
    ]
    if not same:
        return ()
    message = say(
        "the measures are those of {there}, in the same years: each sheet of them counts for both; --strategy {id} makes it a"
        " new edition of that",
        there=joined(map(_named, same)),
        id=same[0].id,
    )
    return (Finding("strategy-beside", "warning", message, Spot(given.name)),)


def years_touched(connection: sqlite3.Connection, before: Sequence[Period], strategy: str) -> Iterator[int]:
    """The years of sheets in which a strategy, or another than before, is in force."""
    after, years = periods(connection), sheet_years(connection)
    changed = years_changed(before, after, years)
    return (year for year in years if year in changed or strategy in in_force(after, year))
