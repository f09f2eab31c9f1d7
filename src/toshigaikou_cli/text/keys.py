"""Match keys for comparing and searching, and text made safe to show. Light: every reading command loads this."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.expressions import expression

_FOLDED = {
    **dict.fromkeys("〜～∼", "~"),
    **dict.fromkeys("−‐–—―─", "-"),
    **dict.fromkeys("・·‧\u200b\ufeff", ""),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    "\u2044": "/",
}
"""What NFKC leaves apart and a reader takes for the same. ``replace`` is ten times as fast as ``translate`` here."""
_MARKS = frozenset(_FOLDED)
_SHORT = 64
"""Names of columns, units and cities are asked for again and again; longer texts are not kept."""
_MARK = expression(f"[{''.join(_FOLDED)}]")


def match_key(text: str) -> str:
    """The form in which texts are compared and searched: NFKC, case-folded, no white space, dashes and dots folded.

    ``・`` is dropped, so that ニュー・サウス・ウェールズ and ニューサウスウェールズ are equal. Never shown.
    """
    return _short_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    key = _folded(text)
    # an accent that stood alone may meet a letter once the spaces are gone
    return key if key.isascii() or unicodedata.is_normalized("NFKC", key) else _folded(key)


def _folded(text: str) -> str:
    # of all that NFKC changes these two are in most texts, and without them it only looks
    text = unicodedata.normalize("NFKC", text.replace("（", "(").replace("）", ")")).casefold()
    if _MARK.search(text):
        for mark in _MARKS.intersection(text):
            text = text.replace(mark, _FOLDED[mark])
    return "".join(text.split())


class Keyed(NamedTuple):
    """A text with its match key; ``at[i]`` and ``ends[i]`` are the place in ``text`` of the key's character ``i``."""

    text: str
    key: str
    at: tuple[int, ...]
    ends: tuple[int, ...]

    def end_of(self, key_end: int) -> int:
        """The place in ``text`` just after the key's first ``key_end`` characters."""
        return self.ends[key_end - 1] if key_end else 0


def keyed(text: str) -> Keyed:
    """The match key of a text, character by character; a mark that composes goes with the character before it."""
    key: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    place = 0
    for cluster in _clusters(text):
        folded = _cluster_key(cluster)
        key.append(folded)
        at += [place] * len(folded)
        place += len(cluster)
        ends += [place] * len(folded)
    return Keyed(text, "".join(key), tuple(at), tuple(ends))


_short_key = lru_cache(maxsize=4096)(_key)
_cluster_key = lru_cache(maxsize=8192)(_key)


def _clusters(text: str) -> Iterable[str]:
    """Characters with the marks that follow them (a half-width ﾞ composes with the kana before it)."""
    if text.isascii():
        return text
    clusters: list[str] = []
    for char in text:
        if clusters and (char in "ﾞﾟ" or unicodedata.combining(char)):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


_STEERING = expression(
    "["
    "\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e"
    "\u200b-\u200c\u200e-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    "]"
)
"""Controls, format characters but U+200D, halves of surrogate pairs, line and paragraph separators (Unicode: Cc, Cf, Cs,
Zl, Zp)."""
_COMMAND = expression(r"#(?=#+\w*\[)|:(?=:)")
"""What opens a command to the runner of a continuous integration, at the start of a line (``::error::``, GitHub) or
anywhere (``##[error]``, GitHub and Azure; ``##vso[``, Azure; ``##teamcity[``). GitLab's need escape sequences."""


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """The text as every printer shows it: it can steer neither a terminal nor a continuous integration.

    Control and direction-changing characters are written out (``\\x1b``), and so is what opens a workflow command. A line
    break is ⏎ where it is not kept.
    """
    shown = text if text.isprintable() else _STEERING.sub(_newline_kept if keep_newlines else _written, text)
    if "::" in shown or "##" in shown:
        return _COMMAND.sub(lambda found: f"\\x{ord(found[0]):02x}", shown)
    return shown


def one_line(text: str) -> str:
    """The text on one line, as printers show it."""
    return visible(" ".join(text.split()))


def escaped_json(text: str) -> str:
    """JSON with the same data, in which whatever :func:`visible` writes out is an escape of JSON."""
    text = _STEERING.sub(_json_escape, text)
    return _COMMAND.sub(_json_escape, text) if "##" in text or "::" in text else text


def _json_escape(found: re.Match[str]) -> str:
    if found[0] == "\n":
        return "\n"  # between the values; within one it is escaped already
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _newline_kept(found: re.Match[str]) -> str:
    return "\n" if found[0] == "\n" else _written(found)


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\t":
        return " "
    if found[0] == "\n":
        return "⏎"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
