"""Citations as text, Markdown, BibTeX and CSL-JSON: what is not known is said, and nothing is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from toshigaikou_cli.language import Language
from toshigaikou_cli.records.citation import Citation

CitationFormat = Literal["text", "markdown", "bibtex", "csl-json"]


def _text(cited: Sequence[Citation], language: Language, columns: int | None = None) -> str:
    from toshigaikou_cli.formats.citations.prose import text

    return text(cited, language, columns)


def _markdown(cited: Sequence[Citation], language: Language, _columns: int | None = None) -> str:
    from toshigaikou_cli.formats.citations.prose import markdown_list

    return markdown_list(cited, language)


def _bibtex(cited: Sequence[Citation], language: Language, _columns: int | None = None) -> str:
    from toshigaikou_cli.formats.citations.bibtex import bibtex

    return bibtex(cited, language)


def _csl(cited: Sequence[Citation], language: Language, _columns: int | None = None) -> str:
    from toshigaikou_cli.formats.citations.csl import csl_items
    from toshigaikou_cli.formats.plain import json_text

    return json_text(csl_items(cited, language))


CITATIONS: Mapping[CitationFormat, Callable[[Sequence[Citation], Language, int | None], str]] = {
    "text": _text,
    "markdown": _markdown,
    "bibtex": _bibtex,
    "csl-json": _csl,
}
"""Each from citations, a language, and the cells of a line of the screen (None: no screen, nothing is wrapped)."""
