"""A document as a source: who published it, what it is called, when; and under which licence documents may be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.formats.pages.question import date_words
from toshigaikou_cli.language import Language
from toshigaikou_cli.records.document_facts import NONE, DocumentFacts

WORDS: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "no_publisher": "発行者不明", "licence": "利用条件：{}", "one_unknown": "不明", "one_none": "記載なし",
        "unknown": "{}点は不明", "none": "{}点は記載なし", "comma": "、",
    },
    "en": {
        "no_publisher": "publisher not known", "licence": "Licence: {}", "one_unknown": "not known", "one_none": "none stated",
        "unknown": "not known of {}", "none": "none stated of {}", "comma": ", ",
    },
}  # fmt: skip


def document_words(name: str, facts: DocumentFacts, language: Language) -> str:
    """``東京都「東京都都市外交基本戦略」（2014年12月）``; that nobody knows the publisher is said."""
    publisher = facts.said("publisher") or (
        "" if facts.publisher == NONE else WORDS[language]["no_publisher"]
    )
    date = date_words(facts.said("date"), language)
    return f"{publisher}「{facts.said('title') or name}」" + (f"（{date}）" if date else "")


def source_words(name: str, facts: DocumentFacts, language: Language) -> tuple[str, str, str]:
    """A document as a page names it: its words, its address ("" where none is known), its licence."""
    return document_words(name, facts, language), facts.said("url"), licence_words([facts], language)


def licence_words(documents: Sequence[DocumentFacts], language: Language) -> str:
    """The licences of some documents, and of how many none is known, or none is stated."""
    words = WORDS[language]
    named = list(dict.fromkeys(filter(None, (facts.said("licence") for facts in documents))))
    for number, key in (
        (sum(facts.licence is None for facts in documents), "unknown"),
        (sum(facts.licence == NONE for facts in documents), "none"),
    ):
        if number:
            alone = number == len(documents) == 1
            named.append(words[f"one_{key}"] if alone else words[key].format(number))
    return words["licence"].format(words["comma"].join(named) or words["one_unknown"])
