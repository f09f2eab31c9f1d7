"""Texts -> the measures and achievements that hold them, and what is called so in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading.filters import resolve
from toshigaikou_cli.catalogue.reading.finding import search as find
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.records.answers import Hit
from toshigaikou_cli.records.filters import Filters


def search_in_parts(
    db: Path | None, texts: Iterable[str], filters: Filters, limit: int | None
) -> Iterator[list[Hit]]:
    """What holds every word of some texts, at most ``limit``, in lists."""
    words = [word for text in texts for word in text.split()]
    with reading(catalogue_path(db)) as connection:
        yield from parts_of(islice(find(connection, words, resolve(connection, filters)), limit))
