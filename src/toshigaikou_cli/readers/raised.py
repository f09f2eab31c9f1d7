"""Raised text (superscripts): a note's number behind a figure must not become a digit of it.

While a cell's text is put together, what is raised stands between two marks; :func:`settled` takes them out.
"""

from __future__ import annotations

from toshigaikou_cli.expressions import expression

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters: no document has them."""
_RAISED = expression(rf"(^|[^{_OPEN}{_CLOSE}])?{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}(?=(.?))")
_BESIDE = expression(rf"{_CLOSE}([ \u3000]*){_OPEN}")
_LATIN = expression(r"[A-Za-zÀ-ɏ㍍㌢㎝㎞㎜㎡]")
_BRACKETS = "()（）"


def raised(text: str) -> str:
    """A raised text as part of a longer one."""
    return f"{_OPEN}{text}{_CLOSE}" if text else text


def settled(text: str) -> str:
    """The text without marks: raised digits stand in brackets (8（1）名), unless they are a power (30m2); other raised text
    does so where its digits would touch others."""
    if _OPEN not in text and _CLOSE not in text:
        return text
    found = _RAISED.sub(lambda match: _placed(match[1] or "", match[2], match[3]), _BESIDE.sub(r"\1", text))
    return found.replace(_OPEN, "").replace(_CLOSE, "")


def needs_brackets(before: str, text: str, after: str) -> bool:
    """Whether a raised text would be misread between the characters before and after it."""
    inner = text.strip()
    note = inner[:1].isdigit() and not _LATIN.match(before)
    return note or (inner[-1:].isdigit() and after.isdigit())


def _placed(before: str, text: str, after: str) -> str:
    bare = text.strip().strip(_BRACKETS)
    return f"{before}（{bare}）" if bare and needs_brackets(before, text, after) else f"{before}{text}"
