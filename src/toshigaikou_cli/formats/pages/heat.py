"""Heat strips: what there is to show, as marks that mean the same without colour.

A mark is ``.`` nothing reported, ``?`` suggestions only, ``1``–``9`` and ``+`` achievements that count, ``/`` no sheet
imported, ``-`` only what was not held, a blank where the question does not arise. Wide cells give the number and a block as
high as its share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toshigaikou_cli.coverage.views import HeatCell, Strip
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.tables.table import Column, Table, TableText
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

BLOCKS = "▁▂▃▄▅▆▇█"
_SIGNS = {"suggested": "?", "nothing": ".", "not-held": "-", "no-sheet": "/", "none": " "}
LEGEND = say(
    ". nothing reported   ? suggested only   1-9 achievements that count (+ ten or more)   / no sheet imported"
)
WIDE_LEGEND = say(
    ". nothing reported   ? suggested only   3▃ measures with results, and their share   / no sheet imported"
)
_NOT_HELD = say("- only reported as not held")
_RUN = expression(r"(?P<count>[0-9+]+\s?[▁-█]?)|(?P<maybe>\?+)|(?P<dim>[./-]+)|(?P<other>.)", re.DOTALL)


def mark(cell: HeatCell) -> str:
    """A cell as one character."""
    if cell.state == "counted":
        return str(cell.counted) if cell.counted < 10 else "+"
    return _SIGNS[cell.state]


def wide_mark(cell: HeatCell) -> str:
    """A cell as a number with a block as high as its share: full only where all is there."""
    if cell.state != "counted" or not cell.whole:
        return mark(cell)
    return f"{cell.counted}{BLOCKS[level(cell.counted, cell.whole)]}"


def level(part: int, whole: int) -> int:
    """0 to 7: how high a share stands; 7 only where all is there."""
    return 7 if part >= whole else min(int(7 * part / whole), 6)


def strip_table(strip: Strip, name: str) -> Table:
    """A strip as a table: narrow strips have all their marks in one column under a ruler."""
    first = Column(strip.key, name, flexible=True)
    if strip.narrow:
        marks = Column("marks", ruler(strip.columns), heat=True)
        rows: list[tuple[str, ...]] = [
            (title, "".join(map(mark, cells)).rstrip()) for _, title, cells in strip.rows
        ]
        return Table((first, marks), rows, title=strip.title)
    columns = tuple(Column(label, fiscal_year_heading(label), "right", heat=True) for label in strip.columns)
    rows = [(title, *map(wide_mark, cells)) for _, title, cells in strip.rows]
    return Table((first, *columns), rows, title=strip.title, folds=True)


def legend(strips: Sequence[Strip]) -> TableText:
    told = LEGEND if strips[0].narrow else WIDE_LEGEND
    states = {cell.state for strip in strips for *_, cells in strip.rows for cell in cells}
    return TableText((joined([told, _NOT_HELD], "   ") if "not-held" in states else told,))


def ruler(labels: Sequence[str]) -> str:
    """The first label and every fifth (of codes that are no numbers, by their place), each over its own mark, where there is
    room."""
    line = ""
    for place, label in enumerate(labels):
        number = int(label) if label.isdecimal() else place + 1
        due = place == 0 or number % 5 == 0
        if due and (not line or place > len(line)):
            line = line.ljust(place) + label
    return line


def classes(text: str) -> Iterator[tuple[str, str]]:
    """The runs of a strip's text with their styles: ``heat1`` (little) to ``heat4`` (much), ``maybe``, ``dim``."""
    for found in _RUN.finditer(text):
        run = found[0]
        if not found["count"]:
            yield {"maybe": "maybe", "dim": "dim"}.get(str(found.lastgroup), ""), run
        elif run[-1] in BLOCKS:
            yield f"heat{1 + BLOCKS.index(run[-1]) // 2}", run
        else:
            yield from ((_by_count(char), char) for char in run)


def _by_count(char: str) -> str:
    number = int(char) if char.isdigit() else 10
    return "heat1" if number == 1 else "heat2" if number < 4 else "heat3" if number < 10 else "heat4"
