"""``--lang`` of every command, and help and usage errors in the chosen language."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import typer
from typer import _completion_shared
from typer.core import TyperOption

from toshigaikou_cli.errors import one_of
from toshigaikou_cli.language import LANGUAGES, Language, chosen

LANG = "--lang"
COMPLETING = "_TGX_COMPLETE"
"""The variable by which a shell asks Typer for completions."""


_ENDS = "$1 ) )\n    return 0\n"
_completion_shared._completion_scripts["bash"] = _completion_shared.COMPLETION_SCRIPT_BASH.replace(
    _ENDS, _ENDS.replace("\n    return", " || [ $? -ne 3 ] || compopt +o default\n    return")
)
"""bash offers files where there is nothing else, unless it is told (``completing.NOTHING``)."""


def asked_language(arguments: Sequence[str]) -> Language | None:
    """The language that the arguments ask for, wherever ``--lang`` stands; what is no language is the parser's matter."""
    ours = arguments[: arguments.index("--")] if "--" in arguments else arguments
    values = [each.partition("=")[2] for each in ours if each.startswith(f"{LANG}=")]
    values += [value for name, value in pairwise(ours) if name == LANG]
    return next((value for value in reversed(values) if value in LANGUAGES), None)


class SpeakingContext(typer.Context):
    """A context whose help is in the chosen language."""

    def make_formatter(self) -> Any:
        if chosen() == "en":
            return super().make_formatter()
        from toshigaikou_cli.cli.helping import Formatter

        return Formatter(self)


def speaking_command(command: Any) -> Any:
    """The command, and those below it, with ``--lang`` and help in the chosen language."""
    command.context_class = SpeakingContext
    if not any(LANG in parameter.opts for parameter in command.params):
        command.params.append(_option())
    if any("--format" in parameter.opts for parameter in command.params):
        command.params.append(_wide())
    if COMPLETING in os.environ:
        from toshigaikou_cli.cli.completing import complete_values

        complete_values(command)
    for each in getattr(command, "commands", {}).values() if type(command).__name__ == "TyperGroup" else ():
        speaking_command(each)
    return command


def _wide() -> TyperOption:
    return TyperOption(
        param_decls=["--wide"],
        is_flag=True,
        help="Tables at their full width, also on a narrower terminal.",
        expose_value=False,
        callback=lambda _context, _option, value: _ask_for_full_width(value),
    )


def _ask_for_full_width(asked: bool) -> None:
    if asked:
        from toshigaikou_cli.cli.output import ask_for_full_width

        ask_for_full_width(asked)


def _option() -> TyperOption:
    return TyperOption(
        param_decls=[LANG],
        type=str,
        metavar="ja|en",
        help="The language of what is printed for people. [default: TGX_LANG, or the locale]",
        expose_value=False,
        callback=lambda _context, _option, value: one_of(LANG, value, LANGUAGES),
    )
