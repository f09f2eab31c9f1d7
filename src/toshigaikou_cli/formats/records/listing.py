"""Records of the queries as tables: one function for each thing that can be listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.formats.records.evidence import as_evidence, evidence_lines
from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.records.ids import id_of
from toshigaikou_cli.text.codes import code_text, uncalled

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import (
        AchievementRow,
        BureauRow,
        CityRow,
        Date,
        LinkJudgement,
        LinkRow,
        ListedActivity,
        MeasureBureauRow,
        MeasureRow,
        MendedFact,
        QuantityRow,
        Source,
        UnknownName,
    )


def _years(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{year}: {count}" for year, count in counts.items())


def bureaus_text(bureaus: Sequence[MeasureBureauRow], *, open_ended: bool = False) -> str:
    """Lead bureaus, then related ones in parentheses, as the strategy writes them."""
    lead = "、".join(b["name"] for b in bureaus if b["role"] == "lead")
    related = [b["name"] for b in bureaus if b["role"] == "related"] + (["ほか"] if open_ended else [])
    return f"{lead} ({'、'.join(related)})" if related else lead


def place(source: Source) -> str:
    """``file, page 2, line 19``; what was recognized on a picture says so."""
    places = (("page", source["page"]), ("line", source["line"]), ("row", source["row"]))
    spots = [f"{word} {number}" for word, number in places if number is not None]
    if "ocr" in source:
        spots.append(f"recognized (OCR, confidence {source['ocr']:.2f})")
    return ", ".join([source["document"], *spots])


def measure_name(measure: Mapping[str, Any], *, several: bool) -> str:
    """A measure, or what links to one, by its code; with its strategy where there are several: ``2014:35``."""
    code = measure["code"] if "code" in measure else measure["measure"]
    return id_of(measure["strategy"], code) if several else str(code)


def of_several(records: Iterable[Mapping[str, Any]]) -> bool:
    """Whether measures or links are of several strategies."""
    return len({record["strategy"] for record in records if record["strategy"]}) > 1


def measures_table(records: Sequence[MeasureRow]) -> Table:
    several = of_several(records)
    return Table(
        columns=(
            Column("number", "No.", "right"),
            Column("goal", "Goal", "right"),
            Column("area", "Area"),
            Column("title", "Measure", flexible=True),
            Column("bureaus", "Bureaus", flexible=True),
            Column("achievements", "Achievements"),
        ),
        rows=[
            (
                measure_name(r, several=several),
                r["goal"],
                r["area"],
                r["title"],
                bureaus_text(r["bureaus"], open_ended=r["open_ended"]),
                _years(r["achievements"]),
            )
            for r in records
        ],
    )


def achievements_table(records: Sequence[AchievementRow]) -> Table:
    return Table(
        columns=(
            Column("id", "Id"),
            Column("fiscal_year", "FY", "right"),
            Column("kind", "Kind"),
            Column("field", "Field", flexible=True),
            Column("bureau", "Bureau", flexible=True),
            Column("department", "Department", flexible=True),
            Column("item", "Item", flexible=True),
            Column("result", "Result", flexible=True),
            Column("outcome", "Outcome"),
            Column("cities", "Cities", flexible=True),
            Column("measures", "Measures"),
            Column("source", "Source", flexible=True),
        ),
        rows=[
            (
                r["id"],
                r["fiscal_year"],
                r["kind"],
                r["field"],
                r["bureau"] or f"? {r['bureau_text']}",
                r["department"],
                r["item"],
                r["result"],
                r["outcome"],
                "、".join(r["cities"]),
                links_text(r["links"]),
                place(r["source"]),
            )
            for r in records
        ],
    )


def achievements_screen(records: Sequence[AchievementRow]) -> Table:
    """The narrow form of :func:`achievements_table` for the terminal; ``tgx show ID`` has the rest."""
    marked = any("ocr" in r["source"] for r in records)
    return Table(
        columns=(
            Column("id", "Id"),
            Column("fiscal_year", "FY", "right"),
            Column("bureau", "Bureau", flexible=True),
            Column("item", "Item", flexible=True),
            Column("cities", "Cities", flexible=True),
            Column("measures", "Measures"),
            *([Column("read", "Read")] if marked else []),
        ),
        rows=[
            (
                r["id"],
                f"{r['fiscal_year']}{'p' if r['kind'] == 'plan' else ''}",
                r["bureau"] or f"? {r['bureau_text']}",
                r["item"],
                "、".join(r["cities"]),
                links_text(r["links"]) if r["outcome"] == "held" else f"({r['outcome'].replace('_', ' ')})",
                *([_read_as(r["source"])] if marked else []),
            )
            for r in records
        ],
    )


def _read_as(source: Source) -> str:
    return f"OCR {source['ocr']:.2f}" if "ocr" in source else ""


def links_text(links: Sequence[LinkRow]) -> str:
    """Measure numbers with their status' mark (``✓`` confirmed, ``?`` suggested, ``×`` rejected; ``!`` stale judgement).

    Links to something else than what is asked about come last, in brackets: ``18, 40? (2?)``.
    """
    marks = {"suggested": "?", "rejected": "×", "confirmed": "✓"}
    several = of_several(links)
    shown = [
        (
            f"{measure_name(link, several=several)}{marks.get(link['status'], '')}{'!' if _stale(link) else ''}",
            link.get("inside", True),
        )
        for link in links
    ]
    inside = ", ".join(text for text, within in shown if within)
    others = ", ".join(text for text, within in shown if not within)
    return f"{inside} ({others})".strip() if others else inside


ANSWERS = ("counting", "suggested", "none", "not_held", "plan")
"""How an achievement answers what is asked, by its links inside: it counts, is only suggested, has none; or counts nowhere."""


def add_answers(tally: dict[str, int], records: Iterable[AchievementRow]) -> None:
    """Add to a tally, by :data:`ANSWERS`, how achievements answer what is asked."""
    for record in records:
        tally[_answer(record)] += 1


def answers_of(records: Iterable[AchievementRow]) -> dict[str, int]:
    """The tally of achievements."""
    tally = dict.fromkeys(ANSWERS, 0)
    add_answers(tally, records)
    return tally


def _answer(record: AchievementRow) -> str:
    if record["kind"] == "plan":
        return "plan"
    if record["outcome"] != "held":
        return "not_held"
    statuses = {link["status"] for link in record["links"] if link.get("inside", True)}
    if statuses & {"linked", "confirmed"}:
        return "counting"
    return "suggested" if "suggested" in statuses else "none"


def part_text(part: Mapping[str, str]) -> str:
    """What is asked about: ``goal 2, measure 18``."""
    return ", ".join(f"{what} {code_text(uncalled(what, name))}" for what, name in part.items())


def tally_text(tally: Mapping[str, int], part: Mapping[str, str] | None = None, elsewhere: int = 0) -> str:
    """``5 count for goal 2, 4 only suggested; 1 more counts for another goal only``; ``part`` is what is asked about."""
    asked = part_text(part) if part else "it"
    text = f"{tally['counting']} count for {asked}, {tally['suggested']} only suggested"
    rest = (("none", "without such a link"), ("not_held", "not held"), ("plan", "planned"))
    text += "".join(f", {tally[name]} {words}" for name, words in rest if tally[name])
    others = f"; {elsewhere} more {'counts' if elsewhere == 1 else 'count'} for another {list(part or ('part',))[-1]} only"
    return text + (others if elsewhere else "")


def _stale(link: LinkRow) -> bool:
    return bool(link["judgement"] and link["judgement"]["stale"])


def judgement_text(judgement: LinkJudgement) -> str:
    """``accepted by 山田, 2026-11-22: why``."""
    note = f": {judgement['note']}" if judgement["note"] else ""
    stale = " (stale: the text has changed since)" if judgement["stale"] else ""
    return f"{judgement['verdict']} by {judgement['by']}, {judgement['date']}{note}{stale}"


def mend_text(activity: int | None, sets: str, values: Sequence[str]) -> str:
    """What a mend sets, of which activity: ``activity 2: outcome held``."""
    where = f"activity {activity}: " if activity else ""
    return f"{where}{sets} {'、'.join(values) or 'none'}"


def mended_text(mend: MendedFact) -> str:
    """``activity 2: outcome held, by 山田, 2026-11-22: why``."""
    note = f": {mend['note']}" if mend["note"] else ""
    stale = " (stale: the text has changed since)" if mend["stale"] else ""
    what = mend_text(mend["activity"], mend["sets"], mend["values"])
    return f"{what}, by {mend['by']}, {mend['date']}{note}{stale}"


def evidence_text(link: LinkRow) -> str:
    """What a link stands on: a person's judgement first, then the evidence of the rules."""
    judgement = link["judgement"]
    return "; ".join(
        [
            *([judgement_text(judgement)] if judgement else []),
            *evidence_lines(map(as_evidence, link["evidence"])),
        ]
    )


def _counting_column(records: Sequence[BureauRow] | Sequence[CityRow]) -> tuple[Column, ...]:
    """Of the achievements those that count for what is asked about, where something is."""
    return (Column("counting", "Counting"),) if records and "counting" in records[0] else ()


def _counting(record: BureauRow | CityRow) -> tuple[str, ...]:
    return (_years(record["counting"]) or "–",) if "counting" in record else ()


def bureaus_table(records: Sequence[BureauRow]) -> Table:
    return Table(
        columns=(
            Column("id", "Id"),
            Column("name", "Bureau"),
            Column("name_en", "English", flexible=True),
            Column("valid_from", "From"),
            Column("valid_to", "To"),
            Column("successors", "Became", flexible=True),
            Column("leads", "Leads", "right"),
            Column("related", "Related", "right"),
            Column("achievements", "Achievements"),
            *_counting_column(records),
        ),
        rows=[
            (
                r["id"],
                r["name"],
                r["name_en"],
                r["valid_from"],
                r["valid_to"],
                "、".join(r["successors"]),
                len(r["leads"]),
                len(r["related"]),
                _years(r["achievements"]),
                *_counting(r),
            )
            for r in records
        ],
    )


def relations_text(relations: Sequence[Mapping[str, Any]]) -> str:
    """``sister 1982-07-14, agreement 2015-10-28``; a kind without a date stands alone."""
    return ", ".join(r["kind"] + (f" {r['since']}" if r["since"] else "") for r in relations)


def cities_table(records: Sequence[CityRow]) -> Table:
    return Table(
        columns=(
            Column("name", "City"),
            Column("name_en", "English", flexible=True),
            Column("country", "Country"),
            Column("relations", "Relations", flexible=True),
            Column("achievements", "Achievements"),
            *_counting_column(records),
        ),
        rows=[
            (
                *(r["name"], r["name_en"], r["country"], relations_text(r["relations"])),
                *(_years(r["achievements"]), *_counting(r)),
            )
            for r in records
        ],
    )


def period(date: Date) -> str:
    """A date as people write it: ``2017-09-26/27``, a month as ``2017-09``, ``FY2017``; in parentheses what is planned or was
    called off."""
    cut = {"month": 7, "year": 4, "fiscal_year": 4}.get(date["precision"], 10)
    start, end = date["start"][:cut], date["end"][:cut]
    if date["precision"] == "fiscal_year":
        text = f"FY{start}"
    elif start == end:
        text = start
    elif start[:7] == end[:7]:
        text = f"{start}/{end[8:]}"
    else:
        text = f"{start}/{end}"
    return text if date["role"] in ("when", "mentioned") else f"({text})"


def when(dates: Sequence[Date]) -> str:
    """The dates of an activity itself, without those that its text only mentions."""
    return ", ".join(period(date) for date in dates if date["role"] != "mentioned")


def activities_table(records: Sequence[ListedActivity]) -> Table:
    return Table(
        columns=(
            Column("dates", "When", flexible=True),
            Column("cities", "With", flexible=True),
            Column("bureau", "Bureau", flexible=True),
            Column("quantities", "How many", flexible=True),
            Column("text", "What", flexible=True),
            Column("achievement", "Achievement"),
            Column("outcome", "Outcome"),
        ),
        rows=[
            (
                when(r["dates"]) or f"FY{r['fiscal_year']}, no date",
                "、".join(r["cities"]),
                r["bureau"],
                quantities_text(r["quantities"]),
                (f"【{r['label']}】" if r["label"] else "") + r["text"],
                r["achievement"],
                r["outcome"],
            )
            for r in records
        ],
    )


def quantities_text(quantities: Sequence[QuantityRow]) -> str:
    return ", ".join(f"{q['value']:g}{q['unit']}" for q in quantities)


def unknown_names_table(records: Sequence[UnknownName]) -> Table:
    return Table(
        columns=(
            Column("kind", "Kind"),
            Column("name", "Name", flexible=True),
            Column("count", "Times", "right"),
            Column("where", "First in", flexible=True),
            Column("hint", "May be", flexible=True),
        ),
        rows=[(r["kind"], r["name"], r["count"], r["where"], r["hint"]) for r in records],
    )


def aliases_table(records: Sequence[Mapping[str, str]]) -> Table:
    keys = ("kind", "alias", "id", "date", "reason", "by")
    columns = tuple(Column(key, key.capitalize(), flexible=key == "reason") for key in keys)
    return Table(columns, [tuple(r[key] for key in keys) for r in records])
