"""The running text of a web page: lines as a browser breaks and spaces them, list items with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toshigaikou_cli.text.marks import BULLETS, CIRCLED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT = {
    "script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "button", "rt", "rp",
}  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "title", "tr", "ul",
}  # fmt: skip
_LISTS = {"ul", "ol", "menu", "dir"}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MARKED = re.compile(
    rf"[{BULLETS}{CIRCLED}※]|[(（][0-9０-９ア-ンa-zａ-ｚ一二三四五六七八九十]{{1,2}}[)）]|[0-9０-９]{{1,2}}[.．]"
)


@dataclass(slots=True)
class _Lines:
    """Collects running text into lines as a browser would break and space them."""

    lines: list[str | LexborNode] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    marker: str = ""

    def end_line(self) -> None:
        text = _SPACES.sub(" ", "".join(self.parts)).strip(" ")
        self.parts.clear()
        if text.strip():
            marked = self.marker and not _MARKED.match(text)
            self.lines.append(self.marker + text if marked else text)
            self.marker = ""


def lines(root: LexborNode) -> list[str]:
    """The lines under ``root``, tables and all."""
    return [line for line in flow(root) if isinstance(line, str)]


def flow(root: LexborNode, stops_at: Callable[[LexborNode], bool] | None = None) -> list[str | LexborNode]:
    """The lines under ``root``, and between them, untouched, the elements that ``stops_at`` is true of.

    What a browser does not show is left out, and so are readings over kanji. A list item opens with ``・`` or
    its number in a circle, unless its text opens with a mark. Else a table's row is a line.
    """
    out = _Lines()
    lists: list[tuple[str, Iterator[int]]] = []
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    pre = 0
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            _add_text(out, node.text_content or "", bool(pre))
        elif leaving:
            out.end_line()
            pre -= tag == "pre"
            if tag in _LISTS:
                lists.pop()
            if tag == "li":
                out.marker = ""
        elif tag in _LEFT_OUT or is_hidden(node):
            continue
        elif stops_at and stops_at(node):
            out.end_line()
            out.lines.append(node)
        else:
            pre += tag == "pre"
            if _enter(out, node, tag, lists, cells_apart=stops_at is not None):
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(children(node)))
    out.end_line()
    return out.lines


def _enter(
    out: _Lines, node: LexborNode, tag: str, lists: list[tuple[str, Iterator[int]]], *, cells_apart: bool
) -> bool:
    """Begin an element; whether it also ends its line where it ends."""
    is_cell = tag in ("td", "th")
    is_block = tag in _BLOCKS or (is_cell and cells_apart)
    if is_block or tag == "br":
        out.end_line()
    elif is_cell:
        out.parts.append(" ")
    if tag in _LISTS:
        lists.append((tag, _numbers(node)))
    elif tag == "li":
        out.marker = _marker(lists)
    return is_block


def _add_text(out: _Lines, text: str, pre: bool) -> None:
    for number, line in enumerate(text.split("\n") if pre else [text]):
        if number:
            out.end_line()
        out.parts.append(line)


def _marker(lists: list[tuple[str, Iterator[int]]]) -> str:
    if not lists or lists[-1][0] != "ol":
        return "・"
    number = next(lists[-1][1])
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return f"{number}."


def _numbers(node: LexborNode) -> Iterator[int]:
    number = whole(node, "start", 1)
    while True:
        yield number
        number += 1


def children(node: LexborNode) -> list[LexborNode]:
    """The nodes right under ``node``, in order."""
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def is_hidden(node: LexborNode) -> bool:
    """Whether the element itself says that it is not shown."""
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def whole(node: LexborNode, attribute: str, default: int) -> int:
    """The whole number in an attribute; ``default`` where there is none."""
    text = (node.attributes.get(attribute) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
