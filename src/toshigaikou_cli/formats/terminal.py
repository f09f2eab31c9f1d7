"""Tables for people: plain aligned text, or rich tables on a terminal. Document text is never markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.table import Column, Part, Table, Text, as_text, fit, width
from toshigaikou_cli.text.keys import visible

if TYPE_CHECKING:
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

RICH_ROWS = 500
"""Larger tables are printed plain: rich lays out about 1,700 rows a second."""
_LEAST = 12


def plain(parts: Sequence[Part], columns: int | None = None) -> str:
    """Aligned text without any escape sequence; cut to ``columns`` cells a line where that is given."""
    out: list[str] = []
    for part in parts:
        if out:
            out.append("")
        if isinstance(part, Text):
            out.extend(visible(line) for line in part.lines)
        else:
            out.extend(_plain_table(part, columns))
    return "\n".join(out) + "\n"


def _plain_table(table: Table, columns: int | None) -> list[str]:
    cells = [[visible(as_text(value).replace("\n", " ")) for value in row] for row in table.rows]
    titles = [column.title for column in table.columns]
    widths = [max(map(width, column)) for column in zip(titles, *cells, strict=True)]
    if columns:
        widths = _squeezed(widths, table.columns, columns)
    lines = [visible(table.title)] if table.title else []
    if any(titles):
        lines.append(_line(titles, widths, table.columns))
        lines.append("  ".join("─" * size for size in widths))
    body = [_line(row, widths, table.columns) for row in cells]
    if table.total and len(body) > 1:
        body.insert(-1, "  ".join("─" * size for size in widths))
    return lines + body + [visible(note) for note in table.notes]


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    padded = []
    for text, size, column in zip(cells, widths, columns, strict=True):
        text = fit(text, size)
        space = " " * (size - width(text))
        padded.append(space + text if column.align == "right" else text + space)
    return "  ".join(padded).rstrip()


def _squeezed(widths: Sequence[int], columns: Sequence[Column], cells: int) -> list[int]:
    """Widths that fit into ``cells``: the widest flexible column gives way first, down to a readable least."""
    sizes = list(widths)
    while sum(sizes) + 2 * (len(sizes) - 1) > cells:
        loose = [i for i, column in enumerate(columns) if column.flexible and sizes[i] > _LEAST]
        if not loose:
            break
        widest = max(loose, key=lambda i: sizes[i])
        sizes[widest] -= 1
    return sizes


def on_terminal(parts: Sequence[Part], columns: int, *, color: bool) -> str:
    """Rich tables within ``columns`` cells; tables of many rows are printed plain."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text as RichText

    target = StringIO()
    console = Console(
        file=target, width=columns, force_terminal=color, no_color=not color, highlight=False, markup=False, emoji=False,
        legacy_windows=False,
    )  # fmt: skip
    for number, part in enumerate(parts):
        if number:
            console.print()
        if isinstance(part, Text):
            style = "bold" if part.heading else ""
            for line in part.lines:
                console.print(RichText(visible(line), style=style), soft_wrap=False)
        elif len(part.rows) > RICH_ROWS:
            target.write("\n".join(_plain_table(part, columns)) + "\n")
        else:
            console.print(_rich_table(part))
            for note in part.notes:
                console.print(RichText(visible(note), style="dim"))
    return target.getvalue()


def _rich_table(table: Table) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

    made = RichTable(
        box=box.SIMPLE_HEAD, title=RichText(visible(table.title), style="bold") if table.title else None,
        title_justify="left", header_style="bold", pad_edge=False, padding=(0, 1, 0, 0),
        show_header=any(column.title for column in table.columns),
    )  # fmt: skip
    for column in table.columns:
        made.add_column(
            RichText(column.title), justify=column.align, overflow="fold", no_wrap=not column.flexible,
            min_width=_LEAST if column.flexible else None,
        )  # fmt: skip
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        if table.total and number == last:
            made.add_section()
        made.add_row(*(_rich_cell(visible(as_text(value), keep_newlines=True)) for value in row))
    return made


def _rich_cell(text: str) -> RichText:
    from rich.text import Text as RichText

    cell = RichText(text)
    cell.highlight_regex(r"█+", "green")
    cell.highlight_regex(r"·{2,}", "dim")
    return cell
