"""Printing: the chosen format to stdout, with the terminal's width and colours where there is a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from toshigaikou_cli.cli.options import OutputFormat
from toshigaikou_cli.formats.lines import line
from toshigaikou_cli.formats.tables.table import Part


def print_parts(parts: Sequence[Part], output: OutputFormat, *, bom: bool = False) -> None:
    """Print tables and texts in one of the text formats."""
    if output is OutputFormat.csv:
        from toshigaikou_cli.formats.tables.delimited import csv_text

        sys.stdout.write(csv_text(parts, bom=bom))
    elif output is OutputFormat.markdown:
        from toshigaikou_cli.formats.tables.markdown import markdown

        sys.stdout.write(markdown(parts))
    else:
        from toshigaikou_cli.formats.tables import terminal

        if sys.stdout.isatty():
            color = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
            sys.stdout.write(terminal.on_terminal(parts, columns(), color=color))
        else:
            sys.stdout.write(terminal.plain(parts))


def print_json(data: Any) -> None:
    import json

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def columns() -> int:
    """The width of the terminal in cells (``COLUMNS`` overrides it)."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


def note(message: str) -> None:
    """A line on stderr, beside the output."""
    sys.stderr.write(line(message))


def say(text: str) -> None:
    """A line on stdout that is no table."""
    sys.stdout.write(line(text))
