"""Normalization of Japanese administrative text.

Two levels, never mixed: the *kept* text (``tidy``, ``tidy_lines``) differs from what was read only in layout
spaces, line breaks, wave dashes and wrong code points; the *match key* (``match_key``) is for comparing and
searching only and is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.marks import BULLETS, CIRCLED, ENCLOSED, ENCLOSED_NUMBER, LETTERS
from toshigaikou_cli.text.wrapped import unwrapped

# CJK punctuation, kana, ideographs, compatibility and full-width forms, circled numbers: characters between
# which Japanese text has no spaces of its own.
_CJK = "\u2460-\u24ff\u25a0-\u26ff\u2e80-\u30ff\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SPACE = r"[ \t\u00a0\u2000-\u200b\u202f\u205f\u3000]"
_SPACES = expression(rf"{_SPACE}+")
_RADICALS = expression("[\u2e80-\u2fdf]")
_LINE_BREAKS = expression(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DATED = rf"(?:(?:{eras.NAMES})(?:元|[0-9０-９]{{1,2}})|[0-9０-９]{{4}})年[0-9０-９]{{1,2}}月[^\s]{{0,14}} "
_ERA_YEAR = expression(rf"(?:{eras.NAMES})[0-9０-９元]")
_DATED_LINE = expression(rf"^ ?{_DATED}", re.MULTILINE)
_DATED_NEXT = expression(rf" (?={_DATED})")
_INLINE = "・●○■□◆◇"
"""The bullets that open a point in the middle of a line, after a space."""
_INLINE_POINT = expression(rf"(?<=[^\s]) (?=[{_INLINE}][^\s])")
_AT_POINT = r"(?:(?<=[。）)】\]」]) ?|(?<=\S) )"
_CIRCLED_POINT = expression(rf"{_AT_POINT}(?=[{ENCLOSED}] ?[^\s、，。）)])")
_RANGE_BROKEN = expression(
    r"(?<=[0-9０-９年月日)）]) ?\n ?(?=[～~] ?[0-9０-９HRＨＲ令平])|(?<=[0-9０-９年月日)）][～~]) ?\n ?(?=[0-9０-９HRＨＲ令平])"
)
"""A line break before or behind the sign of a range of days: 12月1日⏎～12月10日."""
_CIRCLE = expression(rf"(?<![、，・とび])([{CIRCLED}]) ?(?=[^\s、，。）)とやのはがを・～~及{CIRCLED}]{{2}})")
_WHOLE_PIECE = expression(
    r"^(?!.*[:：])(?:.*[0-9０-９][0-9０-９,，]*(?:[名人回件校社部]|か所|団体)(?:[(（][^()（）]*[)）])?|.*た|.*[をはがに].*[一-龥]{2}"
    r"|.*[(（][^()（）]*[0-9０-９][^()（）]*[)）])[。 ]?$"
)
"""A point that tells what was done, with its number, its verb or its day: 派遣10名, 商談会を開催, 講座（8/5）."""
_OF_ALL = expression("とも|いずれ|両方|各|すべて|全て")
_NUMBERED_POINT = expression(
    rf"(?:^|{_AT_POINT})(?=[(（]([0-9０-９]{{1,2}})[)）] ?[^\s、，。）)])", re.MULTILINE
)
_SERIES_BEGINS = expression(r"^ ?[1１ア] \S", re.MULTILINE)
_SERIES_POINT = expression(
    r"(?:^ ?|(?<=\S) )(?=([0-9０-９]{1,2}|[ア-ソ]) "
    r"(?![0-9０-９年月日時分名人件回社校国点個冊台組号%％～~]|[かカヶヵ][国所月年])\S)"
)
"""A number or a letter between blanks, before words: no number of something (3 名)."""
_SENTENCE_POINT = expression(
    r"(?:^ ?|(?<=。) ?)(?=([0-9０-９]{1,2}) (?![年月日時分名人件回社校国点個冊台組号%％～~]|[かカヶヵ][国所月年])\S)"
)
"""The same at the beginning of a sentence, before whatever it says: 。2 8月2日に派遣した。"""
_FIELD_LABEL = expression(r"(【[^】\n]{1,20}分野】) ?")
_NEW_LINE = expression(r" (?=【[^】\n]{1,20}】)|(?<=。) (?=\S)")
_ENOUGH_NUMBERS = 2
_INNER_SPACE = expression(rf"(?<=[{_CJK}]) (?=[{_CJK}])")
_MAY_SPLIT = expression(rf" [{_INLINE}{ENCLOSED}(（【]|[。）)】\]」][{ENCLOSED}(（]|。 ")
"""Signs that the removal of layout spaces brought a new place where a line begins."""
_PARTICLE = "[をにがはのへ]|との|及び"
_LAID_OUT = expression(
    rf"(?<=[\u30a1-\u30fe\u3400-\u9fff]) (?=(?:[をにがはのと][\u3040-\u9fff]|[、。）」]))"
    rf"|(?:{_PARTICLE}) (?=[\u30a1-\u30fe\u3400-\u9fff])"
    r"|(?<![\u30a1-\u30fe])[\u30a1-\u30fa] (?=[\u30a1-\u30fe])"
)
_ENOUGH_SIGNS = 2
_SPREAD = expression(rf"[{_CJK}](?: [{_CJK}])+")
_BROKEN_WORD = expression(
    rf"(?<=[{_CJK}]){_SPACE}*(?:[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]{_SPACE}*)+(?=[{_CJK}])"
)
_BESIDE_MARK = expression("(?<=[、，（「『【]) | (?=[、。，．）」』】])")
_IN_DATE = expression(
    "(?<=[0-9０-９]) (?=年|月(?!曜)|日(?!本|系|[中韓米英仏独伊豪印露台越][一-龥]))|(?<=[年月]) (?=[0-9０-９])"
)
"""Not within 8 日本語教室, 5 日中友好: there the number is that of a point."""
_BULLET_LINE = expression(rf"^{_SPACE}*([{BULLETS}]){_SPACE}*")
_ENUMERATOR = expression(
    rf"""^{_SPACE}*(?:
        (?P<circled>[{CIRCLED}])
      | [(（]{_SPACE}*(?P<paren>[0-9０-９]{{1,2}}|[ア-ン]|[a-zａ-ｚ]|[一二三四五六七八九十]+){_SPACE}*[)）]
      | (?P<dotted>[0-9０-９]{{1,2}}|[ア-ン])(?:{_SPACE}*[.．、]|{_SPACE}++)(?![0-9０-９年月日])
    ){_SPACE}*""",
    re.VERBOSE,
)


def repair_radicals(text: str, table: Mapping[str, str]) -> str:
    """Give CJK and Kangxi radicals (U+2E80 to U+2FDF) the code points of the usual characters.

    ``table`` maps single characters (``data/base/radicals.json``). NFKC is no cure: it leaves a third of the
    radicals as they are, and turns ① into 1.
    """
    if not _RADICALS.search(text):
        return text
    return text.translate({ord(char): usual for char, usual in table.items()})


_VERTICAL = str.maketrans("︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄", "（）｛｝〔〕【】《》〈〉「」『』")
"""The forms that marks have in vertical writing, and the marks."""
_HYPHENATION_POINT = expression(rf"(?<=[{_CJK}])\u2027|\u2027(?=[{_CJK}])")
_LOOKALIKE = expression("[\u2027\ufe35-\ufe44]")


def repair_lookalikes(text: str) -> str:
    """Marks that a font draws like others, as what they are meant for: U+2027 beside Japanese is ・, ︵ is （."""
    if not _LOOKALIKE.search(text):
        return text
    text = text.translate(_VERTICAL)
    while _HYPHENATION_POINT.search(text):
        text = _HYPHENATION_POINT.sub("・", text)
    return text


def is_laid_out(texts: Iterable[str]) -> bool:
    """Whether spaces stand where nobody types them, as in text that was taken out of a PDF: before a particle, after
    one, inside a word of katakana."""
    signs = 0
    for text in texts:
        signs += len(_LAID_OUT.findall(text))
        if signs >= _ENOUGH_SIGNS:
            return True
    return False


def tidy(text: str, *, typed: bool = False) -> str:
    """One line of kept text: layout spaces and line breaks inside Japanese text go, others become one space.

    Where the spaces were ``typed``, only those that spread the letters of a whole cell (環　境　局) or stand before or
    after a comma or a bracket go.
    """
    text = repair_lookalikes(unicodedata.normalize("NFC", text)).replace("〜", "～")
    if _LINE_BREAKS.search(text):
        text = _LINE_BREAKS.sub(" ", _BROKEN_WORD.sub("", text) if typed else text)
    return _without_spread(text) if typed else _without_layout_spaces(text)


def tidy_lines(text: str, *, typed: bool = False) -> str:
    """Kept text of several lines: one line per bullet, label or paragraph, no empty lines; ``typed`` as for ``tidy``.

    Besides the line breaks of the text itself, a new line begins in flat text, which has several bullets on one
    line: at ``・``, ``①`` or ``⑴`` after a space, at ``(1)`` ``(2)`` that count on, at a label such as ``【教育分野】`` (and
    after it), after ``。`` and a space, and, in a line that opens with a date and a space, at the next date that stands
    between spaces. Lines that were broken at the width of their cell are one.
    """
    for _ in range(4):
        lines = _lines_once(text, _without_spread if typed else _without_layout_spaces)
        text = unwrapped(lines)
        if text == lines and not _MAY_SPLIT.search(text):
            break
    return text


def _lines_once(text: str, spaced: Callable[[str], str]) -> str:
    text = repair_lookalikes(unicodedata.normalize("NFC", text)).replace("〜", "～")
    text = _SPACES.sub(" ", _LINE_BREAKS.sub("\n", text))
    if "～" in text or "~" in text:
        text = _RANGE_BROKEN.sub("", text)
    spaced_out = " " in text  # a look for what an expression needs is a tenth of the time that it takes
    if spaced_out:
        text = _INLINE_POINT.sub("\n", text)
    if ENCLOSED_NUMBER.search(text):
        text = "\n".join(map(_circles_apart, _CIRCLED_POINT.sub("\n", text).split("\n")))
    text = _numbers_apart(text)
    if spaced_out and _SERIES_BEGINS.search(text):
        text = "\n".join(map(_series_apart, text.split("\n")))
    if "分野】" in text:
        text = _FIELD_LABEL.sub(r"\n\1\n", text)
    if spaced_out:
        text = _NEW_LINE.sub("\n", text)
    lines = (spaced(_BULLET_LINE.sub(r"\1", line)) for line in _dated_apart(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _circles_apart(line: str) -> str:
    """New lines at ①②③ within a line that opens with one, where they count on and each before the last tells something whole:
    ①と② refer, and what ends ①派遣、②受入は中止 or ①8月②10月に予定 is of both."""
    found = list(_CIRCLE.finditer(line))
    numbers = [int(unicodedata.numeric(each[1])) for each in found]
    if len(found) < _ENOUGH_NUMBERS or line.lstrip()[:1] != found[0][1]:
        return line
    pieces = [line[each.end() : after.start()] for each, after in pairwise(found)]
    counted = numbers == list(range(numbers[0], numbers[0] + len(found)))
    if not counted or not all(map(_WHOLE_PIECE.search, pieces)) or _OF_ALL.search(line, found[-1].end()):
        return line
    return _CIRCLE.sub(lambda each: f"\n{each[1]}" if each.start(1) > found[0].start(1) else each[0], line)


def _numbers_apart(text: str) -> str:
    """New lines at (1) (2) (3) within flat text, where the numbers count on from 1: a lone (2) refers to something."""
    if "1)" not in text and "1）" not in text and "１）" not in text and "１)" not in text:
        return text
    found = list(_NUMBERED_POINT.finditer(text))
    if [int(each[1]) for each in found] != list(range(1, len(found) + 1)) or len(found) < _ENOUGH_NUMBERS:
        return text
    return _NUMBERED_POINT.sub(lambda each: "\n" if each.start() else "", text)


def _series_apart(line: str) -> str:
    """A line that opens with 1 or ア and a blank, in lines where the numbers, or letters, between its blanks count on from
    there: 1 留学 再開 2 派遣 応募者なし 3 ….; two letters are enough."""
    if not _SERIES_BEGINS.match(line):
        return line
    sentences = [int(each[1]) for each in _SENTENCE_POINT.finditer(line)] if "。" in line else []
    if len(sentences) > 1 and sentences == list(range(1, len(sentences) + 1)):
        return _SENTENCE_POINT.sub(lambda each: "\n" if each.start() else "", line)
    marks = [each[1] for each in _SERIES_POINT.finditer(line)]
    letters = "".join(marks)
    counted = letters.isdecimal() and [int(mark) for mark in marks] == list(range(1, len(marks) + 1))
    if not (counted and len(marks) > 2) and not (len(marks) > 1 and LETTERS.startswith(letters)):
        return line
    return _SERIES_POINT.sub(lambda each: "\n" if each.start() else "", line)


def _dated_apart(text: str) -> str:
    if not _DATED_LINE.search(text):
        return text
    return "\n".join(
        _DATED_NEXT.sub("\n", line) if _DATED_LINE.match(line) else line for line in text.split("\n")
    )


def _without_spread(line: str) -> str:
    line = _SPACES.sub(" ", line.replace("\u200b", "")).strip()
    if " " not in line:
        return line
    if line[1::2].isspace() and _SPREAD.fullmatch(line):
        return line.replace(" ", "")
    return _IN_DATE.sub("", _BESIDE_MARK.sub("", line))


def _without_layout_spaces(line: str) -> str:
    # A space after a date, before one that follows a word, or after a closing bracket before a new word separates;
    # any other between two Japanese characters comes from the layout.
    line = _SPACES.sub(" ", line).strip()
    if " " not in line:
        return line
    line = _INNER_SPACE.sub(_keep_or_drop, line)
    # Latin and digits beside Japanese keep the space they were printed with, but dates do not need it.
    return _IN_DATE.sub("", line)


def _keep_or_drop(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    before, after = text[at - 1], text[at + 1]
    hiragana_or_mark = "\u3040" <= after <= "\u309f" or after in "、。，．）」』】］・ー～"
    if hiragana_or_mark:
        return ""
    if not ("\u3040" <= before <= "\u309f" or before in "、，") and _ERA_YEAR.match(text, at + 1):
        return " "
    date_before = before in "年月日" and re.search(r"[0-9０-９]$", text[at - 2 : at - 1])
    return " " if date_before or before in "）】" else ""


def split_enumerator(text: str) -> tuple[str, str]:
    """Split ``(イ) 姉妹…`` into ``("イ", "姉妹…")`` and ``②大都市…`` into ``("2", "大都市…")``.

    The first part is "" where the text opens with no enumerator. Full-width digits become ASCII.
    """
    found = _ENUMERATOR.match(text)
    if not found:
        return "", text.strip()
    mark = found["circled"] or found["paren"] or found["dotted"]
    return unicodedata.normalize("NFKC", mark), text[found.end() :].strip()
