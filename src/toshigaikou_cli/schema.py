"""Data that a person wrote, checked by ``schemas/``. jsonschema is loaded when the first file is checked."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

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
        return f"{_short(place) or 'the file'}: {self.problem}"


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
        return Violation((*path, unknown), "unknown key", f"known: {', '.join(known)}")
    return Violation(
        path, _short(error.message), _described(error) or f"see schemas/{schema_name}.schema.json"
    )


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

    registry: Any = Registry(retrieve=lambda name: Resource.from_contents(read(name)))  # type: ignore[call-arg]
    return Draft202012Validator(
        read(f"{schema_name}.schema.json"),
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
