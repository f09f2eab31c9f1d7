"""What a terminal shows on stderr while documents are read; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from toshigaikou_cli.formats.lines import words
from toshigaikou_cli.jobs.watching import Watch
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import Message, joined, say, say_n
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
            own = own._replace(ask_password=lambda: _asked(say("Password of {name}: ", name=name)))
        if not self._shows:
            yield own
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

        class PagesBar(BarColumn):
            """Nothing as long as nobody knows how many pages there are."""

            def render(self, task: Any) -> Any:
                return super().render(task) if task.total else ""

        class CountColumn(MofNCompleteColumn):
            """The same."""

            def render(self, task: Any) -> Any:
                return super().render(task) if task.total else ""

        shown = SpinnerColumn(), TextColumn("[dim]{task.fields[name]}"), PagesBar(), CountColumn()
        so_far = TextColumn("[dim]{task.fields[so_far]}")
        with Progress(*shown, so_far, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None, name=words(name).replace("[", r"\["), so_far=self.so_far)
            yield own._replace(progress=lambda done, total: bar.update(task, completed=done, total=total))

    def done(self, pages: int | None, rows: int) -> None:
        self._files += 1
        self._pages += pages or 0
        self._rows += rows

    @property
    def so_far(self) -> str:
        """``3 of 20 files, 15 pages, 890 rows, about 40 s left``."""
        if not self._files:
            return ""
        done = say_n("{done} of {n} file", "{done} of {n} files", done=self._files, n=self._of)
        counted = [done if self._of >= self._files else say_n("{n} file", "{n} files", self._files)]
        counted += [say_n("{n} page", "{n} pages", self._pages)] if self._pages else []
        counted += [say_n("{n} row", "{n} rows", self._rows), *self._left()]
        return in_language(joined(counted))

    def _left(self) -> list[Message]:
        remaining = self._of - self._files
        seconds = (time.monotonic() - self._begun) / self._files * remaining
        return [say("about {seconds:.0f} s left", seconds=seconds)] if remaining > 0 else []


def _asked(what: Message) -> str:
    """What the user types, unseen."""
    import getpass

    return getpass.getpass(words(what))
