"""What people say of a document that it does not say itself: who published it, where it is, under which licence."""

from __future__ import annotations

from typing import NamedTuple

NONE = "none"
"""The value of a fact where somebody looked and there is none: a sheet without a date, a document without an address."""


class DocumentFacts(NamedTuple):
    """Facts about a document; None where nobody has said, :data:`NONE` where it is known that there is none.

    ``date`` and ``accessed`` are ISO dates of a year, a month or a day; ``url`` is the address.
    """

    publisher: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    licence: str | None = None
    accessed: str | None = None

    def over(self, other: DocumentFacts) -> DocumentFacts:
        """These facts; in the place of those that nobody has said, the other ones."""
        pairs = zip(self, other, strict=True)
        return DocumentFacts(*(mine if mine is not None else theirs for mine, theirs in pairs))

    def given(self) -> dict[str, str]:
        """What was said, by name."""
        return {name: value for name, value in self._asdict().items() if value is not None}

    def missing(self) -> tuple[str, ...]:
        """The names of what nobody has said; of a document without an address it is not asked when it was fetched."""
        return tuple(
            name
            for name, value in self._asdict().items()
            if value is None and not (name == "accessed" and self.url == NONE)
        )

    def said(self, name: str) -> str:
        """A fact that can be printed, "" where there is none or nobody has said."""
        value = self._asdict()[name]
        return "" if value in (None, NONE) else value


NO_FACTS = DocumentFacts()


class DocumentEntry(NamedTuple):
    """What a file says of a document: of the one with this ``sha256``, or ("") of all that have the name."""

    name: str
    sha256: str
    facts: DocumentFacts

    def is_of(self, name: str, sha256: str) -> bool:
        return self.sha256 == sha256 if self.sha256 else self.name == name


class DocumentsFile(NamedTuple):
    """The content of a file of facts: its entries, the SHA-256 of its bytes ("": there is no file)."""

    entries: tuple[DocumentEntry, ...] = ()
    fingerprint: str = ""


def facts_in(entries: tuple[DocumentEntry, ...], name: str, sha256: str) -> DocumentFacts:
    """What entries say of a document: first those that name it by its SHA-256; of two that say the same the later."""
    found = NO_FACTS
    for entry in sorted(entries, key=lambda each: bool(each.sha256)):
        if entry.is_of(name, sha256):
            found = entry.facts.over(found)
    return found
