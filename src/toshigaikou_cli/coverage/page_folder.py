"""The facts of a page that is a folder: what is long comes part by part, when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.coverage.measures import Report
from toshigaikou_cli.coverage.page import NO_NAMES, Question
from toshigaikou_cli.records.project import NEUTRAL, ProjectWords

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow, BureauRow, CityRow


class SuggestedLine(NamedTuple):
    """An achievement that is only suggested for a measure, in a line."""

    id: str
    fiscal_year: int
    bureau: str
    item: str


ListedRows = Callable[[], Iterator["AchievementRow"]]


class FolderFacts(NamedTuple):
    """What the pages of one strategy show. ``report`` counts without members. ``counted`` and ``suggested`` give what counts
    for the measure of a code, and what is only suggested for it; ``stray`` what was held and has no link, ``apart`` what was
    not held. ``names`` are English names by those of the documents."""

    report: Report
    overviews: Mapping[str, str]
    bureaus: Sequence[BureauRow]
    cities: Sequence[CityRow]
    counted: Callable[[str], Iterator[AchievementRow]]
    suggested: Callable[[str], Iterator[SuggestedLine]]
    stray: ListedRows
    apart: ListedRows
    question: Question = Question()
    words: ProjectWords = NEUTRAL
    names: Mapping[str, str] = NO_NAMES
