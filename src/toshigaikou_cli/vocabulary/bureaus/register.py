"""The bureaus through time: a name and a fiscal year -> the bureau in force, or ranked proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.documents import BureauMention
from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.keys import Keyed, match_key
from toshigaikou_cli.vocabulary.bureaus.cells import CutCell, Piece, RoleMark, cut_cell
from toshigaikou_cli.vocabulary.bureaus.each import EachUnits
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau, Department, Proposal, bureaus_from
from toshigaikou_cli.vocabulary.bureaus.marks import set_apart
from toshigaikou_cli.vocabulary.bureaus.parts import UnitParts
from toshigaikou_cli.vocabulary.bureaus.ranks import rank_of
from toshigaikou_cli.vocabulary.bureaus.resolution import Resolution, ResolvedBy
from toshigaikou_cli.vocabulary.bureaus.several import one_of_several, told_by_others
from toshigaikou_cli.vocabulary.bureaus.short_forms import written_out
from toshigaikou_cli.vocabulary.bureaus.succession import Succession, at_once, in_year, span
from toshigaikou_cli.vocabulary.bureaus.validity import overlaps
from toshigaikou_cli.vocabulary.keys import keyed_cell, without_layout

__all__ = ["Bureau", "BureauRegister", "Department", "Proposal", "Resolution", "ResolvedBy", "bureaus_from"]

_LEGAL_FORM = expression(
    r"[(（](?:[公一]?[財社]|株|有|独|地独|社福|特非|NPO(?:法人)?|(?:公益|一般)[財社]団法人)[)）]"
)
"""What stands for the form of a body before its name: （公財）国際交流協会."""


class BureauRegister:
    """The register of bureaus: resolves names, follows succession. Immutable; made of plain data."""

    def __init__(
        self,
        bureaus: Iterable[Bureau],
        aliases: Mapping[str, str] | None = None,
        *,
        prefixes: tuple[str, ...] = (),
        by_end: bool = False,
    ) -> None:
        """``aliases`` maps further names to bureau ids (a user's own). ``prefixes`` (the city's name, the longest first) say
        nothing before a name. ``by_end``: a name may stand at the end of a longer one, which says what the unit is part of
        (総務部国際課)."""
        self.bureaus = tuple(bureaus)
        self.by_id = {bureau.id: bureau for bureau in self.bureaus}
        self.succession = Succession(self.bureaus)
        self._extra = dict(aliases or {})
        self._by_end = by_end
        self._prefixes = prefixes
        self._names: dict[str, list[tuple[Bureau, ResolvedBy]]] = {}
        self._standalone: dict[str, list[tuple[Bureau, Department]]] = {}
        self._resolved_cells: dict[tuple[str, int | None], tuple[Resolution, ...]] = {}
        self._open_cells: dict[str, bool] = {}
        self._fill()
        self._each = EachUnits(self._names)
        named = {key: [bureau for bureau, _ in entries] for key, entries in self._names.items()}
        self._parts = UnitParts(named, self._standalone, self.by_id, prefixes)
        self._longest_first = tuple(sorted({*self._names, *self._standalone}, key=len, reverse=True))
        self._by_first: dict[str, tuple[str, ...]] = {}
        for key in self._longest_first:
            self._by_first[key[0]] = (*self._by_first.get(key[0], ()), key)

    def _fill(self) -> None:
        for bureau in self.bureaus:
            self._add(bureau.name, bureau, "exact")
            for form in bureau.forms[1:]:
                self._add(form, bureau, "alias")
            for form in self._whole_names(bureau):
                self._add(form, bureau, "exact")
            for department in bureau.departments:
                for form in department.forms if department.standalone else ():
                    self._standalone.setdefault(match_key(form), []).append((bureau, department))
        for alias, bureau_id in self._extra.items():
            self._add(alias, self.by_id[bureau_id], "alias")

    def _whole_names(self, unit: Bureau, depth: int = 0) -> Iterator[str]:
        """The names of a unit behind those of what it is part of: 企画調整局国際政策課."""
        above = self.by_id.get(unit.parent or "")
        if above is None or depth > _DEEPEST:
            return
        for head in (*above.forms, *self._whole_names(above, depth + 1)):
            yield from (f"{head}{form}" for form in unit.forms)
        yield from self._whole_names(replace(unit, parent=above.parent), depth + 1)

    def each_of(self, bureau: Bureau) -> tuple[Bureau, ...]:
        """The units that stand for each of those of which a registered one is: of 南区役所地域振興課 各区地域振興課."""
        names = [match_key(form) for form in (*bureau.forms, *self._whole_names(bureau))]
        answered = [key for name in names for key in self._each.answered(self._parts.without_city(name))]
        return tuple(
            dict.fromkeys(each for key in answered for each, _ in self._names[key] if each.id != bureau.id)
        )

    def _add(self, form: str, bureau: Bureau, how: ResolvedBy) -> None:
        entries = self._names.setdefault(match_key(form), [])
        if all(known.id != bureau.id for known, _ in entries):
            entries.append((bureau, how))

    def __iter__(self) -> Iterator[Bureau]:
        return iter(self.bureaus)

    # ------------------------------------------------------------ cells

    def resolve(self, text: str, fiscal_year: int | None) -> Resolution:
        """The bureau that a cell such as ``生活文化局都民生活 部`` names, and its department.

        The longest name at the start of the cell counts, after brackets, labels and the city's name. A cell with
        several bureaus gives the first (see ``resolve_all``). With ``fiscal_year`` None a name that two
        bureaus had is not resolved. An unknown name gives proposals, never a guess.
        """
        found = self.resolve_all(text, fiscal_year)
        return found[0] if found else Resolution(without_layout(text), None)

    def resolve_all(self, text: str, fiscal_year: int | None) -> tuple[Resolution, ...]:
        """Every bureau of a cell, in order. A department alone after a bureau belongs to that bureau."""
        # The cells of a sheet repeat: a hundred thousand rows have a few hundred of them.
        known = self._resolved_cells.get((text, fiscal_year))
        if known is None:
            if len(self._resolved_cells) >= _MOST_CELLS:
                self._resolved_cells.clear()
            known = self._resolved_cells[text, fiscal_year] = self._resolve_cell(text, fiscal_year)
        return known

    def is_open(self, text: str) -> bool:
        """Whether a cell leaves its list of units open: 国際課ほか, 国際課、各区役所, 全課."""
        known = self._open_cells.get(text)
        if known is None:
            if len(self._open_cells) >= _MOST_CELLS:
                self._open_cells.clear()
            known = self._open_cells[text] = self._cut(text).open_ended
        return known

    def is_name(self, text: str) -> bool:
        """Whether a text is the whole name of a registered unit, the city's name before it or not."""
        return self._parts.is_unit(text)

    def _cut(self, text: str) -> CutCell:
        cell: Keyed = keyed_cell(written_out(set_apart(_LEGAL_FORM.sub("", text)), self._parts))
        return cut_cell(cell, self._name_at, self._is_part, self._prefixes)

    def _resolve_cell(self, text: str, fiscal_year: int | None) -> tuple[Resolution, ...]:
        out: list[Resolution] = []
        alone = ""
        for piece in self._cut(text).pieces:
            last = out[-1] if out else None
            piece = self._of_own_entry(self._named_by_end(piece)) if self._by_end else piece
            if last and last.bureau:
                key = piece.key or match_key(piece.text)
                piece = replace(piece, key=self._parts.beside(last.bureau, key) or piece.key)
            department = piece.text if not piece.key and _DEPARTMENT_ALONE.fullmatch(piece.text) else ""
            above = (
                self._parts.above(last.bureau, department) if department and last and last.bureau else None
            )
            if last and above:
                name, rest = self._department(above, department)
                found = replace(
                    last, text=piece.text, bureau=above, department=name, rest=rest, how="same_bureau"
                )
            elif piece.key:
                # 外務部（政策企画局）: the department stands first
                found = self._resolved(replace(piece, after=piece.after or alone), fiscal_year)
            else:
                asked = len(out) < _MOST_PROPOSALS
                proposals = self.proposals(piece.text, fiscal_year) if asked else ()
                found = Resolution(piece.text, None, proposals=proposals)
            if last and _goes_on(last, found):
                found = replace(found, how=last.how) if found.how == "same_bureau" else found
                out.pop()
            elif alone and found.bureau:
                out.pop()
            alone = department if not found.bureau else ""
            out.append(found)
            if found.how == "one_of_each" and (own := self._registered(piece.key)):
                # 南区役所 has an entry, its section has none: the row is of both.
                out.append(self._resolved(replace(piece, key=own), fiscal_year))
        return tuple(told_by_others(out, self.by_id) if len(out) > 1 else out)

    def _registered(self, text: str) -> str:
        """The longest registered name that a key opens with, or ""."""
        return next((name for name in self._by_first.get(text[:1], ()) if text.startswith(name)), "")

    def _named_by_end(self, piece: Piece) -> Piece:
        """A piece that opens with no name, under the longest one that it ends in."""
        if piece.key:
            return piece
        text = keyed_cell(piece.text)
        keys = (key for key in self._longest_first if text.key.endswith(key))
        # 国際・広報課 is not half of it
        whole = (key for key in keys if not _ENDS_SHARED.search(text.text[: text.at[-len(key)]]))
        return replace(piece, key=next(whole, ""))

    def _of_own_entry(self, piece: Piece) -> Piece:
        """A piece whose unit is followed by a lower one that has an entry, and is entered as part of nothing, under that one:
        what a strategy names alone is no less itself behind the unit that it is part of."""
        after = keyed_cell(piece.after.strip(_EDGES))
        name = self._registered(after.key) if piece.key else ""
        units = [unit for unit, _ in self._names.get(name, ())]
        if not units or any(unit.parent for unit in units) or not self._is_part(piece.key, name):
            return piece
        left = after.text[after.end_of(len(name)) :]
        whole = not left or left[0] in _EDGES or rank_of(left) == 1  # 観光課誘客係, not 観光課程
        return replace(piece, key=name, after=left) if whole else piece

    def split_bureau_cell(self, text: str) -> tuple[list[BureauMention], bool]:
        """The bureaus of a strategy's ``担当(関係)局`` cell with their roles, and whether the list is open.

        Names outside parentheses lead, names inside are related; ``その他関係局``, ``ほか``, ``等``, ``全局``
        open the list. ◎ and ○ mark lead and related where both occur. Unknown names are kept as text.
        """
        cut = self._cut(text)
        marked = {piece.mark for piece in cut.pieces} >= {RoleMark.DOUBLE, RoleMark.SINGLE}
        mentions = []
        for piece in cut.pieces:
            single = marked and piece.mark is RoleMark.SINGLE
            mentions.append(BureauMention(piece.text, "related" if piece.related or single else "lead"))
        return mentions, cut.open_ended

    def _name_at(self, cell: Keyed, start: int) -> str:
        """The longest name (a match key) at a place of a cell's key that is registered, or that of a unit which answers to
        one that stands for each; or ""."""
        registered = ""
        for name in self._by_first.get(cell.key[start : start + 1], ()):
            if cell.key.startswith(name, start) and not _word_goes_on(cell, start + len(name)):
                registered = name
                break
        return self._each.longest_at(cell.key, start, registered)

    def _is_part(self, above: str, name: str) -> bool:
        entries = self._names.get(name, ())
        least = min((_RANKS[bureau.kind] for bureau, _ in entries), default=0)
        return least > min((_RANKS[bureau.kind] for bureau, _ in self._names.get(above, ())), default=least)

    def _resolved(self, piece: Piece, fiscal_year: int | None) -> Resolution:
        entries = self._names.get(piece.key)
        if entries is None and piece.key in self._standalone:
            return self._standing_alone(piece, fiscal_year)
        if entries is None:
            return self._one_of_each(piece, fiscal_year)
        known = [bureau for bureau, _ in entries]
        bureau = in_year(known, fiscal_year)
        if bureau is None and (several := at_once(known, fiscal_year)):
            return one_of_several(piece.text, piece.after, several, self.by_id)
        if bureau is None:
            proposals = tuple(
                Proposal(each, 90.0, say("was in force {span}", span=span(each))) for each in known
            )
            return Resolution(piece.text, None, rest=piece.after, proposals=proposals)
        how = next(how for each, how in entries if each.id == bureau.id)
        department, rest = self._department(bureau, piece.after)
        in_force = fiscal_year is None or bureau.in_force(fiscal_year)
        proposals = () if in_force or fiscal_year is None else self._instead_of(bureau, fiscal_year)
        return Resolution(piece.text, bureau, department, rest, how, in_force, proposals)

    def _one_of_each(self, piece: Piece, fiscal_year: int | None) -> Resolution:
        entries = [bureau for bureau, _ in self._names[self._each.answered(piece.key)[0]]]
        bureau = in_year(entries, fiscal_year) or entries[0]
        in_force = fiscal_year is None or bureau.in_force(fiscal_year)
        own = self._parts.without_city(piece.text.removesuffix(piece.after).strip(_EDGES))
        return Resolution(piece.text, bureau, own, piece.after.strip(_EDGES), "one_of_each", in_force)

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
        rest = keyed_cell(after)
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
        """Bureaus that an unknown name may mean, best first, with reasons. Where none of them was in force in the year, those
        of their lines that were come first."""
        from toshigaikou_cli.vocabulary.bureaus.proposals import nearest_first, propose

        name = keyed_cell(without_layout(text))
        found = propose(self.bureaus, name, fiscal_year, limit)
        if fiscal_year is None or any(each.bureau.in_force(fiscal_year) for each in found):
            return found
        line = [other for each in found for other in self._instead_of(each.bureau, fiscal_year)]
        return (*nearest_first(line, name), *found)[:limit]

    def _instead_of(self, bureau: Bureau, fiscal_year: int) -> tuple[Proposal, ...]:
        """The bureaus of the same line that were in force in a year, nearest first."""
        out = []
        for step, other in self.succession.line(bureau.id):
            if other.id != bureau.id and other.in_force(fiscal_year):
                out.append(Proposal(other, 95.0 - 5 * step, self.succession.tells(bureau, other)))
        return tuple(sorted(out, key=lambda proposal: -proposal.score))

    # ------------------------------------------------------------ succession

    def lineage(self, bureau_id: str) -> frozenset[str]:
        """The ids of a bureau, of all that it came from and of all that came of it (no siblings).

        A bureau set up ``within`` another goes on from that one. Raises KeyError for an unknown id.
        """
        return frozenset(each.id for _, each in self.succession.line(bureau_id))

    def predecessors(self, bureau_id: str) -> tuple[Bureau, ...]:
        """The bureaus of which this one is a direct successor, or within which it was set up."""
        return tuple(self.by_id[each] for each in self.succession.before[bureau_id])

    def successors(self, bureau_id: str) -> tuple[Bureau, ...]:
        """The direct successors of a bureau, and the bureaus that were set up within it."""
        return tuple(self.by_id[each] for each in self.succession.after[bureau_id])

    # ------------------------------------------------------------ filters

    def named(self, name: str) -> list[str]:
        """The ids of the bureaus that have exactly this name, alias or English name (spaces and ・ apart)."""
        return [bureau.id for bureau, _ in self._names.get(match_key(name), ())]

    def find(self, query: str) -> list[Bureau]:
        """The bureaus that a filter means: by id, code, name, alias or English name; else by a part of a name.

        Several bureaus of one name are all given, as are all whose name has the part; none is an empty list.
        """
        key = match_key(query)
        if not key:
            return []
        if query in self.by_id:
            return [self.by_id[query]]
        if coded := [each for each in self.bureaus if each.code and match_key(each.code) == key]:
            return coded
        whole = self._names.get(key) or self._names.get(self._parts.without_city(key))
        if whole:
            return [bureau for bureau, _ in whole]
        if key in self._standalone:
            return [bureau for bureau, _ in self._standalone[key][:1]]
        if len(key) < (3 if key.isascii() else 2):
            return []
        return [each for each in self.bureaus if any(key in match_key(form) for form in each.forms)]


_ENDS_SHARED = expression(r"[・/]\s*$")
_MOST_CELLS = 10_000
_RANKS: Mapping[UnitKind, int] = {"bureau": 0, "department": 1, "section": 2}
_DEEPEST = 4
"""Steps from a unit to what it is part of."""
_MOST_PROPOSALS = 20
_EDGES = " \t\n\u3000/／・･、，,:：;；()（）[]［］【】〔〕「」-－―—|｜"
_NOT_AFTER_DEPARTMENT = ("長", "門", "会", "品", "分")
_DEPARTMENT = expression(
    r"[^\s/、，,()（）]{1,20}?部(?![長門会品分隊屋])|[A-Za-z&' -]{3,60}?(?:Division|Department|Section)"
)
_UNIT = expression(
    r"[^\s/、，,()（）]{1,24}?(?:本部|事務所|センター|事務局|課|室|所|署|隊|係|担当|[院校館園](?![^\s/、，,()（）]{1,10}課))"
    r"(?![題程長税外])"
)
_DEPARTMENT_ALONE = expression(
    r"[^\s]{1,20}?(?:部|課|室|所|センター)(?:[^\s]{1,20}?(?:課|室|係|担当))?"
    r"|[A-Za-z&,' -]{3,60}(?:Division|Department|Section)"
)


def _goes_on(last: Resolution, found: Resolution) -> bool:
    """Whether a piece only says more of the bureau before it: 総務局東京都立大学, 教育庁教育委員会."""
    return last.bureau is not None and last.bureau is found.bureau and last.department is None


def _word_goes_on(cell: Keyed, key_end: int) -> bool:
    """Whether a word goes on beyond a name: Latin letters side by side, or 大 (short for 大学) before 学."""
    end = cell.end_of(key_end)
    around = cell.text[end - 1 : end + 1]
    return around == "大学" or (len(around) == 2 and around.isascii() and around.isalnum())
