"""The ``tgx`` command: its subcommands, loaded when they are called, and its exit codes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, MutableMapping, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import Abort, TyperException

from toshigaikou_cli import __version__, projects
from toshigaikou_cli.cli import process
from toshigaikou_cli.cli.options import DbOption
from toshigaikou_cli.cli.output import full_width_where_asked
from toshigaikou_cli.cli.speaking import asked_language, speaking_command
from toshigaikou_cli.errors import EXIT_BUG, EXIT_CANNOT, EXIT_OK, TgxError, one_of
from toshigaikou_cli.files import shown_name
from toshigaikou_cli.language import LANGUAGES, VARIABLE, known, speaking
from toshigaikou_cli.messages import say

COMMANDS = {
    "import": ("import_", "Import strategies and yearly sheets into the catalogue."),
    "query": ("query", "List measures, achievements, bureaus, cities or documents."),
    "search": ("search", "Find a text in measures and achievements."),
    "show": ("show", "Everything about one measure, achievement, bureau or city."),
    "report": ("report", "Coverage of the goals: what has something to show, what has nothing."),
    "link": ("link", "Links: show, review, accept or reject them; explain and evaluate the rules."),
    "crosswalk": ("crosswalk", "What became of the measures of one strategy in the next."),
    "diff": ("diff", "What changed between two years, or between two editions of a document."),
    "export": ("export", "Hand out everything, in the forms that other tools read."),
    "browse": ("browse", "Show the catalogue in the browser, in Datasette, on this machine only."),
    "validate": ("validate", "Check the catalogue; exit 1 where a check finds an error."),
    "source": ("source", "Where an achievement or a measure stands in its document."),
    "cite": ("cite", "A citation for each claim, in text, Markdown, BibTeX or CSL-JSON."),
    "init": ("init", "Make the folder of a new project from a city's strategy."),
    "words": ("words", "Names that are not known: list them; add a unit, a city, another name."),
    "documents": ("documents", "The documents and what is known of them; take one out of the catalogue."),
    "rebuild": ("rebuild", "Make the catalogue anew from the documents it keeps."),
    "demo": ("demo", "Run the main job on the packaged documents."),
    "info": ("info", "Where the catalogue is, what is in it, which versions made it."),
}
"""Subcommands: the module that has each, and its summary (so that help loads none of them)."""
_OLDER = {"vocabulary": "words"}
"""Older names of subcommands, which no list has."""


class _Commands(MutableMapping[str, Any]):
    """The subcommands by name; a command's module is imported when the command is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        today = _OLDER.get(name, name)
        if today not in COMMANDS:
            raise KeyError(name)
        if name not in self._loaded:
            module = import_module(f"toshigaikou_cli.cli.{COMMANDS[today][0]}")
            command = typer.main.get_command(module.app)
            command.name = name
            command.short_help = COMMANDS[today][1]
            self._loaded[name] = speaking_command(command)
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
        speaking_command(self)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Typer would take a closed pipe for a failure, and say nothing of what stops it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise process.Unread from error
        except KeyboardInterrupt as error:
            raise process.Stopped(error) from error


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
    project: Annotated[
        Path | None,
        typer.Option(
            "--project",
            help="The project's folder; with any command. [default: TGX_PROJECT, or found upwards]",
            metavar="FOLDER",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Follow a city's international strategy from promise to result.

    What was promised, what was done, by whom, with which city, and what has nothing to show?
    Exit codes: 0 fine; 1 found what it looked for (errors in validate); 2 could not run; 3 a bug in tgx.
    """
    if project:
        os.environ[projects.VARIABLE] = str(Path.cwd() / project)
        projects.current()
    if version:
        typer.echo(f"tgx {__version__}")
        raise typer.Exit
    if db:
        os.environ["TGX_DB"] = str(db)


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. Errors are one line on stderr."""
    process.encode_output()
    with speaking(asked_language(arguments)), full_width_where_asked():
        return _spoken(arguments)


def _spoken(arguments: list[str]) -> int:
    try:
        try:
            said = os.environ.get(VARIABLE) or None
            one_of(VARIABLE, known(said) or said, LANGUAGES)
            code = _run(arguments)
        except Exception as error:
            code = _failed(error, arguments)
        return process.flushed(code)
    except KeyboardInterrupt as error:  # while an error is told, or what was printed waits for who reads it
        return process.Stopped(error).exit_code


def _run(arguments: list[str]) -> int:
    code = typer.main.get_command(app).main(
        args=_project_first(arguments), prog_name="tgx", standalone_mode=False
    )
    return code if isinstance(code, int) else EXIT_OK


def _project_first(arguments: list[str]) -> list[str]:
    """The arguments with --project, which goes with any command, before the command."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    rest: list[str] = []
    coming = iter(arguments[:end])
    for each in coming:
        if each == "--project":
            first += [each, *islice(coming, 1)]
        else:
            (first if each.startswith("--project=") else rest).append(each)
    return [*first, *rest, *arguments[end:]]


def _failed(error: Exception, arguments: Sequence[str]) -> int:
    """Say in one line what went wrong; the exit code."""
    if isinstance(error, process.Stopped):
        return process.fail_after_key(error.message, error.exit_code)
    if isinstance(error, TgxError):
        return process.fail(error.message, error.exit_code)
    if isinstance(error, TyperException):
        return _usage(error, arguments)
    if isinstance(error, Abort):
        return process.fail(say("stopped"), 128 + signal.SIGINT)
    if isinstance(error, process.Unread):
        return EXIT_OK
    if os.environ.get("TGX_DEBUG"):
        raise error
    if (
        isinstance(error, OSError) and error.strerror
    ):  # what no command looks out for: a full disk, a path too long
        return process.refused(error)
    if (
        isinstance(error, UnicodeEncodeError) and "\udc80" <= error.object[error.start] <= "\udcff"
    ):  # of an argument
        return process.fail(say("not valid UTF-8: {text}", text=shown_name(error.object)[:80]), EXIT_CANNOT)
    if isinstance(error, MemoryError):
        return process.fail(say("not enough memory (name fewer or smaller files)"), EXIT_CANNOT)
    what = f"{type(error).__name__}: {error}"
    told = say("a bug in tgx: {what} (TGX_DEBUG=1 shows the trace; please report it)", what=what)
    return process.fail(told, EXIT_BUG)


_FILTERS = ("--strategy", "--goal", "--area", "--measure", "--bureau", "--city", "--year", "--kind", "--status",
            "--outcome")  # fmt: skip


def _takers(option: str) -> list[str]:
    """The commands that a filter goes with, none for what is no filter."""
    if option not in _FILTERS:
        return []
    found = []
    for name in ("query", "show", "report", "cite", "link"):
        command = typer.main.get_command(import_module(f"toshigaikou_cli.cli.{COMMANDS[name][0]}").app)
        parts = getattr(command, "commands", None) or {"": command}
        found += [
            f"tgx {name} {part}".rstrip()
            for part, each in parts.items()
            if any(option in parameter.opts for parameter in each.params)
        ]
    return found


def _asked(arguments: Sequence[str]) -> str:
    """The command that arguments name, as far as they do."""
    path, command = "tgx", typer.main.get_command(app)
    for each in arguments:
        below = getattr(command, "commands", {})
        if each in below:
            path, command = f"{path} {each}", below[each]
    return path


def _usage(error: TyperException, arguments: Sequence[str]) -> int:
    """A usage error in one line; a call without arguments prints the help."""
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message)
        return EXIT_OK
    path = context.command_path if context else _asked(arguments)
    option = getattr(error, "option_name", "") if type(error).__name__ == "NoSuchOption" else ""
    if takers := _takers(option):
        told = say("{path} has no {option}; it goes with {takers}", path=path, option=option, takers=takers)
        return process.fail(told, EXIT_CANNOT)
    from toshigaikou_cli.cli.usage import understood

    told = say("{what} ({path} --help)", what=understood(message.rstrip("."), path), path=path)
    return process.fail(told, EXIT_CANNOT)
