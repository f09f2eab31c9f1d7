"""One thing with everything about it: a measure, an achievement, a bureau, a city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toshigaikou_cli.formats.records.listing import (
    activities_table,
    bureaus_text,
    evidence_text,
    links_text,
    measures_table,
    period,
    place,
    quantities_text,
    relations_text,
)
from toshigaikou_cli.formats.tables.table import Column, Part, Table, Text, Value

Record = Mapping[str, Any]


def _facts(rows: Sequence[tuple[str, Value]]) -> Table:
    """Names and values, those without a value left out."""
    kept = [(name, value) for name, value in rows if value not in (None, "")]
    return Table((Column("name", ""), Column("value", "", flexible=True)), kept)


def measure_parts(data: Record) -> list[Part]:
    m = data["measure"]
    facts = _facts(
        [
            ("Goal", f"{m['goal']} {data['goal_title']}"),
            ("Area", f"{m['area']} {m['area_title']}"),
            ("Overview", m["overview"]),
            ("Bureaus", bureaus_text(m["bureaus"], open_ended=m["open_ended"])),
            (
                "Achievements",
                ", ".join(f"FY{y}: {n}" for y, n in m["achievements"].items()) or "none counted",
            ),
            ("Source", place(m["source"])),
        ]
    )
    parts: list[Part] = [Text((f"Measure {m['number']} {m['title']}",), heading=True), facts]
    if data["achievements"]:
        parts.append(_linked(data["achievements"], m["number"]))
    return parts


def _linked(achievements: Sequence[Record], measure: int) -> Table:
    rows: list[tuple[Value, ...]] = []
    for a in achievements:
        link = next(link for link in a["links"] if link["measure"] == measure)
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


def achievement_parts(data: Record) -> list[Part]:
    a = data["achievement"]
    parts: list[Part] = [
        Text((f"{a['id']} {a['item']}",), heading=True),
        _facts(
            [
                ("Fiscal year", f"FY{a['fiscal_year']} ({a['kind']})"),
                ("Field", a["field"]),
                ("Bureau", a["bureau"] or f"unknown: {a['bureau_text']}"),
                ("Department", a["department"]),
                ("Cities", "、".join(a["cities"])),
                ("Result", a["result"]),
                *((header, text) for header, text in a["extra"].items()),
                ("Source", place(a["source"])),
            ]
        ),
    ]
    if a["activities"]:
        parts.append(_activities(a["activities"]))
    return [*parts, *link_parts(a)]


def link_parts(achievement: Record) -> list[Part]:
    """The measures that an achievement serves, and why it is outside the strategy or linked to none."""
    links, outside = achievement["links"], achievement["outside"]
    parts: list[Part] = [_links(links)] if links else []
    if outside or not links:
        parts.append(Text((f"Outside the strategy: {outside}" if outside else "Linked to no measure.",)))
    return parts


def _activities(activities: Sequence[Record]) -> Table:
    return Table(
        columns=(
            Column("dates", "When", flexible=True),
            Column("cities", "With", flexible=True),
            Column("quantities", "How many", flexible=True),
            Column("text", "What", flexible=True),
        ),
        rows=[
            (
                ", ".join(map(period, v["dates"])),
                "、".join(v["cities"]),
                quantities_text(v["quantities"]),
                (f"【{v['label']}】" if v["label"] else "") + v["text"],
            )
            for v in activities
        ],
        title="Activities",
    )


def _links(links: Sequence[Record]) -> Table:
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
            (x["measure"], x["title"], x["status"], x["score"], x["method"], evidence_text(x)) for x in links
        ],
        title="Measures that it serves",
    )


def bureau_parts(data: Record) -> list[Part]:
    parts: list[Part] = []
    for b in data["bureaus"]:
        validity = f"{b['valid_from'] or '…'} to {b['valid_to'] or 'today'}"
        parts.append(Text((f"{b['name']}" + (f" ({b['name_en']})" if b["name_en"] else ""),), heading=True))
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


def _measures(data: Record) -> Iterator[Table]:
    for role, title in (("lead", "Measures led"), ("related", "Measures related to")):
        if data[role]:
            table = measures_table(data[role])
            yield Table(table.columns, table.rows, title=f"{title}: {len(data[role])}")


def city_parts(data: Record) -> list[Part]:
    c = data["city"]
    parts: list[Part] = [
        Text((f"{c['name']} ({c['name_en']}, {c['country_name']})",), heading=True),
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


def _achievements(achievements: Sequence[Record]) -> Table:
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


PARTS = {
    "measure": measure_parts,
    "achievement": achievement_parts,
    "bureau": bureau_parts,
    "city": city_parts,
}
