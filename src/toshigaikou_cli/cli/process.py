"""What a process of ``tgx`` is given by the system: its streams and signals, whatever state they are in."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import TextIO

from toshigaikou_cli.errors import EXIT_CANNOT, system_words
from toshigaikou_cli.formats.lines import error_line
from toshigaikou_cli.messages import say


class Stopped(Exception):
    """The user, or the system, asked tgx to stop. ``said`` is what there is to say about it."""

    def __init__(self, by: KeyboardInterrupt, said: str = "") -> None:
        self.message = said or say("stopped")
        super().__init__(self.message)
        self.exit_code = 128 + (by.args[0] if by.args else signal.SIGINT)


class Unread(Exception):
    """Nobody reads what tgx prints any more."""


def _raise(number: int, _: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


def listen() -> None:
    """Have Ctrl-C and a polite kill end what runs; one that is ignored (nohup) stays so."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _raise)


def open_streams() -> None:
    """Put something in the place of streams that are closed, so that no file that tgx opens is taken for one, and have
    no character that an encoding lacks be an error.

    What is written to a closed standard output fails as on a full disk; what goes to the other two is dropped.
    """
    for number, mode in enumerate("rww"):
        try:
            os.fstat(number)
        except OSError:
            # opened the wrong way round, so that writing fails and is noticed
            flags = os.O_RDONLY if number == 1 else os.O_RDWR
            opened = os.open(os.devnull, flags)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            stream = os.fdopen(number, mode, encoding="utf-8")
            setattr(sys, ("stdin", "stdout", "stderr")[number], stream)


def encode_output() -> None:
    """What a terminal or ``PYTHONIOENCODING`` says is kept, else UTF-8; a character that it lacks is written out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            own = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if own else "utf-8", errors="backslashreplace")


def fail(message: str, code: int) -> int:
    """Say what went wrong; the exit code."""
    from toshigaikou_cli.cli.output import folded

    try:
        sys.stderr.write(folded(error_line(message), sys.stderr))
        sys.stderr.flush()
    except (OSError, ValueError):
        _drop(sys.stderr)
    return code


def fail_after_key(message: str, code: int) -> int:
    """The same below the line that Ctrl-C left on a terminal."""
    if sys.stderr.isatty():
        with suppress(OSError):
            sys.stderr.write("\n")
    return fail(message, code)


def flushed(code: int) -> int:
    """The exit code when all is printed: another where it could not be, and it matters."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        _drop(sys.stdout)
    except OSError as error:
        return max(code, refused(error))
    return code


def refused(error: OSError) -> int:
    """Say what the system refuses: to write what is printed, where no file is named; the exit code."""
    what = system_words(error)
    if error.filename is None:
        _drop(sys.stdout)
        return fail(say("standard output cannot be written: {what}", what=what), EXIT_CANNOT)
    return fail(say("{where}: {what}", where=error.filename, what=what), EXIT_CANNOT)


def _drop(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python tries again when it exits, and complains."""
    with suppress(OSError, ValueError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, stream.fileno())
        os.close(sink)
