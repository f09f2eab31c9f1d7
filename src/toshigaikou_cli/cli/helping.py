"""Help in another language than English, in which Typer writes it; lines are as wide as they are on a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from typer._click.formatting import HelpFormatter

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.formats.tables.wrapping import wrapped
from toshigaikou_cli.language import in_language, translated
from toshigaikou_cli.messages import say, sayable

_EXTRA = expression(r"(?:^|  )\[([^\[\]]*)\]$")
"""What Typer puts behind the help of an option: its default, its range, whether it is required."""
_LEAST = expression(r"x>=(\d+)")
_SECTIONS = (sayable("Arguments"), sayable("Options"), sayable("Commands"))


class Formatter(HelpFormatter):
    """Typer's pages, said in the chosen language as they are written."""

    def __init__(self, context: Any) -> None:
        super().__init__(width=context.terminal_width, max_width=context.max_content_width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = (say("[OPTIONS]"), say("COMMAND"), say("[ARGS]"))
        for word in words:
            args = args.replace(word, in_language(word))
        super().write_usage(prog, args, in_language(say("Usage: ")) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{translated(heading)}：\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        paragraphs = re.split(r"\n{2,}", translated(text))
        blocks = [
            [f"{indent}{line}" for line in wrapped(each.replace("\n", ""), self.width - self.current_indent)]
            for each in paragraphs
        ]
        self.write("\n\n".join(map("\n".join, blocks)) + "\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        indent = " " * self.current_indent
        first = min(max(width(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            lines = wrapped(_said(text), max(self.width - first - 2, 10))
            if width(name) > first - col_spacing:
                self.write(f"{indent}{name}\n")
            else:
                self.write(f"{indent}{name}{' ' * (first - width(name))}{lines.pop(0)}".rstrip() + "\n")
            self.write("".join(f"{indent}{' ' * first}{line}\n" for line in lines))


def _said(text: str) -> str:
    found = _EXTRA.search(text)
    plain = text[: found.start()] if found else text
    return f"{translated(plain)}{_extra(found[1]) if found else ''}"


def _extra(text: str) -> str:
    said = []
    for part in text.split("; "):
        name, _, value = part.partition(": ")
        if name == "default" and value:
            said.append(in_language(say("default: {value}", value=value)))
        elif name == "choices":
            said.append(in_language(say("choices: {value}", value=value)))
        elif part == "required":
            said.append(in_language(say("required")))
        elif least := _LEAST.fullmatch(part):
            said.append(in_language(say("{n} or more", n=least[1])))
        else:
            said.append(part)
    return f"［{'；'.join(said)}］"
