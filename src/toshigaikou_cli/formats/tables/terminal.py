"""Tables for people: plain aligned text, or tables fitted to a terminal with colours. Document text is never markup.

The layout is our own: only ``rich.style`` is loaded for colours, a fifth of what rich's tables load, and a table of
10,000 rows takes no longer than plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from toshigaikou_cli.formats.tables.table import (
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
    keep = columns is not None
    cells = [[visible(for_people(value), keep_newlines=keep) for value in row] for row in table.rows]
    titles = [visible(in_language(column.title)) for column in table.columns]
    widths = [max(map(_widest, column)) for column in zip(titles, *cells, strict=True)]
    shown = list(range(len(widths)))
    if columns:
        shown, widths = _fitted(widths, table.columns, columns)
    if table.title:
        yield from (paint("bold", line) for line in _lines([table.title], columns))
    sizes = [widths[at] for at in shown]
    kinds = [table.columns[at] for at in shown]
    rule = paint("dim", _GAP.join("─" * size for size in sizes))
    if any(titles):
        yield from _row([titles[at] for at in shown], sizes, kinds, lambda _, text: paint("bold", text))
        yield rule
    last = len(cells) - 1
    for number, row in enumerate(cells):
        if table.total and number == last > 0:
            yield rule
        yield from _row([row[at] for at in shown], sizes, kinds, paint)
    notes = list(table.notes)
    if len(shown) < len(titles):
        left = [title for at, title in enumerate(titles) if at not in shown and title]
        notes += [say("Left out for lack of width: {columns}", columns=left)] if left else []
    yield from (paint("dim", line) for line in _lines(notes, columns))


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
