"""Rows that say what the marks of a table mean, and notes under it: they tell nothing of anybody, and are never records."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns import Header
from toshigaikou_cli.records.blocks import Cell

_LABEL = r"[【（(\[〔<＜]?(?:(?:評価|記号|進捗|進捗状況|達成度|区分)の?)?(?:凡例|見方)[】）)\]〕>＞]?[\s\u3000:：]*"
_MEANING = r"(?:[○〇◯●◎△▲▽×✕☓✖☆★□■◇◆－―ー-]|[A-ESＡ-ＥＳ])[\s\u3000]*[:：=＝…・･]+[\s\u3000]*[^\s\u3000、，,／/:：=＝…]{1,20}"
_LEGEND = expression(rf"(?:{_LABEL})?(?:{_MEANING}[\s\u3000、，,／/]*)+")
"""凡例　○：実施　△：一部実施."""
_LABEL_ALONE = expression(_LABEL)
_NOTE = expression(r"\s*(?:※|＊|\*|注[)）:：]|[（(]注[)）])\s*\S")


def legend_label(header: Header, cells: Sequence[Cell]) -> str:
    """What says that a row is a legend or a note, else "": 凡例 before all others, nothing but marks with their meanings, or one
    text with the sign of a note (※) that stands alone and in no column of values."""
    own = [(column, cell) for column, cell in zip(header.columns, cells, strict=True) if cell.text.strip()]
    said = [" ".join(cell.text.split()) for _, cell in own if not cell.filled]
    if not said:
        return ""
    if len(said) > 1 and _LABEL_ALONE.fullmatch(said[0]):
        return said[0]
    if _LEGEND.fullmatch(" ".join(said)):
        return said[0]
    alone = len(own) == 1 and not (own[0][0].kind or own[0][0].figure)
    return said[0] if alone and _NOTE.match(said[0]) else ""
