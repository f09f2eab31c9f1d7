"""Scanned pages by optical character recognition: rules from the picture, the text of each cell from Tesseract.

What comes from here is a guess with a confidence, and is marked so. It needs numpy (``tgx[ocr]``) and the program
tesseract with its Japanese data.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pypdfium2 import PdfiumError

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.pdf.annotations import with_annotations
from toshigaikou_cli.readers.pdf.budget import Budget, Overload
from toshigaikou_cli.readers.pdf.glyphs import collect
from toshigaikou_cli.readers.pdf.grids import find_grids
from toshigaikou_cli.readers.pdf.marks import Box, Glyph, PageContent, Rule, inside
from toshigaikou_cli.readers.pdf.open import close
from toshigaikou_cli.records.place import Spot

_DPI = 300
_POINT = _DPI / 72
"""Pixels."""
_DARK = 150
"""Grey values below this are ink."""
_LEAST_RULE = (24.0, 14.0)
"""Points of the shortest horizontal and vertical rule: longer than any stroke of a character."""
_BAR = 9.0
"""Points: what a line of a picture counts as, so that none strikes out words that are guesses themselves."""
_INSET = 1.2
"""Points that a cell's picture keeps away from its rules."""
_LEAST_CELL = 5.0
_SECONDS = 600
_WORD = 5
"""The level of words in Tesseract's table."""
LEAST_SURE = 0.6
"""A page that is recognized with less confidence is not read: it lies on its side, or is no text."""
_INSTALL = say("pip install 'toshigaikou-cli[ocr]'; apt-get install tesseract-ocr tesseract-ocr-jpn")


class Word(NamedTuple):
    """A recognized word in points of the page as shown, with the upper and lower edge of its line."""

    text: str
    box: Box
    line: tuple[float, float]
    sure: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A scanned page as recognized."""

    content: PageContent
    words: tuple[Word, ...]

    def sure(self, box: Box | None = None) -> float:
        """The mean confidence, from 0 to 1, of the characters in a box, or on the page; 1 where there are none."""
        found = [
            (word.sure, len(word.text))
            for word in self.words
            if box is None or inside((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2, box)
        ]
        count = sum(length for _, length in found)
        return sum(sure * length for sure, length in found) / count if count else 1.0


def page_content(
    document: Any, number: int, name: str, budget: Budget, ocr: bool
) -> tuple[PageContent | None, ScannedPage | None]:
    """What a page (from 1) of a ``pypdfium2`` document shows, None where PDFium cannot work through it: that is no reason
    to give up the others. With ``ocr`` a page that is a picture is recognized.

    Raises ReadError where it cannot be, because something is missing, and where the page draws more than ``budget`` allows.
    """
    try:
        page = document[number - 1]
    except PdfiumError:
        return None, None
    try:
        page, unshown = with_annotations(document, page, number)
        content = collect(page, budget)
        content.unshown_fields = unshown
        scan = recognized(page, name) if ocr and _is_scan(content) else None
        return (scan.content, scan) if scan else (content, None)
    except ValueError:
        return None, None
    except Overload as problem:
        raise too_much(problem.what, name, number) from problem
    finally:
        close(page)


def too_much(what: str, name: str, number: int) -> ReadError:
    """The error that a page (from 1) draws more than the bytes of its file are worth."""
    return ReadError(what, spot=Spot(name, number), hint=say("print the pages that matter to a new PDF"))


def _is_scan(content: PageContent) -> bool:
    return content.images > 0 and all(glyph.ghost or glyph.text.isspace() for glyph in content.glyphs)


def recognized(page: Any, name: str) -> ScannedPage:
    """Recognize a page (a ``pypdfium2`` page). Raises ReadError where numpy, the program or its data are missing."""
    try:
        import numpy
    except ImportError as missing:
        raise ReadError(say("--ocr needs numpy"), where=name, hint=_INSTALL) from missing
    picture = page.render(scale=_POINT, grayscale=True).to_pil().convert("L")
    width, height = picture.width / _POINT, picture.height / _POINT
    rules = list(_rules(numpy, numpy.asarray(picture) < _DARK))
    content = PageContent(width, height, rules=rules)
    boxes = [
        grid.region_box(index) for grid in find_grids(content, [], []) for index in range(len(grid.regions))
    ]
    words = tuple(_words(picture, boxes, name))
    content.glyphs = [glyph for order, word in enumerate(words, 1) for glyph in _glyphs(word, order)]
    return ScannedPage(content, words)


# ---------------------------------------------------------------- rules


def _rules(numpy: Any, dark: Any) -> Iterator[Rule]:
    for level, ink in ((True, dark), (False, dark.T)):
        least = round(_LEAST_RULE[0 if level else 1] * _POINT)
        for at in numpy.flatnonzero(ink.sum(axis=1) >= least):
            edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], ink[at], [0])).astype(numpy.int8)))
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                if end - start >= least:
                    yield Rule(level, (at + 0.5) / _POINT, start / _POINT, end / _POINT, thickness=_BAR)


# ---------------------------------------------------------------- words


def _words(picture: Any, boxes: Sequence[Box], name: str) -> Iterator[Word]:
    # Each cell is a picture of its own, so that no line runs over two of them; what stands outside is the last one.
    from PIL import ImageDraw

    pieces: list[tuple[Any, float, float]] = []
    rest = picture.copy()
    for x0, top, x1, bottom in boxes:
        if min(x1 - x0, bottom - top) < _LEAST_CELL:
            continue
        cut = [round(value * _POINT) for value in (x0 + _INSET, top + _INSET, x1 - _INSET, bottom - _INSET)]
        piece = picture.crop(tuple(cut))
        ImageDraw.Draw(rest).rectangle([(cut[0] - 12, cut[1] - 12), (cut[2] + 12, cut[3] + 12)], fill=255)
        if piece.getextrema()[0] < _DARK:
            pieces.append((piece, cut[0] / _POINT, cut[1] / _POINT))
    if rest.getextrema()[0] < _DARK:
        pieces.append((rest, 0.0, 0.0))
    if not pieces:
        return
    with tempfile.TemporaryDirectory(prefix="tgx-ocr-") as folder:
        paths = []
        for number, (piece, _, _) in enumerate(pieces):
            path = Path(folder) / f"{number}.png"
            # Tesseract wants white around a text.
            framed = piece if number == len(pieces) - 1 else _framed(piece)
            framed.save(path, dpi=(_DPI, _DPI))
            paths.append(path)
        table = recognize(paths, name)
    for page, word in _read(table):
        piece, x, y = pieces[page - 1]
        shift = 0.0 if page == len(pieces) else _FRAME / _POINT
        yield _moved(word, x - shift, y - shift)


_FRAME = 20
"""Pixels of white around the picture of a cell."""


def _framed(piece: Any) -> Any:
    from PIL import ImageOps

    return ImageOps.expand(piece, border=_FRAME, fill=255)


def _moved(word: Word, x: float, y: float) -> Word:
    x0, top, x1, bottom = word.box
    line = (word.line[0] + y, word.line[1] + y)
    return Word(word.text, (x0 + x, top + y, x1 + x, bottom + y), line, word.sure)


def recognize(pictures: Sequence[Path], name: str) -> str:
    """Tesseract's table (TSV) of some pictures, which it counts as pages from 1.

    Raises ReadError where the program or its Japanese data are missing, or it fails.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise ReadError(say("--ocr needs the program tesseract"), where=name, hint=_INSTALL)
    listed = pictures[0].with_name("pictures.txt")
    listed.write_text("".join(f"{path}\n" for path in pictures), encoding="utf-8")
    command = [program, str(listed), "stdout", "-l", "jpn", "--psm", "6", "--dpi", str(_DPI), "tsv"]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as late:
        raise ReadError(say("tesseract did not end within {n} s", n=_SECONDS), where=name) from late
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        if "jpn" in said:
            raise ReadError(say("tesseract has no Japanese data (jpn)"), where=name, hint=_INSTALL)
        last = (said.strip().splitlines() or [say("no reason given")])[-1]
        raise ReadError(say("tesseract failed: {last}", last=last), where=name)
    return done.stdout.decode("utf-8", "replace")


def _read(table: str) -> Iterator[tuple[int, Word]]:
    # level page block paragraph line word left top width height conf text
    lines: dict[tuple[str, ...], tuple[float, float]] = {}
    found: list[tuple[tuple[str, ...], Box, float, str]] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != str(_WORD) or not cells[11].strip():
            continue
        left, top, width, height = (float(value) / _POINT for value in cells[6:10])
        key = tuple(cells[1:5])
        upper, lower = lines.get(key, (top, top + height))
        lines[key] = (min(upper, top), max(lower, top + height))
        box = (left, top, left + width, top + height)
        found.append((key, box, max(0.0, float(cells[10])) / 100, cells[11].strip()))
    before, reached = None, 0.0
    for key, (x0, top, x1, bottom), sure, text in found:
        # The boxes of Japanese words lie over each other.
        x0 = max(x0, reached) if key == before else x0
        x1 = max(x1, x0 + 0.3 * len(text))
        before, reached = key, x1
        yield int(key[0]), Word(text, (x0, top, x1, bottom), lines[key], sure)


def _glyphs(word: Word, order: int) -> Iterator[Glyph]:
    x0, _, x1, _ = word.box
    top, bottom = word.line
    step = (x1 - x0) / len(word.text)
    for at, char in enumerate(word.text):
        box = (x0 + at * step, top, x0 + (at + 1) * step, bottom)
        yield Glyph(char, box, bottom, bottom - top, 0, order=order)


def unsure(scan: ScannedPage | None) -> str:
    """Why a recognized page is not read; "" where it is."""
    if scan is None or scan.sure() >= LEAST_SURE:
        return ""
    return say(
        "recognized with a confidence of {sure:.2f} only: it lies on its side, or is no text",
        sure=scan.sure(),
    )
