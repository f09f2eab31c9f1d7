"""Tables with horizontal rules only: columns from the white gaps that all rows share, rows from the rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from toshigaikou_cli.readers.pdf.adjacent import APART, FIGURE, parted
from toshigaikou_cli.readers.pdf.margins import is_page_number
from toshigaikou_cli.readers.pdf.marks import Rule
from toshigaikou_cli.readers.pdf.rules import TOUCH, extent
from toshigaikou_cli.readers.pdf.tables import Grid, assemble
from toshigaikou_cli.readers.pdf.text import Run, as_run

_OVER = 1.0
"""Points by which a text may stand over a bound."""
_HAIR = 0.6
"""Points of white that are taken between two labels that touch."""
_LEAST_RULE = 40.0
"""Points: a rule that bounds rows is longer than an underlined word."""


def level_groups(rules: Sequence[Rule], runs: Sequence[Run]) -> list[list[Rule]]:
    """Horizontal rules over each other between the same ends, in groups of two and more, with partial ones."""
    levels = sorted(_bridged(r for r in rules if r.horizontal), key=lambda rule: -(rule.end - rule.start))
    pieces = [r for r in levels if not _is_underline(r, runs)]
    levels = [r for r in pieces if r.end - r.start >= _LEAST_RULE]
    groups: list[list[Rule]] = []
    for rule in levels:
        for group in groups:
            # A cell merged over several rows shortens the rules between them, most often on the left.
            if abs(group[0].end - rule.end) <= TOUCH and rule.start >= group[0].start - TOUCH:
                group.append(rule)
                break
        else:
            groups.append([rule])
    whole = [group for group in groups if len({round(rule.at) for rule in group}) >= 2]
    for group in whole:
        box = extent(group)
        beside = {round(r.at) for r in group if _inside(r, box)}
        beside |= {round(r.at) for r in levels if r not in group and _inside(r, box)}
        group += [r for r in pieces if r not in group and _inside(r, box) and round(r.at) in beside]
    return [sorted(group, key=lambda rule: rule.at) for group in whole]


def _inside(rule: Rule, box: tuple[float, float, float, float]) -> bool:
    return box[0] - TOUCH <= rule.start and rule.end <= box[2] + TOUCH and box[1] < rule.at < box[3]


def _bridged(rules: Iterable[Rule]) -> list[Rule]:
    # Cells with a rule of their own each leave small breaks between the pieces of a row's rule.
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) < 1.0 and -1.0 <= rule.start - last.end <= 8.0:
            found[-1] = Rule(True, last.at, last.start, rule.end)
        else:
            found.append(rule)
    return found


def _is_underline(rule: Rule, runs: Sequence[Run]) -> bool:
    return any(
        abs(run.x0 - rule.start) < 2.5
        and abs(run.x1 - rule.end) < 2.5
        and -1.0 <= rule.at - run.bottom + 0.2 * run.size <= 4.0
        for run in runs
    )


def grid_by_gaps(
    levels: Sequence[Rule],
    runs: Sequence[Run],
    known: Sequence[list[float]] = (),
    others: Sequence[Rule] = (),
    drawn: Sequence[list[float]] = (),
) -> Grid | None:
    """The grid of a table without vertical rules, or None where its text shows fewer than two columns.

    ``known`` holds the column bounds of the page before: a table between the same ends has the same columns,
    as far as no text crosses them. ``others`` are the page's rules: the table does not reach over those that are
    not its own. ``drawn`` are column bounds that the pieces of rules show: texts that touch there are two.
    """
    x0, x1 = min(r.start for r in levels), max(r.end for r in levels)
    ys = _distinct([rule.at for rule in levels])
    whole = [rule.at for rule in levels if rule.end - rule.start > 0.9 * (x1 - x0)]
    cells = [xs for xs in drawn if abs(xs[0] - x0) <= TOUCH and abs(xs[-1] - x1) <= TOUCH]
    runs = [part for run in runs for part in _parts_at(run, cells[0])] if cells else runs
    runs = parted(runs, _within(runs, (x0, x1), ys), _distinct(whole))
    inside = _within(runs, (x0, x1), ys)
    kept = _kept([*cells, *known], (x0, x1), inside)
    cuts = kept or _cuts(inside, ys, x0)
    if not cuts:
        return None
    above, below = _implied(_within_reach(runs, ys, (x0, x1), others), (x0, x1), ys, cuts, bool(kept))
    ys = ([above] if above is not None else []) + ys + ([below] if below is not None else [])
    if not kept and (above is not None or below is not None):
        cuts = _cuts(_within(runs, (x0, x1), ys), ys, x0) or cuts
    xs = [x0, *cuts, x1]
    uprights = [
        Rule(False, cut, top, bottom)
        for cut in cuts
        for top, bottom in itertools.pairwise(ys)
        if not _crossed(cut, top, bottom, runs)
    ]
    grid = assemble([[x] for x in xs], [[y] for y in ys], levels, uprights)
    grid.gapped = True
    return grid if grid.columns >= 2 else None


def _parts_at(run: Run, bounds: Sequence[float]) -> list[Run]:
    # A run parted at the bounds that another text begins behind.
    cuts = [
        at
        for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1)
        if last.order != glyph.order
        and any(last.x1 <= x + _OVER and glyph.x0 >= x - _OVER for x in bounds[1:-1])
    ]
    return [as_run(run.glyphs[a:b]) for a, b in itertools.pairwise([0, *cuts, len(run.glyphs)])]


def _within(runs: Sequence[Run], ends: tuple[float, float], ys: Sequence[float]) -> list[Run]:
    return [
        r
        for r in runs
        if ends[0] - TOUCH <= (r.x0 + r.x1) / 2 <= ends[1] + TOUCH and ys[0] <= _mid(r) <= ys[-1]
    ]


def _kept(known: Sequence[list[float]], ends: tuple[float, float], inside: Sequence[Run]) -> list[float]:
    for xs in known:
        if abs(xs[0] - ends[0]) > TOUCH or abs(xs[-1] - ends[1]) > TOUCH or len(xs) < 3:
            continue
        crossing = sum(run.x0 < cut - 2 and run.x1 > cut + 2 for run in inside for cut in xs[1:-1])
        if crossing <= 0.04 * len(inside):
            return list(xs[1:-1])
    return []


def _mid(run: Run) -> float:
    return (run.top + run.bottom) / 2


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 4.0:
            found.append(value)
    return found


def _cuts(runs: Sequence[Run], ys: Sequence[float], x0: float) -> list[float]:
    # The gaps that no row's text crosses; every column needs a word in the first row that names several.
    spans = without_upper([run for run in runs if run.text.strip()], ys)
    if len(spans) < 4:
        return []
    size = sorted(run.size for run in spans)[len(spans) // 2]
    least = max(3.0, 0.35 * size)
    gaps = _gaps([(run.x0, run.x1) for run in spans], least)
    if not gaps:
        widest = sorted(spans, key=lambda run: run.x0 - run.x1)[: max(1, len(spans) // 12)]
        gaps = _gaps([(r.x0, r.x1) for r in spans if r not in widest], least)
    bands = [[r for r in spans if a <= _mid(r) <= b] for a, b in itertools.pairwise(ys)]
    gaps = _with_figures(
        _with_aligned([_narrowed(gap, spans) for gap in gaps], spans, bands, least), spans, bands
    )
    header = next((band for band in bands if len(_gaps([(r.x0, r.x1) for r in band], least)) >= 1), [])
    kept: list[tuple[float, float]] = []
    for gap in gaps:
        left = kept[-1][1] if kept else x0 - TOUCH
        named = any(left - 1 <= (r.x0 + r.x1) / 2 <= gap[0] + 1 for r in header)
        if named or _numbers(spans, left, gap[0]) or _usual(bands, left, gap):
            kept.append(gap)
    while kept and not any((r.x0 + r.x1) / 2 >= kept[-1][1] - 1 for r in header):
        left = kept[-2][1] if len(kept) > 1 else x0 - TOUCH
        # A label of a first row of its own may stand over several columns, those of a second one over each.
        if _numbers(spans, kept[-1][1], 1e9) or _usual(bands[1:], left, kept[-1]):
            break
        kept.pop()
    padding = max(0.0, min(run.x0 for run in spans) - x0)
    return [max((a + b) / 2, b - padding) if padding else (a + b) / 2 for a, b in kept]


def without_upper(spans: Sequence[Run], ys: Sequence[float]) -> list[Run]:
    """The texts of a table without the labels of its first row that stand over two others of it."""
    first = [run for run in spans if len(ys) > 1 and ys[0] <= _mid(run) <= ys[1]]
    base = max((run.glyphs[0].base for run in first), default=0.0)
    lower = [run for run in first if base - run.glyphs[0].base <= 0.2 * run.size]
    upper = [
        run
        for run in first
        if base - run.glyphs[0].base >= 0.9 * run.size
        and sum(other.x0 < run.x1 + run.size / 2 and run.x0 - run.size / 2 < other.x1 for other in lower) >= 2
    ]
    return [run for run in spans if run not in upper] if upper else list(spans)


def _narrowed(gap: tuple[float, float], spans: Sequence[Run]) -> tuple[float, float]:
    # A gap without what reaches into it and not over it.
    return max([gap[0], *(run.x1 for run in spans if run.x0 < gap[0] and run.x1 < gap[1])]), gap[1]


def _with_aligned(
    gaps: list[tuple[float, float]], spans: Sequence[Run], bands: Sequence[Sequence[Run]], least: float
) -> list[tuple[float, float]]:
    # Where most rows, the first among them, begin a text at one place after a wide gap, a column begins there, though
    # the long text of another row ends close before it.
    found = list(gaps)
    for start in _distinct([run.x0 for run in spans]):
        crossing = any(run.x0 < start - 1.0 and run.x1 > start + 0.3 for run in spans)
        if crossing or any(a - 1 <= start <= b + 1 for a, b in found):
            continue
        wide = [_after_gap(band, start, least) for band in bands]
        begun = [_after_gap(band, start, -_OVER) for band in bands]
        before = max((run.x1 for run in spans if run.x0 < start - 1.0), default=start)
        if bands and not wide[0] and _labels_touch(bands[0], start):
            wide[0], before = True, min(before, start - _HAIR)
        # A label of the first row may stand over those of the second.
        labelled = len(bands) >= 3 and (wide[0] or (wide[1] and not begun[0]))
        if labelled and sum(begun) >= 0.6 * len(begun) and before < start:
            found.append((before, start))
    return sorted(found)


def _labels_touch(header: Sequence[Run], start: float) -> bool:
    # Whether one label begins where another ends.
    return any(abs(run.x0 - start) <= 1.0 for run in header) and any(
        abs(run.x1 - start) <= 1.0 for run in header
    )


def _with_figures(
    gaps: list[tuple[float, float]], spans: Sequence[Run], bands: Sequence[Sequence[Run]]
) -> list[tuple[float, float]]:
    # Where most rows but the header end a figure at one place, a column of figures ends there, though the figures of
    # the next one begin close behind it, or it begins close behind the text before it.
    found = list(gaps)
    for end in _distinct([run.x1 for run in spans if FIGURE.fullmatch(run.text.strip())]):
        ending = [_ends_figure(band, end) for band in bands[1:]]
        if len(ending) < 2 or sum(ending) < 0.6 * len(ending):
            continue
        for gap in (_white_after(spans, end), _white_before(spans, end)):
            if gap is None or any(a - 1 <= gap[1] and gap[0] <= b + 1 for a, b in found):
                continue
            beside = [_on_both_sides(band, gap) for band in bands[1:]]
            if sum(beside) >= 0.6 * len(beside):
                found.append(gap)
    return sorted(found)


def _white_after(spans: Sequence[Run], end: float) -> tuple[float, float] | None:
    # The white behind a column of figures that is set flush right at ``end``.
    crossing = any(run.x0 < end - 0.3 and run.x1 > end + 1.0 for run in spans)
    after = min((run.x0 for run in spans if run.x0 >= end - 0.3), default=end)
    return None if crossing or after <= end else (end, after)


def _white_before(spans: Sequence[Run], end: float) -> tuple[float, float] | None:
    # The white before it: nothing that ends elsewhere reaches into the column.
    column = [run for run in spans if abs(run.x1 - end) <= 1.0]
    start = min(run.x0 for run in column)
    before = max((run.x1 for run in spans if run.x0 < start), default=start)
    size = max(run.size for run in column)
    return (before, start) if start - before > APART * size else None


def _on_both_sides(band: Sequence[Run], gap: tuple[float, float]) -> bool:
    return any(run.x1 <= gap[0] + 0.3 for run in band) and any(run.x0 >= gap[1] - 0.3 for run in band)


def _ends_figure(band: Sequence[Run], end: float) -> bool:
    return any(abs(run.x1 - end) <= 1.0 and FIGURE.fullmatch(run.text.strip()) for run in band)


def _after_gap(band: Sequence[Run], start: float, least: float) -> bool:
    before = [run.x1 for run in band if run.x0 < start - 1.0]
    return any(abs(run.x0 - start) <= 1.0 for run in band) and bool(before) and start - max(before) >= least


def _usual(bands: Sequence[Sequence[Run]], left: float, gap: tuple[float, float]) -> bool:
    # Most rows have text on both sides of the gap, and more than a bullet or a number on its left.
    both, words = 0, 0
    for band in bands:
        before = [r for r in band if left - 1 <= (r.x0 + r.x1) / 2 <= gap[0] + 1]
        both += bool(before) and any(r.x0 >= gap[1] - 1 for r in band)
        words += any(len(r.text.strip()) > 3 for r in before)
    return len(bands) >= 3 and both >= 0.6 * len(bands) and words >= 0.6 * len(bands)


def _numbers(runs: Sequence[Run], left: float, right: float) -> bool:
    # A column without a header is believed where it holds figures.
    texts = [run.text.strip() for run in runs if left - 1 <= (run.x0 + run.x1) / 2 <= right + 1]
    return len(texts) >= 3 and sum(bool(FIGURE.fullmatch(text)) for text in texts) >= 0.7 * len(texts)


def _gaps(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    gaps: list[tuple[float, float]] = []
    reached: float | None = None
    for start, end in sorted(spans):
        if reached is not None and start - reached >= least:
            gaps.append((reached, start))
        reached = end if reached is None else max(reached, end)
    return gaps


def _crossed(cut: float, top: float, bottom: float, runs: Sequence[Run]) -> bool:
    # Whether a text runs on over a cut: there is one cell, unless it ends where the text of the next one stands.
    band = [run for run in runs if top <= _mid(run) <= bottom and run.x1 > cut]
    crossing = [run for run in band if run.x0 < cut - 2 and run.x1 > cut + 2]
    return any(run.x1 - cut > run.size or not _runs_into(run, cut, band) for run in crossing)


def _runs_into(run: Run, cut: float, band: Sequence[Run]) -> bool:
    return any(
        other.x0 >= cut and abs(_mid(other) - _mid(run)) < 0.5 * run.size and other.x0 - run.x1 < run.size
        for other in band
    )


def _within_reach(
    runs: Sequence[Run], ys: Sequence[float], ends: tuple[float, float], others: Sequence[Rule]
) -> list[Run]:
    # The texts that no rule of another table parts from this one.
    at = [
        r.at
        for r in others
        if r.horizontal and r.end - r.start >= _LEAST_RULE and r.start < ends[1] and ends[0] < r.end
    ]
    upper = max((y for y in at if y < ys[0] - 4), default=-1e9)
    lower = min((y for y in at if y > ys[-1] + 4), default=1e9)
    return [run for run in runs if upper <= _mid(run) <= lower]


def _implied(
    runs: Sequence[Run], ends: tuple[float, float], ys: Sequence[float], cuts: Sequence[float], sure: bool
) -> tuple[float | None, float | None]:
    # Web tables often have no rule above the first or below the last row: lines of text that keep to the
    # columns, next to the rules, belong to the table.
    counters = page_counters(runs)
    near = [
        r
        for r in runs
        if ends[0] - TOUCH <= r.x0 and r.x1 <= ends[1] + TOUCH and r.text.strip() and id(r) not in counters
    ]
    above = _reach(
        sorted((r for r in near if r.bottom <= ys[0] + 2), key=lambda r: -r.bottom), ys[0], cuts, -1
    )
    below = _reach(
        sorted((r for r in near if r.top >= ys[-1] - 2), key=lambda r: r.top), ys[-1], cuts, 1, sure
    )
    return above, below


def page_counters(runs: Sequence[Run]) -> set[int]:
    """The ``id`` of each run that is a piece of a line which says nothing but the number of the page."""
    lines: dict[int, list[Run]] = {}
    for run in runs:
        if run.text.strip():
            lines.setdefault(round(run.glyphs[0].base), []).append(run)
    alone = [
        line for line in lines.values() if is_page_number("".join(r.text for r in sorted(line, key=_left)))
    ]
    return {id(run) for line in alone for run in line}


def _left(run: Run) -> float:
    return run.x0


def _reach(
    runs: Sequence[Run], edge: float, cuts: Sequence[float], way: int, sure: bool = False
) -> float | None:
    columns: set[int] = set()
    reached = edge
    for run in runs:
        distance = (reached - run.bottom) if way < 0 else (run.top - reached)
        crosses = any(run.x0 < cut - 2 and run.x1 > cut + 2 for cut in cuts)
        if distance > 1.3 * run.size or crosses:
            break
        columns.add(sum(run.x0 >= cut - 2 for cut in cuts))
        reached = min(reached, run.top) if way < 0 else max(reached, run.bottom)
    # Where the columns are known, the rest of a cut row may stand in one of them (a note begins in the first).
    return reached + way * 2.0 if len(columns) >= 2 or (sure and columns - {0}) else None
