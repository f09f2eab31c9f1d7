"""Cards: a little table of labels and values for each record, below each other down the page.

施策名 | 港の交流 over 担当課 | 国際課 over 実績 | …; a row may have two labels, each with its value behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.cards.insets import Inset, InsetGroup, InsetHeader, aligned, inset_at
from toshigaikou_cli.parsers.cards.label_names import (
    header_of,
    is_column,
    is_name,
    is_short,
    label_key,
    own_text,
)
from toshigaikou_cli.parsers.columns.header_names import year_of_header
from toshigaikou_cli.records.blocks import LONGEST_CELL, Block, Cell, Line, Row
from toshigaikou_cli.text.states import is_state
from toshigaikou_cli.vocabulary.columns import Columns

_PLANNED = expression("計画|予定|目標|方針")
_LEAST_ROWS = 2
_AROUND = "■◆●○□◇★・【】《》〈〉＜＞<>「」『』[]［］〔〕 \u3000"


class LabelledValue(NamedTuple):
    """A value behind its label, in the column of labels ``place``; ``label`` is "" where the row goes on the one above."""

    place: int
    label: str
    value: Cell


class LabelRow(NamedTuple):
    """A row of labels and values; ``heads``: it has one text, which is a heading unless other rows have it as a label."""

    row: Row
    fields: tuple[LabelledValue, ...]
    heads: bool = False

    def as_line(self) -> Line:
        """The heading that the row is."""
        return Line(self.fields[0].label, self.row.page, self.row.line, self.row.sheet)


CardToken = Line | LabelRow | Inset


@dataclass(slots=True)
class Card:
    """A card: the lines that stand over it, its rows, its values by the keys of their labels; ``second`` are those of labels
    that stand behind another value, ``insets`` what the rows of little tables on it say."""

    above: list[Line]
    rows: list[Row] = field(default_factory=list)
    values: dict[str, Cell] = field(default_factory=dict)
    second: set[str] = field(default_factory=set)
    insets: list[InsetGroup] = field(default_factory=list)
    _last: dict[int, str] = field(default_factory=dict)

    def put(self, row: Row, of_row: Sequence[LabelledValue]) -> bool:
        """Put a row on the card; False where a label stands on it twice, a value behind none, or one without end."""
        self.rows.append(row)
        for each in of_row:
            key = label_key(each.label) if each.label else self._last.get(each.place, "")
            if not key or (each.label and key in self.values):
                return False
            self._last[each.place] = key
            self.second |= {key} if each.place else set()
            value = _together(self.values.get(key), each.value, "" if row.continues else "\n")
            if len(value.text) > LONGEST_CELL:
                return False
            self.values[key] = value
        return True


class Deck(NamedTuple):
    """Cards of the same labels, and the lines behind the last one; ``beside`` are the headers of the insets."""

    labels: tuple[str, ...]
    cards: tuple[Card, ...]
    behind: tuple[Line, ...]
    beside: tuple[InsetHeader, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of all that the cards say."""
        return (*self.labels, *(header.text for header in self.beside))

    @property
    def records(self) -> list[tuple[Cell, ...]]:
        """The values of each card under the headers."""
        _, insets = aligned([card.insets for card in self.cards])
        return [
            (*(card.values.get(label_key(label), Cell("")) for label in self.labels), *more)
            for card, more in zip(self.cards, insets, strict=True)
        ]


def labelled(part: Sequence[Block], columns: Columns) -> list[CardToken] | None:
    """The rows of a table as labels and values, and the lines among them, without a first row that heads these two (項目 | 内容);
    None where a row is something else."""
    insets = _insets(part, columns)
    inside = {id(row) for inset in insets.values() for row in inset.rows}
    rows = [block for block in part if isinstance(block, Row)]
    starts = _label_columns([row for row in rows if id(row) not in inside], columns)
    found: list[CardToken] = []
    for at, block in enumerate(part):
        if isinstance(block, Line):
            found.append(block)
            continue
        if id(block) in inside:
            found += [insets[at]] if at in insets else []
            continue
        own = [text for cell in block.cells if (text := own_text(cell))]
        if block is rows[0] and len(own) > 1 and _head_values(own, columns):
            continue
        fields = _fields(block, starts)
        if fields is None or any(_heads_another(each, columns) for each in fields):
            return None
        heads = len(own) == 1 and own[0] == own_text(block.cells[0]) and not is_name(own[0], columns)
        found.append(LabelRow(block, fields, heads))
    return found


def _insets(part: Sequence[Block], columns: Columns) -> dict[int, Inset]:
    """The insets of a table, by the places where they begin: below its first rows, which are those of a card."""
    found: dict[int, Inset] = {}
    until = _LEAST_ROWS
    for at in range(until, len(part)):
        if at >= until and (inset := inset_at(part, at, columns)):
            found[at] = inset
            until = at + len(inset.rows)
    return found


def deck_of(tokens: Sequence[CardToken], columns: Columns) -> Deck | None:
    """The cards that rows and lines are; None where it is not sure that they are: a label stands twice on one, a line among
    its rows may say something, it is not named, or the labels are not those of a known table."""
    cards: list[Card] = []
    lines: list[Line] = []
    rows = [token for token in tokens if isinstance(token, LabelRow)]
    texts = {
        label_key(each.label): each.label
        for row in reversed(rows)
        if not row.heads
        for each in reversed(row.fields)
    }
    texts.pop("", None)
    opening = ""
    asked = False  # whether the last label has nothing behind it
    for token in tokens:
        if isinstance(token, Inset):
            if not cards or (lines and not _part_a_form(lines, columns)):
                return None
            cards[-1].rows += token.rows
            cards[-1].insets += token.groups
            asked, lines = False, []
            continue
        if isinstance(token, Line) or (token.heads and label_key(token.fields[0].label) not in texts):
            if asked and (isinstance(token, LabelRow) or token.inside):
                return None  # it may be what stands below its label
            lines.append(token if isinstance(token, Line) else token.as_line())
            continue
        first = label_key(token.fields[0].label) if token.fields else ""
        opening = opening or first
        if first == opening:
            cards.append(Card(lines))
        elif not cards or (lines and (asked or not _part_a_form(lines, columns))):
            return None
        lines = []
        if not cards[-1].put(token.row, token.fields):
            return None
        asked = not any(each.value.text.strip() for each in token.fields)
    beside, _ = aligned([card.insets for card in cards])
    deck = Deck(tuple(reversed(texts.values())), tuple(cards), tuple(lines), beside)
    return deck if cards and _is_sure(deck, columns) else None


def _is_sure(deck: Deck, columns: Columns) -> bool:
    number = len(deck.cards)
    on_cards = Counter(key for card in deck.cards for key in card.values)
    unknown = [label for label in deck.labels if not is_name(label, columns)]
    if number == 1:
        clear = 2 * len(unknown) <= len(deck.labels) and deck.cards[0].second.isdisjoint(
            map(label_key, unknown)
        )
    else:
        clear = all(is_short(label) and on_cards[label_key(label)] == number for label in unknown)
    if not clear or any(len(card.rows) < _LEAST_ROWS for card in deck.cards):
        return False
    records = [[cell.text for cell in record] for record in deck.records]
    header = header_of(deck.headers, records, columns, of_unit=number == 1)
    if header is None:
        return False
    # what stands in an inset is no result, and each of its numbers is one of an indicator or an amount
    beside = zip(header.columns[len(deck.labels) :], deck.beside, strict=True)
    return all(column.figure or not (column.column or column.kind or said.counts) for column, said in beside)


def _label_columns(rows: Sequence[Row], columns: Columns) -> list[int]:
    """The columns of labels: the first, and each further one of which all texts may be labels, and half of them are names."""
    found = [0]
    for at in range(2, max((len(row.cells) for row in rows), default=0)):
        texts = [text for row in rows if at < len(row.cells) and (text := own_text(row.cells[at]))]
        named = sum(is_name(text, columns) for text in texts)
        if named and 2 * named >= len(texts) and all(map(is_short, texts)):
            found.append(at)
    return found


def _fields(row: Row, starts: Sequence[int]) -> tuple[LabelledValue, ...] | None:
    """The values of a row behind their labels; None where two stand behind one, or a merged one behind several."""
    found: list[LabelledValue] = []
    held = [at for at in starts if at and at < len(row.cells) and row.cells[at].text.strip()]
    for at, until in zip([0, *held], [*held, len(row.cells)], strict=True):
        label = own_text(row.cells[at])
        behind = [cell for cell in row.cells[at + 1 : until] if cell.text.strip()]
        own = [cell for cell in behind if not cell.filled]
        if len(own) > 1 or (label and len(own) < len(behind)):
            return None
        if label or own:
            found.append(LabelledValue(at, label, own[0] if own else Cell("")))
    return tuple(found)


def _heads_another(found: LabelledValue, columns: Columns) -> bool:
    """Whether a value is the name of a column, or what else forms have, beside what is none: 財源 behind 課題 is a word, and
    実施済 behind 進捗状況 says how far it is."""
    text = found.value.text
    if _says_state(found.label, text, columns):
        return False
    return is_column(text, columns) or (is_name(text, columns) and not is_name(found.label, columns))


def _head_values(texts: Sequence[str], columns: Columns) -> bool:
    """Whether the texts of a first row head the labels and the values below it."""
    return all(is_name(text, columns) for text in texts) and not any(
        _says_state(label, text, columns) for label, text in pairwise(texts)
    )


def _says_state(label: str, text: str, columns: Columns) -> bool:
    """Whether a text is what a label asks for, though it may name a column: 実施済 behind 進捗状況, not 実施 behind 計画."""
    return is_state(text) and not is_state(label) and not _PLANNED.search(label) and is_name(label, columns)


def _part_a_form(lines: Sequence[Line], columns: Columns) -> bool:
    """Whether lines among the rows of a card only part it (■基本情報): one at a time, short, no label and no year."""
    texts = [line.text.strip(_AROUND) for line in lines]
    return len(texts) < 2 and all(
        is_short(text) and not is_name(text, columns) and year_of_header(text) is None for text in texts
    )


def _together(cell: Cell | None, more: Cell, between: str) -> Cell:
    if cell is None or not cell.text.strip():
        return more if cell is None or more.text.strip() else cell
    return cell._replace(text=f"{cell.text}{between}{more.text}") if more.text.strip() else cell
