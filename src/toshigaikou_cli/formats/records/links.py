"""Links and judgements: what to look at first, what people decided, why and why not, how well the rules do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.formats.records.evidence import (
    as_evidence,
    as_objection,
    evidence_lines,
    objection_text,
)
from toshigaikou_cli.formats.records.listing import judgement_text, mend_text, place
from toshigaikou_cli.formats.records.marks import MARKS, bureaus_of, legend, measure_name, of_several
from toshigaikou_cli.formats.records.things import link_parts
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value
from toshigaikou_cli.messages import Called, coded, joined, say, say_n, sayable_n
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow, JudgementRow, ListedSuggestion, ProposalRow

STATES = {
    "current": say("in force"),
    "stale": say("stale: the text has changed"),
    "no_achievement": say("no effect: no such achievement here"),
    "no_measure": say("no effect: no such measure here"),
    "no_activity": say("no effect: the text has changed, and has no such activity"),
}


def links_of_one(achievement: AchievementRow) -> list[Part]:
    """An achievement in two lines, and its links with evidence and judgements."""
    a = achievement
    about = joined(
        [
            fiscal_year_name(a["fiscal_year"]),
            bureaus_of(a),
            say("({text})", text=place(a["source"])),
        ],
        "  ",
    )
    return [TableText((f"{a['id']} {a['item']}", about), heading=True), *link_parts(a)]


def suggestions_screen(records: Sequence[ListedSuggestion]) -> Table:
    """The suggestions in their order, without its numbers, which are of another kind than the scores."""
    table = suggestions_table(records)
    at = next(at for at, column in enumerate(table.columns) if column.key == "priority")
    return table._replace(
        columns=(*table.columns[:at], *table.columns[at + 1 :]),
        rows=[(*row[:at], *row[at + 1 :]) for row in table.rows],
        notes=(
            say(
                "Behind each measure its score, from 0 to 1; ? is only suggested. First what a judgement settles most."
            ),
            *legend(
                MARKS.get(p["status"], "")
                for r in records
                for p in r["proposals"]
                if p["status"] != "suggested"
            ),
        ),
    )


def suggestions_table(records: Sequence[ListedSuggestion]) -> Table:
    return Table(
        columns=(
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("item", say("Item"), flexible=True, own=True),
            Column("proposals", say("Measures")),
            Column("priority", say("Priority"), "right"),
            Column("why", say("Why"), flexible=True, names=True),
        ),
        rows=[
            (
                r["id"],
                r["fiscal_year"],
                r["bureau"],
                r["item"],
                proposals_text(r["proposals"]),
                r["priority"],
                joined(r["why"], "; "),
            )
            for r in records
        ],
    )


def proposals_text(proposals: Sequence[ProposalRow]) -> str:
    """``18 0.93, 40? 0.61``: measures with the mark of a suggestion and the rules' score."""
    several = of_several(proposals)
    return joined(
        f"{measure_name(p, several=several)}{MARKS.get(p['status'], '')} {p['score']:.2f}" for p in proposals
    )


def judgements_table(records: Sequence[JudgementRow]) -> Table:
    several = of_several(records)
    return Table(
        columns=(
            Column("achievement", say("Achievement")),
            Column("measure", say("No."), "right"),
            Column("verdict", say("Verdict")),
            Column("by", say("By")),
            Column("date", say("Date")),
            Column("state", say("State")),
            Column("note", say("Note"), flexible=True),
            Column("item", say("Item"), flexible=True, own=True),
        ),
        rows=[
            (
                r["achievement"],
                measure_name(r, several=several and r["strategy"] is not None) if r["measure"] else "",
                _verdict(r),
                r["by"],
                r["date"],
                STATES[r["state"]],
                r["note"],
                r["item"] or r["begins"],
            )
            for r in records
        ],
    )


def _verdict(judgement: JudgementRow) -> str:
    """``accepted``, or what a mend sets: ``2: outcome held``."""
    if judgement["verdict"] != "mended":
        return coded(judgement["verdict"])
    return mend_text(judgement.get("activity"), judgement["sets"], judgement["values"])


def explanation_parts(data: Mapping[str, Any]) -> list[Part]:
    """Why an achievement does or doesn't serve a measure, as ``tgx link explain`` has it."""
    least = data["thresholds"]
    facts: list[tuple[Value, ...]] = [
        (say("Achievement"), f"{data['id']} {data['item']}"),
        (say("Measure"), say("{code} {title}", code=data["measure"], title=Called(data["title"]))),
        (
            say("Score"),
            say(
                "{score:.2f} (this row is linked from {link:.2f}, suggested from {suggest:.2f})",
                score=data["score"],
                link=least["needed"],
                suggest=least["suggest"],
            ),
        ),
        (say("Link"), coded(data["status"]) if data["status"] else say("none")),
    ]
    if data["judgement"]:
        facts.append((say("Judgement"), judgement_text(data["judgement"])))
    speaks_for, against = _sides(data)
    listed = [(say("for"), text) for text in speaks_for] + [(say("against"), text) for text in against]
    return [
        Table((Column("name", ""), Column("value", "", flexible=True)), facts),
        Table(
            (Column("side", say("What speaks")), Column("text", say("Evidence"), flexible=True)),
            listed or [("–", say("nothing"))],
        ),
    ]


# ---------------------------------------------------------------- evaluation

_SHARES = ("precision", "recall", "f1", "first_choice", "recall_at_3")


def evaluation_table(data: Mapping[str, Any]) -> Table:
    """The figures in all, by goal and by bureau: one row each."""
    names = (say("Precision"), say("Recall"), "F1", say("First choice"), say("In first 3"))
    columns = (
        Column("of", say("Rows of")),
        Column("rows", say("Rows"), "right"),
        Column("links", say("Links"), "right"),
        *(Column(key, name, "right") for key, name in zip(_SHARES, names, strict=True)),
    )
    lines: list[tuple[str, Any]] = [(say("all"), data["all"])]
    lines += [
        (say("goal {goal}", goal=g["goal"]) if g["goal"] else say("no goal"), g) for g in data["by_goal"]
    ]
    lines += [(b["bureau"] or say("unknown bureau"), b) for b in data["by_bureau"]]
    rows = [(name, f["rows"], f["links"], *(_share(f[key]) for key in _SHARES)) for name, f in lines]
    return Table(columns, rows)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


_FURTHER = {
    ("musts_linked", "musts"): sayable_n(
        "must be linked: {part} of {n} is linked", "must be linked: {part} of {n} are linked"
    ),
    ("several_whole", "several"): sayable_n(
        "several measures: {part} of {n} row with two or more has them all",
        "several measures: {part} of {n} rows with two or more have them all",
    ),
    ("whole", "rows"): sayable_n(
        "rows right: {part} of {n} has all that it must and nothing wrong",
        "rows right: {part} of {n} have all that they must and nothing wrong",
    ),
    ("not_held_free", "not_held"): sayable_n(
        "not held: {part} of {n} row has no link that counts",
        "not held: {part} of {n} rows have no link that counts",
    ),
    ("outside_free", "outside"): sayable_n(
        "outside: {part} of {n} row has no link that counts",
        "outside: {part} of {n} rows have no link that counts",
    ),
    ("outcomes_right", "outcomes"): sayable_n(
        "outcomes: {part} of {n} activity has the right one",
        "outcomes: {part} of {n} activities have the right one",
    ),
    ("lookalikes_held", "lookalikes"): sayable_n(
        "look-alikes: {part} of {n} that sounds as if called off is read as held",
        "look-alikes: {part} of {n} that sound as if called off are read as held",
    ),
}
"""Figures that only some labels give: the two counts, and what is said of them."""


_LABELLED = {
    True: sayable_n(
        "{labels} (held out from tuning): {n} row, {inside} of them with a measure",
        "{labels} (held out from tuning): {n} rows, {inside} of them with a measure",
    ),
    False: sayable_n(
        "{labels} (used in tuning): {n} row, {inside} of them with a measure",
        "{labels} (used in tuning): {n} rows, {inside} of them with a measure",
    ),
}


def evaluation_parts(data: Mapping[str, Any]) -> list[Part]:
    f = data["all"]
    told = _LABELLED.get(
        data["held_out"],
        sayable_n(
            "{labels}: {n} row, {inside} of them with a measure",
            "{labels}: {n} rows, {inside} of them with a measure",
        ),
    )
    text = (
        say_n(*told, n=f["rows"], labels=data["labels"], inside=f["inside"]),
        say_n(
            "precision: {right} of {n} link is right",
            "precision: {right} of {n} links are right",
            right=f["right_links"],
            n=f["links"],
        ),
        say_n(
            "recall: {found} of {n} row with a measure has a right link",
            "recall: {found} of {n} rows with a measure have a right link",
            found=f["found"],
            n=f["inside"],
        ),
        say_n(
            "first choice: right in {first} of {n} row",
            "first choice: right in {first} of {n} rows",
            first=f["first"],
            n=f["rows"],
        ),
        say_n(
            "in first 3: {found} of {n} row has a right one among the first three",
            "in first 3: {found} of {n} rows have a right one among the first three",
            found=f["first_three"],
            n=f["inside"],
        ),
        *(say_n(*told, n=f[whole], part=f[part]) for (part, whole), told in _FURTHER.items() if f[whole]),
    )
    parts: list[Part] = [TableText(text), evaluation_table(data)]
    if data["misses"]:
        parts.append(
            Table(
                _MISS_COLUMNS, list(_misses(data["misses"])), title=say("Misses: {n}", n=len(data["misses"]))
            )
        )
    if data["unknown"]:
        parts.append(TableText((say("Not in the catalogue, not counted: {ids}", ids=data["unknown"]),)))
    return parts


_MISS_COLUMNS = (
    Column("id", say("Id")),
    Column("kind", say("What")),
    Column("item", say("Item"), flexible=True, own=True),
    Column("measure", say("No."), "right"),
    Column("role", say("Is")),
    Column("score", say("Score"), "right"),
    Column("for", say("For"), flexible=True, names=True),
    Column("against", say("Against"), flexible=True, names=True),
)


def _misses(misses: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Value, ...]]:
    for miss in misses:
        yield (miss["id"], coded(miss["kind"], spaced=True), miss["item"], "", "", "", "", "")
        for each in miss["measures"]:
            sides = (joined(side, "; ") for side in _sides(each))
            yield ("", "", "", each["measure"], coded(each["role"]), f"{each['score']:.2f}", *sides)


def _sides(data: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What speaks for a link and against it, as sentences."""
    against = [objection_text(as_objection(each)) for each in data["against"]]
    return evidence_lines(map(as_evidence, data["for"])), against
