"""The running text of a web page: lines as a browser breaks and spaces them, list items with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.html_forms import FIELDS, shown_field
from toshigaikou_cli.readers.raised import raised, settled
from toshigaikou_cli.text.marks import BULLETS, CIRCLED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT = {
    "script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "button", "rt", "rp",
    "comment",
}  # fmt: skip
_INVISIBLE = expression(r"visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_GONE = expression(
    r"display\s*:\s*none|mso-element\s*:\s*comment|mso-hide\s*:\s*all"
    r"|clip\s*:\s*rect\((?:[\s,]*[01](?:px)?){4}\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
"""What is read out to blind people alone is clipped to nothing."""
_HIDDEN = expression(f"{_INVISIBLE.pattern}|{_GONE.pattern}", re.IGNORECASE)
_LINES = ("text-decoration", "text-decoration-line")
_MOST_HIDDEN = 1000
"""Places that are counted: a page may nest them without end."""
_STRUCK = {"s", "del", "strike"}
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""))
"""Characters that only say where a word may break."""
_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "i": "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"}
_LETTERED = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_LIST_STYLE = expression(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+-[a-z]+)\b", re.IGNORECASE)
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "title", "tr", "ul",
}  # fmt: skip
_INLINE = {"span", "small", "font", "a", "b", "i"}
_SUPER = expression(r"vertical-align\s*:\s*super", re.IGNORECASE)
_LISTS = {"ul", "ol", "menu", "dir"}
_SPACES = expression(r"[ \t\n\r\f]+")
_MARKED = expression(
    rf"[{BULLETS}{CIRCLED}※]|[(（][0-9０-９ア-ンa-zａ-ｚ一二三四五六七八九十]{{1,2}}[)）]|[0-9０-９]{{1,2}}[.．]"
)


@dataclass(slots=True)
class _FlowingLines:
    """Collects running text into lines as a browser would break and space them."""

    lines: list[str | LexborNode] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    marker: str = ""
    struck: list[str] = field(default_factory=list)

    def end_line(self) -> None:
        text = settled(_SPACES.sub(" ", "".join(self.parts).translate(_UNSEEN)).strip(" "))
        self.parts.clear()
        if text.strip():
            marked = self.marker and not _MARKED.match(text)
            self.lines.append(self.marker + text if marked else text)
            self.marker = ""


def lines(root: LexborNode) -> list[str]:
    """The lines under ``root``, tables and all."""
    return valid_and_struck(root)[0]


def valid_and_struck(root: LexborNode) -> tuple[list[str], str]:
    """The lines under ``root`` without the struck words, and those words."""
    out = _flow(root, None)
    return [line for line in out.lines if isinstance(line, str)], " ".join(out.struck)


def flow(root: LexborNode, stops_at: Callable[[LexborNode], bool]) -> _FlowingLines:
    """The lines under ``root``, and between them, untouched, the elements that ``stops_at`` is true of.

    What a browser does not show is left out, and so are readings over kanji and comments. A list item opens with ``・``
    or its number in a circle, unless its text opens with a mark. Else a table's row is a line.
    """
    return _flow(root, stops_at)


def _flow(root: LexborNode, stops_at: Callable[[LexborNode], bool] | None) -> _FlowingLines:
    out = _FlowingLines()
    lists: list[_List] = []
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
        elif tag in FIELDS and stops_at is None:
            out.parts.append("" if is_hidden(node) else shown_field(node))
        elif tag in _LEFT_OUT or is_hidden(node):
            continue
        elif _is_raised(node):
            out.parts.append(raised(_SPACES.sub(" ", plain_text(node)).strip()))
        elif is_struck(node):
            words = " ".join(plain_text(node).split())
            out.struck += [words] if words else []
        elif stops_at and stops_at(node):
            out.end_line()
            out.lines.append(node)
        else:
            pre += tag == "pre"
            if _enter(out, node, tag, lists, cells_apart=stops_at is not None):
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(children(node)))
    out.end_line()
    return out


def _is_raised(node: LexborNode) -> bool:
    if node.tag == "sup":
        return True
    return node.tag in _INLINE and bool(_SUPER.search(node.attributes.get("style") or ""))


def _enter(out: _FlowingLines, node: LexborNode, tag: str, lists: list[_List], *, cells_apart: bool) -> bool:
    """Begin an element; whether it also ends its line where it ends."""
    is_cell = tag in ("td", "th")
    is_block = tag in _BLOCKS or (is_cell and cells_apart)
    if is_block or tag == "br":
        out.end_line()
    elif is_cell:
        out.parts.append(" ")
    if tag in _LISTS:
        lists.append(_List.of(node, tag))
    elif tag == "li":
        out.marker = lists[-1].marker(node) if lists else "・"
    return is_block


def _add_text(out: _FlowingLines, text: str, pre: bool) -> None:
    for number, line in enumerate(text.split("\n") if pre else [text]):
        if number:
            out.end_line()
        out.parts.append(line)


@dataclass(slots=True)
class _List:
    """A list that is being read: what its next item's number is, and how numbers are written."""

    ordered: bool
    number: int
    step: int
    form: str

    @classmethod
    def of(cls, node: LexborNode, tag: str) -> _List:
        reverse = "reversed" in node.attributes
        items = sum(child.tag == "li" and not is_hidden(child) for child in children(node)) if reverse else 1
        return cls(tag == "ol", _signed(node, "start", items), -1 if reverse else 1, _form(node, "1"))

    def marker(self, item: LexborNode) -> str:
        """The mark before an item: its number in a circle or its letter in parentheses; ``・`` where it has none."""
        if not self.ordered:
            return "・"
        number = _signed(item, "value", self.number)
        self.number = number + self.step
        form = _form(item, self.form)
        letters = _LETTERS.get(form.lower(), "")
        if 1 <= number <= len(letters):
            letter = letters[number - 1]
            return f"({letter.upper() if form.isupper() else letter})"
        for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
            if first <= number <= last:
                return chr(code + number - first)
        return f"{number}."


def _form(node: LexborNode, otherwise: str) -> str:
    """How a list writes its numbers: 1, a, A, i or I."""
    style = _LIST_STYLE.search(node.attributes.get("style") or "")
    named = _LETTERED.get(style[1].lower(), "") if style else ""
    return named or node.attributes.get("type") or otherwise


def is_struck(node: LexborNode) -> bool:
    """Whether the element strikes its text through: by its name or its style."""
    return (node.tag or "") in _STRUCK or _strikes(node.attributes.get("style") or "")


def _strikes(declarations: str) -> bool:
    """Whether one of the declarations of a style draws a line through the text."""
    pairs = (each.partition(":") for each in declarations.lower().split(";"))
    return any(name.strip() in _LINES and "line-through" in value for name, _, value in pairs)


def plain_text(node: LexborNode) -> str:
    """The text under an element without readings over kanji, comments and the like."""
    parts: list[str] = []
    stack = [node]
    while stack:
        inner = stack.pop()
        if inner.tag == "-text":
            parts.append((inner.text_content or "").translate(_UNSEEN))
        elif (inner.tag or "") not in _LEFT_OUT:
            stack.extend(reversed(children(inner)))
    return "".join(parts)


def unseen(root: LexborNode) -> tuple[list[str], list[str]]:
    """The first words of what the page hides, and of its comments."""
    hidden: list[str] = []
    for node in root.css("[hidden], [style]"):
        parent = node.parent
        if not is_hidden(node) or (parent is not None and is_hidden(parent)):
            continue
        words = " ".join(plain_text(node).split())
        hidden += [words[:20]] if words else []
        if len(hidden) == _MOST_HIDDEN:
            break
    comments = (" ".join(node.text(deep=True).split()) for node in root.css("comment"))
    return hidden, [words[:20] for words in comments if words]


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


def keeps_place(node: LexborNode) -> bool:
    """Whether a hidden element leaves its place empty: one that is merely not visible, whereas others close up."""
    style = node.attributes.get("style") or ""
    return "hidden" not in node.attributes and bool(_INVISIBLE.search(style)) and not _GONE.search(style)


def whole(node: LexborNode, attribute: str, default: int) -> int:
    """The whole number in an attribute, 0 or more; ``default`` where there is none."""
    number = _signed(node, attribute, default)
    return number if number >= 0 else default


def _signed(node: LexborNode, attribute: str, default: int) -> int:
    text = (node.attributes.get(attribute) or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default
