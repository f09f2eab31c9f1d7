"""How wide the columns of a table are, where a terminal has fewer cells than they would take."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.formats.tables.table import Column, width
from toshigaikou_cli.formats.tables.wrapping import longest_word

GAP = "  "
_READABLE = 12
"""A column that wraps stays at least this wide, six characters of Japanese, as long as others can give way."""
_LEAST = 10
"""So wide it stays at last."""
_HEADING = 8
"""The heading of numbers wraps from this width on, before a column is left out."""
_LONGEST_WORD = 20
"""A word up to this long widens its column rather than being broken."""

Fit = tuple[list[int], list[int]]
"""Which columns are shown, and their widths."""


def fitted(
    columns: Sequence[Column],
    lines: Sequence[Sequence[str]],
    widths: Sequence[int],
    cells: int,
    ambiguous: int,
) -> Fit | None:
    """Columns that fit into ``cells``; None where they could not be read. ``lines`` are the texts of each column.

    Flexible columns give way as far as they can be read; then the headings of numbers wrap; then columns that may be left
    out go; then the others wrap, too.
    """
    words = [min(max(longest_word(text, ambiguous) for text in column), _LONGEST_WORD) for column in lines]
    least = [min(size, max(_READABLE, word)) for word, size in zip(words, widths, strict=True)]
    loose = [column.flexible for column in columns]
    headed = [
        _below_heading(text, size, ambiguous) if column.align == "right" and not column.heat else size
        for column, text, size in zip(columns, lines, widths, strict=True)
    ]
    shown = list(range(len(widths)))
    while True:
        for natural in (widths, headed):
            sizes = _squeezed(
                [natural[at] for at in shown],
                [least[at] if loose[at] else natural[at] for at in shown],
                cells,
            )
            if total(sizes) <= cells:
                return shown, sizes
        spare = [at for at in shown if columns[at].drop]
        if not spare:
            break
        shown.remove(max(spare, key=lambda at: columns[at].drop))
    rigid = [columns[at].align == "right" or columns[at].heat for at in shown]
    floors = [
        headed[at] if fixed else min(widths[at], max(_LEAST, words[at]))
        for at, fixed in zip(shown, rigid, strict=True)
    ]
    sizes = _squeezed(sizes, floors, cells)
    return (shown, sizes) if total(sizes) <= cells else None


def folded(first: int, widths: Sequence[int], cells: int) -> list[list[int]]:
    """Columns in groups that each fit into ``cells`` beside a first column of this width, in their order."""
    groups: list[list[int]] = []
    used = cells
    for at, size in enumerate(widths):
        if used + len(GAP) + size > cells:
            groups.append([])
            used = first
        groups[-1].append(at)
        used += len(GAP) + size
    return groups


def _below_heading(lines: Sequence[str], size: int, ambiguous: int) -> int:
    """How narrow a column of numbers may be, the first of whose lines is its heading."""
    heading, *values = lines
    widest = max((width(value, ambiguous) for value in values), default=0)
    return min(size, max(widest, _HEADING, longest_word(heading, ambiguous)))


def total(sizes: Sequence[int]) -> int:
    """The cells of a line of columns."""
    return sum(sizes) + len(GAP) * (len(sizes) - 1)


def _squeezed(widths: Sequence[int], least: Sequence[int], cells: int) -> list[int]:
    """The widths with the widest cut level, as far as needed and none narrower than its least."""
    sizes = list(widths)
    over = total(sizes) - cells
    while over > 0:
        loose = [at for at, size in enumerate(sizes) if size > least[at]]
        if not loose:
            break
        top = max(sizes[at] for at in loose)
        for at in [at for at in loose if sizes[at] == top][:over]:
            sizes[at] -= 1
            over -= 1
    return sizes
