"""``tgx cite``: a citation for each claim."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.cli.endings import format_of
from toshigaikou_cli.cli.options import (
    AreaOption,
    BureauOption,
    CityOption,
    DbOption,
    GoalOption,
    ImageOption,
    MeasureOption,
    OutcomeOption,
    StatusOption,
    StrategyOption,
    YearOption,
    checked,
    say_drawn,
)
from toshigaikou_cli.cli.output import note, paper
from toshigaikou_cli.files import write_file
from toshigaikou_cli.formats.citations import CITATIONS, CitationFormat
from toshigaikou_cli.jobs import citing
from toshigaikou_cli.language import chosen
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.records.filters import Filters

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ENDINGS: dict[str, CitationFormat] = {
    ".txt": "text",
    ".md": "markdown",
    ".bib": "bibtex",
    ".json": "csl-json",
}


@app.command()
def cite(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Ids of achievements, codes of measures.")
    ] = None,
    db: DbOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    outcome: OutcomeOption = None,
    output: Annotated[
        CitationFormat | None, typer.Option("--format", "-f", help="How to print. [default: text]")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=f"Write into a file (in one step); its ending says how: {', '.join(_ENDINGS)}.",
        ),
    ] = None,
    image: ImageOption = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For protected PDFs.")
    ] = None,
) -> None:
    """A citation for each claim: document (publisher, title, date, address, licence), place, hash, the claim's words.

    Of the records that are named; with filters, of the achievements that count and the measures that they count for.
    What is not known of a document is said, never made up; tgx documents set tells it.
    """
    filters = checked(
        Filters(goal, area, measure, bureau, city, year, None, status, outcome, strategy=strategy)
    )
    form = format_of(file, output, _ENDINGS, "text")
    cited = citing.citations(db, names or (), filters)
    if not cited:
        note(say("nothing matches"))
    if image:
        from toshigaikou_cli.jobs import picturing

        say_drawn(picturing.pictures(db, [one.id for one in cited], image, password), image)
    if sys.stderr.isatty():
        _say_how_to_tell(cited)
    columns = paper().columns if file is None else None
    if file is None:
        sys.stdout.write(CITATIONS[form](cited, chosen(), columns))
    else:
        write_file(file, CITATIONS[form](cited, chosen(), columns).encode())


def _say_how_to_tell(cited: Sequence[Citation]) -> None:
    """How what is not known of the documents is told."""
    lacking = {each.source["document"]: each.facts.missing() for each in cited if each.facts.missing()}
    for name, facts in lacking.items():
        given = " ".join(f"{fact}=…" for fact in facts)
        note(
            say(
                "to say what is not known: tgx documents set {name} {given}",
                name=shlex.quote(name),
                given=given,
            )
        )
