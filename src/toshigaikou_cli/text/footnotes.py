"""Notes under a table and the marks that refer to them, and words that say of a text that it is otherwise: corrected, called
off, ended."""

from __future__ import annotations

from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.other_years import is_of_later_time
from toshigaikou_cli.text.told_beside import names_calling_off

_SIGNS = "※＊*注"
"""A look for one of these is cheaper than a pattern."""
_NUMBER = r"[ ]?[0-9]{1,2}(?![0-9.,]*[名人件回校社年月日%])"
_NOTE = expression(r"\s*(?:※|\*|注[):0-9]|[(\[【<](?:注[0-9]{0,2}|[※*][0-9]{1,2})[)\]】>])\s*(?=\S)")
_NUMBERED = expression(rf"[(\[【<]?(?P<sign>[※*注])(?P<number>{_NUMBER})[)\]】>:]?\s*")
_BARE = expression(r"\s*(?:[※*]|\(注\)|注[):])\s*")
_BARE_IN_CELL = expression(r"(?:[※*](?![0-9])|\(注\))(?=[\s)\]。、,|]|$)")
_BETWEEN = " 、,・と及び.:)]】>\u3000"
_CORRECTS = expression(
    r"の誤り|誤(?:記|植)|誤りで(?!は)|訂正(?!印|届|申請|請求|願)|正誤|正しくは|差し?替え|取り?消(?!し?(?:線|印))|(?:数値|数字|値|数|実績|金額|額)[をは][^。]{0,12}修正"
    r"|実際(?:の[^。、]{1,8})?は"
)
_CORRECTING = "誤正替消修際"
_REFERS = expression(
    r"(?<![A-Za-z])(?:[Nn][Oo]\.?|№|項番|通し番号|整理番号|施策番号|番号|施策)\s*(?P<number>[0-9]+(?:-[0-9]+)*)"
    r"(?![0-9]|[ ]?(?:名|人|件|回|校|社|年|月|日|つ|か所|事業))"
)
_HEADS = expression(r"\s*(?:[【\[(<](?:お詫びと)?(?:訂正|正誤|修正)|(?:お詫びと)?訂正)")
_OF_ALL_ROWS = expression(r"場合|記載|表記|掲載|計上|除[くき]|含[むめま]|こと(?:が|も)ある")
_ENDED = expression(r"廃止|(?:を|で)(?:もって)?終了")
_OF_ELSE = expression(
    r"(?:廃止|終了)(?:した|された|となった|済みの)[^、。]{1,16}(?:の|に)(?:後継|後身|代替|代わ|替わ)"
    r"|(?:(?<!調)印|様式|書[類式面]|用紙|(?:手数|使用|利用|受講|参加|入場|入館|観覧)料|料金|規制|制限|手続き?)[のをは]?廃止"
)
"""What is said of something else that ended: 廃止した講座の後継, 押印の廃止."""


class Footnote(NamedTuple):
    """One note: the marks that refer to it (``※1``, ``※`` where it has no number), and what it says."""

    marks: tuple[str, ...]
    text: str

    def is_meant_in(self, cell: str) -> bool:
        """Whether one of its marks stands in a cell."""
        if not any(sign in cell for sign in _SIGNS):
            return False
        plain = fold_width(cell)
        there = {found["sign"] + found["number"].strip() for found in _NUMBERED.finditer(plain)}
        bare = bool(_BARE_IN_CELL.search(plain))
        return any(mark in there if mark[-1].isdigit() else bare for mark in self.marks)


def is_note(text: str) -> bool:
    """Whether a text opens with the sign of a note (※, 注1）, （注）)."""
    return any(sign in text for sign in _SIGNS) and bool(_NOTE.match(fold_width(text)))


def is_mark(text: str) -> bool:
    """Whether a text is nothing but the mark of a note with its number: ※1, 注2）."""
    return any(sign in text for sign in _SIGNS) and bool(_NUMBERED.fullmatch(fold_width(text).strip()))


def footnotes(text: str) -> list[Footnote]:
    """The notes of a line, each with its marks: ※1 … ※2 …; none where it is no note."""
    if not is_note(text):
        return []
    plain = fold_width(text)
    found = list(_NUMBERED.finditer(plain))
    if not found or plain[: found[0].start()].strip(" "):
        return [Footnote(("※",), text[bare.end() :].strip())] if (bare := _BARE.match(plain)) else []
    notes: list[Footnote] = []
    marks: list[str] = []
    ends = [each.start() for each in found[1:]] + [len(text)]
    for each, end in zip(found, ends, strict=True):
        marks.append(each["sign"] + each["number"].strip())
        if said := text[each.end() : end].strip(_BETWEEN):
            notes.append(Footnote(tuple(marks), " ".join(said.split())))
            marks = []
    return notes


def corrects(text: str) -> bool:
    """Whether a text says that something else is corrected: 45名の誤り, 訂正：6名, 正しくは8言語."""
    return any(sign in text for sign in _CORRECTING) and bool(_CORRECTS.search(fold_width(text)))


def ends_it(text: str, fiscal_year: int | None = None) -> bool:
    """Whether a remark says that what its row tells of ends or ended: 令和5年度限りで廃止; not that it ends after the row's
    year (次年度は廃止), nor that something else did."""
    if "廃止" not in text and "終了" not in text:
        return False
    plain = _OF_ELSE.sub("", fold_width(text))
    ends = (plain[: found.start()].rpartition("。")[2] for found in _ENDED.finditer(plain))
    return any(fiscal_year is None or not is_of_later_time(before, fiscal_year) for before in ends)


def says_otherwise(text: str) -> bool:
    """Whether a note says that what it is of is corrected, was called off, or ended."""
    return names_calling_off(text) or corrects(text)


def heads_a_correction(text: str) -> bool:
    """Whether a line is of a correction, or a note: 【訂正】…, ※…"""
    return bool(_HEADS.match(fold_width(text))) or is_note(text)


def rows_named(text: str) -> list[str]:
    """The numbers of the rows that a line names: No.2, 施策1-3."""
    return [found["number"] for found in _REFERS.finditer(fold_width(text))]


def is_of_all_rows(text: str) -> bool:
    """Whether a note tells how a table is written (中止した回は含まない), and not what became of one of its rows."""
    return bool(_OF_ALL_ROWS.search(text))
