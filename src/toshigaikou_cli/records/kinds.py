"""The words that records are told apart by."""

from __future__ import annotations

from typing import Literal

YearKind = Literal["result", "plan"]
BureauRole = Literal["lead", "related"]
DocumentKind = Literal["strategy", "achievements", "indicators"]
ValueKind = Literal["base", "target", "actual", "forecast"]
"""Of an indicator's value."""
AmountKind = Literal["planned", "spent"]
Direction = Literal["", "up", "down"]
"""Which way an indicator is meant to go, as its document's words say; "" where they don't."""
LinkStatus = Literal["linked", "suggested", "confirmed", "rejected"]
LinkMethod = Literal["stated", "rule", "similarity", "learned", "manual"]

UnitKind = Literal["bureau", "department", "section"]
UNIT_KINDS: tuple[UnitKind, ...] = ("bureau", "department", "section")
"""Kinds of units of a government, from the highest to the lowest."""
