"""Lines that were broken by hand at the width of their cell, put together again.

Who types a line break inside a sentence (Alt+Enter, a text copied out of a page) leaves a cell whose lines are equally long and
end amid words: 「…職員4名を研修施設に受⏎け入れ、…」. A list of one deed a line has lines of any length that end as deeds do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.marks import ENCLOSED, OPENING_MARK

_LEAST_WIDTH = 12
"""Columns of the longest line: in narrower cells nothing tells a broken line from a short one."""
_SLACK = 2
"""Columns that a line may be shorter than what fits: a mark that may not begin a line takes one character with it."""
_OPENS = expression(
    rf"\s*(?:[{ENCLOSED}]|[【＜<〈《\[［〔]|[0-9０-９ア-ン]{{1,2}}[ 　.．、)）]"
    r"|[(（][0-9０-９ア-ンa-z一二三四五六七八九十]{1,2}[)）])"
)
"""A line that opens a point of its own, beside those with a mark (``OPENING_MARK``)."""
_CLOSED = expression(r"[。】＞>〉》\]］〕：:｜|]\s*$")
_NEVER_BEGINS = expression(r"\s*[、。，．,.・）)」』】〕\]］ぁぃぅぇぉっゃゅょァィゥェォッャュョーをん々]")
"""What no word begins with: the break stands within one."""
_KANJI_KANA = r"[\u30a1-\u30fe\u4e00-\u9fff]"
_GOES_ON = expression(
    rf"\s*(?:に(?:て|お[いけよ]|よ[りっる]|は[、{_KANJI_KANA[1:]}|関|対|向|係|伴|、|{_KANJI_KANA})|が(?={_KANJI_KANA}|、)"
    rf"|[はのとへ](?={_KANJI_KANA}|[「『])|も(?={_KANJI_KANA}|、)|で(?=[、あき]|{_KANJI_KANA})|て(?=[、い]|{_KANJI_KANA})|から(?!く)"
    r"|まで|より(?![良よ多高深身詳])|する|すべ|予定[でだのとをがに]|こと[でにとをがは]|もの[でのとをがは]|ため[、に]|[きけげせねべめれえびりみいしち](?=[、るたて]|入れ|ま[すし]|組)|内[にので]|等[をにがはのと、])"
)
"""What begins no sentence: a particle or an ending before what it belongs to."""
_LEFT_OPEN = expression(
    r"(?:[、，・をにがはのとへやも]|及び|並びに|または|又は|[(（「『]|[0-9０-９](?=\n[0-9０-９年月日名人回件か社校%％])"
    r"|(?<![一-龥々0-9０-９」』）)])[一-龥々](?<![市国県州区町村等他計後前年月日名人回件社校課局部室])(?=\n[一-龥]))\s*(?=\n)"
)
"""How a line ends whose sentence goes on; a lone kanji is the half of a word: 派遣は中⏎止した."""
_UNFINISHED = expression(r"(?:を|及び|並びに|または|又は)\s*$")
"""How no line ends that is whole."""
_DEED = expression(
    r"(?:[実行開出参訪派締交合署策公発受設整支協招提展調視見会来中延予見][\u4e00-\u9fff]|受け?入れ?|た|ました|です|ます|済み?|等|など|ほか|[名人回件社校)）])\s*$"
)
"""How a line ends that tells a deed of its own: 職員を派遣, 3名."""
_UNIT = expression(
    r"\s*(?:[!-~]+|[０-９Ａ-Ｚａ-ｚ]+|.)[、。，．）)」』】〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]*"
)
_PAIRS = dict(zip("（(「『【〔", "）)」』】〕", strict=True))


def unwrapped(text: str) -> str:
    """The text with lines that were broken for their width only on one line; other breaks stay."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    widest = max(map(_width, lines))
    if widest < _LEAST_WIDTH or any("｜" in line for line in lines):
        return text
    breaks = list(_breaks(lines, widest))
    if "within" not in breaks:
        return text
    made = lines[0].rstrip()
    for kind, line in zip(breaks, lines[1:], strict=True):
        made += f"{_joint(made, line.strip())}{line.strip()}" if kind in ("within", "full") else f"\n{line}"
    return made


def _joint(before: str, after: str) -> str:
    """A blank between two words of Latin letters, nothing between others."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def _breaks(lines: Sequence[str], widest: int) -> list[str]:
    """What each line break is: ``within`` a word or a phrase, after a ``full`` line (maybe anything), or ``meant``."""
    found, opened = [], ""
    for line, after in pairwise(lines):
        opened = _opened(opened, line)
        kind = _kind(line, after, widest, opened)
        if kind == "meant":
            opened = ""
        found.append(kind)
    return found


def _kind(line: str, after: str, widest: int, opened: str) -> str:
    if not line.strip() or not after.strip() or _CLOSED.search(line):
        return "meant"
    marked = OPENING_MARK.match(after)
    if not marked and _NEVER_BEGINS.match(after):
        return "within"
    if marked or _OPENS.match(after):
        return "meant"
    long = _width(line) >= _LEAST_WIDTH
    if _closes(opened, after) or (long and (_GOES_ON.match(after) or _UNFINISHED.search(line))):
        return "within"
    unit = _UNIT.match(after)
    if _width(line) + _width(unit[0] if unit else "") <= widest - _SLACK:
        return "meant"
    if _LEFT_OPEN.search(f"{line}\n{after}"):
        return "within"
    return "meant" if _DEED.search(line) else "full"


def _opened(before: str, line: str) -> str:
    """The brackets that are open at the end of a line, by what closes them."""
    open_now = [*before]
    for char in line:
        if char in _PAIRS:
            open_now.append(_PAIRS[char])
        elif open_now and char == open_now[-1]:
            open_now.pop()
    return "".join(open_now)


def _closes(opened: str, after: str) -> bool:
    return bool(opened) and opened[-1] in after


def _width(text: str) -> int:
    """Columns of a line: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text.rstrip())
