"""How deep the elements of a web page may be nested, told from its tags before a parser works through them."""

from __future__ import annotations

import re
from collections import Counter

from toshigaikou_cli.expressions import expression

_ATTRIBUTE = r"""[\s/]+|[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?|="""
_TOKEN = expression(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)([a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE})*+>?",
    re.DOTALL,
)
_OPENING = expression(r"<([a-zA-Z][^\s/>]*+)")
_RAW = {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"}
_CLOSED_BY_THEIR_LIKE = {
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup",
    "option", "optgroup", "rt", "rp", "rb", "rtc", "h1", "h2", "h3", "h4", "h5", "h6", "button", "form",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param", "keygen",
    "bgsound", "basefont", "frame", "image",
}  # fmt: skip
_UNCOUNTED = _CLOSED_BY_THEIR_LIKE | _VOID


def depth(text: str) -> int:
    """The most elements that are open at once, or more; those that close each other (``<td>``) are not counted.

    An end tag counts only where no parser can take it for text (HTML Living Standard, 13.2.5). Linear in time.
    """
    opened: Counter[str] = Counter()
    now = most = 0
    raw = ""
    for token in _TOKEN.finditer(text):
        name = (token[2] or "").lower()
        if not name:
            if token[0].startswith("<!["):
                inner = [each.lower() for each in _OPENING.findall(token[0])]
                now += sum(each not in _UNCOUNTED for each in inner)
        elif not token[1]:
            if name not in _UNCOUNTED:
                opened[name] += 1
                now += 1
            raw = raw or (name if name in _RAW else "")
        elif not raw or name == raw:
            raw = ""
            if opened[name]:
                opened[name] -= 1
                now -= 1
        most = max(most, now)
    return most
