"""A claim, and where it stands: what a citation is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from toshigaikou_cli.records.document_facts import DocumentFacts

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import Source


class Citation(NamedTuple):
    """A claim of a document, and where it stands in it.

    ``id`` is an achievement's id or a measure's code (with its strategy where there are several); ``name`` is the item or
    the title, ``words`` the result or the overview, "" for none; ``unit`` is who reported it, or who is to do it;
    ``fiscal_year`` is an achievement's. ``title_en`` and ``publisher_en`` are those of the document, ``name_en`` that of a
    measure, where they have an English name.
    """

    id: str
    thing: Literal["achievement", "measure"]
    name: str
    words: str
    unit: str
    fiscal_year: int | None
    source: Source
    facts: DocumentFacts
    title_en: str | None = None
    publisher_en: str | None = None
    name_en: str | None = None
