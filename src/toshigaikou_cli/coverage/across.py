"""Subjects over the periods of several strategies: measures that the crosswalk ties together, and what was reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from toshigaikou_cli.coverage.views import FigureRow, Made, Section, count
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.records.answers import ReportedFact
from toshigaikou_cli.records.crosswalk import Crossing
from toshigaikou_cli.records.ids import code_of, id_of, strategy_of

_RULE = say("results that were held and count for one of the subject's measures, each once a year")
_PAIRED = ("continues", "splits", "merges")


def across(
    titles: Mapping[str, str],
    strategies: Sequence[str],
    entries: Iterable[Crossing],
    facts: Mapping[str, Sequence[ReportedFact]],
    years: Sequence[int],
) -> Made:
    """``titles`` by measure id and ``strategies``, the older first; ``facts`` are the results of each strategy's years."""
    entries = list(entries)
    counted: dict[tuple[str, int], list[str]] = defaultdict(list)
    for strategy, reported in facts.items():
        for fact in reported:
            for code in fact.measures:
                counted[id_of(strategy, code), fact.fiscal_year].extend(fact.achievements)
    subjects = chains(titles, entries)
    said: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for end in filter(None, (entry.old, entry.new)):
            said[end].append(entry.kind)
    totals = {
        year: len({key for (_, of), keys in counted.items() if of == year for key in keys}) for year in years
    }
    rows: dict[str, list[FigureRow]] = {"followed": [], "alone": [], "undecided": []}
    for subject in subjects:
        kinds = list(dict.fromkeys(kind for measure in subject for kind in said[measure]))
        section = "followed" if len(subject) > 1 else "alone" if kinds else "undecided"
        figures = {
            f"FY{year}": count(
                "achievements", [k for m in subject for k in counted.get((m, year), ())], totals[year], _RULE
            )
            for year in years
        }
        facts_of = {each: _codes(subject, each) for each in strategies} | {"kind": joined(map(coded, kinds))}
        names = dict.fromkeys(titles[measure] for measure in subject)
        rows[section].append(FigureRow(subject[0], " → ".join(names), facts_of, figures))
    headings = {
        "followed": say("Subjects over both periods"),
        "alone": say("Dropped or new"),
        "undecided": say("Not in the crosswalk"),
    }
    sections = tuple(Section(key, headings[key], tuple(found)) for key, found in rows.items() if found)
    return Made(say("Across strategies"), sections)


def _codes(subject: Sequence[str], strategy: str) -> str:
    return ", ".join(code_of(measure) for measure in subject if strategy_of(measure) == strategy)


def chains(titles: Mapping[str, str], entries: Iterable[Crossing]) -> list[tuple[str, ...]]:
    """The measures that entries tie together, through any number of strategies; each once, in the order of ``titles``."""
    order = {measure: at for at, measure in enumerate(titles)}
    group = {measure: {measure} for measure in titles}
    for entry in entries:
        if entry.kind not in _PAIRED:
            continue
        joined = group[entry.old] | group[entry.new]
        for measure in joined:
            group[measure] = joined
    seen: set[str] = set()
    found = []
    for measure in titles:
        if measure not in seen:
            seen |= group[measure]
            found.append(tuple(sorted(group[measure], key=order.__getitem__)))
    return found
