"""What commands say beside their output: lines that no text in them can break or steer a terminal with."""

from __future__ import annotations

from toshigaikou_cli.text.keys import visible


def line(text: str) -> str:
    """One line; a line break in the text is written out."""
    return f"{visible(text)}\n"


def words(text: str) -> str:
    """A text within a line: a name in a prompt."""
    return visible(text)


def lines(text: str) -> str:
    """A text of several lines."""
    return visible(text, keep_newlines=True)


def error_line(message: str) -> str:
    """What went wrong, in one line."""
    return line(f"tgx: {' '.join(message.split())}")
