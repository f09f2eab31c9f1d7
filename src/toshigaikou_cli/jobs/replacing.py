"""What an import replaces: the changes against what was there, and whether they may be made without being told to.

A new edition of a sheet or a strategy may drop up to a fifth of its records, none of them judged. Whatever else would take
something away needs ``--replace``.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from toshigaikou_cli.catalogue.writing.editions import Brought, Face, Slice, judgements_again
from toshigaikou_cli.catalogue.writing.saving import MEASURE_FACTS, Digests
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.linking.similarity import dice, same_title
from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.ids import bare_code, id_of
from toshigaikou_cli.records.periods import Period
from toshigaikou_cli.records.summary import ImportChange, ImportSummary, Loss, LossReason, LostRecord
from toshigaikou_cli.text.keys import match_key

_REWORDED = 0.3
"""How much two titles of a measure of the same units must have in common (dice)."""
_TELLS = 8
"""Characters of an overview that tells a measure from others: 進める。 is said of any."""
_FREE_PART = 5
"""A new edition may drop one of so many records."""
_NAMED = 3


class Saved(NamedTuple):
    """What saving a document did to what was there, and its achievements by what linking made of them."""

    status: Literal["imported", "replaced", "unchanged", "refused"]
    changes: tuple[ImportChange, ...] = ()
    unchanged: int = 0
    links: Mapping[str, int] = {}
    losses: tuple[Loss, ...] = ()
    strategies: tuple[Period, ...] = ()
    beside: str = ""
    findings: tuple[Finding, ...] = ()


class ReplacementRefused(UsageError):
    """An import would take away more than it may without being told to; ``summary`` says all of what it would do."""

    def __init__(self, summary: ImportSummary) -> None:
        self.summary = summary
        super().__init__(
            say("would remove {losses}", losses=joined(map(_said, summary.unasked), "; ")),
            where=summary.name,
            hint=_ways_out(summary),
        )


def _ways_out(summary: ImportSummary) -> Message:
    again = [command for loss in summary.unasked for record in loss.records for command in record.again]
    if again:
        return say(
            "a bureau is written another way, so the row has another id, and its judgements stay on the old one: --replace"
            " goes on, then judge it again: {commands}",
            commands=joined(again, "; "),
        )
    if summary.kind == "achievements":
        return say("--replace goes on, --dry-run lists all, --add keeps what is there")
    if any(loss.reason == "stated" for loss in summary.unasked):
        return _ways_of_stated(summary.beside)
    if summary.beside:
        return say("--replace goes on, --strategy {id} keeps both, --dry-run lists all", id=summary.beside)
    return say("--replace goes on, --dry-run lists all")


def _ways_of_stated(beside: str) -> Message:
    if not beside:
        return say("--replace goes on: until these rows are corrected, they count for what their code is now")
    return say(
        "--replace goes on: until these rows are corrected, they count for what their code is now; --strategy {id} keeps"
        " both editions: --years says when each is in force, tgx crosswalk which measures go on",
        id=beside,
    )


def _said(loss: Loss) -> Message:
    lost = loss.named
    listed = joined(record.message for record in lost[:_NAMED])
    if len(lost) > _NAMED:
        return say("{loss}: {listed} and {n} more", loss=loss.message, listed=listed, n=len(lost) - _NAMED)
    return say("{loss}: {listed}", loss=loss.message, listed=listed)


def renamed(before: Sequence[Brought], after: Mapping[str, Face]) -> dict[str, str]:
    """The rows that go on under another id, by their old ones: one row on either side of the same year, kind and item, of
    the same bureau or with the same text."""
    old = {each.key: each.face for each in before if each.face and each.key not in after}
    there = {each.key for each in before}
    new = {key: face for key, face in after.items() if key not in there}
    found: dict[str, str] = {}
    for tell in (_by_bureau, _by_text):
        gone, come = _told(old, tell, set(found)), _told(new, tell, set(found.values()))
        for told, keys in gone.items():
            if len(keys) == 1 == len(come.get(told, ())):
                found[keys[0]] = come[told][0]
    return found


def _by_bureau(face: Face) -> tuple[object, ...] | None:
    return face[:4] if face.bureau else None


def _by_text(face: Face) -> tuple[object, ...] | None:
    return face.fiscal_year, face.kind, face.item, face.text


def _told(
    rows: Mapping[str, Face], tell: Callable[[Face], tuple[object, ...] | None], taken: set[str]
) -> dict[tuple[object, ...], list[str]]:
    """The ids of rows by what tells them, but for those already taken."""
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, face in rows.items():
        if key not in taken and (told := tell(face)):
            found[told].append(key)
    return found


def compared(
    before: Sequence[Brought],
    after: Digests,
    links: Mapping[str, int],
    losses: tuple[Loss, ...],
    twins: Mapping[str, str] = {},
) -> Saved:
    """What became of the records that were there; ``after`` are those of the new document: title and digest by key.
    ``twins`` are the ids that rows go on under. The digests alone are compared: a row without an item gets its measure's title
    only when it is linked."""
    there = {record.key: (record.title, record.digest) for record in before}
    unchanged = sum(1 for key, value in after.items() if key in there and there[key][1] == value[1])
    status: Literal["replaced", "imported"] = "replaced" if before else "imported"
    return Saved(status, tuple(_changes(there, after, twins)), unchanged, links, losses)


def _changes(
    before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]], twins: Mapping[str, str]
) -> Iterator[ImportChange]:
    for key, value in after.items():
        if key not in before:
            yield ImportChange("inserted", bare_code(key), value[0])
        elif before[key][1] != value[1]:
            yield ImportChange("changed", bare_code(key), value[0])
    for key, value in before.items():
        if key not in after:
            yield ImportChange("removed", bare_code(key), value[0], twins.get(key, ""))


def under(strategy: str, before: Sequence[Brought]) -> list[Brought]:
    """The measures of the same document under the id of another strategy: they go on there, but for those that a judgement
    names by the old one."""
    return [
        record if record.judged else record._replace(key=id_of(strategy, bare_code(record.key)))
        for record in before
    ]


def moved(before: Sequence[Brought], after: Digests) -> dict[str, str]:
    """Where the titles of measures stand now whose code is gone or has another title, by their old ids."""
    old = {record.key: match_key(record.title) for record in before}
    new = {key: match_key(title) for key, (title, _) in after.items()}
    places: dict[str, list[str]] = defaultdict(list)
    for key, title in new.items():
        if old.get(key) != title:
            places[title].append(key)
    return {
        key: places[title][0]
        for key, title in old.items()
        if new.get(key) != title and len(places.get(title, ())) == 1
    }


def losses_of(
    before: Sequence[Brought],
    after: Digests,
    name: str,
    same: int | None,
    main: Slice | None,
    twins: Mapping[str, str] = {},
) -> tuple[Loss, ...]:
    """What each document loses to a new one of this name and main slice, which has the records ``after``. A row that goes on
    as one of ``twins`` is no loss, unless it is judged; a measure is one, whose title has another code.

    One of them is its older edition: the one with the same bytes (``same``), else one of the same main slice, rather of
    the same name, rather with more records in common.
    """
    by_document: dict[int, list[Brought]] = defaultdict(list)
    for record in before:
        by_document[record.document].append(record)
    editions = [
        key for key, records in by_document.items() if records[0].main == main and same in (None, key)
    ]
    older = max(
        [key for key in editions if key == same] or editions,
        key=lambda key: (
            by_document[key][0].name == name,
            sum(record.key in after for record in by_document[key]),
            -key,
        ),
        default=same,
    )
    return tuple(
        _loss(records, main) if key != older else _edition_loss(records, after, twins)
        for key, records in by_document.items()
        if key != older or any(_lacks(record, after, twins) for record in records)
    )


def _lacks(record: Brought, after: Digests, twins: Mapping[str, str]) -> bool:
    if record.fiscal_year is None:
        return _gone(record, after) or record.key in twins
    return _gone(record, after) and (record.judged or record.key not in twins)


def _gone(record: Brought, after: Digests) -> bool:
    """Whether a record is there no more; nor is a measure whose code has quite another title."""
    if record.key not in after:
        return True
    titles = match_key(record.title), match_key(after[record.key][0])
    return record.fiscal_year is None and not same_title(*titles) and not _is_reworded(record, after)


def _is_reworded(record: Brought, after: Digests) -> bool:
    """Whether a measure goes on under other words: no other one has its title, and what is told of it is the same, or who is
    responsible for it and a good part of the words."""
    title, digest = after[record.key]
    old, new = match_key(record.title), match_key(title)
    if any(match_key(other) == old for other, _ in after.values()):
        return False
    before, now = (
        dict(zip(MEASURE_FACTS, json.loads(each), strict=True)) for each in (record.digest, digest)
    )
    told = len(before["overview"] or "") >= _TELLS and before["overview"] == now["overview"]
    return told or (before["bureaus"] == now["bureaus"] and dice(old, new) >= _REWORDED)


def _edition_loss(records: Sequence[Brought], after: Digests, twins: Mapping[str, str]) -> Loss:
    """What an older edition loses: the records that the new one does not have."""
    gone = [record for record in records if _lacks(record, after, twins)]
    judged = any(record.judged for record in gone)
    reason: LossReason = "judged" if judged else "many" if len(gone) * _FREE_PART > len(records) else ""
    return Loss(records[0].name, len(records), _lost(gone, twins), reason)


def with_codes(losses: Iterable[Loss], before: Sequence[Brought], after: Digests) -> tuple[Loss, ...]:
    """The losses of a strategy with what the codes of its measures are now, and how many rows of sheets state them: those
    would serve another measure, so that it needs to be told of."""
    stated = {record.key: record.stated for record in before}
    told = []
    for loss in losses:
        records = tuple(
            each._replace(instead=after[each.id][0], stated=stated[each.id]) if each.id in after else each
            for each in loss.records
        )
        reason = loss.reason or ("stated" if any(each.stated for each in records) else "")
        told.append(loss._replace(records=records, reason=reason))
    return tuple(told)


def _loss(records: Sequence[Brought], main: Slice | None) -> Loss:
    """What another document loses: all that the new one takes the place of, be it the same."""
    years = {record.fiscal_year for record in records}
    beside = main is not None and main[0] not in years
    return Loss(records[0].name, len(records), _lost(records), "other-year" if beside else "other-document")


def _lost(records: Sequence[Brought], twins: Mapping[str, str] = {}) -> tuple[LostRecord, ...]:
    return tuple(
        LostRecord(record.key, record.title, record.judged, twins.get(record.key, "")) for record in records
    )


def with_judgements(connection: sqlite3.Connection, losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """The losses with the commands that judge again what goes on under another id."""
    return tuple(
        loss._replace(
            records=tuple(
                record._replace(again=judgements_again(connection, record.id, record.now))
                if record.now and record.judged
                else record
                for record in loss.records
            )
        )
        for loss in losses
    )
