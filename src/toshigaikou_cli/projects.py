"""Which project a command works on: that of ``--project``, ``TGX_PROJECT``, the nearest ``tgx.toml`` with ``[project]``, else
the packaged one.

Read with tomllib alone, since reading commands wait for it; ``settings`` checks the file by its schema.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.files import read_toml, refused
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.records.project import (
    CATALOGUE,
    CORE,
    KnownStrategy,
    Project,
    ProjectWords,
    RelationKind,
)

SETTINGS = "tgx.toml"
VARIABLE = "TGX_PROJECT"
_ID = expression(r"[a-z0-9][a-z0-9-]{0,39}")
_TOKEN = expression(r"\{([^{}]*)\}")
_NUMBERS = frozenset({"n", "roman", "circled", "kanji", "letter", "kana", "iroha", "number"})
"""The tokens of a heading's form that are its number."""


def current() -> Project:
    """The project of this run. Raises UsageError where the folder that is named is none, or its file is broken."""
    return own() or builtin()


def own() -> Project | None:
    """The same, None where only the packaged one serves."""
    if named := os.environ.get(VARIABLE):
        return named_project(Path(named))
    here = Path.cwd()
    return next((found for folder in (here, *here.parents) if (found := project_in(folder))), None)


def named_project(folder: Path) -> Project:
    """The project of a folder (or of its ``tgx.toml``). Raises UsageError where there is none."""
    home = folder.parent if folder.name == SETTINGS else folder
    found = project_in(Path.cwd() / home)
    if found is None:
        hint = say("name a folder with a tgx.toml that has [project]")
        raise UsageError(say("no project"), where=str(folder), hint=hint)
    return found


def builtin() -> Project:
    """The packaged project that serves where there is no other."""
    return _read(default_project() / SETTINGS, None, builtin=True)


def project_in(folder: Path) -> Project | None:
    """The project of a folder, None where it has none: no ``tgx.toml``, or one without ``[project]``."""
    path = folder / SETTINGS
    try:
        state = path.stat()
    except OSError:
        return None
    data = _data(path, state.st_mtime_ns)
    return _read(path, state.st_mtime_ns, builtin=False) if "project" in data else None


@lru_cache(maxsize=8)
def _data(path: Path, changed: int | None) -> dict[str, Any]:  # noqa: ARG001 - the file as it was then
    return read_toml(path)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int | None, *, builtin: bool) -> Project:
    data = _data(path, changed)
    own = _table(path, data, "project")
    id_ = _text(path, own, "id")
    if not _ID.fullmatch(id_):
        raise refused(
            path,
            say("project.id: no id: {text}", text=repr(id_)),
            say("small Latin letters, digits and hyphens"),
        )
    layouts = [_strategy(path, each) for each in _tables(path, data, "strategy")]
    return Project(
        id=id_,
        name=_text(path, own, "name") or id_,
        folder=path.parent,
        home=_text(path, own, "home"),
        prefixes=tuple(sorted(_texts(path, own, "prefixes"), key=len, reverse=True)),
        unit=_text(path, own, "unit"),
        language=_text(path, own, "language"),
        words=_words(path, _table(path, data, "words")),
        catalogue=_text(path, _table(path, data, "catalogue"), "path") or CATALOGUE,
        strategies=tuple(layouts),
        relations=_relations(path, _table(path, data, "relations")),
        ratings={key: str(each) for key, each in _table(path, _table(path, data, "rating"), "scale").items()},
        builtin=builtin,
    )


def _words(path: Path, data: Mapping[str, Any]) -> ProjectWords:
    return ProjectWords(**{name: text for name in ProjectWords._fields if (text := _text(path, data, name))})


def _strategy(path: Path, data: Mapping[str, Any]) -> KnownStrategy:
    file, links = _text(path, data, "file"), _text(path, data, "links")
    layout = _table(path, data, "layout")
    return KnownStrategy(
        id=_text(path, data, "id"),
        title=_text(path, data, "title"),
        years=_text(path, data, "years"),
        goals=_number(path, data, "goals"),
        measures=_number(path, data, "measures"),
        file=path.parent / file if file else None,
        links=path.parent / links if links else None,
        goal=_form(path, layout, "goal"),
        area=_form(path, layout, "area"),
    )


def _relations(path: Path, data: Mapping[str, Any]) -> dict[str, RelationKind]:
    """The kinds that a file names, in its order, and those of the core that it leaves out."""
    named: dict[str, RelationKind] = {}
    for kind in data:
        entry, known = _table(path, data, kind), CORE.get(kind)
        plain = known or RelationKind(kind)
        name, english = (
            _text(path, entry, "name") or plain.name,
            _text(path, entry, "english") or plain.english,
        )
        named[kind] = RelationKind(name, bool(entry.get("formal", plain.formal)), english)
    return named | {kind: each for kind, each in CORE.items() if kind not in named}


# ---------------------------------------------------------------- values of the kinds that they should be


def _wrong(path: Path, key: str, wanted: str) -> UsageError:
    what = say("{key}: {wanted} is meant here", key=key, wanted=wanted)
    return UsageError(what, where=str(path), hint=say("see schemas/settings.schema.json"))


def _table(path: Path, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key, {})
    if not isinstance(found, dict):
        raise _wrong(path, key, say("a table"))
    return found


def _tables(path: Path, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _wrong(path, key, f"[[{key}]]")
    return found


def _text(path: Path, data: Mapping[str, Any], key: str) -> str:
    found = data.get(key, "")
    if not isinstance(found, str):
        raise _wrong(path, key, say("a text in quotes"))
    return found


def _form(path: Path, data: Mapping[str, Any], key: str) -> str:
    """The form of a heading: a text with one number in it, and each other token at most once."""
    text = _text(path, data, key)
    tokens = _TOKEN.findall(text)
    once = len(set(tokens)) == len(tokens) and set(tokens) <= {*_NUMBERS, "goal", "word"}
    if text and not (once and len(_NUMBERS.intersection(tokens)) == 1):
        raise refused(
            path,
            say("layout.{key}: no form of a heading: {text}", key=key, text=repr(text)),
            say("such as 基本目標{example}: one of {tokens}", example="{n}", tokens=_shown()),
        )
    return text


def _shown() -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(_NUMBERS))


def _texts(path: Path, data: Mapping[str, Any], key: str) -> list[str]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise _wrong(path, key, say("a list of texts"))
    return found


def _number(path: Path, data: Mapping[str, Any], key: str) -> int | None:
    found = data.get(key)
    if found is not None and (isinstance(found, bool) or not isinstance(found, int)):
        raise _wrong(path, key, say("a whole number"))
    return found
