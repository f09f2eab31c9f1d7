"""Named tuples as plain data, and plain data as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from toshigaikou_cli.records.long import LongList
from toshigaikou_cli.text.keys import escaped_json

PIECES = 4096
"""Pieces of JSON, each a value or a sign, that are written at once."""


def plain(value: Any, parts: Callable[[Any], Mapping[str, Any]] = lambda value: value._asdict()) -> Any:
    """Named tuples as objects of what ``parts`` gives of them, tuples as lists, all the way down."""
    if hasattr(value, "_asdict"):
        value = parts(value)
    if isinstance(value, Mapping):
        return {key: plain(part, parts) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part, parts) for part in value]
    return value


class _PrintedList(list[Any]):
    """A long list as the encoder takes it, which asks a list only whether it has anything, and for one value after another."""

    def __init__(self, values: LongList[Any]) -> None:
        super().__init__()
        self._values = values

    def __bool__(self) -> bool:
        return bool(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)


def _part_by_part(value: Any) -> Any:
    if isinstance(value, LongList):
        return _PrintedList(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


def json_line(data: Any) -> str:
    """JSON for programs: all on one line."""
    import json

    return escaped_json(json.dumps(data, ensure_ascii=False)) + "\n"


def json_text(data: Any) -> str:
    """JSON for people and programs: indented, Japanese as it is, ends in a line break."""
    return "".join(json_texts(data))


def json_texts(data: Any) -> Iterator[str]:
    """The same in pieces: what is long is never there as one text."""
    import json

    pieces = json.JSONEncoder(ensure_ascii=False, indent=2, default=_part_by_part).iterencode(data)
    while piece := "".join(islice(pieces, PIECES)):
        yield escaped_json(piece)
    yield "\n"
