"""``tgx demo``: the main job on the packaged documents."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from toshigaikou_cli.cli.options import DbOption
from toshigaikou_cli.errors import EXIT_OK
from toshigaikou_cli.jobs.places import packaged_documents

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def demo(db: DbOption = None) -> int:
    """Run the main job on the packaged documents: import, report, report --goal 2, validate.

    In a temporary catalogue, or in the one that --db names.
    """
    if db:
        return _run(db)
    with TemporaryDirectory(prefix="tgx-demo-") as folder:
        return _run(Path(folder) / "catalogue.sqlite")


def _run(db: Path) -> int:
    from toshigaikou_cli.cli.app import run

    os.environ["TGX_DB"] = str(db)
    os.environ.pop("TGX_JUDGEMENTS", None)
    files = [str(path) for path in packaged_documents()]
    names = [Path(path).name for path in files]
    steps = [
        (["import", *names], ["import", *files]),
        (["report"], ["report"]),
        (["report", "--goal", "2"], ["report", "--goal", "2"]),
        (["validate"], ["validate"]),
    ]
    for shown, arguments in steps:
        print(f"\n$ tgx {' '.join(shown)}")
        sys.stdout.flush()
        code = run(arguments)
        if code:
            return code
    return EXIT_OK
