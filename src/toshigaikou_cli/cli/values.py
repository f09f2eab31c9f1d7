"""The values of an option that has a fixed list of them: codes, which may be given as people call them, too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, get_args

from toshigaikou_cli import projects
from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.language import LANGUAGES, chosen, in_language, words_of
from toshigaikou_cli.messages import coded, relation, say, value_of
from toshigaikou_cli.records.crosswalk import CrossingKind
from toshigaikou_cli.records.document_facts import DocumentFacts
from toshigaikou_cli.records.filters import ACTIVITY_OUTCOMES, KINDS, OUTCOMES, STATUSES
from toshigaikou_cli.records.judgement import JudgementState
from toshigaikou_cli.records.kinds import DocumentKind

_OF_ACTIVITIES = ("activities", "mend")
"""Commands whose outcomes are those of activities."""
_FACTS = tuple(f"{name}=" for name in DocumentFacts._fields)
"""How a fact about a document begins."""
_TABLES = ("tables",)
"""Stands for the names of the exported tables, which are read where somebody asks for one."""
_RELATIONS = ("relations",)
"""Stands for the project's kinds of relation with a city."""
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "--status": STATUSES,
    "--state": get_args(JudgementState),
    "--lang": LANGUAGES,
    "--relation": _RELATIONS,
    "--meta": _FACTS,
}
"""Options that have the same list with every command."""
_FACT = expression(r"([^=＝]+)[=＝](.*)", re.DOTALL)
_BESIDE = expression(r"[\s_・-]+")


def listed(command: Any, parameter: Any) -> tuple[str, ...]:
    """The codes that a parameter of a command takes, none where any text is one; those of facts end in ``=``."""
    if choices := getattr(parameter.type, "choices", ()):
        return tuple(str(getattr(each, "value", each)) for each in choices)
    if (parameter.metavar or "").startswith("FACT="):
        return _FACTS
    option = next((each for each in parameter.opts if each.startswith("--")), "")
    if option == "--outcome":
        return ACTIVITY_OUTCOMES if command.name in _OF_ACTIVITIES else OUTCOMES
    if option == "--kind" and any("--goal" in each.opts for each in command.params):
        return KINDS
    if option == "--kind":
        return get_args({"import": DocumentKind, "accept": CrossingKind}.get(command.name))
    if option == "--table" and command.name == "export":
        return _TABLES
    return _ALWAYS.get(option, ())


def accept_words(command: Any) -> None:
    """Have each parameter with a fixed list take words for its codes, and say them in Japanese help."""
    for parameter in command.params:
        if codes := listed(command, parameter):
            parameter.type_cast_value = partial(_as_codes, codes, parameter.type_cast_value)
            parameter.get_help_record = partial(_record, codes, parameter.get_help_record)


def _as_codes(codes: Sequence[str], cast: Callable[[Any, Any], Any], context: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = code_of(value, codes)
    elif isinstance(value, list | tuple):
        value = [code_of(each, codes) if isinstance(each, str) else each for each in value]
    return cast(context, value)


def code_of(text: str, codes: Sequence[str]) -> str:
    """The code that a text means, by itself or by a word for it; any other text as it is.

    Of a fact (``発行者=東京都``) only what stands before the sign is looked at.
    """
    if text in codes:
        return text
    if codes == _FACTS:
        found = _FACT.fullmatch(text)
        name = f"{_meant(found[1], codes)}" if found else ""
        return f"{name}{found[2]}" if found and name in codes else text
    return _meant(text, codes)


def _meant(text: str, codes: Sequence[str]) -> str:
    key = _key(text)
    found = [code for code, words in spoken(codes) if key in map(_key, (code.rstrip("="), *words))]
    return found[0] if len(found) == 1 else text


def _key(text: str) -> str:
    return _BESIDE.sub("", unicodedata.normalize("NFKC", text).casefold())


def spoken(codes: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each code with the Japanese words for it, the one that is shown first."""
    if codes == _TABLES:
        from toshigaikou_cli.jobs import offering

        return [(name, (title,)) for name, title in offering.tables()]
    if codes == _RELATIONS:
        return [(kind, (in_language(relation(kind), "ja"),)) for kind in _relations()]
    return [(code, words_of(code.rstrip("="))) for code in codes]


def _relations() -> Iterable[str]:
    with suppress(TgxError, OSError):
        return tuple(projects.current().relations)
    return ()


def offered(codes: Sequence[str], start: str) -> list[tuple[str, str]]:
    """What a shell offers for what is typed so far, each with what it is: codes; words for who begins with one."""
    found = spoken(codes)
    if start and not start.isascii():
        sign = "=" if codes == _FACTS else ""
        return [(f"{word}{sign}", code) for code, words in found for word in words]
    in_words = chosen() == "ja"
    return [
        (code, words[0] if in_words and words else "" if codes == _TABLES else coded(code.rstrip("=")))
        for code, words in found
    ]


def in_help(codes: Sequence[str]) -> str:
    """The values in Japanese help, each as people call it with its code; "" for what is too many to list."""
    if codes == _TABLES:
        return ""
    if codes == _RELATIONS:
        return "、".join(_with_code(kind, words) for kind, words in spoken(codes))
    return "、".join(in_language(value_of(code.rstrip("=")), "ja") for code in codes)


def _with_code(code: str, words: Sequence[str]) -> str:
    return f"{words[0]}（{code}）" if words and words[0] != code else code


def _record(
    codes: Sequence[str], record: Callable[[Any], tuple[str, str] | None], context: Any
) -> tuple[str, str] | None:
    """The line of the help: in Japanese with the words, in the place of the bare list of codes."""
    plain = record(context)
    if plain is None or chosen() == "en" or not (values := in_help(codes)):
        return plain
    name, choices, _ = plain[0].partition(" <")
    metavar = in_language(say("VALUE"))
    text, brackets, extra = plain[1].partition("  [")
    shown = f"{text}  [choices: {values}{'; ' if brackets else ']'}{extra}"
    return f"{name} {metavar}" if choices else name, shown
