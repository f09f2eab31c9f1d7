"""A cell that names bureaus -> its pieces: one bureau each, with what follows its name and its role.

Written for cells such as ``政策企画局外務部``, ``建設局、交通局``, ``水道局・下水道局``,
``教育庁、(生活文化局)``, ``総務局ほか関係各局`` and ``◎環境局 ○総務局``. Which names are bureaus is told by
the caller; the longest counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.keys import Keyed
from toshigaikou_cli.text.open_lists import OPEN
from toshigaikou_cli.vocabulary.bureaus.marks import LABEL, MarkRole, role_of, without_mark
from toshigaikou_cli.vocabulary.bureaus.outside import is_no_part, outside_body
from toshigaikou_cli.vocabulary.bureaus.ranks import rank_of
from toshigaikou_cli.vocabulary.keys import without_layout

NameAt = Callable[[Keyed, int], str]
"""The longest registered name (a match key) at a place of a key, or ""."""
IsPart = Callable[[str, str], bool]
"""Whether the second of two registered names can only be a part of the first where it stands right behind it: 総務課, which
another bureau's is, in 環境局総務課."""


class RoleMark(Enum):
    """The mark before a name: ◎ and ○ tell lead from related where a cell has both."""

    NONE = ""
    DOUBLE = "◎"
    SINGLE = "○"


@dataclass(frozen=True, slots=True)
class Piece:
    """One bureau of a cell; ``key``: the match key of its registered name, or ""; ``after``: the rest."""

    text: str
    key: str = ""
    after: str = ""
    related: bool = False
    mark: RoleMark = RoleMark.NONE


@dataclass(frozen=True, slots=True)
class CutCell:
    pieces: tuple[Piece, ...]
    open_ended: bool


_LONGEST_NOTE = 300
_HARD = "、,;|"
_SOFT = expression(r"\s*[→⇒➡]\s*|[\s/・]+|及び|および|並びに|ならびに|又は|または|と")
_SKIP = expression(
    r"(?:令和|平成|[RH])(?:元|[0-9]{1,2})(?:年度?)?(?:[./]?[0-9]{1,2}月?)?(?:から|より|以降)は?[:、]?|[\s\[\]【】〔〕「」<>■□◆◇・*※:.\-]+|(?:[0-9]{1,2}|[ア-ン])[.)]\s*"
)
_MARK = expression(r"[◎○◯●〇]")
_NUMBER = expression(r"[0-9]{1,2}")
_OPEN_ENDS = expression(r"\s*(?:$|[、,;|/・()\s。])")
_BREAK = expression(r"[\s、,;|/・()]")
_ORGANISATION = expression(r"[^\s、,;|/・()]{1,24}?(?:局|庁|本部|戦略室|連携室|委員会)(?![長員所地面])")
_SECTION = expression(r"[^\s、,;|/・()]{1,24}(?:部|課|室)(?=$|[\s、,;|/・()])")
_LONGEST_NAME = 24
_UNIT_END = expression(r"(?:部|課|室|係|局|庁|本部|所|センター|委員会|大学|担当|等)$")


def cut_cell(cell: Keyed, name_at: NameAt, is_part: IsPart, prefixes: tuple[str, ...] = ()) -> CutCell:
    """Cut a cell, its marks set apart, into its bureaus. Linear in the length of the cell. ``prefixes`` (the city's name) say
    nothing before a name. A bureau that is marked 主 behind its name comes first, and those without a mark are then related."""
    scan = _Scan(cell, name_at, is_part, prefixes)
    scan.run(0, len(cell.text), related=False)
    leading = [scan.pieces[at] for at in scan.led]
    led = set(scan.led)
    others = [each for at, each in enumerate(scan.pieces) if at not in led]
    pieces = (*leading, *(replace(each, related=True) if leading else each for each in others))
    return CutCell(pieces, scan.open_ended)


@dataclass(slots=True)
class _Scan:
    cell: Keyed
    name_at: NameAt
    is_part: IsPart
    prefixes: tuple[str, ...] = ()
    pieces: list[Piece] = field(default_factory=list)
    open_ended: bool = False
    labelled: MarkRole = ""
    led: list[int] = field(default_factory=list)
    """The places of the pieces that are marked as leading behind their names."""

    def run(self, at: int, end: int, *, related: bool) -> None:
        while at < end:
            at = self.piece(at, end, related)

    def piece(self, at: int, end: int, related: bool) -> int:
        """Take one piece from ``at``; the place after it and its separator."""
        at, mark = self.lead_in(at, end)
        if at >= end:
            return end
        text = self.cell.text
        if text[at] in _HARD or text[at] == ")":
            return at + 1
        if text[at] == "(" and related:
            return at + 1
        if text[at] == "(":
            inner_end = self.closing(at, end)
            labelled, self.labelled = self.labelled, ""
            self.run(at + 1, inner_end, related=True)
            self.labelled = labelled
            return inner_end + 1
        opened, (name, after_name) = self.opened(at), self.name(at)
        if opened and not (name and after_name >= opened):
            self.open_ended = True
            return opened
        stop, next_at = self.tail(after_name if name else at, end, name)
        whole, role = without_mark(without_layout(text[at:stop]).strip(" 　・/"))
        if whole:
            after = without_mark(without_layout(text[after_name:stop]))[0] if name else ""
            self.led += [len(self.pieces)] if role == "lead" else []
            role = role or self.labelled or ("related" if related else "")
            self.pieces.append(Piece(whole, name, after, role == "related", mark))
        return max(next_at, at + 1)

    def lead_in(self, at: int, end: int) -> tuple[int, RoleMark]:
        """Step over spaces, bullets, numbers, marks, role labels and the city's name; remember what they say."""
        text, mark = self.cell.text, RoleMark.NONE
        while at < end:
            if found := LABEL.match(text, at, end):
                self.labelled = role_of(found["word"])
            elif found := _MARK.match(text, at, end):
                mark = RoleMark.DOUBLE if found.group() == "◎" else RoleMark.SINGLE
            elif before := self.before_name(at, end):
                at = before
                continue
            elif not (found := _SKIP.match(text, at, end)):
                break
            at = found.end()
        return at, mark

    def before_name(self, at: int, end: int) -> int:
        """The place after the city's name or a number that stand before a registered name, or 0; not where the name itself
        begins so."""
        if self.name(at)[0]:
            return 0
        number = _NUMBER.match(self.cell.text, at, end)
        stops = [at + len(prefix) for prefix in self.prefixes if self.cell.text.startswith(prefix, at, end)]
        stops += [number.end()] if number else []
        return next((stop for stop in stops if self.name(stop)[0]), 0)

    def tail(self, at: int, end: int, name: str) -> tuple[int, int]:
        """Where the piece that goes on at ``at``, behind its registered name, ends, and where the next one begins."""
        text, start, known = self.cell.text, at, bool(name)
        while at < end:
            if text[at] in _HARD:
                return at, at + 1
            if text[at] == "(":
                inner_end = self.closing(at, end)
                if self.names_others(at + 1, inner_end):
                    return at, at
                at = inner_end + 1
                continue
            within = "" if text[start:at].strip() else name
            unit_before = bool(within) or bool(_UNIT_END.search(text[max(start, at - 8) : at]))
            unit_before = unit_before or (not name and self.is_outside(start, at, end))
            soft = _SOFT.match(text, at, end)
            if soft and soft.group() == "・" and not unit_before and self.shares_end(at, soft.end(), name):
                at = soft.end()
                continue
            if soft and self.begins(soft.end(), end, unit_before, "" if soft.group().strip() else within):
                return at, soft.end()
            if soft and unit_before and soft.group().strip() and self.as_high(at, soft.end(), name):
                return at, soft.end()
            if (
                unit_before
                and at > start - known
                and (self.opened(at) or self.named_anew(at, within) or self.is_beside(at, end, within))
            ):
                return at, at
            at = soft.end() if soft and soft.group().strip() == "" else at + 1
        return end, end

    def begins(self, at: int, end: int, unit_before: bool, within: str) -> bool:
        """Whether a new piece begins at ``at``, just after a soft separator."""
        at, _ = self.lead_in_quietly(at, end)
        if at >= end:
            return True
        if self.named_anew(at, within) or self.opened(at) or _MARK.match(self.cell.text, at, end):
            return True
        return unit_before and bool(
            _ORGANISATION.match(self.cell.text, at, end) or outside_body(self.cell.text, at, end)
        )

    def is_outside(self, start: int, at: int, end: int) -> bool:
        """Whether what stands from ``start`` on is an outside body whose name ends at ``at``, where something else begins."""
        text = self.cell.text
        ended = _BREAK.match(text, at) or _SOFT.match(text, at) or self.opened(at)
        return bool(ended) and outside_body(text, start, end) == text[start:at]

    def is_beside(self, at: int, end: int, within: str) -> bool:
        """Whether an outside body stands at ``at``, right behind the name of a unit that it is no part of."""
        return bool(within) and is_no_part(outside_body(self.cell.text, at, end), within)

    def as_high(self, at: int, next_at: int, name: str) -> bool:
        """Whether what stands behind a separator is a unit as high as the one before it ends in, and so no part of that: 観光課
        in 国際課・観光課."""
        ahead = _SECTION.match(self.cell.text, next_at)
        before = self.cell.text[max(0, at - _LONGEST_NAME) : at].rstrip().rstrip(")")
        return ahead is not None and rank_of(ahead[0]) >= (rank_of(before) or rank_of(name))

    def named_anew(self, at: int, within: str) -> bool:
        """Whether another unit is named at ``at``, and not a part of the one whose name (``within``) stands right before."""
        name = self.name(at)[0]
        return bool(name) and not (within and self.is_part(within, name))

    def shares_end(self, at: int, next_at: int, within: str) -> bool:
        """Whether what stands before ・ has no end of its own, and so may share that of the name behind it: of 国際・広報課 never
        広報課 alone. A name that can be no part of the one ``within`` which both stand begins anew."""
        name = self.name(next_at)[0]
        return (
            bool(name)
            and at > 0
            and not _BREAK.match(self.cell.text, at - 1)
            and (not within or self.is_part(within, name))
        )

    def lead_in_quietly(self, at: int, end: int) -> tuple[int, RoleMark]:
        labelled = self.labelled
        place = self.lead_in(at, end)
        self.labelled = labelled
        return place

    def names_others(self, at: int, end: int) -> bool:
        """Whether parentheses name bureaus of their own, and not the department of the bureau before them."""
        inner, _ = self.lead_in_quietly(at, end)
        return bool(
            LABEL.match(self.cell.text, at, end)
            or self.name(inner)[0]
            or self.opened(inner)
            or _ORGANISATION.match(self.cell.text, inner, end)
            or outside_body(self.cell.text, inner, end)
        )

    def name(self, at: int) -> tuple[str, int]:
        """The registered name at a place of the text, and the place after it."""
        if at >= len(self.cell.text) or self.cell.text[at].isspace():
            return "", at
        start = bisect_left(self.cell.at, at)
        if start >= len(self.cell.at) or self.cell.at[start] != at:
            return "", at
        name = self.name_at(self.cell, start)
        return name, self.cell.end_of(start + len(name)) if name else at

    def opened(self, at: int) -> int:
        """The place after words that open the list (ほか関係各局, 等), or 0."""
        start = bisect_left(self.cell.at, at)
        found = OPEN.match(self.cell.key, start) if start < len(self.cell.at) else None
        if not found or self.cell.at[start] != at:
            return 0
        end = self.cell.end_of(found.end())
        return end if _OPEN_ENDS.match(self.cell.text, end) else 0

    def closing(self, at: int, end: int) -> int:
        """The place of the parenthesis that closes the one at ``at`` (or the end, or a far place)."""
        depth, end = 0, min(end, at + _LONGEST_NOTE)
        for place in range(at, end):
            depth += (self.cell.text[place] == "(") - (self.cell.text[place] == ")")
            if depth == 0:
                return place
        return end
