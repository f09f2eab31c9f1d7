"""The entry point: answers ``--version`` at once, loads the command line for the rest."""

from __future__ import annotations

import gc
import signal
import sys


def main() -> None:
    """Run tgx with the process's arguments and exit with its code."""
    _stop_silently()  # while modules load there is nothing to clean up, and nothing to say
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from toshigaikou_cli import __version__

        print(f"tgx {__version__}")
        return
    gc.set_threshold(
        100_000, 20, 20
    )  # what a command makes lives until it ends: cycles are looked for less often
    from toshigaikou_cli.cli import process
    from toshigaikou_cli.cli.app import run

    process.open_streams()
    process.listen()
    code = run(arguments)
    _stop_silently()
    sys.exit(code)


def _stop_silently() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


if __name__ == "__main__":
    main()
