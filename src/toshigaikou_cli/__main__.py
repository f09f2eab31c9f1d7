"""The entry point: answers ``--version`` at once, loads the command line for the rest."""

from __future__ import annotations

import sys


def main() -> None:
    """Run tgx with the process's arguments and exit with its code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from toshigaikou_cli import __version__

        print(f"tgx {__version__}")
        return
    from toshigaikou_cli.cli.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
