"""The user's own names: which vocabulary they make with the packaged one, which there are, one more accepted."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import clock
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.places import aliases_path
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.vocabulary.aliases import UserAlias, add_alias, load_aliases
from toshigaikou_cli.vocabulary.bureaus.succession import span
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary


class NewName(NamedTuple):
    """A name to accept: what it stands for (one of ``bureau`` and ``city``, by id or name), why, and who says so."""

    text: str
    bureau: str | None
    city: str | None
    reason: str
    by: str


class NamesOf(NamedTuple):
    """Whose names are meant: the file of the user's own, and the folder of vocabularies that they add to; None for the
    usual ones."""

    aliases: Path | None = None
    vocabulary: Path | None = None


USUAL = NamesOf()


class Accepted(NamedTuple):
    """A name that was accepted, what it stands for, and the file that it was written into; ``in_force`` says when a bureau
    is, that is not always in force."""

    entry: UserAlias
    meaning: str
    path: Path
    in_force: Message | None = None


def current_vocabulary() -> Vocabulary:
    """The packaged vocabulary with the user's own names."""
    return load_vocabulary(alias_file=aliases_path())


def own_names() -> tuple[Path, tuple[UserAlias, ...]]:
    """The file of the user's own names, and the names."""
    path = aliases_path()
    return path, load_aliases(path) if path.exists() else ()


def accept(name: NewName, of: NamesOf = USUAL, *, dry_run: bool = False) -> Accepted:
    """Write a name into the user's own file. Raises UsageError where it stands for nothing, or for several things.
    ``dry_run``: all but the writing."""
    if (name.bureau is None) == (name.city is None):
        raise UsageError(
            say("one of --bureau and --city is needed"), hint=say("say what the name stands for")
        )
    if not name.reason.strip():
        raise UsageError(
            say("a name is accepted for a reason"), where="--reason", hint=say("say why you think so")
        )
    path = aliases_path(*of)
    vocabulary = load_vocabulary(of.vocabulary, path)
    key, meaning = _meant(name, vocabulary)
    entry = UserAlias(
        kind="bureau" if name.bureau is not None else "city",
        alias=name.text.strip(),
        id=key,
        date=clock.today(),
        reason=name.reason.strip(),
        by=name.by.strip() or user(),
    )
    add_alias(path, entry, vocabulary.bureaus, vocabulary.cities, dry_run=dry_run)
    bureau = vocabulary.bureaus.by_id.get(key) if entry.kind == "bureau" else None
    limited = bureau is not None and (bureau.valid_from or bureau.valid_to)
    return Accepted(entry, meaning, path, span(bureau) if bureau and limited else None)


def check_is_of_catalogues(of: NamesOf) -> None:
    """Raise UsageError where names are written that no catalogue reads."""
    own = aliases_path()
    if of.vocabulary or aliases_path(of.aliases).absolute() != own.absolute():
        what = say("the catalogue does not read these names")
        raise UsageError(
            what, where="--rebuild", hint=say("it reads {own}: leave --aliases and --vocabulary out", own=own)
        )


def user() -> str:
    """What the system calls the user. Raises UsageError where it has no name (in a container, say)."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError) as error:
        raise UsageError(
            say("the system has no name for you"), where="--by", hint=say("say who decides")
        ) from error


def _where_listed(option: str) -> Message:
    if option == "--bureau":
        return say("tgx query bureaus lists all")
    return say("tgx query cities --all lists all")


def _meant(name: NewName, vocabulary: Vocabulary) -> tuple[str, str]:
    """The id and the name of the bureau or city that a name is to stand for."""
    if name.bureau is not None:
        found = {entry.id: entry.name for entry in vocabulary.bureaus.find(name.bureau)}
    else:
        one = vocabulary.cities.by_id.get(name.city or "") or vocabulary.cities.resolve(name.city or "")
        found = {one.id: one.name} if one else {}
    if len(found) == 1:
        return next(iter(found.items()))
    given = name.bureau or name.city
    option = "--bureau" if name.bureau else "--city"
    if not found:
        raise UsageError(say("unknown: {text}", text=given), where=option, hint=_where_listed(option))
    listed = [say("{id} ({name})", id=key, name=meaning) for key, meaning in found.items()]
    raise UsageError(
        say("several are called {given}", given=given),
        where=option,
        hint=say("give the id: {listed}", listed=listed),
    )
