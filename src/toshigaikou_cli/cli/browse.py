"""``tgx browse``: the catalogue in the browser, in Datasette (Apache-2.0), which is the optional extra ``browse``."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption
from toshigaikou_cli.cli.output import note
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.exports import FORMS
from toshigaikou_cli.jobs import exporting
from toshigaikou_cli.messages import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_HOST = "127.0.0.1"
"""Nobody else reaches it."""


@app.command()
def browse(
    db: DbOption = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 is any free one.")
    ] = 8001,
    opened: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
) -> None:
    """Show the catalogue in the browser, on this machine only, until Ctrl-C: tables, search, a query for each report.

    What is shown is an export (tgx export FOLDER --format sqlite), made when the command starts.
    """
    if find_spec("datasette") is None:
        hint = say("pip install 'toshigaikou-cli[browse]'")
        raise UsageError(say("tgx browse needs Datasette"), hint=hint)
    with TemporaryDirectory(prefix="tgx-") as name:
        with exporting.handed(db) as handed:
            FORMS["sqlite"](handed, Path(name))
        address = f"http://{_HOST}:{port}/" if port else _HOST
        note(say("{address} (Ctrl-C ends it)", address=address))
        subprocess.run(_command(Path(name), port, opened=opened), check=False)


def _command(folder: Path, port: int, *, opened: bool) -> list[str]:
    """The command that serves an exported database."""
    from toshigaikou_cli.formats.exports.sqlite import NAME

    options = ["--immutable", str(folder / NAME), "--metadata", str(folder / "metadata.yaml")]
    served = ["--host", _HOST, "--port", str(port), *(["--open"] if opened else [])]
    return [sys.executable, "-m", "datasette", "serve", *options, *served]
