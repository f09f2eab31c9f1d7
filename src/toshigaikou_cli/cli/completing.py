"""Values for the completion of a shell. Loaded only where one asks, which a variable says (``_TGX_COMPLETE``)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from typer import _completion_classes
from typer._click.shell_completion import CompletionItem

from toshigaikou_cli import projects
from toshigaikou_cli.cli import values
from toshigaikou_cli.formats.lines import words as shown
from toshigaikou_cli.language import translated

_NAMED: Mapping[str, tuple[str, ...]] = {
    "--strategy": ("strategy",),
    "--goal": ("goal",),
    "--area": ("area",),
    "--measure": ("measure",),
    "--bureau": ("bureau",),
    "--city": ("city",),
    "--year": ("year",),
    "ID": ("achievement", "measure"),
    "MEASURE": ("measure",),
    "NEW": ("measure",),
    "DOCUMENT": ("document",),
    "--parent": ("bureau",),
}
"""What a parameter takes of the catalogue, by its name, or of an argument by what stands for it in the help."""
_JUDGING = ("accept", "reject", "outside", "mend", "undo")
"""Commands whose ids are those of achievements only."""
# Typer takes markup out of what it shows with rich; a title is none, and rich costs more than all else.
_completion_classes._sanitize_help_text = lambda text: text
NOTHING = 3
"""What completion exits with where a value is asked for and there is none: the shell then offers no files."""
_asked: list[str] = []
"""The kinds of value that were asked for."""


def offer_no_files() -> None:
    """Have the shells offer no files where a parameter takes names of the catalogue, and it has none that begin so."""
    shells: Any = _completion_classes
    for shell in (shells.BashComplete, shells.ZshComplete, shells.FishComplete):
        shell.complete = _without_files(shell.complete)


def _without_files(complete: Callable[[Any], str]) -> Callable[[Any], str]:
    def completed(shell: Any) -> str:
        _asked.clear()
        try:
            text = complete(shell)
        except SystemExit as ended:  # fish asks whether there is anything to offer
            raise SystemExit(0 if _asked else ended.code) from None
        if _asked and text == "_files":
            return ":"  # does nothing in zsh
        if _asked and not text and shell.name == "bash":
            raise SystemExit(NOTHING)
        return text

    return completed


offer_no_files()


def complete_values(command: Any) -> None:
    """Have a command's parameters offer their values, and everything that it offers say what it is in the language."""
    command.shell_complete = partial(_told, command.shell_complete)
    for parameter in command.params:
        if offer := _offer(command, parameter):
            parameter.shell_complete = offer


def _offer(command: Any, parameter: Any) -> Callable[[Any, str], list[CompletionItem]] | None:
    name = next((each for each in parameter.opts if each.startswith("--")), "")
    named = name or (parameter.metavar or "").strip("[]…")
    if kinds := _NAMED.get(named):
        return partial(_of_catalogue, kinds[:1] if command.name in _JUDGING else kinds)
    if name in ("--select", "--ignore"):
        return _of_checks
    codes = values.listed(command, parameter)
    return partial(_of_codes, codes) if codes and name != "--meta" else None


def _of_checks(_context: Any, incomplete: str) -> list[CompletionItem]:
    from toshigaikou_cli.jobs import offering

    _asked.append("check")
    return _items(offering.checks(), incomplete)


def _of_codes(codes: Sequence[str], _context: Any, incomplete: str) -> list[CompletionItem]:
    _asked.extend(codes)
    return _items(values.offered(codes, incomplete), incomplete)


def _of_catalogue(kinds: Iterable[str], context: Any, incomplete: str) -> list[CompletionItem]:
    from toshigaikou_cli.jobs import offering

    if project := _given(context, "project"):
        os.environ[projects.VARIABLE] = str(Path.cwd() / project)
    _asked.extend(kinds)
    found = [each for kind in kinds for each in offering.values(_given(context, "db"), kind, incomplete)]
    return _items(found, incomplete)


def _given(context: Any, name: str) -> Path | None:
    """A file that the words before name, with the command or before it."""
    while context is not None:
        if value := context.params.get(name):
            return Path(value)
        context = context.parent
    return None


def _items(found: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(shown(value), help=shown(told))
        for value, told in found
        if value.startswith(incomplete)
    ]


def _told(
    complete: Callable[[Any, str], list[CompletionItem]], context: Any, incomplete: str
) -> list[CompletionItem]:
    """What a command offers, options and commands below it, with its help in the language."""
    return [
        CompletionItem(item.value, help=translated(item.help or "")) for item in complete(context, incomplete)
    ]
