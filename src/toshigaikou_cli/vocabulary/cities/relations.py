"""What joins the own city with others: ``relations.yaml``, and the networks that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from toshigaikou_cli.messages import say
from toshigaikou_cli.vocabulary.bureaus.validity import first_day
from toshigaikou_cli.vocabulary.cities.entries import City, Relation


class Unnamed(ValueError):
    """A relation that names a city, a source or a network that nobody knows."""


def with_relations(
    cities: Sequence[City], data: Mapping[str, Any], networks: Mapping[str, Any]
) -> tuple[City, ...]:
    """The cities with the relations of a loaded ``relations.yaml``; ``networks`` is a loaded ``networks.yaml``.

    Members of a network that are no city of the register are left out. Raises Unnamed.
    """
    known = {city.id for city in cities}
    found: dict[str, list[Relation]] = {}
    for city, entries in data.get("relations", {}).items():
        if city not in known:
            raise Unnamed(say("relations name the unknown city {city}", city=city))
        found[city] = [_relation(city, entry, data.get("sources", {})) for entry in entries]
    for city, relation in _memberships(data.get("networks", ()), networks):
        found.setdefault(city, []).append(relation)
    return tuple(
        replace(city, relations=tuple(sorted((*city.relations, *found[city.id]), key=_began)))
        if city.id in found
        else city
        for city in cities
    )


def _began(relation: Relation) -> tuple[bool, str]:
    return relation.since is None, first_day(relation.since)


def _relation(city: str, entry: Mapping[str, Any], sources: Mapping[str, str]) -> Relation:
    named = entry.get("source")
    if named is not None and named not in sources:
        raise Unnamed(say("{id} names the unknown source {source}", id=city, source=named))
    return Relation(**{**entry, "source": sources[named] if named is not None else ""})


def _memberships(names: Iterable[str], networks: Mapping[str, Any]) -> Iterator[tuple[str, Relation]]:
    known = {network["id"]: network for network in networks["networks"]}
    for name in names:
        if name not in known:
            raise Unnamed(say("networks name the unknown network {name}", name=name))
        network = known[name]
        source = networks.get("sources", {}).get(network.get("source", ""), "")
        for member in network["members"]:
            facts = {key: value for key, value in member.items() if key != "city"}
            yield member["city"], Relation(kind=name, source=source, **facts)
