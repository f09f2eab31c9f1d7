"""Texts for people: English as they stand, with what they are made of, so that they can be said in another language.

Code makes and passes them as text; only what prints for a person asks :mod:`toshigaikou_cli.language` for the words.
Templates are literals: ``make messages`` finds them by the names of these functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class TextList(NamedTuple):
    """Texts beside each other as one argument, with what stands between them in English."""

    parts: tuple[object, ...]
    by: str = ", "

    def __str__(self) -> str:
        return self.by.join(map(str, self.parts))

    def __format__(self, _: str) -> str:
        return str(self)


class Called(NamedTuple):
    """A name as an argument that a person is to type: where names are printed in English, its own stands behind."""

    name: str

    def __str__(self) -> str:
        return self.name

    def __format__(self, _: str) -> str:
        return self.name


class Message(str):
    """A text in English that knows its template and its arguments; ``plural`` and ``context`` as in gettext."""

    __slots__ = ("arguments", "context", "plural", "template")

    template: str
    arguments: Mapping[str, object]
    plural: str
    context: str

    def __new__(
        cls, english: str, template: str, arguments: Mapping[str, object], plural: str = "", context: str = ""
    ) -> Message:
        self = super().__new__(cls, english)
        self.template, self.arguments, self.plural, self.context = template, arguments, plural, context
        return self

    def __reduce__(self) -> tuple[object, ...]:
        parts = str.__str__(self), self.template, self.arguments, self.plural, self.context
        return Message, parts


def say(template: str, /, **arguments: object) -> Message:
    """``say("unknown bureau {name}", name=name)``. A list as an argument is its parts with commas between them."""
    return _made(template, arguments)


def say_n(one: str, many: str, /, n: int, **arguments: object) -> Message:
    """``say_n("{n} page", "{n} pages", n)``: a template for one, and one for any other number."""
    return _made(one if n == 1 else many, {"n": n, **arguments}, one, many)


def say_as(context: str, template: str, /, **arguments: object) -> Message:
    """As :func:`say`, where the same English has another meaning elsewhere: ``say_as("heading", "Held")``."""
    return _made(template, arguments, context=context)


def sayable(template: str) -> str:
    """A template that is said elsewhere, by :func:`say`."""
    return template


def sayable_n(one: str, many: str) -> tuple[str, str]:
    """Two templates that are said elsewhere, by :func:`say_n`."""
    return one, many


def coded(code: str, *, spaced: bool = False) -> Message:
    """A code (``not_held``) as it stands in tables: the code itself in English, ``spaced`` as words, a word elsewhere."""
    return Message(code.replace("_", " ") if spaced else code, code, {}, context="code")


def told_as(code: str, word: Message) -> Message:
    """A code that people are told by another word than its own: ``cancelled`` as postponed."""
    return Message(code, word.template, {}, context=word.context)


def value_of(code: str, quote: str = "") -> Message:
    """A value of an option, where those that there are are listed: in English the code; elsewhere a word and the code."""
    return Message(f"{quote}{code}{quote}", code, {}, context="value")


def shown_as(code: str, name: str) -> Message:
    """A code that people read as a name: of a country, the code itself where English labels stand beside Japanese names."""
    return Message(code, "{name}", {"name": name})


def relation(kind: str) -> Message:
    """A kind of relation with a city, as the project calls it; its code in English labels."""
    return Message(kind, kind, {}, context="relation")


def with_reason(message: Message, why: str) -> Message:
    """A message with a note of a person behind it, where there is one."""
    return say("{text} ({why})", text=message, why=why) if why else message


def joined(parts: Iterable[object], by: str = ", ") -> Message:
    """Messages and texts beside each other: one message."""
    return _made("{parts}", {"parts": TextList(tuple(parts), by)})


def _made(
    template: str, arguments: dict[str, object], singular: str = "", plural: str = "", context: str = ""
) -> Message:
    if not arguments:
        return Message(template, template, arguments, plural, context)
    for name, value in arguments.items():
        if isinstance(value, list | tuple) and not isinstance(value, TextList | Called):
            arguments[name] = TextList(tuple(value))
    return Message(template.format_map(arguments), singular or template, arguments, plural, context)
