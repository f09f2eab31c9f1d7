"""Findings for the summary page of a CI job: those of one kind in a table, with the next step below."""

from __future__ import annotations

from collections.abc import Iterator

from toshigaikou_cli.formats.findings.findings import counted, summary_line
from toshigaikou_cli.formats.findings.groups import Group, cell_text, grouped, shown
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText
from toshigaikou_cli.messages import coded, say
from toshigaikou_cli.records.long import mapped
from toshigaikou_cli.records.validation import Validation

_COLUMNS = (Column("where", say("Where")), Column("message", say("Message")), Column("cell", say("Cell")))


def findings_markdown(validation: Validation, *, whole: bool = False) -> list[Part]:
    """A heading, the sum, and a table for each group of findings; ``whole`` lists all places of a group."""
    return [
        TableText(("tgx validate",), heading=True),
        TableText((summary_line(validation),)),
        *(_table(group, whole=whole) for group in grouped(validation)),
    ]


def _table(group: Group, *, whole: bool) -> Table:
    first = group.first
    listed, more = shown(group, whole=whole)
    number = counted(len(group.findings), "finding")
    return Table(
        _COLUMNS,
        mapped(
            listed,
            lambda part: [(str(each.spot) or each.key, each.message, cell_text(each)) for each in part],
        ),
        say(
            "{severity} {code}: {message} ({number})",
            severity=coded(first.severity),
            code=first.code,
            message=group.name or first.message,
            number=number,
        ),
        tuple(_below(group, more)),
    )


def _below(group: Group, more: int) -> Iterator[str]:
    if more:
        yield say("and {n} more (--all)", n=more)
    yield from group.next_step
    if group.first.accept:
        yield say("to accept it: {command}", command=group.first.accept)
