"""The tables of indicators and amounts, beside those of ``models``. No command imports it."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from toshigaikou_cli.catalogue.writing.models import ACHIEVEMENT_FK, SourcedRecord


class Indicator(SourcedRecord, table=True):
    """An indicator (指標, KPI, 数値目標) of a table of its own, of a row of a sheet or of a strategy, or of a sentence
    (``prose``). Nothing of it is a result.

    ``stated`` is a JSON list of the codes of measures as the document writes them, ``about`` the measure or project that
    its row names; ``rate`` and ``rating`` are the document's own. ``search`` is the match key of the name. Where no column
    names the indicator, ``row_name`` is what its row is called, and ``name`` that of the only indicator that the strategy
    has of its measure, else that of the row; elsewhere ``row_name`` is empty.
    """

    id: str = Field(primary_key=True)
    position: int
    achievement_id: str | None = Field(
        default=None, foreign_key=ACHIEVEMENT_FK, index=True, ondelete="CASCADE"
    )
    name: str
    search: str = Field(index=True)
    row_name: str | None = None
    unit: str
    about: str
    stated: str
    bureau_text: str
    bureau_id: str | None = Field(default=None, index=True)
    direction: str
    """``up``, ``down``, or "" where the words do not say which way it is meant to go."""
    rate: str
    rating: str
    prose: bool
    cells: str


class IndicatorValueEntry(SQLModel, table=True):
    """What a document says of an indicator for a year: ``base``, ``target``, ``actual`` or ``forecast``.

    ``value`` is a decimal number as text, exact, in ``unit``; empty where the cell (``text``, under ``header``) has no
    single number.
    """

    __tablename__ = "indicator_value"

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: str = Field(foreign_key="indicator.id", index=True, ondelete="CASCADE")
    position: int
    kind: str
    fiscal_year: int | None = None
    value: str | None = None
    unit: str
    text: str
    header: str


class IndicatorMeasure(SQLModel, table=True):
    """The measures that an indicator belongs to, where its document ties it to one: by code, by row or by name."""

    __tablename__ = "indicator_measure"

    indicator_id: str = Field(foreign_key="indicator.id", primary_key=True, ondelete="CASCADE")
    measure: str = Field(foreign_key="measure.id", primary_key=True, index=True, ondelete="CASCADE")
    position: int


class Amount(SourcedRecord, table=True):
    """What was ``planned`` to be spent or was ``spent``, as a document says it of an achievement, an indicator or a measure."""

    id: int | None = Field(default=None, primary_key=True)
    achievement_id: str | None = Field(
        default=None, foreign_key=ACHIEVEMENT_FK, index=True, ondelete="CASCADE"
    )
    indicator_id: str | None = Field(default=None, foreign_key="indicator.id", index=True, ondelete="CASCADE")
    measure: str | None = Field(default=None, foreign_key="measure.id", index=True, ondelete="CASCADE")
    kind: str
    fiscal_year: int | None = None
    value: str | None = None
    unit: str
    text: str
    header: str
