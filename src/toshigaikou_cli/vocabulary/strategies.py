"""The strategies that are known: ``strategies.yaml`` of a project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.vocabulary.yaml_files import load_packaged


@dataclass(frozen=True, slots=True)
class KnownStrategy:
    """``years`` are those in force (``2014-``), "" where they are not stated; ``links`` names its rules, "" for none."""

    id: str
    title: str
    measures: int
    goals: int | None = None
    years: str = ""
    links: str = ""


@cache
def known_strategies() -> tuple[KnownStrategy, ...]:
    """All that are known, in the order of the file."""
    names = ("id", "title", "measures", "goals", "years", "links")
    return tuple(
        KnownStrategy(**{name: entry[name] for name in names if name in entry})
        for entry in load_packaged(default_project() / "strategies.yaml")["strategies"]
    )
