"""The entry point: answers ``--version`` at once, loads the command line for the rest."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run tgx with the process's arguments and exit with its code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from toshigaikou_cli import __version__

        print(f"tgx {__version__}")
        return
    gc.set_threshold(
        20_000, 20, 20
    )  # what a command makes lives until it ends: cycles are looked for less often
    from toshigaikou_cli.cli.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
