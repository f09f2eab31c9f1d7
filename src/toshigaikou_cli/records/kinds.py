"""The words that records are told apart by."""

from __future__ import annotations

from typing import Literal

YearKind = Literal["result", "plan"]
BureauRole = Literal["lead", "related"]
DocumentKind = Literal["strategy", "achievements"]
LinkStatus = Literal["linked", "suggested", "confirmed", "rejected"]
LinkMethod = Literal["stated", "rule", "similarity", "learned", "manual"]
