"""Who looks on while documents are read."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from toshigaikou_cli.records.blocks import ReadOptions


class Watch:
    """Told what is read, and asked what only a user knows. This one says nothing."""

    def reading(self, name: str, read: ReadOptions) -> AbstractContextManager[ReadOptions]:  # noqa: ARG002
        """How a document ("" for several at once) is to be read: whom to ask for its password, whom to tell of its
        pages, until it is read."""
        return nullcontext(read)

    def done(self, pages: int | None, rows: int) -> None:
        """A document is read, and in the catalogue where it is to be."""


NOBODY = Watch()


class How(NamedTuple):
    """How documents are read, by up to how many processes, and who looks on."""

    options: ReadOptions = ReadOptions()
    jobs: int = 1
    watch: Watch = NOBODY


ALONE = How()
