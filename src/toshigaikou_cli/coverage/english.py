"""A strategy's coverage with English names in the place of those of its documents."""

from __future__ import annotations

from collections.abc import Mapping

from toshigaikou_cli.coverage.measures import AreaCoverage, GoalCoverage, MeasureCoverage, Report


def in_register(name: str, names: Mapping[str, str]) -> str:
    """A name as ``names`` has it: ``生活文化局 (2010–2022)`` keeps its years; or those of a list."""
    several = name.split("、")
    if len(several) > 1 and all(each in names for each in several):
        return ", ".join(names[each] for each in several)
    stem, mark, years = name.partition(" (")
    return f"{names.get(stem) or stem}{mark}{years}"


def titled(report: Report, names: Mapping[str, str]) -> Report:
    """A report with English titles of the strategy and its goals, areas and measures, where there are any."""

    def title(text: str) -> str:
        return names.get(text, text)

    def measure(one: MeasureCoverage) -> MeasureCoverage:
        return one._replace(title=title(one.title))

    def area(one: AreaCoverage) -> AreaCoverage:
        return one._replace(title=title(one.title), measures=tuple(map(measure, one.measures)))

    def goal(one: GoalCoverage) -> GoalCoverage:
        return one._replace(title=title(one.title), areas=tuple(map(area, one.areas)))

    return report._replace(strategy=title(report.strategy), goals=tuple(map(goal, report.goals)))


def bureaus_in_english(measure: MeasureCoverage, names: Mapping[str, str]) -> str:
    """The bureaus of a measure: those that lead, and those with them."""
    by_role: dict[str, list[str]] = {"lead": [], "related": []}
    for each in measure.bureaus:
        by_role[each["role"]].append(in_register(each["name"], names))
    related = [*by_role["related"], *(["others"] if measure.open_ended else [])]
    lead = ", ".join(by_role["lead"])
    return f"{lead} (with {', '.join(related)})" if related else lead
