"""What a project is: the folder of one city, and what its ``tgx.toml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class ProjectWords(NamedTuple):
    """What goals, areas, measures and units are called in print, and the units' parts in a measure; by default what fits any
    city."""

    goal: str = "目標"
    area: str = "施策の方向"
    measure: str = "施策"
    unit: str = "担当部署"
    lead: str = "主担当"
    related: str = "関係"


NEUTRAL = ProjectWords()


class RelationKind(NamedTuple):
    """A kind of relation with a city: what it is called in print, in English too ("": by its code), and whether it binds
    the city."""

    name: str
    formal: bool = False
    english: str = ""


ENGLISH_KINDS = {"sister": "sister city", "agreement": "agreement or memorandum", "network": "network"}
CORE: Mapping[str, RelationKind] = {
    "sister": RelationKind("姉妹友好都市", True, ENGLISH_KINDS["sister"]),
    "agreement": RelationKind("合意・覚書", True, ENGLISH_KINDS["agreement"]),
    "network": RelationKind("ネットワーク", True, ENGLISH_KINDS["network"]),
}
"""The kinds that every project has; a project says what else there is, and may call these otherwise."""


CATALOGUE = ".tgx/catalogue.sqlite"
"""Where a project has its catalogue, from its folder."""
COLUMNS = "columns.yaml"
"""The file of further header names, in the folder of words."""
NO_RULES = """\
# yaml-language-server: $schema=../../schemas/links.schema.json
# What tells which measure a row serves: tgx link learn --words proposes it from judged rows.
version: 1

measures: []
"""
"""A file of rules without one."""


_NO_RATINGS: Mapping[str, str] = {}


class KnownStrategy(NamedTuple):
    """What is known of a strategy. ``years`` are those in force (``2014-``), "" where they are not stated; ``file`` is the
    document and ``links`` its rules, None for none; ``goal`` and ``area`` the forms of its headings."""

    id: str
    title: str = ""
    years: str = ""
    goals: int | None = None
    measures: int | None = None
    file: Path | None = None
    links: Path | None = None
    goal: str = ""
    area: str = ""


class Project(NamedTuple):
    """A project. ``unit`` is that of the rows of a sheet that names none. ``ratings`` are what the grades of its documents mean.
    ``builtin``: the packaged one that serves where there is no other, without files of a user's own."""

    id: str
    name: str
    folder: Path
    home: str = ""
    prefixes: tuple[str, ...] = ()
    unit: str = ""
    language: str = ""
    words: ProjectWords = NEUTRAL
    catalogue: str = CATALOGUE
    strategies: tuple[KnownStrategy, ...] = ()
    relations: Mapping[str, RelationKind] = CORE
    ratings: Mapping[str, str] = _NO_RATINGS
    builtin: bool = False

    @property
    def mark(self) -> str:
        """What a catalogue says of whose it is; "" for one that was made without a project."""
        return "" if self.builtin else self.id

    @property
    def words_folder(self) -> Path:
        return self.folder / "words"

    @property
    def formal(self) -> tuple[str, ...]:
        """The kinds of relation that bind the city."""
        return tuple(kind for kind, each in self.relations.items() if each.formal)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of its own that change how documents are read and linked, beside its vocabularies."""
        rules = (each.links for each in self.strategies)
        return (self.words_folder / COLUMNS, *dict.fromkeys(filter(None, rules)))

    def strategy(self, id_: str) -> KnownStrategy | None:
        """What is known of the strategy of an id, None for nothing."""
        return next((each for each in self.strategies if each.id == id_), None)


NO_PROJECT = Project(id="", name="", folder=Path())
