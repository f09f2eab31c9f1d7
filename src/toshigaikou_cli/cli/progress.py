"""What a terminal shows on stderr while documents are read; nothing elsewhere."""

from __future__ import annotations

import getpass
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from toshigaikou_cli.formats.lines import words
from toshigaikou_cli.jobs.watching import Watch
from toshigaikou_cli.records.blocks import ReadOptions


class Bar(Watch):
    """A bar of the pages of what is read, with the files, pages and rows so far; passwords are asked for on a terminal."""

    def __init__(self, *, quiet: bool = False, asks: bool = False, files: int = 0) -> None:
        """``files``: how many there are, 0 where nobody knows."""
        self._shows = not quiet and sys.stderr.isatty()
        self._asks = asks and sys.stdin.isatty()
        self._begun, self._of = time.monotonic(), files
        self._files = self._pages = self._rows = 0

    @contextmanager
    def reading(self, name: str, read: ReadOptions) -> Iterator[ReadOptions]:
        own = read
        if self._asks and name:
            own = replace(own, ask_password=lambda: getpass.getpass(f"Password of {words(name)}: "))
        if not self._shows:
            yield own
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        shown = TextColumn("[dim]{task.fields[name]}"), BarColumn(), MofNCompleteColumn()
        so_far = TextColumn("[dim]{task.fields[so_far]}")
        with Progress(*shown, so_far, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None, name=words(name).replace("[", r"\["), so_far=self.so_far)
            yield replace(own, progress=lambda done, total: bar.update(task, completed=done, total=total))

    def done(self, pages: int | None, rows: int) -> None:
        self._files += 1
        self._pages += pages or 0
        self._rows += rows

    @property
    def so_far(self) -> str:
        """``3 of 20 files, 15 pages, 890 rows, about 40 s left``."""
        if not self._files:
            return ""
        files = f"{self._files} of {self._of} files" if self._of >= self._files else f"{self._files} files"
        pages = f", {self._pages} pages" if self._pages else ""
        return f"{files}{pages}, {self._rows} rows{self._left()}"

    def _left(self) -> str:
        remaining = self._of - self._files
        seconds = (time.monotonic() - self._begun) / self._files * remaining
        return f", about {seconds:.0f} s left" if remaining > 0 else ""
