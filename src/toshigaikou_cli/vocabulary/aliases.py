"""A user's own names for bureaus and cities: a YAML file beside the packaged vocabularies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.files import locked, refused, replace_file
from toshigaikou_cli.language import in_file
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.text.keys import match_key, visible
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.yaml_files import checked_yaml, load_yaml, parse_yaml, read_text, yaml_entry

AliasKind = Literal["bureau", "city"]
_HEAD = say(
    "# Names that were accepted for bureaus and cities, with the reason. One entry each; tgx adds to the end.\n"
)
_BEGIN = "version: 1\naliases:\n"


@dataclass(frozen=True, slots=True)
class UserAlias:
    """A name that a person accepted: it stands for the bureau or city ``id``. ``date`` is ISO."""

    kind: AliasKind
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
            raise refused(
                path,
                say("the {kind} alias {alias} stands twice", kind=coded(each.kind), alias=each.alias),
                say("keep one"),
                VocabularyError,
            )
        seen.add(key)
    return aliases


def add_alias(
    path: Path, entry: UserAlias, bureaus: BureauRegister, cities: CityRegister, *, dry_run: bool = False
) -> None:
    """Write a name to a user's file (made where there is none), in one step, its comments kept; ``dry_run``: only check.

    The file is locked from reading to writing it: of several who add at once, each adds to what the others wrote.
    Raises VocabularyError for an unknown id, for a name that already stands for something, and for a
    broken file; the file is then as it was.
    """
    _check(entry, bureaus, cities, path)
    if dry_run:
        _with(path, entry)
        return
    with locked(path, VocabularyError, parents=True):
        replace_file(path, _with(path, entry).encode(), VocabularyError)


def _with(path: Path, entry: UserAlias) -> str:
    """The text of a file with one more name."""
    head = in_file(_HEAD) + _BEGIN
    old = read_text(path) if path.exists() else head
    known = load_aliases(path) if path.exists() else ()
    if any(each.kind == entry.kind and match_key(each.alias) == match_key(entry.alias) for each in known):
        raise refused(
            path,
            say("{alias} is already in the file", alias=entry.alias),
            say("remove the old entry first"),
            VocabularyError,
        )
    wanted = [asdict(each) for each in (*known, entry)]
    new = _appended(old, entry)
    if _content(new) != wanted:
        # Someone wrote the list in another style: write it all again.
        new = head + "".join(_block(each) for each in (*known, entry))
    checked_yaml(new, path, "aliases")
    return new


def _check(entry: UserAlias, bureaus: BureauRegister, cities: CityRegister, path: Path) -> None:
    if not match_key(entry.alias):
        raise refused(
            path, say("the alias has no letters"), say("give the name as documents write it"), VocabularyError
        )
    ids: Iterable[str]
    if entry.kind == "bureau":
        ids, found = bureaus.by_id, bureaus.named(entry.alias)
    else:
        city = cities.resolve(entry.alias)
        ids, found = cities.by_id, [city.id] if city else []
    if entry.id not in ids:
        raise refused(
            path,
            say("unknown {kind} id {id}", kind=coded(entry.kind), id=visible(entry.id)),
            say("see the ids in the vocabulary"),
            VocabularyError,
        )
    if found:
        raise refused(
            path,
            say("{alias} already stands for {names}", alias=visible(entry.alias), names=joined(found)),
            say("no alias is needed"),
            VocabularyError,
        )


def _block(entry: UserAlias) -> str:
    return yaml_entry(asdict(entry))


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
