"""The numbers that Word puts before the paragraphs of a list: they are in no text of the document.

ECMA-376 Part 1, 17.9.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from toshigaikou_cli.expressions import expression

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_KANJI = "一二三四五六七八九十"
_LETTERS = {
    "aiueo": _KATAKANA,
    "aiueoFullWidth": _KATAKANA,
    "iroha": _IROHA,
    "irohaFullWidth": _IROHA,
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerRoman": "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ",
    "upperRoman": "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "japaneseCounting": _KANJI,
    "ideographDigital": _KANJI,
}
_PLACE = expression(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The levels of each list by its id, and how far each list has counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, element: Any) -> Numbering:
        """The lists that a document's numbering part declares; none where it has no such part."""
        made = cls()
        for abstract in element.findall(f"{W}abstractNum") if element is not None else ():
            name = abstract.get(f"{W}abstractNumId") or ""
            for level in abstract.findall(f"{W}lvl"):
                form, text, start = (_value(level, tag) for tag in ("numFmt", "lvlText", "start"))
                at = int(level.get(f"{W}ilvl") or 0)
                made.levels[name, at] = _Level(form or "decimal", text, int(start or 1))
        for number in element.findall(f"{W}num") if element is not None else ():
            made.abstract[number.get(f"{W}numId") or ""] = _value(number, "abstractNumId")
        return made

    def mark(self, paragraph: Any) -> str:
        """The number or bullet before a paragraph, counted on; "" where it is in no list."""
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is None:
            return ""
        of, at = self.abstract.get(_value(place, "numId"), ""), int(_value(place, "ilvl") or 0)
        level = self.levels.get((of, at))
        if level is None:
            return ""
        if level.form == "bullet":
            return "・"
        self.counts[of, at] = self.counts.get((of, at), level.start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == of and key[1] > at]:
            del self.counts[deeper]
        return _PLACE.sub(lambda found: self._shown(of, int(found[1]) - 1), level.text)

    def _shown(self, of: str, at: int) -> str:
        level = self.levels.get((of, at))
        number = self.counts.get((of, at), level.start if level else 1)
        letters = _LETTERS.get(level.form, "") if level else ""
        return letters[number - 1] if 1 <= number <= len(letters) else str(number)


def _value(element: Any, tag: str) -> str:
    found = element.find(f"{W}{tag}")
    return str(found.get(f"{W}val") or "") if found is not None else ""
