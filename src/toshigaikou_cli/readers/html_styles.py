"""What a web page's own style sheets hide within its tables: said on the elements, as if it stood there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SHOWS = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_ON_PAPER = re.compile(r"@media\s+(?:only\s+)?print\b", re.IGNORECASE)
_PLAIN = re.compile(r"[\w\s.#>+~*\[\]=\"'()-]|:(?:nth-|first-|last-|not\()", re.ASCII)
_HIDES = {"none", "hidden", "collapse"}
_MOST_RULES = 200
"""Rules that are looked at: each is a walk over the page."""


def hide_by_style_sheets(root: LexborNode) -> None:
    """Write ``display`` and ``visibility`` of the page's style sheets into the ``style`` of what is in a table.

    The last rule holds, specificity aside; what an element says itself outranks it. Only tables are looked at: a page that
    folds whole tables away shows them at a click.
    """
    found: dict[int, tuple[LexborNode, dict[str, str]]] = {}
    rules = (rule for sheet in root.css("style") for rule in _rules(sheet.text(deep=True)))
    for number, (selector, said) in enumerate(rules):
        if number == _MOST_RULES:
            break
        for node in _selected(root, selector):
            found.setdefault(node.mem_id, (node, {}))[1].update(said)
    for node, said in found.values():
        own = node.attributes.get("style") or ""
        said = said | {name.lower(): value.lower() for name, value in _SHOWS.findall(own)}
        if not _HIDES.isdisjoint(said.values()):
            node.attrs["style"] = ";".join([own, *(f"{name}:{value}" for name, value in said.items())])


def _rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The selector of each rule for the screen that says whether something is shown, and what it says."""
    text = _COMMENT.sub(" ", sheet)
    open_: list[str] = []
    start = 0
    for brace in _BRACE.finditer(text):
        between, start = text[start : brace.start()], brace.end()
        if brace[0] == "{":
            open_.append(between.rpartition(";")[2].strip())
        elif open_:
            *around, selector = open_
            open_.pop()
            said = {name.lower(): value.lower() for name, value in _SHOWS.findall(between)}
            if said and not any(map(_ON_PAPER.match, around)):
                yield selector, said


def _selected(root: LexborNode, selector: str) -> list[LexborNode]:
    from selectolax.lexbor import SelectolaxError

    if not _is_plain(selector):
        return []
    try:
        return root.css(f"table :is({selector})")
    except SelectolaxError:  # not understood, as a browser leaves out a rule that it does not understand
        return []


def _is_plain(selector: str) -> bool:
    """Whether a selector is of elements as they stand: none of what is pointed at, typed in or put before them."""
    return bool(selector) and not _PLAIN.sub("", selector.replace(",", " "))
