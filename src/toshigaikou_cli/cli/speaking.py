"""``--lang`` of every command, and help and usage errors in the chosen language."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import typer
from typer import _completion_shared
from typer.core import TyperOption

from toshigaikou_cli.cli.values import accept_words
from toshigaikou_cli.errors import UsageError, one_of
from toshigaikou_cli.language import LANGUAGES, Language, chosen, known, translated
from toshigaikou_cli.messages import say

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
    return next(filter(None, map(known, reversed(values))), None)


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
    command.get_short_help_str = lambda limit=0: _summary(command)  # noqa: ARG005 - Typer's signature: it would cut
    if not any(LANG in parameter.opts for parameter in command.params):
        command.params.append(_option())
    if any(_prints_tables(parameter) for parameter in command.params):
        command.params.append(_wide())
    if any("--bom" in parameter.opts for parameter in command.params):
        command.invoke = _with_csv_alone(command.invoke)
    accept_words(command)
    if COMPLETING in os.environ:
        from toshigaikou_cli.cli.completing import complete_values

        complete_values(command)
    for each in getattr(command, "commands", {}).values() if type(command).__name__ == "TyperGroup" else ():
        speaking_command(each)
    return command


def _prints_tables(parameter: Any) -> bool:
    """Whether an option chooses among formats of which one is laid out for the screen."""
    choices = getattr(parameter.type, "choices", ())
    return "--format" in parameter.opts and bool({"table", "text"} & set(choices))


def _with_csv_alone(invoke: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A command that refuses a byte order mark where nothing that it prints is CSV."""

    def checked(context: Any) -> Any:
        given = context.params
        if given.get("bom") and not (
            given.get("table") or any(str(each).lower().endswith("csv") for each in given.values())
        ):
            raise UsageError(say("only CSV has it"), where="--bom", hint=say("add --format csv"))
        return invoke(context)

    return checked


def _summary(command: Any) -> str:
    """What a command is, whole, as the list in the help and the completion say it: its first sentence."""
    if command.short_help:
        return translated(command.short_help)
    first = translated(command.help or "").partition("\n\n")[0]
    if chosen() == "ja":
        return first.replace("\n", "").partition("。")[0]
    sentence, end, _ = f"{' '.join(first.split())} ".partition(". ")
    return f"{sentence}{end}".strip()


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
        callback=lambda _context, _option, value: one_of(LANG, known(value) or value, LANGUAGES),
    )
