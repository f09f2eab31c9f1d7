"""A message as data, so that the catalogue keeps, beside a text, what it is in other languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from toshigaikou_cli.messages import Message, TextList
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_YEAR = fiscal_year_name(0).template


def kept(texts: Mapping[str, str]) -> str:
    """JSON of those texts that are messages, by their name; "" where none is."""
    messages = {name: _data(text) for name, text in texts.items() if isinstance(text, Message)}
    return _json(messages) if messages else ""


def restored(english: str, said: str, name: str) -> str:
    """The text of this name as the message that :func:`kept` was given; as it is where it was none."""
    data = json.loads(said).get(name) if said else None
    return english if data is None else _message(data, english)


def _data(value: object) -> Any:
    if isinstance(value, TextList):
        return {"parts": [_data(part) for part in value.parts], "by": value.by}
    if not isinstance(value, Message):
        return value if isinstance(value, int | float | str) else str(value)
    if value.template == _YEAR:
        return {"fiscal_year": value.arguments["year"]}
    made = {
        "template": value.template,
        "arguments": {name: _data(each) for name, each in value.arguments.items()},
        "plural": value.plural,
        "context": value.context,
        "english": str(value),
    }
    return {key: each for key, each in made.items() if each}


def _value(data: Any) -> object:
    if not isinstance(data, dict):
        return data
    if "parts" in data:
        return TextList(tuple(_value(part) for part in data["parts"]), data["by"])
    return _message(data, data.get("english", ""))


def _message(data: Mapping[str, Any], english: str) -> Message:
    if "fiscal_year" in data:
        return fiscal_year_name(data["fiscal_year"])
    arguments = {name: _value(each) for name, each in data.get("arguments", {}).items()}
    return Message(
        english, data.get("template", ""), arguments, data.get("plural", ""), data.get("context", "")
    )
