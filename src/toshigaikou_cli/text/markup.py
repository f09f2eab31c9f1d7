"""HTML formatting inside the cells of plain text documents.

Some offices' systems write the result of a row as a list in HTML. Only formatting is interpreted; any other tag,
and any ``<`` that opens none, is text.
"""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.marks import OPENING_MARK

_TAG = expression(
    r"<(?P<close>/?)(?P<name>ul|ol|li|p|br|b|strong|i|em|u|span|div|sup|sub|font)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_STRUCK_TAG = expression(r"<(?P<close>/?)(?P<name>s|del|strike)(?:\s[^<>]*)?>", re.IGNORECASE)
_ENTITY = expression(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCKS = frozenset({"ul", "ol", "li", "p", "br", "div"})
_MAY_STAND_ALONE = frozenset({"li", "p", "br"})


def html_to_lines(text: str) -> str:
    """The text of a cell with its formatting tags read: one line per ``li``, ``p``, ``div`` or ``br``.

    A list item opens with ``・`` unless it has a mark of its own. Entities are decoded where the cell holds
    formatting, and line breaks of its source are spaces where it holds blocks. A cell without formatting is
    returned unchanged. An opening tag that is never closed (but ``li``, ``p``, ``br``), or a closing one that
    closes nothing, is text. The time is linear in the length of the text.
    """
    if "<" not in text:
        return text
    tags = _formatting_tags(text)
    if not tags:
        return text
    has_blocks = any(tag["name"].lower() in _BLOCKS for tag in tags)
    lines = _MarkedLines()
    at = 0
    for tag in tags:
        lines.add(_plain(text[at : tag.start()], has_blocks))
        lines.read(tag["name"].lower(), closing=bool(tag["close"]))
        at = tag.end()
    lines.add(_plain(text[at:], has_blocks))
    return lines.text()


def without_struck(text: str) -> tuple[str, str]:
    """The text without what stands in ``<s>``, ``<del>`` or ``<strike>``, and those words, parted by spaces.

    A tag that is not closed, or closes nothing, is text. The time is linear in the length of the text.
    """
    if "</" not in text:
        return text, ""
    opened: list[re.Match[str]] = []
    spans: list[tuple[int, int, str]] = []
    for tag in _STRUCK_TAG.finditer(text):
        if not tag["close"]:
            opened.append(tag)
        elif opened and opened[-1]["name"].lower() == tag["name"].lower():
            first = opened.pop()
            while spans and spans[-1][0] > first.start():
                spans.pop()  # struck within struck
            spans.append((first.start(), tag.end(), text[first.end() : tag.start()]))
    valid, at = [], 0
    for start, end, _ in spans:
        valid.append(text[at:start])
        at = end
    words = (_STRUCK_TAG.sub("", inner).strip() for *_, inner in spans)
    return "".join([*valid, text[at:]]), " ".join(filter(None, words))


class _MarkedLines:
    """The lines read so far; ``item`` is set while the first words of a list item are awaited."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = [[]]
        self.item = False

    def read(self, name: str, *, closing: bool) -> None:
        if name not in _BLOCKS:
            return
        if self.lines[-1]:
            self.lines.append([])
        if name == "li":
            self.item = not closing

    def add(self, words: str) -> None:
        if not words or (words.isspace() and not self.lines[-1]):
            return
        if self.item:
            self.item = False
            if not OPENING_MARK.match(words):
                words = "・" + words.lstrip()
        self.lines[-1].append(words)

    def text(self) -> str:
        return "\n".join(line for parts in self.lines if (line := "".join(parts).strip(" \t\u3000\u00a0")))


def _formatting_tags(text: str) -> list[re.Match[str]]:
    """The tags to interpret, in order: pairs, and those that may stand alone."""
    taken: list[re.Match[str]] = []
    open_tags: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name == "br":
            taken.append(tag)
        elif not tag["close"]:
            open_tags.setdefault(name, []).append(tag)
        elif open_tags.get(name):
            taken += (open_tags[name].pop(), tag)
    for name in _MAY_STAND_ALONE & open_tags.keys():
        taken += open_tags[name]
    return sorted(taken, key=lambda tag: tag.start())


def _plain(words: str, has_blocks: bool) -> str:
    if has_blocks:
        words = re.sub(r"[\r\n]+", " ", words)
    if "&" not in words:
        return words
    from html import unescape  # the table of all entities

    return _ENTITY.sub(lambda entity: unescape(entity[0]), words)
