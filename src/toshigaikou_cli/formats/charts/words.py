"""The words of charts in each language, and what stands around every chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toshigaikou_cli.coverage.figures import Stamp
from toshigaikou_cli.coverage.page import Question
from toshigaikou_cli.formats.documents import document_words, licence_words
from toshigaikou_cli.formats.pages.page_words import named_question
from toshigaikou_cli.formats.pages.question import date_words, question_words
from toshigaikou_cli.language import Language, english_names, in_language, named
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.records.charts import ChartFrame
from toshigaikou_cli.records.document_facts import DocumentFacts

_MOST_DOCUMENTS = 3

TITLES: Mapping[str, Message] = {
    "year": say("How many achievements were reported each year?"),
    "bureau": say("Which bureau reported how many achievements?"),
    "department": say("Which department reported how many achievements?"),
    "city": say("With which city were there how many achievements?"),
    "goal": say("How many measures of each goal have results?"),
    "area": say("How many measures of each area have results?"),
    "indicators": say("How did the indicators move?"),
}
"""What a chart of a view answers."""


class Around(NamedTuple):
    """What a chart is of: a view's name, the strategy's title, the question, the documents by name and facts, the stamp."""

    view: str
    strategy: str
    question: Question
    documents: Sequence[tuple[str, DocumentFacts]]
    made: Stamp


def frame(around: Around, notes: Sequence[str], lines: Sequence[str], language: Language) -> ChartFrame:
    """What stands around a chart; ``lines`` are its numbers in words."""
    asked = question_words(named_question(around.question, english_names(), language), language)
    strategy = called_in(around.strategy or say("everything"), language)
    filtered = in_language(say("Question: {question}", question=asked), language)
    shown = f"{strategy}　{filtered}" if asked else strategy
    made = say(
        "Made on {date} (tgx {version})", date=date_words(around.made.date, language), version=around.made.tgx
    )
    notes, lines = ([in_language(each, language) for each in texts] for texts in (notes, lines))
    sources = (
        _documents(around.documents, language),
        licence_words([facts for _, facts in around.documents], language),
        in_language(made, language),
    )
    summary = "\n".join((shown, *lines, *notes, *sources))
    return ChartFrame(
        in_language(TITLES[around.view], language), shown, tuple(notes), sources, summary, language
    )


def called_in(text: str, language: Language) -> str:
    """A name or a message in a language: a name has its English one in an English chart."""
    said = in_language(text, language)
    return named(said) if language == "en" else said


def _documents(documents: Sequence[tuple[str, DocumentFacts]], language: Language) -> str:
    named = [document_words(name, facts, language) for name, facts in documents[:_MOST_DOCUMENTS]]
    more = len(documents) - _MOST_DOCUMENTS
    if more > 0:
        named.append(say("{n} more", n=more))
    return in_language(say("Source: {documents}", documents=named), language)
