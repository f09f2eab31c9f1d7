"""Headings between the rows of a sheet: 「Ⅰ　経済」 in the first cell alone, or in one that spans the table.

A row of its own that reports nothing may have its name and no more, too. So a row of one text is a heading only where its
form repeats and is not that of the rows around it; never where it goes on their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS, HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.carrying import DITTO, Above
from toshigaikou_cli.parsers.rows.headings import Form, Heading, forms_in
from toshigaikou_cli.parsers.rows.totals import total_label
from toshigaikou_cli.parsers.rows.year_headings import year_of_heading
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.marks import BULLETS
from toshigaikou_cli.text.stated_codes import is_code
from toshigaikou_cli.text.stated_numbers import says_none
from toshigaikou_cli.vocabulary.layouts import load_layouts

_NAMES = {"achievements": "item", "measures": "title"}
"""The tables that have such headings, and the column in which their rows have their names."""
_CODES = frozenset({"measure", "number"})
_LONGEST = 40
_KEPT = 24
_MARK = expression(
    rf"[\s\u3000]*(?P<mark>[{BULLETS}])|[\s\u3000]*(?P<pair>[【《〈＜<「『\[［〔]).*[】》〉＞>」』\]］〕][\s\u3000]*$"
)
_NO_HEADING = expression(
    r"\s*(?:[※＊*]|注[)）:：0-9０-９]|[（(].*[)）]\s*$|以[下上]|別[紙表添]|[次前](?:頁|ページ)|続き|単位|計$|.*。\s*$)"
)

_OFFICE = expression(
    r"(?:[局部課室係所館園校院署隊]|センター|委員会|協会|財団|公社|機構|担当)[\s】》〉＞>」』\]］〕]*$"
)
"""What the name of who is responsible ends in."""
_AROUND = "■◆●○□◇★【】《》〈〉＜＞<>「」『』[]［］〔〕 \u3000"
_FIGURE = expression(r"[0-9０-９][0-9０-９.,，．]*[^\s.．、)）]{0,2}")

PlacedItem = tuple[Header, Row] | Line


class HeadingsBetween(NamedTuple):
    """The headings of a document by their place among its items, each with its text; ``carried`` are those that say what the
    empty cells below them mean, as rows over them."""

    texts: dict[int, str]
    carried: Mapping[int, Above] = MappingProxyType({})


@dataclass(slots=True)
class _Alone:
    """A row of one text, or a line in the place of a row. ``names``: the text stands where rows have their names; ``opens``:
    it stands under the header. Of the row right below, where there is one: its name, whether it says who is responsible, and
    whether the first of its cells says nothing; ``under`` is its header."""

    place: int
    text: str
    header: Header | None
    opens: bool
    names: bool = False
    under: Header | None = None
    below: str | None = None
    below_has_unit: bool = False
    below_opens_blank: bool = False
    directly: bool = False
    form: str = ""
    value: int = 0


@dataclass(slots=True)
class _UnderColumns:
    """What stands under headers of the same columns: the rows of one text, and how the names and the first cells of the
    others begin."""

    alone: list[_Alone] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    firsts: set[str] = field(default_factory=set)


def may_have_headings(blocks: Iterable[Block]) -> bool:
    """Whether a document has rows of one text, or lines in the place of rows, at all: most have none."""
    return any(
        block.inside if isinstance(block, Line) else len(block.cells) > 1 and _said(block.cells) in _PLACES
        for block in blocks
    )


def headings_between(items: Iterable[PlacedItem]) -> HeadingsBetween:
    """The headings among the lines and rows of a document.

    They are short, no sentence, and a row stands under them. Where they have a number or a mark, no other row has one of that
    form, or each of them is where the numbers of the others begin anew; the numbers go up. Where they have neither, a merged
    cell spans the table, or all of them stand over rows that say who is responsible, the first of them over all rows.
    """
    texts: dict[int, str] = {}
    carried: dict[int, Above] = {}
    for group in _groups(items):
        rest = []
        for each in group.alone:
            title = _give_form(each)
            at = _carried_column(each)
            if at is None or each.under is None:
                rest.append(each)
                continue
            said = title or each.text if each.under.columns[at].column in UNIT_COLUMNS else each.text
            cells = [Cell("")] * len(each.under.columns)
            cells[at] = Cell(said.strip(_AROUND))
            carried[each.place] = Above(each.under, cells)
            texts[each.place] = each.text
        for names, texts_of_others in ((True, group.names), (False, group.firsts)):
            alike = [each for each in rest if each.names is names]
            texts |= {each.place: each.text for each in _headings(alike, texts_of_others)}
    return HeadingsBetween(texts, carried)


def alone_text(header: Header, cells: Sequence[Cell]) -> str:
    """The only text of a row of a sheet, in its first cell, or where rows have their names behind a column of codes (whose
    cell may number it); "" where the row says more, or a merged cell from above reaches into it."""
    name = _name_column(header)
    if name is None or len(cells) < 3 or any(cell.filled and cell.text.strip() for cell in cells):
        return ""
    said = _said(cells)
    if said != [0] and not (said in ([0, 1], [1]) and _is_numbered(header)):
        return ""
    if header.table.name == "measures" and said == [0] and name:
        return ""  # a heading of a strategy by its form: parsers/strategies/measures.py
    text = "\u3000".join(" ".join(cells[at].text.split()) for at in said)
    only_code = said == [0] and name != 0 and is_code(text)
    return "" if only_code or total_label(header, cells[: len(header.columns)]) else text


def _name_column(header: Header) -> int | None:
    """The place of the column of names; None in a table that has no headings between its rows."""
    name = _NAMES.get(header.table.name)
    if name is None:
        return None
    return header.index(name) if header.index(name) is not None else header.index(header.key)


def _is_numbered(header: Header) -> bool:
    """Whether a column of codes numbers the rows, right before their names."""
    return header.columns[0].column in _CODES and _name_column(header) == 1


_PLACES = ([0], [1], [0, 1])


def _said(cells: Sequence[Cell]) -> list[int]:
    return [at for at, cell in enumerate(cells) if cell.text.strip() and not cell.filled]


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and not (
        _NO_HEADING.match(text)
        or year_of_heading(text)
        or DITTO.fullmatch(text)
        or _FIGURE.fullmatch(text)
        or says_none(text)
    )


def _groups(items: Iterable[PlacedItem]) -> Iterable[_UnderColumns]:
    """The rows of one text and the names of the others, by the columns that they stand under."""
    groups: dict[tuple[HeaderColumn, ...], _UnderColumns] = {}
    waiting: list[_Alone] = []
    last: Header | None = None
    for place, item in enumerate(items):
        if isinstance(item, Line):
            text = " ".join(item.text.split())
            if item.inside and _is_short(text):
                waiting.append(_Alone(place, text, None, opens=False))
            elif not item.inside:
                waiting = [each for each in waiting if each.header]
            continue
        header, row = item
        text = alone_text(header, row.cells)
        if text and _is_short(text):
            waiting.append(_of_row(place, text, header, row, opens=header is not last))
            last = header
            continue
        group = groups.setdefault(header.columns, _UnderColumns())
        if header.table.name in _NAMES:
            if header.table.name == "measures":  # lines there are told by the layout of the strategy
                waiting = [each for each in waiting if each.header]
            _put_over(waiting, header, row, opens=header is not last)
            group.alone += waiting
            group.names.add(_name(header, row.cells)[:_KEPT])
            group.firsts.add(_first(row.cells)[:_KEPT])
        waiting, last = [], header
    return groups.values()


def _of_row(place: int, text: str, header: Header, row: Row, *, opens: bool) -> _Alone:
    spans = all(cell.filled for cell in row.cells[1:])
    names = _name_column(header) == 0 or _said(row.cells) != [0]
    return _Alone(place, text, None if spans else header, opens, names and not spans)


def _put_over(waiting: Sequence[_Alone], header: Header, row: Row, *, opens: bool) -> None:
    """Say of rows of one text which row stands under them."""
    pairs = list(zip(header.columns, row.cells, strict=False))
    units = [cell for column, cell in pairs if column.column in UNIT_COLUMNS]
    for at, each in enumerate(waiting):
        if each.header is not None and each.header.columns != header.columns:
            continue
        each.under = header
        each.below = _name(header, row.cells) if each.names else _first(row.cells)
        each.below_has_unit = any(cell.text.strip() for cell in units)
        each.below_opens_blank = not row.cells[0].text.strip()
        each.directly = at == len(waiting) - 1
        each.opens = each.opens or (each.header is None and opens)


def _name(header: Header, cells: Sequence[Cell]) -> str:
    """How a row is named: by its key, behind the code that numbers it."""
    key = _name_column(header) or 0
    places = [0, key] if _is_numbered(header) else [key]
    texts = (" ".join(cells[at].text.split()) for at in places if at < len(cells))
    return "\u3000".join(filter(None, texts))


def _first(cells: Sequence[Cell]) -> str:
    return " ".join(cells[0].text.split())


def _carried_column(each: _Alone) -> int | None:
    """The column whose empty cells in the rows below mean what a row of one text says: the one that it stands in, or that of
    who is responsible under an office that spans the table; None where there is none."""
    header = each.under
    if header is None or each.below is None:
        return None
    if each.header is None:
        units = (at for at, column in enumerate(header.columns) if column.column in UNIT_COLUMNS)
        at = next(units, None)
        return at if not each.below_has_unit and _OFFICE.search(each.text) else None
    column = header.columns[0].column
    if each.names or not each.below_opens_blank or column not in header.carried:
        return None
    return None if column in UNIT_COLUMNS and each.form else 0


def _give_form(each: _Alone) -> str:
    """Set the form and the number of a text; its title, where it has a number."""
    layouts = load_layouts()
    for form in forms_in((*layouts.goals, *layouts.areas), [each.text], layouts):
        if heading := _read(form, each.text):
            each.form, each.value = form.text, heading.value
            return heading.title
    if mark := _MARK.match(each.text):
        each.form = mark["mark"] or mark["pair"]
    return ""


def without_number(text: str) -> str:
    """A heading's title: its text without the number that it opens with, where it has one."""
    return form_and_title(text)[1] or text


@lru_cache(maxsize=1024)
def form_and_title(text: str) -> tuple[str, str]:
    """The form of the number or mark that a text opens with, and its title behind a number; "" where it has none."""
    each = _Alone(0, text, None, opens=False)
    title = _give_form(each)
    return each.form, title


def _read(form: Form, text: str) -> Heading | None:
    return form.read(text, Spot())


def _headings(alone: Sequence[_Alone], names: set[str]) -> list[_Alone]:
    """Those of the rows of one text under the same columns that are headings."""
    found: list[_Alone] = []
    under = [each for each in alone if each.below is not None]
    for form in dict.fromkeys(each.form for each in under):
        alike = [each for each in under if each.form == form]
        found += _of_form(form, alike, names) if form else []
        found += [each for each in alike if not form and each.header is None]
        rows = [each for each in alike if not form and each.header is not None]
        found += rows if _stand_over_all(rows) else []
    return found


def _of_form(form: str, alike: list[_Alone], names: set[str]) -> list[_Alone]:
    """Those of the rows of one form that are headings by it: see :func:`headings_between`."""
    if all(each.header is None for each in alike):
        return alike
    if not alike[0].value:
        marks = (mark.groups() for name in names if (mark := _MARK.match(name)))
        return alike if _is_several(alike) and not any(form in found for found in marks) else []
    (read,) = (made for made in forms_in([form], [alike[0].text], load_layouts()) if made.text == form)
    if not any(_read(read, name) for name in names):
        steps = pairwise(alike)
        rises = all(a.value < b.value or b.value == 1 or a.text == b.text for a, b in steps)
        return alike if rises and _is_several(alike) else []
    over = [each for each in alike if each.directly and _number(read, each.below or "") == 1]
    counted = [each.value for each in over] == list(range(1, len(over) + 1))
    return over if counted and over and over[0].opens else []


def _is_several(alike: Sequence[_Alone]) -> bool:
    """Whether there are several, or the only one stands over all rows."""
    return len({each.text for each in alike}) > 1 or alike[0].opens


def _number(form: Form, name: str) -> int:
    heading = _read(form, name)
    return heading.value if heading else 0


def _stand_over_all(rows: Sequence[_Alone]) -> bool:
    """Whether rows without a number or mark part a table: several, the first under its header, each right over a row that
    says who is responsible."""
    return (
        len({each.text for each in rows}) > 1
        and rows[0].opens
        and all(each.directly and each.below_has_unit for each in rows)
    )
