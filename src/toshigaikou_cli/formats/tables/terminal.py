"""Tables for people: plain aligned text, or tables fitted to a terminal with colours. Document text is never markup.

The layout is our own: only ``rich.style`` is loaded for colours, a fifth of what rich's tables load, and a table of
10,000 rows takes no longer than plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.formats.tables.table import (
    LAID_OUT,
    Column,
    Part,
    Table,
    TableText,
    fit,
    for_people,
    width,
    wrapped,
)
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import say
from toshigaikou_cli.text.keys import visible

_LEAST = 12
"""Flexible columns stay at least this wide, as long as other columns can be left out instead."""
_GAP = "  "

Paint = Callable[[str, str], str]
"""(style, text) -> text; styles are those of :func:`painter`."""


def plain(parts: Sequence[Part], columns: int | None = None) -> str:
    """Aligned text without any escape sequence; within ``columns`` cells a line where that is given."""
    return _render(parts, columns, lambda _, text: text)


def on_terminal(parts: Sequence[Part], columns: int, *, color: bool) -> str:
    """Text within ``columns`` cells a line, long cells wrapped, with colours where ``color`` is set."""
    return _render(parts, columns, painter() if color else lambda _, text: text)


def in_chunks(tables: Iterable[Table], columns: int | None, *, color: bool) -> Iterator[str]:
    """A long table that comes in several with the same columns, as one, in the memory of each: laid out by the first."""
    return (f"{line}\n" for line in _rows(tables, columns, painter() if color else lambda _, text: text))


def _render(parts: Sequence[Part], columns: int | None, paint: Paint) -> str:
    out: list[str] = []
    for part in parts:
        if out:
            out.append("")
        if isinstance(part, TableText):
            style = "bold" if part.heading else ""
            out.extend(paint(style, line) for line in _lines(part.lines, columns))
        else:
            out.extend(_table(part, columns, paint))
    return "\n".join(out) + "\n"


def _lines(lines: Sequence[str], columns: int | None) -> Iterator[str]:
    for line in lines:
        shown = visible(in_language(line))
        yield from wrapped(shown, columns) if columns else [shown]


def _table(table: Table, columns: int | None, paint: Paint) -> Iterator[str]:
    if table.title:
        yield from (paint("bold", line) for line in _lines([table.title], columns))
    body = table.rows[:-1] if table.total and len(table.rows) > 1 else table.rows
    starts = range(0, len(body), LAID_OUT) or (0,)
    chunks = [table._replace(rows=body[at : at + LAID_OUT], total=False) for at in starts]
    if len(body) < len(table.rows):  # the sum is a row as the others, below a line
        chunks[-1] = table._replace(rows=table.rows[starts[-1] :])
    yield from _rows(chunks, columns, paint)


class Layout(NamedTuple):
    """How a table's columns stand: which are shown, and how wide each of these is, in cells."""

    columns: tuple[Column, ...]
    shown: list[int]
    sizes: list[int]


def _rows(tables: Iterable[Table], columns: int | None, paint: Paint) -> Iterator[str]:
    """The rows of a table in chunks. Its head is laid out by the first chunk, and again where the columns are others; on a
    terminal what is wider in a later chunk wraps, elsewhere its column grows: nothing is cut."""
    layout = None
    table = None
    for table in tables:
        cells = [
            [visible(for_people(value), keep_newlines=columns is not None) for value in row]
            for row in table.rows
        ]
        if layout is None or layout.columns != table.columns:
            layout = _layout(table.columns, cells, columns)
            yield from _head(layout, paint)
            kinds = [table.columns[at] for at in layout.shown]
        elif columns is None:
            sizes = [
                max([size, *(_widest(row[at]) for row in cells)]) for at, size in enumerate(layout.sizes)
            ]
            layout = layout._replace(sizes=sizes)
        else:
            kinds = [column._replace(flexible=True) for column in kinds]
            sizes = [max(size, 2) for size in layout.sizes]  # one full-width character
            if _total(sizes, range(len(sizes))) <= columns:
                layout = layout._replace(sizes=sizes)
        for number, row in enumerate(cells, 1):
            if table.total and number == len(cells) > 1:
                yield _rule(layout, paint)
            yield from _row([row[at] for at in layout.shown], layout.sizes, kinds, paint)
    if layout is not None and table is not None:
        yield from (paint("dim", line) for line in _lines(_said_below(table, layout), columns))


def _layout(kinds: tuple[Column, ...], cells: Sequence[Sequence[str]], columns: int | None) -> Layout:
    titles = [visible(in_language(column.title)) for column in kinds]
    widths = [max(map(_widest, column)) for column in zip(titles, *cells, strict=True)]
    shown = list(range(len(widths)))
    if columns:
        shown, widths = _fitted(widths, kinds, columns)
    return Layout(kinds, shown, [widths[at] for at in shown])


def _head(layout: Layout, paint: Paint) -> Iterator[str]:
    titles = [visible(in_language(column.title)) for column in layout.columns]
    if any(titles):
        kinds = [layout.columns[at] for at in layout.shown]
        own = [titles[at] for at in layout.shown]
        yield from _row(own, layout.sizes, kinds, lambda _, text: paint("bold", text))
        yield _rule(layout, paint)


def _rule(layout: Layout, paint: Paint) -> str:
    return paint("dim", _GAP.join("─" * size for size in layout.sizes))


def _said_below(table: Table, layout: Layout) -> list[str]:
    """The notes of a table, and which columns were left out."""
    notes = list(table.notes)
    titles = [in_language(column.title) for column in layout.columns]
    if len(layout.shown) < len(titles):
        left = [title for at, title in enumerate(titles) if at not in layout.shown and title]
        notes += [say("Left out for lack of width: {columns}", columns=left)] if left else []
    return notes


def _widest(text: str) -> int:
    return max(map(width, text.split("\n"))) if "\n" in text else width(text)


def _row(
    cells: Sequence[str], sizes: Sequence[int], columns: Sequence[Column], paint: Paint
) -> Iterator[str]:
    """The lines of a row: as many as its longest cell wraps into. Nothing wider than its column comes out."""
    folded = [
        wrapped(text, size) if column.flexible or "\n" in text else [text]
        for text, size, column in zip(cells, sizes, columns, strict=True)
    ]
    for number in range(max(map(len, folded), default=0)):
        line, pending = "", 0
        for lines, size, column in zip(folded, sizes, columns, strict=True):
            text = fit(lines[number] if number < len(lines) else "", size)
            space = size - width(text)
            before, after = (space, 0) if column.align == "right" else (0, space)
            if text:
                line += " " * (pending + before) + _painted(text, column, paint)
                pending = after + len(_GAP)
            else:
                pending += size + len(_GAP)
        yield line


def _painted(text: str, column: Column, paint: Paint) -> str:
    if column.heat:
        from toshigaikou_cli.formats.pages.heat import classes

        return "".join(paint(style, run) for style, run in classes(text))
    if text[0] in "█·" and not text.strip("█·"):
        filled = text.rstrip("·")
        return paint("bar", filled) + paint("dim", text[len(filled) :])
    return paint("", text)


def _fitted(widths: Sequence[int], columns: Sequence[Column], cells: int) -> tuple[list[int], list[int]]:
    """Which columns are shown, and widths that fit into ``cells``.

    Flexible columns give way down to a readable least; then columns that may be left out go; then all shrink.
    """
    shown = list(range(len(widths)))
    while True:
        sizes = _squeezed(widths, columns, shown, cells, _LEAST)
        if _total(sizes, shown) <= cells:
            return shown, sizes
        loose = [at for at in shown if columns[at].drop]
        if not loose:
            break
        shown.remove(max(loose, key=lambda at: columns[at].drop))
    every = [column._replace(flexible=True) for column in columns]
    sizes = _squeezed(_squeezed(widths, columns, shown, cells, _LEAST), columns, shown, cells, 4)
    return shown, _squeezed(sizes, every, shown, cells, 1)


def _total(sizes: Sequence[int], shown: Sequence[int]) -> int:
    return sum(sizes[at] for at in shown) + len(_GAP) * (len(shown) - 1)


def _squeezed(
    widths: Sequence[int], columns: Sequence[Column], shown: Sequence[int], cells: int, least: int
) -> list[int]:
    """The widths with the widest flexible columns cut level, as far as needed and no narrower than ``least``."""
    sizes = list(widths)
    loose = [at for at in shown if columns[at].flexible and sizes[at] > least]
    over = _total(sizes, shown) - cells
    while over > 0 and loose:
        top = max(sizes[at] for at in loose)
        widest = [at for at in loose if sizes[at] == top]
        below = max([least, *(sizes[at] for at in loose if sizes[at] < top)])
        step = min(top - below, max(over // len(widest), 1))
        for at in widest:
            taken = min(step, over)
            sizes[at] -= taken
            over -= taken
        loose = [at for at in loose if sizes[at] > least]
    return sizes


def painter() -> Paint:
    """Colours that differ in lightness too; each mark they lie under has a meaning without them."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {
        "bold": Style(bold=True),
        "dim": Style(dim=True),
        "bar": Style(color="green"),
        "maybe": Style(color="yellow", bold=True),
        "heat1": Style(color="color(16)", bgcolor="color(153)"),
        "heat2": Style(color="color(16)", bgcolor="color(75)"),
        "heat3": Style(color="color(231)", bgcolor="color(26)"),
        "heat4": Style(color="color(231)", bgcolor="color(18)"),
    }

    def paint(style: str, text: str) -> str:
        known = styles.get(style)
        return known.render(text, color_system=ColorSystem.EIGHT_BIT) if known and text else text

    return paint
