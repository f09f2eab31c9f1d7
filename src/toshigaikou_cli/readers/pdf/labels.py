"""What the cells of a grid say before their text is laid out: enough to tell labels from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.marks import Glyph
from toshigaikou_cli.readers.pdf.tables import Grid
from toshigaikou_cli.readers.pdf.text import Run

LEAST_LABELS = 2
"""Labels of a header at the least."""

_LABEL = expression(r"(?!・)(?:[^0-9０-９。．○※【]{1,20}|[^。．○※【]{0,16}年度[^。．○※【]{0,8})")

RegionTexts = dict[int, str]
"""The characters of each region, without blanks."""


RegionPiece = tuple[int, Sequence[Glyph]]
"""Inked glyphs of a run that stand in one region: its number, and they."""


def region_texts(grid: Grid, runs: Sequence[Run]) -> RegionTexts:
    """The characters of each region, in reading order."""
    return texts_of(grid, pieces_of(grid, runs))


def texts_of(grid: Grid, pieces: Sequence[RegionPiece]) -> RegionTexts:
    """The characters of each region of a grid."""
    texts: RegionTexts = dict.fromkeys(range(len(grid.regions)), "")
    for index, glyphs in pieces:
        texts[index] += "".join([glyph.text for glyph in glyphs])
    return texts


def orders_of(pieces: Sequence[RegionPiece]) -> dict[int, tuple[int, int]]:
    """When the first and the last text of each region with a text was drawn."""
    found: dict[int, tuple[int, int]] = {}
    for index, glyphs in pieces:
        first, last = found.get(index, (glyphs[0].order, glyphs[0].order))
        orders = (glyphs[0].order, glyphs[-1].order)
        found[index] = (min(first, *orders), max(last, *orders))
    return found


def pieces_of(grid: Grid, runs: Sequence[Run]) -> list[RegionPiece]:
    """What of each run stands in a region, in reading order."""
    ordered = sorted(runs, key=lambda run: (run.top, run.x0))
    return [piece for run in ordered for piece in _pieces(grid, run)]


def _pieces(grid: Grid, run: Run) -> Iterator[RegionPiece]:
    # The inked glyphs of a run by region: most runs keep to one.
    glyphs = [glyph for glyph in run.glyphs if not glyph.ghost and not glyph.text.isspace()]
    if not glyphs:
        return
    middle = (run.top + run.bottom) / 2
    first = grid.region_at((glyphs[0].x0 + glyphs[0].x1) / 2, middle)
    if first is not None and first == grid.region_at((glyphs[-1].x0 + glyphs[-1].x1) / 2, middle):
        yield first, glyphs
        return
    for glyph in glyphs:
        index = grid.region_at((glyph.x0 + glyph.x1) / 2, middle)
        if index is not None:
            yield index, [glyph]


def bounds_of(grid: Grid, row: int) -> set[int]:
    """The columns of a row that a cell begins at, but for the first."""
    units = grid.unit_region[row]
    return {column for column in range(1, grid.columns) if units[column] != units[column - 1]}


def levels_of(grid: Grid, column: int) -> set[int]:
    """The rows over which a column has a rule, but for the first."""
    units = grid.unit_region
    return {row for row in range(1, grid.rows) if units[row][column] != units[row - 1][column]}


def are_labels(texts: Sequence[str]) -> bool:
    """Whether the texts of some cells (empty ones do not count) are the labels of a header."""
    found = [text for text in texts if text]
    return (
        len(found) >= LEAST_LABELS
        and len(set(found)) == len(found)
        and all(_LABEL.fullmatch(text) for text in found)
    )
