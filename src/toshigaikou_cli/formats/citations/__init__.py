"""Citations as text, Markdown, BibTeX and CSL-JSON: what is not known is said, and nothing is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from toshigaikou_cli.formats.pages.question import Language
from toshigaikou_cli.records.citation import Citation

CitationFormat = Literal["text", "markdown", "bibtex", "csl-json"]


def _text(cited: Sequence[Citation], language: Language) -> str:
    from toshigaikou_cli.formats.citations.prose import text

    return text(cited, language)


def _markdown(cited: Sequence[Citation], language: Language) -> str:
    from toshigaikou_cli.formats.citations.prose import markdown_list

    return markdown_list(cited, language)


def _bibtex(cited: Sequence[Citation], language: Language) -> str:
    from toshigaikou_cli.formats.citations.bibtex import bibtex

    return bibtex(cited, language)


def _csl(cited: Sequence[Citation], language: Language) -> str:
    from toshigaikou_cli.formats.citations.csl import csl_items
    from toshigaikou_cli.formats.plain import json_text

    return json_text(csl_items(cited, language))


CITATIONS: Mapping[CitationFormat, Callable[[Sequence[Citation], Language], str]] = {
    "text": _text,
    "markdown": _markdown,
    "bibtex": _bibtex,
    "csl-json": _csl,
}
