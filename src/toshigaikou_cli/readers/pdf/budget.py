"""What the pages of a PDF may draw."""

from __future__ import annotations

from toshigaikou_cli.messages import Message, say

ALWAYS_OBJECTS = 300_000
BYTES_AN_OBJECT = 3
ALWAYS_CHARACTERS = 1_000_000
MOST_A_PAGE, MOST_A_BYTE = 10_000, 3
"""Characters: a report of several hundred pages may have more than always; a page costs few bytes, so they bound it, too."""
PAGE_CHARACTERS = 200_000
"""A dense page of A3 has 10,000."""


class Overload(Exception):
    """A page draws more than the file's bytes are worth: ``what``, with the limit."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Budget:
    """What all ``pages`` of a file of ``size`` bytes may draw: they can share one content, and compress a thousandfold."""

    def __init__(self, size: int, pages: int) -> None:
        self.objects = max(ALWAYS_OBJECTS, size // BYTES_AN_OBJECT)
        self.characters = max(ALWAYS_CHARACTERS, size, min(MOST_A_PAGE * pages, MOST_A_BYTE * size))
        self.objects_left, self.characters_left = self.objects, self.characters

    def draw(self) -> None:
        """Count an object of a page. Raises Overload."""
        self.objects_left -= 1
        if self.objects_left < 0:
            raise Overload(say("more than {n:,} drawn objects", n=self.objects))

    def write(self, characters: int) -> None:
        """Count the characters of a page before they are looked at. Raises Overload."""
        self.characters_left -= characters
        if characters > PAGE_CHARACTERS:
            raise Overload(say("more than {n:,} characters on a page", n=PAGE_CHARACTERS))
        if self.characters_left < 0:
            raise Overload(self.told())

    def told(self) -> Message:
        """What is said where the characters are spent."""
        return say("more than {n:,} characters", n=self.characters)

    def suffices(self, read: int, pages: int) -> bool:
        """Whether the characters are enough for all pages, if they are as those ``read`` so far."""
        return (self.characters - self.characters_left) * pages <= self.characters * read
