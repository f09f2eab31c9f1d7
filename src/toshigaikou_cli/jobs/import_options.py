"""What the user gives with a file: as written, and as the catalogue keeps it with the document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple, get_args

from toshigaikou_cli.catalogue.reading.filters import read_year
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import MAX_BYTES
from toshigaikou_cli.jobs import strategies
from toshigaikou_cli.jobs.places import columns_text
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.records.parts import Parts


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user gives with a file. ``columns`` is the text of a file with further header names; ``add``
    keeps what the catalogue already has of the same year (another part of the same sheet). ``strategy`` is the id of a
    strategy and ``years`` its fiscal years in force, as ``2014-2020``. ``sheets``, ``pages`` and
    ``tables`` are the parts of the document that are meant; ``ocr`` has scanned pages recognized."""

    kind: DocumentKind | None = None
    year: int | None = None
    columns: str = ""
    add: bool = False
    strategy: str = ""
    years: str = ""
    sheets: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    ocr: bool = False
    replace: bool = False
    """The user was told what goes, and said so."""
    inherited: str = ""
    """The years in force of the edition whose place a strategy took that states none of its own."""

    def as_json(self) -> str:
        """The options as the catalogue keeps them with a document."""
        return json.dumps(
            {name: value for name, value in asdict(self).items() if value or name in _ALWAYS},
            ensure_ascii=False,
        )

    def reads_as(self, kept: str | None) -> bool:
        """Whether kept options (JSON, None for none) make the same records of the same bytes."""
        return kept is not None and replace(self.of_json(kept), replace=self.replace) == self

    @classmethod
    def of_json(cls, text: str) -> ImportOptions:
        """The options that :meth:`as_json` wrote."""
        kept = json.loads(text)
        return cls(**(kept | {name: tuple(kept.get(name, ())) for name in Parts._fields}))


_ALWAYS = ("kind", "year", "columns", "add")


NO_OPTIONS = ImportOptions()


class ImportRequest(NamedTuple):
    """Files to import, of ``most`` bytes each, and what the user gave with them as written: ``year`` as ``H29``,
    ``columns`` a YAML file, ``years`` as ``2014-2020``."""

    paths: Sequence[Path]
    kind: str | None = None
    year: str | None = None
    columns: Path | None = None
    add: bool = False
    dry_run: bool = False
    parts: Parts = Parts()
    strategy: str | None = None
    years: str | None = None
    ocr: bool = False
    replace: bool = False
    most: int = MAX_BYTES
    jobs: int = 1
    """How many processes read."""
    meta: Sequence[str] = ()
    """Facts about the documents: ``publisher=東京都``, or files that have them."""


def options_of(request: ImportRequest) -> ImportOptions:
    """The options of a request, read. Raises UsageError or ReadError."""
    kind, year = _kind(request.kind), read_year(request.year) if request.year else None
    named = strategies.checked_id(request.strategy or "")
    in_force = strategies.checked_years(request.years or "")
    return ImportOptions(
        kind,
        year,
        columns_text(request.columns),
        request.add,
        named,
        in_force,
        *request.parts,
        request.ocr,
        request.replace,
    )


def _kind(text: str | None) -> DocumentKind | None:
    kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
    found = next((kind for kind in kinds if kind == text), None)
    if text is not None and found is None:
        raise UsageError(
            say("unknown: {text}", text=text), where="--kind", hint=say("one of {known}", known=list(kinds))
        )
    return found
