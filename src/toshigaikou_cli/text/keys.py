"""Match keys for comparing and searching, and text made safe to show. Light: every reading command loads this."""

from __future__ import annotations

import unicodedata

_NO_WIDTH = {0x200B: None, 0xFEFF: None}
_KEY_FOLD = str.maketrans(
    {
        "〜": "~", "～": "~", "∼": "~",
        "－": "-", "−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "―": "-", "─": "-", "ｰ": "ー",
        "・": "", "･": "", "·": "", "‧": "",
        "“": '"', "”": '"', "‘": "'", "’": "'",
    }
)  # fmt: skip


def match_key(text: str) -> str:
    """The form in which texts are compared and searched: NFKC, case-folded, no white space, dashes and dots folded.

    ``・`` is dropped, so that ニュー・サウス・ウェールズ and ニューサウスウェールズ are equal. Never shown.
    """
    key = _folded(text)
    # an accent that stood alone may meet a letter once the spaces are gone
    return key if key.isascii() or unicodedata.is_normalized("NFKC", key) else _folded(key)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_KEY_FOLD)).translate(_KEY_FOLD)
    return "".join(text.casefold().translate(_NO_WIDTH).split())


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Control and direction-changing characters written out (``\\x1b``), so that no text can steer a terminal."""

    def out(char: str) -> str:
        if char == "\n" and keep_newlines:
            return char
        if char == "\t":
            return " "
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in "\u200d\ufe0f":
            code = ord(char)
            return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
        return char

    return text if text.isprintable() else "".join(map(out, text))
