"""What a reader is: a module with two functions. To add one, write it and name it in ``readers/__init__.py``.

A binary reader is given bytes, a text reader the text: which encoding it was in has been settled before, once. Its
module is imported only where a file has the signature, so a reader may import its library at the top.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, Protocol, TypeVar

from toshigaikou_cli.records.blocks import Reading, ReadOptions

Signature = TypeVar("Signature", bytes, str)


class BinaryReader(Protocol):
    """Reads files that are no text: PDF, workbooks."""

    def recognizes(self, data: bytes) -> bool:
        """Whether the file is of this reader's kind, by its content alone."""

    def read(self, data: bytes, name: str, options: ReadOptions) -> Reading:
        """The file's blocks in reading order. Raises ReadError with the place of what cannot be read."""


class TextReader(Protocol):
    """Reads files that are text: web pages, CSV, plain text. Lines end in LF."""

    def recognizes(self, text: str) -> bool:
        """Whether the file is of this reader's kind, by its content alone."""

    def read(self, text: str, name: str, options: ReadOptions) -> Reading:
        """The file's blocks in reading order. Raises ReadError with the place of what cannot be read."""


class ReaderEntry(NamedTuple, Generic[Signature]):
    """A reader: its format, its module in this package, and what each of its files has near the beginning ("" or b""
    where nothing is sure)."""

    format: str
    module: str
    signature: Signature
