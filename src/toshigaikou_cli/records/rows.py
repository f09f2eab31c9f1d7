"""Rows that leave the catalogue as plain data: those that are printed as JSON have the keys of ``schemas/``.

Only for types: whoever needs them imports them under ``TYPE_CHECKING``, so that no command pays for them.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from toshigaikou_cli.records.evidence import AgainstKind, EvidenceKind
from toshigaikou_cli.records.judgement import Decided, JudgementState, Mended, Verdict
from toshigaikou_cli.records.kinds import (
    AmountKind,
    BureauRole,
    Direction,
    LinkStatus,
    ValueKind,
    YearKind,
)
from toshigaikou_cli.records.mentions import DateRole, Outcome, RowOutcome

Counts = dict[str, int]
"""Achievements by fiscal year, ``{"2017": 3}``, years in order."""


class Source(TypedDict):
    """Where a record stands in its document; ``bbox`` is x0, top, x1, bottom in points. ``ocr`` is there where the record
    was recognized on a picture: the confidence, from 0 to 1."""

    document: str
    sha256: str
    page: int | None
    sheet: str | None
    line: int | None
    row: int | None
    bbox: list[float] | None
    ocr: NotRequired[float]


class CellRow(TypedDict):
    """A cell of a record as it was read; ``normalized`` is what became of it, None in a column that is not declared."""

    column: str
    header: str
    text: str
    filled: bool
    normalized: str | None
    struck: NotRequired[str]


class TableSource(Source):
    """Also the number of the table in the document, and of the row in the table."""

    table: int | None
    table_row: int | None


class SourcedRow(TypedDict):
    """A record's source with its cells: what ``tgx source`` shows."""

    id: str
    source: TableSource
    cells: list[CellRow]


class MeasureKeys(TypedDict):
    """How a measure is named: ``strategy`` is an id, ``measure`` a code; ``measure_number`` the number that it is."""

    strategy: str
    measure: str
    measure_number: int | None


class OptionalMeasureKeys(TypedDict):
    """The same of what may be no measure, or one whose strategy is not known."""

    strategy: str | None
    measure: str | None
    measure_number: int | None


class GoalRow(TypedDict):
    code: str
    title: str


class AreaRow(TypedDict):
    """``code`` is ``2-ア``, ``goal`` a goal's code ("" for none)."""

    code: str
    goal: str
    symbol: str
    title: str


class TargetRow(TypedDict):
    """A numeric target of the strategy: relations with so many cities by a year."""

    cities: int
    year: int
    text: str
    source: Source


class Strategy(TypedDict):
    """``name`` is that of the document; ``published`` an ISO date; ``last_year`` None where it is in force with no end."""

    id: str
    first_year: int
    last_year: int | None
    title: str
    published: str | None
    name: str
    sha256: str


class MeasureBureauRow(TypedDict):
    """A bureau of a measure, by its registered name where it is known."""

    name: str
    role: BureauRole


class MeasureRow(TypedDict):
    """``strategy`` is an id; ``code``, ``goal`` and ``area`` are codes (goal and area None for none); the numbers are those
    that codes are. ``achievements`` are those that count."""

    strategy: str
    code: str
    number: int | None
    goal: str | None
    goal_number: int | None
    area: str | None
    area_title: str
    title: str
    overview: str
    bureaus: list[MeasureBureauRow]
    open_ended: bool
    achievements: Counts
    source: Source


class Date(TypedDict):
    """ISO days, ends included."""

    start: str
    end: str
    precision: Literal["day", "month", "year", "fiscal_year"]
    text: str
    role: DateRole
    planned: bool


class QuantityRow(TypedDict):
    value: float
    unit: str
    text: str


class ActivityRow(TypedDict):
    """An activity within its achievement; ``cities`` are the partners that its own text names."""

    text: str
    label: str | None
    outcome: Outcome
    cities: list[str]
    dates: list[Date]
    quantities: list[QuantityRow]


class MendedFact(TypedDict):
    """What a person set in the place of what was inferred; ``activity`` counts from 1, None is the whole row."""

    activity: int | None
    sets: Mended
    values: list[str]
    by: str
    date: str
    note: str
    stale: bool


class ListedActivity(TypedDict):
    """An activity on its own; ``achievement`` is an id, ``bureau`` the cell's text where it is not registered."""

    achievement: str
    fiscal_year: int
    kind: YearKind
    bureau: str
    item: str
    text: str
    label: str | None
    outcome: Outcome
    cities: list[str]
    dates: list[Date]
    quantities: list[QuantityRow]
    source: Source
    mended: NotRequired[list[MendedFact]]


class LinkJudgement(TypedDict):
    """The judgement that a link owes its status to; ``stale``: the text has changed since."""

    verdict: Verdict
    by: str
    date: str
    note: str
    stale: bool


class EvidenceRow(TypedDict):
    """What speaks for a link (see ``records.links``); ``activities`` are counted from 1."""

    kind: EvidenceKind
    words: list[str]
    activities: list[int]
    strength: float


class ObjectionRow(TypedDict):
    """Why a row is outside the strategy (see ``records.links``)."""

    kind: AgainstKind
    words: list[str]


class LinkRow(MeasureKeys):
    """``goal`` is a code (None for none), ``title`` the measure's; ``activities`` carry it, counted from 1. ``inside``:
    whether it leads to the goal, area, measure or strategy that is asked about, where one is."""

    goal: str | None
    goal_number: int | None
    title: str
    status: LinkStatus
    method: str
    score: float
    activities: list[int]
    evidence: list[EvidenceRow]
    judgement: LinkJudgement | None
    inside: NotRequired[bool]


class IndicatorValueRow(TypedDict):
    """What a document says of an indicator for a year. ``value`` is a decimal number as text, exact, in ``unit``; None
    where ``text``, the cell, has no single number."""

    kind: ValueKind
    fiscal_year: int | None
    value: str | None
    unit: str
    text: str


class AmountRow(TypedDict):
    """What was planned to be spent, or was spent; ``value`` as that of an indicator."""

    kind: AmountKind
    fiscal_year: int | None
    value: str | None
    unit: str
    text: str


class IndicatorRow(TypedDict):
    """An indicator of a document. ``measures`` are those that it belongs to, ``stated`` the cells in which its document
    writes their codes, ``about`` what its row is about; ``rate`` and ``rating`` are the document's own. ``prose``: of a
    sentence, not of a table."""

    id: str
    name: str
    unit: str
    direction: Direction
    measures: list[MeasureKeys]
    stated: list[str]
    about: str
    achievement: str | None
    bureau: str | None
    bureau_text: str
    values: list[IndicatorValueRow]
    rate: str
    rating: str
    amounts: list[AmountRow]
    prose: bool
    source: Source


class AchievementRow(TypedDict):
    """``extra`` are the cells of other columns by their header; ``cities`` are partners of what was held; ``open_ended``: the
    cell leaves its list of bureaus open (ほか, 各局)."""

    id: str
    fiscal_year: int
    kind: YearKind
    section: str
    field: str
    bureau: str | None
    bureaus: list[str]
    department: str | None
    bureau_text: str
    open_ended: bool
    item: str
    result: str
    outcome: RowOutcome
    activities: list[ActivityRow]
    cities: list[str]
    links: list[LinkRow]
    outside: list[ObjectionRow] | None
    extra: dict[str, str]
    source: Source
    mended: NotRequired[list[MendedFact]]
    rating: NotRequired[str]
    indicators: NotRequired[list[IndicatorRow]]
    amounts: NotRequired[list[AmountRow]]


class BureauRow(TypedDict):
    """``predecessors`` and ``successors`` are names, ``leads`` and ``related`` ids of measures (``2014:35``).
    ``counting``: of its achievements those that count for the goal, area or measure that is asked about."""

    id: str
    name: str
    name_en: str | None
    valid_from: str | None
    valid_to: str | None
    predecessors: list[str]
    successors: list[str]
    leads: list[str]
    related: list[str]
    achievements: Counts
    counting: NotRequired[Counts]


class RelationRow(TypedDict):
    """``since`` is an ISO date, as exact as it is known: 1993-09-03, 1993-09, 1993."""

    kind: str
    since: str | None


class CityRow(TypedDict):
    """``country`` is an ISO 3166 code; ``self``: the strategy's own city. ``counting`` as of a bureau."""

    name: str
    name_en: str
    country: str
    country_name: str
    self: bool
    relations: list[RelationRow]
    achievements: Counts
    counting: NotRequired[Counts]


class ReplacedJudgement(TypedDict):
    """``measure`` is as the file has it; ``values`` are those of a mend."""

    measure: str | None
    verdict: Decided
    by: str
    date: str
    note: str
    values: NotRequired[list[str]]


class JudgementRow(OptionalMeasureKeys):
    """A judgement as last applied; ``item`` and ``bureau`` are None where its achievement is gone.

    ``activity``, ``sets`` and ``values`` are those of a mend, as its file has them.
    """

    achievement: str
    title: str
    verdict: Decided
    by: str
    date: str
    note: str
    state: JudgementState
    begins: str
    item: str | None
    bureau: str | None
    replaced: list[ReplacedJudgement]
    activity: NotRequired[int | None]
    sets: NotRequired[Mended]
    values: NotRequired[list[str]]


class ProposalRow(MeasureKeys):
    status: LinkStatus
    score: float


class ListedSuggestion(TypedDict):
    """An achievement to look at; ``priority`` is higher for what is worth more, ``why`` says why it is listed."""

    id: str
    fiscal_year: int
    kind: YearKind
    bureau: str
    item: str
    proposals: list[ProposalRow]
    stale: bool
    priority: float
    why: list[str]


class UnknownName(TypedDict):
    """A name that a register does not have; ``where`` is the first of its ``count`` places."""

    kind: Literal["bureau", "city"]
    name: str
    count: int
    where: str
    documents: list[str]
    places: list[str]
    hint: str
