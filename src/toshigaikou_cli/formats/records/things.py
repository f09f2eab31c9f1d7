"""One thing with everything about it: a measure, an achievement, a bureau, a city."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.formats.records.evidence import as_objection, objections_text
from toshigaikou_cli.formats.records.indicators import amounts_text, indicators_screen, trend
from toshigaikou_cli.formats.records.listing import (
    activities_table,
    answers_of,
    bureaus_text,
    evidence_text,
    measures_table,
    mended_text,
    place,
    quantities_text,
    relations_text,
    tally_text,
    when,
)
from toshigaikou_cli.formats.records.marks import (
    bureaus_of,
    is_unknown,
    legend,
    links_text,
    marks_of,
    measure_name,
    of_several,
)
from toshigaikou_cli.formats.records.outcomes import outcome_text
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value
from toshigaikou_cli.language import graded, named, of_names, with_own_name
from toshigaikou_cli.messages import coded, joined, say, say_as, sayable
from toshigaikou_cli.records.long import mapped
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading, fiscal_year_name

if TYPE_CHECKING:
    from toshigaikou_cli.records.answers import Thing
    from toshigaikou_cli.records.rows import (
        AchievementRow,
        ActivityRow,
        IndicatorRow,
        LinkRow,
        MeasureRow,
    )
    from toshigaikou_cli.records.shown import (
        ShownAchievement,
        ShownBureau,
        ShownCity,
        ShownMeasure,
        ShownPart,
    )


_LISTS = frozenset(
    (
        say("Bureaus"),
        say("Cities"),
        say("Came from"),
        say("Became"),
        say("Relations"),
        say("Achievements"),
        say("Amounts"),
    )
)
"""Facts that are lists of names."""


def _facts(rows: Sequence[tuple[str, Value]]) -> Table:
    """Names and values, those without a value left out."""
    kept = [(name, value) for name, value in rows if value not in (None, "")]
    listing = frozenset(at for at, (name, _) in enumerate(kept) if name in _LISTS)
    return Table((Column("name", ""), Column("value", "", flexible=True)), kept, listing=listing)


def yearly(counts: Mapping[str, int]) -> str:
    """``FY2016: 2, FY2017: 3``, "" for none."""
    return joined(say("{year}: {n}", year=fiscal_year_heading(y), n=n) for y, n in counts.items())


def measure_parts(data: ShownMeasure) -> list[Part]:
    m = data["measure"]
    facts = _facts(
        [
            (
                say("Goal"),
                say("{code} {title}", code=m["goal"], title=data["goal_title"]) if m["goal"] else "",
            ),
            (say("Area"), say("{code} {title}", code=m["area"], title=m["area_title"]) if m["area"] else ""),
            (say("Overview"), m["overview"]),
            (say("Bureaus"), bureaus_text(m["bureaus"], open_ended=m["open_ended"])),
            (
                say("Achievements"),
                yearly(m["achievements"]) or say("none counted"),
            ),
            (say("Source"), place(m["source"])),
        ]
    )
    parts: list[Part] = [
        TableText(
            (say("Measure {code} {title}", code=m["code"], title=with_own_name(m["title"])),), heading=True
        ),
        facts,
    ]
    if data["achievements"]:
        parts.append(_linked(data["achievements"], m))
        parts.append(TableText((tally_text(answers_of(data["achievements"])),)))
    if data.get("indicators"):
        parts.append(_indicators(data["indicators"]))
    return parts


def _indicators(indicators: Sequence[IndicatorRow]) -> Table:
    table = indicators_screen(indicators)
    trends = [
        trend([float(v["value"]) for v in i["values"] if v["kind"] == "actual" and v["value"]])
        for i in indicators
    ]
    rows = [(*row, shown) for row, shown in zip(table.rows, trends, strict=True)]
    return Table((*table.columns, Column("trend", say("Trend"))), rows, title=say("Indicators"))


def _linked(achievements: Sequence[AchievementRow], measure: MeasureRow) -> Table:
    own = measure["strategy"], measure["code"]

    def row(a: AchievementRow) -> tuple[Value, ...]:
        link = next(link for link in a["links"] if (link["strategy"], link["measure"]) == own)
        status = status_text(link, counts=a["outcome"] == "held")
        return (
            a["id"],
            a["fiscal_year"],
            bureaus_of(a),
            a["item"],
            status,
            evidence_text(link),
        )

    return Table(
        columns=(
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("item", say("Item"), flexible=True, own=True),
            Column("status", say("Link")),
            Column("evidence", say("Evidence"), flexible=True, names=True),
        ),
        rows=mapped(achievements, lambda part: list(map(row, part))),
        title=say("Achievements linked to it"),
    )


_OUTCOMES = {
    "held": coded("held"),
    "not_held": say("not held: counts for no measure and no city"),
    "planned": say("planned for later: counts for nothing yet"),
}
_NOTHING = say("the sheet says that there is nothing to report: counts for nothing")
_NO_WORDS = say("no words, only figures or a grade: counts for nothing")
_BLANK = say("left empty in the sheet: counts for nothing")


def _outcome(achievement: AchievementRow) -> str:
    """The outcome of a row and what it counts for; of an empty one, whether the sheet says so, has figures or nothing there."""
    if achievement["outcome"] == "empty":
        figures = any(achievement.get(name) for name in ("rating", "indicators", "amounts"))
        return _NOTHING if achievement["result"].strip() else _NO_WORDS if figures else _BLANK
    return _OUTCOMES[achievement["outcome"]]


def achievement_parts(data: ShownAchievement) -> list[Part]:
    a = data["achievement"]
    parts: list[Part] = [
        TableText((f"{a['id']} {a['item']}",), heading=True),
        _facts(
            [
                (
                    say("Fiscal year"),
                    say("{year} ({kind})", year=fiscal_year_name(a["fiscal_year"]), kind=coded(a["kind"])),
                ),
                (say("Field"), a["field"]),
                (
                    say("Bureau"),
                    say("unknown: {name}", name=a["bureau_text"]) if is_unknown(a) else bureaus_of(a),
                ),
                (say("Department"), a["department"]),
                (say("Outcome"), _outcome(a)),
                (say("Cities"), "、".join(a["cities"])),
                (say("Mended"), joined(map(mended_text, a.get("mended", ())), "; ")),
                (say("Result"), a["result"]),
                (say("Rating"), graded(a.get("rating"))),
                (say("Amounts"), amounts_text(a.get("amounts", ()))),
                *((header, text) for header, text in a["extra"].items()),
                (say("Source"), place(a["source"])),
            ]
        ),
    ]
    if a["activities"]:
        parts.append(_activities(a["activities"]))
    if a.get("indicators"):
        parts.append(_indicators(a["indicators"]))
    return [*parts, *link_parts(a)]


def link_parts(achievement: AchievementRow) -> list[Part]:
    """The measures that an achievement serves, and why it is outside the strategy or linked to none."""
    links, outside = achievement["links"], achievement["outside"]
    parts: list[Part] = [_links(links, counts=achievement["outcome"] == "held")] if links else []
    if outside:
        parts.append(
            TableText((say("Outside the strategy: {why}", why=objections_text(map(as_objection, outside))),))
        )
    elif not links:
        parts.append(TableText((say("Linked to no measure."),)))
    return parts


def _activities(activities: Sequence[ActivityRow]) -> Table:
    mixed = any(v["outcome"] != "held" for v in activities)
    return Table(
        columns=(
            Column("dates", say("When"), flexible=True, names=True),
            Column("cities", say("With"), flexible=True, names=True),
            Column("quantities", say("How many"), flexible=True, names=True),
            Column("text", say_as("activity", "What"), flexible=True),
            *((Column("outcome", say("Outcome")),) if mixed else ()),
        ),
        rows=[
            (
                when(v["dates"]),
                "、".join(v["cities"]),
                quantities_text(v["quantities"]),
                (f"【{v['label']}】" if v["label"] else "") + v["text"],
                *((outcome_text(v["outcome"], v["text"]),) if mixed else ()),
            )
            for v in activities
        ],
        title=say("Activities"),
    )


def status_text(link: LinkRow, *, counts: bool) -> str:
    """The status of a link; where its row counts for nothing, so does a link that would count."""
    status = coded(link["status"])
    if counts or link["status"] not in ("linked", "confirmed"):
        return status
    return say("{status} (not counted)", status=status)


def _links(links: Sequence[LinkRow], *, counts: bool) -> Table:
    several = of_several(links)
    return Table(
        columns=(
            Column("measure", say("No."), "right"),
            Column("title", say("Measure"), flexible=True),
            Column("status", say("Link")),
            Column("score", say("Score"), "right", decimals=2),
            Column("method", say("Method")),
            Column("evidence", say("Evidence"), flexible=True, names=True),
        ),
        rows=[
            (
                measure_name(x, several=several),
                x["title"],
                status_text(x, counts=counts),
                *(x["score"], coded(x["method"]), evidence_text(x)),
            )
            for x in links
        ],
        title=say("Measures that it serves"),
    )


def _english(name: str) -> str:
    """The English name where it is asked for, "" for none."""
    english = named(name)
    return english if english != name else ""


def _headed(name: str, english: str, *more: str) -> str:
    """A name with that of the other language behind it, and what else there is."""
    first, other = (english, name) if english and of_names() == "en" else (name, english)
    behind = [each for each in (other, *more) if each]
    if not behind:
        return first
    shown = say("{text} ({why})", text=first, why=behind)
    return shown if of_names() == "ja" else str(shown)


def _beside(bureau: Mapping[str, Any], first: str) -> str:
    """The heading of a bureau: what it is to the one that is asked about, which is shown first."""
    name = _headed(bureau["name"], bureau["name_en"] or _english(bureau["name"]))
    if first in bureau["predecessors"]:
        return say("Became: {name}", name=name)
    if first in bureau["successors"]:
        return say("Came from: {name}", name=name)
    return name


def _validity(first: str | None, last: str | None) -> str:
    """``since 2014-07-16``, ``until 2022-06-30``, ``2010-07-16 to 2022-03-31``."""
    if first and last:
        return say("{first} to {last}", first=first, last=last)
    if first:
        return say("since {date}", date=first)
    return say("until {date}", date=last) if last else say("as far back as the register goes, until today")


def bureau_parts(data: ShownBureau) -> list[Part]:
    parts: list[Part] = []
    first = data["bureaus"][0]["name"] if data["bureaus"] else ""
    for b in data["bureaus"]:
        validity = _validity(b["valid_from"], b["valid_to"])
        parts.append(TableText((_beside(b, first),), heading=True))
        facts: list[tuple[str, Value]] = [
            (say("Id"), b["id"]),
            (say("In force"), validity),
            (say("Came from"), "、".join(b["predecessors"])),
            (say("Became"), "、".join(b["successors"])),
            (say("Achievements"), yearly(b["achievements"])),
        ]
        parts.append(_facts(facts))
    parts += list(_measures(data))
    if data["achievements"]:
        parts.append(_achievements(data["achievements"]))
    return parts


def _measures(data: ShownBureau) -> Iterator[Table]:
    led, related = sayable("Measures led: {n}"), sayable("Measures related to: {n}")
    for measures, title in ((data["lead"], led), (data["related"], related)):
        if measures:
            table = measures_table(measures)
            yield Table(table.columns, table.rows, title=say(title, n=len(measures)))


def city_parts(data: ShownCity) -> list[Part]:
    c = data["city"]
    parts: list[Part] = [
        TableText((_headed(c["name"], c["name_en"], named(c["country_name"])),), heading=True),
        _facts(
            [
                (say("Relations"), relations_text(c["relations"]) or say("none known")),
                (
                    say("Achievements"),
                    yearly(c["achievements"]) or say("none reported"),
                ),
            ]
        ),
    ]
    if data["activities"]:
        table = activities_table(data["activities"])
        parts.append(Table(table.columns, table.rows, title=say("What was done, by date")))
    if data["achievements"]:
        parts.append(_achievements(data["achievements"]))
    return parts


def _achievements(achievements: Sequence[AchievementRow]) -> Table:
    return Table(
        columns=(
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("item", say("Item"), flexible=True, own=True),
            Column("measures", say("Measures")),
        ),
        rows=mapped(
            achievements,
            lambda part: [
                (
                    a["id"],
                    a["fiscal_year"],
                    bureaus_of(a),
                    a["item"],
                    links_text(a["links"]),
                )
                for a in part
            ],
        ),
        title=say("Achievements: {n}", n=len(achievements)),
        notes=legend(mark for a in achievements for mark in marks_of(a["links"])),
    )


_PARTS = {True: sayable("Goal {code} {title}"), False: sayable("Area {code} {title}")}


def part_parts(data: ShownPart) -> list[Part]:
    """A goal or an area: its measures, and what counts or is suggested for them."""
    part = data["part"]
    parts: list[Part] = [
        TableText(
            (say(_PARTS[part["goal"] is None], code=part["code"], title=with_own_name(part["title"])),),
            heading=True,
        )
    ]
    table = measures_table(data["measures"])
    some = sum(bool(measure["achievements"]) for measure in data["measures"])
    title = say("Measures: {n} of {of} with results", n=some, of=len(data["measures"]))
    parts.append(Table(table.columns, table.rows, title=title))
    if data["achievements"]:
        parts.append(_achievements(data["achievements"]))
    parts.append(TableText((tally_text(answers_of(data["achievements"])),)))
    return parts


PARTS: Mapping[Thing, Callable[[Any], list[Part]]] = {
    "measure": measure_parts,
    "achievement": achievement_parts,
    "bureau": bureau_parts,
    "city": city_parts,
    "goal": part_parts,
    "area": part_parts,
}
