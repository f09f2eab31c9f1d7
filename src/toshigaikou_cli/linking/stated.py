"""What a sheet itself says of its measures: the cells of its column of codes, and what they make of the rules' links. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.evidence import Evidence
from toshigaikou_cli.records.links import Link, Linking, MeasureCell
from toshigaikou_cli.text.codes import code_key, code_parts, loose_key
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import KnownCodes, opening_code

_INSIDE = expression(r"[(（][^()（）]*[)）]")
_PARTS = expression(r"[\n\r、,，;；]+")
_MOST = 0.5
"""The share of the rows of a sheet whose items are the titles of the measures that their numbers would be."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The measures of a strategy: ids and titles by code, in its order."""

    ids: Mapping[str, str]
    titles: Mapping[str, str]

    def known(self) -> KnownCodes:
        """Its codes; a title that only one measure has is as good as its code."""
        keys = [code_key(title) for title in self.titles.values()]
        further = {
            code_key(title): code
            for code, title in self.titles.items()
            if keys.count(code_key(title)) == 1 and not title.isascii()
        }
        return KnownCodes(further, order=tuple(self.ids))


class StatedRow(NamedTuple):
    """The measures (ids) that a row states, and its cell; ``titled`` where its item is the title of one of them."""

    measures: tuple[str, ...]
    cell: MeasureCell
    titled: bool


def said_by_row(cells: Iterable[MeasureCell], codes: Codes) -> dict[str, StatedRow]:
    """What the rows of sheets state, by the ids of the rows; cells of one document stand together."""
    known = codes.known()
    found: dict[str, StatedRow] = {}
    for _, group in groupby(cells, key=lambda cell: (cell.document, cell.certain)):
        own = [(cell, tuple(stated.code for stated in known.split(cell.text))) for cell in group]
        own = _with_titles(own, codes)
        if not own[0][0].certain and not numbers_are_codes(own, codes):
            continue
        for cell, stated in own:
            measures = tuple(codes.ids[code] for code in stated if code)
            if measures:
                titled = any(_is_title(cell.item, codes.titles[code]) for code in stated if code)
                found.setdefault(cell.row, StatedRow(measures, cell, titled))
    return found


def said_by_titles(cells: Iterable[MeasureCell], codes: Codes) -> dict[str, StatedRow]:
    """What rows state, by their ids, in cells that may hold titles of measures: only what is one to the letter, with or
    without its code and what stands in parentheses, counts."""
    titles = _only_once((match_key(title), code) for code, title in codes.titles.items())
    bare = _only_once((match_key(_INSIDE.sub("", title)), code) for code, title in codes.titles.items())
    known = bare | titles
    found = {}
    for cell in cells:
        if meant := _of_titles(cell.text, known):
            found[cell.row] = StatedRow(tuple(codes.ids[code] for code in meant), cell, True)
    return found


def _only_once(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The codes by what only one of them is named."""
    found: dict[str, list[str]] = {}
    for key, code in named:
        found.setdefault(key, []).append(code)
    return {key: each[0] for key, each in found.items() if key and len(each) == 1}


def _of_titles(text: str, known: Mapping[str, str]) -> list[str]:
    """The codes of the titles that a cell consists of: of the whole cell, or of each of its parts."""
    for parts in ([text], _PARTS.split(text)):
        own = [part for part in parts if part.strip()]
        found = [known.get(match_key(part)) or known.get(match_key(opening_code(part)[1])) for part in own]
        if own and all(found):
            return list(dict.fromkeys(filter(None, found)))
    return []


def _with_titles(
    rows: Sequence[tuple[MeasureCell, tuple[str, ...]]], codes: Codes
) -> list[tuple[MeasureCell, tuple[str, ...]]]:
    """The rows, where numbers begin anew in each area (①, ②, ①): one that no code is means the measure whose code ends in it
    and whose title is the item, if most rows without a code have such a one."""
    by_title: dict[str, list[str]] = {}
    for code, title in codes.titles.items():
        by_title.setdefault(match_key(title), []).append(code)

    def meant(cell: MeasureCell) -> tuple[str, ...]:
        found = by_title.get(match_key(cell.item), [])
        ends = [code for code in found if loose_key(code).split("-")[-1] == loose_key(cell.text)]
        return tuple(ends) if len(ends) == 1 and len(code_parts(ends[0])) > 1 else ()

    open_ = [cell for cell, stated in rows if not any(stated)]
    if sum(bool(meant(cell)) for cell in open_) <= len(open_) * _MOST:
        return list(rows)
    return [(cell, stated if any(stated) else meant(cell)) for cell, stated in rows]


def numbers_are_codes(rows: Sequence[tuple[MeasureCell, Sequence[str]]], codes: Codes) -> bool:
    """Whether a column of numbers holds codes of the strategy: all of its cells do, and, where they are whole numbers, which
    may as well count the rows, the items are the titles of those measures."""
    if not all(stated and all(stated) for _, stated in rows):
        return False
    if all(len(code_parts(code)) > 1 for _, stated in rows for code in stated):
        return True
    titled = sum(any(_is_title(cell.item, codes.titles[code]) for code in stated) for cell, stated in rows)
    return titled > len(rows) * _MOST


def _is_title(item: str, title: str) -> bool:
    own, other = match_key(item), match_key(title)
    return bool(own and other) and (
        own == other or (min(len(own), len(other)) > 3 and (own in other or other in own))
    )


def with_stated(linking: Linking, said: StatedRow, activities: tuple[int, ...] = ()) -> Linking:
    """The verdict on a row that states its measures: these are linked, what the rules found beside them is suggested, and
    what is merely worded alike is nothing.

    ``activities`` are the positions of those that carry the links: all that count.
    """
    ruled = {link.measure: link for link in linking.links}
    cell = Evidence(
        "stated", (" ".join(said.cell.header.split()), " ".join(said.cell.text.split())), activities, 1.0
    )
    stated = tuple(
        Link(
            measure=measure,
            status="linked",
            method="stated",
            score=1.0,
            evidence=(cell, *(ruled[measure].evidence if measure in ruled else ())),
            activities=activities,
        )
        for measure in said.measures
    )
    others = (
        link._replace(status="suggested" if link.status == "linked" else link.status)
        for link in linking.links
        if link.measure not in said.measures and link.method != "similarity"
    )
    return Linking((*stated, *others), (), linking.against)


def contradicted(linking: Linking, said: StatedRow, score_of: Callable[[str], float], suggest: float) -> str:
    """The measure that the rules would link in the place of the stated ones, none of which they would even suggest; else ""."""
    first = next(iter(linking.links), None)
    if first is None or first.status != "linked" or first.measure in said.measures:
        return ""
    if any(link.measure in said.measures for link in linking.links):
        return ""
    return first.measure if all(score_of(measure) < suggest for measure in said.measures) else ""
