"""Glyphs to text: runs as they were drawn, visual lines, and the text of a cell with wrapped lines joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.marks import Box, Glyph
from toshigaikou_cli.readers.pdf.raised_notes import brackets
from toshigaikou_cli.readers.pdf.unit_lines import begins_a_unit
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.marks import BULLETS, CIRCLED

_CLOSERS = (
    "、。，．,.」』）)】〕］]｝}〉》”’！？!?：；:;・％%ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_OPENERS = "「『（(【〔［[｛{〈《“‘"
HANGING = _CLOSERS
"""Marks that may not begin a line, and so may stand just outside the cell that they close."""
_BULLET = expression(rf"[\s\u3000]*[{BULLETS}{CIRCLED}※【]")
_YEAR = rf"(?:(?:{eras.NAMES}|[HRS])\s?(?:元|[0-9０-９]{{1,2}})|[12][0-9]{{3}})"
_DAY = r"(?:\s?[0-9０-９]{1,2}\s?日)"
_DATE = rf"{_YEAR}?\s?[年.．]?\s?(?:度)?[0-9０-９]{{1,2}}\s?月{_DAY}?"
_DATE_BULLET = expression(
    rf"[\s\u3000]*(?:{_DATE}|(?:{eras.NAMES})(?:元|[0-9０-９]{{1,2}})年)"
    rf"(?:[～〜\-－ー、・から]+(?:{_DATE}|[0-9０-９]{{1,2}}\s?日)(?:まで)?)?(?:\s|\u3000|：|:|$)"
)
_SHORT_DATE = expression(r"(?:[MTSHR明大昭平令]\w?\s?)?[元0-9]{1,4}([.．/]\s?[0-9]{1,2}){2}")
_LATIN = expression(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_KATAKANA = expression(r"[ァ-ヺー]")
_REMARK = expression(r"[（(][^（）()]+[)）]")
_SENTENCE_END = "。．！？!?"


@dataclass(slots=True)
class Run:
    """Glyphs drawn one after the other on one base line."""

    glyphs: list[Glyph]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(slots=True)
class VisualLine:
    """A line of a cell as it shows. ``ends`` marks a line break that the document itself holds.

    Struck words are no part of ``text``: ``struck`` has them as pieces; ``whole`` says that nothing else is there.
    """

    text: str
    raw: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    widths: list[float]
    ends: bool = False
    struck: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return bool(self.struck) and not self.text


@dataclass(slots=True)
class CellText:
    """The text of a cell, and what tells whether it goes on: its first and last line and the free width after it.

    ``struck`` are the words that a line goes through, joined by "…".
    """

    text: str
    lines: list[VisualLine]
    left: float = 0.0
    right: float = 0.0
    centred: bool = False
    struck: str = ""

    def goes_on(self, rest: CellText) -> bool:
        """Whether the first line of ``rest`` could not have stood on the last line: the text was wrapped there."""
        if not self.lines or not rest.lines or self.lines[-1].ends:
            return False
        return not _fits(self, self.lines[-1], rest.lines[0])

    @property
    def opens_point(self) -> bool:
        return bool(self.lines) and opens_point(self.lines[0].text)

    @property
    def ends_sentence(self) -> bool:
        return self.text.rstrip()[-1:] in _SENTENCE_END


def opens_point(line: str) -> bool:
    """Whether a line begins with a bullet, a label, a circled number, or a date that opens a point."""
    return bool(_BULLET.match(line) or _DATE_BULLET.match(line))


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Group upright glyphs into runs, in the order in which they were drawn."""
    runs: list[Run] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if current:
            last = current[-1]
            same = (
                abs(glyph.base - last.base) <= 0.12 * last.size
                and -0.6 * last.size <= glyph.x0 - last.x1 <= _reach(last, glyph) * last.size
                and glyph.x0 > last.x0 - 0.1
                and glyph.clip == last.clip
                and glyph.vertical == last.vertical
                and not glyph.vertical
                and last.text != "\n"
            )
            if not same:
                runs.append(as_run(current))
                current = []
        current.append(glyph)
    if current:
        runs.append(as_run(current))
    return runs


def _reach(last: Glyph, glyph: Glyph) -> float:
    # How many ems may lie between two glyphs of a run. Of several blanks in one drawn text PDFium gives the first; of
    # one that is drawn by itself the width is not known.
    if not last.text.isspace():
        return 0.9
    return 9.0 if 0 < last.order == glyph.order else 1.2


def as_run(glyphs: list[Glyph]) -> Run:
    """Some glyphs of one line as a run."""
    return Run(
        glyphs,
        glyphs[0].x0,
        max([glyph.x1 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
        max([glyph.size for glyph in glyphs]),
    )


def visual_lines(runs: Sequence[Run]) -> list[VisualLine]:
    """The runs of one area as lines from top to bottom, each from left to right."""
    ordered = sorted(runs, key=lambda run: ((run.top + run.bottom) / 2, run.x0))
    lines: list[list[Run]] = []
    for run in ordered:
        for line in reversed(lines[-4:]):
            if _same_line(line, run):
                line.append(run)
                break
        else:
            lines.append([run])
    return [_visual(sorted(line, key=lambda run: run.x0)) for line in lines]


def _same_line(line: list[Run], run: Run) -> bool:
    first = max(line, key=lambda member: member.size)
    apart = abs((first.top + first.bottom) / 2 - (run.top + run.bottom) / 2)
    if apart > 0.45 * max(first.size, run.size):
        return False
    # Two texts drawn over each other are two lines, not one of alternating characters.
    return not any(
        min(other.x1, run.x1) - max(other.x0, run.x0) > 0.6 * min(other.size, run.size) for other in line
    )


def _visual(runs: list[Run]) -> VisualLine:
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    pieces: list[str] = []
    struck: list[str] = []
    widths: list[float] = []
    loose = _letter_space(glyphs)
    opens, closes = brackets(glyphs)
    last: Glyph | None = None
    for glyph, following in zip(glyphs, [*glyphs[1:], None], strict=True):
        text = glyph.text
        if glyph.struck:
            if not (last and last.struck):
                struck.append("")
            struck[-1] += text
            last = glyph
            continue
        if last and glyph.x0 > last.x1 and _gapped(last, glyph, loose):
            pieces.append(" ")
            widths.append(glyph.x0 - last.x1)
        if id(glyph) in opens:
            pieces.append(opens[id(glyph)])
            widths.append(0.0)
        width = glyph.x1 - glyph.x0
        wide = not width and following and following.x0 - glyph.x0 > 0.75 * glyph.size
        pieces.append("\u3000" if wide and text == " " else text)
        if len(text) == 1:
            widths.append(width)
        else:
            widths += [width / max(1, len(text))] * len(text)
        if id(glyph) in closes:
            pieces.append("）")
            widths.append(0.0)
        last = glyph
    raw = "".join(pieces)
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    return VisualLine(
        text=raw.replace("\n", " ").strip(),
        raw=raw.replace("\n", ""),
        x0=shown[0].x0,
        x1=max(glyph.x1 for glyph in shown),
        top=min(glyph.top for glyph in shown),
        bottom=max(glyph.bottom for glyph in shown),
        size=median(glyph.size for glyph in shown),
        widths=widths[len(raw) - len(raw.lstrip()) :],
        ends="\n" in raw.strip(" \u3000") and raw.rstrip(" \u3000").endswith("\n"),
        struck=struck,
    )


def _letter_space(glyphs: Sequence[Glyph]) -> float:
    # Text that is spread evenly (letter spacing, justification) has no spaces of its own.
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(glyphs)]
    return max(0.0, median(gaps)) if len(gaps) >= 2 else 0.0


def _gapped(a: Glyph, b: Glyph, loose: float) -> bool:
    gap, size = b.x0 - a.x1, min(a.size, b.size)
    if gap <= 0.18 * size + 1.5 * loose or a.text.isspace() or b.text.isspace():
        return False
    latin = bool(_LATIN.match(a.text[-1:])) + bool(_LATIN.match(b.text[:1]))
    limit = (0.5, 0.42, 0.18)[latin] * size
    return gap > limit + 1.5 * loose


def cell_text(runs: Sequence[Run], box: Box, padding: float) -> CellText:
    """The text of a cell. ``padding`` is the free width that its table leaves between a rule and the text."""
    found = visual_lines(runs)
    lines = [line for line in found if line.text]
    laid = CellText("", lines, box[0] + padding, box[2] - padding)
    laid.struck = _struck_text(found)
    if not lines:
        return laid
    laid.right = max(laid.right, min(box[2], max(line.x1 for line in lines)))
    laid.left = min(laid.left, max(box[0], min(line.x0 for line in lines)))
    laid.centred = _is_centred(laid)
    laid.text = _joined_text(laid)
    return laid


def _struck_text(lines: Sequence[VisualLine]) -> str:
    # Words that fill a line go on in the next one.
    words: list[str] = []
    for last, line in zip([None, *lines], lines, strict=False):
        pieces = [piece.strip() for piece in line.struck]
        if words and pieces and last and last.whole:
            words[-1] += pieces.pop(0)
        words += pieces
    return "…".join(word for word in words if word)


def relaid(cell: CellText, lines: list[VisualLine]) -> CellText:
    """The text of some lines of a cell."""
    part = CellText("", lines, cell.left, cell.right, cell.centred, cell.struck)
    part.text = _joined_text(part)
    return part


def _joined_text(laid: CellText) -> str:
    if not laid.lines:
        return ""
    pitch = _pitch(laid.lines)
    text = laid.lines[0].text
    for at, (last, line) in enumerate(itertools.pairwise(laid.lines), 1):
        joint = _joint(laid, last, line, pitch)
        if not joint and begins_a_unit(last.text, [each.text for each in laid.lines[at:]]):
            joint = "\n"
        text += joint + line.text
    return text


def _is_centred(laid: CellText) -> bool:
    sides = [(line.x0 - laid.left, laid.right - line.x1) for line in laid.lines]
    return all(abs(a - b) <= 2.0 for a, b in sides) and any(a > 2.0 for a, _ in sides)


def _pitch(lines: Sequence[VisualLine]) -> float:
    steps = [b.top - a.top for a, b in itertools.pairwise(lines) if b.top - a.top > 0.5 * a.size]
    return min(steps, default=0.0)


def _joint(laid: CellText, last: VisualLine, line: VisualLine, pitch: float) -> str:
    # What stands between two visual lines: a line break of the document, a space, or nothing.
    if last.ends or _fits(laid, last, line):
        return "\n"
    if pitch and line.top - last.top > 1.5 * pitch and line.top - last.top > 1.6 * line.size:
        return "\n"
    if _SHORT_DATE.fullmatch(last.text) and _SHORT_DATE.fullmatch(line.text):
        return "\n"
    remark = last.text.endswith("。") and _REMARK.fullmatch(line.text)  # others stand within their sentence
    if remark or (opens_point(line.text) and not _middle_dot(laid, last, line)):
        return "\n"
    return joint_of_wrapped(last, line)


def joint_of_wrapped(last: VisualLine, line: VisualLine) -> str:
    """The space, or nothing, that a wrapped line lost at its end."""
    a, b = last.text[-1:], line.text[:1]
    if last.raw.endswith("\u3000"):
        return "\u3000"
    spaced = last.raw.endswith((" ", "\u00a0")) or line.raw.startswith((" ", "\u00a0"))
    latin = bool(_LATIN.match(a)) + bool(_LATIN.match(b))
    if spaced:
        return " " if latin else ""
    words = (_LATIN.match(a) or a in ",.;:!?)&") and (_LATIN.match(b) or b in "(&")
    if not words or (a.isdigit() and b.isdigit()) or re.search(r"(?:://|www\.|@)\S*$", last.text):
        return ""
    return " "


def _middle_dot(laid: CellText, last: VisualLine, line: VisualLine) -> bool:
    # ・ between two katakana words, where the cell has no bullets: a name that was wrapped at its middle dot.
    if line.text[:1] not in "・･" or len(line.text) < 2:
        return False
    words = _KATAKANA.match(last.text[-1:]) and _KATAKANA.match(line.text[1:2])
    return bool(words) and laid.lines[0].text[:1] not in "・･"


def _fits(laid: CellText, last: VisualLine, line: VisualLine) -> bool:
    # Would the first unbreakable piece of the line have had room at the end of the last one? A struck line has none.
    if not (line.text and last.text):
        return True
    free = laid.right - laid.left - (last.x1 - last.x0) if laid.centred else laid.right - last.x1
    # After the end of a sentence a break is the likelier, the more so before an opening bracket.
    piece = line.widths[0] if last.text[-1:] in _SENTENCE_END else _first_piece(line)
    return free >= piece + 0.3 * line.size


def _first_piece(line: VisualLine) -> float:
    # Opening brackets hold on to what follows, closing marks to what precedes, a Latin word is one piece (and
    # some programs do not part it from a comma before it).
    text = line.text
    end = 1
    while end < len(text) and text[end - 1] in _OPENERS:
        end += 1
    end = _latin_end(text, end) if _LATIN.match(text[end - 1]) else end
    closed = end
    while end < len(text) and text[end] in _CLOSERS and end < 24:
        end += 1
    if closed < end < len(text) and _LATIN.match(text[end]):
        end = _latin_end(text, end)
    return sum(line.widths[:end])


def _latin_end(text: str, at: int) -> int:
    while at < len(text) and (_LATIN.match(text[at]) or text[at] in "-'’./"):
        at += 1
    return at
