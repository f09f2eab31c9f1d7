"""What a PDF's reading leaves out or could not decode, added up over the pages and named in findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toshigaikou_cli.messages import Message, joined, say, say_n
from toshigaikou_cli.readers.pdf.clean import undecoded
from toshigaikou_cli.readers.pdf.marks import PageContent
from toshigaikou_cli.records.finding import Finding, Severity
from toshigaikou_cli.records.place import Spot

_NAMED = 5
"""Places that a finding names; further ones are counted."""


@dataclass(slots=True)
class LeftOut:
    """Counts over the pages read so far. ``struck`` are the places (page, row, words) of cells with struck words, ``cut``
    those of cells that show a part of their text, ``across`` the texts of watermarks by page. ``hidden_pages`` and
    ``ruby_pages`` are the pages with characters that nobody can see, and with furigana.
    """

    name: str
    hidden: int = 0
    ruby: int = 0
    undecoded: int = 0
    struck_rows: int = 0
    struck: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_pages: list[int] = field(default_factory=list)
    ruby_pages: list[int] = field(default_factory=list)
    cut: list[tuple[int, int, str]] = field(default_factory=list)
    across: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def page(self, number: int, content: PageContent) -> None:
        """Take in what a page that was read leaves out."""
        self.hidden += content.hidden
        self.ruby += content.ruby
        self.hidden_pages += [number] * bool(content.hidden)
        self.ruby_pages += [number] * bool(content.ruby)
        if content.unshown_fields:
            message = say_n(
                "the text of a field, or a text typed over the page, is left to the viewer to draw, and not read: {text}",
                "{n} texts of fields, or typed over the page, are left to the viewer to draw, and not read: {text}",
                len(content.unshown_fields),
                text=content.unshown_fields[0][:40],
            )
            self._find("fields-unshown", message, Spot(self.name, number), content.unshown_fields[0])
        if content.across.strip():
            self.across[number] = "".join(content.across.split())
        unread = undecoded(content.glyphs)
        count = len(unread) + content.undecoded
        self.undecoded += count
        if count:
            message = say_n(
                "{n} character of the page has no code point: what it says is not known",
                "{n} characters of the page have no code points: what they say is not known",
                n=count,
            )
            self._find("characters-undecoded", message, Spot(self.name, number), " ".join(unread[:8]))

    def unshown(self, counts: Mapping[int, int]) -> None:
        """Take in how many characters of which page lie outside of their clip rectangles, and nowhere else."""
        self.hidden += sum(counts.values())
        self.hidden_pages = sorted({*self.hidden_pages, *counts})

    def cell(self, page: int, row: int, struck: str) -> None:
        """Take in a cell with struck words; ``row`` counts from 1 in its table."""
        self.struck.append((page, row, struck))

    def all_findings(self) -> list[Finding]:
        """The findings of all pages."""
        if self.hidden_pages:
            message = say(
                "characters that nobody can see are left out on {pages}",
                pages=_pages(self.hidden_pages),
            )
            self._find("text-invisible", message, Spot(self.name, self.hidden_pages[0]), severity="info")
        if self.across:
            message = say(
                "text across the page or its cells, as of a watermark or a stamp, is left out on {pages}",
                pages=_pages(list(self.across)),
            )
            page, text = next(iter(self.across.items()))
            self._find("text-across", message, Spot(self.name, page), text[:40])
        if self.ruby_pages:
            message = say("furigana are left out on {pages}", pages=_pages(self.ruby_pages))
            self._find("furigana", message, Spot(self.name, self.ruby_pages[0]), severity="info")
        if self.cut:
            cells = say_n("{n} cell", "{n} cells", len(self.cut))
            message = say(
                "the text of {cells} is cut off at the edge of the cell: there may be more than the file has ({places})",
                cells=cells,
                places=_places(self.cut),
            )
            page, row, text = self.cut[0]
            self._find("text-cut", message, Spot(self.name, page, row=row), text)
        if self.struck:
            cells = say_n("{n} cell", "{n} cells", len(self.struck))
            message = say(
                "struck-through words in {cells} are not read ({places})",
                cells=cells,
                places=_places(self.struck),
            )
            if self.struck_rows:
                message = say_n(
                    "{text}; {n} of their rows is wholly struck and left out",
                    "{text}; {n} of their rows are wholly struck and left out",
                    text=message,
                    n=self.struck_rows,
                )
            page, row, words = self.struck[0]
            self._find("text-struck", message, Spot(self.name, page, row=row), words)
        return self.findings

    def _find(
        self, code: str, message: str, spot: Spot, cell: str = "", severity: Severity = "warning"
    ) -> None:
        self.findings.append(Finding(code, severity, message, spot, cell=cell))


def _pages(numbers: Sequence[int]) -> Message:
    places = _first([str(number) for number in numbers])
    if len(numbers) > 1:
        return say("pages {places}", places=places)
    return say("page {n}", n=places)


def _places(cells: Sequence[tuple[int, int, str]]) -> Message:
    """The rows of some cells (page, row, words)."""
    rows = dict.fromkeys(
        joined([say("page {n}", n=page), say("row {n}", n=row)], " ") for page, row, _ in cells
    )
    return _first(list(rows))


def _first(places: Sequence[str]) -> Message:
    """The first places, and how many more there are."""
    more = len(places) - _NAMED
    return say("{places} and {n} more", places=places[:_NAMED], n=more) if more > 0 else joined(places)
