"""The declared forms of a strategy's headings (``data/base/layouts.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.vocabulary.yaml_files import load_packaged


@dataclass(frozen=True, slots=True)
class Layouts:
    """Forms of the headings of goals and of areas, such as ``基本方針{roman}``, in the order in which they are tried.

    ``not_words`` are those that ``{word}`` does not stand for.
    """

    goals: tuple[str, ...]
    areas: tuple[str, ...]
    not_words: frozenset[str] = frozenset()


@cache
def load_layouts(goals: tuple[str, ...] = (), areas: tuple[str, ...] = ()) -> Layouts:
    """The packaged layouts, behind those that are tried first."""
    data = load_packaged(base_data("layouts.yaml"))
    return Layouts(
        tuple(dict.fromkeys((*goals, *data["goals"]))),
        tuple(dict.fromkeys((*areas, *data["areas"]))),
        frozenset(data.get("not_words", ())),
    )
