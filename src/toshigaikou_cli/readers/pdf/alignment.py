"""Tables without rules: columns from the gutters that all lines share, rows from the leading and the first column.
Rows likewise where rules part nothing but the header from the rest.

What looks like a table and cannot be divided for sure is none: a reason is given instead of a grid.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.pdf.columns import page_counters, without_upper
from toshigaikou_cli.readers.pdf.forms import of_one_form
from toshigaikou_cli.readers.pdf.marks import Glyph, Rule
from toshigaikou_cli.readers.pdf.tables import Grid, assemble
from toshigaikou_cli.readers.pdf.text import CellText, Run, VisualLine, as_run, visual_lines

_LEAST_COLUMNS = 3
_LEAST_ROWS = 3
"""The header and two more: fewer show no order."""
_GUTTER = 0.6
"""Ems of white between two columns."""
_PART = 1.0
"""Ems of white that part the labels of a header."""
_BETWEEN = 0.35
"""Ems of white before a text that may begin a column."""
_LABEL = 20
"""Characters of the longest label of a header."""
_TIGHT, _WIDE = 1.2, 1.3
"""A leading up to the one share of the smallest goes on in a row, from the other on it parts two."""
_END = 4.0
"""A line further off than this many leadings is no part of the table."""
_FULL = 3.0
"""Ems of white after a column up to which its texts may have been wrapped."""
_CLOSE = 1.7
"""Ems over the header within which a line may belong to it."""
_PAD = 2.0
_SAME = 1.6
"""Points within which texts begin, end or are centred at the same place."""
_NUMBER = expression(r"(?:No\.?|[(（])?\s*(?:[0-9０-９]{1,4}|[①-⑳㉑-㉟㊱-㊿])\s*[)）.．]?")
_REMARK = expression(r"^[(（※＊【［〔「]|単位|現在|時点|[。、:：]$")
_LATIN = expression(r"[A-Za-zÀ-ɏ][ -~À-ɏ]*")

_White = tuple[float, float]


class Unsure(Exception):
    """Why a page's text in columns is not read as a table."""


@dataclass(slots=True)
class _PageLine:
    """What stands on one base line: its inked glyphs from left to right."""

    glyphs: list[Glyph]
    base: float
    size: float

    @property
    def ink(self) -> list[_White]:
        return [(glyph.x0, glyph.x1) for glyph in self.glyphs]


@dataclass(slots=True)
class _TextColumn:
    """A column: ``right`` is where its longest line ends; ``full``: its texts may have been wrapped there."""

    left: float
    right: float
    full: bool

    def may_wrap(self, line: VisualLine, after: VisualLine) -> bool:
        """Whether ``after`` may be the rest of ``line``: it had no room there."""
        before = CellText("", [line], self.left, self.right)
        return self.full and before.goes_on(CellText("", [after]))


def grid_by_alignment(runs: Sequence[Run], known: Sequence[list[float]]) -> Grid | None:
    """The grid of the page's only table, or None where no text stands in columns.

    ``known`` holds the column bounds of the page before. Raises Unsure where columns or rows cannot be told for sure.
    """
    counters = page_counters(runs)
    lines = _lines([run for run in runs if id(run) not in counters])
    first = next((at for at, line in enumerate(lines) if _is_header(line, bool(known))), None)
    if first is None:
        return None
    gutters, end = _gutters(lines, first)
    if len(gutters) + 1 < _LEAST_COLUMNS or end - first < 2:
        return None
    if any(len(_parted(line)) >= _LEAST_COLUMNS for line in lines[end:]):
        raise Unsure(say("more than one table, or a text that runs over its column"))
    body = lines[first:end]
    columns = _columns(body, gutters)
    cells = [_cells(line, gutters) for line in body]
    starts = _starts(body, cells, columns)
    if len(starts) < (_LEAST_ROWS - bool(known)):
        return None
    if known and first and _hangs_on(lines[first - 1], body, gutters):
        raise Unsure(say("the rest of a row of the page before"))
    if not known and not all(cells[0]):
        raise Unsure(say("a column without a header"))
    if not known and first and _may_be_label(lines[first - 1], body[0]):
        raise Unsure(say("a text close over the header may be a label of it"))
    _check_alignment([cells[at] for at in starts[1:]], len(columns))
    _check_columns(body, gutters)
    return _grid(body, starts, _bounds(body, columns, gutters, known))


def with_rows(grid: Grid, runs: Sequence[Run]) -> Grid:
    """A grid of a header and one row more with the rows that its lines tell, or the grid itself.

    It has no vertical rules. Each row found begins with a line that fills all columns: anything less may be the points
    of one row.
    """
    if grid.rows != 2 or grid.columns < _LEAST_COLUMNS or len(set(grid.unit_region[1])) < grid.columns:
        return grid
    middles = [(run, (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2) for run in runs]
    inner = [run for run, x, y in middles if grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[2]]
    single = without_upper(inner, grid.ys)
    if len(grid.regions) != 2 * grid.columns and len(single) == len(inner):
        return grid
    lines = _lines(single)
    body = [line for line in lines if line.base > grid.ys[1]]
    gutters = [_white_at(lines, x) for x in grid.xs[1:-1]]
    if len(body) < _LEAST_ROWS or any(b <= a for a, b in gutters):
        return grid
    columns = _columns(lines, gutters)
    cells = [_cells(line, gutters) for line in body]
    try:
        starts = _starts(body, cells, columns)
        _check_alignment([cells[at] for at in starts], len(columns))
    except Unsure:
        return grid
    if len(starts) < _LEAST_ROWS or not all(all(cells[at]) for at in starts):
        return grid
    return _assembled(grid.xs, [grid.ys[0], grid.ys[1], *_between(body, starts[1:]), grid.ys[2]])


def _white_at(lines: Sequence[_PageLine], x: float) -> _White:
    # The white around a bound of columns; turned inside out where a text crosses it.
    spans = [span for line in lines for span in line.ink]
    before = max((b for a, b in spans if (a + b) / 2 < x), default=x)
    return before, min((a for a, b in spans if (a + b) / 2 >= x), default=x)


def _lines(runs: Sequence[Run]) -> list[_PageLine]:
    glyphs = [g for run in runs for g in run.glyphs if not g.text.isspace() and not g.ghost]
    lines: list[_PageLine] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if lines and glyph.base - lines[-1].base <= 0.2 * lines[-1].size:
            lines[-1].glyphs.append(glyph)
            lines[-1].size = max(lines[-1].size, glyph.size)
        else:
            lines.append(_PageLine([glyph], glyph.base, glyph.size))
    for line in lines:
        line.glyphs.sort(key=lambda glyph: glyph.x0)
    return lines


def _parted(line: _PageLine) -> list[list[Glyph]]:
    # The glyphs of a line between wide gaps, or narrower ones that another text was drawn after.
    parts = [[line.glyphs[0]]]
    for last, glyph in itertools.pairwise(line.glyphs):
        if glyph.x0 - last.x1 >= (_PART if glyph.order == last.order else _GUTTER) * line.size:
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _is_header(line: _PageLine, known: bool) -> bool:
    texts = ["".join(glyph.text for glyph in part) for part in _parted(line)]
    if len(texts) < _LEAST_COLUMNS:
        return False
    return known or all(len(text) <= _LABEL and text[-1] not in "。、" for text in texts)


def _gutters(lines: Sequence[_PageLine], first: int) -> tuple[list[_White], int]:
    # The white between the header's labels that no line below crosses, and the line (exclusive) that the table ends at.
    header = lines[first]
    parts = _parted(header)
    between = [(a[-1].x1, b[0].x0) for a, b in itertools.pairwise(parts)]
    free = {gap: [gap] for gap in between}
    leading = 0.0
    end = first + 1
    for at in range(first + 1, len(lines)):
        step = lines[at].base - lines[at - 1].base
        if leading and step > _END * leading:
            break
        narrowed = {gap: _without(spans, lines[at]) for gap, spans in free.items()}
        crossed = [gap for gap, spans in narrowed.items() if not spans]
        if at == first + 1:  # blanks within a label are no gutter
            crossed = [gap for gap in crossed if gap[1] - gap[0] > 2.2 * header.size]
        if crossed:
            if step < 1.5 * (leading or step):
                raise Unsure(say("a text runs over its column"))
            break
        free = {gap: spans for gap, spans in narrowed.items() if spans}
        leading = max(leading, step)
        end = at + 1
    if any(len(spans) > 1 for spans in free.values()):
        raise Unsure(say("a column without a header"))
    return [spans[0] for spans in free.values()], end


def _without(spans: Sequence[_White], line: _PageLine) -> list[_White]:
    # What a line leaves of some white spans, where it is wide enough.
    least = _GUTTER * line.size
    found = []
    for start, end in spans:
        reached = start
        for x0, x1 in line.ink:
            if x1 <= reached or x0 >= end:
                continue
            if x0 - reached >= least:
                found.append((reached, x0))
            reached = max(reached, x1)
        if end - reached >= least:
            found.append((reached, end))
    return found


def _hangs_on(above: _PageLine, body: Sequence[_PageLine], gutters: Sequence[_White]) -> bool:
    # Whether the line over the first one stands in the columns, no further off than the rows are.
    steps = [b.base - a.base for a, b in itertools.pairwise(body)]
    near = body[0].base - above.base <= 1.2 * max(steps)
    return near and not any(
        x0 < a and b < x1 for a, b in gutters for x0, x1 in [(above.glyphs[0].x0, above.glyphs[-1].x1)]
    )


def _may_be_label(above: _PageLine, header: _PageLine) -> bool:
    # Whether a line close over the header is no title, which begins where the table does, and no remark (単位：人).
    text = "".join(glyph.text for glyph in above.glyphs)
    near = header.base - above.base <= _CLOSE * header.size
    indented = above.glyphs[0].x0 - header.glyphs[0].x0 > _SAME
    return near and indented and len(text) <= _LABEL and not _REMARK.search(text)


def _columns(body: Sequence[_PageLine], gutters: Sequence[_White]) -> list[_TextColumn]:
    size = max(line.size for line in body)
    left = min(line.glyphs[0].x0 for line in body)
    right = max(glyph.x1 for line in body for glyph in line.glyphs)
    lefts = [left, *(gutter[1] for gutter in gutters)]
    rights = [*(gutter[0] for gutter in gutters), right]
    full = [*(b - a <= _FULL * size for a, b in gutters), True]
    return [_TextColumn(*each) for each in zip(lefts, rights, full, strict=True)]


def _cells(line: _PageLine, gutters: Sequence[_White]) -> list[VisualLine | None]:
    parts: list[list[Glyph]] = [[] for _ in range(len(gutters) + 1)]
    for glyph in line.glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        parts[sum(middle > (a + b) / 2 for a, b in gutters)].append(glyph)
    return [visual_lines([as_run(part)])[0] if part else None for part in parts]


# ---------------------------------------------------------------- rows


def _starts(
    body: Sequence[_PageLine], cells: Sequence[Sequence[VisualLine | None]], columns: Sequence[_TextColumn]
) -> list[int]:
    # The lines that rows begin on.
    steps = [b.base - a.base for a, b in itertools.pairwise(body)]
    least = min(steps)
    if least < 0.9 * max(line.size for line in body):
        raise Unsure(say("the texts of a row do not begin on one line"))
    if any(_TIGHT * least < step < _WIDE * least for step in steps):
        raise Unsure(say("nothing tells the lines of a row from the next row"))
    spaced = any(step >= _WIDE * least for step in steps)
    filled = not spaced and all(all(line) for line in cells)
    if not spaced and any(_alternate(lines) for lines in (cells, cells[1:])):
        raise Unsure(say("nothing tells the lines of a row from the next row"))
    alike = filled and _alike(cells[1:])
    starts = [0]
    for at, step in enumerate(steps, 1):
        wide = spaced and step >= _WIDE * least
        alone = alike or (filled and _had_room(cells[at - 1], cells[at], columns))
        if alone or _begins(cells[at - 1], cells[at], columns, spaced=spaced, wide=wide):
            starts.append(at)
    return starts


def _alike(cells: Sequence[Sequence[VisualLine | None]]) -> bool:
    # Whether each line has a number, a date or a figure of the same form in one column.
    return any(of_one_form([text.text for text in column if text]) for column in zip(*cells, strict=True))


def _alternate(cells: Sequence[Sequence[VisualLine | None]]) -> bool:
    # Whether every other line of a column is in another script: a translation under each text.
    for column in zip(*cells, strict=True):
        latin = [bool(text and _LATIN.fullmatch(text.text)) for text in column]
        if len(latin) >= 4 and len(set(latin[::2])) == len(set(latin[1::2])) == 1 and latin[0] != latin[1]:
            return True
    return False


def _had_room(
    above: Sequence[VisualLine | None], line: Sequence[VisualLine | None], columns: Sequence[_TextColumn]
) -> bool:
    # Whether a text of the line would have had room at the end of the one above it: where every line fills all columns,
    # it is a row of its own, for the lines of a row end in short ones.
    pairs = zip(columns, above, line, strict=True)
    return any(a and b and not column.may_wrap(a, b) for column, a, b in pairs)


def _begins(
    above: Sequence[VisualLine | None],
    line: Sequence[VisualLine | None],
    columns: Sequence[_TextColumn],
    *,
    spaced: bool,
    wide: bool,
) -> bool:
    # Whether a line begins a row; Unsure where it might as well go on with the row above it.
    wraps = [
        column.may_wrap(a, b) if a and b else None for column, a, b in zip(columns, above, line, strict=True)
    ]
    before, own = above[0], line[0]
    if wide:
        if own is None:
            raise Unsure(say("a row without a text in its first column"))
        return True
    if own is not None:
        numbers = bool(before and _NUMBER.fullmatch(before.text) and _NUMBER.fullmatch(own.text))
        if not spaced and (before is None or numbers or not wraps[0]):
            return True
        if spaced and wraps[0] and not numbers and False not in wraps:
            return False
        raise Unsure(say("nothing tells the lines of a row from the next row"))
    shown = [at for at, text in enumerate(line) if text]
    if any(above[at] is None for at in shown):
        raise Unsure(say("a text in the middle of nothing"))
    # Where the rows are no further apart than their lines, the line may belong to the row below it.
    ended = any(text.text.endswith(("。", "．")) for at in shown if (text := above[at]))
    if (spaced and len(shown) == 1) or (True in wraps and False not in wraps and not (ended and not spaced)):
        return False
    raise Unsure(say("a row without a text in its first column"))


def _check_alignment(rows: Sequence[Sequence[VisualLine | None]], columns: int) -> None:
    for column in range(columns):
        texts = [text for row in rows if (text := row[column])]
        ways = (
            [text.x0 for text in texts],
            [text.x1 for text in texts],
            [(text.x0 + text.x1) / 2 for text in texts],
        )
        if texts and all(max(way) - min(way) > _SAME for way in ways):
            raise Unsure(say("the texts of a column do not begin at one place"))


def _check_columns(body: Sequence[_PageLine], gutters: Sequence[_White]) -> None:
    # Another text begins at one place within a column on most lines: it is one more column.
    begins: Counter[int] = Counter()
    for line in body:
        own = {
            round(b.x0)
            for a, b in itertools.pairwise(line.glyphs)
            if a.order != b.order
            and b.x0 - a.x1 >= _BETWEEN * line.size
            and not any(a.x1 - 1 <= x0 and x1 <= b.x0 + 1 for x0, x1 in gutters)
        }
        begins.update(own)
    if any(begins[x] + begins[x + 1] >= max(_LEAST_ROWS, 0.6 * len(body)) for x in list(begins)):
        raise Unsure(say("a column without a header"))


# ---------------------------------------------------------------- the grid


def _bounds(
    body: Sequence[_PageLine],
    columns: Sequence[_TextColumn],
    gutters: Sequence[_White],
    known: Sequence[list[float]],
) -> list[float]:
    # The bounds of the page before hold here, too, where they lie in this page's gutters.
    left, right = columns[0].left - _PAD, columns[-1].right + _PAD
    for xs in known:
        same = len(xs) == len(columns) + 1 and xs[0] <= columns[0].left and abs(xs[0] - left) <= _SAME
        if same and all(a <= x <= b for x, (a, b) in zip(xs[1:-1], gutters, strict=True)):
            return [*xs[:-1], max(right, xs[-1])]
    size = body[0].size
    return [left, *(min(a + _PAD, b - 0.1 * size) for a, b in gutters), right]


def _grid(body: Sequence[_PageLine], starts: Sequence[int], xs: Sequence[float]) -> Grid:
    top = min(glyph.top for glyph in body[0].glyphs) - _PAD
    bottom = max(glyph.bottom for glyph in body[-1].glyphs) + _PAD
    return _assembled(xs, [top, *_between(body, starts[1:]), bottom])


def _between(body: Sequence[_PageLine], starts: Sequence[int]) -> list[float]:
    # The middles of the white over the lines that rows begin on.
    bottoms = [max(glyph.bottom for glyph in body[at - 1].glyphs) for at in starts]
    tops = [min(glyph.top for glyph in body[at].glyphs) for at in starts]
    return [(a + b) / 2 for a, b in zip(bottoms, tops, strict=True)]


def _assembled(xs: Sequence[float], ys: Sequence[float]) -> Grid:
    levels = [Rule(True, y, xs[0], xs[-1]) for y in ys]
    uprights = [Rule(False, x, ys[0], ys[-1]) for x in xs]
    grid = assemble([[x] for x in xs], [[y] for y in ys], levels, uprights)
    grid.aligned = grid.gapped = True
    return grid
