"""What a title says of its edition: （改定版）, （令和4年3月改定）, 一部改定, 中間見直し版.

Which plan it is (第2期, 第2次, 後期) is no part of that."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.keys import match_key

_REVISED = r"(?:改[定訂正]|見直し|修正)"
_KIND = r"(?:第[0-9一二三四五六七八九十]{1,3}[次回]|一部|中間|全部|全面|部分){0,3}"
_DAY = r"(?:令和|平成|昭和|[rhs])?[0-9元]{1,4}(?:\([^()]{2,6}\))?年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
_DATED = r"[令和平成昭rhs0-9元年度月日./()]{0,20}"
"""In brackets a date may be written in any way: nothing else stands there."""
_REVISION = rf"{_KIND}{_REVISED}[後済]?版?"
_BRACKETED = rf"[(〔\[【〈《]{_DATED}(?:{_REVISION}|策定|制定){_DATED}[)〕\]】〉》]"
_BEHIND = expression(rf"(?<=.)(?:{_BRACKETED}|(?:{_DAY})?{_REVISION}(?:\({_DATED}\))?)$")
_BEFORE = expression(rf"^(?:{_BRACKETED}|(?:{_DAY})?{_KIND}改[定訂]版?)(?=..)")
_WORDS = "改定", "改訂", "改正", "見直し", "修正", "策定", "制定"


def edition_key(title: str) -> str:
    """The match key of a title without the words for its edition: the same for all editions of one plan."""
    key = match_key(title)
    if not any(word in key for word in _WORDS):
        return key
    return _BEFORE.sub("", _BEHIND.sub("", key))
