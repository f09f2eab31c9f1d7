"""What a heading of a goal or an area looks like: the declared forms, read on lines and cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.codes import part_value
from toshigaikou_cli.text.marks import CIRCLED
from toshigaikou_cli.vocabulary.layouts import Layouts

LONGEST_TITLE = 60
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
_TOKENS = {
    "n": r"[0-9０-９]{1,2}(?![0-9０-９])",
    "roman": r"[Ⅰ-Ⅻⅰ-ⅻ]|[IVXＩＶＸ]{1,5}(?![A-Za-zＡ-Ｚａ-ｚ])",
    "circled": rf"[{CIRCLED}]",
    "kanji": r"[一二三四五六七八九十]{1,3}",
    "letter": r"[A-ZＡ-Ｚa-zａ-ｚ](?![A-Za-zＡ-Ｚａ-ｚ])",
    "kana": r"[ア-ンｱ-ﾝ](?![ァ-ヶーｱ-ﾝ])",
    "iroha": r"[ア-ンｱ-ﾝ](?![ァ-ヶーｱ-ﾝ])",
    "goal": rf"[0-9０-９]{{1,2}}(?![0-9０-９])|[Ⅰ-Ⅻ]|[IVX]{{1,5}}|[{CIRCLED}]|[A-ZＡ-Ｚ]|[一二三四五六七八九十]{{1,3}}",
}
_NUMBERS = ("{n}", "{roman}", "{circled}", "{kanji}", "{letter}", "({n})")
"""What {number} stands for."""
_WORD = expression(r"[一-鿿々ァ-ヶー][一-鿿々ァ-ヶーの・]{0,11}")
_LOOSE = {
    "(": "[(（]",
    ")": "[)）]",
    ".": "[.．]",
    "-": "[-－‐‑−–—―ー]",
    "[": r"[\[［【〔]",
    "]": r"[\]］】〕]",
}
_OPENING = r"[\s■◆●○□◇★☆▼▶▪【《〈＜<「『\[［〔]*"
_SEPARATOR = expression(r"[\s:：.．、・】》〉＞>」』\]］〕―–—|｜]+|$")
_PROSE = expression(r"[年月日時分件回人名位つかヵヶはがをにへとやも、。~～%％の円点倍割期号)）0-9０-９.．-]")
"""What follows the number of a thing in a sentence (柱1の, 目標2は), and no heading's."""
_GOES_ON = expression(r"[-－‐‑−–—―ー.．][(（]?[0-9０-９]{1,2}(?![0-9０-９年])")
"""What makes a longer number of the one before it: 1-2 is no heading 1."""
_GOES_ON_AS_ONE = expression(
    r"[.．]?[0-9０-９]|[年月日]|\s+(?![0-9０-９]{4}年[のにへを])[.．]?[0-9０-９]|\s+[年月日](?:[度頃末現]|(?![一-鿿々]))"
)
"""What makes a date or a number of a number before it; 日 of a word (日本, 日常) behind a space does not."""
_WORD_OF_ONE = expression("[覧般部環体致定緒方次]")
"""What makes a word of the kanji before it: 一覧, 一部."""
_BEFORE_TITLE = " \u3000:：.．、】》〉＞>」』]］〕―–—|｜"
_AROUND = " \u3000■◆●□◇▼▶▪"
_PAIRS = {
    "】": "【",
    "》": "《",
    "〉": "〈",
    "＞": "＜",
    ">": "<",
    "」": "「",
    "』": "『",
    "］": "［",
    "]": "[",
    "〕": "〔",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a goal or an area: its symbol as it is kept, its place among its like (from 1), its title.

    ``goal`` is the number of the goal that it names, None where it names none.
    """

    symbol: str
    value: int
    title: str
    spot: Spot
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a heading; ``text`` is as declared, with its word and its script."""

    text: str
    script: str
    expression: re.Pattern[str]
    closed: bool
    worded: bool

    def read(self, line: str, spot: Spot) -> Heading | None:
        """The heading that a line is, its title as it stands there; None where it has not this form."""
        found = self.expression.match(line)
        if not found:
            return None
        symbol, value = value_of(found["at"], self.script)
        rest = line[found.end() :]
        if _GOES_ON.match(rest):
            return None
        if self.script == "kanji" and _WORD_OF_ONE.match(rest):
            return None
        separated = _SEPARATOR.match(rest)
        if not (separated or self.closed or (self.worded and not _PROSE.match(rest))) or value is None:
            return None
        title = _unwrapped(rest.lstrip(_BEFORE_TITLE).rstrip(_AROUND))
        bare = not self.closed and not self.worded
        if (
            len(title) > LONGEST_TITLE
            or title.endswith("。")
            or (bare and not title)
            or _starts_number(rest, bare)
        ):
            return None
        goal = value_of(found["goal"], "")[1] if "goal" in found.groupdict() else None
        return Heading(symbol, value, title, spot, goal)


def _unwrapped(title: str) -> str:
    """A title without the brackets around the whole of it, and without one that closes what opened before it."""
    opener = _PAIRS.get(title[-1:])
    if opener and opener not in title:
        return title[:-1].rstrip()
    if opener and title[0] == opener and title.count(opener) == 1:
        return title[1:-1].strip()
    return title


def _starts_number(rest: str, bare: bool) -> bool:
    """Whether a bare number goes on as a date or a decimal number: ``1.5``, ``3 月``; not ``2 日本語…``, ``2 2030年の…``."""
    return bare and bool(_GOES_ON_AS_ONE.match(rest))


def value_of(symbol: str, script: str = "") -> tuple[str, int | None]:
    """A heading's symbol as it is kept, and its number: ``２`` is 2, ``Ⅱ`` 2, ``イ`` 2, ``②`` 2 (kept as ``2``)."""
    plain = unicodedata.normalize("NFKC", symbol)
    if script in ("kana", "iroha") or (not script and len(plain) == 1 and plain in _KANA):
        order = _IROHA if script == "iroha" else _KANA
        return plain, order.index(plain) + 1 if plain in order else None
    if script == "letter":
        return plain, ord(plain.casefold()) - ord("a") + 1
    number = part_value(symbol)
    if number.isdecimal():
        kept = symbol if script in ("roman", "kanji") else number if script in ("n", "circled") else plain
        return kept, int(number)
    single = len(plain) == 1 and plain.isascii() and plain.isalpha()
    return plain, ord(plain.casefold()) - ord("a") + 1 if single else None


def forms_in(declared: Iterable[str], lines: Iterable[str], layouts: Layouts) -> list[Form]:
    """The declared forms that lines may have, each script of {number} and each {word} of the lines for itself."""
    lines = list(lines)
    held = [frozenset(line) for line in lines]
    texts: dict[str, None] = {}
    for text in declared:
        letters = _letters(text)
        if not any(letters <= each for each in held):
            continue  # it need not be compiled
        for scripted in _scripts(text):
            worded = _words(scripted, lines, layouts) if "{word}" in scripted else [scripted]
            texts |= dict.fromkeys(worded)
    return [form_of(text) for text in texts]


def _letters(text: str) -> frozenset[str]:
    """The letters of a form that a line which has it has, too."""
    return frozenset(re.sub(r"\{\w+\}", "", text)) - _LOOSE.keys()


def _scripts(text: str) -> list[str]:
    return [text.replace("{number}", number) for number in _NUMBERS] if "{number}" in text else [text]


def _words(text: str, lines: Iterable[str], layouts: Layouts) -> Iterator[str]:
    expression = _expression(text)
    for line in lines:
        found = expression.match(line)
        word = found["word"] if found else ""
        if _WORD.fullmatch(word) and word not in layouts.not_words and not word.endswith("第"):
            yield text.replace("{word}", word)


def form_of(text: str) -> Form:
    """The form that a text with tokens declares."""
    script = next(name for name in _TOKENS if f"{{{name}}}" in text and name != "goal")
    worded = bool(re.match(r"[^{(\[]", text))
    return Form(text, script, _expression(text), text.endswith((")", "]", "{circled}", "章", "節")), worded)


def _expression(text: str) -> re.Pattern[str]:
    parts = []
    for part in re.findall(r"\{\w+\}|.", text):
        name = part[1:-1]  # of a token; a letter of the text is no name of one
        if part == "{word}":
            parts.append(r"(?P<word>\S{1,12}?)")  # the shortest, which is a word (_WORD) or no other is
        elif name == "goal":
            parts.append(rf"(?P<goal>{_TOKENS['goal']})")
        elif name in _TOKENS:
            parts.append(rf"(?P<at>{_TOKENS[name]})")
        else:
            parts.append(_LOOSE.get(part, re.escape(part)))
    return re.compile(_OPENING + r"\s*".join(parts))


def titled(heading: Heading, title: str) -> Heading:
    """The heading with another title."""
    return replace(heading, title=title)
