"""Reading YAML strictly: UTF-8, no key twice, no anchors, dates left as text, checked by its schema."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import VocabularyError, system_words
from toshigaikou_cli.files import read_bytes
from toshigaikou_cli.messages import Message, say, sayable
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.schema import violation

LARGEST = 20_000_000
"""A vocabulary file of more bytes than this is refused."""
_DEEPEST = 40


def load_yaml(path: Path, schema_name: str) -> Any:
    """The content of a YAML file that keeps to ``schemas/<schema_name>.schema.json``.

    Timestamps and ``yes``/``no``/``on``/``off`` stay text. Raises VocabularyError, in one line with file,
    line and hint, where the file is missing, not UTF-8, no YAML, has a key twice, uses anchors, or breaks
    the schema.
    """
    return checked_yaml(read_text(path), path, schema_name)


def checked_yaml(text: str, path: Path, schema_name: str) -> Any:
    """The content of a YAML text as :func:`load_yaml` gives it; ``path`` names it in messages."""
    data = parse_yaml(text, str(path))
    _check(data, text, path, schema_name)
    return data


_ESCAPED = {code: f"\\u{code:04x}" for code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x7F, 0xA0))}
"""Characters that end a line in YAML, or that it does not allow, though JSON does."""


def yaml_entry(values: Mapping[str, Any]) -> str:
    """One entry of a list in a YAML file, a line a value."""
    lines = [f"{key}: {yaml_value(value)}" for key, value in values.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def yaml_value(value: Any) -> str:
    """A value on one line. JSON is YAML: nothing in a value can end its quotes."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)


def load_packaged(path: Path) -> Any:
    """The content of a packaged YAML file, without the checks of its shape and by its schema.

    Tests check the packaged files; to do it again at each start would cost a quarter of a small import, and to parse them
    another. So it is parsed beforehand (``make data``); a file that is another since then is parsed here.
    """
    raw = _raw(path)
    line = parsed_line(path, raw, "")
    before = next((each for each in _parsed_before() if each.startswith(line)), None)
    return json.loads(before[len(line) :]) if before else _parsed(decoded(raw, path), str(path), trusted=True)


PARSED = packaged("data") / "parsed.txt"
"""The content of each packaged YAML file as JSON, a line a file; made by ``make data``."""


def parsed_line(path: Path, raw: bytes, content: str) -> str:
    """The line of a file in :data:`PARSED`: its name, the SHA-256 of its bytes, its content as JSON."""
    name = path.relative_to(packaged("data")).as_posix()
    return f"{name} {sha256(raw).hexdigest()} {content}"


@lru_cache(maxsize=1)
def _parsed_before() -> list[str]:
    return PARSED.read_text(encoding="utf-8").splitlines() if PARSED.exists() else []


def read_text(path: Path) -> str:
    """The text of a vocabulary file. Raises VocabularyError where it cannot be read as UTF-8."""
    return decoded(_raw(path), path)


def _raw(path: Path) -> bytes:
    try:
        return read_bytes(path, LARGEST)
    except OSError as error:
        raise VocabularyError(system_words(error), where=str(path), hint=say("check the path")) from error


def decoded(raw: bytes, path: Path) -> str:
    """The text of a YAML file's content. Raises VocabularyError, with the line, where it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _error(say("not UTF-8"), str(path), line, say("save the file as UTF-8")) from error


def parse_yaml(text: str, where: str) -> Any:
    """The content of a YAML text, read strictly. Raises VocabularyError; ``where`` names it in messages."""
    return _parsed(text, where)


def _parsed(text: str, where: str, *, trusted: bool = False) -> Any:
    import yaml

    try:
        if not trusted:
            _refuse_deep(text, where)
        data = yaml.load(text, Loader=_loader())  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        if "nesting depth" in (
            error.problem or ""
        ):  # libyaml's own limit, met before ours where it reads ahead
            raise _too_deep(where, line) from error
        raise _error(_invalid(error.problem), where, line, say("mend that line")) from error
    except yaml.YAMLError as error:
        raise VocabularyError(
            say("not valid YAML: a character that YAML does not allow"), where=where, hint=say("remove it")
        ) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A value that its tag does not allow (!!bool maybe, a number of thousands of digits).
        raise VocabularyError(
            say("not valid YAML: a value of the wrong kind"), where=where, hint=say("quote it")
        ) from error
    if not trusted:
        _refuse_shared(data, where)
    return data


def _invalid(problem: str | None) -> Message:
    """What is wrong with a YAML text; what PyYAML says of it is in English only."""
    if isinstance(problem, Message):
        return say("not valid YAML: {problem}", problem=problem)
    said = " ".join((problem or say("cannot be parsed")).split())
    return Message(say("not valid YAML: {problem}", problem=said), sayable("not valid YAML"), {})


def _refuse_deep(text: str, where: str) -> None:
    """Refuse a text nested deeper than any vocabulary: libyaml's composer recurses until the process dies."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _too_deep(where, event.start_mark.line + 1 if event.start_mark else None)


def _too_deep(file: str, line: int | None) -> VocabularyError:
    return _error(say("nested too deeply"), file, line, say("write it flat"))


def _error(what: str, file: str, line: int | None, hint: str) -> VocabularyError:
    """An error at a line of a file, written as editors open it: ``cities.yaml:3``."""
    where = file if line is None else f"{file}:{line}"
    return VocabularyError(what, where=where, hint=hint, spot=Spot(file, line=line))


@lru_cache(maxsize=1)
def _loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class StrictLoader(base):  # type: ignore[misc]
        """The safe loader that refuses a key twice in one mapping, and leaves dates as they are written."""

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
            keys: set[Hashable] = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if not isinstance(key, str) or key in keys:
                    what = (
                        say("key {key!r} stands twice", key=key)
                        if key in keys
                        else say("key {key!r} is not text", key=key)
                    )
                    raise yaml.constructor.ConstructorError(None, None, what, key_node.start_mark)
                keys.add(key)
            return dict(super().construct_mapping(node, deep=deep))

    plain = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:merge"}
    StrictLoader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in plain]
        for first, resolvers in base.yaml_implicit_resolvers.items()
    }
    StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", _true_or_false(), list("tTfF"))
    return StrictLoader


def _true_or_false() -> Any:
    import re

    # YAML 1.1 also takes yes, no, on and off for booleans: NO is a country.
    return re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")


def _refuse_shared(data: Any, where: str) -> None:
    """Refuse anchors: a container that is reached twice can make a small file endless."""
    seen: set[int] = set()
    stack = [data]
    while stack:
        item = stack.pop()
        if not isinstance(item, dict | list) or not item:
            continue
        if id(item) in seen:
            raise VocabularyError(
                say("anchors (&, *) are not used here"), where=where, hint=say("write it out")
            )
        seen.add(id(item))
        stack.extend(item.values() if isinstance(item, dict) else item)


def _check(data: Any, text: str, path: Path, schema_name: str) -> None:
    broken = violation(data, schema_name)
    if broken is None:
        return
    raise _error(broken.what, str(path), _line_of(text, list(broken.path)), broken.hint)


def _line_of(text: str, steps: list[str | int]) -> int | None:
    """The line on which the node at ``steps`` begins (only on the way to an error: it parses again)."""
    import yaml

    node: Any = yaml.compose(text, Loader=_loader())
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if key.value == step]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            found = node.value[step : step + 1]
        else:
            return None
        if not found:
            break
        node = found[0]
    return int(node.start_mark.line) + 1 if node is not None else None
