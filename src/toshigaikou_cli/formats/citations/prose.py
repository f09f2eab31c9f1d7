"""Citations to read: the claim, below it the document with all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toshigaikou_cli.formats.citations.words import (
    WORDS,
    claim,
    claim_title,
    lacking,
    place,
    title,
    year,
)
from toshigaikou_cli.formats.pages.question import Language, date_words
from toshigaikou_cli.formats.tables.markdown import escaped
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.text.keys import visible


def text(cited: Sequence[Citation], language: Language) -> str:
    """Two paragraphs a claim, with an empty line between claims."""
    return "\n".join(
        f"{visible(_head(one, language))}\n    {visible(document(one, language))}\n" for one in cited
    )


def markdown_list(cited: Sequence[Citation], language: Language) -> str:
    """An item of a list for each claim."""
    return "".join(
        f"- **{escaped(claim_title(one, language))}** {escaped(_said(one, language))}<br>"
        f"{document(one, language, escaped, '<{}>')}\n"
        for one in cited
    )


def _head(one: Citation, language: Language) -> str:
    return f"{claim_title(one, language)}  {_said(one, language)}"


def _said(one: Citation, language: Language) -> str:
    when = year(one, language)
    return f"{claim(one)} ({when})" if when else claim(one)


def document(one: Citation, language: Language, shown: Callable[[str], str] = str, link: str = "{}") -> str:
    """The document: publisher, title, date, place, address, licence, hash, and what of it is not known."""
    words, facts = WORDS[language], one.facts
    url, accessed = facts.said("url"), facts.said("accessed")
    parts = [
        f"{facts.said('publisher')}「{title(one)}」",
        date_words(facts.said("date"), language),
        place(one, language),
    ]
    named = shown(words["comma"].join(filter(None, parts)) + ("。" if language == "ja" else "."))
    address = link.format(url) if url else ""
    if url and accessed:
        address += f" ({shown(words['accessed_on'].format(date_words(accessed, language)))})"
    licence = facts.said("licence")
    sentences = [
        named,
        address,
        shown(words["licence_is"].format(licence)) if licence else "",
        *map(shown, lacking(one, language)),
        words["hash"].format(one.source["sha256"]),
    ]
    return " ".join(filter(None, sentences))
