"""A user's own names for bureaus and cities: a YAML file beside the packaged vocabularies."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.text.normalize import match_key, visible
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.yaml_files import load_yaml, parse_yaml, read_text

Kind = Literal["bureau", "city"]
_HEAD = """\
# Names that were accepted for bureaus and cities, with the reason. One entry each; tgx adds to the end.
version: 1
aliases:
"""


@dataclass(frozen=True, slots=True)
class UserAlias:
    """A name that a person accepted: it stands for the bureau or city ``id``. ``date`` is ISO."""

    kind: Kind
    alias: str
    id: str
    date: str
    reason: str
    by: str


def load_aliases(path: Path) -> tuple[UserAlias, ...]:
    """The names of a user's file. Raises VocabularyError where it is broken or has a name twice."""
    aliases = tuple(UserAlias(**entry) for entry in load_yaml(path, "aliases")["aliases"])
    seen: set[tuple[str, str]] = set()
    for each in aliases:
        key = (each.kind, match_key(each.alias))
        if key in seen:
            raise VocabularyError(
                f"the {each.kind} alias {each.alias} stands twice", where=str(path), hint="keep one"
            )
        seen.add(key)
    return aliases


def add_alias(path: Path, entry: UserAlias, bureaus: BureauRegister, cities: CityRegister) -> None:
    """Write a name to a user's file (made where there is none), in one step, its comments kept.

    Raises VocabularyError for an unknown id, for a name that already stands for something, and for a
    broken file; the file is then as it was.
    """
    _check(entry, bureaus, cities, path)
    old = read_text(path) if path.exists() else _HEAD
    known = load_aliases(path) if path.exists() else ()
    if any(each.kind == entry.kind and match_key(each.alias) == match_key(entry.alias) for each in known):
        raise _refused(f"{entry.alias} is already in the file", path, "remove the old entry first")
    wanted = [asdict(each) for each in (*known, entry)]
    new = _appended(old, entry)
    if _content(new) != wanted:
        # Someone wrote the list in another style: write it all again.
        new = _HEAD + "".join(_block(each) for each in (*known, entry))
    _replace(path, new)


def _check(entry: UserAlias, bureaus: BureauRegister, cities: CityRegister, path: Path) -> None:
    if not match_key(entry.alias):
        raise _refused("the alias has no letters", path, "give the name as documents write it")
    ids: Iterable[str]
    if entry.kind == "bureau":
        ids, found = bureaus.by_id, bureaus.named(entry.alias)
    else:
        city = cities.resolve(entry.alias)
        ids, found = cities.by_id, [city.id] if city else []
    if entry.id not in ids:
        raise _refused(f"unknown {entry.kind} id {visible(entry.id)}", path, "see the ids in the vocabulary")
    if found:
        raise _refused(
            f"{visible(entry.alias)} already stands for {', '.join(found)}", path, "no alias is needed"
        )


def _refused(what: str, path: Path, hint: str) -> VocabularyError:
    return VocabularyError(what, where=str(path), hint=hint)


def _block(entry: UserAlias) -> str:
    # JSON strings are YAML strings; nothing in a value can end its quotes.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in asdict(entry).items()]
    return "  - " + "\n    ".join(lines) + "\n"


def _appended(old: str, entry: UserAlias) -> str:
    if old.rstrip().endswith("aliases: []"):
        old = old.rstrip()[: -len(" []")]
    return old.rstrip("\n") + "\n" + _block(entry)


def _content(text: str) -> Any:
    try:
        data = parse_yaml(text, "")
    except VocabularyError:
        return None
    return data.get("aliases") if isinstance(data, dict) else None


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file in one step, after the schema has been kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            load_yaml(temporary, "aliases")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except VocabularyError as error:
        raise VocabularyError(error.what, where=str(path), hint=error.hint) from error
    except OSError as error:
        raise VocabularyError(
            f"cannot be written: {(error.strerror or 'error').lower()}",
            where=str(path),
            hint="check the folder",
        ) from error
