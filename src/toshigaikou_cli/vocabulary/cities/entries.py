"""The entries of the register of cities: a city with its names, its relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

PlaceKind = Literal["city", "state", "special"]
_ENDINGS = (
    "市",
    "都",
    "府",
    "州",
    "県",
    "省",
    "郡",
    "道",
    "国",
    "区",
    "圏",
    "島",
    "域",
    "管区",
    "地",
    "国家",
    "シティ",
    "シティー",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the own city with another; ``since`` as written (see ``validity``)."""

    kind: str
    since: str | None = None
    title: str | None = None
    proposer: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """A city or state, at ``lat`` and ``lon`` in degrees. ``own``: the city whose documents these are.

    One that only a project knows may have neither a place nor an English name ("").
    """

    id: str
    name: str
    name_en: str
    country: str
    lat: float | None = None
    lon: float | None = None
    kind: PlaceKind = "city"
    own: bool = False
    bare: bool = True
    english: bool = True
    aliases: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    not_before: str = ""
    not_after: str = ""
    relations: tuple[Relation, ...] = ()
    note: str = ""

    @property
    def written(self) -> tuple[str, ...]:
        """The name, its aliases, and the English name where it is no common word."""
        english = (self.name_en,) if self.english and self.name_en and "(" not in self.name_en else ()
        return (self.name, *self.aliases, *english)

    @property
    def bare_forms(self) -> tuple[str, ...]:
        """The forms without their 市: ソウル, パリ."""
        if self.kind != "city":
            return ()
        return tuple(
            dict.fromkeys(form[:-1] for form in self.written if form.endswith("市") and len(form) > 2)
        )

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms by which a text may name the city, with and without ・."""
        forms = list(self.written)
        if self.kind == "city":
            forms += self.bare_forms if self.bare else ()
            forms += [form + "市" for form in (*forms,) if _may_take_city(form)]
        forms += [form.replace("・", "") for form in forms]
        return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


def cities_from(data: Mapping[str, Any]) -> tuple[City, ...]:
    """The cities of a loaded ``cities.yaml``. Raises KeyError for a relation whose source is not declared."""
    return tuple(_city(entry, data.get("sources", {})) for entry in data["cities"])


def _city(entry: Mapping[str, Any], sources: Mapping[str, str]) -> City:
    values = {"name_en": "", **entry}
    values["own"] = values.pop("self", False)
    for name in ("aliases", "institutions"):
        values[name] = tuple(values.get(name, ()))
    values["relations"] = tuple(
        Relation(**{**relation, "source": sources[relation["source"]] if "source" in relation else ""})
        for relation in entry.get("relations", ())
    )
    return City(**values)


def _may_take_city(form: str) -> bool:
    return not form.endswith(_ENDINGS) and not form.isascii() and "シティ" not in form
