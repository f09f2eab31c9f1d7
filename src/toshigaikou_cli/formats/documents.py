"""A document as a source: who published it, what it is called, when; and under which licence documents may be used."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.formats.pages.question import date_words
from toshigaikou_cli.language import Language, in_language, with_own_name
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.document_facts import NONE, DocumentFacts


def document_words(name: str, facts: DocumentFacts, language: Language) -> str:
    """``東京都「東京都都市外交基本戦略」（2014年12月）``; that nobody knows the publisher is said."""
    if language == "en":
        return _in_english(name, facts)
    publisher = facts.said("publisher") or (
        "" if facts.publisher == NONE else in_language(say("publisher not known"), language)
    )
    date = date_words(facts.said("date"), language)
    return f"{publisher}「{facts.said('title') or name}」" + (f"（{date}）" if date else "")


def _in_english(name: str, facts: DocumentFacts) -> str:
    """The same in English, with English names where they are printed."""
    unknown = "" if facts.publisher == NONE else in_language(say("publisher not known"), "en")
    publisher = with_own_name(facts.said("publisher")) or unknown
    title = f"“{with_own_name(facts.said('title') or name)}”"
    date = date_words(facts.said("date"), "en")
    return ", ".join(filter(None, (publisher, title))) + (f" ({date})" if date else "")


def source_words(name: str, facts: DocumentFacts, language: Language) -> tuple[str, str, str]:
    """A document as a page names it: its words, its address ("" where none is known), its licence."""
    return document_words(name, facts, language), facts.said("url"), licence_words([facts], language)


def licence_words(documents: Sequence[DocumentFacts], language: Language) -> str:
    """The licences of some documents, and of how many none is known, or none is stated."""
    named = list(dict.fromkeys(filter(None, (facts.said("licence") for facts in documents))))
    unknown = sum(facts.licence is None for facts in documents)
    none = sum(facts.licence == NONE for facts in documents)
    alone = len(documents) == 1
    if unknown:
        named.append(say("not known") if alone else say("not known of {n}", n=unknown))
    if none:
        named.append(say("none stated") if alone else say("none stated of {n}", n=none))
    return in_language(say("Licence: {names}", names=named or [say("not known")]), language)
