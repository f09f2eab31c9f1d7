"""Search hits as a table: each text cut to the surroundings of its hits, which are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.messages import coded, say
from toshigaikou_cli.records.answers import Hit

AROUND = 18
"""Characters kept on either side of a hit."""


def snippet(text: str, spans: Sequence[tuple[int, int]], around: int = AROUND) -> str:
    """The text around its hits, each hit between « and »."""
    out: list[str] = []
    last = 0
    for start, end in merged(spans):
        if start - around > last:
            out.append("…" + text[start - around : start])
        else:
            out.append(text[last:start])
        out.append(f"«{text[start:end]}»")
        last = end
        out.append("")
    tail = text[last : last + around]
    out.append(tail + ("…" if last + around < len(text) else ""))
    return "".join(out).replace("\n", " ")


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def hits_table(hits: Sequence[Hit]) -> Table:
    return Table(
        columns=(
            Column("kind", say("Kind")),
            Column("id", say("Id")),
            Column("fiscal_year", say("FY"), "right"),
            Column("title", say("Title"), flexible=True),
            Column("where", say("In")),
            Column("text", say("Text"), flexible=True),
        ),
        rows=[
            (coded(h.thing), h.key, h.fiscal_year, h.title, coded(h.where), snippet(h.text, h.spans))
            for h in hits
        ],
    )


def hits_json(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    return [
        {
            "kind": h.thing,
            "id": h.key,
            "fiscal_year": h.fiscal_year,
            "title": h.title,
            "where": h.where,
            "text": h.text,
            "spans": [list(span) for span in h.spans],
        }
        for h in hits
    ]
