"""Functions that processes of work run in tests: they have to be found by name in a module."""

from __future__ import annotations

import os
import signal
import time

from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.jobs import preparing
from toshigaikou_cli.jobs.preparing import Prepared, Task
from toshigaikou_cli.vocabulary.loading import Vocabulary


def add(shared: int, task: int) -> int:
    """A sum; of the first task late, so that the second is done before it."""
    if task == 0:
        time.sleep(0.3)
    return shared + task


def fail_at_two(shared: int, task: int) -> int:
    if task == 2:
        raise ValueError("two")
    return shared + task


def die_at_two(shared: int, task: int) -> int:
    if task == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return shared + task


def process(_: int, __: int) -> int:
    return os.getpid()


def prepare_or_die(vocabulary: Vocabulary, task: Task) -> Prepared | TgxError:
    """Read a document; one that is named so ends the process."""
    if task.name == "deadly.tsv":
        os.kill(os.getpid(), signal.SIGKILL)
    return preparing.resolve_task(vocabulary, task)


def die(_: object, __: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
