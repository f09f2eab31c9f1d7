"""What commands say beside their output: lines that no text in them can break or steer a terminal with."""

from __future__ import annotations

from toshigaikou_cli.language import in_language
from toshigaikou_cli.text.keys import visible


def line(text: str) -> str:
    """One line in the reader's language; a line break in the text is written out."""
    return f"{visible(in_language(text))}\n"


def words(text: str) -> str:
    """A text within a line: a name in a prompt."""
    return visible(in_language(text))


def lines(text: str) -> str:
    """A text of several lines."""
    return visible(in_language(text), keep_newlines=True)


def error_line(message: str) -> str:
    """What went wrong, in one line."""
    return line(f"tgx: {' '.join(in_language(message).split())}")
