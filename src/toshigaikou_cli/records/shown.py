"""What ``tgx show`` says of one thing. Only for types, as :mod:`rows`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from toshigaikou_cli.records.rows import (
    AchievementRow,
    BureauRow,
    CityRow,
    IndicatorRow,
    ListedActivity,
    MeasureRow,
)


class ShownMeasure(TypedDict):
    """What ``tgx show`` says of a measure."""

    measure: MeasureRow
    goal_title: str
    achievements: Sequence[AchievementRow]
    indicators: NotRequired[list[IndicatorRow]]


class ShownAchievement(TypedDict):
    achievement: AchievementRow


class PartRow(TypedDict):
    """A goal or an area; ``goal`` is the code of an area's goal, None for a goal itself and for an area without one."""

    strategy: str
    code: str
    goal: str | None
    title: str


class ShownPart(TypedDict):
    """A goal or an area with its measures, and the achievements that count or are suggested for them."""

    part: PartRow
    measures: list[MeasureRow]
    achievements: Sequence[AchievementRow]


class ShownBureau(TypedDict):
    """A bureau and those on its line of time, with the measures that any of them leads, or is only related to."""

    bureaus: list[BureauRow]
    lead: list[MeasureRow]
    related: list[MeasureRow]
    achievements: Sequence[AchievementRow]


class ShownCity(TypedDict):
    city: CityRow
    activities: Sequence[ListedActivity]
    achievements: Sequence[AchievementRow]
