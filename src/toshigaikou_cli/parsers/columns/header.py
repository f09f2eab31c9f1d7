"""One column of a table under its header."""

from __future__ import annotations

from dataclasses import dataclass

from toshigaikou_cli.records.kinds import YearKind

UNIT_COLUMNS = frozenset({"bureau", "bureaus", "department", "office", "division"})
"""The columns of who is responsible."""


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of a table under its header. ``column`` is "" where it is not declared.

    ``year_text`` is the fiscal year as the header writes it, "" where it has none. ``figure``: it holds numbers, grades
    or amounts, and ``column`` says which. ``current``: of a base, that it is of the document's own year, beside another one;
    ``kindless``: of actual values, that only a year says so. ``states``: its name may be of a field, its cells say what became
    of their rows.
    """

    column: str
    header: str
    kind: YearKind | None = None
    year_text: str = ""
    figure: bool = False
    current: bool = False
    kindless: bool = False
    states: bool = False
