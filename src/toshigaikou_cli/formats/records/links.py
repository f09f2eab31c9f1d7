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
from toshigaikou_cli.formats.records.listing import judgement_text, measure_name, mend_text, of_several, place
from toshigaikou_cli.formats.records.things import link_parts
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value
from toshigaikou_cli.messages import joined, say

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow, JudgementRow, ListedSuggestion, ProposalRow

STATES = {
    "current": "in force",
    "stale": "stale: the text has changed",
    "no_achievement": "no effect: no such achievement here",
    "no_measure": "no effect: no such measure here",
    "no_activity": "no effect: the text has changed, and has no such activity",
}


def links_of_one(achievement: AchievementRow) -> list[Part]:
    """An achievement in two lines, and its links with evidence and judgements."""
    a = achievement
    about = f"FY{a['fiscal_year']}  {a['bureau'] or a['bureau_text']}  ({place(a['source'])})"
    return [TableText((f"{a['id']} {a['item']}", about), heading=True), *link_parts(a)]


def suggestions_table(records: Sequence[ListedSuggestion]) -> Table:
    return Table(
        columns=(
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("bureau", say("Bureau"), flexible=True),
            Column("item", say("Item"), flexible=True),
            Column("proposals", say("Measures")),
            Column("priority", say("Priority"), "right"),
            Column("why", say("Why"), flexible=True),
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
    marks = {"suggested": "?", "confirmed": "✓", "rejected": "×"}
    several = of_several(proposals)
    return ", ".join(
        f"{measure_name(p, several=several)}{marks.get(p['status'], '')} {p['score']:.2f}" for p in proposals
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
            Column("item", say("Item"), flexible=True),
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
        return judgement["verdict"]
    return mend_text(judgement.get("activity"), judgement["sets"], judgement["values"])


def explanation_parts(data: Mapping[str, Any]) -> list[Part]:
    """Why an achievement does or doesn't serve a measure, as ``tgx link explain`` has it."""
    least = data["thresholds"]
    facts: list[tuple[Value, ...]] = [
        ("Achievement", f"{data['id']} {data['item']}"),
        ("Measure", f"{data['measure']} {data['title']}"),
        (
            "Score",
            f"{data['score']:.2f} (linked from {least['link']:.2f}, suggested from {least['suggest']:.2f})",
        ),
        ("Link", data["status"] or "none"),
    ]
    if data["judgement"]:
        facts.append(("Judgement", judgement_text(data["judgement"])))
    speaks_for, against = _sides(data)
    listed = [("for", text) for text in speaks_for] + [("against", text) for text in against]
    return [
        Table((Column("name", ""), Column("value", "", flexible=True)), facts),
        Table(
            (Column("side", say("What speaks")), Column("text", say("Evidence"), flexible=True)),
            listed or [("–", "nothing")],
        ),
    ]


# ---------------------------------------------------------------- evaluation

_SHARES = ("precision", "recall", "f1", "first_choice", "recall_at_3")


def evaluation_table(data: Mapping[str, Any]) -> Table:
    """The figures in all, by goal and by bureau: one row each."""
    names = ("Precision", "Recall", "F1", "First choice", "In first 3")
    columns = (
        Column("of", say("Rows of")),
        Column("rows", say("Rows"), "right"),
        Column("links", say("Links"), "right"),
        *(Column(key, name, "right") for key, name in zip(_SHARES, names, strict=True)),
    )
    lines = [("all", data["all"])]
    lines += [(f"goal {g['goal']}" if g["goal"] else "no goal", g) for g in data["by_goal"]]
    lines += [(b["bureau"] or "unknown bureau", b) for b in data["by_bureau"]]
    rows = [(name, f["rows"], f["links"], *(_share(f[key]) for key in _SHARES)) for name, f in lines]
    return Table(columns, rows)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


_FURTHER = (
    ("must be linked", "musts_linked", "musts", "are linked"),
    ("several measures", "several_whole", "several", "rows with two or more have them all"),
    ("rows right", "whole", "rows", "have all that they must and nothing wrong"),
    ("not held", "not_held_free", "not_held", "rows have no link that counts"),
    ("outside", "outside_free", "outside", "rows have no link that counts"),
    ("outcomes", "outcomes_right", "outcomes", "activities have the right one"),
    ("look-alikes", "lookalikes_held", "lookalikes", "that sound as if called off are read as held"),
)
"""Figures that only some labels give: name, the two counts, and what they count."""


def evaluation_parts(data: Mapping[str, Any]) -> list[Part]:
    held_out = {True: " (held out from tuning)", False: " (used in tuning)"}.get(data["held_out"], "")
    f = data["all"]
    text = (
        f"{data['labels']}{held_out}: {f['rows']} rows, {f['inside']} of them with a measure",
        f"precision: {f['right_links']} of {f['links']} links are right",
        f"recall: {f['found']} of {f['inside']} rows with a measure have a right link",
        f"first choice: right in {f['first']} of {f['rows']} rows",
        f"in first 3: {f['first_three']} of {f['inside']} rows have a right one among the first three",
        *(f"{name}: {f[part]} of {f[whole]} {of}" for name, part, whole, of in _FURTHER if f[whole]),
    )
    parts: list[Part] = [TableText(text), evaluation_table(data)]
    if data["misses"]:
        parts.append(
            Table(_MISS_COLUMNS, list(_misses(data["misses"])), title=f"Misses: {len(data['misses'])}")
        )
    if data["unknown"]:
        parts.append(TableText((f"Not in the catalogue, not counted: {', '.join(data['unknown'])}",)))
    return parts


_MISS_COLUMNS = (
    Column("id", say("Id")),
    Column("kind", say("What")),
    Column("item", say("Item"), flexible=True),
    Column("measure", say("No."), "right"),
    Column("role", say("Is")),
    Column("score", say("Score"), "right"),
    Column("for", say("For"), flexible=True),
    Column("against", say("Against"), flexible=True),
)


def _misses(misses: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Value, ...]]:
    for miss in misses:
        yield (miss["id"], miss["kind"].replace("_", " "), miss["item"], "", "", "", "", "")
        for each in miss["measures"]:
            sides = ("; ".join(side) for side in _sides(each))
            yield ("", "", "", each["measure"], each["role"], f"{each['score']:.2f}", *sides)


def _sides(data: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What speaks for a link and against it, as sentences."""
    against = [objection_text(as_objection(each)) for each in data["against"]]
    return evidence_lines(map(as_evidence, data["for"])), against
