"""What the user gives with a file, as the catalogue keeps it with the document."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

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
