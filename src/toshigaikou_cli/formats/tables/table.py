"""A table of values, ready for any format, and the width of text on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from toshigaikou_cli.language import Language, in_language, named
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.records.long import mapped

Value = str | int | float | bool | None
LAID_OUT = 500
"""Rows that the columns of a table on the screen are laid out by: those that follow keep to them."""


class Column(NamedTuple):
    """``key`` names the column in CSV, ``title`` on the screen; ``flexible`` columns give way on narrow screens.

    ``names`` cells are lists of names, which break between these. Where there is no room, columns with a ``drop`` are left
    out, the highest first: they hold what the others say, too, such as a share; and columns have their ``brief`` titles.
    ``heat`` cells hold the marks of a heat strip (:mod:`toshigaikou_cli.formats.pages.heat`). ``own`` cells are texts and names
    as the documents have them, in every language. ``decimals``: how many people read of each number; all, where it is -1.
    ``least``: how narrow it may be where the table would have to be given up else; 0 stands for the usual.
    """

    key: str
    title: str
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    drop: int = 0
    heat: bool = False
    names: bool = False
    brief: str = ""
    own: bool = False
    decimals: int = -1
    least: int = 0


class Table(NamedTuple):
    """Rows under columns, with a title above and notes below. ``total`` marks a last row that sums up the others.

    ``alike``: its columns are as wide as those of the other tables with them. ``folds``: what does not fit beside each other
    stands in further tables below, under the same first column. ``listing``: the rows whose cells are lists of names, as those
    of columns of ``names``.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    title: str = ""
    notes: tuple[str, ...] = ()
    total: bool = False
    folds: bool = False
    alike: bool = False
    listing: frozenset[int] = frozenset()


class TableText(NamedTuple):
    """Paragraphs between tables."""

    lines: Iterable[str]
    heading: bool = False


Part = Table | TableText


def as_text(value: Value) -> str:
    """How a value is written in every text format: nothing for None, yes and no, integers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, float):
        return f"{value:g}"
    return value if isinstance(value, str) else str(value)


def for_people(value: Value, *, own: bool = False, decimals: int = -1) -> str:
    """The same in the reader's language, with names in it, too, unless these are the documents' ``own``."""
    text = f"{value:.{decimals}f}" if isinstance(value, float) and decimals >= 0 else as_text(value)
    if isinstance(text, Message):
        return in_language(text)
    return text if own else named(text)


def row_for_people(table: Table, row: Sequence[Value]) -> list[str]:
    """The values of a row in the reader's language."""
    return [
        for_people(value, own=column.own, decimals=column.decimals)
        for value, column in zip(row, table.columns, strict=True)
    ]


def in_words(table: Table, language: Language) -> Table:
    """A table whose cells of tgx's own words, such as yes and no, are in a language; what documents say stays."""

    def said(value: Value) -> Value:
        text = as_text(value)
        return in_language(text, language) if isinstance(text, Message) else value

    return table._replace(rows=mapped(table.rows, lambda part: [tuple(map(said, row)) for row in part]))


def width(text: str, ambiguous: int = 1) -> int:
    """The number of terminal cells that a text takes: full-width characters take two, combining ones none.

    East Asian Width W and F (Unicode Standard Annex 11); A (○, ×, ─) takes ``ambiguous`` cells, as the terminal has it.
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells_of_narrow if ambiguous == 1 else _cells_of_wide, text))


def _cells(char: str, wide: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in wide else 1


@cache
def _cells_of_narrow(char: str) -> int:
    return _cells(char, "WF")


@cache
def _cells_of_wide(char: str) -> int:
    return _cells(char, "WFA")


def fit(text: str, cells: int, ambiguous: int = 1) -> str:
    """The text cut to a number of terminal cells, with … where something was cut."""
    if width(text, ambiguous) <= cells:
        return text
    kept, used, mark = "", 0, width("…", ambiguous)
    for char in text:
        used += width(char, ambiguous)
        if used > cells - mark:
            break
        kept += char
    return f"{kept}…"


def labelled(table: Table, column: Column, value: Value) -> Table:
    """A table with one more column before all others, which has the same value in each row."""
    columns = (column, *table.columns)
    rows = mapped(table.rows, lambda part: [(value, *row) for row in part])
    return table._replace(columns=columns, rows=rows)


def bar(part: int, whole: int, cells: int) -> str:
    """A bar of ``cells`` characters, filled in proportion: full only where all is there, empty only at none."""
    filled = round(cells * part / whole) if whole else 0
    if 0 < part < whole:
        filled = min(max(filled, 1), cells - 1)
    return "█" * filled + "·" * (cells - filled)


def percent(part: int, whole: int) -> str:
    """A share in whole per cent; 0 % and 100 % only where they are exact, – of nothing."""
    if not whole:
        return "–"
    share = round(100 * part / whole)
    if 0 < part < whole:
        share = min(max(share, 1), 99)
    return f"{share} %"


def apart(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of parts, an empty line between two of them, each with its end; nothing is an empty line."""
    begun = False
    for lines in parts:
        if begun:
            yield "\n"
        for line in lines:
            begun = True
            yield f"{line}\n"
    if not begun:
        yield "\n"
