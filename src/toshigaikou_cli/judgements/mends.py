"""What people mend over what was inferred from a row: outcomes, dates, partner cities, the unit. Pure.

A mend of an activity outranks one of its row. It follows its activity's text to another place in the row; where that text
is gone it holds for the same place, as stale, as long as there is such a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, get_args

from toshigaikou_cli.judgements.verdicts import text_digest
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.facts import ActivityFacts, CityFact, DateFact, RowFacts
from toshigaikou_cli.records.judgement import Mend, Mended
from toshigaikou_cli.records.mentions import Outcome
from toshigaikou_cli.resolving.sheet import COUNT, of_row, role_after
from toshigaikou_cli.text.dates.written import days_of
from toshigaikou_cli.text.keys import match_key

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_KEPT_HISTORY = 6


# ---------------------------------------------------------------- how a mend stands to today's row


class MendStanding(NamedTuple):
    """How a mend stands to the row as it is, and the activity (from 0) that it holds for, None for the whole row."""

    state: str
    at: int | None = None


def standing(mend: Mend, row: RowFacts | None) -> MendStanding:
    """``current``, ``stale``, ``no_achievement``, or ``no_activity``: its text has changed, and there are fewer now."""
    if row is None:
        return MendStanding("no_achievement")
    if mend.activity is None:
        if mend.digest in ("", text_digest(row.search)):
            return MendStanding("current")
        return MendStanding("no_activity" if _of_many(mend, row) else "stale")
    digests = [text_digest(match_key(activity.text)) for activity in row.activities]
    at = mend.activity - 1
    there = at < len(digests)
    if there and mend.digest in ("", digests[at]):
        return MendStanding("current", at)
    if mend.digest in digests:
        return MendStanding("current", digests.index(mend.digest))
    return MendStanding("stale", at) if there else MendStanding("no_activity")


def impossible(mend: Mend, row: RowFacts | None) -> str:
    """Why a mend can never have held for its row, "" where it can. Names are looked up elsewhere."""
    wrong = next((value for value in mend.values if mend.sets == "dates" and not days_of(value)), None)
    if wrong is not None:
        return say("no date: {text}", text=wrong)
    if row is None:
        return ""
    number = len(row.activities)
    if mend.activity is not None and not mend.digest and mend.activity > number:
        return say("no activity {activity}: the row has {n}", activity=mend.activity, n=number)
    if _of_many(mend, row) and mend.digest in ("", text_digest(row.search)):
        return say("dates are of one activity, and the row has {n}", n=number)
    if mend.sets == "outcome" and row.kind == "plan" and mend.values == ("held",):
        return say("a plan cannot be held")
    return ""


def _of_many(mend: Mend, row: RowFacts) -> bool:
    """Whether a mend of a whole row sets what only one activity can have."""
    return mend.activity is None and mend.sets == "dates" and len(row.activities) != 1


# ---------------------------------------------------------------- over what was inferred


def mended(row: RowFacts, mends: Iterable[tuple[Mend, int | None]]) -> RowFacts:
    """A row's inferred facts with mends over them, each with the activity (from 0) that it holds for.

    The names in them are registered ones, the values of a unit the bureau's id and its department ("" for none).
    """
    chosen = {(mend.sets, at): mend.values for mend, at in mends}
    activities = tuple(_activity(old, chosen, at) for at, old in enumerate(row.activities))
    outcomes = [activity.outcome for activity in activities]
    of_all = chosen.get(("outcome", None))
    if not activities and of_all:
        outcomes = [outcome for outcome in OUTCOMES if outcome in of_all]
    after = replace(row, activities=activities, outcome=of_row(outcomes) if outcomes else row.outcome)
    if any(sets in ("outcome", "cities") for sets, _ in chosen):
        after = replace(after, cities=_row_cities(row, after, chosen.get(("cities", None))))
    if unit := chosen.get(("unit", None)):
        after = replace(
            after, bureau=unit[0], department=unit[1] or None, bureaus=(unit[0],), open_ended=False
        )
    return after


_Chosen = dict[tuple[Mended, int | None], tuple[str, ...]]


def _activity(old: ActivityFacts, chosen: _Chosen, at: int) -> ActivityFacts:
    """An activity after the mends of its own, or else of its row."""
    new = old
    for outcome in chosen.get(("outcome", at), chosen.get(("outcome", None), ())):
        new = _with_outcome(new, next(each for each in OUTCOMES if each == outcome))
    dates = chosen.get(("dates", at), chosen.get(("dates", None)))
    if dates is not None:
        mentioned = tuple(date for date in new.dates if date.role == "mentioned")
        new = replace(new, dates=(*(_date(text, new.outcome) for text in dates), *mentioned))
    venues = tuple(city for city in new.cities if city.role == "venue")
    own, of_all = chosen.get(("cities", at)), chosen.get(("cities", None))
    if own is not None:
        others = tuple(venue for venue in venues if venue.city not in own)
        new = replace(new, cities=(*(CityFact(city, "partner", "") for city in own), *others))
    elif of_all is not None:
        kept = tuple(city for city in new.cities if city.role == "partner" and city.city in of_all)
        named = kept or tuple(CityFact(city, "item", "") for city in of_all)
        new = replace(new, cities=(*named, *venues))
    return new


def _with_outcome(activity: ActivityFacts, outcome: Outcome) -> ActivityFacts:
    """The days of what was called off or planned are those on which it took place, once it was held."""
    if activity.outcome == outcome:
        return activity
    took_place = [
        date._replace(role="when") if date.role == activity.outcome else date for date in activity.dates
    ]
    dates = tuple(date._replace(role=role_after(date.role, outcome)) for date in took_place)
    return replace(activity, outcome=outcome, words="", dates=dates)


def _date(text: str, outcome: Outcome) -> DateFact:
    days = days_of(text)
    if days is None:
        raise ValueError(text)
    return DateFact(*days, role_after("when", outcome), text)


_RANK = ("venue", "not_held", "partner")


def _row_cities(
    before: RowFacts, after: RowFacts, of_all: tuple[str, ...] | None
) -> tuple[tuple[str, str], ...]:
    """The cities of a row, each once, after its activities were mended; ``of_all``: the partners that a person gave it."""
    inferred = dict(before.cities)
    roles: dict[str, str] = {}

    def add(city: str, role: str) -> None:
        roles[city] = max(role, roles.get(city, role), key=_RANK.index)

    counting = COUNT[after.kind]
    item = before.item_cities if of_all is None else of_all
    for city in item:
        add(city, "partner" if after.outcome in counting else "not_held")
    for old, new in zip(before.activities, after.activities, strict=True):
        for fact in new.cities:
            if fact.role == "venue":
                add(fact.city, "venue")
            elif new.outcome not in counting:
                add(fact.city, "not_held")
            elif old.outcome == new.outcome and fact in old.cities:
                add(fact.city, inferred.get(fact.city, "partner"))  # its clause may say that it was not held
            else:
                add(fact.city, "partner")
    order = [*(city for city in inferred if city in roles), *(city for city in roles if city not in inferred)]
    return tuple((city, roles[city]) for city in order)


# ---------------------------------------------------------------- changing a list of mends


def same_place(one: Mend, other: Mend) -> bool:
    """Whether two mends set the same of the same activity or row."""
    return (one.achievement, one.activity, one.sets) == (other.achievement, other.activity, other.sets)


def twice(mends: Iterable[Mend]) -> tuple[Mend, Mend] | None:
    """Two mends that set the same, if there are any."""
    seen: dict[tuple[str, int | None, str], Mend] = {}
    for mend in mends:
        earlier = seen.setdefault((mend.achievement, mend.activity, mend.sets), mend)
        if earlier is not mend:
            return earlier, mend
    return None


def opposed(mends: Iterable[Mend], new: Mend) -> Mend | None:
    """The mend whose place ``new`` would take."""
    return next((mend for mend in mends if same_place(mend, new)), None)


def added(mends: Sequence[Mend], new: Mend) -> tuple[Mend, ...]:
    """The mends with ``new`` at the end, in the place of the one that it replaces; the same where it says nothing new."""
    older = opposed(mends, new)
    if older is None:
        return (*mends, new)
    if older.values == new.values and older.digest in ("", new.digest):
        return tuple(mends)
    return (
        *(mend for mend in mends if mend is not older),
        replace(new, replaced=(_cut(older, _KEPT_HISTORY),)),
    )


def _cut(mend: Mend, levels: int) -> Mend:
    return replace(mend, replaced=tuple(_cut(each, levels - 1) for each in mend.replaced) if levels else ())


def withdrawn(mends: Sequence[Mend], mend: Mend) -> tuple[Mend, ...]:
    """The mends without one of them, and with the one again whose place it had taken."""
    return (*(each for each in mends if each != mend), *mend.replaced)


class MendMerge(NamedTuple):
    """Two lists of mends in one, as verdicts.Merge is of judgements on links."""

    entries: tuple[Mend, ...]
    added: tuple[Mend, ...]
    same: tuple[Mend, ...]
    conflicts: tuple[tuple[Mend, Mend], ...]


def merged(own: Sequence[Mend], theirs: Iterable[Mend], *, replace_own: bool = False) -> MendMerge:
    """Add the mends of another list; where the two differ, the own one stays, or with ``replace_own`` makes way.

    The same values on a newer text renew the own one.
    """
    by_achievement: dict[str, list[Mend]] = defaultdict(list)
    for mend in own:
        by_achievement[mend.achievement].append(mend)
    new: list[Mend] = []
    same: list[Mend] = []
    differing: list[tuple[Mend, Mend]] = []
    for mend in theirs:
        older = opposed(by_achievement[mend.achievement], mend)
        if older is None:
            new.append(mend)
            continue
        contrary = older.values != mend.values
        renewed = mend.digest not in ("", older.digest) and mend.date > older.date
        if contrary:
            differing.append((older, mend))
        if replace_own if contrary else renewed:
            new.append(mend)
        elif not contrary:
            same.append(mend)
    entries = tuple(own)
    for mend in new:
        entries = (
            added(entries, mend) if opposed(by_achievement[mend.achievement], mend) else (*entries, mend)
        )
    return MendMerge(entries, tuple(new), tuple(same), tuple(differing))
