"""Judgements of people over the verdicts of the rules: they outrank them. Pure.

An accepted link is ``confirmed``, also where the rules saw nothing (method ``manual``); a rejected one stays
visible and counts no more; ``outside`` rejects all links of an achievement. A judgement on a text that has changed
since is stale: it keeps its effect, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from toshigaikou_cli.linking.similarity import same_title
from toshigaikou_cli.records.evidence import Evidence, Objection
from toshigaikou_cli.records.ids import bare_code
from toshigaikou_cli.records.judgement import Judgement
from toshigaikou_cli.records.links import Link, Linking
from toshigaikou_cli.text.keys import match_key, visible

Standing = Literal["current", "stale", "no_achievement", "no_measure"]
"""Whether a judgement still stands on what was judged; the last two have no effect."""

_BEGINNING = 60
_KEPT_HISTORY = 6
MANUAL = Evidence("judgement")


def text_digest(key: str) -> str:
    """What tells a changed text: 16 hex digits from the match key of item and result (layout doesn't matter)."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def beginning(item: str, result: str) -> str:
    """The first words of a text, in one line."""
    words = visible(" ".join(f"{item} {result}".split()))
    return words if len(words) <= _BEGINNING else f"{words[: _BEGINNING - 1].rstrip()}…"


def state(judgement: Judgement, text_key: str | None, title: str | None) -> Standing:
    """How a judgement stands to the achievement's text (its match key) and the measure's title; None: there is none."""
    if text_key is None:
        return "no_achievement"
    if judgement.measure is not None:
        if title is None:
            return "no_measure"
        if judgement.title and not _same_title(judgement.title, title):
            return "no_measure"
    if judgement.digest and judgement.digest != text_digest(text_key):
        return "stale"
    return "current"


@lru_cache(maxsize=1024)
def _same_title(one: str, other: str) -> bool:
    return same_title(match_key(one), match_key(other))


# ---------------------------------------------------------------- over the rules


def judged(linking: Linking, judgements: Iterable[tuple[Judgement, Standing]]) -> Linking:
    """The rules' verdict on an achievement with the judgements on it: confirmed links first, rejected ones last."""
    links = {link.measure: link for link in linking.links}
    outside: tuple[Objection, ...] = ()
    accepted = False
    for judgement, how in judgements:
        if judgement.measure is None:
            links = {number: _rejected(link) for number, link in links.items()}
            outside = (_outside(judgement, how),)
        elif judgement.verdict == "accepted":
            accepted = True
            found = links.get(judgement.measure) or Link(
                judgement.measure, "confirmed", "manual", 1.0, (MANUAL,)
            )
            links[judgement.measure] = found._replace(status="confirmed")
        else:
            found = links.get(judgement.measure) or Link(
                judgement.measure, "rejected", "manual", 0.0, (MANUAL,)
            )
            links[judgement.measure] = _rejected(found)
    rank = {"confirmed": 0, "rejected": 2}
    ordered = sorted(links.values(), key=lambda link: rank.get(link.status, 1))
    return linking._replace(links=tuple(ordered), outside=outside or (() if accepted else linking.outside))


def _rejected(link: Link) -> Link:
    return link._replace(status="rejected")


def _outside(judgement: Judgement, how: Standing) -> Objection:
    stale = ("stale",) if how == "stale" else ()
    return Objection("judgement", (judgement.by, judgement.date, judgement.note, *stale))


# ---------------------------------------------------------------- changing a list of judgements


def contradict(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements cannot both hold: one link accepted and rejected, or one accepted of a row outside."""
    if one.achievement != other.achievement or one.verdict == other.verdict:
        return False
    return _same_link(one, other) or {one.verdict, other.verdict} == {"accepted", "outside"}


def _same_link(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements of an achievement are on one measure: ``35`` is ``2014:35`` where no title says otherwise."""
    if one.measure is None or other.measure is None or one.measure == other.measure:
        return one.measure == other.measure
    if ":" in one.measure and ":" in other.measure:
        return False
    titled = one.title and other.title
    return bare_code(one.measure) == bare_code(other.measure) and (
        not titled or _same_title(one.title, other.title)
    )


def conflicts(entries: Iterable[Judgement]) -> list[tuple[Judgement, Judgement]]:
    """Pairs that contradict each other, or judge the same link twice."""
    by_achievement: dict[str, list[Judgement]] = defaultdict(list)
    found = []
    for entry in entries:
        for earlier in by_achievement[entry.achievement]:
            if _same_link(earlier, entry) or contradict(earlier, entry):
                found.append((earlier, entry))
        by_achievement[entry.achievement].append(entry)
    return found


def opposed(entries: Iterable[Judgement], new: Judgement) -> tuple[Judgement, ...]:
    """The judgements whose place ``new`` would take: those on the same link, and those that contradict it."""
    return tuple(
        entry
        for entry in entries
        if entry.achievement == new.achievement and (_same_link(entry, new) or contradict(entry, new))
    )


def added(entries: Sequence[Judgement], new: Judgement) -> tuple[Judgement, ...]:
    """The judgements with ``new`` at the end, in the place of those it replaces; the same where it says nothing new."""
    older = opposed(entries, new)
    if len(older) == 1 and _says_the_same(older[0], new):
        return tuple(entries)
    kept = tuple(entry for entry in entries if entry not in older)
    return (*kept, replace(new, replaced=tuple(_cut(entry, _KEPT_HISTORY) for entry in older)))


def _says_the_same(older: Judgement, new: Judgement) -> bool:
    same_text = not older.digest or older.digest == new.digest
    return older.measure == new.measure and older.verdict == new.verdict and same_text


def _cut(judgement: Judgement, levels: int) -> Judgement:
    if not levels:
        return replace(judgement, replaced=())
    return replace(judgement, replaced=tuple(_cut(entry, levels - 1) for entry in judgement.replaced))


def withdrawn(entries: Sequence[Judgement], judgement: Judgement) -> tuple[Judgement, ...]:
    """The judgements without one of them, and with those again whose place it had taken.

    Raises ValueError where it is not among them.
    """
    at = entries.index(judgement)
    rest = (*entries[:at], *entries[at + 1 :])
    back = tuple(
        entry
        for entry in judgement.replaced
        if not any(_same_link(entry, other) or contradict(entry, other)
                   for other in rest if other.achievement == entry.achievement)
    )  # fmt: skip
    return (*rest, *back)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two lists of judgements in one. ``same`` were there already; ``conflicts`` are (own, theirs)."""

    entries: tuple[Judgement, ...]
    added: tuple[Judgement, ...]
    same: tuple[Judgement, ...]
    conflicts: tuple[tuple[Judgement, Judgement], ...]


def merged(own: Sequence[Judgement], theirs: Iterable[Judgement], *, replace_own: bool = False) -> Merge:
    """Add the judgements of another list. Where the two disagree, the own one stays, or with ``replace_own`` makes way.

    The same verdict on a newer text renews the own one.
    """
    entries = tuple(own)
    by_achievement: dict[str, list[Judgement]] = defaultdict(list)
    for entry in own:
        by_achievement[entry.achievement].append(entry)
    new, same, differing = [], [], []
    for entry in theirs:
        older = opposed(by_achievement[entry.achievement], entry)
        contrary = [each for each in older if each.verdict != entry.verdict]
        differing += [(each, entry) for each in contrary]
        renewed = older and entry.digest not in ("", older[0].digest) and entry.date > older[0].date
        if older and not contrary and not renewed:
            same.append(entry)
        elif not contrary or replace_own:
            new.append(entry)
    for entry in new:
        entries = (
            added(entries, entry) if opposed(by_achievement[entry.achievement], entry) else (*entries, entry)
        )
    return Merge(entries, tuple(new), tuple(same), tuple(differing))
