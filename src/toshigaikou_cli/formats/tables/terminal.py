"""Tables for people: plain aligned text, or tables fitted to a terminal with colours. Document text is never markup.

The layout is our own: only ``rich.style`` is loaded for colours, a fifth of what rich's tables load, and a table of
10,000 rows takes no longer than plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from toshigaikou_cli.formats.tables.fitting import GAP, NOTHING, Fit, alike, fitted, folded, total
from toshigaikou_cli.formats.tables.table import (
    LAID_OUT,
    Column,
    Part,
    Table,
    TableText,
    Value,
    apart,
    fit,
    for_people,
    row_for_people,
    width,
)
from toshigaikou_cli.formats.tables.wrapping import hanging, wrapped
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.text.keys import visible

_SHORT = 14
"""Values up to this many cells stand beside each other in a block of lines."""


_NARROW = 28
"""Columns up to this many cells stand in tables below each other; wider ones are better read in blocks of lines."""


class Paint(Protocol):
    """(style, text) -> text; styles are those of :func:`painter`."""

    def __call__(self, style: str, text: str, /) -> str:
        """The text in that style."""


CellTexts = Sequence[Sequence[str]]


class Screen(NamedTuple):
    """What is drawn on: ``columns`` cells a line (None: as many as it takes), ``ambiguous`` as in :func:`width`. ``others``:
    the columns and cells of tables that are shown below each other with the same columns, which then stand alike."""

    columns: int | None
    paint: Paint
    ambiguous: int = 1
    others: Sequence[tuple[Sequence[Column], CellTexts]] = ()

    def beside(self, columns: Sequence[Column]) -> list[list[str]]:
        """The cells of all tables that have these columns, where there are several."""
        return next(
            (
                [[row[there.index(column)] for column in columns] for row in cells]
                for there, cells in self.others
                if set(columns) <= set(there)
            ),
            [],
        )


def plain(parts: Sequence[Part], columns: int | None = None) -> str:
    """Aligned text without any escape sequence; within ``columns`` cells a line where that is given."""
    return on_terminal(parts, columns, color=False)


def on_terminal(parts: Sequence[Part], columns: int | None, *, color: bool, ambiguous: int = 1) -> str:
    """Text within ``columns`` cells a line, long cells wrapped, with colours where ``color`` is set."""
    return "".join(lines_on_terminal(parts, columns, color=color, ambiguous=ambiguous))


def lines_on_terminal(
    parts: Sequence[Part], columns: int | None, *, color: bool, ambiguous: int = 1
) -> Iterator[str]:
    """The same line by line."""
    screen = _screen(columns, color, ambiguous)._replace(others=_alike(parts))
    return apart(
        _said(part, screen) if isinstance(part, TableText) else _table(part, screen) for part in parts
    )


def _alike(parts: Sequence[Part]) -> list[tuple[Sequence[Column], CellTexts]]:
    """The columns of tables that stand alike, with the cells of all of these; long tables stand for themselves."""
    found: dict[tuple[Column, ...], list[Table]] = {}
    for part in parts:
        if isinstance(part, Table) and part.alike and len(part.rows) <= LAID_OUT:
            found.setdefault(part.columns, []).append(part)
    return [
        (columns, [cells for table in tables for cells in _cells(table, keep_newlines=True)])
        for columns, tables in found.items()
        if len(tables) > 1
    ]


def _cells(table: Table, *, keep_newlines: bool) -> list[list[str]]:
    return [
        [visible(text, keep_newlines=keep_newlines) for text in row_for_people(table, row)]
        for row in table.rows
    ]


def _said(text: TableText, screen: Screen) -> Iterator[str]:
    style = "bold" if text.heading else ""
    return (screen.paint(style, line) for line in _lines(text.lines, screen))


def in_chunks(
    tables: Iterable[Table], columns: int | None, *, color: bool, ambiguous: int = 1
) -> Iterator[str]:
    """A long table that comes in several with the same columns, as one, in the memory of each: laid out by the first."""
    return (f"{line}\n" for line in _rows(tables, _screen(columns, color, ambiguous)))


def _screen(columns: int | None, color: bool, ambiguous: int) -> Screen:
    return Screen(columns, painter() if color else lambda _, text: text, ambiguous)


def _lines(lines: Iterable[str], screen: Screen) -> Iterator[str]:
    for line in lines:
        shown = visible(for_people(line))
        yield from hanging(shown, screen.columns, screen.ambiguous) if screen.columns else [shown]


def _table(table: Table, screen: Screen) -> Iterator[str]:
    if table.title:
        yield from (screen.paint("bold", line) for line in _lines([table.title], screen))
    body = table.rows[:-1] if table.total and len(table.rows) > 1 else table.rows
    starts = range(0, len(body), LAID_OUT) or (0,)
    if not table.folds or not screen.columns:
        yield from _rows((_chunk(table, body, at) for at in starts), screen)
        return
    for number, part in enumerate(_folded(table, screen.columns, screen)):
        yield from [""] if number else ()
        yield from _rows([part], screen)


def _chunk(table: Table, body: Sequence[tuple[Value, ...]], at: int) -> Table:
    """The rows from a place on that are laid out together; the sum is a row as the others, below a line."""
    if at + LAID_OUT >= len(body) < len(table.rows):
        return table._replace(rows=table.rows[at:])
    return table._replace(rows=body[at : at + LAID_OUT], total=False)


def _folded(table: Table, columns: int, screen: Screen) -> list[Table]:
    """The table in as many as its columns need, those that may be left out left out; notes below the last. Where a column
    holds long texts it stays one, of blocks."""
    cells = [[visible(for_people(value)) for value in row] for row in table.rows]
    layout = _layout(table.columns, cells, screen)
    if not layout.cards:
        return [table]
    kept = [at for at in layout.shown if not table.columns[at].drop]
    every = screen.beside(table.columns) or cells
    first, *widths = (
        _widest([layout.titles[at], *(row[at] for row in every)], screen.ambiguous) for at in kept
    )
    if max(widths, default=0) > _NARROW:
        return [table]
    groups = folded(min(first, columns // 3), widths, columns)
    return [
        table._replace(
            columns=tuple(table.columns[kept[at]] for at in (0, *(each + 1 for each in group))),
            rows=[tuple(row[kept[at]] for at in (0, *(each + 1 for each in group))) for row in table.rows],
            notes=tuple(_said_below(table, layout._replace(shown=kept))) if group is groups[-1] else (),
        )
        for group in groups
    ]


class Layout(NamedTuple):
    """How a table's columns stand: which are shown, and how wide each of these is, in cells; or as ``cards``, records as
    blocks of lines, where no column could be read. ``same``: of columns that are not shown, what each row has in them."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    shown: list[int]
    sizes: list[int]
    cards: bool = False
    same: Mapping[int, frozenset[str]] = {}


def _rows(tables: Iterable[Table], screen: Screen) -> Iterator[str]:
    """The rows of a table in chunks. Its head is laid out by the first chunk, and again where the columns are others; on a
    terminal what is wider in a later chunk wraps, elsewhere its column grows: nothing is cut."""
    layout = table = opening = None
    for table in tables:
        opening = opening or table
        cells = _cells(table, keep_newlines=screen.columns is not None)
        if layout and any(row[at] not in values for row in cells for at, values in layout.same.items()):
            hidden = _said_below(table._replace(notes=()), layout)  # the notes are those of the whole list
            yield from (screen.paint("dim", line) for line in _lines(hidden, screen))
            yield ""
            layout = None
        if layout is None or layout.columns != table.columns:
            layout = _layout(table.columns, cells, screen)
            yield from () if layout.cards else _head(layout, screen)
        else:
            layout = _widened(layout, cells, screen)
        for number, row in enumerate(cells, 1):
            own = _of_names(layout) if number - 1 in table.listing else layout
            if layout.cards:
                yield from _card(row, own, screen, opens=table is opening and number == 1)
                continue
            if table.total and number == len(cells) > 1:
                yield _rule(layout, screen)
            yield from _row(row, own, screen)
    if layout is not None and table is not None:
        notes = _said_below(table, layout)
        yield from [""] if notes and layout.cards else ()
        yield from (screen.paint("dim", line) for line in _lines(notes, screen))


def _of_names(layout: Layout) -> Layout:
    """The layout of a row whose cells are lists of names."""
    return layout._replace(columns=tuple(column._replace(names=True) for column in layout.columns))


def _widened(layout: Layout, cells: Sequence[Sequence[str]], screen: Screen) -> Layout:
    """The layout for a later chunk: on no terminal its columns grow."""
    if screen.columns is None:
        grown = [
            max(size, _widest((row[at] for row in cells), screen.ambiguous))
            for at, size in zip(layout.shown, layout.sizes, strict=True)
        ]
        return layout._replace(sizes=grown)
    sizes = [max(size, 2) for size in layout.sizes]  # one full-width character
    return layout._replace(sizes=sizes) if total(sizes) <= screen.columns else layout


def _layout(columns: tuple[Column, ...], cells: CellTexts, screen: Screen) -> Layout:
    """As all tables with these columns are laid out, where they can be read so; else as this one alone."""
    if every := screen.beside(columns):
        alike_all = _laid_out(columns, every, screen)
        if not alike_all.cards:
            return alike_all
    return _laid_out(columns, cells, screen)


def _laid_out(columns: tuple[Column, ...], cells: CellTexts, screen: Screen) -> Layout:
    titles = tuple(visible(in_language(column.title)) for column in columns)
    lines = list(zip(titles, *cells, strict=True))
    widths = [_widest(column, screen.ambiguous) for column in lines]
    shown = list(range(len(widths)))
    if not screen.columns or total(widths) <= screen.columns:
        return Layout(columns, titles, shown, widths)
    briefs = tuple(column.brief or title for column, title in zip(columns, titles, strict=True))
    if briefs != titles:
        lines = list(zip(briefs, *cells, strict=True))
        widths = [_widest(column, screen.ambiguous) for column in lines]
    found: Fit | None = fitted(columns, lines, widths, screen.columns, screen.ambiguous)
    left = {at: frozenset(lines[at][1:]) for at in shown[1:] if alike(lines[at])}
    if found:
        same = {at: values for at, values in left.items() if at not in found[0]}
        return Layout(columns, briefs, *found, same=same)
    same = {at: values for at, values in left.items() if values <= NOTHING}
    told = [at for at in shown if at not in same and (titles[at] or not columns[at].drop)]
    return Layout(columns, titles, told, [], cards=True, same=same)


def _head(layout: Layout, screen: Screen) -> Iterator[str]:
    if any(layout.titles):
        bold = screen._replace(paint=lambda _, text: screen.paint("bold", text))
        yield from _row(layout.titles, layout, bold)
        yield _rule(layout, screen)


def _rule(layout: Layout, screen: Screen) -> str:
    each = width("─", screen.ambiguous)
    drawn = GAP.join("─" * (size // each) + " " * (size % each) for size in layout.sizes)
    return screen.paint("dim", drawn)


def _said_below(table: Table, layout: Layout) -> list[str]:
    """The notes of a table, what every row has in columns that are not shown, and which columns were left out."""
    notes = list(table.notes)
    hidden = [at for at, title in enumerate(layout.titles) if title and at not in layout.shown]
    empty = [layout.titles[at] for at in hidden if layout.same.get(at, frozenset("x")) <= NOTHING]
    same = [
        joined((layout.titles[at], *layout.same[at]), ": ")
        for at in hidden
        if at in layout.same and not layout.same[at] <= NOTHING
    ]
    left = [layout.titles[at] for at in hidden if at not in layout.same]
    notes += [say("The same in each row: {columns}", columns=same)] if same else []
    notes += [say("None in any row: {columns}", columns=empty)] if empty else []
    notes += [say("Left out for lack of width: {columns} (--wide shows all)", columns=left)] if left else []
    return notes


def _widest(texts: Iterable[str], ambiguous: int) -> int:
    return max((width(line, ambiguous) for text in texts for line in text.split("\n")), default=0)


def _row(row: Sequence[str], layout: Layout, screen: Screen) -> Iterator[str]:
    """The lines of a row: as many as its longest cell wraps into. Nothing wider than its column comes out."""
    cells = [
        (_cell(row[at], size, layout.columns[at], screen), size, layout.columns[at])
        for at, size in zip(layout.shown, layout.sizes, strict=True)
    ]
    for number in range(max((len(lines) for lines, _, _ in cells), default=0)):
        line, pending = "", 0
        for lines, size, column in cells:
            text = fit(lines[number] if number < len(lines) else "", size, screen.ambiguous)
            space = size - width(text, screen.ambiguous)
            before, after = (space, 0) if column.align == "right" else (0, space)
            if text:
                line += " " * (pending + before) + _painted(text, column, screen.paint)
                pending = after + len(GAP)
            else:
                pending += size + len(GAP)
        yield line


def _cell(text: str, size: int, column: Column, screen: Screen) -> list[str]:
    return wrapped(text, size, screen.ambiguous, names=column.names) if screen.columns else [text]


def _card(row: Sequence[str], layout: Layout, screen: Screen, *, opens: bool) -> Iterator[str]:
    """A record as a block: a line for each value that there is, below an empty one; short ones stand beside each other."""
    if not opens:
        yield ""
    room = max((screen.columns or 0) - len(GAP), 2)
    beside = ""
    heading = True
    for at in layout.shown:
        told = _named(layout.titles[at], row[at]) if row[at] else ""
        if not told:
            continue
        if beside and not (_short(row[at], screen) and width(beside + GAP + told, screen.ambiguous) <= room):
            yield beside
            beside = ""
        if not heading and _short(row[at], screen) and width(told, screen.ambiguous) <= room:
            beside += f"{GAP if beside else ''}{told}"
            continue
        first, *rest = wrapped(told, room, screen.ambiguous, names=layout.columns[at].names)
        yield screen.paint("bold" if heading else "", first)
        yield from (f"{GAP}{line}" for line in rest)
        heading = False
    if beside:
        yield beside


def _short(text: str, screen: Screen) -> bool:
    return "\n" not in text and width(text, screen.ambiguous) <= _SHORT


def _named(title: str, text: str) -> str:
    """A value behind its title, as the column has it: the documents' own names stay."""
    return f"{title}{in_language(joined(('', ''), ': '))}{text}" if title else text


def _painted(text: str, column: Column, paint: Paint) -> str:
    if column.heat:
        from toshigaikou_cli.formats.pages.heat import classes

        return "".join(paint(style, run) for style, run in classes(text))
    if text[0] in "█·" and not text.strip("█·"):
        filled = text.rstrip("·")
        return paint("bar", filled) + paint("dim", text[len(filled) :])
    return paint("", text)


def painter() -> Paint:
    """Colours that differ in lightness too; each mark they lie under has a meaning without them."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {
        "bold": Style(bold=True),
        "dim": Style(dim=True),
        "bar": Style(color="green"),
        "error": Style(color="red", bold=True),
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
