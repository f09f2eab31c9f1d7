"""The frozen records that travel between the steps: reader -> blocks -> parser -> records -> linking -> catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from toshigaikou_cli.results import Finding as Finding
from toshigaikou_cli.results import Kind as Kind
from toshigaikou_cli.results import Severity as Severity

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's upper left corner, as shown (after /Rotate and crop)."""

YearKind = Literal["result", "plan"]
Role = Literal["lead", "related"]
LinkStatus = Literal["linked", "suggested", "confirmed", "rejected"]
Verdict = Literal["accepted", "rejected", "outside"]
Precision = Literal["day", "month", "year", "fiscal_year"]


# ---------------------------------------------------------------- reader -> blocks


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row.

    ``text`` is what stands in the document, with a line break only where the document means one
    (a reader that knows the geometry joins wrapped lines; other readers keep the breaks they find).
    ``filled`` marks a value that the reader carried into the cell from a merged cell above or to the left.
    """

    text: str
    filled: bool = False
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside any table: a title, a heading, prose."""

    text: str
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. All numbers count from 1.

    ``table`` counts the tables of the document in reading order (a table that goes on over a page
    is a new one), ``row`` the rows of that table (in a workbook: the sheet's row number), ``page`` the
    page or the sheet, ``line`` the line of a text file. ``continues`` is set where the reader knows from
    the geometry that this row is the rest of the row before it (which a page break cut in two).
    """

    cells: tuple[Cell, ...]
    table: int
    row: int
    page: int | None = None
    line: int | None = None
    continues: bool = False
    bbox: BBox | None = None


Block = Line | Row


@dataclass(frozen=True, slots=True)
class Tally:
    """What a reader counted, so that nothing is lost in silence.

    ``characters`` are the non-space characters of the table areas, ``dropped`` those of them that fell in
    no cell. ``skipped`` names pages or sheets that were not read, with the reason.
    """

    pages: int | None = None
    tables: int = 0
    rows: int = 0
    continued: int = 0
    filled: int = 0
    characters: int = 0
    dropped: int = 0
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``progress`` is called with (pages done, pages in all); ``ask_password`` where a document asks for one."""

    password: str | None = None
    ask_password: Callable[[], str] | None = None
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as blocks in reading order."""

    format: str
    blocks: tuple[Block, ...]
    tally: Tally = Tally()
    findings: tuple[Finding, ...] = ()


# ---------------------------------------------------------------- parser -> records


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record stands in its document (the document itself is known to whoever holds the record)."""

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class GoalRecord:
    number: int
    title: str
    source: Source


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """An area of a goal; ``code`` is ``1-イ``, ``symbol`` is ``イ``."""

    goal: int
    symbol: str
    title: str
    source: Source

    @property
    def code(self) -> str:
        return f"{self.goal}-{self.symbol}"


@dataclass(frozen=True, slots=True)
class BureauMention:
    """A bureau as a document names it, with its role in a measure."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it was read, under the header that stood over it; ``column`` is "" for an undeclared column."""

    column: str
    header: str
    text: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    number: int
    goal: int
    area: str
    title: str
    overview: str
    bureaus: tuple[BureauMention, ...]
    open_ended: bool
    cells: tuple[RawCell, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A numeric target: relations with ``cities`` cities by the end of ``year`` (a calendar or a fiscal year)."""

    cities: int
    year: int
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class CityRecord:
    """A row of a table of partner cities. ``since`` is an ISO date, ``since_text`` the cell it was read from."""

    relation: str
    name: str
    country: str
    since: str | None
    since_text: str
    proposer: bool
    cells: tuple[RawCell, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class AchievementRecord:
    """One row of a sheet, for one fiscal year and kind. The texts are normalized; ``cells`` are as read.

    ``section`` is the heading that the row's table stands under, "" where there is none.
    """

    fiscal_year: int
    kind: YearKind
    section: str
    field: str
    bureau_text: str
    item: str
    result: str
    cells: tuple[RawCell, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A table row that became no record, and why."""

    reason: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class RowCount:
    """The account of a document's table rows.

    ``records`` are rows that became records, ``continued`` rows that went on the row above, ``other`` rows of
    tables that no declared header stands over (a table of contents, a legend).
    """

    rows: int
    records: int
    headers: int
    continued: int
    rejected: int
    other: int = 0

    @property
    def adds_up(self) -> bool:
        return self.rows == self.records + self.headers + self.continued + self.rejected + self.other


@dataclass(frozen=True, slots=True)
class StrategyDocument:
    """``published`` is the ISO date on the strategy's cover (its first day, where only a month is given)."""

    title: str
    published: str | None
    goals: tuple[GoalRecord, ...]
    areas: tuple[AreaRecord, ...]
    measures: tuple[MeasureRecord, ...]
    cities: tuple[CityRecord, ...]
    targets: tuple[TargetRecord, ...]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetDocument:
    title: str
    achievements: tuple[AchievementRecord, ...]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()


# ---------------------------------------------------------------- what the text says


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: first and last day (ISO), how exact it is, the words, and their place in the text.

    ``planned`` marks a date that the text announces rather than reports.
    """

    start: str
    end: str
    precision: Precision
    text: str
    span: tuple[int, int]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its counter: ``2`` and ``名``."""

    value: float
    unit: str
    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CityMention:
    """A city named in a text. ``role`` is ``partner``, or ``venue`` where the city is only the place."""

    city: str
    text: str
    span: tuple[int, int]
    role: Literal["partner", "venue"] = "partner"


@dataclass(frozen=True, slots=True)
class Activity:
    """One bullet, numbered point or dated sentence of a result; ``span`` is its place in the result text."""

    text: str
    label: str | None
    span: tuple[int, int]


# ---------------------------------------------------------------- linking


@dataclass(frozen=True, slots=True)
class Link:
    """The claim that an achievement serves a measure, with the evidence that a person can check."""

    measure: int
    status: LinkStatus
    method: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linking:
    """The outcome for one achievement; ``outside`` says why no measure fits where ``links`` is empty."""

    links: tuple[Link, ...] = ()
    outside: str = ""
    against: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class MeasureProfile:
    """What linking knows of a measure. ``bureaus`` maps bureau ids to roles, succession already followed.

    The rules add bureaus of the role ``remit``: theirs covers the measure's subject, though the strategy names others.
    """

    number: int
    goal: int
    area: str
    title: str
    overview: str
    bureaus: Mapping[str, Role | Literal["remit"]]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class LinkInput:
    """What linking knows of an achievement. ``cities`` are partner cities by their registered names, ``department``
    is the part of the bureau that reports."""

    id: str
    fiscal_year: int
    field: str
    bureau: str | None
    item: str
    result: str
    labels: tuple[str, ...]
    cities: tuple[str, ...]
    department: str = ""


# ---------------------------------------------------------------- judgements


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a link, and on which text.

    ``measure`` is None where the verdict is ``outside``: no measure fits the achievement. ``date`` is ISO.
    ``digest`` and ``begins`` tell the text that was judged, ``title`` the measure ("" where that isn't known).
    ``replaced`` are the judgements whose place it took.
    """

    achievement: str
    measure: int | None
    verdict: Verdict
    by: str
    date: str
    note: str = ""
    digest: str = ""
    begins: str = ""
    title: str = ""
    replaced: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements of a file. ``fingerprint`` is the SHA-256 of its bytes, "" where there is no such file."""

    entries: tuple[Judgement, ...] = ()
    fingerprint: str = ""
    path: str = ""


# ---------------------------------------------------------------- what an import did


@dataclass(frozen=True, slots=True)
class Change:
    """A record that an import inserted, changed or removed."""

    verb: Literal["inserted", "changed", "removed"]
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: the account of the rows, the changes against what was there, and the links.

    ``status`` is ``replaced`` where an older edition made way, ``unchanged`` where the same bytes were there and
    nothing was done. ``parts`` counts the records by what they are (achievements, or measures and cities), ``links``
    the achievements by their best link (linked, suggested, outside).
    """

    name: str
    kind: Kind
    format: str
    title: str
    status: Literal["imported", "replaced", "unchanged"]
    fiscal_years: tuple[int, ...]
    pages: int | None
    count: RowCount
    parts: Mapping[str, int]
    tally: Mapping[str, int]
    skipped: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def number(self, verb: str) -> int:
        """How many records an import inserted, changed or removed."""
        return sum(1 for change in self.changes if change.verb == verb)
