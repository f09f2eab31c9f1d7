"""The bureaus through time: a name and a fiscal year -> the bureau in force, or ranked proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from toshigaikou_cli.records import BureauMention
from toshigaikou_cli.text.normalize import match_key
from toshigaikou_cli.vocabulary.bureau_cells import Piece, RoleMark, cut_cell
from toshigaikou_cli.vocabulary.keys import Keyed, keyed, without_layout
from toshigaikou_cli.vocabulary.validity import first_day, fiscal_year_days, last_day, overlaps

How = Literal["exact", "alias", "department", "same bureau", "unknown"]


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a bureau. ``standalone`` marks a body that documents name without its bureau."""

    name: str
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    standalone: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *((self.name_en,) if self.name_en else ()))


@dataclass(frozen=True, slots=True)
class Bureau:
    """A bureau under one name. Dates as written (see ``validity``); ``valid_from`` None: from before all documents."""

    id: str
    name: str
    name_en: str | None = None
    name_en_certainty: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    within: str | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    departments: tuple[Department, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name, its aliases, and the English name."""
        return (self.name, *self.aliases, *((self.name_en,) if self.name_en else ()))

    def in_force(self, fiscal_year: int) -> bool:
        """Whether the bureau was in force on any day of a fiscal year."""
        return overlaps(self.valid_from, self.valid_to, *fiscal_year_days(fiscal_year))


class Proposal(NamedTuple):
    """A bureau that an unknown name may mean: ``score`` from 0 to 100, and why."""

    bureau: Bureau
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a cell was found to mean.

    ``text`` is the part of the cell that was resolved, ``department`` the canonical name of the department (or its
    text, where the register does not know it), ``rest`` what is left. ``in_force`` is False for a known bureau
    that was not in force in the fiscal year; ``proposals`` then name those that were.
    """

    text: str
    bureau: Bureau | None
    department: str | None = None
    rest: str = ""
    how: How = "unknown"
    in_force: bool = True
    proposals: tuple[Proposal, ...] = ()


class BureauRegister:
    """The register of bureaus: resolves names, follows succession. Immutable; made of plain data."""

    def __init__(self, bureaus: Iterable[Bureau], aliases: Mapping[str, str] | None = None) -> None:
        """``aliases`` maps further names to bureau ids (a user's own)."""
        self.bureaus = tuple(bureaus)
        self.by_id = {bureau.id: bureau for bureau in self.bureaus}
        self._extra = dict(aliases or {})
        self._names: dict[str, list[tuple[Bureau, How]]] = {}
        self._standalone: dict[str, list[tuple[Bureau, Department]]] = {}
        self._fill()
        self._longest_first = tuple(sorted({*self._names, *self._standalone}, key=len, reverse=True))
        self._by_first: dict[str, tuple[str, ...]] = {}
        for key in self._longest_first:
            self._by_first[key[0]] = (*self._by_first.get(key[0], ()), key)

    def _fill(self) -> None:
        for bureau in self.bureaus:
            self._add(bureau.name, bureau, "exact")
            for form in bureau.forms[1:]:
                self._add(form, bureau, "alias")
            for department in bureau.departments:
                for form in department.forms if department.standalone else ():
                    self._standalone.setdefault(match_key(form), []).append((bureau, department))
        for alias, bureau_id in self._extra.items():
            self._add(alias, self.by_id[bureau_id], "alias")

    def _add(self, form: str, bureau: Bureau, how: How) -> None:
        entries = self._names.setdefault(match_key(form), [])
        if all(known.id != bureau.id for known, _ in entries):
            entries.append((bureau, how))

    def __iter__(self) -> Any:
        return iter(self.bureaus)

    # ------------------------------------------------------------ cells

    def resolve(self, text: str, fiscal_year: int | None) -> Resolution:
        """The bureau that a cell such as ``生活文化局都民生活 部`` names, and its department.

        The longest name at the start of the cell counts, after brackets, labels and 東京都. A cell with several
        bureaus gives the first (see ``resolve_all``). With ``fiscal_year`` None a name that two bureaus had is not
        resolved. An unknown name gives proposals, never a guess.
        """
        found = self.resolve_all(text, fiscal_year)
        return found[0] if found else Resolution(without_layout(text), None)

    def resolve_all(self, text: str, fiscal_year: int | None) -> tuple[Resolution, ...]:
        """Every bureau of a cell, in order. A department alone after a bureau belongs to that bureau."""
        out: list[Resolution] = []
        alone = ""
        for piece in cut_cell(keyed(text), self._name_at).pieces:
            last = out[-1] if out else None
            department = piece.text if not piece.key and _DEPARTMENT_ALONE.fullmatch(piece.text) else ""
            if department and last and last.bureau:
                name, rest = self._department(last.bureau, department)
                found = replace(last, text=piece.text, department=name, rest=rest, how="same bureau")
            elif piece.key:
                # 外務部（政策企画局）: the department stands first
                found = self._resolved(replace(piece, after=piece.after or alone), fiscal_year)
            else:
                found = Resolution(piece.text, None, proposals=self.proposals(piece.text, fiscal_year))
            if last and _goes_on(last, found):
                found = replace(found, how=last.how) if found.how == "same bureau" else found
                out.pop()
            elif alone and found.bureau:
                out.pop()
            alone = department if not found.bureau else ""
            out.append(found)
        return tuple(out)

    def split_bureau_cell(self, text: str) -> tuple[list[BureauMention], bool]:
        """The bureaus of a strategy's ``担当(関係)局`` cell with their roles, and whether the list is open.

        Names outside parentheses lead, names inside are related; ``その他関係局``, ``ほか``, ``等``, ``全局`` open
        the list. ◎ and ○ mark lead and related where both occur. Unknown names are kept as text.
        """
        cut = cut_cell(keyed(text), self._name_at)
        marked = {piece.mark for piece in cut.pieces} >= {RoleMark.DOUBLE, RoleMark.SINGLE}
        mentions = []
        for piece in cut.pieces:
            single = marked and piece.mark is RoleMark.SINGLE
            mentions.append(BureauMention(piece.text, "related" if piece.related or single else "lead"))
        return mentions, cut.open_ended

    def _name_at(self, cell: Keyed, start: int) -> str:
        """The longest registered name (a match key) at a place of a cell's key, or ""."""
        for name in self._by_first.get(cell.key[start : start + 1], ()):
            if cell.key.startswith(name, start) and not _word_goes_on(cell, start + len(name)):
                return name
        return ""

    def _resolved(self, piece: Piece, fiscal_year: int | None) -> Resolution:
        entries = self._names.get(piece.key)
        if entries is None:
            return self._standing_alone(piece, fiscal_year)
        known = [bureau for bureau, _ in entries]
        bureau = _in_year(known, fiscal_year)
        if bureau is None:
            proposals = tuple(Proposal(each, 90.0, f"was in force {_span(each)}") for each in known)
            return Resolution(piece.text, None, rest=piece.after, proposals=proposals)
        how = next(how for each, how in entries if each.id == bureau.id)
        department, rest = self._department(bureau, piece.after)
        in_force = fiscal_year is None or bureau.in_force(fiscal_year)
        proposals = () if in_force or fiscal_year is None else self._instead_of(bureau, fiscal_year)
        return Resolution(piece.text, bureau, department, rest, how, in_force, proposals)

    def _standing_alone(self, piece: Piece, fiscal_year: int | None) -> Resolution:
        bureau, department = self._standalone[piece.key][0]
        in_force = fiscal_year is None or (
            overlaps(department.valid_from, department.valid_to, *fiscal_year_days(fiscal_year))
            and bureau.in_force(fiscal_year)
        )
        return Resolution(piece.text, bureau, department.name, piece.after, "department", in_force)

    def _department(self, bureau: Bureau, after: str) -> tuple[str | None, str]:
        """The department at the start of what follows a bureau's name, and the rest."""
        after = after.strip(_EDGES)
        if not after:
            return None, ""
        rest = keyed(after)
        forms = [(match_key(form), each.name) for each in bureau.departments for form in each.forms]
        for key, name in sorted(forms, key=lambda form: -len(form[0])):
            if rest.key.startswith(key):
                left = rest.text[rest.end_of(len(key)) :]
                if not left.startswith(_NOT_AFTER_DEPARTMENT):
                    return name, left.strip(_EDGES)
        found = _DEPARTMENT.match(after) or _UNIT.match(after)
        return (found.group(), after[found.end() :].strip(_EDGES)) if found else (None, after)

    # ------------------------------------------------------------ proposals

    def proposals(self, text: str, fiscal_year: int | None, limit: int = 5) -> tuple[Proposal, ...]:
        """Bureaus that an unknown name may mean, best first, with reasons."""
        from toshigaikou_cli.vocabulary.bureau_proposals import propose

        return propose(self, keyed(without_layout(text)), fiscal_year, limit)

    def _instead_of(self, bureau: Bureau, fiscal_year: int) -> tuple[Proposal, ...]:
        """The bureaus of the same line that were in force in a year, nearest first."""
        out = []
        for step, other in self._line(bureau):
            if other.id != bureau.id and other.in_force(fiscal_year):
                out.append(Proposal(other, 95.0 - 5 * step, f"{bureau.name} {self._became(bureau, other)}"))
        return tuple(sorted(out, key=lambda proposal: -proposal.score))

    def _became(self, bureau: Bureau, other: Bureau) -> str:
        if other.id in self._after(bureau.id):
            return f"became {other.name} on {other.valid_from or 'an unknown day'}"
        if bureau.id in self._after(other.id):
            return f"began on {bureau.valid_from or 'an unknown day'}; before that it was {other.name}"
        return f"was in force {_span(bureau)}"

    # ------------------------------------------------------------ succession

    @cached_property
    def _next(self) -> dict[str, tuple[str, ...]]:
        steps: dict[str, tuple[str, ...]] = {each.id: each.successors for each in self.bureaus}
        for each in self.bureaus:
            if each.within:
                steps[each.within] = (*steps[each.within], each.id)
        return steps

    @cached_property
    def _previous(self) -> dict[str, tuple[str, ...]]:
        steps: dict[str, tuple[str, ...]] = {each.id: () for each in self.bureaus}
        for before, afters in self._next.items():
            for after in afters:
                steps[after] = (*steps[after], before)
        return steps

    def _after(self, bureau_id: str) -> dict[str, int]:
        return _reached(bureau_id, self._next)

    def _line(self, bureau: Bureau) -> list[tuple[int, Bureau]]:
        steps = {**_reached(bureau.id, self._previous), **_reached(bureau.id, self._next)}
        return [(step, self.by_id[each]) for each, step in steps.items()]

    def lineage(self, bureau_id: str) -> frozenset[str]:
        """The ids of a bureau, of all that it came from and of all that came of it (no siblings).

        A bureau set up ``within`` another goes on from that one. Raises KeyError for an unknown id.
        """
        return frozenset(each.id for _, each in self._line(self.by_id[bureau_id]))

    def predecessors(self, bureau_id: str) -> tuple[Bureau, ...]:
        """The bureaus of which this one is the direct successor, or within which it was set up."""
        return tuple(self.by_id[each] for each in self._previous[bureau_id])

    # ------------------------------------------------------------ filters

    def named(self, name: str) -> list[str]:
        """The ids of the bureaus that have exactly this name, alias or English name (spaces and ・ apart)."""
        return [bureau.id for bureau, _ in self._names.get(match_key(name), ())]

    def find(self, query: str) -> list[Bureau]:
        """The bureaus that a filter means: by id, name, alias or English name; else by a part of a name.

        Several bureaus of one name are all given, as are all whose name has the part; none is an empty list.
        """
        key = match_key(query)
        if not key:
            return []
        if query in self.by_id:
            return [self.by_id[query]]
        whole = self._names.get(key) or self._names.get(_without_city(key))
        if whole:
            return [bureau for bureau, _ in whole]
        if key in self._standalone:
            return [bureau for bureau, _ in self._standalone[key][:1]]
        if len(key) < (3 if key.isascii() else 2):
            return []
        return [each for each in self.bureaus if any(key in match_key(form) for form in each.forms)]


_EDGES = " \t\n\u3000/／・･、，,:：;；()（）[]［］【】〔〕「」-－―—|｜"
_NOT_AFTER_DEPARTMENT = ("長", "門", "会", "品", "分")
_DEPARTMENT = re.compile(
    r"[^\s/、，,()（）]{1,20}?部(?![長門会品分隊屋])|[A-Za-z&' -]{3,60}?(?:Division|Department|Section)"
)
_UNIT = re.compile(
    r"[^\s/、，,()（）]{1,24}?(?:本部|事務所|センター|事務局|課|室|所|院|校|館|園|署|隊|係|担当)(?![題程長税外])"
)
_DEPARTMENT_ALONE = re.compile(
    r"[^\s]{1,20}?(?:部|課|室|所|センター)(?:[^\s]{1,20}?(?:課|室|係|担当))?|[A-Za-z&,' -]{3,60}(?:Division|Department|Section)"
)
_CITY_PREFIX = ("東京都", "都")


def _goes_on(last: Resolution, found: Resolution) -> bool:
    """Whether a piece only says more of the bureau before it: 総務局東京都立大学, 教育庁教育委員会."""
    return last.bureau is not None and last.bureau is found.bureau and last.department is None


def _without_city(key: str) -> str:
    return next((key[len(prefix) :] for prefix in _CITY_PREFIX if key.startswith(prefix)), key)


def _word_goes_on(cell: Keyed, key_end: int) -> bool:
    """Whether a word goes on beyond a name: Latin letters side by side, or 大 (short for 大学) before 学."""
    end = cell.end_of(key_end)
    around = cell.text[end - 1 : end + 1]
    return around == "大学" or (len(around) == 2 and around.isascii() and around.isalnum())


def _in_year(bureaus: list[Bureau], fiscal_year: int | None) -> Bureau | None:
    """The bureau of one name that a document of a fiscal year means.

    In force in that year, at its end if there are two; else the one that had last been in force; else the next.
    """
    if len(bureaus) == 1:
        return bureaus[0]
    if fiscal_year is None:
        return None
    _, end = fiscal_year_days(fiscal_year)
    now = [each for each in bureaus if each.in_force(fiscal_year)]
    if now:
        at_end = [each for each in now if overlaps(each.valid_from, each.valid_to, end, end)]
        return max(at_end or now, key=lambda each: first_day(each.valid_from))
    past = [each for each in bureaus if last_day(each.valid_to) < end]
    if past:
        return max(past, key=lambda each: last_day(each.valid_to))
    return min(bureaus, key=lambda each: first_day(each.valid_from))


def _reached(start: str, steps: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """All ids reached from one, with the number of steps; safe against a ring of successors."""
    distance = {start: 0}
    line = [start]
    for each in line:
        for after in steps.get(each, ()):
            if after not in distance:
                distance[after] = distance[each] + 1
                line.append(after)
    return distance


def _span(bureau: Bureau) -> str:
    if bureau.valid_from and bureau.valid_to:
        return f"from {bureau.valid_from} to {bureau.valid_to}"
    if bureau.valid_to:
        return f"until {bureau.valid_to}"
    return f"from {bureau.valid_from}" if bureau.valid_from else "throughout"


def bureaus_from(data: Mapping[str, Any]) -> tuple[Bureau, ...]:
    """The bureaus of a loaded ``bureaus.yaml``."""
    return tuple(_bureau(entry) for entry in data["bureaus"])


def _bureau(entry: Mapping[str, Any]) -> Bureau:
    values = {**entry, "departments": tuple(_department(each) for each in entry.get("departments", ()))}
    for name in ("successors", "aliases", "sources"):
        values[name] = tuple(values.get(name, ()))
    return Bureau(**values)


def _department(entry: Mapping[str, Any]) -> Department:
    return Department(**{**entry, "aliases": tuple(entry.get("aliases", ()))})
