"""Tables drawn line by line on a page of fpdf2, for layouts that no program of layout makes on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beside.making.programs import SIZE
from beside.making.texts import TITLE, Rows

PAD = 3.0
LEADING = 12.0


def lines_of(pdf: Any, text: str, width: float) -> list[str]:
    """A text broken to a width, anywhere but before a closing mark."""
    lines = [""]
    for char in text:
        if char == "\n" or (
            lines[-1] and char not in "、。）" and pdf.get_string_width(lines[-1] + char) > width
        ):
            lines.append("")
        lines[-1] += char if char != "\n" else ""
    return lines


def table(
    pdf: Any,
    rows: Rows,
    widths: Sequence[float],
    rules: str = "all",
    right: Sequence[int] = (),
    twice: float = 0.0,
) -> None:
    """Draw a title and a table. ``rules``: all, horizontal or none; ``right``: columns set flush right, without padding;
    ``twice``: draw each text again so far to the right (bold)."""
    write(pdf, 40, 40, TITLE)
    xs = [40 + sum(widths[:at]) for at in range(len(widths) + 1)]
    y = 70.0
    if rules != "none":
        pdf.line(xs[0], y, xs[-1], y)
    for row in rows:
        broken = [lines_of(pdf, text, width - 2 * PAD) for text, width in zip(row, widths, strict=True)]
        below = y + LEADING * max(map(len, broken)) + 2 * PAD
        for at, lines in enumerate(broken):
            for number, text in enumerate(lines):
                x = xs[at + 1] - pdf.get_string_width(text) if at in right else xs[at] + PAD
                for shift in (0.0, twice) if twice else (0.0,):
                    write(pdf, x + shift, y + PAD + number * LEADING, text)
        if rules != "none":
            pdf.line(xs[0], below, xs[-1], below)
        for x in xs if rules == "all" else ():
            pdf.line(x, y, x, below)
        y = below


def write(pdf: Any, x: float, top: float, text: str) -> None:
    """One line of text with its upper edge at ``top``."""
    pdf.text(x, top + 0.88 * SIZE, text)
