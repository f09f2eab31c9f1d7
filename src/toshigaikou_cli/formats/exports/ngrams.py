"""Words for a full-text index of SQLite (unicode61) that finds Japanese, which has no spaces."""

from __future__ import annotations

from collections.abc import Iterator

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.keys import match_key

_RUN = expression(r"\w+")
_WORD = expression(r"[々〆\u3400-\u9fff\uf900-\ufaff]+|[ァ-ヺー]+|[a-z0-9]+")
"""What is a word of its own for most readers: kanji, katakana, or Latin letters and digits without a break."""
_SHORTEST, _LONGEST = 2, 4


def index_words(text: str) -> str:
    """The text, and after it each part of two to four characters and each longer word of one script, once."""
    return f"{text} {' '.join(dict.fromkeys(_parts(match_key(text))))}" if text else ""


def _parts(key: str) -> Iterator[str]:
    for run in _RUN.findall(key):
        for size in range(_SHORTEST, _LONGEST + 1):
            yield from (run[at : at + size] for at in range(len(run) - size + 1))
        yield from (word for word in _WORD.findall(run) if len(word) > _LONGEST)
