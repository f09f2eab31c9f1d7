"""Changing one entry of a list in a YAML file: all else in the text, comments too, stays as people wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.messages import say
from toshigaikou_cli.vocabulary.yaml_files import parse_yaml, yaml_entry


def with_entry(text: str, name: str, at: int | None, values: Mapping[str, str]) -> str:
    """The text in which the entry ``at`` of the list ``name`` has these values beside its others; None: a new last entry.

    Raises VocabularyError where the file is laid out so that nothing can be put there without touching the rest.
    """
    wanted = parse_yaml(text, name)
    if at is None:
        wanted[name].append(dict(values))
        changed = _added(text, _node(text, name), values)
    else:
        wanted[name][at].update(values)
        changed = text
        for key, value in values.items():
            changed = _set(changed, _node(changed, name).value[at], key, value)
    if parse_yaml(changed, name) != wanted:
        raise VocabularyError(
            say("laid out so that nothing can be added"), where=name, hint=say("write it there by hand")
        )
    return changed


def _node(text: str, name: str) -> Any:
    import yaml

    # Python's own loader: its marks count characters.
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    return next(value for key, value in root.value if key.value == name)


def _added(text: str, listed: Any, values: Mapping[str, str]) -> str:
    if not listed.value:
        start, end = listed.start_mark.index, listed.end_mark.index
        return text[:start].rstrip(" ") + "\n" + yaml_entry(values) + text[end:].lstrip("\n")
    indent = " " * (listed.start_mark.column - 2)  # the entries that tgx writes stand under two spaces
    entry = yaml_entry(values)
    if listed.start_mark.column < 2:
        entry = "".join(line[2:] for line in entry.splitlines(keepends=True))
    else:
        entry = "".join(indent + line for line in entry.splitlines(keepends=True))
    return (text if text.endswith("\n") else text + "\n") + entry


def _set(text: str, entry: Any, key: str, value: str) -> str:
    """The text with a value in the place of the entry's own, or on a line of its own after its last."""
    written = json.dumps(value, ensure_ascii=False)
    for own, node in entry.value:
        if own.value == key:
            start, end = node.start_mark.index, node.end_mark.index
            ending = "\n" if text[start:end].endswith("\n") else ""
            return text[:start] + written + ending + text[end:]
    last = entry.value[-1][1].end_mark.index
    if entry.flow_style:
        return f"{text[:last]}, {key}: {written}{text[last:]}"
    column = " " * entry.value[0][0].start_mark.column
    end = last if text[:last].endswith("\n") else text.find("\n", last) + 1 or len(text)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    return f"{before}{column}{key}: {written}\n{text[end:]}"
