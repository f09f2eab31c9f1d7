"""The one definition of the catalogue's tables: ``make schema`` writes ``schema.sql`` from it. No command imports it.

Texts are normalized; ``cells`` columns hold JSON of the cells as they were read. Dates are ISO strings.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

DOCUMENT_FK = "document.id"
ACHIEVEMENT_FK = "achievement.id"


class Meta(SQLModel, table=True):
    key: str = Field(primary_key=True)
    value: str


class Document(SQLModel, table=True):
    """An imported file; ``content`` is its bytes, zlib-compressed. ``id`` grows in the order of import."""

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    name: str
    kind: str
    format: str
    title: str
    size: int
    imported_at: str
    options: str
    """JSON of what the user gave with the import: kind, year, columns, add."""
    published: str | None = None
    pages: int | None = None
    tables: int
    rows: int
    records: int
    headers: int
    continued: int
    rejected: int
    other: int
    filled: int
    characters: int
    dropped: int
    undecoded: int
    hidden: int
    ruby: int
    struck_rows: int
    skipped: str
    """JSON of the parts that were not read: a list of ``{"reason", "page", "sheet", "said"}``."""
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Edition(SQLModel, table=True):
    """A document that another took the place of, kept so that it can come back; ``id`` is the one that it had.

    These columns stay the same in every schema version. ``fiscal_years`` is a JSON list.
    """

    id: int = Field(primary_key=True)
    replaced_by: int
    """The id of the document that took its last rows."""
    sha256: str
    name: str
    kind: str
    size: int
    records: int
    imported_at: str
    options: str
    fiscal_years: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PlacedRecord(SQLModel):
    """Where something stands in its document (``records.place.Spot``); ``bbox`` is ``x0,top,x1,bottom``."""

    page: int | None = None
    sheet: str | None = None
    line: int | None = None
    table_number: int | None = None
    row: int | None = None
    bbox: str | None = None
    ocr: float | None = None
    """The confidence (0 to 1) of what was recognized on a picture; empty where characters were read."""


class SourcedRecord(PlacedRecord):
    document_id: int = Field(foreign_key=DOCUMENT_FK, index=True, ondelete="CASCADE")


class DocumentFinding(SourcedRecord, table=True):
    """What reading and parsing a document reported."""

    __tablename__ = "document_finding"

    id: int | None = Field(default=None, primary_key=True)
    code: str
    severity: str
    message: str
    header: str
    cell: str
    hint: str
    said: str
    """What the message and the hint are in other languages (``text.said``)."""


class RejectedTableRow(SourcedRecord, table=True):
    __tablename__ = "rejected_row"

    id: int | None = Field(default=None, primary_key=True)
    reason: str
    text: str
    said: str


class KeptDoubt(PlacedRecord, table=True):
    """What resolving left in doubt, for the checks; ``code`` is the check's.

    ``thing`` and ``key`` name the record: an achievement, a measure, a city of a strategy, or a bureau or city of the
    registers, which stands in no document. ``cell`` is the text in question, under ``header``.
    """

    __tablename__ = "doubt"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True)
    thing: str
    key: str
    document_id: int | None = Field(default=None, foreign_key=DOCUMENT_FK, index=True, ondelete="CASCADE")
    achievement_id: str | None = Field(None, foreign_key=ACHIEVEMENT_FK, index=True, ondelete="CASCADE")
    header: str
    cell: str
    message: str
    hint: str
    accept: str
    said: str


class StrategyTable(SQLModel, table=True):
    """A strategy and its fiscal years in force as stated: ``last_year`` is empty where the next strategy ends it.

    ``position`` is its place among all by the first year, from 0; ``layout`` the one that its headings fit.
    """

    __tablename__ = "strategy"

    id: str = Field(primary_key=True)
    document_id: int = Field(foreign_key=DOCUMENT_FK, index=True, ondelete="CASCADE")
    title: str
    published: str | None = None
    first_year: int
    last_year: int | None = None
    layout: str
    position: int


class CodedRecord(SourcedRecord):
    """A part of a strategy: ``id`` is ``<strategy>:<code>``, ``code`` as written, ``code_key`` what spellings meet by."""

    id: str = Field(primary_key=True)
    strategy: str = Field(foreign_key="strategy.id", index=True, ondelete="CASCADE")
    code: str
    code_key: str = Field(index=True)
    position: int
    title: str


class Goal(CodedRecord, table=True):
    pass


class Area(CodedRecord, table=True):
    goal: str | None = Field(default=None, foreign_key="goal.id", ondelete="CASCADE")
    symbol: str


class Measure(CodedRecord, table=True):
    goal: str | None = Field(default=None, foreign_key="goal.id", ondelete="CASCADE")
    area: str | None = Field(default=None, foreign_key="area.id", ondelete="CASCADE")
    overview: str
    open_ended: bool
    cells: str
    search: str


class MeasureBureau(SQLModel, table=True):
    """A bureau of a measure as the strategy names it, and the registered bureau where it is known."""

    __tablename__ = "measure_bureau"

    measure_id: str = Field(foreign_key="measure.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    text: str
    bureau_id: str | None = Field(default=None, index=True)
    role: str


class StrategyCity(SourcedRecord, table=True):
    """A row of the strategy's tables of partner cities."""

    __tablename__ = "strategy_city"

    id: int | None = Field(default=None, primary_key=True)
    relation: str
    name: str
    city: str | None = Field(default=None, index=True)
    country: str
    since: str | None = None
    since_text: str
    proposer: bool
    cells: str


class BureauTable(SQLModel, table=True):
    """The register of bureaus at the time of import."""

    __tablename__ = "bureau"

    id: str = Field(primary_key=True)
    name: str = Field(index=True)
    name_en: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    position: int
    note: str


class BureauName(SQLModel, table=True):
    """Every name that finds a bureau: its own and its aliases, as match keys."""

    __tablename__ = "bureau_name"

    bureau_id: str = Field(foreign_key="bureau.id", primary_key=True)
    key: str = Field(primary_key=True)
    text: str


class BureauLine(SQLModel, table=True):
    """Succession: ``related_id`` is a ``successor`` or ``predecessor`` (direct), or on the same ``line`` of time; or it stands
    for ``each`` of those that the bureau is one of (各区役所)."""

    __tablename__ = "bureau_line"

    bureau_id: str = Field(foreign_key="bureau.id", primary_key=True)
    related_id: str = Field(foreign_key="bureau.id", primary_key=True)
    relation: str = Field(primary_key=True)


class CityTable(SQLModel, table=True):
    """The register of cities at the time of import."""

    __tablename__ = "city"

    name: str = Field(primary_key=True)
    name_en: str
    country: str
    country_name: str
    lat: float | None = None
    lon: float | None = None
    is_self: bool
    position: int
    note: str


class CityName(SQLModel, table=True):
    __tablename__ = "city_name"

    city: str = Field(foreign_key="city.name", primary_key=True)
    key: str = Field(primary_key=True)
    text: str


class CityRelation(SQLModel, table=True):
    """A relation with a city: from the register (``document_id`` empty) or from a strategy's table."""

    __tablename__ = "city_relation"

    id: int | None = Field(default=None, primary_key=True)
    city: str = Field(foreign_key="city.name", index=True)
    kind: str
    since: str | None = None
    title: str
    document_id: int | None = Field(default=None, foreign_key=DOCUMENT_FK, ondelete="CASCADE")


class Achievement(SourcedRecord, table=True):
    """One row of a sheet for one fiscal year and kind. ``search`` is the match key of item and result."""

    id: str = Field(primary_key=True)
    position: int
    fiscal_year: int
    kind: str
    section: str
    field: str
    bureau_text: str
    bureau_id: str | None = None
    department: str | None = None
    open_ended: bool
    item: str
    result: str
    cells: str
    search: str
    digest: str
    outcome: str
    """``held``, ``not_held``, ``planned`` or ``empty``: only what was held counts."""
    outside: str
    """Why no measure of the strategy fits, as a topic or a person says: a JSON list of (kind, words); "" for none."""
    ruled_outside: str | None = None
    """What the rules said of it, before any judgement; empty where nothing is linked yet."""
    rating: str
    """The grade of its row as the sheet says it (A, ◎, 順調); "" where it says none."""

    __table_args__ = (
        Index("achievement_bureau_year", "bureau_id", "fiscal_year"),
        # the order of the lists, which begin before all is sorted; and all that the counts of a report ask of an achievement:
        # its texts are not read for them
        Index(
            "achievement_order",
            *("fiscal_year", "document_id", "position", "id", "kind", "outcome", "outside"),
        ),
    )


class AchievementBureau(SQLModel, table=True):
    """Every registered bureau that an achievement's cell names; the first is the achievement's own."""

    __tablename__ = "achievement_bureau"

    achievement_id: str = Field(foreign_key=ACHIEVEMENT_FK, primary_key=True, ondelete="CASCADE")
    bureau_id: str = Field(primary_key=True, index=True)
    position: int


class AchievementActivity(SQLModel, table=True):
    """One bullet of a result; ``start`` and ``stop`` are its place in the result text."""

    __tablename__ = "activity"

    id: int | None = Field(default=None, primary_key=True)
    achievement_id: str = Field(foreign_key=ACHIEVEMENT_FK, index=True, ondelete="CASCADE")
    position: int
    text: str
    label: str | None = None
    start: int
    stop: int
    outcome: str
    """``held``, ``cancelled``, ``planned`` or ``none``."""
    outcome_words: str
    """The words that say so; "" where it was held."""


class ActivityDate(SQLModel, table=True):
    __tablename__ = "activity_date"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True, ondelete="CASCADE")
    start: str = Field(index=True)
    end: str
    precision: str
    role: str
    """``when`` (it took place then), ``mentioned``, ``planned`` or ``cancelled``."""
    text: str


class ActivityQuantity(SQLModel, table=True):
    __tablename__ = "activity_quantity"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True, ondelete="CASCADE")
    value: float
    unit: str
    text: str


class ActivityCity(SQLModel, table=True):
    """A city of an activity: a ``partner`` or ``venue`` that its text names, or one that its ``item`` names."""

    __tablename__ = "activity_city"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True, ondelete="CASCADE")
    city: str = Field(index=True)
    role: str
    text: str


class AchievementCity(SQLModel, table=True):
    """The cities of an achievement, from its item and its result, each once; ``role`` as in its best mention: ``partner``
    of what was held, ``not_held`` (of what was not), or ``venue``."""

    __tablename__ = "achievement_city"

    achievement_id: str = Field(foreign_key=ACHIEVEMENT_FK, primary_key=True, ondelete="CASCADE")
    city: str = Field(primary_key=True, index=True)
    role: str
    position: int


class MeasureLink(SQLModel, table=True):
    """The claim that an achievement serves a measure; ``evidence`` is a JSON list of (kind, words,
    activities, strength), ``activities`` one of the positions of those that carry it, from 0.

    ``status`` is after judgements, ``ruled`` what the rules said (empty where only a person did).
    """

    __tablename__ = "link"

    achievement_id: str = Field(foreign_key=ACHIEVEMENT_FK, primary_key=True, ondelete="CASCADE")
    measure: str = Field(foreign_key="measure.id", primary_key=True, ondelete="CASCADE")
    position: int
    status: str
    ruled: str | None = None
    method: str
    score: float
    evidence: str
    activities: str

    __table_args__ = (
        Index("link_measure", "measure", "status"),
        Index("link_report", "achievement_id", "measure", "status"),
    )


class JudgementEntry(SQLModel, table=True):
    """The file of judgements as it was last applied, for showing; ``measure`` is as written, empty for ``outside``, and
    ``measure_id`` the measure that it means today.

    ``replaced`` is a JSON list of earlier judgements, ``state`` how this one stands to today's text and measure. Not
    tied to achievements: a judgement outlives them.
    """

    __tablename__ = "judgement"

    id: int | None = Field(default=None, primary_key=True)
    achievement_id: str = Field(index=True)
    measure: str | None = None
    measure_id: str | None = None
    verdict: str
    by: str
    date: str
    note: str
    digest: str
    begins: str
    title: str
    replaced: str
    state: str


class MendEntry(SQLModel, table=True):
    """What the file of judgements mends, as it was last applied; ``id`` counts with those of ``judgement``.

    ``activity`` counts from 1 and is empty for the row; ``holds_for`` is the one that it was applied to today. ``vals``
    and ``replaced`` are JSON lists, ``state`` is how it stands to today's text. Not tied to achievements.
    """

    __tablename__ = "mend"

    id: int | None = Field(default=None, primary_key=True)
    achievement_id: str = Field(index=True)
    activity: int | None = None
    sets: str
    vals: str
    by: str
    date: str
    note: str
    digest: str
    begins: str
    replaced: str
    state: str
    holds_for: int | None = None


class InferredRow(SQLModel, table=True):
    """What was inferred from a row that is mended, as JSON: the tables have what holds, and this brings it back."""

    __tablename__ = "inferred"

    achievement_id: str = Field(foreign_key=ACHIEVEMENT_FK, primary_key=True, ondelete="CASCADE")
    facts: str
