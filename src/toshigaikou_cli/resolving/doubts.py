"""What resolving names against the registers leaves in doubt: each with its check's code, words, and proposals."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import NamedTuple

from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.vocabulary.bureaus.register import Bureau
from toshigaikou_cli.vocabulary.cities.entries import City

PROPOSALS = 3
"""How many names are proposed for one in doubt."""


class Doubt(NamedTuple):
    """A name or text in doubt: ``code`` of the check, ``column`` and ``text`` in question, what is wrong with it,
    what it may be instead, and the command that accepts it.

    It is no finding yet: the same text stands in many rows and is looked into once, so the record and its place come
    later (:func:`~toshigaikou_cli.resolving.rows.doubt_rows`), and the severity is the check's.
    """

    code: str
    column: str
    text: str
    message: str
    hint: str = ""
    accept: str = ""


def with_reasons(proposals: Iterable[tuple[str, str]]) -> str:
    """Names that may be meant, each with the reason."""
    return joined([say("{name}: {reason}", name=name, reason=reason) for name, reason in proposals], "; ")


def accepting(name: str, kind: str, meant: Bureau | City) -> str:
    """The command that accepts a name; none for a unit or a city that only the strategies of a catalogue name (its id is
    its name): a file of names cannot refer to it."""
    if meant.id == meant.name:
        return ""
    return " ".join(["tgx words add-alias", shlex.quote(name), f"--{kind}", meant.id, "--reason", "WHY"])
