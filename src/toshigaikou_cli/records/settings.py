"""What can be set for a validation, in ``tgx.toml`` or on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli.records.parts import Parts


class Settings(NamedTuple):
    """The settings of a ``[validate]`` table; None and empty where it says nothing. Paths are absolute.

    ``source`` is the file, None where there is none; ``parts`` of the documents, a ``second_reading`` of PDFs and
    ``max_bytes`` of a file are given on the command line only.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str | None = None
    fail_on: str | None = None
    format: str | None = None
    goal: int | str | None = None
    bureau: str | None = None
    year: str | None = None
    baseline: Path | None = None
    strategy: Path | None = None
    vocabulary: Path | None = None
    aliases: Path | None = None
    columns: Path | None = None
    source: Path | None = None
    parts: Parts = Parts()
    second_reading: bool = False
    ocr: bool = False
    max_bytes: int | None = None

    def over(self, other: Settings) -> Settings:
        """These settings, and where they say nothing, those of another."""
        unset = (None, (), "", Parts())
        own = {
            name: value for name, value in self._asdict().items() if value not in unset and value is not False
        }
        return other._replace(**own)
