"""Rows of a sheet that hold nothing but the heading of a goal, in one cell or cut in two by a line of the table."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.marks import CIRCLED

_TABLE = "achievements"
_CODES = frozenset({"measure", "number"})
"""Columns in which the number of a goal is none of a row."""
_GOAL = expression(
    rf"[\s■◆●○□◇【《〈＜<「『\[［〔]*(?:(?:基本|重点|政策|戦略|施策|個別)(?:目標|方針|方向性?|戦略|の?柱|目的)|目標|柱|目的)[\s\u3000]*"
    rf"(?:[0-9０-９]{{1,2}}|[Ⅰ-Ⅻ]|[{CIRCLED}]|[一二三四五六七八九十]{{1,3}})(?=[\s:：.．、】》〉＞>」』\]］〕]|$)(?P<title>.*)",
)
_LONGEST = 60


def heading_over(header: Header, cells: tuple[Cell, ...]) -> str:
    """The heading that a row of a sheet is: 基本目標１　世界とつながる; "" for any other row.

    Its words stand in the first cell alone, or in the first two where the first is a column of codes.
    """
    said = [at for at, cell in enumerate(cells) if cell.text.strip()]
    if header.table.name != _TABLE or len(cells) < 3 or said not in ([0], [0, 1]):
        return ""
    texts = [" ".join(cells[at].text.split()) for at in said]
    found = _GOAL.fullmatch(texts[0])
    if not found or any(cells[at].filled for at in said) or len("".join(texts)) > _LONGEST:
        return ""
    if len(said) == 1:
        return texts[0] if found["title"].strip() else ""
    codes = header.columns[0].column in _CODES
    return ("" if found["title"].strip() else "\u3000").join(texts) if codes else ""
