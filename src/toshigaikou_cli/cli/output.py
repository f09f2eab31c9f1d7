"""Printing: the chosen format to stdout, with the terminal's width and colours where there is a terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import chain
from typing import Any, TextIO, TypeVar

from toshigaikou_cli import formats
from toshigaikou_cli.errors import UsageError, one_of
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats import ListFormat, OutputFormat
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.lines import line
from toshigaikou_cli.formats.tables.table import Part, Table, in_words
from toshigaikou_cli.language import Language
from toshigaikou_cli.messages import say

PrintedRow = TypeVar("PrintedRow")
AMBIGUOUS = "TGX_AMBIGUOUS"
"""How many cells characters of ambiguous width (○, ×, ─) take: 1 or 2."""
_WIDE_LOCALES = expression(r"^(?:ja|zh|ko).*(?:euc|sjis|shift_?jis|big5|gb|@cjkwide)", re.IGNORECASE)
"""Locales in whose encodings these characters have two bytes, and two cells; or that say so (mintty)."""

_full_width: ContextVar[bool] = ContextVar("full_width", default=False)


@contextmanager
def full_width_where_asked() -> Iterator[None]:
    """Run a command; what its ``--wide`` says ends with it."""
    token = _full_width.set(False)
    try:
        yield
    finally:
        _full_width.reset(token)


def ask_for_full_width(asked: bool) -> None:
    """Have tables be as wide as they are, or as the terminal."""
    _full_width.set(asked)


def for_csv_alone(headers: Language | None, output: str) -> None:
    """Raise UsageError where headers in words are asked of another format than CSV."""
    if headers and output != "csv":
        raise UsageError(say("only CSV has such headers"), where="--headers", hint=say("add --format csv"))


def print_parts(
    parts: Sequence[Part], output: OutputFormat, *, bom: bool = False, headers: Language | None = None
) -> None:
    """Print tables and texts in one of the formats for tables; under ``headers`` in words, tgx's own words are, too."""
    shown = [in_words(part, headers) if headers and isinstance(part, Table) else part for part in parts]
    for text in formats.TABLES[output](shown, paper(bom=bom)._replace(headers=headers)):
        sys.stdout.write(text)


def print_in_parts(
    parts: Iterator[Sequence[PrintedRow]],
    table: Callable[[Sequence[PrintedRow]], Table],
    output: ListFormat,
    *,
    bom: bool = False,
    headers: Language | None = None,
    nothing: str = say("nothing matches"),
    data: Callable[[Sequence[PrintedRow]], Sequence[object]] = list,
) -> None:
    """Print a list of any length while it is read. ``nothing`` is said beside an empty list, ``data`` gives the records as
    they are in JSON. Raises UsageError where ``headers`` are asked of another format than CSV."""
    from toshigaikou_cli.formats.streams import json_lines, json_parts, screen_parts, table_parts

    for_csv_alone(headers, output)
    first = next(parts, None)  # what is wrong with the question is said before anything is printed
    if first is None and output not in ("json", "jsonl"):
        note(nothing)
    given = chain([first] if first else [], parts)
    if output == "json":
        shown = json_parts(map(data, given))
    elif output == "jsonl":
        shown = json_lines(map(data, given))
    elif output == "table":
        shown = screen_parts(given, table, paper())
    else:
        shown = table_parts(given, table, output, paper(bom=bom)._replace(headers=headers))
    for text in shown:
        sys.stdout.write(text)


def printed_as_data(records: Sequence[object], output: ListFormat) -> OutputFormat | None:
    """Print a list as JSON or as JSON Lines; where another format is asked for, that is given back, and nothing printed."""
    if output != "json" and output != "jsonl":
        return output
    from toshigaikou_cli.formats.streams import json_lines, json_parts

    for text in json_parts([records]) if output == "json" else json_lines([records]):
        sys.stdout.write(text)
    return None


def print_json(data: Any) -> None:
    from toshigaikou_cli.formats.plain import json_texts

    for text in json_texts(data):
        sys.stdout.write(text)


def paper(*, bom: bool = False, whole: bool = False) -> Paper:
    """What stdout is: a terminal with its width and colours, or none."""
    if not sys.stdout.isatty():
        return Paper(bom=bom, whole=whole)
    color = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Paper(None if _full_width.get() else columns(), color, bom, whole, ambiguous_width())


def columns(stream: TextIO | None = None) -> int:
    """The width of the terminal in cells, that of a stream or of stdout (``COLUMNS`` overrides it)."""
    cells = 0
    if stream and not os.environ.get("COLUMNS"):
        with suppress(OSError, ValueError):
            cells = os.get_terminal_size(stream.fileno()).columns
    return max(cells or shutil.get_terminal_size((100, 24)).columns, 40)


def folded(text: str, stream: TextIO) -> str:
    """Lines for a stream: on a terminal broken between words, the further ones below the first; elsewhere as they are."""
    if not stream.isatty() or _full_width.get():
        return text
    from toshigaikou_cli.formats.tables.wrapping import hanging

    return "\n".join(hanging(text, columns(stream), ambiguous_width()))


def ambiguous_width() -> int:
    """The cells of a character of ambiguous width: as TGX_AMBIGUOUS says, else 2 in a locale that has them wide, else 1."""
    said = os.environ.get(AMBIGUOUS, "")
    if said:
        one_of(AMBIGUOUS, said, ("1", "2"))
        return int(said)
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return 2 if _WIDE_LOCALES.match(locale) else 1


def note(message: str) -> None:
    """A line on stderr, beside the output; that nobody can read it stops nothing."""
    with suppress(OSError):
        sys.stderr.write(folded(line(message), sys.stderr))


def print_line(text: str) -> None:
    """A line on stdout that is no table."""
    print_lines(line(text))


def print_lines(text: str) -> None:
    """Lines that are no table and are said in the reader's language already."""
    sys.stdout.write(folded(text, sys.stdout))
