"""What Typer says about a wrong call, as a message of our own: the same words in English, and others elsewhere."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import joined, say, sayable, shown_as, value_of

_NEAR = 0.6
_MISSING = sayable("Missing option {name}")
_NO_VALUE = sayable("Option {option} requires an argument")
_QUOTED = expression("'([^']*)'")
_LEAST, _BETWEEN = expression(r"x>=(\d+)"), expression(r"(\d+)<=x<=(\d+)")
_EXAMPLES = {
    "--by": say("--by Yamada"),
    "tgx report --by": "--by bureau",
    "--example": "--example kitakyushu",
}
TEMPLATES = (
    sayable("Missing argument {name}. Choose from:\n\t{choices}"),
    sayable("Missing option {name}. Choose from:\n\t{choices}"),
    sayable("Missing argument {name}"),
    _MISSING,
    sayable("Missing parameter {name}"),
    sayable("Missing command"),
    sayable("Invalid value for {name}: {what}"),
    sayable("Invalid value: {what}"),
    sayable("No such option: {option} (Possible options: {options})"),
    sayable("No such option: {option}"),
    sayable("No such command {name}. Did you mean {others}?"),
    sayable("No such command {name}"),
    sayable("Option {option} does not take a value"),
    _NO_VALUE,
    sayable("Option {option} requires {n} arguments"),
    sayable("Argument {name} takes {n} values"),
    sayable("Got unexpected extra argument(s) ({arguments})"),
    sayable("{value} is not a valid integer range"),
    sayable("{value} is not a valid int range"),
    sayable("{value} is not a valid integer"),
    sayable("{value} is not a valid int"),
    sayable("{value} is not in the range {range}"),
    sayable("{value} is not one of {choices}"),
)
"""Typer's sentences (typer/_click, typer/core.py) without their full stops, the narrower before the wider."""


def understood(sentence: str, path: str = "") -> str:
    """A sentence of Typer's about the command ``path`` as a message; what is none of :data:`TEMPLATES` stays what it is."""
    for template in TEMPLATES:
        if found := _pattern(template).fullmatch(sentence):
            parts = found.groupdict()
            if "options" in parts and not (options := _near(parts["option"], parts["options"])):
                return say("No such option: {option}", option=parts["option"])
            if "options" in parts:
                parts["options"] = options
            said = {key: _part(key, value) for key, value in parts.items()}
            if template == _MISSING and (example := _example(parts["name"], path)):
                return say("Missing option {name}, such as {example}", example=example, **said)
            if template == _NO_VALUE and (example := _example(parts["option"], path)):
                return say("Option {option} requires an argument, such as {example}", example=example, **said)
            return say(template, **said)
    return sentence


def _example(option: str, path: str) -> str:
    """What a call with an option may look like, "" where its help says it."""
    plain = option.strip("'")
    return _EXAMPLES.get(f"{path} {plain}") or _EXAMPLES.get(plain, "")


def _near(option: str, options: str) -> str:
    """Those of the options that Typer thinks possible that are near: a slip of a letter or two, or the same beginning."""
    plain = option.strip("'").lstrip("-")

    def is_near(other: str) -> bool:
        name = other.lstrip("-")
        return (len(plain) > 2 and name.startswith(plain)) or SequenceMatcher(
            None, plain, name
        ).ratio() >= _NEAR

    return ", ".join(each for each in options.split(", ") if is_near(each))


def _part(name: str, value: str) -> str:
    if name == "what":
        return understood(value)
    if name == "options":
        return joined(value.split(", "))
    if name == "range":
        return shown_as(value, _range(value))
    texts = _QUOTED.findall(value)
    if name in ("name", "option") and texts and not texts[0][:1].islower():
        return shown_as(
            value, "・".join(text.strip("[]") for text in texts)
        )  # of an option or an argument, which stands out by itself
    words = [value_of(text, "'") if name == "choices" else say("'{text}'", text=text) for text in texts]
    others = (joined(words, by) for by in (", ", " or ", " / "))
    return next((each for each in others if each == value), value)


def _range(value: str) -> str:
    """A range of numbers as people say it: ``x>=1`` is 1 or more."""
    if found := _LEAST.fullmatch(value):
        return say("{n} or more", n=found[1])
    found = _BETWEEN.fullmatch(value)
    return say("{first} to {last}", first=found[1], last=found[2]) if found else value


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(f"(?P<{each}>.*)" if at % 2 else re.escape(each) for at, each in enumerate(pieces)), re.DOTALL
    )
