"""A second reading by pdfplumber: its characters against ours, page by page, and the structure of a tagged PDF
against our cells. Slow; for a document that must be trusted."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot

_SHOWN = 40


@dataclass(slots=True)
class PageRead:
    """What we read on a page: its characters with white space out, how many were left out because nobody can see them
    (or as furigana), and its cells (``cell_key``)."""

    characters: Counter[str]
    left_out: int
    cells: set[tuple[str, ...]] = field(default_factory=set)


def folded(text: str) -> str:
    """A text as it compares between two programs: white space out, compatibility forms as the usual ones."""
    usual = unicodedata.normalize("NFKC", text).replace("\u2027", "・")
    return "".join(char for char in usual if unicodedata.category(char)[0] not in "ZC")


def bare(texts: Iterable[str]) -> Counter[str]:
    """The characters of some texts, as they compare between two programs."""
    return Counter(folded("".join(text for text in texts if not text.startswith("(cid:"))))


def cell_key(text: str) -> tuple[str, ...]:
    """The characters of a cell in an order of their own: struck words stand apart from the others here."""
    return tuple(sorted(folded(text)))


def differences(data: bytes, name: str, password: str, pages: Mapping[int, PageRead]) -> list[Finding]:
    """What pdfplumber reads otherwise on the given pages (from 1), as findings."""
    import pdfplumber

    found: list[Finding] = []
    with _quiet(), pdfplumber.open(io.BytesIO(data), password=password) as document:
        for number, read in pages.items():
            page = document.pages[number - 1]
            try:
                found += _of_page(page, Spot(name, number), read)
            except (
                Exception
            ) as problem:  # its reading is the second opinion: whatever stops it is told, no more
                message = say("pdfplumber cannot read the page ({error})", error=type(problem).__name__)
                found.append(Finding("second-reading", "info", message, spot=Spot(name, number)))
            finally:
                page.close()
    return found


def _of_page(page: Any, spot: Spot, read: PageRead) -> Iterator[Finding]:
    chars = page.dedupe_chars(tolerance=1).chars
    theirs = bare(char["text"] for char in chars)
    missing, further = theirs - read.characters, read.characters - theirs
    if missing.total() > read.left_out:
        message = say_n(
            "pdfplumber reads {n} character that is not in this reading",
            "pdfplumber reads {n} characters that are not in this reading",
            n=missing.total(),
        )
        if read.left_out:
            message = say_n(
                "{text} ({n} was left out as invisible or furigana)",
                "{text} ({n} were left out as invisible or furigana)",
                text=message,
                n=read.left_out,
            )
        yield Finding("second-reading", "warning", message, spot, cell=_shown(missing))
    if further:
        message = say_n(
            "pdfplumber does not read {n} character of this reading",
            "pdfplumber does not read {n} characters of this reading",
            n=further.total(),
        )
        yield Finding("second-reading", "info", message, spot, cell=_shown(further))
    cells = [cell for cell in _tagged_cells(page, chars) if cell]
    # pdfminer loses the mark of some characters (after a span with a text of its own): then parts of cells must do.
    marked = all(char.get("mcid") is not None for char in chars if not char["text"].isspace())
    apart = [cell for cell in cells if not _is_read(cell, read.cells, whole=marked)]
    if apart:
        message = say_n(
            "{part} of the {n} cell that the document's structure names is no cell here",
            "{part} of the {n} cells that the document's structure names are no cells here",
            part=len(apart),
            n=len(cells),
        )
        yield Finding("second-reading-cells", "warning", message, spot, cell=apart[0][:_SHOWN])


def _is_read(cell: str, cells: set[tuple[str, ...]], whole: bool) -> bool:
    if cell_key(cell) in cells:
        return True
    return not whole and any(not Counter(cell) - Counter(other) for other in cells)


def _shown(characters: Counter[str]) -> str:
    return "".join(characters.elements())[:_SHOWN]


def _tagged_cells(page: Any, chars: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    texts: dict[int, str] = {}
    for char in chars:
        if char.get("mcid") is not None:
            texts[char["mcid"]] = texts.get(char["mcid"], "") + char["text"]
    for element in _elements(page.structure_tree):
        if element.get("type") in ("TD", "TH"):
            yield folded("".join(texts.get(mcid, "") for mcid in _contents(element)))


def _elements(elements: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for element in elements:
        yield element
        yield from _elements(element.get("children", ()))


def _contents(element: Mapping[str, Any]) -> list[int]:
    children = [
        child for child in element.get("children", ()) if child.get("type") not in ("RT", "RP")
    ]  # furigana
    inner = [mcid for child in children for mcid in _contents(child)]
    return [*element.get("mcids", ()), *inner]


@contextmanager
def _quiet() -> Iterator[None]:
    # pdfminer warns by the hundred about harmless things: keep its logger still meanwhile.
    loggers = [logging.getLogger("pdfminer"), logging.getLogger("pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
