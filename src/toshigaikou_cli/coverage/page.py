"""The facts of the one page that has the report and all views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from toshigaikou_cli.coverage.indicators import IndicatorLine
from toshigaikou_cli.coverage.measures import Report
from toshigaikou_cli.coverage.views import View
from toshigaikou_cli.records.document_facts import DocumentFacts
from toshigaikou_cli.records.project import NEUTRAL, ProjectWords, RelationKind

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow
    from toshigaikou_cli.records.stated import RegisteredCity


NO_NAMES: Mapping[str, str] = {}


class Question(NamedTuple):
    """What a page was asked: codes of a goal, an area, a measure, names of a bureau and a city, a fiscal year … "" for all."""

    goal: str = ""
    area: str = ""
    measure: str = ""
    bureau: str = ""
    city: str = ""
    year: int | None = None
    status: str = ""
    outcome: str = ""
    uncovered: bool = False


class PageFacts(NamedTuple):
    """All that the page shows of one strategy. ``achievements`` as ``queries.achievements`` gives them, results only;
    ``overviews`` are the measures' texts by code, ``coast`` as in data/base/coastline.json; ``indicators`` are those of tables;
    ``facts`` is what is known of the documents, by their SHA-256. ``words`` and ``kinds`` (of relations, by their codes) are
    what the project calls things. ``names`` are English names by those of the documents."""

    report: Report
    views: Mapping[str, View]
    achievements: Sequence[AchievementRow]
    overviews: Mapping[str, str]
    cities: Sequence[RegisteredCity]
    coast: Mapping[str, Any]
    indicators: Sequence[IndicatorLine] = ()
    question: Question = Question()
    facts: Mapping[str, DocumentFacts] = {}
    words: ProjectWords = NEUTRAL
    kinds: Mapping[str, RelationKind] = {}
    names: Mapping[str, str] = NO_NAMES
