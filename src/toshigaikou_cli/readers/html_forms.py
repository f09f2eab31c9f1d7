"""The fields of a form in a page that was saved or printed: what they show is no text of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toshigaikou_cli.expressions import expression

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

FIELDS = {"input", "textarea", "select"}
_BOXES = {"checkbox": ("☑", "□"), "radio": ("◉", "○")}
_FILE = expression(r"\.[A-Za-z]{3,4}$")
_UNSHOWN = {"hidden", "password", "submit", "button", "reset", "image", "file", "range", "color"}


def shown_field(node: LexborNode) -> str:
    """What one of the ``FIELDS`` shows: its text, the chosen line of a list, or a sign for a box; "" where it is a button."""
    attributes = node.attributes
    if node.tag == "input":
        kind = (attributes.get("type") or "text").lower()
        if kind in _BOXES:
            return _BOXES[kind]["checked" not in attributes]
        return "" if kind in _UNSHOWN else (attributes.get("value") or "")
    if node.tag == "textarea":
        return node.text(deep=True).strip()
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    return "、".join(option.text(deep=True).strip() for option in chosen)


def named_pictures(cell: LexborNode) -> str:
    """The words that stand for the pictures of a cell which has nothing else; names of files are none."""
    words = (" ".join((picture.attributes.get("alt") or "").split()) for picture in cell.css("img"))
    return "、".join(word for word in words if word and not _FILE.search(word))
