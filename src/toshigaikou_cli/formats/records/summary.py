"""What an import did, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toshigaikou_cli.formats.findings.findings import spot_data
from toshigaikou_cli.records.documents import RowCount
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.periods import Period
from toshigaikou_cli.records.summary import ImportSummary, TakenBack
from toshigaikou_cli.text.dates.eras import era_label
from toshigaikou_cli.text.keys import visible

SHOWN_CHANGES = 10
SHOWN_REJECTED = 5
SHOWN_TEXT = 60
_COUNTED = {
    "filled": "cells filled from merged cells",
    "dropped": "characters of the tables fell in no cell",
    "undecoded": "characters without code points: what they say is not known",
    "struck_rows": "rows left out that are wholly struck through",
}


def summary_text(summary: ImportSummary, *, dry_run: bool = False) -> str:
    """A heading line with the document, then indented lines: rows, changes, links, warnings."""
    return "".join(f"{visible(line)}\n" for line in _lines(summary, dry_run))


def _lines(summary: ImportSummary, dry_run: bool) -> Iterator[str]:
    if summary.kind == "strategy":
        what = f"strategy {summary.title}"
    else:
        name = "indicators" if summary.kind == "indicators" else "sheet"
        what = f"{name} of " + ", ".join(f"FY{y} ({era_label(y)})" for y in summary.fiscal_years)
        what = what if summary.fiscal_years else f"{name} {summary.title}"
    size = f", {summary.pages} pages" if summary.pages else ""
    size += f", {summary.tally['tables']} tables" if summary.tally.get("tables", 0) > 1 else ""
    yield f"{summary.name}: {what} [{summary.format}{size}]"
    if summary.status == "unchanged":
        yield "  already in the catalogue: nothing changed"
        return
    yield f"  {equation(summary.count, summary.parts)}"
    if summary.layout:
        yield f"  goals and areas by {summary.layout}"
    if summary.kind == "strategy":
        yield from (f"  {_in_force(period)}" for period in summary.strategies)
    for key, what in _COUNTED.items():
        if summary.tally.get(key):
            yield f"  {summary.tally[key]} {what}"
    if summary.indicators:
        yield f"  {summary.indicators} indicators with their values: no results, counted nowhere"
    for reason in summary.skipped:
        yield f"  skipped: {reason}"
    for row in summary.rejected[:SHOWN_REJECTED]:
        yield f"  rejected: {row.source.within}: {row.reason}: {row.text[:SHOWN_TEXT]}"
    if len(summary.rejected) > SHOWN_REJECTED:
        yield f"    … and {len(summary.rejected) - SHOWN_REJECTED} more (tgx validate lists all)"
    yield from _changes(summary, dry_run)
    yield from _losses(summary, dry_run)
    yield from _links(summary.links, summary.strategies if summary.kind != "strategy" else ())
    for finding in summary.findings:
        where = f" ({finding.spot})" if finding.spot.within else ""
        yield f"  {finding.severity}: {finding.message}{where}"


def _in_force(period: Period) -> str:
    until = f" to FY{period.last}" if period.last else ""
    return f"strategy {period.strategy}: in force from FY{period.first}{until}"


def _links(links: Mapping[str, int], strategies: Sequence[Period]) -> Iterator[str]:
    total = sum(links.values())
    if not total:
        return
    words = {
        "linked": "linked",
        "suggested": "suggested only",
        "outside": "outside the strategy",
        "unlinked": "not linked to a measure",
        "not_held": "reported as not held",
        "planned": "planned for later",
        "empty": "with nothing reported",
    }
    counted = (f"{links[key]} {text}" for key, text in words.items() if links.get(key) or key == "linked")
    ids = ", ".join(period.strategy for period in strategies)
    by = f" ({'strategy' if len(strategies) == 1 else 'strategies'} {ids})" if ids else ""
    yield f"  {total} achievements: {', '.join(counted)}{by}"


def equation(count: RowCount, parts: Mapping[str, int]) -> str:
    """``40 rows = 35 achievements + 5 headers + 0 rejected``: every row of every table, accounted for."""
    terms = [f"{number} {name}" for name, number in parts.items()]
    terms.append(f"{count.headers} headers")
    if count.continued:
        terms.append(f"{count.continued} continued")
    if count.other:
        terms.append(f"{count.other} in other tables")
    terms.append(f"{count.rejected} rejected")
    sign = "=" if count.adds_up else "≠"
    return f"{count.rows} rows {sign} {' + '.join(terms)}"


def _changes(summary: ImportSummary, dry_run: bool) -> Iterator[str]:
    counts = {verb: summary.number(verb) for verb in ("inserted", "changed", "removed")}
    would = "would be " if dry_run else ""
    listed = ", ".join(f"{number} {would}{verb}" for verb, number in counts.items())
    same = f", {summary.unchanged} unchanged" if summary.unchanged else ""
    yield f"  {listed}{same}"
    if summary.status != "replaced":
        return
    notable = [c for c in summary.changes if counts["inserted"] <= SHOWN_CHANGES or c.verb != "inserted"]
    for change in notable[:SHOWN_CHANGES]:
        yield f"    {change.verb} {change.id} {change.title}"
    if len(summary.changes) > len(notable[:SHOWN_CHANGES]):
        yield f"    … and {len(summary.changes) - len(notable[:SHOWN_CHANGES])} more"


def _losses(summary: ImportSummary, dry_run: bool) -> Iterator[str]:
    """What documents that were there lose; all of it where nothing is done yet."""
    verb = "would be removed" if dry_run else "removed"
    for loss in summary.losses if dry_run else summary.unasked:
        yield f"  {verb}: {loss}"
        for record in loss.records if dry_run else ():
            yield f"    {record.id} {record.title}" + (" (judged)" if record.judged else "")


def taken_back_text(done: TakenBack, judgements: Path, verb: str, *, dry_run: bool = False) -> str:
    """What went with a document, what came back, and that judgements stay in their file."""
    would = "would be " if dry_run else ""
    lines = [f"{would}{verb}: {done.name} ({done.records} records)"]
    lines += [f"  {would}there again: {back.name} ({back.records} records)" for back in done.restored]
    if done.judgements:
        what = "judgement on its records stays" if done.judgements == 1 else "judgements on its records stay"
        lines.append(f"  {done.judgements} {what} in {judgements}")
    return "".join(f"{visible(line)}\n" for line in lines)


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
    said = {"skipped": skipped, "rejected": rejected, "findings": findings, "losses": losses}
    return {**asdict(summary), **said, "strategies": strategies}


def _finding(finding: Finding) -> dict[str, Any]:
    said = {name: getattr(finding, name) for name in ("code", "severity", "message", "hint", "cell")}
    return {**said, "where": str(finding.spot), "source": spot_data(finding.spot)}
