"""``tgx link``: what links stand on, what people decided about them, how well the rules do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.cli import link_judging, link_mending, link_review
from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    BureauOption,
    CityOption,
    DbOption,
    FormatOption,
    GoalOption,
    JudgementsOption,
    ListOption,
    MeasureOption,
    StatedOption,
    StatusOption,
    StrategyOption,
    YearOption,
    no_csv,
)
from toshigaikou_cli.cli.output import note, print_in_parts, print_json, print_parts, printed_as_data
from toshigaikou_cli.errors import one_of
from toshigaikou_cli.formats.records import links as link_formats
from toshigaikou_cli.jobs import places, reviewing
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import STATUSES, Filters

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
app.command(name="mend")(link_mending.mend)
app.command(name="undo")(link_judging.undo)
app.command(name="apply")(link_judging.apply)
app.command(name="import")(link_judging.import_)
app.command(name="export")(link_judging.export)
app.command(name="learn")(link_judging.learn)


@app.command()
def show(name: link_judging.IdArgument, db: DbOption = None, output: FormatOption = "table") -> None:
    """The links of one achievement with their evidence and judgements."""
    no_csv(output)
    achievement = reviewing.links_of(db, name)
    if output == "json":
        keys = ("id", "fiscal_year", "kind", "bureau", "item", "result", "links", "outside", "source")
        print_json({key: value for key, value in achievement.items() if key in keys})
    else:
        print_parts(link_formats.links_of_one(achievement), output)


@app.command()
def suggest(
    db: DbOption = None,
    judgements: JudgementsOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    stated: StatedOption = False,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most N rows.")] = 20,
    output: ListOption = "table",
    bom: BomOption = False,
) -> None:
    """What to look at first: stale judgements, then high value and low certainty.

    Rows that a person accepted a measure for, or judged outside, are left out, and so are those whose measure their sheet
    states. Nothing is changed.
    """
    one_of("--status", status, STATUSES)
    filters = Filters(goal, area, measure, bureau, city, year, None, status, strategy=strategy)
    files = places.files(db, judgements)
    link_judging.note_unapplied(files)
    first = reviewing.suggested_first(files, filters, limit, stated=stated)
    parts = reviewing.suggestions_in_parts(files, first.ids)
    table = link_formats.suggestions_screen if output == "table" else link_formats.suggestions_table
    print_in_parts(parts, table, output, bom=bom, nothing=say("nothing is open"))
    if first.number > limit and output == "table":
        note(say("{n} more (--limit {all} lists all)", n=first.number - limit, all=first.number))


@app.command(name="judgements")
def list_judgements(
    db: DbOption = None,
    judgements: JudgementsOption = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help=f"One of {', '.join(link_formats.STATES)}.")
    ] = None,
    output: ListOption = "table",
    bom: BomOption = False,
) -> None:
    """The judgements and mends: who, when, why, and whether they are stale or what they are on is gone."""
    one_of("--state", state, link_formats.STATES)
    files = places.files(db, judgements)
    records = reviewing.judgements(files, state)
    link_judging.note_unapplied(files)
    form = printed_as_data(records, output)
    if form is None:
        return
    if records or form != "table":
        print_parts([link_formats.judgements_table(records)], form, bom=bom)
    else:
        note(say("no judgements") if state is None else say("none in this state"))


@app.command()
def explain(
    name: link_judging.IdArgument,
    measure: link_judging.MeasureArgument,
    db: DbOption = None,
    output: FormatOption = "table",
) -> None:
    """Why an achievement is linked to a measure, and why not: what speaks for it and against it by today's rules."""
    no_csv(output)
    from toshigaikou_cli.jobs import evaluating

    data = evaluating.explain(db, name, measure)
    if output == "json":
        print_json(data)
    else:
        print_parts(link_formats.explanation_parts(data), output)


@app.command()
def evaluate(
    labels: Annotated[
        Path, typer.Argument(metavar="LABELS.yaml", help="Rows with the measures that are right.")
    ],
    db: DbOption = None,
    strategy: StrategyOption = None,
    save: Annotated[
        bool,
        typer.Option(
            "--save",
            help="Keep how often each kind of link was right, beside the rules: report sure shows it.",
        ),
    ] = False,
    output: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """How well the rules agree with labels: precision, recall, F1, first choices, suggestions, and every miss.

    A label names its row by id, or by its place in the sheet of its year; a row that the catalogue does not have
    is taken from the text in the label. Judgements play no part.
    """
    from toshigaikou_cli.jobs import evaluating

    data, doubts = evaluating.evaluate_labels(db, labels, strategy)
    for line in doubts:
        note(say("tgx: {file}: {doubt}", file=labels, doubt=line))
    if save:
        note(say("saved in {file}", file=evaluating.save_figures(db, labels, data, strategy)))
    if output == "json":
        print_json(data)
    elif output == "csv":
        print_parts([link_formats.evaluation_table(data)], output, bom=bom)
    else:
        print_parts(link_formats.evaluation_parts(data), output)
