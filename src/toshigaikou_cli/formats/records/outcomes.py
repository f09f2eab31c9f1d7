"""What became of an activity, as people are told: what was called off by the word of its own text.

The codes of outcomes stay: what was put off or not done is ``cancelled`` in JSON, in CSV and to ``--outcome``.
"""

from __future__ import annotations

import re

from toshigaikou_cli.messages import Message, coded, say_as, told_as

_WORDS = (
    (
        say_as("outcome", "postponed"),
        "延期|順延|繰り?延べ|持ち?越|先送|次年度[にへ]|来年度[にへ]|翌年度[にへ]",
    ),
    (say_as("outcome", "suspended"), "休止|中断|休会|凍結"),
    (say_as("outcome", "cancelled"), "中止|(?:取|と)り?(?:やめ|止め)|取り?消|キャンセル|打ち?切り"),
)
_NOT_HELD = say_as("outcome", "not held")


def outcome_text(outcome: str, text: str) -> Message:
    """An outcome in a table; of what was called off the word that comes last in its ``text``: 中止し、次年度に延期."""
    if outcome != "cancelled":
        return coded(outcome)
    said, last = _NOT_HELD, 0
    for word, form in _WORDS:
        for found in re.finditer(form, text):
            if found.end() > last:
                said, last = word, found.end()
    return told_as("cancelled", said)
