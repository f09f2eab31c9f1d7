"""The types of the rows that leave the catalogue say what ``schemas/`` says of the JSON that is printed of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records import document_rows, rows, shown

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in packaged("schemas").glob("*.json")
}
PRINTED: dict[str, type] = {
    "query-measures": rows.MeasureRow,
    "query-achievements": rows.AchievementRow,
    "query-activities": rows.ListedActivity,
    "query-bureaus": rows.BureauRow,
    "query-cities": rows.CityRow,
    "query-indicators": rows.IndicatorRow,
    "query-documents": document_rows.DocumentRow,
    "link-judgements": rows.JudgementRow,
    "link-suggest": rows.ListedSuggestion,
    "vocabulary-unknown": rows.UnknownName,
}
SHOWN = (
    shown.ShownMeasure,
    shown.ShownAchievement,
    shown.ShownBureau,
    shown.ShownCity,
    shown.ShownPart,
)
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMAS[f"{name}.schema.json"]
    return found


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """A node of a schema, or the one that it refers to."""
    if "$ref" not in node:
        return node
    file, path = node["$ref"].split("#")
    found = SCHEMAS[file]
    for step in path.strip("/").split("/"):
        found = found[step]
    return resolved(found)


def kinds(node: dict[str, Any]) -> set[str]:
    """The JSON types that a node allows."""
    node = resolved(node)
    if "oneOf" in node:
        return {kind for each in node["oneOf"] for kind in kinds(each)}
    if "enum" in node:
        return {PLAIN[type(value)] for value in node["enum"]}
    return {node["type"]} if isinstance(node["type"], str) else set(node["type"])


def differences(kind: Any, node: dict[str, Any], place: str) -> list[str]:
    """Where a type and a schema do not say the same; nothing where they do."""
    node = resolved(node)
    if is_typeddict(kind):
        return _of_fields(kind, node, place)
    if get_origin(kind) in (Union, UnionType):
        parts = get_args(kind)
        said = {name for part in parts for name in _kinds_of(part)}
        found = (
            [f"{place}: {sorted(said)}, in the schema {sorted(kinds(node))}"] if said != kinds(node) else []
        )
        branches = [each for each in node.get("oneOf", (node,)) if kinds(each) != {"null"}]
        return found + [
            line for part in parts if is_typeddict(part) for line in differences(part, branches[0], place)
        ]
    if get_origin(kind) in (list, Sequence):
        items = node.get("items", {})
        return _same(place, {"array"}, kinds(node)) + differences(get_args(kind)[0], items, f"{place}[]")
    if get_origin(kind) is Literal:
        return _same(place, set(get_args(kind)), set(node.get("enum", ())))
    return _same(place, _kinds_of(kind), kinds(node))


def _of_fields(kind: Any, node: dict[str, Any], place: str) -> list[str]:
    hints, fields = get_type_hints(kind), node.get("properties")
    optional = {
        name
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if get_origin(hint) is NotRequired
    }
    found = _same(place, set(hints) - optional, set(node["required"]))
    if fields is not None:
        found += _same(place, set(hints), set(fields))
        for name in hints.keys() & fields.keys():
            found += differences(hints[name], fields[name], f"{place}.{name}")
    return found


def _same(place: str, said: set[Any], known: set[Any]) -> list[str]:
    return [f"{place}: {sorted(said ^ known)}"] if said != known else []


def _kinds_of(kind: Any) -> set[str]:
    if get_origin(kind) in (list, Sequence):
        return {"array"}
    if get_origin(kind) is dict or is_typeddict(kind):
        return {"object"}
    return {PLAIN[kind]}


@pytest.mark.parametrize("name", PRINTED)
def test_a_listed_row_has_the_keys_and_types_of_its_schema(name: str) -> None:
    node = schema(name)
    # a proposal is what was not rejected; its type has the status of every link
    found = differences(PRINTED[name], node["items"], name)
    assert found == (["link-suggest.proposals[].status: ['rejected']"] if name == "link-suggest" else [])


@pytest.mark.parametrize(("kind", "at"), [(kind, at) for at, kind in enumerate(SHOWN)])
def test_what_is_shown_has_the_keys_of_its_schema(kind: type, at: int) -> None:
    node = schema("show")["oneOf"][at]
    fields = {name: each for name, each in node["properties"].items() if name != "kind"}
    found = {"required": [name for name in node["required"] if name != "kind"], "properties": fields}
    assert differences(kind, found, "show") == []


def test_a_source_has_the_keys_of_its_schema() -> None:
    node = schema("source")
    fields = {name: each for name, each in node["properties"].items() if name != "kind"}
    found = {"required": [name for name in node["required"] if name != "kind"], "properties": fields}
    assert differences(rows.SourcedRow, found, "source") == []


def test_a_report_names_targets_by_their_schema() -> None:
    coverage = schema("report")["$defs"]["coverage"]["properties"]
    assert differences(rows.TargetRow, coverage["targets"]["items"], "target") == []


def test_a_difference_is_seen() -> None:
    node = schema("query-cities")["items"]
    assert differences(rows.BureauRow, node, "city")
    known = resolved(node)
    other = {**known, "properties": {**known["properties"], "name": {"type": "integer"}}}
    assert differences(rows.CityRow, other, "city") == ["city.name: ['integer', 'string']"]
    without = {**known, "required": [name for name in known["required"] if name != "self"]}
    assert differences(rows.CityRow, without, "city") == ["city: ['self']"]
