"""Citations as BibTeX, for LaTeX with Japanese (UTF-8) and for literature managers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toshigaikou_cli.formats.citations.words import (
    claim,
    digest,
    lacking,
    licence,
    one_after_another,
    place,
    publisher,
    title,
)
from toshigaikou_cli.language import Language, in_language
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.text.keys import visible

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{mark: f"\\{mark}" for mark in "$&#%_"},
}  # fmt: skip
"""BibTeX counts braces, also those behind a backslash: a brace is written by its name."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(cited: Sequence[Citation], language: Language) -> str:
    """An entry for each claim, with a key of its own (``tgx-2017-ef07e9``)."""
    keys = _keys(cited)
    return "\n".join(
        f"@misc{{{key},\n{''.join(f'  {name} = {value},{chr(10)}' for name, value in _fields(one, language))}}}\n"
        for key, one in zip(keys, cited, strict=True)
    )


def _keys(cited: Sequence[Citation]) -> list[str]:
    keys: list[str] = []
    for one in cited:
        plain = re.sub(r"[^A-Za-z0-9]+", "-", f"tgx-{'measure-' if one.thing == 'measure' else ''}{one.id}")
        key, number = plain.strip("-"), 2
        while key in keys:
            key, number = f"{plain.strip('-')}-{number}", number + 1
        keys.append(key)
    return keys


def _fields(one: Citation, language: Language) -> Iterator[tuple[str, str]]:
    """Fields as they stand in an entry. A name in double braces is an institution's, not somebody's."""
    facts = one.facts
    if author := publisher(one):
        yield "author", f"{{{{{escaped(author)}}}}}"
    yield "title", f"{{{{{escaped(title(one))}}}}}"
    if date := facts.said("date"):
        yield "year", f"{{{date[:4]}}}"
        if len(date) > 4:
            yield "month", _MONTHS[int(date[5:7]) - 1]
        yield "date", f"{{{date}}}"
    if url := facts.said("url"):
        yield "url", f"{{{url}}}"
        if accessed := facts.said("accessed"):
            yield "urldate", f"{{{accessed}}}"
    said = [in_language(each, language) for each in (*licence(one), *lacking(one))]
    where = in_language(say("{parts}.", parts=[place(one)]), language)
    note = one_after_another([where, *said, digest(one)])
    yield "note", f"{{{escaped(note)}}}"
    yield "annote", f"{{{escaped(claim(one))}}}"
    yield "langid", "{japanese}"


def escaped(text: str) -> str:
    """Text as LaTeX sets it, with braces that BibTeX can count."""
    return "".join(_SPECIAL.get(char, char) for char in visible(text))
