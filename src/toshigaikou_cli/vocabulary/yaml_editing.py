"""Changing entries of the lists in a YAML file: all else in the text, comments too, stays as people wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.messages import say
from toshigaikou_cli.vocabulary.yaml_files import parse_yaml, yaml_entry, yaml_value

Steps = Sequence[str | int]
"""The way to a list in a file: ``("cities", 3, "relations")``."""


def with_entry(text: str, name: str, at: int | None, values: Mapping[str, Any]) -> str:
    """The text in which the entry ``at`` of the list ``name`` has these values beside its others; None: a new last entry.

    Raises VocabularyError where the file is laid out so that nothing can be put there without touching the rest.
    """
    if at is None:
        return with_item(text, (name,), values)
    wanted = parse_yaml(text, name)
    wanted[name][at].update(values)
    changed = text
    for key, value in values.items():
        changed = _set(changed, _node(changed, (name, at)), key, value)
    return _as_wanted(changed, wanted, name)


def with_item(text: str, steps: Steps, item: Mapping[str, Any]) -> str:
    """The text with one more entry at the end of the list to which ``steps`` lead. Raises VocabularyError likewise."""
    name = str(steps[0])
    wanted = parse_yaml(text, name)
    there: Any = wanted
    for step in steps:
        there = there[step]
    there.append(dict(item))
    return _as_wanted(_added(text, _node(text, steps), [item]), wanted, name)


def with_entries(
    text: str, name: str, changed: Mapping[int, Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> str:
    """The text in which entries of the list ``name``, by their places, have these values beside their others, and ``new``
    ones follow them. Raises VocabularyError likewise."""
    wanted, listed = parse_yaml(text, name), _node(text, (name,))
    made = _added(text, listed, new) if new else text
    for at in sorted(changed, reverse=True):  # what stands before a change stays where it is
        for key, value in changed[at].items():
            made = _set(made, listed.value[at], key, value)
        wanted[name][at].update(changed[at])
    wanted[name] += [dict(each) for each in new]
    return _as_wanted(made, wanted, name)


def _as_wanted(changed: str, wanted: Any, name: str) -> str:
    try:
        sound = parse_yaml(changed, name) == wanted
    except VocabularyError:
        sound = False
    if not sound:
        raise VocabularyError(
            say("laid out so that nothing can be added"), where=name, hint=say("write it there by hand")
        )
    return changed


def _node(text: str, steps: Steps) -> Any:
    import yaml

    # Python's own loader: its marks count characters.
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in steps:
        below = node.value if isinstance(step, int) else {key.value: value for key, value in node.value}
        node = below[step]
    return node


def _added(text: str, listed: Any, items: Sequence[Mapping[str, Any]]) -> str:
    flow = [yaml_value(dict(values)) for values in items]
    if listed.flow_style and listed.value:
        end = listed.value[-1].end_mark.index
        return text[:end] + "".join(f", {each}" for each in flow) + text[end:]
    block = "".join(map(yaml_entry, items))
    if not listed.value:
        start, end = listed.start_mark.index, listed.end_mark.index
        if text[:start].rsplit("\n", 1)[-1].startswith((" ", "-", "{")):  # below another value
            return f"{text[:start]}[{', '.join(flow)}]{text[end:]}"
        return text[:start].rstrip(" ") + "\n" + block + text[end:].lstrip("\n")
    last = listed.value[-1]
    entries = "".join(f"  - {each}\n" for each in flow) if last.flow_style else block
    indent = " " * listed.start_mark.column
    entries = "".join(indent + line[2:] for line in entries.splitlines(keepends=True))
    end = _end_of_line(text, _content_end(last))
    before = text[:end]
    return (before if before.endswith("\n") else before + "\n") + entries + text[end:]


def _content_end(node: Any) -> int:
    """Where the last word of a node ends: the mark of a block stands behind the comments and lines that follow it."""
    while not getattr(node, "flow_style", True) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _end_of_line(text: str, at: int) -> int:
    """Where the next line begins; the place itself where one does."""
    return at if text[:at].endswith("\n") else text.find("\n", at) + 1 or len(text)


def _set(text: str, entry: Any, key: str, value: Any) -> str:
    """The text with a value in the place of the entry's own, or on a line of its own after its last."""
    written = yaml_value(value)
    for own, node in entry.value:
        if own.value == key:
            start, end = node.start_mark.index, node.end_mark.index
            ending = "\n" if text[start:end].endswith("\n") else ""
            return text[:start] + written + ending + text[end:]
    if entry.flow_style:
        last = entry.value[-1][1].end_mark.index
        return f"{text[:last]}, {json.dumps(key)}: {written}{text[last:]}"
    column = " " * entry.value[0][0].start_mark.column
    end = _end_of_line(text, _content_end(entry))
    before = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    return f"{before}{column}{key}: {written}\n{text[end:]}"
