"""Where a text may break: between words, numbers with their units, and characters, as Japanese is set (JIS X 4051)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.text.counters import COUNTERS

NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）］｝」』】〕〉》〟’”％%‰℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､･｣ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""What begins no line, not even after a space."""
NOT_LAST = frozenset("（［｛「『【〔〈《〝‘“｢([{")
"""What ends no line."""
_CLOSING = NOT_FIRST | frozenset(",.:;!?)]}…")
"""What stays with the character right before it."""

_LETTER = r"A-Za-z0-9０-９Ａ-Ｚａ-ｚ\u00c0-\u024f\u0370-\u04ff"
_DIGIT = "0-9０-９"
_ERA = "明治|大正|昭和|平成|令和"
_UNIT = "|".join(
    sorted(
        {"年度", "年", "月", "日", "時", "分", "秒", "％", "%", *map(re.escape, COUNTERS)},
        key=len,
        reverse=True,
    )
)
_CLUSTER = r"\S[\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\uff9e\uff9f]*(?:\u200d\S\ufe0f?)*"
_DATED = (
    rf"(?:{_ERA})元年度?|(?:{_ERA})?[約第]?[{_LETTER}.,/:-]*[{_DIGIT}](?:{_UNIT})(?:[{_DIGIT}]+(?:{_UNIT}))*"
)
_LATIN = rf"[./~-]{{0,2}}[{_LETTER}](?:[{_LETTER}'’.,&@_+#/:~=?-]|\([{_LETTER}]{{1,3}}\)|\[[a-z]{{1,12}}\])*"
_WORDS = expression(rf"{_DATED}|{_LATIN}")
_MARK = r"\[[^\[\]\s][^\[\]]{0,22}\]|［[^［］\s]{1,12}］"
_PLACE = "(?:特別)?[市州県]"
_LISTED = r"(?<![^、（：；「])[一-鿿々ヶァ-ヺー・]{2,17}(?=[、）；」]|$)"
"""A name in a list within a text: ``北京市`` in ``（北京市、台北）``."""
_PARTS = (rf"{_MARK}|{_DATED}|{_LATIN}|{_LISTED}|[ァ-ヺー]+(?:・[ァ-ヺー]+)*(?:{_PLACE})?|{_CLUSTER}",
          rf"{_MARK}|{_DATED}|{_LATIN}|[ァ-ヺー]+(?:{_PLACE})?|{_CLUSTER}",
          rf"(?:{_ERA})?[約第]?[{_DIGIT}]+(?:[.,．，][{_DIGIT}]+)*(?:{_UNIT})|[{_LETTER}]+[^\s{_LETTER}\u3000-\U0010ffff]*|{_CLUSTER}",
          _CLUSTER)  # fmt: skip
_LEVELS = tuple(expression(rf"(?:{part})\s*|\s+") for part in (*_PARTS, r"\S"))
"""What is kept whole, as long as a line has room for it: words, then their parts, then characters with their marks."""
_MEMBER = expression(r".+?(?:[、；]|[,;·]\s+|\s+(?=\()|$)", re.DOTALL)
"""A name of a list, with what follows it: ``北京市、``."""
_HIRAGANA = expression("[ぁ-ん]")
_HANG = expression(r" {2,}(?:(?:\d{1,3}|[m–]) {1,2}(?=\S)|・)?|")
"""What the further lines of a line stand under: its indent, and the number of an entry."""


def wrapped(text: str, cells: int, ambiguous: int = 1, *, names: bool = False) -> list[str]:
    """The lines of a text of at most ``cells`` terminal cells each (at least two); of the text only spaces are lost.

    A word, a number with its unit, a date, a name in katakana and a short mark in brackets are broken only where they are
    wider than a line, and punctuation begins or ends a line only there. Of a list of ``names`` the same goes for each name.
    """
    room = max(cells, 2)
    return [line for whole in text.split("\n") for line in _folded(whole, room, ambiguous, names=names)]


def hanging(text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """The lines of a text in paragraphs; the further lines of each are indented as its first, or below its number."""
    return [line for whole in text.split("\n") for line in _hung(whole, cells, ambiguous)]


def _hung(line: str, cells: int, ambiguous: int) -> list[str]:
    found = _HANG.match(line)
    head = found[0] if found else ""
    hang = width(head, ambiguous)
    if width(line, ambiguous) <= cells or hang > cells // 2:
        return wrapped(line, cells, ambiguous)
    first, *rest = wrapped(line[len(head) :], cells - hang, ambiguous)
    return [f"{head}{first}", *(f"{' ' * hang}{each}" for each in rest)]


def longest_name(text: str, ambiguous: int = 1) -> int:
    """The cells of the widest name of a list."""
    return max(
        (width(each.rstrip(), ambiguous) for line in text.split("\n") for each in _MEMBER.findall(line)),
        default=0,
    )


def longest_word(text: str, ambiguous: int = 1) -> int:
    """The cells of the widest Latin word, number with its unit, or date."""
    return max((width(word, ambiguous) for word in _WORDS.findall(text)), default=0)


def _folded(line: str, cells: int, ambiguous: int, *, names: bool = False) -> Sequence[str]:
    """The lines of a line; the last is not one hiragana of a word alone, which takes the one before it along."""
    if width(line, ambiguous) <= cells:
        return [line]
    lines = list(_filled(line, cells, ambiguous, names=names))
    if len(lines) > 1 and _HIRAGANA.fullmatch(lines[-1]) and _may_give(lines[-2]):
        lines[-2:] = [lines[-2][:-1], lines[-2][-1] + lines[-1]]
    return lines


def _may_give(line: str) -> bool:
    """Whether the last character of a line, a hiragana, may begin the next one."""
    *_, before, last = ("", "", *line)
    return (
        len(line) > 2 and bool(_HIRAGANA.fullmatch(last)) and last not in NOT_FIRST and before not in NOT_LAST
    )


def _filled(line: str, cells: int, ambiguous: int, *, names: bool) -> Iterator[str]:
    current, used = "", 0
    for unit in _members(line, cells, ambiguous) if names else _units(line, cells, ambiguous):
        if current and used + width(unit.rstrip(), ambiguous) > cells:
            if current.strip():
                yield current.rstrip()
            current, used = "", 0
        current += unit
        used += width(unit, ambiguous)
    if current.strip():
        yield current.rstrip()


def _members(text: str, cells: int, ambiguous: int) -> Iterator[str]:
    """A list in its names, those in pieces that do not fit."""
    for each in glued(_MEMBER.findall(text)):
        yield from [each] if width(each.rstrip(), ambiguous) <= cells else _units(each, cells, ambiguous)


def _units(text: str, cells: int, ambiguous: int, level: int = 0) -> Iterator[str]:
    """The text in pieces that fit, each with the spaces behind it."""
    pieces = _LEVELS[level].findall(text)
    last = level == len(_LEVELS) - 1
    for unit in pieces if last else glued(pieces):
        if last or width(unit.rstrip(), ambiguous) <= cells:
            yield unit
        else:
            yield from _units(unit, cells, ambiguous, level + 1)


def glued(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces, those in one between which no line may break."""
    unit = ""
    for piece in pieces:
        if unit and not _stays(unit, piece):
            yield unit
            unit = ""
        unit += piece
    if unit:
        yield unit


def _stays(before: str, after: str) -> bool:
    if before.isspace():
        return False
    spaced = before[-1].isspace()
    ending = after[0] == "." and after[1:2].isalnum()  # of a file: .csv
    closing = NOT_FIRST if spaced or ending else _CLOSING
    return before.rstrip()[-1] in NOT_LAST or after[0] in closing
