"""How sure: links by status and method, achievements that are linked to nothing, and what was never imported."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.coverage.bureaus import state_figures
from toshigaikou_cli.coverage.figures import Figure
from toshigaikou_cli.coverage.figures import numbers as listed
from toshigaikou_cli.coverage.link_keys import LinkKeys
from toshigaikou_cli.coverage.measures import COUNTED
from toshigaikou_cli.coverage.views import (
    FigureRow,
    Made,
    RowFact,
    Section,
    achievements_of,
    count,
    number_of,
    share,
)
from toshigaikou_cli.messages import Message, coded, say, say_n
from toshigaikou_cli.records.answers import ReportedFact
from toshigaikou_cli.records.measured import Measured, RuleFigures
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

if TYPE_CHECKING:
    from toshigaikou_cli.records.stated import StatedMeasure

UNTESTED = RuleFigures()
STATUS_ORDER = ("linked", "confirmed", "suggested", "rejected")
SILENT = say(
    "no achievement of this year's sheet counts for the measure, or was reported of it as not held; where no sheet was"
    " imported, nothing is known"
)


def sure(
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    links: Iterable[tuple[str, str, str]],
    missing: Sequence[int],
    not_held: Mapping[str, Sequence[int]] = {},
    tested: RuleFigures = UNTESTED,
    confirmed_by: Sequence[str] = (),
) -> Made:
    """``links`` are (status, method, ``id>measure``), each once. Links of every kind, also those that do not count.

    ``not_held`` gives the years in which something was reported of a measure as not held. ``tested`` says how often each kind
    was right on rows that people labelled, ``confirmed_by`` are the people who confirmed links of this answer.
    """
    keys = LinkKeys()
    kinds: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("L"))
    counted, rest = array("L"), array("L")
    for status, method, key in links:
        place = keys.add(key)
        kinds[status, method].append(place)
        (counted if status in COUNTED else rest).append(place)
    sections = (
        _links(keys, kinds, tested, confirmed_by),
        _years(measures, reported, missing, not_held),
        _reasons(reported),
    )
    rule = say("linked by a rule or confirmed by a person: these make up coverage")
    figure = Figure(len(counted), len(keys), rule, (), keys.at(counted), keys.at(rest), "links")
    totals = {"counted_links": figure}
    return Made(say("How sure"), sections, (), totals, tuple(_meaning(sections[0])))


def _meaning(section: Section) -> Iterator[str]:
    """What the tests mean for this answer: ``Of 5 counting links, 4 by rule (97 % right …), 1 confirmed by 山田.``"""
    kinds = [row for row in section.rows if row.facts["counts"] == "yes"]
    if not kinds:
        return
    whole = sum(row.figures["links"].numerator for row in kinds)
    parts = []
    for row in kinds:
        if row.title != "confirmed":
            parts.append(_by_method(row))
    if confirmed := [row for row in kinds if row.title == "confirmed"]:
        number = sum(row.figures["links"].numerator for row in confirmed)
        who = confirmed[0].facts["by"] or say("a person")
        parts.append(say("{n} confirmed by {who}", n=number, who=who))
    yield say_n("Of {n} counting link, {parts}.", "Of {n} counting links, {parts}.", n=whole, parts=parts)


def _by_method(row: FigureRow) -> Message:
    """``4 by rule (97 % right …)``; what a document states needs no test."""
    number, method = row.figures["links"].numerator, str(row.facts["method"])
    if method == "stated":
        return say("{n} stated in the documents", n=number)
    said = row.facts["tested"] or say("not tested")
    return say("{n} by {method} ({tested})", n=number, method=coded(method), tested=said)


def _tested(found: Measured | None) -> dict[str, RowFact]:
    said: str = ""
    if found:
        share = int(100 * found.right / found.links)
        said = say_n(
            "{share} % correct in our test of {n} row",
            "{share} % correct in our test of {n} rows",
            share=share,
            n=found.rows,
        )
    return {
        "tested": said,
        "tested_links": found.links if found else None,
        "tested_right": found.right if found else None,
        "tested_rows": found.rows if found else None,
    }


def _links(
    keys: LinkKeys,
    found: Mapping[tuple[str, str], Sequence[int]],
    tested: RuleFigures,
    confirmed_by: Sequence[str],
) -> Section:
    order = sorted(found.items(), key=lambda item: (STATUS_ORDER.index(item[0][0]), item[0][1]))
    rows = tuple(
        FigureRow(f"{status}/{method}", coded(status),
            {"method": coded(method), "counts": "yes" if status in COUNTED else "no",
             "by": "、".join(confirmed_by) if status == "confirmed" else "", **_tested(tested.by_kind.get((status, method)))},
            {"links": Figure(len(places), len(keys),
                say("status {status}, by {method}", status=coded(status), method=coded(method)),
                (), keys.at(places), (), "links")})
        for (status, method), places in order
    )  # fmt: skip
    return Section("links", say("Links by status and method"), rows)


def _years(
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    missing: Sequence[int],
    not_held: Mapping[str, Sequence[int]],
) -> Section:
    found: dict[int, list[ReportedFact]] = defaultdict(list)
    for fact in reported:
        found[fact.fiscal_year].append(fact)
    numbers = [measure["code"] for measure in measures]
    rows = []
    for year in sorted({*found, *missing}):
        facts = found.get(year, [])
        covered = {n for fact in facts for n in fact.measures}
        off = [n for n in numbers if n not in covered and year in not_held.get(n, ())]
        silent = [n for n in numbers if n not in covered and n not in off] if facts else []
        have = [n for n in numbers if n in covered or n in off]
        left = [say("{n} reported as not held: {measures}", n=len(off), measures=listed(off))] if off else []
        figures = {
            "achievements": count(
                "achievements", achievements_of(facts), number_of(reported), say("rows of the sheet")
            ),
            **state_figures(facts),
            "nothing_reported": share("measures", silent, have, SILENT, left),
        }
        rows.append(
            FigureRow(
                str(year), fiscal_year_heading(year), {"sheet": "imported" if facts else "none"}, figures
            )
        )
    return Section("years", say("No sheet imported, or nothing reported"), tuple(rows))


def _reasons(reported: Iterable[ReportedFact]) -> Section:
    found: dict[str, list[str]] = defaultdict(list)
    total = 0
    for fact in reported:
        if fact.link_state in ("outside", "unlinked"):
            total += len(fact.achievements)
            found[fact.outside or say("unlinked: no link, and no reason why")].extend(fact.achievements)
    rule = say("no link that counts, and none suggested")
    rows = tuple(
        FigureRow(reason, reason, {}, {"achievements": count("achievements", keys, total, rule)})
        for reason, keys in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    return Section("outside", say("Achievements that serve no measure, by reason"), rows)
