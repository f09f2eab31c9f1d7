"""Rows in the place of others: of a sheet that hold nothing but an indicator of the row above (KPI：派遣者数 | 目標 10), and of
a table of indicators that are those of a form (担当部課 | 文化課)."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import is_figure, says_none

_LABEL = expression(
    r"\s*[・○◎●■【（(\[［]?\s*(?:(?:成果|活動|評価|数値|重要業績評価)?指標|数値目標|[KＫ][PＰ][IＩ])(?:[（(][KＫ][PＰ][IＩ][)）])?\s*"
    r"[0-9０-９①-⑳]?\s*(?:[:：】）)\]］]|\s|$)"
)
_FIGURE = expression(
    r"(?:(?:令和|平成|[RH])?[0-9０-９元]{0,4}(?:年度)?(?:末)?の?)?(?:目標|実績|基準|現状|達成|見込|計画)(?:値|率|数)?\s*[:：]?\s*(?P<figure>.+)"
)

_OF_FORMS = frozenset({"measure", "title", "bureau"})


def indicator_label(header: Header, cells: Sequence[Cell]) -> str:
    """What says that a row of a sheet is an indicator in the place of a row: its name opens with the word (KPI：), and all that
    stands beside it are figures (目標 10, 42人); "" for any other row."""
    at = header.index(header.key)
    if header.table.document != "achievements" or at is None or not _LABEL.match(cells[at].text):
        return ""
    beside = [
        " ".join(cell.text.split())
        for place, cell in enumerate(cells)
        if place != at and cell.text.strip() and not cell.filled
    ]
    return " ".join(cells[at].text.split())[:20] if beside and all(map(_is_figure, beside)) else ""


def form_label(header: Header, cells: Sequence[Cell]) -> str:
    """What says that a row of a table of indicators is one of the form around it: where an indicator's name would stand, it has
    that of a column of another kind (事務事業名, 担当部課, 総合評価); "" for any other row."""
    at = header.index(header.table.key)
    if not header.table.needs or at is None:
        return ""
    texts = [cells[place].text for place in {0, at} if not cells[place].filled]
    declared = [column for column in header.table.columns if column.name in _OF_FORMS]
    keys = header.table.figures["rating"].keys.union(*(column.keys for column in declared))
    found = (text for text in texts if keys.intersection(header_spellings(without_year(match_key(text))[0])))
    return " ".join(next(found, "").split())[:20]


def _is_figure(text: str) -> bool:
    said = _FIGURE.fullmatch(text)
    bare = said["figure"].strip() if said else text
    return is_figure(bare) or says_none(bare)
