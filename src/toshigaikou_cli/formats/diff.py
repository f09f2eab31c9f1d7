"""A comparison as tables and texts, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toshigaikou_cli.comparison.records import RULES, STAYS, Aspect, Change, Comparison
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value
from toshigaikou_cli.messages import Message, coded, joined, say, say_as, say_n
from toshigaikou_cli.text.keys import match_key

_VERBS = {"new": say_as("change", "New"), "dropped": say_as("change", "Dropped"), "changed": say_as("change", "Changed"),
          "renamed": say_as("change", "Renamed"), "continued": say_as("change", "Continued"),
          "repeated": say_as("change", "Repeated"), "redated": say_as("change", "Redated")}  # fmt: skip
VERBS = tuple(_VERBS)
_COUNTED = ("measures", "cities", "bureaus")
"""What has a number of achievements before and after."""
_PARTS = {"section", "field", "result", "goal", "area", "title", "overview", "bureaus", "open_ended"}
"""What changed of a thing, as a note names it."""
_OF_STRATEGIES = say("Measures")
"""What of measures is compared where two strategies are: all of them, whether they have results or not."""
TITLES = {
    "measures": say("Measures with results"),
    "cities": say("Partner cities"),
    "bureaus": say("Bureaus that reported"),
    "items": say("Items"),
    "wording": say("Activities"),
    "numbers": say("Numbers"),
    "fields": say("Fields"),
    "rows": say("Rows"),
    "columns": say("Other columns"),
    "figures": say("Grades and amounts"),
    "indicators": say("Indicators"),
    "strategy": say("Strategy"),
}


def diff_parts(made: Comparison, *, explain: bool = False, listed: bool = False) -> list[Part]:
    """The comparison for reading; ``listed`` shows what stayed too, ``explain`` the rules."""
    parts: list[Part] = [
        TableText((say("{old} → {new}", old=made.old, new=made.new),), heading=True),
        _overview(made),
    ]
    for aspect in made.aspects:
        shown = [change for change in aspect.changes if listed or change.verb not in STAYS]
        if shown:
            rows = [_row(aspect.key, change) for change in shown]
            parts.append(_without_empty(Table(_columns(), rows, title=_title(aspect))))
    if made.not_compared:
        parts.append(TableText(tuple(say("Not compared: {what}", what=line) for line in made.not_compared)))
    if explain:
        parts.append(
            TableText(tuple(say("{name}: {rule}.", name=_title(a), rule=a.rule) for a in made.aspects))
        )
    if not made.differs:
        said = say("no differences in what was compared") if made.not_compared else say("no differences")
        parts.append(TableText((said,)))
    return parts


def _title(aspect: Aspect) -> str:
    of_strategies = aspect.key == "measures" and aspect.rule != RULES["measures"]
    return _OF_STRATEGIES if of_strategies else TITLES[aspect.key]


def _row(aspect: str, change: Change) -> tuple[Value, ...]:
    verb, key, title, *texts, note = change
    if aspect in _COUNTED:
        texts = [_counted(text) for text in texts]
    parts = note.split(", ")
    named = joined(map(coded, parts)) if set(parts) <= _PARTS else note
    told = Message(verb, _VERBS[verb].template, {}, context="change")
    return (told, *map(_flat, (key, title, *texts)), named)


def _counted(text: str) -> str:
    return say_n("{n} achievement", "{n} achievements", n=int(text)) if text.isdecimal() else text


def _flat(text: str) -> str:
    """A text of several lines in one, for a table."""
    if "\n" not in text:
        return text
    return " / ".join(line.strip() for line in text.splitlines())


def _columns() -> tuple[Column, ...]:
    return (
        Column("verb", say("Change")),
        Column("key", say("Id")),
        Column("title", say("Name"), flexible=True),
        Column("old", say("Before"), flexible=True),
        Column("new", say("After"), flexible=True),
        Column("note", say("Note"), flexible=True),
    )


def _without_empty(table: Table) -> Table:
    """The table without columns that have nothing in them, or only what their neighbour or the title says."""
    keys = [column.key for column in table.columns]
    title = keys.index("title")
    kept: list[int] = [
        at
        for at, key in enumerate(keys)
        if any(row[at] for row in table.rows)
        and not (
            key in ("old", "new") and all(_is_named(str(row[at]), str(row[title])) for row in table.rows)
        )
        and not (
            key == "key" and all(match_key(str(row[at])) == match_key(str(row[title])) for row in table.rows)
        )
    ]
    columns = tuple(table.columns[at] for at in kept)
    rows: list[tuple[Value, ...]] = [tuple(row[at] for at in kept) for row in table.rows]
    return table._replace(columns=columns, rows=rows)


def _is_named(text: str, title: str) -> bool:
    """Whether a text is only what the title ends with, so that it need not stand beside it."""
    return not text.isdecimal() and title.endswith(text)


def _overview(made: Comparison) -> Table:
    found = [(_title(aspect), aspect.counts()) for aspect in made.aspects]
    verbs = [verb for verb in VERBS if any(verb in counts for _, counts in found)]
    columns = (
        Column("aspect", say("Compared"), flexible=True),
        *(Column(verb, _VERBS[verb], "right") for verb in verbs),
    )
    rows: list[tuple[Value, ...]] = [
        (title, *(counts.get(verb, 0) for verb in verbs)) for title, counts in found
    ]
    return Table(columns, rows)


def diff_csv(made: Comparison) -> Table:
    """One row for each change, and for each thing that stayed."""
    rows: list[tuple[Value, ...]] = [
        (aspect.key, *change) for aspect in made.aspects for change in aspect.changes
    ]
    return Table((Column("aspect", say("Aspect")), *_columns()), rows)


def diff_json(made: Comparison) -> dict[str, Any]:
    """The comparison as JSON (``schemas/diff.schema.json``)."""
    return {
        "old": made.old,
        "new": made.new,
        "differs": made.differs,
        "aspects": list(_aspects(made)),
        "not_compared": list(made.not_compared),
    }


def _aspects(made: Comparison) -> Iterator[dict[str, Any]]:
    for aspect in made.aspects:
        yield {
            "key": aspect.key,
            "rule": aspect.rule,
            "counts": _counts(aspect),
            "changes": [change._asdict() for change in aspect.changes],
        }


def _counts(aspect: Aspect) -> dict[str, int]:
    found = aspect.counts()
    return {verb: found[verb] for verb in VERBS if verb in found}
