"""How wide the columns of a table are, where a terminal has fewer cells than they would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toshigaikou_cli.formats.tables.table import Column, width
from toshigaikou_cli.formats.tables.wrapping import longest_name, longest_word

GAP = "  "
_READABLE = 20
"""A column of text that wraps stays at least this wide, ten characters of Japanese."""
_WHOLE = 40
"""A name up to this long widens its column rather than being broken, as long as others can give way."""
_LEAST = 10
"""So wide all other columns stay at last."""
_LONGEST_WORD = 20
"""A word up to this long widens its column rather than being broken."""
_HEADING = 8
"""So wide a heading stays that goes over several lines, four characters of Japanese."""
NOTHING = frozenset(("", "0", "–"))
"""What says that there is nothing."""

Fit = tuple[list[int], list[int]]
"""Which columns are shown, and their widths."""


def fitted(
    columns: Sequence[Column],
    lines: Sequence[Sequence[str]],
    widths: Sequence[int],
    cells: int,
    ambiguous: int,
) -> Fit | None:
    """Columns that fit into ``cells``; None where they could not be read. ``lines`` are the texts of each column, first its
    heading.

    Headings go over several lines, and flexible columns give way as far as they can be read. Then columns are left out
    that have nothing, then those that have the same in each row, then those with a ``drop``; then long names are broken,
    and at last the other columns wrap, too. No column that is left out takes a fact along: who lays the table out says
    what the same in each row was.
    """
    least = [
        _least(column, texts, size, ambiguous)
        for column, texts, size in zip(columns, lines, widths, strict=True)
    ]
    shown: list[int] = []
    broken = [
        _with_broken_names(least, columns, lines, ambiguous, at_last=at_last) for at_last in (False, True)
    ]
    for floors in (least, *broken):
        for shown in _fewer(columns, lines):
            sizes = _squeezed([widths[at] for at in shown], [floors[at] for at in shown], cells)
            if total(sizes) <= cells:
                return shown, sizes
    rigid = [columns[at].align == "right" or columns[at].heat or columns[at].flexible for at in shown]
    floors = [
        floors[at] if fixed else min(floors[at], max(_LEAST, _word(lines[at], ambiguous)))
        for at, fixed in zip(shown, rigid, strict=True)
    ]
    sizes = _squeezed([widths[at] for at in shown], floors, cells)
    return (shown, sizes) if total(sizes) <= cells else None


def _with_broken_names(
    least: Sequence[int],
    columns: Sequence[Column],
    lines: Sequence[Sequence[str]],
    ambiguous: int,
    *,
    at_last: bool,
) -> list[int]:
    """The least widths where long names are broken, and (``at_last``) columns are as narrow as they may be."""
    readable = [(column.least if at_last else 0) or _READABLE for column in columns]
    return [
        min(floor, max(narrow, _word(texts, ambiguous))) if column.flexible else floor
        for floor, column, texts, narrow in zip(least, columns, lines, readable, strict=True)
    ]


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


def alike(texts: Sequence[str]) -> bool:
    """Whether several rows all have the same text, or all of them nothing; the first of the texts is the heading."""
    values = set(texts[1:])
    return len(texts) > 2 and (len(values) == 1 or values <= NOTHING)


def total(sizes: Sequence[int]) -> int:
    """The cells of a line of columns."""
    return sum(sizes) + len(GAP) * (len(sizes) - 1)


def _least(column: Column, texts: Sequence[str], size: int, ambiguous: int) -> int:
    """The cells that a column takes at least."""
    title = width(texts[0], ambiguous)
    heading = max(
        _word(texts[:1], ambiguous),
        title if title < _HEADING + 4 and " " not in texts[0] else min(title, _HEADING),
    )
    if not column.flexible:
        return max(
            heading, *(width(each, ambiguous) for text in texts[1:] or [""] for each in text.split("\n"))
        )
    name = max(longest_name(text, ambiguous) for text in texts) if column.names else 0
    return min(size, max(_READABLE, heading, _word(texts, ambiguous), min(name, _WHOLE)))


def _word(texts: Sequence[str], ambiguous: int) -> int:
    return min(max(longest_word(text, ambiguous) for text in texts), _LONGEST_WORD)


def _fewer(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """All columns, then each time one less."""
    shown = list(range(len(columns)))
    yield list(shown)
    same = [at for at in shown[1:] if alike(lines[at]) and not columns[at].heat]
    nothing = [at for at in same if set(lines[at][1:]) <= NOTHING]
    spare = [
        *reversed(nothing),
        *(at for at in reversed(same) if at not in nothing),
        *sorted(
            (at for at in shown if columns[at].drop and at not in same), key=lambda at: -columns[at].drop
        ),
    ]
    for at in spare[: len(columns) - 1]:
        shown.remove(at)
        yield list(shown)


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
