"""Data that a person wrote, checked by ``schemas/``. jsonschema is loaded when the first file is checked."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

from toshigaikou_cli.messages import Message, joined, say, sayable
from toshigaikou_cli.packaged import packaged


class Violation(NamedTuple):
    """What breaks a schema: ``path`` leads to it in the data; ``hint`` is what the schema says of that place."""

    path: tuple[str | int, ...]
    problem: str
    hint: str

    @property
    def what(self) -> str:
        """The problem, with its place in the data: ``countries[0].code: …``."""
        place = ""
        for step in self.path:
            place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
        return say("{place}: {problem}", place=_short(place) or say("the file"), problem=self.problem)


def violation(data: Any, schema_name: str) -> Violation | None:
    """The worst of what breaks ``schemas/<schema_name>.schema.json``, None where nothing does."""
    from jsonschema.exceptions import best_match

    error = best_match(_validator(schema_name).iter_errors(data))
    if error is None:
        return None
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.schema, dict):
        known = error.schema.get("properties", {})
        unknown = next(key for key in error.instance if key not in known)
        return Violation((*path, unknown), say("unknown key"), say("known: {known}", known=list(known)))
    return Violation(path, _problem(error), _hint(error, schema_name))


_PROBLEMS = {
    "required": sayable("{name} is a required property"),
    "type": sayable("{value} is not of type {wanted}"),
    "enum": sayable("{value} is not one of {wanted}"),
    "const": sayable("{wanted} was expected"),
    "pattern": sayable("{value} does not match {wanted}"),
    "minimum": sayable("{value} is less than the minimum of {wanted}"),
    "maximum": sayable("{value} is greater than the maximum of {wanted}"),
    "uniqueItems": sayable("{value} has non-unique elements"),
}
"""What jsonschema says in English, by what the schema asks for."""


def _problem(error: Any) -> Message:
    english = _short(error.message)
    template = _PROBLEMS.get(error.validator, sayable("{value} does not keep to {rule}: {wanted}"))
    name = error.message.partition(" is a required")[0]
    wanted = error.validator_value
    listed = list(map(str, wanted)) if isinstance(wanted, list) else _short(repr(wanted))
    arguments = {
        "value": _short(repr(error.instance)), "wanted": joined(listed) if isinstance(listed, list) else listed,
        "name": name, "rule": error.validator,
    }  # fmt: skip
    return Message(english, template, arguments)


def _hint(error: Any, schema_name: str) -> Message:
    """What the schema says of the place: its descriptions are in English only."""
    hint = say("see schemas/{name}.schema.json", name=schema_name)
    described = _described(error)
    return Message(described, hint.template, hint.arguments) if described else hint


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else f"{text[:157]}…"


def _described(error: Any) -> str:
    """What the schema says of the place, or of the one around it where the error is in one of several forms."""
    while error is not None:
        if isinstance(error.schema, dict) and "description" in error.schema:
            return str(error.schema["description"])
        error = error.parent
    return ""


@lru_cache(maxsize=16)
def _validator(schema_name: str) -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    def read(name: str) -> Any:
        return json.loads(packaged(f"schemas/{name}").read_text(encoding="utf-8"))

    def named(address: str) -> Any:
        """By the last part of its address: nothing is ever fetched."""
        return Resource.from_contents(read(address.rpartition("/")[2]))

    registry: Any = Registry(retrieve=named)  # type: ignore[call-arg]
    return Draft202012Validator(
        read(f"{schema_name}.schema.json"),
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
