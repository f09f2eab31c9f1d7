"""Tables in plain text whose rules are drawn of characters: ┌──┬──┐ and │, or +--+--+ and |.

What stands between two rules is a row, its lines those of its cells. A table in which a rule does not go through, or whose
rows nothing parts for sure, is none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.marks import BULLETS, CIRCLED

_RULE = expression(r"[ \u3000]*[+┌├└┏┣┗╔╠╚┠╟╞][-=+\u2500-\u257f]*[-=─━═][-=+\u2500-\u257f]*[ \u3000]*")
_BAR = expression(r"[|│┃║]")
_OTHER_BARS = expression(r"[\u2500-\u257f]")

_POINT = expression(f"[{BULLETS}{CIRCLED}]")

BoxCells = tuple[str, ...]


def boxed(lines: Sequence[str]) -> dict[int, BoxCells]:
    """The cells of each row by the place of its first line; () for the other lines of a table."""
    found: dict[int, BoxCells] = {}
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (_RULE.fullmatch(lines[end]) or _cells(lines[end])):
            end += 1
        if end > at and _RULE.fullmatch(lines[at]):
            found |= _table(lines, at, end)
        at = max(end, at + 1)
    return found


def _table(lines: Sequence[str], start: int, end: int) -> dict[int, BoxCells]:
    """The rows of a table on some lines; nothing where they cannot be told."""
    rules = [at for at in range(start, end) if _RULE.fullmatch(lines[at])]
    rows = [list(range(a + 1, b)) for a, b in itertools.pairwise(rules) if b - a > 1]
    cells = {at: _cells(lines[at]) for row in rows for at in row}
    if len(rows) < 2 or rules[-1] != end - 1 or len(set(map(len, cells.values()))) != 1:
        return {}
    if (
        len(rows) == 2 and len(rows[1]) > 1
    ):  # a rule under the header alone: each line is a row that opens with a text
        if not all(cells[at][0] for at in rows[1]):
            return {}
        rows = [rows[0], *([at] for at in rows[1])]
    found: dict[int, BoxCells] = dict.fromkeys(range(start, end), ())
    for row in rows:
        found[row[0]] = tuple(map(_joined, zip(*(cells[at] for at in row), strict=True)))
    return found


def _joined(texts: Sequence[str]) -> str:
    """The lines of a cell as its text: a point begins a new one, Latin words keep their space."""
    joined = ""
    for text in texts:
        words = joined[-1:].isascii() and joined[-1:].isalnum() and text[:1].isascii() and text[:1].isalnum()
        joined += ("\n" if joined and _POINT.match(text) else " " if words else "") + text
    return joined


def _cells(line: str) -> BoxCells:
    """The cells of a line between bars; none where it is no such line."""
    text = line.strip(" \u3000")
    if len(text) < 3 or not (_BAR.match(text) and _BAR.match(text[-1])):
        return ()
    cells = tuple(cell.strip(" \u3000") for cell in _BAR.split(text[1:-1]))
    return cells if len(cells) > 1 and not any(map(_OTHER_BARS.search, cells)) else ()
