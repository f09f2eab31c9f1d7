"""What an import did, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli.formats.findings.findings import spot_data
from toshigaikou_cli.formats.lines import line
from toshigaikou_cli.formats.records.documents import form_text
from toshigaikou_cli.messages import (
    Message,
    coded,
    joined,
    say,
    say_n,
    sayable,
    sayable_n,
    shown_as,
    with_reason,
)
from toshigaikou_cli.records.documents import RowCount
from toshigaikou_cli.records.finding import UNREAD, Finding, said_unread, unread_text
from toshigaikou_cli.records.periods import UNDATED, Period
from toshigaikou_cli.records.summary import ImportSummary, TakenBack
from toshigaikou_cli.text.dates.eras import era_label
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

_FIRST = {"n": "1", "kana": "ア", "roman": "Ⅰ", "circled": "①", "kanji": "一", "letter": "A", "iroha": "イ"}
"""The first number of each script of headings."""
_WORKBOOKS = ("xlsx", "xls", "ods")
SHOWN_CHANGES = 10
SHOWN_REJECTED = 5
SHOWN_TEXT = 60
_COUNTED = {
    "filled": sayable_n("{n} cell filled from a merged cell", "{n} cells filled from merged cells"),
    "dropped": sayable_n(
        "{n} character of the tables fell in no cell", "{n} characters of the tables fell in no cell"
    ),
    "undecoded": sayable_n(
        "{n} character without a code point: what it says is not known",
        "{n} characters without code points: what they say is not known",
    ),
    "hidden": sayable_n("{n} invisible character left out", "{n} invisible characters left out"),
    "ruby": sayable_n("{n} character of furigana left out", "{n} characters of furigana left out"),
    "struck_rows": sayable_n(
        "{n} row left out that is wholly struck through", "{n} rows left out that are wholly struck through"
    ),
}


def summary_text(summary: ImportSummary, *, dry_run: bool = False, again: bool = False) -> str:
    """A heading line with the document, then indented lines: rows, changes, links, warnings. ``again``: the document was
    there before, so that nothing of it is new."""
    return "".join(map(line, _lines(summary, dry_run, again=again)))


def _indented(message: str, by: str = "  ") -> Message:
    return joined((by, message), "")


def _document(summary: ImportSummary) -> Message:
    """What a document is."""
    if summary.kind == "strategy":
        return say("strategy {title}", title=summary.title)
    years = [say("FY{year} ({era})", year=year, era=era_label(year)) for year in summary.fiscal_years]
    if summary.kind == "indicators":
        return (
            say("indicators of {years}", years=years)
            if years
            else say("indicators {title}", title=summary.title)
        )
    return say("sheet of {years}", years=years) if years else say("sheet {title}", title=summary.title)


def _pages(format_: str, n: int) -> Message:
    if format_ in _WORKBOOKS:
        return say_n("{n} sheet", "{n} sheets", n)
    return say_n("{n} page", "{n} pages", n)


def _lines(summary: ImportSummary, dry_run: bool, *, again: bool) -> Iterator[str]:
    tables = summary.tally.get("tables", 0)
    size = [form_text(summary.format), *([_pages(summary.format, summary.pages)] if summary.pages else [])]
    size += [say_n("{n} table", "{n} tables", n=tables)] if tables > 1 else []
    yield say("{name}: {what} [{size}]", name=summary.name, what=_document(summary), size=size)
    if summary.status == "unchanged":
        yield _indented(say("already in the catalogue: nothing changed"))
        return
    yield from map(_indented, _read(summary))
    yield from _changes(summary, dry_run) if not again else ()
    yield from _losses(summary, dry_run)
    if summary.kind == "achievements" and not summary.strategies and summary.links:
        told = sayable_n(
            "{n} achievement: linked once the strategy of its year is imported",
            "{n} achievements: linked once the strategy of their years is imported",
        )
        yield _indented(say_n(*told, n=sum(summary.links.values())))
    else:
        yield from _links(summary.links, summary.strategies if summary.kind != "strategy" else ())
    yield from map(_indented, _findings(summary.findings))


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    """What was found, each with its place; cells of one column that were not read are told together."""
    columns: dict[tuple[str, ...], list[Finding]] = {}
    for at, each in enumerate(findings):
        column = (each.spot.cell,) if each.code == UNREAD else (each.code, str(at))
        columns.setdefault(column, []).append(each)
    for found in columns.values():
        first, message = found[0], found[0].message
        place = str(first.spot) if first.spot.within else ""
        if len(found) > 1:
            texts = [with_reason(joined([unread_text(each.cell)]), each.spot.within) for each in found]
            message, place = said_unread(texts, first.spot.cell), ""
        yield with_reason(
            say("{severity}: {message}", severity=coded(first.severity), message=message), place
        )


def _example(layout: str) -> str:
    """What headings of a form look like: ``({n}) / ({kana})`` is (1)／(ア)."""
    for script, first in _FIRST.items():
        layout = layout.replace(f"{{{script}}}", first)
    return layout.replace(" / ", "／")


def _read(summary: ImportSummary) -> Iterator[str]:
    """How a document was read."""
    yield equation(summary.count, summary.parts)
    if summary.layout:
        yield say("goals and areas by {layout}", layout=shown_as(summary.layout, _example(summary.layout)))
    if summary.kind == "strategy":
        yield from map(_in_force, summary.strategies)
    for key, counted in _COUNTED.items():
        if summary.tally.get(key):
            yield say_n(*counted, n=summary.tally[key])
    if summary.indicators:
        yield say_n(
            "{n} indicator with its values: no result, counted nowhere",
            "{n} indicators with their values: no results, counted nowhere",
            n=summary.indicators,
        )
    for reason in summary.skipped:
        yield say("skipped: {what}", what=str(reason))
    for row in summary.rejected[:SHOWN_REJECTED]:
        told = sayable("rejected: {where}: {reason}: {text}")
        yield say(told, where=row.source.within, reason=row.reason, text=row.text[:SHOWN_TEXT])
    if len(summary.rejected) > SHOWN_REJECTED:
        more = len(summary.rejected) - SHOWN_REJECTED
        yield _indented(say("… and {n} more (tgx validate lists all)", n=more))


_LINKED = {
    "linked": sayable("{n} linked"),
    "suggested": sayable("{n} suggested only"),
    "outside": sayable("{n} outside the strategy"),
    "unlinked": sayable("{n} not linked to a measure"),
    "not_held": sayable("{n} reported as not held"),
    "planned": sayable("{n} planned for later"),
    "empty": sayable("{n} without a result in words"),
}


def _in_force(period: Period) -> str:
    if period.first == UNDATED:
        told = sayable(
            "strategy {id}: its years are not found, so it is in force always: give --years 2023-2027, or write years ="
            ' "2023-2027" into tgx.toml'
        )
        return say(told, id=period.strategy)
    first = fiscal_year_heading(period.first)
    if not period.last:
        return say("strategy {id}: in force from {first}", id=period.strategy, first=first)
    told = sayable("strategy {id}: in force from {first} to {last}")
    return say(told, id=period.strategy, first=first, last=fiscal_year_heading(period.last))


def _links(links: Mapping[str, int], strategies: Sequence[Period]) -> Iterator[str]:
    total = sum(links.values())
    if not total:
        return
    counted = [say(text, n=links[key]) for key, text in _LINKED.items() if links.get(key) or key == "linked"]
    told = say_n("{n} achievement: {counted}", "{n} achievements: {counted}", n=total, counted=counted)
    ids = [period.strategy for period in strategies]
    one = say("strategy {id}", id=ids[0]) if len(ids) == 1 else say("strategies {ids}", ids=ids)
    yield _indented(with_reason(told, one if ids else ""))


_RECORDS: Mapping[str, tuple[str, str]] = {
    "achievements": sayable_n("{n} achievement", "{n} achievements"),
    "measures": sayable_n("{n} measure", "{n} measures"),
    "cities": sayable_n("{n} city", "{n} cities"),
    "indicators": sayable_n("{n} indicator", "{n} indicators"),
}
"""What rows of tables become, by the names in a document's ``parts``."""


def equation(count: RowCount, parts: Mapping[str, int]) -> str:
    """``40 rows = 35 achievements + 5 headers + 0 rejected``: every row of every table, accounted for."""
    terms = [say_n(*_RECORDS[name], n=number) for name, number in parts.items()]
    terms.append(say_n("{n} header", "{n} headers", count.headers))
    if count.continued:
        terms.append(say("{n} continued", n=count.continued))
    if count.other:
        terms.append(say_n("{n} in another table", "{n} in other tables", n=count.other))
    terms.append(say("{n} rejected", n=count.rejected))
    told = (
        sayable_n("{n} row = {terms}", "{n} rows = {terms}")
        if count.adds_up
        else sayable_n("{n} row ≠ {terms}", "{n} rows ≠ {terms}")
    )
    return say_n(*told, n=count.rows, terms=joined(terms, " + "))


_CHANGED = {
    "inserted": sayable("inserted {id} {title}"),
    "changed": sayable("changed {id} {title}"),
    "removed": sayable("removed {id} {title}"),
}


def _changes(summary: ImportSummary, dry_run: bool) -> Iterator[str]:
    counts = {verb: summary.number(verb) for verb in ("inserted", "changed", "removed")}
    if dry_run:
        told = say(
            "{inserted} would be inserted, {changed} would be changed, {removed} would be removed", **counts
        )
    else:
        told = say("{inserted} inserted, {changed} changed, {removed} removed", **counts)
    same = [say("{n} unchanged", n=summary.unchanged)] if summary.unchanged else []
    yield _indented(joined((told, *same)))
    if summary.status != "replaced":
        return
    notable = [c for c in summary.changes if counts["inserted"] <= SHOWN_CHANGES or c.verb != "inserted"]
    for change in notable[:SHOWN_CHANGES]:
        told = say(_CHANGED[change.verb], id=change.id, title=change.title)
        if change.now:
            what = sayable("{change} (now {now}: its bureau is written another way)")
            told = say(what, change=told, now=change.now)
        yield _indented(told, "    ")
    if len(summary.changes) > len(notable[:SHOWN_CHANGES]):
        more = len(summary.changes) - len(notable[:SHOWN_CHANGES])
        yield _indented(say("… and {n} more", n=more), "    ")


def _losses(summary: ImportSummary, dry_run: bool) -> Iterator[str]:
    """What documents that were there lose; all of it where nothing is done yet, and codes that mean another measure anyway."""
    template = sayable("would be removed: {what}") if dry_run else sayable("removed: {what}")
    codes = [loss for loss in summary.losses if any(record.instead for record in loss.records)]
    for loss in summary.losses if dry_run else dict.fromkeys((*summary.unasked, *codes)):
        yield _indented(say(template, what=loss.message))
        for record in loss.records if dry_run else [each for each in loss.records if each.instead]:
            yield _indented(with_reason(record.message, say("judged") if record.judged else ""), "    ")
        for command in (command for record in loss.records for command in record.again):
            yield _indented(say("judge it again: {command}", command=command), "    ")


class Took(NamedTuple):
    """How it is said that a document goes, or would go, and that an older one would be there again."""

    goes: tuple[str, str]
    would_go: tuple[str, str]


REMOVED = Took(
    sayable_n("removed: {name} ({n} record)", "removed: {name} ({n} records)"),
    sayable_n("would be removed: {name} ({n} record)", "would be removed: {name} ({n} records)"),
)
TAKEN_BACK = Took(
    sayable_n("taken back: {name} ({n} record)", "taken back: {name} ({n} records)"),
    sayable_n("would be taken back: {name} ({n} record)", "would be taken back: {name} ({n} records)"),
)


def taken_back_text(done: TakenBack, judgements: Path, took: Took, *, dry_run: bool = False) -> str:
    """What went with a document, what came back, and that judgements stay in their file."""
    back = sayable_n("there again: {name} ({n} record)", "there again: {name} ({n} records)")
    if dry_run:
        back = sayable_n(
            "would be there again: {name} ({n} record)", "would be there again: {name} ({n} records)"
        )
    lines = [say_n(*(took.would_go if dry_run else took.goes), n=done.records, name=done.name)]
    lines += [_indented(say_n(*back, n=each.records, name=each.name)) for each in done.restored]
    if done.judgements:
        stays = say_n(
            "{n} judgement on its records stays in {file}",
            "{n} judgements on its records stay in {file}",
            done.judgements,
            file=judgements,
        )
        lines.append(_indented(stays))
    return "".join(map(line, lines))


def summary_json(summary: ImportSummary) -> dict[str, Any]:
    """The summary as JSON (``schemas/import.schema.json``)."""
    skipped = [str(skip) for skip in summary.skipped]
    rejected = [
        {"reason": row.reason, "text": row.text, "where": row.source.within} for row in summary.rejected
    ]
    findings = [_finding(each) for each in summary.findings]
    losses = [
        {**loss._asdict(), "records": [record._asdict() for record in loss.records]}
        for loss in summary.losses
    ]
    strategies = [
        {"id": each.strategy, "first_year": each.first, "last_year": each.last} for each in summary.strategies
    ]
    counted = {
        "count": summary.count._asdict(),
        "changes": [change._asdict() for change in summary.changes],
        "strategies": strategies,
    }
    said = {"skipped": skipped, "rejected": rejected, "findings": findings, "losses": losses}
    return {**asdict(summary), **said, **counted}


def _finding(finding: Finding) -> dict[str, Any]:
    said = {name: getattr(finding, name) for name in ("code", "severity", "message", "hint", "cell")}
    return {**said, "where": str(finding.spot), "source": spot_data(finding.spot)}
