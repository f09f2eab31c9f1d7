"""docs/commands.md, made from the commands themselves (``python tests/commands_page.py`` writes it anew)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import typer

from toshigaikou_cli.cli.app import app
from toshigaikou_cli.errors import EXIT_BUG, EXIT_CANNOT, EXIT_FOUND, EXIT_OK

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
EVERYWHERE = ("--lang", "--help", "-h", "--install-completion", "--show-completion")
"""Options that the page names once: those of every command, and of every one that ``tgx --help`` lists."""
STOPPED = 130

_INTRODUCTION = f"""\
# Commands

Every command of tgx with its arguments, options and exit codes. This page is made from the commands by `make docs`; a
test compares.

Each command has `--help` (`-h`), and `--lang` (`ja` or `en`), the language of what is printed for people, else that of
`TGX_LANG`, or of the locale. `tgx` and the commands that `tgx --help` lists also have `--install-completion` and
`--show-completion`, which set up or print completion for the current shell.

## Exit codes

| code | meaning |
|---|---|
| {EXIT_OK} | fine |
| {EXIT_FOUND} | ran, and found what it was asked to find: {{finding}} |
| {EXIT_CANNOT} | could not run: usage, an unreadable file, no catalogue; one line on stderr says what, where, and what to do |
| {EXIT_BUG} | a bug in tgx; `TGX_DEBUG=1` shows the trace |
| {STOPPED} | stopped with Ctrl-C |
"""


class Documented(NamedTuple):
    """A command under its whole name (``tgx link show``), and how deep it stands."""

    name: str
    command: Any
    context: Any
    depth: int


def commands() -> Iterator[Documented]:
    """tgx and every command below it, in the order of the help."""
    root = typer.main.get_command(app)
    yield from _below("tgx", root, None, 0)


def _below(name: str, command: Any, parent: Any, depth: int) -> Iterator[Documented]:
    context = command.context_class(command, info_name=name.split()[-1], parent=parent)
    yield Documented(name, command, context, depth)
    for each in getattr(command, "commands", ()):
        yield from _below(f"{name} {each}", command.commands[each], context, depth + 1)


def parameters(documented: Documented) -> list[Any]:
    """The arguments and options of a command but those that the page names once."""
    return [each for each in documented.command.params if not set(each.opts) & set(EVERYWHERE)]


def exit_codes(documented: Documented) -> tuple[int, ...]:
    """The codes that a command can end with, beside that of Ctrl-C."""
    callback = documented.command.callback
    found = (EXIT_FOUND,) if callback and _uses(inspect.unwrap(callback), "EXIT_FOUND", set()) else ()
    return (EXIT_OK, *found, EXIT_CANNOT, EXIT_BUG)


def _uses(function: Callable[..., Any], name: str, seen: set[str]) -> bool:
    """Whether a function, or one of its module that it calls, reads the global ``name``."""
    read = set(function.__code__.co_names)
    if name in read:
        return True
    own = {
        each: value
        for each in read - seen
        if inspect.isfunction(value := function.__globals__.get(each))
        and value.__module__ == function.__module__
    }
    return any(_uses(value, name, seen | set(own)) for value in own.values())


def page() -> str:
    """The whole text of docs/commands.md."""
    every = list(commands())
    finding = ", ".join(f"`{each.name}`" for each in every if EXIT_FOUND in exit_codes(each))
    return _INTRODUCTION.format(finding=finding) + "".join(map(_section, every))


def _section(documented: Documented) -> str:
    usage = " ".join([documented.name, *documented.command.collect_usage_pieces(documented.context)])
    lines = ["", f"{'##' if documented.depth < 2 else '###'} {documented.name}", "", f"    {usage}", ""]
    lines += [_escaped(inspect.cleandoc(documented.command.help or "")), ""]
    lines += [f"- {_parameter(each, documented.context)}" for each in parameters(documented)]
    if not hasattr(documented.command, "commands"):
        codes = ", ".join(map(str, exit_codes(documented)))
        lines += ["", f"Exit codes: {codes} ([meaning](#exit-codes))."]
    return "\n".join(lines).rstrip("\n") + "\n"


def _parameter(parameter: Any, context: Any) -> str:
    is_flag = getattr(parameter, "is_flag", False)
    metavar = "" if is_flag else parameter.make_metavar(context)
    if parameter.param_type_name == "argument":
        names = f"`{metavar}`"
    else:
        names = ", ".join(f"`{each}`" for each in parameter.opts) + (f" `{metavar}`" if metavar else "")
    return f"{names}: {_escaped(parameter.help or '')}{_default(parameter)}"


def _default(parameter: Any) -> str:
    value = parameter.default
    if isinstance(value, Enum):
        value = value.value
    return "" if value in (None, False, "") else f" [default: {value}]"


def _escaped(text: str) -> str:
    return text.replace("*", r"\*").replace("<", r"\<")


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
