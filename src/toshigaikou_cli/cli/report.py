"""``tgx report``: what has something to show, who, with whom, when, and how sure."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, cast, get_args

import typer

from toshigaikou_cli.cli.endings import format_of
from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    BureauOption,
    CityOption,
    CrosswalkOption,
    DbOption,
    GoalOption,
    HeadersOption,
    MeasureOption,
    OutcomeOption,
    StatusOption,
    StrategyOption,
    YearOption,
    checked,
)
from toshigaikou_cli.cli.output import for_csv_alone, note, print_json, print_parts
from toshigaikou_cli.cli.report_charts import CHARTS, picture
from toshigaikou_cli.cli.report_pages import page_text, write_folder, written
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.formats import OutputFormat
from toshigaikou_cli.formats.lines import lines
from toshigaikou_cli.formats.tables.table import Column, TableText, labelled
from toshigaikou_cli.jobs import reporting, viewing
from toshigaikou_cli.jobs.asked import understood
from toshigaikou_cli.jobs.reporting import Asked, ShownReports
from toshigaikou_cli.jobs.viewing import VIEWS, About, By, ShownViews
from toshigaikou_cli.language import Language, of_page
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.kinds import UnitKind

if TYPE_CHECKING:
    from toshigaikou_cli.formats.tables.table import Part

app = typer.Typer(add_completion=False, rich_markup_mode=None)


What = Literal["coverage", "indicators", About]
ReportFormat = Literal[OutputFormat, "html", "xlsx", "pdf", "svg", "png"]
_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
_ENDINGS: dict[str, ReportFormat] = {
    ".txt": "table", ".csv": "csv", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html", ".xlsx": "xlsx",
    ".pdf": "pdf", ".svg": "svg", ".png": "png",
}  # fmt: skip
_SEPARATORS = (os.sep, os.altsep or os.sep)
"""How the name of a folder ends."""
_STRATEGY = Column("strategy", say("Strategy"))
_FILES = ("xlsx", "pdf", "png")
"""Formats that are no text: they go into a file only."""


def _views() -> str:
    """What the views of their own name are about."""
    *others, last = (
        "coverage (of the goals)",
        "indicators (their values by year)",
        *(f"{name} ({VIEWS[name].about})" for name in get_args(About)),
    )
    return f"{', '.join(others)} or {last}."


@app.command()
def report(
    what: Annotated[
        What,
        typer.Argument(metavar="[VIEW]", help=_views()),
    ] = "coverage",
    db: DbOption = None,
    by: Annotated[
        By | None, typer.Option("--by", help="A row for each bureau, department and so on.")
    ] = None,
    level: Annotated[
        UnitKind | None,
        typer.Option("--level", help="With --by unit: count sections for what they are part of."),
    ] = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    outcome: OutcomeOption = None,
    across: Annotated[
        bool, typer.Option("--across", help="Subjects over the periods of all strategies, by the crosswalk.")
    ] = False,
    crosswalk: CrosswalkOption = None,
    uncovered: Annotated[
        bool, typer.Option("--uncovered", help="Only measures, bureaus or cities with nothing to show.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="The rule, members and exclusions of figures.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="The members of each figure, one a row.")] = False,
    output: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of {', '.join(_FORMATS)}; html is one page for all, svg and png are charts. [default: table]",
        ),
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="One or two A4 pages (html): figures, lists, how sure, sources.")
    ] = False,
    target: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            help=f"Write into a file (in one step); its ending says how: {', '.join(_ENDINGS)}."
            " FOLDER/: a page in parts, of any size.",
        ),
    ] = None,
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """Coverage of the goals: what has something to show, what has nothing.

    Without a filter, all goals; with --goal, --area, --measure, --bureau or --uncovered, each of their measures.
    --goal, --area, --measure and --strategy count only links inside them, --bureau, --city, --year, --status and --outcome
    only such achievements; --bureau shows the measures that name it.
    --by and VIEW answer who, with whom, when and how sure, under the same filters. --output FILE.svg or FILE.png draws
    --by year, goal, area, bureau, department or city, and indicators, as a chart.
    """
    if by is not None and what != "coverage":
        told = say("--by {by} does not go with {what}", by=by, what=what)
        raise UsageError(told, hint=say("give one of them"))
    if level is not None and by != "unit":
        raise UsageError(say("--level goes with --by unit"), hint=say("tgx report --by unit --level bureau"))
    filters = checked(
        Filters(goal, area, measure, bureau, city, year, None, status, outcome, strategy=strategy)
    )
    if status == "rejected":
        hint = say("tgx query achievements --status rejected lists what was rejected")
        raise UsageError(say("a rejected link is in no figure"), where="--status", hint=hint)
    file = Path(target) if target is not None else None
    if target is not None and output in (None, "html") and not summary and target.endswith(_SEPARATORS):
        folder: Path | None = Path(target)
        form: ReportFormat = "html"
    else:
        folder, form = None, _form(file, output, summary=summary)
    for_csv_alone(headers, form)
    if form in CHARTS:
        refused = {"--list": listed, "--explain": explain, "--across": across}
        if wrong := next((option for option, given in refused.items() if given), None):
            told = say("{option} does not go with a chart", option=wrong)
            raise UsageError(told, hint=say("leave it out"))
        chart = picture(db, by or what, Asked(filters, uncovered), form, of_page())
        if file is None:
            sys.stdout.write(lines(chart.decode()))
        else:
            write_file(file, chart)
            _written(file)
        return
    if form in ("html", "pdf"):
        if by or what != "coverage" or listed or across:
            hint = say("leave out views and --list; the page has them, and takes every filter")
            raise UsageError(say("{form} is one page of all views", form=form), where="--format", hint=hint)
        if folder is not None:
            write_folder(db, Asked(filters, uncovered), folder)
            return
        _write(file, form, page_text(db, Asked(filters, uncovered), summary=summary))
        return
    with _target(file if form != "xlsx" else None):
        shown = Shown(form, explain, bom, file, understood(db, filters), headers)
        if across:
            _across(db, crosswalk, filters, what if by is None else by, shown=shown, listed=listed)
            return
        name = by or what
        asked = Asked(filters, uncovered, listed=listed, level=level or "section")
        if name == "coverage":
            _coverage(db, asked._replace(members=listed or form in ("json", "csv", "xlsx")), shown)
        elif name == "indicators":
            _indicators(db, asked, shown)
        else:
            _view(db, name, asked._replace(members=by is None or listed), shown)


def _across(
    db: Path | None, crosswalk: Path | None, filters: Filters, what: str, *, shown: Shown, listed: bool
) -> None:
    from toshigaikou_cli.jobs import crossing

    others = filters._replace(city=None, year=None)
    if what != "coverage" or others.given():
        hint = say("only --city and --year go with it")
        raise UsageError(say("--across is of all measures of all strategies"), where="--across", hint=hint)
    _print_views(
        [crossing.across_view(crossing.crosswalk_files(db, crosswalk), filters)], shown, listed=listed
    )


class Shown(NamedTuple):
    """How a report is printed: the format, whether rules are explained, a byte order mark for CSV, the file of a format
    that is no text, how filters were understood, and the language of the headers, and of tgx's own words below them, of CSV
    for people."""

    output: ReportFormat
    explain: bool
    bom: bool
    file: Path | None
    filters: Message | None
    headers: Language | None = None

    @property
    def data(self) -> bool:
        """Whether tables are for spreadsheets, not for reading."""
        return self.output in ("csv", "xlsx")

    def print(self, parts: Sequence[Part], about: Callable[[], Sequence[Part]] = tuple) -> None:
        """Print tables; ``about`` gives what stands around them where the format keeps that elsewhere."""
        if self.output == "xlsx" and self.file:
            from toshigaikou_cli.formats.tables.workbook import note_lines, workbook

            around = self._headed(about())
            write_file(self.file, workbook(parts, list(dict.fromkeys(note_lines(around)))))
        else:
            read = parts if self.data else self._headed(parts)
            print_parts(read, cast(OutputFormat, self.output), bom=self.bom, headers=self.headers)

    def _headed(self, parts: Sequence[Part]) -> list[Part]:
        """The parts, with the filters as they were understood under the title."""
        said = [TableText((self.filters,))] if self.filters else []
        return [*parts[:1], *said, *parts[1:]]


def _form(file: Path | None, given: ReportFormat | None, *, summary: bool) -> ReportFormat:
    """The format to write. Raises UsageError where the file, the format and a summary contradict each other."""
    usual: ReportFormat = "html" if summary else "table"
    form = format_of(file, given, _ENDINGS, usual)
    if summary and form not in ("html", "pdf"):
        hint = say("--format html, or leave --format out; a file ends in .html or .pdf")
        raise UsageError(say("a summary is a page"), where="--summary", hint=hint)
    if form in _FILES and file is None:
        hint = say("give --output FILE.{form}", form=form)
        raise UsageError(say("{form} is no text", form=form), where="--format", hint=hint)
    return form


def _write(file: Path | None, form: ReportFormat, page: str) -> None:
    """Write a page, as HTML or printed."""
    if form == "pdf" and file:
        from toshigaikou_cli.jobs.printing import printed

        write_file(file, printed(page))
        _written(file)
        return
    if file is None and sys.stdout.isatty():
        raise UsageError(
            say("a page is for a browser, not for a terminal"),
            where="--output",
            hint=say("give it a file: --output report.html"),
        )
    with _target(file):
        sys.stdout.write(page)


def _coverage(db: Path | None, asked: Asked, shown: Shown) -> None:
    with reporting.reports(db, asked) as found:
        _print_reports(found, asked, shown)


def _print_reports(found: ShownReports, asked: Asked, shown: Shown) -> None:
    from toshigaikou_cli.formats import report as formats

    made = [each for each, _ in found]
    if shown.output == "json":
        _print_blocks([formats.report_json(each) for each in made])
    elif shown.data and not asked.listed:
        tables = [formats.measures_csv(each) for each in made]
        if len(made) > 1:
            tables = [
                labelled(table, _STRATEGY, each.strategy_id) for table, each in zip(tables, made, strict=True)
            ]
        shown.print(
            tables, lambda: [part for each in made for part in formats.report_parts(each, detailed=False)]
        )
    else:
        blocks = [
            formats.report_parts(
                each,
                detailed=asked.detailed,
                explain=shown.explain,
                listed=names if asked.listed else None,
            )
            for each, names in found
        ]
        shown.print([part for parts in blocks for part in (parts[-1:] if shown.data else parts)])


def _print_blocks(blocks: Sequence[object]) -> None:
    """The JSON of one strategy as it is, of several as a list."""
    print_json(blocks[0] if len(blocks) == 1 else blocks)


def _indicators(db: Path | None, asked: Asked, shown: Shown) -> None:
    from toshigaikou_cli.formats import indicators
    from toshigaikou_cli.jobs.indicating import indicator_report

    if asked.listed:
        hint = say("tgx query indicators lists all values")
        raise UsageError(say("indicators have no members"), where="--list", hint=hint)
    made = indicator_report(db, asked)
    if shown.output == "json":
        print_json(indicators.indicators_json(made))
    elif shown.data:
        tables = [indicators.indicators_years(made.indicators, made.years)]
        shown.print(tables, lambda: indicators.indicator_parts(made, explain=shown.explain))
    else:
        shown.print(indicators.indicator_parts(made, explain=shown.explain))


def _view(db: Path | None, name: By | About, asked: Asked, shown: Shown) -> None:
    named = asked.members or shown.explain or shown.output not in ("table", "markdown")
    asked = asked._replace(members=named)
    with viewing.shown_views(db, name, asked) as found:
        _print_views(found, shown, listed=asked.listed)


def _print_views(found: ShownViews, shown: Shown, *, listed: bool) -> None:
    from toshigaikou_cli.formats import views

    if shown.output == "json":
        _print_blocks([views.view_json(made) for made, _ in found])
        return
    several = len(found) > 1
    parts: list[Part] = []
    for made, names in found:
        members = names if listed else None
        if shown.data:
            tables = views.csv_tables(made, members)
            parts += [labelled(each, _STRATEGY, made.strategy_id) for each in tables] if several else tables
        else:
            parts += views.view_parts(made, explain=shown.explain, listed=members)
    shown.print(
        parts, lambda: [part for each, _ in found for part in views.view_parts(each, explain=shown.explain)]
    )


@contextmanager
def _target(file: Path | None) -> Iterator[None]:
    """Where the report goes: to the screen, or into a file that is replaced in one step once all is written."""
    if file is None:
        yield
        return
    text = io.StringIO(newline="")
    with redirect_stdout(text):
        yield
    write_file(file, text.getvalue().encode())
    _written(file)


def _written(file: Path) -> None:
    """Say on a terminal what was written: elsewhere silence is success."""
    if sys.stderr.isatty():
        note(written(file))
