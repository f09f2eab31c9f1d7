"""What a cell of units was found to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toshigaikou_cli.vocabulary.bureaus.entries import Bureau, Proposal

ResolvedBy = Literal["exact", "alias", "department", "same_bureau", "one_of_each", "several", "unknown"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a cell was found to mean.

    ``text`` is the part of the cell that was resolved, ``department`` the registered name of the department
    (or its text, where the register does not know it), ``rest`` what is left. ``in_force`` is False for a
    known bureau that was not in force in the fiscal year; ``proposals`` then name those that were. A unit that has no
    entry and answers to one that stands for each (``one_of_each``) is the department of that one, by its whole name. Where
    ``several`` units of one name were there at once, none is meant surely: they are the proposals.
    """

    text: str
    bureau: Bureau | None
    department: str | None = None
    rest: str = ""
    how: ResolvedBy = "unknown"
    in_force: bool = True
    proposals: tuple[Proposal, ...] = ()
