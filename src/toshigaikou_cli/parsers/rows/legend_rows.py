"""Rows that say what the marks of a table mean, and notes under it: they tell nothing of anybody, and are never records."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.footnotes import is_mark, is_note

_LABEL = r"[【（(\[〔<＜]?(?:(?:評価|記号|進捗|進捗状況|達成度|区分)の?)?(?:凡例|見方)[】）)\]〕>＞]?[\s\u3000:：]*"
_MARK = r"[○〇◯●◎△▲▽×✕☓✖☆★□■◇◆－―ー-]"
_MEANING = rf"(?:{_MARK}|[A-ESＡ-ＥＳ])[\s\u3000]*[:：=＝…・･]+[\s\u3000]*[^\s\u3000、，,／/:：=＝…]{{1,20}}"
_LEGEND = expression(rf"(?:{_LABEL})?(?:{_MEANING}[\s\u3000、，,／/]*)+")
"""凡例　○：実施　△：一部実施."""
_ONE = expression(_MEANING)
_OF_HEADINGS, _LEAST = tuple("■◆●□◇★☆"), 2
_LABEL_ALONE = expression(_LABEL)
_OF_GRADES = r"(?:凡例|見方|評価|進捗|達成|判定|区分|状況|状態|記号|ランク)"
_BETWEEN = r"[\s\u3000、，,／/]"
_TERM = rf"(?:{_MARK}|[A-EＡ-ＥSＳ]|[0-9０-９])"
_SAID = r"[^\s\u3000、，,／/:：=＝。…･・()（）○〇◯●◎△▲▽×✕☓✖☆★□■◇◆]"
_LABELLED = expression(
    rf"(?:(?P<open>[【（(\[〔<＜])|※)?[^\s\u3000:：=＝。【】]{{0,8}}{_OF_GRADES}[^\s\u3000:：=＝。【】）)\]〕>＞]{{0,4}}(?(open)[】）)\]〕>＞]?)[\s\u3000:：]*"
    rf"(?:(?:{_TERM}[\s\u3000]*[:：=＝][\s\u3000]*(?:{_SAID}|[・()（）]){{1,20}}{_BETWEEN}*){{2,}}"
    rf"|(?:{_TERM}[\s\u3000]*[(（]{_SAID}{{1,20}}[)）]{_BETWEEN}*){{2,}}"
    rf"|(?:{_MARK}{_SAID}{{1,20}}{_BETWEEN}*){{2,}}"
    rf"|(?:{_TERM}[\s\u3000…･・]+{_SAID}{{1,20}}{_BETWEEN}*){{2,}}"
    rf"|(?(open)(?:{_SAID}{{1,4}}[:：=＝]{_SAID}{{1,20}}(?:{_BETWEEN}+|[）)]?$)){{2,}}|(?!)))[）)]?"
)
"""【評価】A：達成　B：概ね達成, 進捗区分：Ａ（完了）、Ｂ（継続）: what grades are of, and two or more with their meanings."""


def is_legend(text: str) -> bool:
    """Whether a line is nothing but marks or grades with their meanings; ■：… alone may be a heading."""
    said = text.strip()
    alone = said.startswith(_OF_HEADINGS) and len(_ONE.findall(said)) < _LEAST
    return bool(_LABELLED.fullmatch(said) or (_LEGEND.fullmatch(said) and not alone))


def legend_label(header: Header, cells: Sequence[Cell]) -> str:
    """What says that a row is a legend or a note, else "": 凡例 before all others, nothing but marks with their meanings, or one
    text with the sign of a note (※) that stands alone and in no column of values."""
    own = [(column, cell) for column, cell in zip(header.columns, cells, strict=True) if cell.text.strip()]
    said = [" ".join(cell.text.split()) for _, cell in own if not cell.filled]
    if not said:
        return ""
    if len(said) > 1 and _LABEL_ALONE.fullmatch(said[0]):
        return said[0]
    if _LEGEND.fullmatch(whole := " ".join(said)) or _LABELLED.fullmatch(whole):
        return said[0]
    if is_split_note([(column, cell.text) for column, cell in own if not cell.filled]):
        return " ".join(said)
    alone = len(own) == 1 and not (own[0][0].kind or own[0][0].figure)
    return said[0] if alone and is_note(said[0]) else ""


def is_split_note(own: Sequence[tuple[HeaderColumn, str]]) -> bool:
    """Whether the texts of a row are the mark of a note in its first cell, and its words in the next: ※1 | 台風のため中止."""
    if len(own) != 2 or not is_mark(own[0][1]):
        return False
    return not any(column.kind or column.figure for column, _ in own)
