"""Tables whose headers stand in the first column, given on as tables with a header row: cards, and tables that are turned.

Only what is sure is given on so. Other tables of labels are left out, not even read where their first row could pass for a
header, and counted with those that no declared header stands over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.cards.card_groups import has_groups, without_groups
from toshigaikou_cli.parsers.cards.cards import Card, CardToken, Deck, LabelRow, deck_of, labelled
from toshigaikou_cli.parsers.cards.insets import is_form
from toshigaikou_cli.parsers.cards.label_names import is_name, own_text, seem_labels
from toshigaikou_cli.parsers.cards.turned import turned_table
from toshigaikou_cli.parsers.columns.header_names import year_of_header
from toshigaikou_cli.records.blocks import BLOCKS, Block, Cell, Line, Row
from toshigaikou_cli.records.place import BBox
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.vocabulary.columns import Columns

_HEADING = expression(r"\s*[■◆●○□◇★【《〈＜<]")


@dataclass(slots=True)
class Upright:
    """The blocks of a document with a header row over the records of each table that had its headers in the first column.

    ``headings`` and ``joined`` count rows that became lines, and parts of a record; ``read`` are the first rows of the tables
    that were turned, and their records; ``sideways`` the rows of tables that surely are such and were left out.
    """

    columns: Columns
    blocks: Sequence[Block] = ()
    headings: int = 0
    joined: int = 0
    read: list[tuple[Row, int]] = field(default_factory=list)
    sideways: list[list[Row]] = field(default_factory=list)

    def take(self, blocks: Sequence[Block]) -> None:
        """Take a document in."""
        if _may_have(blocks, self.columns):
            blocks = shelved(self._given(blocks), BLOCKS)
        self.blocks = blocks

    def _given(self, blocks: Sequence[Block]) -> Iterator[Block]:
        # lines, then tables of cards that may go on, with the lines between them
        parts: list[list[Block]] = []
        tokens: list[CardToken] = []
        begun = False
        for part in _parts(blocks):
            if has_groups(part, self.columns):
                inner = without_groups(part, self.columns)
                if inner is None:
                    yield from self._deck(parts, tokens)
                    parts, tokens, begun = [], [], False
                    yield from self._left_out(part)
                    continue
                part = inner
            upright = _has_header_row(part, self.columns)
            found = None if upright else labelled(part, self.columns)
            labels = _labels(found or ())
            lines = isinstance(part[0], Line)
            opens = not begun and seem_labels(labels, self.columns)
            goes_on = begun and any(is_name(label, self.columns) for label in labels)
            if found is not None and (lines or opens or goes_on):
                begun = begun or opens
                parts.append(part)
                tokens += found
                continue
            yield from self._deck(parts, tokens)
            parts, tokens, begun = [], [], False
            yield from part if upright else self._table(part)
        yield from self._deck(parts, tokens)

    def _deck(self, parts: Sequence[Sequence[Block]], tokens: Sequence[CardToken]) -> Iterator[Block]:
        found = deck_of(tokens, self.columns)
        if found is None:
            for part in parts:
                yield from self._table(part)
            return
        rows = sum(isinstance(block, Row) for part in parts for block in part)
        on_cards = sum(len(card.rows) for card in found.cards)
        self.headings += rows - on_cards
        self.joined += on_cards - len(found.cards) - 1
        self.read.append((found.cards[0].rows[0], len(found.cards)))
        yield from _upright_deck(found)

    def _table(self, part: Sequence[Block]) -> Iterator[Block]:
        """A table of another form, or its lines alone where it is one of labels that cannot be turned for sure."""
        rows = [block for block in part if isinstance(block, Row)]
        texts = [text for row in rows if (text := own_text(row.cells[0]))]
        labels = bool(rows) and seem_labels(texts, self.columns)
        if not labels and not is_form(rows, self.columns):
            yield from part
            return
        found = turned_table(rows, self.columns) if labels else None
        if found is None:
            yield from self._left_out(part)
            return
        yield from (block for block in part if isinstance(block, Line))
        self.read.append((rows[0], len(found.records)))
        yield _header(found.labels, rows[0])
        for record in found.records:
            yield rows[0]._replace(cells=record, bbox=_around([cell.bbox for cell in record]), apart=True)

    def _left_out(self, part: Sequence[Block]) -> Iterator[Block]:
        """The lines of a table that is not read."""
        self.sideways.append([block for block in part if isinstance(block, Row)])
        yield from (block for block in part if isinstance(block, Line))


def _may_have(blocks: Sequence[Block], columns: Columns) -> bool:
    """Whether two rows below each other open with names of columns, the second maybe behind a blank or merged cell: in most
    documents only the header does."""
    before = False
    for block in blocks:
        if isinstance(block, Row):
            opening = [text for cell in block.cells[:2] if (text := own_text(cell))]
            named = any(is_name(text, columns) for text in opening)
            if named and before:
                return True
            before = named
    return False


def _has_header_row(part: Sequence[Block], columns: Columns) -> bool:
    """Whether the first row of a table has names of columns for the most part, and more than a row of a card."""
    row = next((block for block in part if isinstance(block, Row)), None)
    own = [text for cell in row.cells if (text := own_text(cell))] if row else []
    return len(own) > 2 and 2 * sum(is_name(text, columns) for text in own) > len(own)


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The tables of a document, each with the lines among its rows, and the lines between them, each by itself."""
    part: list[Block] = []
    table = 0
    for block in blocks:
        if part and not (block.inside if isinstance(block, Line) else block.table == table):
            yield part
            part = []
        part.append(block)
        if isinstance(block, Line) and len(part) == 1:
            yield part
            part = []
        table = block.table if isinstance(block, Row) else table
    if part:
        yield part


def _labels(tokens: Sequence[CardToken]) -> list[str]:
    rows = [token for token in tokens if isinstance(token, LabelRow) and not token.heads]
    return [each.label for row in rows for each in row.fields if each.label]


def _header(labels: Sequence[str], row: Row) -> Row:
    return Row(tuple(map(Cell, labels)), row.table, row.row, row.page, row.line, sheet=row.sheet, ocr=row.ocr)


def _upright_deck(deck: Deck) -> Iterator[Block]:
    first = deck.cards[0]
    form = _of_form(deck)
    yield from (line for line in first.above if line.text not in form)
    yield _header(deck.headers, first.rows[0])
    for card, cells in zip(deck.cards, deck.records, strict=True):
        yield from (line for line in card.above if card is not first and line.text not in form)
        yield _record(card, cells, first.rows[0].table)
    yield from deck.behind


def _of_form(deck: Deck) -> set[str]:
    """The texts of lines that only part the form (■基本情報): marked as headings, the same over each of several cards."""
    over = [{line.text for line in card.above if _HEADING.match(line.text)} for card in deck.cards]
    return (
        {text for text in set.intersection(*over) if year_of_header(text) is None} if len(over) > 1 else set()
    )


def _record(card: Card, cells: tuple[Cell, ...], table: int) -> Row:
    """A card as a row, at the place of its first one."""
    row = card.rows[0]
    box = _around([each.bbox for each in card.rows if each.page == row.page])
    sure = min((each.ocr for each in card.rows if each.ocr is not None), default=None)
    return row._replace(cells=cells, table=table, continues=False, bbox=box, ocr=sure, apart=True)


def _around(boxes: Sequence[BBox | None]) -> BBox | None:
    """The box around several."""
    known = [box for box in boxes if box]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
