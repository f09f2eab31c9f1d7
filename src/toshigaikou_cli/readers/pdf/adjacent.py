"""Texts that nearly touch the next column's: parted where many rows begin or end one, so that they are two."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.beyond import parts_of
from toshigaikou_cli.readers.pdf.marks import Glyph
from toshigaikou_cli.readers.pdf.text import Run, as_run

FIGURE = expression(r"[△▲+\-−]?[0-9０-９][0-9０-９,，.．]*\s*[%％]?")
APART = 0.12
"""Ems of white between two texts that are two."""
_BETWEEN = 0.35
"""Ems of white before a text that may begin a column."""
_OFTEN = 3
"""Texts that begin or end at one place before another is parted there."""
_NUMBER = expression(r"[0-9０-９]{1,4}")
NUMBER_LABEL = expression(r"(?:No|NO|no|Ｎｏ|ＮＯ)[.．]?|[№#＃]|番号")
_OVER = 1.6
"""Ems over the first rule up to which a label stands."""
_WIDE = 1.0
"""Ems of white between two labels of one line that may be two columns'."""
_SAME = 1.0
"""Points within which texts begin or end at one place."""


def parted(runs: Sequence[Run], inside: Sequence[Run], ys: Sequence[float]) -> list[Run]:
    """The runs, those ``inside`` a table without vertical rules parted between its columns; ``ys`` bound its rows.

    A text that nearly reaches the next column makes one run with the text there: it is parted where many rows begin
    a text, and where many rows end one that is set flush right (figures, or whatever was drawn as a text of its own); a
    figure that ends such a run was drawn as a text of its own, too.
    """
    words = [run for run in inside if run.text.strip()]
    heads = _labels(runs, ys)
    labelled = _starts_under_labels(words, ys, heads)
    starts = _starts(words, ys) + _starts_after_figures(words, ys, heads) + labelled
    ends = _repeated(place for run in words for place in (run.x1, *_figure_ends(run)))
    if not starts and not ends:
        return list(runs)
    parts = {id(run): _parts(run, starts, ends, labelled) for run in inside}
    bottom = ys[1] if len(ys) > 1 else 0.0
    body = [part for each in parts.values() for part in each if (part.top + part.bottom) / 2 > bottom]
    free = [x for x in starts if not any(run.x0 < x - _SAME and x + _SAME < run.x1 for run in body)]
    found: list[Run] = []
    for run in runs:
        own = parts.get(id(run), [run])
        label = id(run) in parts and (run.top + run.bottom) / 2 < bottom
        found += [piece for part in own for piece in _labels_that_touch(part, free)] if label else own
    return found


def _labels_that_touch(run: Run, starts: Sequence[float]) -> list[Run]:
    # A label parted where the texts below begin a column, and it begins another text, or a word after "No.".
    number = NUMBER_LABEL.match("".join(glyph.text[:1] for glyph in run.glyphs))
    cuts = [
        at
        for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1)
        if any(abs(glyph.x0 - x) <= _SAME for x in starts)
        and (glyph.order != last.order or (number and at == number.end()))
    ]
    return [as_run(run.glyphs[a:b]) for a, b in itertools.pairwise([0, *cuts, len(run.glyphs)])]


def _starts(words: Sequence[Run], ys: Sequence[float]) -> list[int]:
    # Where many texts begin: some of them begin a run, or most rows have one.
    own = Counter(round(run.x0) for run in words)
    rows: dict[int, set[int]] = {}
    for run in words:
        for place in (run.x0, *_inner_starts(run)):
            rows.setdefault(round(place), set()).add(bisect_right(ys, (run.top + run.bottom) / 2))
    places = _repeated(place for run in words for place in (run.x0, *_inner_starts(run)))
    least = max(_OFTEN, 0.6 * (len(ys) - 1))
    found = []
    for x in places:
        near = (x - 1, x, x + 1)
        in_rows = set[int]().union(*(rows.get(each, set()) for each in near))
        if sum(own[each] for each in near) >= _OFTEN - 1 or len(in_rows) >= least:
            found.append(x)
    return found


def _labels(runs: Sequence[Run], ys: Sequence[float]) -> list[Run]:
    # The texts of the first row and of the line over it.
    if not ys:
        return []
    bottom = ys[1] if len(ys) > 1 else ys[0]
    return [run for run in runs if run.text.strip() and ys[0] - _OVER * run.size < run.bottom < bottom]


def _starts_after_figures(words: Sequence[Run], ys: Sequence[float], labels: Sequence[Run]) -> list[int]:
    # Where a label begins, and in most rows a text close after a figure that is set flush right.
    heads = Counter(round(x) for run in labels for x in (run.x0, *(x for x, _ in _own_texts(run))))
    rows: dict[int, set[int]] = {}
    for run in words:
        for place, figure in _own_texts(run):
            if figure:
                rows.setdefault(round(place), set()).add(bisect_right(ys, (run.top + run.bottom) / 2))
    least = max(_OFTEN, 0.6 * (len(ys) - 1))
    found = []
    for x in rows:
        near = (x - 1, x, x + 1)
        if any(heads[each] for each in near) and sum(len(rows.get(each, ())) for each in near) >= least:
            found.append(x)
    return found


def _starts_under_labels(words: Sequence[Run], ys: Sequence[float], heads: Sequence[Run]) -> list[int]:
    # Where a label begins, and in most rows a text that was drawn by itself, with no white before it, too.
    rows: dict[int, set[int]] = {}
    for run in words:
        begun = [
            b.x0 for a, b in itertools.pairwise(run.glyphs) if a.order != b.order and not b.text.isspace()
        ]
        for place in (run.x0, *begun):
            rows.setdefault(round(place), set()).add(bisect_right(ys, (run.top + run.bottom) / 2))
    second = _second_labels(words, ys)
    least = max(_OFTEN, 0.6 * (len(ys) - 1))
    found = []
    for x in dict.fromkeys(round(run.x0) for run in (*heads, *second)):
        in_rows = set[int]().union(*(rows.get(each, set()) for each in (x - 1, x, x + 1)))
        if len(in_rows) >= least:
            found.append(x)
    return found


def _second_labels(words: Sequence[Run], ys: Sequence[float]) -> list[Run]:
    # The texts of the second row that stand an em and more behind another.
    band = sorted(
        (r for r in words if len(ys) > 2 and ys[1] < (r.top + r.bottom) / 2 < ys[2]), key=lambda r: r.x0
    )
    return [b for a, b in itertools.pairwise(band) if b.x0 - a.x1 >= _WIDE * b.size]


def _own_texts(run: Run) -> list[tuple[float, bool]]:
    # Where another text begins in a run after some white, and whether the one before it is a figure.
    found: list[tuple[float, bool]] = []
    start = 0
    for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1):
        if glyph.order != last.order:
            text = "".join(g.text for g in run.glyphs[start:at]).strip()
            if _apart(last, glyph):
                found.append((glyph.x0, FIGURE.fullmatch(text) is not None))
            start = at
    return found


def _inner_starts(run: Run) -> list[float]:
    # Where another text begins in a run, after white that is no letter spacing.
    white = [glyph.x0 - last.x1 for last, glyph in itertools.pairwise(run.glyphs)]
    least = max(_BETWEEN * run.size, 3 * median(white)) if white else 0.0
    pairs = zip(white, itertools.pairwise(run.glyphs), strict=True)
    return [
        b.x0
        for gap, (a, b) in pairs
        if gap >= least and a.order != b.order and not a.text.isspace() and not b.text.isspace()
    ]


def _figure_ends(run: Run) -> list[float]:
    # Where a figure ends in a run, before another that was drawn as a text of its own.
    found: list[float] = []
    start = 0
    for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1):
        if glyph.order != last.order and _apart(last, glyph):
            if _are_figures(run.glyphs[start:at], run.glyphs[at:]):
                found.append(last.x1)
            start = at
    return found


def _apart(last: Glyph, glyph: Glyph) -> bool:
    white = last.text.isspace() or glyph.x0 - last.x1 > APART * glyph.size
    return white and not glyph.text.isspace()


def _are_figures(before: Sequence[Glyph], after: Sequence[Glyph]) -> bool:
    figure, rest = ("".join(glyph.text for glyph in glyphs).strip() for glyphs in (before, after))
    return FIGURE.fullmatch(figure) is not None and FIGURE.match(rest) is not None


def _repeated(places: Iterable[float]) -> list[int]:
    counted = Counter(map(round, places))
    return [x for x in counted if sum(counted[x + d] for d in (-1, 0, 1)) >= _OFTEN]


def _parts(
    run: Run, starts: Sequence[float], ends: Sequence[float], labelled: Sequence[float] = ()
) -> list[Run]:
    cuts = [0]
    for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1):
        between = _apart(last, glyph) and (
            any(abs(glyph.x0 - x) <= _SAME for x in starts)
            or _ends_text(run.glyphs[cuts[-1] : at], run.glyphs[at:], ends)
        )
        if between or _begins_under_label(last, glyph, labelled) or _is_figure(run, at, ends):
            cuts.append(at)
    if len(cuts) == 1:
        return [run]
    return [as_run(run.glyphs[a:b]) for a, b in itertools.pairwise([*cuts, len(run.glyphs)])]


def _begins_under_label(last: Glyph, glyph: Glyph, labelled: Sequence[float]) -> bool:
    # Whether a text drawn by itself begins where a label and many texts do: with no white before it, too.
    own = glyph.order != last.order and not glyph.text.isspace() and last.x1 <= glyph.x0 + _SAME
    return own and any(abs(glyph.x0 - x) <= _SAME for x in labelled)


def _ends_text(before: Sequence[Glyph], after: Sequence[Glyph], ends: Sequence[float]) -> bool:
    inked = [glyph for glyph in before if not glyph.text.isspace()]
    last = max((glyph.x1 for glyph in inked), default=0.0)
    own = bool(inked) and inked[-1].order != after[0].order
    return any(abs(last - x) <= _SAME for x in ends) and (own or _are_figures(before, after))


def _is_figure(run: Run, at: int, ends: Sequence[float]) -> bool:
    # A figure that was drawn as a text of its own, and ends where many texts do.
    order, before = run.glyphs[at].order, run.glyphs[at - 1]
    if order == before.order or (not _apart(before, run.glyphs[at]) and FIGURE.fullmatch(before.text)):
        return False
    own = list(itertools.takewhile(lambda glyph: glyph.order == order, run.glyphs[at:]))
    after = run.glyphs[at + len(own)] if at + len(own) < len(run.glyphs) else None
    last = max((glyph.x1 for glyph in own if not glyph.text.isspace()), default=0.0)
    if (after and not _apart(own[-1], after)) or not any(abs(last - x) <= _SAME for x in ends):
        return False
    return FIGURE.fullmatch("".join(glyph.text for glyph in own).strip()) is not None


_PAIR = expression(rf"{FIGURE.pattern}(?: +{FIGURE.pattern})+")
_GLUED = expression(r"[△▲+\-−]?[0-9]{1,3}(?:,[0-9]{3})+[0-9][0-9,]*")
"""A figure that goes on after its last thousands: 1,200,000350,000."""


def side_by_side(texts: Sequence[str]) -> str:
    """The first of a column's texts that holds figures beside each other, where most of the texts do; else nothing.

    No rule and no white that all rows share tells whether these are two columns.
    """
    shown = [text for text in texts if text]
    pairs = [text for text in shown if _PAIR.fullmatch(text) or _GLUED.fullmatch(text)]
    return pairs[0] if len(pairs) >= 2 and len(pairs) > 0.5 * len(shown) else ""


def apart_in(cells: Sequence[Sequence[Run]]) -> str:
    """The text of a column's first cell, its header, where it stands in parts wide apart, as most cells below do.

    ``cells`` are the runs of each cell from top to bottom. Two columns with no rule and no common white between them
    look so.
    """
    filled = [runs for runs in cells if any(run.text.strip() for run in runs)]
    labels = _labels_apart(filled[0]) if len(filled) >= 3 else []
    if len(labels) == 1 and len(filled) > _OFTEN and _are_numbered(filled[1:]):
        return labels[0]
    if len(labels) < 2 or max(map(len, labels)) < 2:
        return ""
    white = _WIDE if min(map(len, labels)) < 2 else _BETWEEN  # else a label may be spread
    lines = [labels, *(_parts_apart(runs, white) for runs in filled[1:])]
    if any(part[0] in "(（" for part in lines[0]):  # a remark on the word before it
        return ""
    several = sum(len(parts) >= 2 for parts in lines[1:])
    return "  ".join(lines[0]) if several >= 0.6 * (len(lines) - 1) else ""


def _are_numbered(cells: Sequence[Sequence[Run]]) -> bool:
    # Whether each cell opens with a number, and the text after it begins at one place in all of them.
    parts = [[part for run in runs for part in parts_of(run) if part.text.strip()] for runs in cells]
    pairs = [sorted(each, key=lambda run: run.x0) for each in parts if len(each) == 2]
    begins = [pair[1].x0 for pair in pairs if _NUMBER.fullmatch(pair[0].text.strip())]
    return len(begins) == len(cells) and max(begins) - min(begins) <= _SAME


def _labels_apart(runs: Sequence[Run]) -> list[str]:
    # The labels of a header's cell: of its first line, or of one below a label of both.
    first = _parts_apart(runs, _WIDE)
    glyphs = [g for run in runs for g in run.glyphs if not g.ghost]
    below = [g for g in glyphs if g.base > min(each.base for each in glyphs) + 0.9 * g.size]
    second = _parts_apart([as_run([glyph]) for glyph in below], _WIDE) if len(first) == 1 else []
    return second if len(second) > 1 else first


def _parts_apart(runs: Sequence[Run], white: float) -> list[str]:
    # The first line of a cell, parted at wide white that nobody typed.
    glyphs = [g for run in runs for g in run.glyphs if not g.ghost]
    first = min(glyphs, key=lambda glyph: glyph.base, default=None)
    if first is None:
        return []
    line = sorted((g for g in glyphs if abs(g.base - first.base) <= 0.2 * first.size), key=lambda g: g.x0)
    parts = [line[0].text]
    for last, glyph in itertools.pairwise(line):
        if glyph.x0 - last.x1 >= white * glyph.size and glyph.order != last.order:
            parts.append("")
        parts[-1] += glyph.text
    return [part.strip() for part in parts if part.strip()]
