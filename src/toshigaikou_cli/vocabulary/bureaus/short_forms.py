"""Short ways to write several units of a cell -> each unit written out.

国際・広報課 is 国際課、広報課 where both are known; 教育委員会（義務教育課、高校教育課） is 教育委員会義務教育課 and
教育委員会高校教育課.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.marks import role_of, without_mark
from toshigaikou_cli.vocabulary.bureaus.ranks import inside, pieces_of, rank_of
from toshigaikou_cli.vocabulary.keys import without_layout


class KnownUnits(Protocol):
    """What is known of units by their names."""

    def is_unit(self, name: str) -> bool:
        """Whether a unit of this name is known."""

    def part_of(self, above: str, name: str) -> bool | None:
        """Whether a unit is part of another one; None where nothing says so and the name may be one that is not known."""


_MOST = 8
"""Units that a word may be shared by, and that parentheses may list for each of them to be looked up."""
_BETWEEN = expression(r"(\s*(?:[、,;|・/]|及び|および|並びに|ならびに)\s*)")
_APART = expression(r"([()\[\]【】〔〕<>:◎○◯●〇])")
_ROLE = expression(r"[◎○◯●〇]")
_LAST = expression(
    r"(?P<name>\S{1,24}?)(?:の?[各両])?(?P<ending>課|室|部|局|係|所|センター)(?P<rest>$|\s.*|(?:ほか|他|等|など).*)",
    re.DOTALL,
)
_LEAD = expression(r"(?P<lead>.*(?:局|庁|本部|委員会|部|課|室|係|所|センター))\s+(?P<head>\S+)", re.DOTALL)
_LISTED = expression(r"(?P<above>[^、,;|()\[\]【】〔〕<>:◎○◯●〇]+)\((?P<inside>[^():◎○◯●〇]{1,200})\)")
_SECTION = expression(r"(?P<name>.+(?:部|課|室|所|センター))(?P<open>(?:ほか|他|等|など)?)$")


def written_out(cell: str, known: KnownUnits | None) -> str:
    """A cell (in NFKC) with its short forms written out; what is not surely several units stays as it is.

    Without a register (None) a section in parentheses is one of the unit before, and no word is shared.
    """
    if "(" in cell:
        cell = _LISTED.sub(lambda found: _each_listed(found, known), cell)
    if known is None or not _BETWEEN.search(cell):
        return cell
    parts = _APART.split(cell)
    out = []
    for at, part in enumerate(parts):
        before = parts[at - 1] if at and _ROLE.fullmatch(parts[at - 1]) else ""
        mark = "".join(parts[at + 1 : at + 4])
        behind = mark if without_mark(f"{part}{mark}") == (part, role_of(mark)) else ""
        out.append(_ends_shared(part, known, before, behind))
    return "".join(out)


def _each_listed(found: re.Match[str], known: KnownUnits | None) -> str:
    """Units, and the sections in parentheses behind the last of them, each of these behind it."""
    *before, above = pieces_of(found["above"]) or [""]
    above, parts = without_layout(above), [without_layout(part) for part in pieces_of(found["inside"])]
    sections = [section for part in parts if (section := _SECTION.fullmatch(part))]
    names = [section["name"] for section in sections]
    if not names or len(names) < len(parts) or len(names) > _MOST:
        return found[0]
    told = {name: known.part_of(above, name) if known else True for name in names}
    if any(rank_of(name) >= rank_of(above) and not (known and told[name]) for name in names):
        return found[0]
    own = [name for name in names if told[name] is not False]
    if not own or (known and len(names) == 1 and not _is_own(above, names[0], known)):
        return found[0]
    others = [name for name in names if told[name] is False]
    listed = [f"{above}({'、'.join(others)})"] if others else []
    listed += [f"{above}{name}" for name in own]
    return "、".join([*before, *listed]) + sections[-1]["open"]


def _is_own(above: str, name: str, known: KnownUnits) -> bool:
    """Whether the one name in parentheses is, or stands for, registered sections: one that is not stays where it stands."""
    whole = f"{above}{name}"
    return bool(known.part_of(above, name) and known.is_unit(name)) or written_out(whole, known) != whole


def _ends_shared(part: str, known: KnownUnits, before: str, behind: str) -> str:
    """A part of a cell in which the last word of units that stand side by side stands with each of them, as do the marks of
    role that stand ``before`` the first and ``behind`` the last of them."""
    tokens = _BETWEEN.split(part)
    for at in range(2, len(tokens), 2):
        last = _LAST.fullmatch(tokens[at])
        heads = _heads(tokens[:at:2]) if last else []
        if not last or not heads:
            continue
        first = at - 2 * len(heads)
        lead, heads[0] = _lead(heads[0])
        between = tokens[first + 1 : at : 2]
        units = _shared([*heads, last["name"]], between, last["ending"], lead, known)
        if units:
            kept = [lead] if lead and rank_of(lead) <= rank_of(last["ending"]) else []
            marks = (before if first == 0 else "", behind if at == len(tokens) - 1 else "")
            whole = "、".join([*kept, f"{marks[1]}、{marks[0]}".join(units)])
            tokens[first : at + 1] = [*[""] * (at - first), whole + last["rest"]]
    return "".join(tokens)


def _heads(tokens: Sequence[str]) -> list[str]:
    """The last of some names that are no units without the word that follows them."""
    heads: list[str] = []
    for token in reversed(tokens):
        if not token.strip() or rank_of(token.strip()) or len(heads) >= _MOST:
            break
        heads.insert(0, token.strip())
    return heads


def _lead(head: str) -> tuple[str, str]:
    """The unit that stands before a name, apart from it by a space, and the name."""
    found = _LEAD.fullmatch(head)
    return (without_layout(found["lead"]), found["head"]) if found else ("", head)


def _shared(
    names: Sequence[str], between: Sequence[str], ending: str, lead: str, known: KnownUnits
) -> list[str]:
    """The units that share an ending, each with what they are part of; none where one of them is not known, or where they are
    one unit."""
    above = lead if rank_of(lead) > rank_of(ending) else ""
    if not above:
        above = _opening(names[0], ending, known)
        names = [names[0][len(above) :], *names[1:]]
    registered = bool(above) and known.is_unit(above)

    def is_known(name: str) -> bool:
        return bool(known.part_of(above, name)) if registered else known.is_unit(name)

    def units(at: int) -> list[str] | None:
        """The units of the names from one on: each has as many of them as make one that is known."""
        if at == len(names):
            return []
        for end in range(len(names), at, -1):
            own = names[at] + "".join(f"{between[n]}{names[n + 1]}" for n in range(at, end - 1))
            if is_known(name := f"{own}{ending}") and (rest := units(end)) is not None:
                return [f"{above}{name}", *rest]
        return None

    found = units(0) if all(names) else None
    return found if found and len(found) > 1 else []


def _opening(name: str, ending: str, known: KnownUnits) -> str:
    """What opens a name and is a unit above one of the ending: 総務部 in 総務部国際."""
    for end in range(len(name) - 1, 1, -1):
        if rank_of(name[:end]) > rank_of(ending) and known.is_unit(name[:end]):
            return name[:end]
    found = inside(f"{name}{ending}")
    return found[0].rstrip() if found and found[0] == name[: len(found[0])] else ""


class _Others:
    """The units of a list of names but one, and what they are part of by their names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {match_key(name): name for name in names}
        pairs = [(pair, key) for key, name in self._names.items() if (pair := inside(name))]
        self._own = {match_key(name): key for (_, name), key in pairs}
        self._above = {match_key(above) for (above, _), _ in pairs}
        self.but = ""

    def is_unit(self, name: str) -> bool:
        key = match_key(name)
        found = key if key in self._names else self._own.get(key, "")
        return key in self._above or found not in ("", self.but)

    def part_of(self, above: str, name: str) -> bool:
        key = match_key(f"{above}{name}")
        return key in self._names and key != self.but


def without_short_forms(names: Sequence[str]) -> list[str]:
    """Some names of units less those that stand short for several of the others: 国際・広報課 beside 国際課 and 広報課."""
    others = _Others(names)
    kept = []
    for name in names:
        others.but = match_key(name)
        if not (_BETWEEN.search(name) and written_out(name, others) != name):
            kept.append(name)
    return kept
