"""Codes that documents state: found in cells and before titles, and which known ones they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.codes import (
    IN_CIRCLES,
    KANJI,
    ROMAN,
    code_key,
    code_parts,
    code_text,
    loose_key,
    part_value,
    without_kanji,
)

_REPEATED = expression(r"[(（【\[〔<＜]?\s*(?:再掲|一部再掲|再)\s*[)）】\]〕>＞]|(?:一部)?再掲")
_LABEL_WORD = r"(?:一部)?(?:新規|拡充|継続|重点|再掲)"
_LABEL = rf"(?:[(（【\[〔<＜［]\s*(?:{_LABEL_WORD}|新|拡|継|重|再)\s*[)）】\]〕>＞］]|{_LABEL_WORD}(?![ァ-ヺ一-鿿ぁ-ん]))"
_LABELS_AROUND = expression(rf"^(?:\s*{_LABEL})+\s*|(?:\s*[・、]?{_LABEL})+\s*$")
_BETWEEN = expression(r"[\n\r、,，;；/／・･|&＆]+|及び|および|並びに|ならびに|と(?=[\s施第N0-9０-９(（①-⑳])")
_RANGE = expression(r"\s*(?:[~〜～∼]|から)\s*(?:まで)?")
_LETTER = r"[ア-ンｱ-ﾝ](?![ァ-ヶーｱ-ﾟ]|[カヵヶケ]?[国所月年])"
"""A kana that numbers: not the first of a word, nor that of 3カ国."""
_KANA = (
    rf"(?<=[-－‐−–―)）⑴-⒇{IN_CIRCLES}])\s?{_LETTER}|(?<=[0-9０-９\s.．の]){_LETTER}(?=[\s.．:：、)）」】]|$)"
)
"""A kana behind other parts of a code: 1-(1)-ア, 1(1)ア, 1-1 ア."""
_OPENING_KANA = expression(rf"{_LETTER}(?=[\s.．:：、)）])")
_CODE = expression(
    rf"(?:[A-Za-zＡ-Ｚ][-－‐−–.．](?=[0-9０-９(（⑴-⒇{IN_CIRCLES}]))?"
    rf"(?:(?:[0-9０-９]{{1,3}}|[{ROMAN}]|(?<![A-Za-z])(?:[IVX]{{1,5}}|[ivx]{{1,5}})(?![A-Za-z])|[(（](?:[0-9０-９]{{1,3}}|[ア-ンｱ-ﾝ]|[a-zA-Z]|[{KANJI}]{{1,3}})[)）]|[⑴-⒇{IN_CIRCLES}]|{_KANA})"
    r"\s?[-－‐−–―ー.．の]?\s?)+"
)
_WORD = r"(?:[一-鿿々ァ-ヶー]{1,8}|[Nn][Oo]|[Ｎ][ｏ]|№|#)[.．:：]?\s?"
_WORDED = expression(rf"(?:{_WORD}){{0,2}}")
_SHORT_CODE = expression(r"[A-Za-zァ-ヺ](?:[-.]?[0-9]{1,3})?|[0-9]{1,5}\)?")
_AFTER_BARE = expression(r"[\s.．:：、)）」】]|$")


def is_code(text: str) -> bool:
    """Whether a whole cell is a code: a number in some script, or several, with at most a word before them."""
    bare = without_kanji(code_text(text)) if len(text) <= 40 else ""
    if not bare or len(bare) > 24:
        return False
    start = _WORDED.match(bare)
    # the word of 施策一 has no end that can be seen: the key leaves out what may stand before a code
    spellings = ((bare, 0), (bare, start.end() if start else 0), (code_key(text), 0))
    return any(form.fullmatch(code, at) for form in (_CODE, _SHORT_CODE) for code, at in spellings)


def without_label(text: str) -> str:
    """A code without a word that marks what it is of as new, wider, going on, weighty or told again: ``３-(1)-③　新規``,
    ``３-(1)-③（拡充）``; a text that is no
    code then, or is one with the word (重点1), as it stands."""
    bare = text if is_code(text) else _LABELS_AROUND.sub("", text)
    return bare if is_code(bare) else text


def opening_code(text: str) -> tuple[str, str]:
    """The code that a title opens with, and the rest: ``1-1-(1) 地元企業…``, ``取組① …``; the code is "" where there is none.

    A bare number is one only with a space or a mark behind it: 3か国語 and 2020年大会 open with none.
    """
    text = text.strip()
    start = re.match(
        r"(?:施策|取組|取り組み|事業|項目|アクション|プロジェクト|重点施策|重点取組|No|№)[.．]?\s?", text
    )
    place = start.end() if start else 0
    found = _CODE.match(text, place) or _OPENING_KANA.match(text, place)
    if not found:
        return "", text
    code = found[0].rstrip(" \u3000-－‐−–―ー.．の")
    rest = text[found.start() + len(code) :]
    sure = len(code_parts(code)) > 1 or code[-1] in IN_CIRCLES or code[-1] in ")）⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽" or bool(start)
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
        code = self.find(piece) or self.find(without_label(piece))
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
