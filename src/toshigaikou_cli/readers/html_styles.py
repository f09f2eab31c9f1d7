"""What a web page's own style sheets strike through, and hide within its tables: said on the elements, as if it stood there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toshigaikou_cli.expressions import expression

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NO_RULE = expression(r"/\*.*?\*/|<!--|-->", re.DOTALL)
"""Comments, and the marks by which old programs hid a style sheet from older browsers."""
_BRACE = expression(r"[{}]")
_SAID = expression(
    r"(?:^|;)\s*(display|visibility|clip(?:-path)?|text-decoration(?:-line)?)\s*:\s*([^;]*[^;\s])",
    re.IGNORECASE,
)
_ON_PAPER = expression(r"@media\s+(?:only\s+)?print\b", re.IGNORECASE)
_PLAIN = expression(r"[\w\s.#>+~*\[\]=\"'()-]|:(?:nth-|first-|last-|not\()", re.ASCII)
_SHOWS = ("display", "visibility", "clip", "clip-path")
_MOST_RULES = 200
"""Rules that are looked at: each is a walk over the page."""


def with_style_sheets(root: LexborNode) -> None:
    """Write what the page's style sheets say of these properties into the ``style`` of its elements.

    The last rule holds, specificity aside; what an element says itself outranks it. What is hidden is looked at in tables
    only: a page that folds whole tables away shows them at a click.
    """
    found: dict[int, tuple[LexborNode, dict[str, str]]] = {}
    rules = (rule for sheet in root.css("style") for rule in _rules(sheet.text(deep=True)))
    for number, (selector, said) in enumerate(rules):
        if number == _MOST_RULES:
            break
        shows = {name: value for name, value in said.items() if name in _SHOWS}
        others = {name: value for name, value in said.items() if name not in _SHOWS}
        for within, those in ((f"table :is({selector})", shows), (selector, others)):
            for node in _selected(root, within, selector) if those else ():
                found.setdefault(node.mem_id, (node, {}))[1].update(those)
    for node, said in found.values():
        own = node.attributes.get("style") or ""
        more = [f"{name}:{value}" for name, value in said.items() if name not in _declared(own)]
        node.attrs["style"] = ";".join([own, *more])


def _declared(declarations: str) -> dict[str, str]:
    return {name.lower(): value.lower() for name, value in _SAID.findall(declarations)}


def _rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The selector of each rule for the screen that says one of the properties, and what it says."""
    text = _NO_RULE.sub(" ", sheet)
    open_: list[str] = []
    start = 0
    for brace in _BRACE.finditer(text):
        between, start = text[start : brace.start()], brace.end()
        if brace[0] == "{":
            open_.append(between.rpartition(";")[2].strip())
        elif open_:
            *around, selector = open_
            open_.pop()
            said = _declared(between)
            if said and not any(map(_ON_PAPER.match, around)):
                yield selector, said


def _selected(root: LexborNode, within: str, selector: str) -> list[LexborNode]:
    """The elements of a selector of elements as they stand: not of what is pointed at, typed in or put before them."""
    from selectolax.lexbor import SelectolaxError

    if not selector or _PLAIN.sub("", selector.replace(",", " ")):
        return []
    try:
        return root.css(within)
    except SelectolaxError:  # not understood, as a browser leaves out a rule that it does not understand
        return []
