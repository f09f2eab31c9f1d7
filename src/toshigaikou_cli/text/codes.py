"""Codes of goals, areas and measures (35, 1-1-(1), Ⅰ-2-③, 施策1): kept, compared, taken apart, found in cells.

Light: reading commands load this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.text.figures import kanji_number

_KANJI = "〇一二三四五六七八九十"
_CIRCLED_RANGES = ((0x2460, 1, 20), (0x3251, 21, 15), (0x32B1, 36, 15), (0x2776, 1, 10), (0x2780, 1, 10),
                   (0x278A, 1, 10), (0x24EB, 11, 10), (0x24F5, 1, 10))  # fmt: skip
_CIRCLED = {chr(first + at): value + at for first, value, count in _CIRCLED_RANGES for at in range(count)}
_IN_CIRCLES = "".join(_CIRCLED)
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_ROMAN_VALUES = (
    "",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_DASHES = re.compile("[−‐‑‒–—―─﹣⁃]")
_LONG_VOWEL = re.compile(r"(?<![ァ-ヺ]{2})ー(?![ァ-ヺ])")
"""ー that stands where a dash is meant: not inside a word of katakana."""
_PREFIX = re.compile(rf"^(?:施策|第(?=[0-9(]))*(?:番号|コード)?(?:no|№|#|nr)?[.:]?(?=[(0-9a-zア-ン{_KANJI}])")
_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
"""Space that means nothing: not that between 3 and 8."""
_EDGES = ".:、,。．"
_KANJI_RUN = re.compile(rf"(?<![^0-9()\-.第])[{_KANJI}]+(?![^0-9()\-.])")
_NUMBER = re.compile(r"[0-9]+")
_PART = re.compile(r"\(([^()]*)\)|([0-9]+)|([a-z]+)|([ァ-ヺ])|([^\s().\-0-9a-zァ-ヺ]+)")
_REPEATED = re.compile(r"[(（【\[〔<＜]?\s*(?:再掲|一部再掲|再)\s*[)）】\]〕>＞]|(?:一部)?再掲")
_BETWEEN = re.compile(r"[\n\r、,，;；/／・･|&＆]+|及び|および|並びに|ならびに|と(?=[\s施第N0-9０-９(（①-⑳])")
_RANGE = re.compile(r"\s*(?:[~〜～∼]|から)\s*(?:まで)?")
_CODE = re.compile(
    rf"(?:[A-Za-zＡ-Ｚ][-－‐−–.．](?=[0-9０-９(（⑴-⒇{_IN_CIRCLES}]))?"
    rf"(?:(?:[0-9０-９]{{1,3}}|[{_ROMAN}]|(?<![A-Za-z])(?:[IVX]{{1,5}}|[ivx]{{1,5}})(?![A-Za-z])|[(（](?:[0-9０-９]{{1,3}}|[ア-ン]|[a-zA-Z]|[{_KANJI}]{{1,3}})[)）]|[⑴-⒇{_IN_CIRCLES}])"
    r"\s?[-－‐−–―ー.．の]?\s?)+"
)
_WORD = r"(?:[一-鿿々ァ-ヶー]{1,8}|[Nn][Oo]|[Ｎ][ｏ]|№|#)[.．:：]?\s?"
_WORDED = re.compile(rf"(?:{_WORD}){{0,2}}")
_SHORT_CODE = re.compile(r"[A-Za-zァ-ヺ](?:[-.]?[0-9]{1,3})?|[0-9]{1,5}\)?")
_AFTER_BARE = re.compile(r"[\s.．:：、)）」】]|$")


def code_text(text: str) -> str:
    """A code as it is kept: as written, but for widths, kinds of dashes, spaces, ``No.`` before and a mark after it."""
    kept = "".join(
        char if char in _CIRCLED or char in _ROMAN else unicodedata.normalize("NFKC", char) for char in text
    )
    kept = _LONG_VOWEL.sub("-", _DASHES.sub("-", _SPACE.sub("", kept.strip())))
    kept = re.sub(r"^(?:no|№|#)[.:]?(?=\S)", "", kept, flags=re.IGNORECASE)
    return re.sub(r"(?<=[^.(])[.:、]+$|(?<=^\d)\)$|(?<=^\d\d)\)$", "", kept)


@lru_cache(maxsize=4096)
def code_key(text: str) -> str:
    """The form in which codes are compared, never shown: ``１－１－（１）`` and ``1ー1-⑴`` are ``1-1-(1)``.

    Widths, spaces, kinds of dashes, case, ``No.`` and ``施策`` before it, zeros before a number and a mark after it mean
    nothing. A circled number is one in brackets, kanji numerals are digits, Roman ones Latin letters. 1-1-1 and 1-1-(1)
    stay two codes: :class:`KnownCodes` knows which of them is meant where only one is.
    """
    key = "".join(f"({_CIRCLED[char]})" if char in _CIRCLED else char for char in text)
    key = _DASHES.sub("-", _SPACE.sub("", unicodedata.normalize("NFKC", key).strip())).casefold()
    key = _LONG_VOWEL.sub("-", key)
    key = _KANJI_RUN.sub(_in_digits, _KANJI_RUN.sub(_in_digits, _bare(key)))
    key = _NUMBER.sub(lambda digits: digits[0].lstrip("0") or "0", _bare(key))
    return re.sub(r"\(+([^()]*)\)+", r"(\1)", key) or "".join(text.split())


def _bare(key: str) -> str:
    """The key without what stands before and after the code."""
    key = _PREFIX.sub("", key).strip(_EDGES) if _PREFIX.match(key) else key.strip(_EDGES)
    return key[:-1] if key.endswith(")") and key.count(")") > key.count("(") else key


def _in_digits(found: re.Match[str]) -> str:
    value = kanji_number(found[0])
    return found[0] if value is None else str(value)


def code_parts(code: str) -> tuple[str, ...]:
    """The parts of a code, without brackets and dashes: ``Ⅰ-2-③`` has ``i``, ``2``, ``3``."""
    found = _PART.findall(code_key(code))
    return tuple(part for groups in found for part in groups if part and part != "の")


def part_value(part: str) -> str:
    """A part of a code as a number where it is one in any script: ``ⅳ``, ``iv``, ``四``, ``④`` are ``4``."""
    key = code_key(part).strip("()")
    return str(_ROMAN_VALUES.index(key)) if key in _ROMAN_VALUES[1:] else key


def loose_key(code: str) -> str:
    """What is left of a code where scripts, brackets, separators and words before its first number mean nothing."""
    parts = [part_value(part) for part in code_parts(code)]
    numbers = [at for at, part in enumerate(parts) if part.isdecimal()]
    if numbers and any(len(part) > 1 and not part.isascii() for part in parts[: numbers[0]]):
        parts = parts[numbers[0] :]
    return "-".join(parts)


_CALLED = {
    "goal": re.compile(r"(?:基本|重点)?(?:目的|目標|方針|goal)(?:no\.?)?(?=[^a-z]|[ivx]+$)"),
    "area": re.compile(r"(?:(?:取組の)?方向性?|取組|分野|area|(?:基本|重点)?(?:目的|目標))(?=[^a-z])"),
}
"""What people write before the code of a goal or an area."""


def uncalled(kind: str, name: str) -> str:
    """The code of a ``goal`` or an ``area`` without what people write before it: 目的2, goal 2 and area 2-ア are 2 and 2-ア.

    A name that has none of that stays as it is.
    """
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    start = _CALLED[kind].match(plain) if kind in _CALLED else None
    return plain[start.end() :].strip() if start else name


def is_code(text: str) -> bool:
    """Whether a whole cell is a code: a number in some script, or several, with at most a word before them."""
    bare = _KANJI_RUN.sub(_in_digits, code_text(text)) if len(text) <= 40 else ""
    if not bare or len(bare) > 24:
        return False
    start = _WORDED.match(bare)
    places = {0, start.end() if start else 0}
    return any(form.fullmatch(bare, at) for form in (_CODE, _SHORT_CODE) for at in places)


def opening_code(text: str) -> tuple[str, str]:
    """The code that a title opens with, and the rest: ``1-1-(1) 地元企業…``, ``取組① …``; the code is "" where there is none.

    A bare number is one only with a space or a mark behind it: 3か国語 and 2020年大会 open with none.
    """
    text = text.strip()
    start = re.match(
        r"(?:施策|取組|取り組み|事業|項目|アクション|プロジェクト|重点施策|重点取組|No|№)[.．]?\s?", text
    )
    found = _CODE.match(text, start.end() if start else 0)
    if not found:
        return "", text
    code = found[0].rstrip(" \u3000-－‐−–―ー.．の")
    rest = text[found.start() + len(code) :]
    sure = len(code_parts(code)) > 1 or code[-1] in _IN_CIRCLES or code[-1] in ")）⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽" or bool(start)
    if not _AFTER_BARE.match(rest) and (not sure or re.match(r"[年月日件名人か回%％]|[0-9]", rest)):
        return "", text
    rest = rest.lstrip(" \u3000.．:：、)）").strip()
    return (text[: found.start()] + code, rest) if rest else ("", text)


class Stated(NamedTuple):
    """A code as a cell states it; ``code`` is the known one that it means, "" where none is."""

    text: str
    code: str


class KnownCodes:
    """The codes of a strategy, in their order, and which of them a text means."""

    def __init__(self, codes: Mapping[str, str] | None = None, *, order: tuple[str, ...] = ()) -> None:
        """``order`` are the codes as the strategy writes them; ``codes`` maps further keys to them."""
        self.codes = tuple(order)
        self._by_key = {code_key(code): code for code in reversed(order)} | dict(codes or {})
        loose: dict[str, list[str]] = {}
        for code in order:
            loose.setdefault(loose_key(code), []).append(code)
        self._loose = {key: found[0] for key, found in loose.items() if len(set(found)) == 1}

    def find(self, text: str) -> str:
        """The code that a text means: by its key, else the only one with the same numbers; "" where there is none."""
        loose = "" if _BETWEEN.search(text) else loose_key(text)
        return self._by_key.get(code_key(text)) or self._loose.get(loose, "")

    def split(self, cell: str) -> tuple[Stated, ...]:
        """The codes that a cell states, each once: ``3、8``, ``施策3・8``, ``1-1-(1)、(2)``, ``1～3``; 再掲 is dropped."""
        text = _REPEATED.sub("\n", cell).strip().strip("※*＊")
        if not text.strip():
            return ()
        if whole := self.find(text):
            return (Stated(text.strip(), whole),)
        found: list[Stated] = []
        for piece in filter(None, (part.strip(" \u3000・※*＊") for part in _BETWEEN.split(text))):
            found += self._piece(piece, found[-1].code if found else "")
        return tuple({stated.code or code_key(stated.text): stated for stated in reversed(found)}.values())[
            ::-1
        ]

    def _piece(self, piece: str, before: str) -> list[Stated]:
        ways: tuple[Callable[[str], list[str]], ...] = (self._alone, self._range, self._spaced, self._titled)
        codes = next((codes for codes in (way(piece) for way in ways) if codes), None)
        codes = codes or self._completed(piece, before)
        return [Stated(piece, code) for code in codes] if codes else [Stated(piece, "")]

    def _alone(self, piece: str) -> list[str]:
        code = self.find(piece)
        return [code] if code else []

    def _range(self, piece: str) -> list[str]:
        """All codes from one to another, in the strategy's order."""
        ends = [self.find(end) for end in _RANGE.split(piece) if end.strip()]
        if len(ends) != 2 or not all(ends):
            return []
        first, last = map(self.codes.index, ends)
        return list(self.codes[first : last + 1])

    def _spaced(self, piece: str) -> list[str]:
        """Codes between spaces or dots, where each of them is known."""
        for pattern in (r"\s+", r"[.．]"):
            codes = [self.find(part) for part in re.split(pattern, piece) if part]
            if len(codes) > 1 and all(codes):
                return codes
        return []

    def _titled(self, piece: str) -> list[str]:
        """The code before a title: ``35 環境の交流``."""
        code = self.find(opening_code(piece)[0]) if opening_code(piece)[0] else ""
        return [code] if code else []

    def _completed(self, piece: str, before: str) -> list[str]:
        """``(2)`` after ``1-1-(1)``: the code that shares its first parts with the one before."""
        own, parts = code_parts(piece), code_parts(before) if before else ()
        if not own or len(own) >= len(parts):
            return []
        wanted = "-".join(map(part_value, (*parts[: len(parts) - len(own)], *own)))
        code = self._loose.get(wanted, "")
        return [code] if code else []

    def nearest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """The known codes that a mistaken one comes nearest to, the nearest first."""
        wanted = loose_key(text)

        def distance(code: str) -> int:
            return _edits(wanted, loose_key(code))

        near = sorted(self.codes, key=distance)
        return tuple(code for code in near[:most] if distance(code) <= max(1, len(wanted) // 2))


def _edits(first: str, second: str) -> int:
    """How many characters must be changed, added or taken away to make one text of the other."""
    row = list(range(len(second) + 1))
    for at, char in enumerate(first, 1):
        last, row[0] = row[0], at
        for to, other in enumerate(second, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (char != other))
    return row[-1]
