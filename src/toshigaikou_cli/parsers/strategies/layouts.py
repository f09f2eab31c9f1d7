"""Which declared layout of headings fits the measures of a strategy, and where each measure then stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.rows.headings import Form, Heading, forms_in, titled, value_of
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.text.codes import code_parts
from toshigaikou_cli.vocabulary.layouts import Layouts

_MOST = 0.8
"""The share of measures that stand in an area, where a layout has areas at all."""
_SHOWN = 4
_NAME = expression(r"(?=.*[\u3041-\u30fa\u4e00-\u9fff]{2})[^。：:|]{2,30}(?<![課部局室])")
"""A short line that may be the name of a level, and of no unit."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A line between the tables; ``text`` is as written, mended, on one line."""

    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Coded:
    """A measure among the lines: its code; ``in_columns`` where its row itself names its goal."""

    code: str
    in_columns: bool = False


Item = Headed | Coded


@dataclass(frozen=True, slots=True)
class UnderHeadings:
    """Where a measure stands: the headings over it, None where there is none."""

    goal: Heading | None = None
    area: Heading | None = None


@dataclass(frozen=True, slots=True)
class LayoutFit:
    """A layout, the place of each measure under it, and how many of them have none (``lost``)."""

    layout: str
    places: tuple[UnderHeadings, ...]
    rank: tuple[float, ...] = ()
    lost: int = 0


def best_layout(items: Sequence[Item], layouts: Layouts) -> LayoutFit | None:
    """The layout that fits best, the first of those that fit alike; None where none places half of the measures."""
    read = _Headings(items)
    lines = [item.text for item in items if isinstance(item, Headed)]
    goals = [form for form in forms_in(layouts.goals, lines, layouts) if read.used(form)]
    areas = [form for form in forms_in(layouts.areas, lines, layouts) if read.used(form)]
    pairs = [
        (goal, area) for goal in goals for area in (*areas, None) if area is None or goal.text != area.text
    ]
    fits = [fit for at, pair in enumerate(pairs) if (fit := _fit(read, *pair, at)) is not None]
    return min(fits, key=lambda fit: fit.rank, default=None)


def like_headings(items: Sequence[Item], layouts: Layouts) -> list[str]:
    """The first lines that have the form of a heading, between the first measure and the last or right before them."""
    lines = [item.text for item in items if isinstance(item, Headed)]
    forms = forms_in((*layouts.goals, *layouts.areas), lines, layouts)
    between = _between(items)
    return [item.text for item in between if any(form.read(item.text, item.line.spot) for form in forms)][
        :_SHOWN
    ]


def lines_over_measures(items: Sequence[Item]) -> list[Headed]:
    """The first lines right over measures where several are, each another short name without a number (■ 交流, 交流分野): they
    may be a level; none else."""
    pairs = pairwise(items)
    over = [line for line, below in pairs if isinstance(line, Headed) and isinstance(below, Coded)]
    texts = {line.text for line in over}
    named = all(_NAME.fullmatch(text) for text in texts)
    return over[:_SHOWN] if len(over) > 1 and len(texts) == len(over) and named else []


def _between(items: Sequence[Item]) -> list[Headed]:
    """The lines between the measures."""
    measures = [at for at, item in enumerate(items) if isinstance(item, Coded)]
    inner = items[measures[0] : measures[-1]] if measures else []
    return [item for item in inner if isinstance(item, Headed)]


class _Headings:
    """The items up to the last measure, and the headings of each form among them, read once."""

    def __init__(self, items: Sequence[Item]) -> None:
        last = max((at for at, item in enumerate(items) if isinstance(item, Coded)), default=-1)
        self.items = list(items[: last + 1])
        self.codes = [item.code for item in self.items if isinstance(item, Coded)]
        self.in_columns = any(isinstance(item, Coded) and item.in_columns for item in self.items)
        self._found: dict[str, dict[int, Heading]] = {}

    def of(self, form: Form) -> dict[int, Heading]:
        """The headings of a form by their place among the items."""
        if form.text not in self._found:
            found = {}
            for at, item in enumerate(self.items):
                if isinstance(item, Headed) and (heading := form.read(item.text, item.line.spot)):
                    found[at] = heading if heading.title else titled(heading, self._title_below(at))
            self._found[form.text] = found
        return self._found[form.text]

    def used(self, form: Form) -> bool:
        return bool(self.of(form))

    def _title_below(self, at: int) -> str:
        """The title that stands on the line below its number."""
        below = self.items[at + 1] if at + 1 < len(self.items) else None
        title = below.text if isinstance(below, Headed) else ""
        return "" if len(title) > 40 or title.endswith("。") or value_of(title[:1])[1] else title


def _fit(read: _Headings, goal_form: Form, area_form: Form | None, order: int) -> LayoutFit | None:
    """How a layout fits: None where it leaves most measures without a goal, or its numbers go back."""
    places = list(_places(read, goal_form, area_form))
    goals = _runs(place.goal.value for place in places if place.goal)
    in_areas = [place for place in places if place.area]
    without_goal = sum(place.goal is None for place in places) if not read.in_columns else 0
    if (
        not goals
        or without_goal * 2 > len(places)
        or not _ascending(goals)
        or (len(goals) == 1 and goals[0] != 1)
    ):
        return None
    if area_form and (not in_areas or not _areas_ascend(places)):
        return None
    lost = [
        place
        for place in places
        if place.goal is None or (place.area is None and _has_areas(place, in_areas))
    ]
    share = len(in_areas) / len(places)
    disagreeing = sum(not agrees(code, place) for code, place in zip(read.codes, places, strict=True))
    rank = (
        without_goal,
        disagreeing,
        goals != list(range(1, len(goals) + 1)),
        0 if share >= _MOST else 1 if in_areas else 2,
        len(lost),
        _gaps(places),
        order,
    )
    names = " / ".join(form.text for form in (goal_form, area_form) if form)
    return LayoutFit(names, tuple(places), rank, len(lost))


def _places(read: _Headings, goal_form: Form, area_form: Form | None) -> Iterator[UnderHeadings]:
    goals, areas = read.of(goal_form), read.of(area_form) if area_form else {}
    goal: Heading | None = None
    area: Heading | None = None
    for at, item in enumerate(read.items):
        if isinstance(item, Coded):
            yield UnderHeadings(goal, area)
        elif at in goals:
            goal, area = goals[at], None
        elif at in areas:
            found = areas[at]
            if found.goal is None or (goal and found.goal == goal.value):
                area = found


def _runs(values: Iterable[int]) -> list[int]:
    return [value for value, _ in groupby(values)]


def _ascending(values: Sequence[int]) -> bool:
    return all(first < second for first, second in pairwise(values))


def _areas_by_goal(places: Sequence[UnderHeadings]) -> list[list[int]]:
    """The numbers of the areas of each goal, in their order."""
    groups = groupby(places, key=lambda place: place.goal and place.goal.value)
    return [_runs(place.area.value for place in group if place.area) for _, group in groups]


def _areas_ascend(places: Sequence[UnderHeadings]) -> bool:
    return all(map(_ascending, _areas_by_goal(places)))


def _gaps(places: Sequence[UnderHeadings]) -> int:
    """How many goals have areas that are not numbered from 1 (or on from the goal above) without gaps."""
    gaps, last = 0, 0
    for values in filter(None, _areas_by_goal(places)):
        gaps += values not in (list(range(1, len(values) + 1)), list(range(last + 1, last + len(values) + 1)))
        last = values[-1]
    return gaps


def _has_areas(place: UnderHeadings, in_areas: Sequence[UnderHeadings]) -> bool:
    """Whether other measures of a measure's goal stand in areas."""
    return any(place.goal and other.goal and other.goal.value == place.goal.value for other in in_areas)


def agrees(code: str, place: UnderHeadings) -> bool:
    """Whether a code of several parts names the goal and the area that it stands in; one of a single part says nothing."""
    parts = code_parts(code)
    numbers = [{value_of(part)[1], value_of(part, "letter")[1] if len(part) == 1 else None} for part in parts]
    if len(parts) < 2 or place.goal is None:
        return True
    if len(parts) == 2 and place.area and place.area.value in numbers[0]:
        return True
    return place.goal.value in numbers[0] and (
        len(parts) < 3 or place.area is None or place.area.value in numbers[1]
    )
