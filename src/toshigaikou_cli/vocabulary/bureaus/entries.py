"""A bureau and its departments, as ``units.yaml`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.validity import overlaps


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a bureau. ``standalone`` marks a body that documents name without its bureau."""

    name: str
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    standalone: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *((self.name_en,) if self.name_en else ()))

    def is_named(self, key: str) -> bool:
        """Whether a match key is that of the name or an alias."""
        return any(match_key(form) == key for form in self.forms)


@dataclass(frozen=True, slots=True)
class Bureau:
    """A unit (a bureau, a department, a section) under one name; ``parent`` is what it is part of, ``code`` its number in the
    government's own list.

    Dates as written (see ``validity``); None: before all documents, or still.
    """

    id: str
    name: str
    name_en: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    kind: UnitKind = "bureau"
    parent: str | None = None
    within: str | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    departments: tuple[Department, ...] = ()
    note: str = ""
    code: str = ""
    sources: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name, its aliases, and the English name."""
        return (self.name, *self.aliases, *((self.name_en,) if self.name_en else ()))

    def has_department(self, key: str) -> bool:
        """Whether a department has that name (a match key)."""
        return any(each.is_named(key) for each in self.departments)

    def in_force(self, fiscal_year: int) -> bool:
        """Whether the bureau was in force on any day of a fiscal year."""
        return overlaps(self.valid_from, self.valid_to, *fiscal_year_days(fiscal_year))


class Proposal(NamedTuple):
    """A bureau that an unknown name may mean: ``score`` from 0 to 100, and why."""

    bureau: Bureau
    score: float
    reason: str


def bureaus_from(data: Mapping[str, Any]) -> tuple[Bureau, ...]:
    """The bureaus of a loaded ``units.yaml``."""
    return tuple(_bureau(entry) for entry in data.get("units") or data["bureaus"])


def _bureau(entry: Mapping[str, Any]) -> Bureau:
    values = {**entry, "departments": tuple(_department(each) for each in entry.get("departments", ()))}
    for name in ("successors", "aliases", "sources"):
        values[name] = tuple(values.get(name, ()))
    values.pop("name_en_certainty", None)  # for who reads the file
    return Bureau(**values)


def _department(entry: Mapping[str, Any]) -> Department:
    return Department(**{**entry, "aliases": tuple(entry.get("aliases", ()))})
