"""Records of the queries as tables: one function for each thing that can be listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.formats.records.evidence import as_evidence, evidence_lines
from toshigaikou_cli.formats.records.marks import (
    PLANNED,
    UNKNOWN,
    is_unknown,
    legend,
    links_text,
    marked_bureaus,
    marks_of,
    measure_name,
    of_several,
)
from toshigaikou_cli.formats.records.outcomes import outcome_text
from toshigaikou_cli.formats.records.units_english import in_english
from toshigaikou_cli.formats.tables.table import Column, Table, Value
from toshigaikou_cli.language import of_names
from toshigaikou_cli.messages import Message, coded, joined, relation, say, say_as, say_n, sayable, shown_as
from toshigaikou_cli.records.long import mapped
from toshigaikou_cli.records.place import page_of
from toshigaikou_cli.text.codes import code_text, uncalled
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

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
    return joined(
        Message(f"{year}: {count}", "{year}: {n}", {"year": fiscal_year_heading(year), "n": count})
        for year, count in counts.items()
    )


def bureaus_text(bureaus: Sequence[MeasureBureauRow], *, open_ended: bool = False) -> str:
    """Lead bureaus, then related ones in parentheses, as the strategy writes them."""
    lead = "、".join(b["name"] for b in bureaus if b["role"] == "lead")
    related = [b["name"] for b in bureaus if b["role"] == "related"] + (["ほか"] if open_ended else [])
    return say("{lead} ({related})", lead=lead, related=joined(related, "、")) if related else lead


def place(source: Source) -> str:
    """``file, page 2, line 19``; what was recognized on a picture says so."""
    places = ((sayable("line {n}"), source["line"]), (sayable("row {n}"), source["row"]))
    spots = [page_of(source["page"], source["sheet"])] if source["page"] is not None else []
    spots += [say(word, n=number) for word, number in places if number is not None]
    if "ocr" in source:
        spots.append(say("recognized (OCR, confidence {confidence:.2f})", confidence=source["ocr"]))
    return joined([source["document"], *spots])


def measures_table(records: Sequence[MeasureRow]) -> Table:
    several = of_several(records)
    return Table(
        columns=(
            Column("number", say("No."), "right"),
            Column("goal", say("Goal"), "right"),
            Column("area", say("Area")),
            Column("title", say("Measure"), flexible=True),
            Column("bureaus", say("Bureaus"), flexible=True, names=True),
            Column("achievements", say("Achievements"), flexible=True, names=True),
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
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("kind", say("Kind")),
            Column("field", say("Field"), flexible=True, names=True),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("department", say("Department"), flexible=True, names=True),
            Column("item", say("Item"), flexible=True, own=True),
            Column("result", say("Result"), flexible=True),
            Column("outcome", say("Outcome")),
            Column("cities", say("Cities"), flexible=True, names=True),
            Column("measures", say("Measures")),
            Column("source", say("Source"), flexible=True),
        ),
        rows=[
            (
                r["id"],
                r["fiscal_year"],
                coded(r["kind"]),
                r["field"],
                marked_bureaus(r),
                r["department"],
                r["item"],
                r["result"],
                coded(r["outcome"]),
                "、".join(r["cities"]),
                links_text(r["links"]),
                place(r["source"]),
            )
            for r in records
        ],
    )


def achievements_screen(records: Sequence[AchievementRow], seen: set[str] | None = None) -> Table:
    """The narrow form of :func:`achievements_table` for the terminal; ``tgx show ID`` has the rest.

    ``seen``: the marks of the parts before, where these are parts of one list; those of this one are added to it.
    """
    marked = any("ocr" in r["source"] for r in records)
    there = set() if seen is None else seen
    for record in records:
        there.update(_marks(record))
    return Table(
        columns=(
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("item", say("Item"), flexible=True, own=True),
            Column("cities", say("Cities"), flexible=True, names=True),
            Column("measures", say("Measures")),
            *([Column("read", say("Read"))] if marked else []),
        ),
        rows=[
            (
                r["id"],
                f"{r['fiscal_year']}{PLANNED if r['kind'] == 'plan' else ''}",
                marked_bureaus(r),
                r["item"],
                "、".join(r["cities"]),
                links_text(r["links"])
                if r["outcome"] == "held"
                else _in_brackets(coded(r["outcome"], spaced=True)),
                *([_read_as(r["source"])] if marked else []),
            )
            for r in records
        ],
        notes=legend(there),
    )


def _marks(record: AchievementRow) -> Iterator[str]:
    """The marks in a row of :func:`achievements_screen`."""
    if record["kind"] == "plan":
        yield PLANNED
    if is_unknown(record):
        yield UNKNOWN
    if record["outcome"] == "held":
        yield from marks_of(record["links"])


def _in_brackets(text: str) -> str:
    return say("({text})", text=text)


def _read_as(source: Source) -> str:
    return f"OCR {source['ocr']:.2f}" if "ocr" in source else ""


_REST = {
    "none": sayable("{n} without such a link"),
    "not_held": sayable("{n} not held"),
    "empty": sayable("{n} with nothing reported"),
    "plan": sayable("{n} planned"),
}
ANSWERS = ("counting", "suggested", "none", "not_held", "empty", "plan")
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
    if record["kind"] == "plan" or record["outcome"] == "planned":
        return "plan"
    if record["outcome"] != "held":
        return "empty" if record["outcome"] == "empty" else "not_held"
    statuses = {link["status"] for link in record["links"] if link.get("inside", True)}
    if statuses & {"linked", "confirmed"}:
        return "counting"
    return "suggested" if "suggested" in statuses else "none"


def part_text(part: Mapping[str, str]) -> str:
    """What is asked about: ``goal 2, measure 18``."""
    return joined(
        say("{what} {code}", what=coded(what), code=code_text(uncalled(what, name)))
        for what, name in part.items()
    )


def tally_text(tally: Mapping[str, int], part: Mapping[str, str] | None = None, elsewhere: int = 0) -> str:
    """``5 count for goal 2, 4 only suggested; 1 more is linked to another goal only``; ``part`` is what is asked about."""
    asked = part_text(part) if part else say("it")
    said = [say_n("{n} counts for {asked}", "{n} count for {asked}", n=tally["counting"], asked=asked)]
    said.append(say("{n} only suggested", n=tally["suggested"]))
    said += [say(_REST[name], n=tally[name]) for name in _REST if tally[name]]
    if not elsewhere:
        return joined(said)
    what = coded(list(part or ("part",))[-1])
    others = say_n(
        "{n} more is linked to another {what} only",
        "{n} more are linked to another {what} only",
        elsewhere,
        what=what,
    )
    return joined((joined(said), others), "; ")


def judgement_text(judgement: LinkJudgement) -> str:
    """``accepted by 山田, 2026-11-22: why``."""
    j = judgement
    told = say("{verdict} by {by}, {date}", verdict=coded(j["verdict"]), by=j["by"], date=j["date"])
    return _noted(told, j["note"], stale=j["stale"])


def _noted(told: Message, note: str, *, stale: bool) -> Message:
    """What somebody decided, with the reason, and whether the text is another one now."""
    noted = say("{said}: {note}", said=told, note=note) if note else told
    return say("{said} (stale: the text has changed since)", said=noted) if stale else noted


def mend_text(activity: int | None, sets: str, values: Sequence[str]) -> str:
    """What a mend sets, of which activity: ``activity 2: outcome held``."""
    named = "、".join(values) if sets != "outcome" else joined(map(coded, values))
    set_to = say("{sets} {values}", sets=coded(sets), values=named or say("none"))
    return say("activity {n}: {said}", n=activity, said=set_to) if activity else set_to


def mended_text(mend: MendedFact) -> str:
    """``activity 2: outcome held, by 山田, 2026-11-22: why``."""
    what = mend_text(mend["activity"], mend["sets"], mend["values"])
    told = say("{what}, by {by}, {date}", what=what, by=mend["by"], date=mend["date"])
    return _noted(told, mend["note"], stale=mend["stale"])


def evidence_text(link: LinkRow) -> str:
    """What a link stands on: a person's judgement first, then the evidence of the rules."""
    judgement = link["judgement"]
    return joined(
        [
            *([judgement_text(judgement)] if judgement else []),
            *evidence_lines(map(as_evidence, link["evidence"])),
        ],
        "; ",
    )


def _counting_column(records: Sequence[BureauRow] | Sequence[CityRow]) -> tuple[Column, ...]:
    """Of the achievements those that count for what is asked about, where something is."""
    return (
        (Column("counting", say("That count"), flexible=True, names=True),)
        if records and "counting" in records[0]
        else ()
    )


def _counting(record: BureauRow | CityRow) -> tuple[str, ...]:
    return (_years(record["counting"]) or "–",) if "counting" in record else ()


def bureaus_table(records: Sequence[BureauRow]) -> Table:
    return Table(
        columns=(
            Column("id", say("Id")),
            Column("name", say("Bureau"), own=True),
            Column("name_en", say("English"), flexible=True),
            Column("valid_from", say("From")),
            Column("valid_to", say("To")),
            Column("successors", say("Became"), flexible=True, names=True),
            Column("leads", say("Measures led"), "right"),
            Column("related", say("Measures related to"), "right"),
            Column("achievements", say("Achievements"), flexible=True, names=True),
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
    return joined(
        say("{kind} {since}", kind=relation(r["kind"]), since=r["since"])
        if r["since"]
        else relation(r["kind"])
        for r in relations
    )


def cities_table(records: Sequence[CityRow]) -> Table:
    return Table(
        columns=(
            Column("name", say("City"), flexible=True, names=True, own=True, least=16),
            Column("name_en", say("English"), flexible=True, least=14),
            Column("country", say("Country"), flexible=True, least=14),
            Column("relations", say("Relations"), flexible=True, names=True, least=16),
            Column("achievements", say("Achievements"), flexible=True, names=True),
            *_counting_column(records),
        ),
        rows=[
            (
                *(
                    r["name"],
                    r["name_en"],
                    shown_as(r["country"], r["country_name"]),
                    relations_text(r["relations"]),
                ),
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
        text: str = fiscal_year_heading(start)
    elif start == end:
        text = start
    elif start[:7] == end[:7]:
        text = f"{start}/{end[8:]}"
    else:
        text = f"{start}/{end}"
    return text if date["role"] in ("when", "mentioned") else _in_brackets(text)


def when(dates: Sequence[Date]) -> str:
    """The dates of an activity itself, without those that its text only mentions."""
    return joined(period(date) for date in dates if date["role"] != "mentioned")


def activities_table(records: Sequence[ListedActivity]) -> Table:
    return Table(
        columns=(
            Column("dates", say("When"), flexible=True, names=True),
            Column("cities", say("With"), flexible=True, names=True),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("quantities", say("How many"), flexible=True, names=True),
            Column("text", say_as("activity", "What"), flexible=True),
            Column("achievement", say("Achievement")),
            Column("outcome", say("Outcome")),
        ),
        rows=mapped(records, _activity_rows),
    )


def _activity_rows(records: Sequence[ListedActivity]) -> list[tuple[Value, ...]]:
    return [
        (
            when(r["dates"]) or say("{year}, no date", year=fiscal_year_heading(r["fiscal_year"])),
            "、".join(r["cities"]),
            r["bureau"],
            quantities_text(r["quantities"]),
            (f"【{r['label']}】" if r["label"] else "") + r["text"],
            r["achievement"],
            outcome_text(r["outcome"], r["text"]),
        )
        for r in records
    ]


def quantities_text(quantities: Sequence[QuantityRow]) -> str:
    """``11都市, 3名`` as the documents count; in English where names are printed so."""
    if of_names() == "ja":
        return joined(f"{q['value']:g}{q['unit']}" for q in quantities)
    return joined(in_english(q["value"], q["unit"]) for q in quantities)


def unknown_names_table(records: Sequence[UnknownName]) -> Table:
    return Table(
        columns=(
            Column("kind", say("Kind")),
            Column("name", say("Name"), flexible=True),
            Column("count", say("Times"), "right"),
            Column("where", say("First in"), flexible=True),
            Column("documents", say("Documents"), flexible=True, names=True),
            Column("hint", say("May be"), flexible=True),
        ),
        rows=[
            (coded(r["kind"]), r["name"], r["count"], r["where"], joined(r["documents"]), r["hint"])
            for r in records
        ],
    )


def aliases_table(records: Sequence[Mapping[str, str]]) -> Table:
    columns = (
        Column("kind", say("Kind")),
        Column("alias", say("Alias")),
        Column("id", say("Id")),
        Column("date", say("Date")),
        Column("reason", say("Reason"), flexible=True),
        Column("by", say("By")),
    )
    return Table(columns, [(coded(r["kind"]), *(r[column.key] for column in columns[1:])) for r in records])
