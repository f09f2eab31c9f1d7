"""Citations to read: the claim, below it the document with all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toshigaikou_cli.formats.citations.words import (
    claim,
    claim_title,
    digest,
    lacking,
    licence,
    one_after_another,
    own_title,
    place,
    publisher,
    quoted,
    year,
)
from toshigaikou_cli.formats.pages.question import date_words
from toshigaikou_cli.formats.tables.markdown import escaped
from toshigaikou_cli.formats.tables.wrapping import wrapped
from toshigaikou_cli.language import Language, in_language
from toshigaikou_cli.messages import joined, say, with_reason
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.text.keys import visible


def text(cited: Sequence[Citation], language: Language, columns: int | None = None) -> str:
    """The claim, below it and indented the document, then its hash; an empty line between claims."""
    blocks = []
    for one in cited:
        head = _lines(_head(one, language), "", columns)
        below = _lines(document(one, language), "    ", columns)
        blocks.append(f"{head}{below}    {digest(one)}\n")  # whole, to be copied
    return "\n".join(blocks)


def _lines(paragraph: str, indent: str, columns: int | None) -> str:
    shown = visible(paragraph)
    lines = [shown] if columns is None else wrapped(shown, columns - len(indent))
    return "".join(f"{indent}{line}\n" for line in lines)


def markdown_list(cited: Sequence[Citation], language: Language) -> str:
    """An item of a list for each claim."""
    return "".join(
        f"- **{escaped(in_language(claim_title(one), language))}** {escaped(_said(one, language))}<br>"
        f"{document(one, language, escaped, '<{}>')} {digest(one)}\n"
        for one in cited
    )


def _head(one: Citation, language: Language) -> str:
    return f"{in_language(claim_title(one), language)}  {_said(one, language)}"


def _said(one: Citation, language: Language) -> str:
    when = year(one, language)
    return in_language(with_reason(joined([claim(one)]), when), language)


def document(one: Citation, language: Language, shown: Callable[[str], str] = str, link: str = "{}") -> str:
    """The document: publisher, title, date, place, address, licence, and what of it is not known."""
    facts = one.facts
    url, accessed = facts.said("url"), facts.said("accessed")
    parts = [
        quoted(publisher(one), own_title(one)),
        date_words(facts.said("date"), language),
        in_language(place(one), language),
    ]
    named = shown(in_language(say("{parts}.", parts=list(filter(None, parts))), language))
    address = link.format(url) if url else ""
    if url and accessed:
        when = say("accessed {day}", day=date_words(accessed, language))
        address = in_language(with_reason(joined([address]), shown(in_language(when, language))), language)
    sentences = [
        named,
        address,
        *(shown(in_language(each, language)) for each in (*licence(one), *lacking(one))),
    ]
    return one_after_another(sentences)
