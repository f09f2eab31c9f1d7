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
    links_text,
    measure_name,
    measures_table,
    mended_text,
    of_several,
    place,
    quantities_text,
    relations_text,
    tally_text,
    when,
)
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value

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


def _facts(rows: Sequence[tuple[str, Value]]) -> Table:
    """Names and values, those without a value left out."""
    kept = [(name, value) for name, value in rows if value not in (None, "")]
    return Table((Column("name", ""), Column("value", "", flexible=True)), kept)


def measure_parts(data: ShownMeasure) -> list[Part]:
    m = data["measure"]
    facts = _facts(
        [
            ("Goal", f"{m['goal']} {data['goal_title']}" if m["goal"] else ""),
            ("Area", f"{m['area']} {m['area_title']}" if m["area"] else ""),
            ("Overview", m["overview"]),
            ("Bureaus", bureaus_text(m["bureaus"], open_ended=m["open_ended"])),
            (
                "Achievements",
                ", ".join(f"FY{y}: {n}" for y, n in m["achievements"].items()) or "none counted",
            ),
            ("Source", place(m["source"])),
        ]
    )
    parts: list[Part] = [TableText((f"Measure {m['code']} {m['title']}",), heading=True), facts]
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
    return Table((*table.columns, Column("trend", "Trend")), rows, title="Indicators")


def _linked(achievements: Sequence[AchievementRow], measure: MeasureRow) -> Table:
    own = measure["strategy"], measure["code"]
    rows: list[tuple[Value, ...]] = []
    for a in achievements:
        link = next(link for link in a["links"] if (link["strategy"], link["measure"]) == own)
        evidence = evidence_text(link)
        rows.append(
            (a["id"], a["fiscal_year"], a["bureau"] or a["bureau_text"], a["item"], link["status"], evidence)
        )
    return Table(
        columns=(
            Column("id", "Id"),
            Column("fiscal_year", "FY", "right"),
            Column("bureau", "Bureau", flexible=True),
            Column("item", "Item", flexible=True),
            Column("status", "Link"),
            Column("evidence", "Evidence", flexible=True),
        ),
        rows=rows,
        title="Achievements linked to it",
    )


_OUTCOMES = {
    "held": "held",
    "not_held": "not held: counts for no measure and no city",
    "planned": "planned for later: counts for nothing yet",
    "empty": "nothing reported: counts for nothing",
}


def achievement_parts(data: ShownAchievement) -> list[Part]:
    a = data["achievement"]
    parts: list[Part] = [
        TableText((f"{a['id']} {a['item']}",), heading=True),
        _facts(
            [
                ("Fiscal year", f"FY{a['fiscal_year']} ({a['kind']})"),
                ("Field", a["field"]),
                ("Bureau", a["bureau"] or f"unknown: {a['bureau_text']}"),
                ("Department", a["department"]),
                ("Outcome", _OUTCOMES[a["outcome"]]),
                ("Cities", "、".join(a["cities"])),
                ("Mended", "; ".join(map(mended_text, a.get("mended", ())))),
                ("Result", a["result"]),
                ("Rating", a.get("rating")),
                ("Amounts", amounts_text(a.get("amounts", ()))),
                *((header, text) for header, text in a["extra"].items()),
                ("Source", place(a["source"])),
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
    parts: list[Part] = [_links(links)] if links else []
    if outside:
        parts.append(TableText((f"Outside the strategy: {objections_text(map(as_objection, outside))}",)))
    elif not links:
        parts.append(TableText(("Linked to no measure.",)))
    return parts


def _activities(activities: Sequence[ActivityRow]) -> Table:
    mixed = any(v["outcome"] != "held" for v in activities)
    return Table(
        columns=(
            Column("dates", "When", flexible=True),
            Column("cities", "With", flexible=True),
            Column("quantities", "How many", flexible=True),
            Column("text", "What", flexible=True),
            *((Column("outcome", "Outcome"),) if mixed else ()),
        ),
        rows=[
            (
                when(v["dates"]),
                "、".join(v["cities"]),
                quantities_text(v["quantities"]),
                (f"【{v['label']}】" if v["label"] else "") + v["text"],
                *((v["outcome"],) if mixed else ()),
            )
            for v in activities
        ],
        title="Activities",
    )


def _links(links: Sequence[LinkRow]) -> Table:
    several = of_several(links)
    return Table(
        columns=(
            Column("measure", "No.", "right"),
            Column("title", "Measure", flexible=True),
            Column("status", "Link"),
            Column("score", "Score", "right"),
            Column("method", "Method"),
            Column("evidence", "Evidence", flexible=True),
        ),
        rows=[
            (
                measure_name(x, several=several),
                *(x["title"], x["status"], x["score"], x["method"], evidence_text(x)),
            )
            for x in links
        ],
        title="Measures that it serves",
    )


def bureau_parts(data: ShownBureau) -> list[Part]:
    parts: list[Part] = []
    for b in data["bureaus"]:
        validity = f"{b['valid_from'] or '…'} to {b['valid_to'] or 'today'}"
        parts.append(
            TableText((f"{b['name']}" + (f" ({b['name_en']})" if b["name_en"] else ""),), heading=True)
        )
        facts: list[tuple[str, Value]] = [
            ("Id", b["id"]),
            ("In force", validity),
            ("Came from", "、".join(b["predecessors"])),
            ("Became", "、".join(b["successors"])),
            ("Achievements", ", ".join(f"FY{y}: {n}" for y, n in b["achievements"].items())),
        ]
        parts.append(_facts(facts))
    parts += list(_measures(data))
    if data["achievements"]:
        parts.append(_achievements(data["achievements"]))
    return parts


def _measures(data: ShownBureau) -> Iterator[Table]:
    for measures, title in ((data["lead"], "Measures led"), (data["related"], "Measures related to")):
        if measures:
            table = measures_table(measures)
            yield Table(table.columns, table.rows, title=f"{title}: {len(measures)}")


def city_parts(data: ShownCity) -> list[Part]:
    c = data["city"]
    parts: list[Part] = [
        TableText((f"{c['name']} ({c['name_en']}, {c['country_name']})",), heading=True),
        _facts(
            [
                ("Relations", relations_text(c["relations"]) or "none known"),
                (
                    "Achievements",
                    ", ".join(f"FY{y}: {n}" for y, n in c["achievements"].items()) or "none reported",
                ),
            ]
        ),
    ]
    if data["activities"]:
        table = activities_table(data["activities"])
        parts.append(Table(table.columns, table.rows, title="What was done, by date"))
    if data["achievements"]:
        parts.append(_achievements(data["achievements"]))
    return parts


def _achievements(achievements: Sequence[AchievementRow]) -> Table:
    return Table(
        columns=(
            Column("id", "Id"),
            Column("fiscal_year", "FY", "right"),
            Column("bureau", "Bureau", flexible=True),
            Column("item", "Item", flexible=True),
            Column("measures", "Measures"),
        ),
        rows=[
            (a["id"], a["fiscal_year"], a["bureau"] or a["bureau_text"], a["item"], links_text(a["links"]))
            for a in achievements
        ],
        title=f"Achievements: {len(achievements)}",
    )


def part_parts(data: ShownPart) -> list[Part]:
    """A goal or an area: its measures, and what counts or is suggested for them."""
    part = data["part"]
    parts: list[Part] = [
        TableText(
            (f"{'Goal' if part['goal'] is None else 'Area'} {part['code']} {part['title']}",), heading=True
        )
    ]
    table = measures_table(data["measures"])
    some = sum(bool(measure["achievements"]) for measure in data["measures"])
    title = f"Measures: {some} of {len(data['measures'])} with results"
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
