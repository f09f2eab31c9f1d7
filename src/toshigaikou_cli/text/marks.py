"""The marks that open a line: bullets, enumerators, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from toshigaikou_cli.expressions import expression

BULLETS = (
    "・･•◦‣⁃∙⋅·●○◎◉◯〇⚫⚪⬤■□▣▪▫◼◻◆◇◈❖♦❍❏❑❒➢➤★☆✦✧✪▶►▷▲△▼▽✓✔☑☐»›"
    "\uf06c\uf06e\uf075\uf076\uf0a7\uf0b7\uf0d8\uf0e8\uf0fc"
)
"""The last ones are Wingdings, as a text taken out of Word has them."""
CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓵-⓾"
"""Ranges for a class of characters, as is BULLETS."""
ENCLOSED = f"{CIRCLED}⑴-⒛⓪⓫-⓴⓿㈠-㈩㊀-㊉"
"""Numbers in circles, in brackets or with a dot that are one character: marks, never digits of a number behind them."""
ENCLOSED_NUMBER = expression(f"[{ENCLOSED}]")

OPENING_MARK = expression(
    rf"""[ \t\u3000]{{0,8}}(?:
        (?P<bullet>[{BULLETS}]|[-‐‑–—―─－−](?=[ \t\u3000])|[-‐‑–—―─－−](?=[\u3041-\u9fff])|[–—―─](?=[A-Za-zＡ-Ｚａ-ｚ])
          |ー(?=[ \t\u3000]|[\u3041-\u309f\u4e00-\u9fff])|[oｏ](?=[ \t\u3000]{{1,4}}[\u3041-\u9fff]))
      | (?P<number>[{ENCLOSED}]
          | (?![(（][0-9０-９]{{1,2}}[)）][ \t\u3000]?[0-9０-９]{{2,4}}[-−－‐][0-9０-９]{{3,4}})
            [(（](?:[0-9０-９]{{1,2}}|[ア-ンｱ-ﾝ]|[a-zａ-ｚ]|[ⅰ-ⅻⅠ-Ⅻ]|[一二三四五六七八九十]{{1,3}})[)）]
          | [0-9０-９]{{1,2}}[)）]
          | [ⅰ-ⅻⅠ-Ⅻ][)）.．]
          | [0-9０-９]{{1,2}}[.．](?![0-9０-９])
          | [0-9０-９]{{1,2}}[.．](?=[0-9０-９]{{1,2}}[ \u3000]?月(?!間)|[0-9０-９]{{1,2}}[/／][0-9０-９]|[0-9０-９]{{4}}[年./])
          | (?:[A-HＡ-Ｈ][)）]|(?:i{{1,3}}|iv|vi{{0,3}}|ix|x)[.．)）]|[#＃][0-9０-９]{{1,2}}[.．:：]?)
            (?=[ \t\u3000]|[0-9]{{1,2}}[月/])
          | [a-hａ-ｈ][.．)）](?=[ \t\u3000]|[^\x00-\x7f]|[0-9]{{1,2}}[月/])
          | [A-HＡ-Ｈ][.．](?=[ \t\u3000]{{0,4}}(?:[0-9０-９]{{1,4}}[年月/]|[\u4e00-\u9fff]))
          | [ア-ン][)）.．]
        )
      | (?P<note>(?P<star>[＊*](?![①-⑳)）:：＊*]|[0-9０-９]{{1,2}}(?:[ \t\u3000)）:：、]|[^\W\d年月日名人回件社校か]|$)))
          | [(（]?[※＊*][0-9０-９①-⑳]{{0,2}}[)）:：]?|[(（]注[0-9０-９]{{0,2}}[)）]|注[0-9０-９]{{0,2}}[)）:：])
    )[ \t\u3000]{{0,8}}""",
    re.VERBOSE,
)
"""The mark that opens a line, with the spaces around it: group ``bullet``, ``number`` or ``note``; a bare ``star`` is a note
too, unless the stars of a text mark its points."""

_BEFORE_DIGIT = expression(
    r"[ \t\u3000]{0,8}[0-9０-９]{1,2}[ \t\u3000]{1,8}(?=[0-9０-９])"
    r"(?P<date>[0-9０-９]{1,2}(?:月|[/／][0-9０-９])|[0-9０-９]{4}(?:年|[./．／][0-9０-９]))?"
)
_POINT = expression(
    r"[ \t\u3000]{0,8}(?P<at>[0-9０-９]{1,2})[ \t\u3000]{1,8}(?=[^年月日\s])(?![0０][0-9０-９]{2})(?P<note>(?!))?(?P<star>(?!))?"
)
NUMBERED = expression(r"[ \t\u3000]{0,8}([0-9０-９]{1,2})[ \t\u3000]{1,8}(?=[^0-9０-９年月日\s])")
"""A number and a blank before words: a point, where a text has a series of such."""
LETTERS = "アイウエオカキクケコサシスセソ"
"""The letters of points, in their order."""
LETTERED = expression(r"[ \u3000]*([ア-ソ])[ \u3000]+(?=[^\s])")
"""A letter and a blank before words: a point, where a text has a series of such."""
_SECTION = expression(
    rf"[ \t\u3000]{{0,8}}[{BULLETS}]?[ \t\u3000]{{0,8}}(?P<chapter>[0-9０-９]{{1,2}})[.．](?P<section>[0-9０-９]{{1,2}})[.．]?"
    r"[ \t\u3000]{1,8}(?=\S)(?P<note>(?!))?(?P<star>(?!))?"
)


def section_numbers(lines: Iterable[tuple[int, str]]) -> dict[int, re.Match[str]]:
    """The numbers of sections that open lines, by the place of each line: 1.1, 1.2, 2.1, which are no days of a month.

    Numbers are those of sections where they all follow one another, and the first is the first of its chapter.
    """
    found = {start: mark for start, line in lines if (mark := _SECTION.match(line))}
    numbers = [(int(mark["chapter"]), int(mark["section"])) for mark in found.values()]
    steps = list(pairwise(numbers))
    follows = all(after in ((chapter, at + 1), (chapter + 1, 1)) for (chapter, at), after in steps)
    one_chapter = any(before[0] == after[0] for before, after in steps)
    return found if one_chapter and follows and numbers[0][1] == 1 else {}


def numbers_before_digits(lines: Iterable[tuple[int, str]]) -> dict[int, re.Match[str]]:
    """The numbers of points without any mark where a date or another number follows one of them, by the place of each line:
    1　研修, 2　8月2日, 3　10名. They count on from 1, and words or a date follow at least one."""
    found = {start: mark for start, line in lines if (mark := _POINT.match(line))}
    before = [_BEFORE_DIGIT.match(mark.string) for mark in found.values()]
    if not any(before) or [int(mark["at"]) for mark in found.values()] != list(range(1, len(found) + 1)):
        return {}
    said = any(digit is None or digit["date"] for digit in before)
    return found if len(found) > 1 and said else {}
