"""``tgx link``: what links stand on, what people decided about them, how well the rules do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import judged, queries
from toshigaikou_cli.catalogue.reading.filters import STATUSES, Filters, resolve
from toshigaikou_cli.cli import link_judging, link_review
from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    BureauOption,
    CityOption,
    DbOption,
    FormatOption,
    GoalOption,
    JudgementsOption,
    MeasureOption,
    OutputFormat,
    YearOption,
)
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.records import links as link_formats
from toshigaikou_cli.judgements import review_order

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import ListedSuggestion

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Links: show, review, accept or reject, evaluate them.",
)
app.command(name="review")(link_review.review)
app.command(name="accept")(link_judging.accept)
app.command(name="reject")(link_judging.reject)
app.command(name="outside")(link_judging.outside)
app.command(name="undo")(link_judging.undo)
app.command(name="apply")(link_judging.apply)
app.command(name="import")(link_judging.import_)
app.command(name="export")(link_judging.export)


def measure_title(connection: sqlite3.Connection, number: int) -> str:
    """The title of a measure. Raises UsageError where there is none of that number."""
    title = judged.measure_title(connection, number)
    if title is None:
        raise UsageError(f"no measure {number}", hint="tgx query measures lists all")
    return title


@app.command()
def show(
    name: link_judging.IdArgument, db: DbOption = None, output: FormatOption = OutputFormat.table
) -> None:
    """The links of one achievement with their evidence and judgements."""
    if output is OutputFormat.csv:
        raise UsageError("one thing is no table", where="--format csv", hint="use json")
    with reading(catalogue_path(db)) as connection:
        achievement = queries.achievement(connection, link_judging.achievement_id(connection, name))
    if output is OutputFormat.json:
        keys = ("id", "fiscal_year", "kind", "bureau", "item", "result", "links", "outside", "source")
        print_json({key: value for key, value in achievement.items() if key in keys})
    else:
        print_parts(link_formats.links_of_one(achievement), output)


@app.command()
def suggest(
    db: DbOption = None,
    judgements: JudgementsOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: link_review.StatusOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most N rows.")] = 20,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """What to look at first: stale judgements, then high value and low certainty.

    Rows that a person accepted a measure for, or judged outside, are left out. Nothing is changed.
    """
    path = catalogue_path(db)
    if status is not None and status not in STATUSES:
        raise UsageError(f"unknown: {status}", where="--status", hint=f"one of {', '.join(STATUSES)}")
    with reading(path) as connection:
        link_judging.note_unapplied(connection, judgements, path)
        filters = Filters(goal, area, measure, bureau, city, year, None, status)
        found = link_review.ranked(connection, resolve(connection, filters))
    records = [_suggestion(each) for each in found[:limit]]
    if output is OutputFormat.json:
        print_json(records)
        return
    if records or output is not OutputFormat.table:
        print_parts([link_formats.suggestions_table(records)], output, bom=bom)
    if not records:
        note("nothing is open")
    elif len(found) > limit and output is OutputFormat.table:
        note(f"{len(found) - limit} more: --limit")


def _suggestion(suggestion: review_order.Suggestion) -> ListedSuggestion:
    row = suggestion.row
    return {
        "id": row.achievement,
        "fiscal_year": row.fiscal_year,
        "kind": row.kind,
        "bureau": row.bureau,
        "item": row.item,
        "proposals": [
            {"measure": claim.measure, "status": claim.status, "score": round(claim.score, 3)}
            for claim in suggestion.proposals
        ],
        "stale": bool(row.stale),
        "priority": round(suggestion.priority, 3),
        "why": list(suggestion.why),
    }


@app.command(name="judgements")
def list_judgements(
    db: DbOption = None,
    judgements: JudgementsOption = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help=f"One of {', '.join(link_formats.STATES)}.")
    ] = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """The judgements: who, when, why, and whether they are stale or their achievement or measure is gone."""
    if state is not None and state not in link_formats.STATES:
        known = ", ".join(link_formats.STATES)
        raise UsageError(f"unknown: {state}", where="--state", hint=f"one of {known}")
    path = catalogue_path(db)
    with reading(path) as connection:
        link_judging.note_unapplied(connection, judgements, path)
        records = judged.all_judgements(connection, state)
    if output is OutputFormat.json:
        print_json(records)
        return
    if records or output is not OutputFormat.table:
        print_parts([link_formats.judgements_table(records)], output, bom=bom)
    else:
        note("no judgements" if state is None else "none in this state")


@app.command()
def explain(
    name: link_judging.IdArgument,
    measure: Annotated[int, typer.Argument(metavar="MEASURE", help="The measure's number.")],
    db: DbOption = None,
    output: FormatOption = OutputFormat.table,
) -> None:
    """Why an achievement is linked to a measure, and why not: what speaks for it and against it by today's rules."""
    if output is OutputFormat.csv:
        raise UsageError("one thing is no table", where="--format csv", hint="use json")
    from toshigaikou_cli.jobs.evaluating import explained

    with reading(catalogue_path(db)) as connection:
        achievement = queries.achievement(connection, link_judging.achievement_id(connection, name))
        title = measure_title(connection, measure)
        link = next((each for each in achievement["links"] if each["measure"] == measure), None)
        reasons = explained(connection, achievement["id"], measure)
    data = {
        "id": achievement["id"],
        "item": achievement["item"],
        "measure": measure,
        "title": title,
        "status": link["status"] if link else None,
        "judgement": link["judgement"] if link else None,
        **reasons,
    }
    if output is OutputFormat.json:
        print_json(data)
    else:
        print_parts(link_formats.explanation_parts(data), output)


@app.command()
def evaluate(
    labels: Annotated[
        Path, typer.Argument(metavar="LABELS.yaml", help="Rows with the measures that are right.")
    ],
    db: DbOption = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """How well the rules agree with labels: precision, recall, F1, first choices, suggestions, and every miss.

    A label names its row by id, or by its place in the sheet of its year; a row that the catalogue does not have
    is taken from the text in the label. Judgements play no part.
    """
    from toshigaikou_cli.jobs.evaluating import evaluated
    from toshigaikou_cli.jobs.importing import current_vocabulary

    with reading(catalogue_path(db)) as connection:
        data, doubts = evaluated(connection, labels, current_vocabulary())
    for line in doubts:
        note(f"tgx: {labels}: {line}")
    if output is OutputFormat.json:
        print_json(data)
    elif output is OutputFormat.csv:
        print_parts([link_formats.evaluation_table(data)], output, bom=bom)
    else:
        print_parts(link_formats.evaluation_parts(data), output)
