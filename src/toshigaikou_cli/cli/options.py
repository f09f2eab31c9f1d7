"""The options that commands share."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Generic, TypeVar

import typer

from toshigaikou_cli.cli.endings import format_of
from toshigaikou_cli.cli.output import note
from toshigaikou_cli.errors import UsageError, one_of
from toshigaikou_cli.formats import ListFormat, OutputFormat
from toshigaikou_cli.language import Language, names_from, words_from
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.filters import KINDS, OUTCOMES, STATUSES, Filters, outcome_among
from toshigaikou_cli.records.parts import Parts
from toshigaikou_cli.records.project import ProjectWords

Element = TypeVar("Element")
_NAMING = ("report", "query", "show", "search", "cite", "diff", "crosswalk", "link")
"""Commands that print names as English has them, where that is asked for."""


def _names_of_catalogue(context: typer.Context, db: Path | None) -> Path | None:
    """The option as it is; English names come from the catalogue that it names, and, without a project, its words."""

    def words() -> ProjectWords | None:
        from toshigaikou_cli.jobs import wording

        return wording.spoken_of(db)

    words_from(words)
    if context.command_path.split()[1:2] and context.command_path.split()[1] in _NAMING:

        def names() -> Mapping[str, str]:
            from toshigaikou_cli.jobs import wording

            return wording.english(db)

        names_from(names)
    return db


def _png_or_folder(image: Path | None) -> Path | None:
    """The option as it is; raises UsageError for a file of another ending."""
    if image and image.suffix and not image.is_dir():
        format_of(image, None, {".png": "png"}, "png", "--image")
    return image


def say_drawn(files: Sequence[Path], image: Path) -> None:
    """Say which pictures were written."""
    if files == [image]:
        note(say("drawn: {file}", file=image))
        return
    n = len(files)
    note(say_n("{n} picture written into {folder}", "{n} pictures written into {folder}", n, folder=image))


DbOption = Annotated[
    Path | None,
    typer.Option(
        "--db",
        help="The catalogue file. [default: TGX_DB, or the project's, or the user's]",
        metavar="PATH",
        callback=_names_of_catalogue,
    ),
]
JudgementsOption = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        metavar="FILE",
        help="The file of judgements. [default: TGX_JUDGEMENTS, or the project's, or beside the catalogue]",
    ),
]
CrosswalkOption = Annotated[
    Path | None,
    typer.Option(
        "--crosswalk",
        metavar="FILE",
        help="The file of the crosswalk. [default: TGX_CROSSWALK, or the project's, or beside the catalogue]",
    ),
]
FormatOption = Annotated[OutputFormat, typer.Option("--format", "-f", help="The output format.")]
ListOption = Annotated[ListFormat, typer.Option("--format", "-f", help="The output format.")]
BomOption = Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for Excel.")]
HeadersOption = Annotated[
    Language | None,
    typer.Option("--headers", help="CSV whose headers are words of a language. [default: the keys]"),
]
StrategyOption = Annotated[
    str | None, typer.Option("--strategy", metavar="ID", help="Of several strategies this one: 2014.")
]
ImageOption = Annotated[
    Path | None,
    typer.Option(
        "--image",
        metavar="FILE.png|FOLDER",
        help="A picture of the row (PNG): of a PDF's page with the row marked, else of the row of the table.",
        callback=_png_or_folder,
    ),
]
GoalOption = Annotated[
    str | None, typer.Option("--goal", metavar="GOAL", help="A goal: 2, Ⅱ, 2014:2, or its title.")
]
AreaOption = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="AREA",
        help="An area: 2-ア (also 2-a, or 2.1 by its place), 2014:2-ア, or its title.",
    ),
]
MeasureOption = Annotated[
    str | None,
    typer.Option(
        "--measure", metavar="MEASURE", help="A measure's code: 35, 1-1-(1), 2014:35, or its title."
    ),
]
BureauOption = Annotated[
    str | None,
    typer.Option(
        "--bureau",
        metavar="NAME",
        help="A bureau: id, name (old or English, too), or a unique part; with its predecessors and successors.",
    ),
]
CityOption = Annotated[
    str | None,
    typer.Option(
        "--city", metavar="NAME", help="A partner city, such as Seoul: a name, or a unique part of one."
    ),
]
YearOption = Annotated[
    str | None, typer.Option("--year", metavar="FY", help="A fiscal year: 2017, FY2017, H29.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="At most N rows. [default: all]")
]
KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="result or plan.")]
StatusOption = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help=f"One of {', '.join(STATUSES)}.")
]

StatedOption = Annotated[bool, typer.Option("--stated", help="Also rows whose measure their sheet states.")]

SheetsOption = Annotated[
    list[str] | None,
    typer.Option("--sheet", metavar="NAME|N", help="Only this sheet of a workbook; may be repeated."),
]
PagesOption = Annotated[
    str | None, typer.Option("--pages", metavar="N-N", help="Only these pages: 3-7, or 2,5-8.")
]
TablesOption = Annotated[
    list[int] | None,
    typer.Option("--table", min=1, metavar="N", help="Only this table of a document; may be repeated."),
]
SecondReadingOption = Annotated[
    bool,
    typer.Option(
        "--second-reading", help="Read each PDF with pdfplumber, too, and report what it reads otherwise."
    ),
]
OcrOption = Annotated[
    bool,
    typer.Option("--ocr", help="Recognize the scanned pages of each PDF (tgx[ocr]); such rows are marked."),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="Processes that read documents. [default: the cores]"
    ),
]
MaxBytesOption = Annotated[
    int,
    typer.Option(
        "--max-bytes",
        min=1,
        metavar="N",
        help="Refuse a file of more bytes. [default: 104857600, 100 MiB]",
        show_default=False,
    ),
]
_MAX_PAGES = 100_000


def processes(jobs: int | None) -> int:
    """How many processes read: as many as the user says, or as there are cores for this one."""
    if jobs is not None:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parts(sheets: list[str] | None, pages: str | None, tables: list[int] | None) -> Parts:
    """The parts of a document as the options name them. Raises UsageError for pages that are none."""
    return Parts(tuple(sheets or ()), _pages(pages) if pages else (), tuple(tables or ()))


def _pages(text: str) -> tuple[int, ...]:
    numbers: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        ends = (first.strip(), last.strip() or first.strip())
        if not all(end.isascii() and end.isdigit() and 0 < int(end) <= _MAX_PAGES for end in ends):
            raise UsageError(
                say("no pages: {text}", text=text), where="--pages", hint=say("such as 3-7, or 2,5-8")
            )
        numbers.update(range(int(ends[0]), int(ends[1]) + 1))
    if not numbers:
        hint = say("the first before the last")
        raise UsageError(say("no pages: {text}", text=text), where="--pages", hint=hint)
    return tuple(sorted(numbers))


OutcomeOption = Annotated[
    str | None, typer.Option("--outcome", metavar="OUTCOME", help=f"One of {', '.join(OUTCOMES)}.")
]


def checked(filters: Filters, outcomes: Collection[str] = OUTCOMES) -> Filters:
    """The filters of a command. Raises UsageError for a kind, a status or an outcome that there is not."""
    filters = filters._replace(outcome=outcome_among(filters.outcome, outcomes))
    one_of("--status", filters.status, STATUSES)
    one_of("--kind", filters.kind, KINDS)
    one_of("--outcome", filters.outcome, outcomes)
    return filters


class Bounded(Generic[Element]):
    """Lists of records up to a limit, of those that have one more where there are more."""

    def __init__(self, parts: Iterable[Sequence[Element]], limit: int | None) -> None:
        self._parts, self._limit, self._more = parts, limit, False

    def __iter__(self) -> Iterator[Sequence[Element]]:
        left = self._limit
        for part in self._parts:
            if left is not None and len(part) > left:
                self._more = True
                if left:
                    yield part[:left]
                return
            yield part
            left = None if left is None else left - len(part)

    def tell(self, output: ListFormat) -> None:
        """Say beside a table for people that there are more."""
        if self._more and self._limit and output == "table":
            told = say_n(
                "only the first row is listed (a greater --limit shows more)",
                "only the first {n} rows are listed (a greater --limit shows more)",
                self._limit,
            )
            note(told)


def one_more(limit: int | None) -> int | None:
    """What is asked for, so that :class:`Bounded` knows whether there are more."""
    return limit and limit + 1


def no_csv(output: OutputFormat, hint: str = "") -> None:
    """Raise UsageError where one thing is asked for as CSV."""
    if output == "csv":
        raise UsageError(say("one thing is no table"), where="--format csv", hint=hint or say("use json"))
