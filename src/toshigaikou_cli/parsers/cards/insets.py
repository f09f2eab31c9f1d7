"""Little tables on a card: indicators with their numbers by year, and grades of several aspects in one row.

An evaluation sheet has 指標 | 名称 | 単位 | R4実績 | R5計画 over a row for each indicator, and 評価 | 必要性 | A | 有効性 | B.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.cards.label_names import is_name, is_short, own_text
from toshigaikou_cli.parsers.columns.header_figures import VALUES
from toshigaikou_cli.parsers.columns.header_names import without_year
from toshigaikou_cli.parsers.columns.indicator_kinds import is_kind, place_of_name
from toshigaikou_cli.parsers.columns.matching import Header, match_header, may_be_header
from toshigaikou_cli.records.blocks import Block, Cell, Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import hold_grades, is_figure, says_none
from toshigaikou_cli.vocabulary.columns import Columns


class InsetCell(NamedTuple):
    """A cell of an inset under its header; ``counts``: it is in a column of numbers."""

    header: str
    cell: Cell
    counts: bool = False


class InsetHeader(NamedTuple):
    """A header of insets; ``counts`` as that of its cells."""

    text: str
    counts: bool


InsetGroup = tuple[InsetCell, ...]
"""What a row of an inset says."""

_LEAST_WIDE = 3
_COST = expression(r"(?:総|全体|直接)?(?:事業|経)費")
_MONEY = expression(r"[(（](?:千|百万|万)?円[)）]")
_PLANNED = expression(r"(?:当初)?(?:予算|計画)額?")
_SPENT = expression(r"(?:決算|実績)額?")


class Inset(NamedTuple):
    """A little table on a card: its rows, and what each says."""

    rows: tuple[Row, ...]
    groups: tuple[InsetGroup, ...]


def inset_at(part: Sequence[Block], at: int, columns: Columns) -> Inset | None:
    """The inset that begins with a row of a card; None where none does for sure."""
    row = part[at]
    if not isinstance(row, Row):
        return None
    if graded := _grades(row, columns):
        return Inset((row,), (graded,))
    texts = [cell.text for cell in row.cells]
    if sum(bool(own_text(cell)) for cell in row.cells) < _LEAST_WIDE or not may_be_header(texts, columns):
        return None
    rows = list(takewhile(lambda each: _is_of_indicators(row, each, columns), _rows_behind(part, at)))
    under = [[cell.text for cell in each.cells] for each in rows]
    header = match_header(texts, columns.of("indicators"), under) if rows else None
    if header is None or not _has_kinds(header):
        return None
    return Inset((row, *rows), tuple(_group(header, row, each) for each in rows))


def is_form(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the rows of a table are those of a form with an inset: labels and values stand above it and go on below it, and a
    label below is known. Under the header of the inset they would be read as indicators."""
    for at in range(2, len(rows)):
        inset = inset_at(rows, at, columns)
        if inset is None or len(inset.rows) < 2:
            continue
        behind = rows[at + len(inset.rows) :]
        above = [own_text(row.cells[0]) for row in rows[:at]]
        goes_on = any(is_name(own_text(row.cells[0]), columns) for row in behind[:1])
        return goes_on and all(map(is_short, above))
    return False


def _has_kinds(header: Header) -> bool:
    """Whether a header has columns of numbers, each of which says itself what they are (R5実績, not 令和5年度)."""
    numbers = [column for column in header.columns if column.column in VALUES]
    return bool(numbers) and not any(each.kindless for each in numbers) and header.index("series") is None


def aligned(
    cards: Sequence[Sequence[InsetGroup]],
) -> tuple[tuple[InsetHeader, ...], list[tuple[Cell, ...]]]:
    """The headers of the insets of several cards beside each other, and the cells of each card under them: the same row of a
    form stands in the same columns. Columns that no card fills are left out."""
    keyed = [list(_keyed(groups)) for groups in cards]
    order = dict.fromkeys(key for groups in keyed for key, _ in groups)
    of_cards = [dict(groups) for groups in keyed]
    places = [(key, at) for key in order for at in range(len(key[0]))]
    columns = [
        [found[key][at].cell if key in found else Cell("") for found in of_cards] for key, at in places
    ]
    filled = [
        (_sure(key[0][at], cells), cells)
        for (key, at), cells in zip(places, columns, strict=True)
        if any(cell.text.strip() for cell in cells)
    ]
    headers = tuple(header for header, _ in filled)
    return headers, [tuple(cells[number] for _, cells in filled) for number in range(len(cards))]


def _sure(header: InsetHeader, cells: Sequence[Cell]) -> InsetHeader:
    """The header of a column of numbers; where no cell has one (未集計) as a name that is of numbers whatever stands under it."""
    if not header.counts or header.text.endswith(("値", "額")) or any(is_figure(cell.text) for cell in cells):
        return header
    return header._replace(text=f"{header.text}値")


def _keyed(groups: Sequence[InsetGroup]) -> Iterator[tuple[tuple[tuple[InsetHeader, ...], int], InsetGroup]]:
    """Groups by their headers, and how many of the same stand before each on its card."""
    seen: dict[tuple[InsetHeader, ...], int] = {}
    for group in groups:
        headers = tuple(InsetHeader(each.header, each.counts) for each in group)
        seen[headers] = seen.get(headers, 0) + 1
        yield (headers, seen[headers]), group


def _rows_behind(part: Sequence[Block], at: int) -> Iterator[Row]:
    for place in range(at + 1, len(part)):
        block = part[place]
        if not isinstance(block, Row):
            return
        yield block


def _is_of_indicators(header: Row, row: Row, columns: Columns) -> bool:
    """Whether a row under a header of indicators is one of numbers: it has some, and words only before the first of them, or
    under the name of a column of words (備考)."""
    if len(row.cells) != len(header.cells):
        return False
    texts = [own_text(cell) for cell in row.cells]
    numbers = [at for at, text in enumerate(texts) if text and is_figure(text)]
    if not numbers:
        return is_kind(texts[0]) and not any(text and not says_none(text) for text in texts[1:])
    behind = [
        text
        for text, over in zip(texts[numbers[0] :], header.cells[numbers[0] :], strict=True)
        if text and not may_be_header([over.text], columns)
    ]
    return bool(row.cells[0].text.strip()) and all(is_figure(text) or says_none(text) for text in behind)


def _group(header: Header, over: Row, row: Row) -> InsetGroup:
    """What a row under a header of indicators says: an indicator, an amount for each year, or numbers under their label."""
    label = own_text(row.cells[0]) or row.cells[0].text.strip()
    inside = {at for at, column in enumerate(header.columns) if column.column in VALUES}
    said = [
        InsetCell(text, cell, at in inside)
        for at, cell in enumerate(row.cells)
        if (text := " ".join(own_text(over.cells[at]).split()))
    ]
    if _MONEY.search(label) or _COST.fullmatch(label):
        at = header.index("unit")
        unit = row.cells[at].text.strip() if at is not None else ""
        money = label if _MONEY.search(label) or not unit else f"{label}（{unit}）"
        return _amounts(money, [each for each in said if each.counts])
    key = header.index(header.table.key) or 0
    texts = [cell.text for cell in over.cells]
    kinds = [place for place in (key, key - 1) if place >= 0 and is_kind(row.cells[place].text)]
    at = next((place for place in kinds if place_of_name(texts, place) != place), key)
    name = place_of_name(texts, at) if kinds else key
    if name == at or not own_text(row.cells[name]):
        named = InsetCell(own_text(over.cells[at]), row.cells[at]._replace(filled=False))
    else:
        named = InsetCell(row.cells[at].text.strip(), row.cells[name])
    taken = {own_text(over.cells[at]), own_text(over.cells[name])}
    # 備考 of an indicator is no remark on what was done
    words = {own_text(over.cells[at]) for at, column in enumerate(header.columns) if not column.figure}
    others = (each for each in said if each.header not in taken)
    return (
        named,
        *(each._replace(header=f"表の{each.header}") if each.header in words else each for each in others),
    )


def _amounts(label: str, values: Sequence[InsetCell]) -> InsetGroup:
    """What a row of money says: what was planned and spent, by year, or a text under its label where it is a part of it."""
    money = next(iter(_MONEY.findall(label)), "")
    kinds = [_amount_kind(each.header) for each in values]
    if not _COST.fullmatch(_MONEY.sub("", label).strip()) or not all(kinds):
        said = "、".join(f"{each.header} {text}" for each in values if (text := each.cell.text.strip()))
        return (InsetCell(label, Cell(said)),)
    return tuple(
        InsetCell(f"{each.header} {kind}{money}", each.cell, counts=True)
        for kind, each in zip(kinds, values, strict=True)
    )


def _amount_kind(header: str) -> str:
    """What an amount under a header is, as a name of its column; "" where it is not told."""
    bare = without_year(match_key(header))[0]
    return "事業費計画額" if _PLANNED.fullmatch(bare) else "事業費実績額" if _SPENT.fullmatch(bare) else ""


def _grades(row: Row, columns: Columns) -> InsetGroup:
    """The grades of several aspects behind one label (評価 | 必要性 | A | 有効性 | B), each under its own; else ()."""
    own = [(text, cell) for cell in row.cells if (text := own_text(cell))]
    if len(own) < 2 * _LEAST_WIDE - 1 or not len(own) % 2 or not is_name(own[0][0], columns):
        return ()
    pairs = list(zip(own[1::2], own[2::2], strict=True))
    labels = [label for (label, _), _ in pairs]
    graded = hold_grades([text for _, (text, _) in pairs]) and not hold_grades(labels, most=True)
    if not graded or len(set(labels)) < len(labels) or not all(map(is_short, labels)):
        return ()
    return tuple(InsetCell(label, cell) for (label, _), (_, cell) in pairs)
