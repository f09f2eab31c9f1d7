"""The YAML file of the crosswalk, which people review in git; and how its entries stand to today's measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli.errors import JudgementError
from toshigaikou_cli.files import refused, replace_file
from toshigaikou_cli.judgements.people_file import entries_of, file_bytes, with_end_changed
from toshigaikou_cli.language import in_file
from toshigaikou_cli.linking.similarity import same_title
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.crosswalk import IN_FORCE, Crossing, CrossingState, Crosswalk
from toshigaikou_cli.records.ids import strategy_of
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.yaml_files import yaml_entry

_HEAD = say(
    "# What became of the measures of one strategy in the next: who decided it, and why. tgx crosswalk adds to the end.\n"
)


def read_crosswalk(path: Path) -> Crosswalk:
    """The crosswalk of a file, an empty one where there is no file.

    Raises JudgementError, with file and line, where it cannot be read, breaks its schema, or contradicts itself.
    """
    data = file_bytes(path)
    if data is None:
        return Crosswalk(path=str(path))
    entries = tuple(map(_entry, entries_of(data, path, "crosswalk")))
    for at, entry in enumerate(entries):
        if other := contrary(entries[:at], entry):
            raise refused(
                path,
                say("contradict each other: {one}; {other}", one=other[0].message, other=entry.message),
                say("keep one"),
                JudgementError,
            )
    return Crosswalk(entries, sha256(data).hexdigest(), str(path))


def _entry(entry: Mapping[str, Any]) -> Crossing:
    return Crossing(
        entry.get("from", ""),
        entry.get("to", ""),
        entry["kind"],
        entry["by"],
        entry["date"],
        entry.get("note", ""),
        entry.get("from_title", ""),
        entry.get("to_title", ""),
    )


def crosswalk_yaml(entries: Iterable[Crossing]) -> str:
    """A crosswalk as the text of a file."""
    blocks = "".join(map(_block, entries))
    begin = f"{in_file(_HEAD)}version: 1\ncrosswalk:"
    return f"{begin}\n{blocks}" if blocks else f"{begin} []\n"


def _block(entry: Crossing) -> str:
    return yaml_entry(_values(entry))


def _values(entry: Crossing) -> dict[str, str]:
    values = {
        "from": entry.old,
        "from_title": entry.old_title,
        "to": entry.new,
        "to_title": entry.new_title,
        "kind": entry.kind,
        "by": entry.by,
        "date": entry.date,
        "note": entry.note,
    }
    return {key: value for key, value in values.items() if value}


def write_crosswalk(path: Path, entries: Sequence[Crossing], before: Crosswalk) -> None:
    """Put ``entries`` in the place of ``before`` in one step; comments are kept where only the end of the file changes."""
    changed = with_end_changed(path, list(map(_block, before.entries)), list(map(_block, entries)))
    replace_file(path, (changed or crosswalk_yaml(entries)).encode(), JudgementError)


# ---------------------------------------------------------------- what goes with what


def contrary(entries: Sequence[Crossing], new: Crossing) -> list[Crossing]:
    """The entries that cannot stand beside a new one: of the same pair, or where one excludes the other.

    A measure that continues has one partner in the other strategy; one that splits may have several, and so has what
    several are merged into; what is dropped or new has none.
    """
    return [entry for entry in entries if _excludes(entry, new)]


def _excludes(one: Crossing, other: Crossing) -> bool:
    if (one.old, one.new) == (other.old, other.new):
        return True
    old = bool(one.old) and one.old == other.old and _meet(one.new, other.new)
    new = bool(one.new) and one.new == other.new and _meet(one.old, other.old)
    return (old and {one.kind, other.kind} != {"splits"}) or (new and {one.kind, other.kind} != {"merges"})


def _meet(one: str, other: str) -> bool:
    """Whether two ends are of one strategy; an end that is none meets all."""
    return not one or not other or strategy_of(one) == strategy_of(other)


# ---------------------------------------------------------------- how it stands


def crossing_state(entry: Crossing, titles: Mapping[str, str]) -> CrossingState:
    """How an entry stands to today's measures: ``titles`` by id."""
    found: CrossingState = "current"
    for measure, title in ((entry.old, entry.old_title), (entry.new, entry.new_title)):
        if not measure:
            continue
        if measure not in titles:
            return "gone"
        old, now = match_key(title), match_key(titles[measure])
        if title and not same_title(old, now):
            found = "changed"
        elif title and old != now and found == "current":
            found = "stale"
    return found


def entries_in_force(entries: Iterable[Crossing], titles: Mapping[str, str]) -> list[Crossing]:
    """The entries that hold for today's measures."""
    return [entry for entry in entries if crossing_state(entry, titles) in IN_FORCE]


class MergedCrosswalk(NamedTuple):
    """The own entries with those of another file; ``conflicts`` are (own, theirs)."""

    entries: tuple[Crossing, ...]
    added: tuple[Crossing, ...]
    same: tuple[Crossing, ...]
    conflicts: tuple[tuple[Crossing, Crossing], ...]


def merge_crosswalks(
    own: Sequence[Crossing], theirs: Iterable[Crossing], *, replace_own: bool
) -> MergedCrosswalk:
    """Add the entries of another file. Where two disagree, the own one stays, unless ``replace_own``."""
    entries = list(own)
    found: dict[str, list[Any]] = defaultdict(list)
    for entry in theirs:
        if entry in entries or any(_same(entry, each) for each in entries):
            found["same"].append(entry)
            continue
        against = contrary(entries, entry)
        found["conflicts"] += [(each, entry) for each in against]
        if against and not replace_own:
            continue
        entries = [each for each in entries if each not in against] + [entry]
        if not against:
            found["added"].append(entry)
    return MergedCrosswalk(
        tuple(entries), tuple(found["added"]), tuple(found["same"]), tuple(found["conflicts"])
    )


def _same(one: Crossing, other: Crossing) -> bool:
    return (one.old, one.new, one.kind) == (other.old, other.new, other.kind)
