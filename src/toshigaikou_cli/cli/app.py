"""The ``tgx`` command: its subcommands, loaded when they are called, and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import Abort, TyperException

from toshigaikou_cli import __version__
from toshigaikou_cli.cli.options import DbOption
from toshigaikou_cli.errors import EXIT_BUG, EXIT_CANNOT, EXIT_OK, TgxError
from toshigaikou_cli.formats.lines import error_line

COMMANDS = {
    "import": ("import_", "Import strategies and yearly sheets into the catalogue."),
    "query": ("query", "List measures, achievements, bureaus, cities or documents."),
    "search": ("search", "Find a text in measures and achievements."),
    "show": ("show", "Everything about one measure, achievement, bureau or city."),
    "report": ("report", "Coverage of the goals: what has something to show, what has nothing."),
    "link": ("link", "Links: show, review, accept or reject them; explain and evaluate the rules."),
    "crosswalk": ("crosswalk", "What became of the measures of one strategy in the next."),
    "diff": ("diff", "What changed between two years, or between two editions of a document."),
    "validate": ("validate", "Check the catalogue; exit 1 where a check finds an error."),
    "source": ("source", "Where an achievement or a measure stands in its document."),
    "vocabulary": ("vocabulary", "Names that the registers do not have: list them, accept one."),
    "documents": ("documents", "Take a document out of the catalogue."),
    "rebuild": ("rebuild", "Make the catalogue anew from the documents it keeps."),
    "demo": ("demo", "Run the main job on the packaged documents."),
    "info": ("info", "Where the catalogue is, what is in it, which versions made it."),
}
"""Subcommands: the module that has each, and its summary (so that help loads none of them)."""


class _Commands(MutableMapping[str, Any]):
    """The subcommands by name; a command's module is imported when the command is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._loaded:
            module = import_module(f"toshigaikou_cli.cli.{COMMANDS[name][0]}")
            command = typer.main.get_command(module.app)
            command.name = name
            self._loaded[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class LazyGroup(TyperGroup):
    """A group whose help and completion come from :data:`COMMANDS`, without loading the commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


app = typer.Typer(
    name="tgx",
    cls=LazyGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def tgx(
    db: DbOption = None,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Follow a city's international strategy from promise to result.

    What was promised, what was done, by whom, with which city, and what has nothing to show?
    Exit codes: 0 fine; 1 found what it looked for (errors in validate); 2 could not run; 3 a bug in tgx.
    """
    if version:
        typer.echo(f"tgx {__version__}")
        raise typer.Exit
    if db:
        os.environ["TGX_DB"] = str(db)


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. Errors are one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        code = typer.main.get_command(app).main(args=arguments, prog_name="tgx", standalone_mode=False)
        sys.stdout.flush()
    except TgxError as error:
        return _fail(str(error), error.exit_code)
    except TyperException as error:
        return _usage(error)
    except (KeyboardInterrupt, Abort):
        return _fail("stopped; nothing was changed", 130)
    except BrokenPipeError:
        # whoever read the pipe has seen enough; keep Python from complaining when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except Exception as error:
        if os.environ.get("TGX_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        return _fail(f"a bug in tgx: {what} (TGX_DEBUG=1 shows the trace; please report it)", EXIT_BUG)
    return code if isinstance(code, int) else EXIT_OK


def _fail(message: str, code: int) -> int:
    sys.stderr.write(error_line(message))
    return code


_FILTERS = ("--strategy", "--goal", "--area", "--measure", "--bureau", "--city", "--year", "--kind", "--status",
            "--outcome")  # fmt: skip


def _takers(option: str) -> str:
    """The commands that a filter goes with, "" for what is no filter."""
    if option not in _FILTERS:
        return ""
    found = []
    for name in ("query", "show", "report", "link"):
        command = typer.main.get_command(import_module(f"toshigaikou_cli.cli.{COMMANDS[name][0]}").app)
        parts = getattr(command, "commands", None) or {"": command}
        found += [
            f"tgx {name} {part}".rstrip()
            for part, each in parts.items()
            if any(option in parameter.opts for parameter in each.params)
        ]
    return ", ".join(found)


def _usage(error: TyperException) -> int:
    """A usage error in one line; a call without arguments prints the help."""
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message)
        return EXIT_OK
    path = context.command_path if context else "tgx"
    takers = _takers(getattr(error, "option_name", ""))
    if takers:
        return _fail(f"{path} has no {error.option_name}; it goes with {takers}", EXIT_CANNOT)  # type: ignore[attr-defined]
    return _fail(f"{message.rstrip('.')} ({path} --help)", EXIT_CANNOT)
