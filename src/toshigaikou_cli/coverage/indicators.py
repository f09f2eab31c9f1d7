"""Indicators over the years: what documents state of one indicator, side by side. Nothing is judged or counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from toshigaikou_cli.coverage.figures import Stamp
from toshigaikou_cli.messages import say
from toshigaikou_cli.text.attainment import NO_SUBJECT, Subject, latest_share, rounded, subject_of
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import usual_unit

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import IndicatorRow, IndicatorValueRow

NOTE = say(
    "Rates and ratings are the documents' own. Actual by target is arithmetic: whether a target was met is not judged."
)


class Reckoned(NamedTuple):
    """The last actual value in per cent of its target: ``percent`` is a decimal number as text."""

    actual: str
    target: str
    fiscal_year: int | None
    percent: str


class IndicatorLine(NamedTuple):
    """One indicator, of all documents that state it by the same name and unit; ``measures`` are codes,
    as the documents write them where no measure has them; ``about`` is the item of its rows where they state no measure.

    ``rate`` and ``rating`` are those of the last document that has them. ``trend`` are its actual numbers by year.
    """

    name: str
    unit: str
    measures: tuple[str, ...]
    about: str
    direction: str
    base: tuple[IndicatorValueRow, ...]
    target: tuple[IndicatorValueRow, ...]
    actual: tuple[IndicatorValueRow, ...]
    forecast: tuple[IndicatorValueRow, ...]
    trend: tuple[str, ...]
    rate: str
    rating: str
    arithmetic: Reckoned | None
    ids: tuple[str, ...]
    documents: tuple[str, ...]


class IndicatorReport(NamedTuple):
    """All indicators of a selection in the order of their measures; ``years`` are those that have actual values."""

    view: str
    title: str
    strategy: str
    filters: Mapping[str, Any]
    years: tuple[int, ...]
    indicators: tuple[IndicatorLine, ...]
    documents: tuple[Mapping[str, Any], ...]
    made: Stamp
    note: str = NOTE


def indicator_lines(records: Iterable[IndicatorRow], order: Mapping[str, int]) -> tuple[IndicatorLine, ...]:
    """One line for each indicator, by the position of its measure (``order``, by code), then as the documents have them."""
    lines = [_line(group) for group in _same(records)]
    last = len(order)
    return tuple(
        sorted(lines, key=lambda line: min((order.get(m, last) for m in line.measures), default=last))
    )


def _same(records: Iterable[IndicatorRow]) -> list[list[IndicatorRow]]:
    """The records of each indicator: same name and unit, and of the same measures; where none is stated, about the same item.

    One that says nothing of either goes with those of its name where these are all of one; one without a unit with those of
    its name and measures, where these have one unit. What one document states twice, with different values for a year, is
    never one indicator.
    """
    records = list(records)
    units = _units(records)
    named: dict[tuple[str, str], dict[Subject, list[IndicatorRow]]] = defaultdict(dict)
    for record in records:
        name, subject = match_key(record["name"]), _subject(record)
        unit = usual_unit(record["unit"]) or units.get((name, subject), "")
        named[name, unit].setdefault(subject, []).append(record)
    groups: list[list[IndicatorRow]] = []
    for by_subject in named.values():
        if len(by_subject) == 2 and NO_SUBJECT in by_subject:
            groups.append([record for group in by_subject.values() for record in group])
        else:
            groups += by_subject.values()
    return [part for group in groups for part in _parted(group)]


def _units(records: Iterable[IndicatorRow]) -> Mapping[tuple[str, Subject], str]:
    """The one unit of the indicators of a name and of the same measures, by these; none where there are several."""
    found: dict[tuple[str, Subject], set[str]] = defaultdict(set)
    for record in records:
        subject = _subject(record)
        if record["unit"] and subject.measures:
            found[match_key(record["name"]), subject].add(usual_unit(record["unit"]))
    return {key: next(iter(units)) for key, units in found.items() if len(units) == 1}


def _subject(record: IndicatorRow) -> Subject:
    return subject_of(_codes(record), record["about"])


def _parted(group: list[IndicatorRow]) -> list[list[IndicatorRow]]:
    """The records that may stand in one line: all, or those about one item, or each alone."""
    if not _contradicts_itself(group):
        return [group]
    about: dict[str, list[IndicatorRow]] = defaultdict(list)
    for record in group:
        about[match_key(record["about"])].append(record)
    return [
        part
        for each in about.values()
        for part in ([[record] for record in each] if _contradicts_itself(each) else [each])
    ]


def _contradicts_itself(group: Iterable[IndicatorRow]) -> bool:
    """Whether two records of one document have different values of one kind for one year."""
    said: dict[tuple[str, str, int | None], tuple[str, str, str]] = {}
    for record in group:
        for value in record["values"]:
            key = record["source"]["document"], value["kind"], value["fiscal_year"]
            own = record["id"], value["text"], value["unit"]
            first = said.setdefault(key, own)
            if first[0] != own[0] and first[1:] != own[1:]:
                return True
    return False


def _line(group: Sequence[IndicatorRow]) -> IndicatorLine:
    values = [value for record in group for value in record["values"]]
    found = latest_share(values)
    reckoned = (
        Reckoned(
            found.actual["text"], found.target["text"], found.actual["fiscal_year"], rounded(found.percent)
        )
        if found
        else None
    )
    actual = _of(values, "actual")
    measures = next((codes for record in group if (codes := _codes(record))), ())
    return IndicatorLine(
        name=group[0]["name"],
        unit=next((record["unit"] for record in group if record["unit"]), ""),
        measures=measures,
        about="" if measures else next((record["about"] for record in group if record["about"]), ""),
        direction=next((record["direction"] for record in group if record["direction"]), ""),
        base=_of(values, "base"),
        target=_of(values, "target"),
        actual=actual,
        forecast=_of(values, "forecast"),
        trend=tuple({v["fiscal_year"]: v["value"] for v in actual if v["value"] is not None}.values()),
        rate=next((record["rate"] for record in reversed(group) if record["rate"]), ""),
        rating=next((record["rating"] for record in reversed(group) if record["rating"]), ""),
        arithmetic=reckoned,
        ids=tuple(record["id"] for record in group),
        documents=tuple(dict.fromkeys(record["source"]["document"] for record in group)),
    )


def _codes(record: IndicatorRow) -> tuple[str, ...]:
    """The codes of an indicator's measures; as its document writes them where no measure has them."""
    return tuple(measure["measure"] for measure in record["measures"]) or tuple(record["stated"])


def _of(values: Iterable[IndicatorValueRow], kind: str) -> tuple[IndicatorValueRow, ...]:
    """The values of a kind by year, those without a year first; what two documents state alike comes once."""
    own = sorted(
        (value for value in values if value["kind"] == kind), key=lambda value: value["fiscal_year"] or 0
    )
    return tuple({(v["fiscal_year"], v["text"], v["unit"]): v for v in own}.values())


def years_of(lines: Iterable[IndicatorLine]) -> tuple[int, ...]:
    """The fiscal years that any indicator has an actual value of."""
    return tuple(sorted({v["fiscal_year"] for line in lines for v in line.actual if v["fiscal_year"]}))
