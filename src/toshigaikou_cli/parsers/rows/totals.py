"""Rows of totals, and of parts of the row above (うち海外, 内訳): they name nothing of their own, and are never records."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS, HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import is_code
from toshigaikou_cli.text.stated_numbers import is_figure, says_none

_TOTAL = expression(
    r"(?:(?:総?合|小|総|累|中|再|年度?|月)?計|総合計|総?延べ(?:数|件数|人数|人員|回数)?|.{1,12}(?:局|部|課|分野|全体|全庁)[小合]?計"
    r"|(?:[0-9]{1,2}月分?|第?[0-9一二三四]四半期|[上下前後]半?期|[市町村区県都府道])[小合総]?計)"
    r"(?:\(.*\))?(?:[:：]?[0-9,]+[^0-9]{0,2})?"
)
_OF_COUNTS = expression(
    r"(?:本?[市町村区県都府道]|全[市町村区県]|事業|取組|施策)?全体(?:数|[合総]?計)?|全[市町村区県]|総(?:数|人数|件数|回数|参加者数|人員)"
    r"|[内うち]*内訳(?::?|[)】\]:・].{1,16})|[内うち]*(?:うち|内)[、,:].{1,16}|うち(?!水|エコ)[^ぁ-んー][^。をがへ]{0,16}(?<![たるす])"
    r"|.{1,16}(?<![会統設時度重生家余推集力圧量血歩温])計(?:\(.{1,8}\)?)?|再掲(?:分|を|は)*除く"
    r"|[実延]べ?(?:人|参加者)?数"
)
"""The label of a row of totals, or of a part of the row above, where only counts stand behind it; うち水, うちなー and 家計 are
none."""
_BREAKDOWN = expression(r"[内うち]*内訳:?")
_WORDS = ("計", "全", "総", "うち", "内", "再掲", "実", "延")
_AROUND = "()[]【】〈〉<>・※"
_LONGEST = 24
_NUMBER = "number"
_CODES = frozenset({_NUMBER, "measure"})


def total_label(header: Header, cells: Sequence[Cell]) -> str:
    """The label (合計, 小計, 延べ; 市全体, うち海外) of a row of totals or of a part of the row above, else "".

    It stands in a column that is no value, and either nothing else names the row, or it stands first in the row: in the
    column of numbers, or where only counts (18事業, 67人) stand behind it. A part, or a total whose word may be a name, is
    one of a sheet of achievements where it has only counts behind it; so is one in the place of a result that opens a row,
    below merged cells.
    """
    if any("計" in cell.text or "延" in cell.text for cell in cells) and (label := _total(header, cells)):
        return label
    return _label_of_counts(header, cells)


def _total(header: Header, cells: Sequence[Cell]) -> str:
    own = [
        (column, match_key(cell.text))
        for column, cell in zip(header.columns, cells, strict=True)
        if cell.text.strip() and not cell.filled
    ]
    labels = [(column, text) for column, text in own if not column.kind]
    key = next((text for column, text in labels if column.column == header.key), "")
    total = next((text for _, text in labels if _TOTAL.fullmatch(text)), "")
    if total and (not key or key == total):
        return total
    return total if total and own[0][1] == total and _only_counts(own) else ""


def _only_counts(own: Sequence[tuple[HeaderColumn, str]]) -> bool:
    """Whether a row that a total opens has nothing but numbers behind it, or opens in the column of numbers, where no row of
    its own has a word."""
    return own[0][0].column == _NUMBER or all(is_figure(text) or says_none(text) for _, text in own[1:])


def _label_of_counts(header: Header, cells: Sequence[Cell]) -> str:
    """The label of a row of totals or of a part that only its counts show to be one, "" for any other row. Only the unit may
    stand before it; a row with a number of its own is a row."""
    if header.table.document != "achievements":
        return ""
    places = [place for place, cell in enumerate(cells) if cell.text.strip() and not cell.filled]
    while places and header.columns[places[0]].column in UNIT_COLUMNS and not _may_label(cells[places[0]]):
        del places[0]
    if not places or not _may_label(cells[places[0]]):
        return ""
    column, key = header.columns[places[0]], match_key(cells[places[0]].text)
    if not _OF_COUNTS.fullmatch(key):
        key = key.strip(_AROUND)
    if column.figure or not (_OF_COUNTS.fullmatch(key) or (column.kind and _TOTAL.fullmatch(key))):
        return ""
    if _BREAKDOWN.fullmatch(key) and column.column in _CODES:
        return key
    behind = [cells[place].text for place in places[1:]]
    return key if behind and all(is_figure(text) or says_none(text) for text in behind) else ""


def _may_label(cell: Cell) -> bool:
    return len(cell.text) <= _LONGEST and any(word in cell.text for word in _WORDS)


def counts_under_a_word(header: Header, cells: Sequence[Cell]) -> bool:
    """Whether a row has a word before the place of its name, which is no code, or a number of its own, and only counts behind
    it (平均, 第1四半期): what it counts is not of the row above."""
    key = header.index(header.key)
    places = [place for place, cell in enumerate(cells) if cell.text.strip() and not cell.filled]
    if key is None or len(places) < 2 or places[0] >= key:
        return False
    column, text = header.columns[places[0]], match_key(cells[places[0]].text)
    if column.kind or column.figure or says_none(text):
        return False
    if column.column not in _CODES and "期" not in text and (is_code(text) or is_figure(text)):
        return False
    return all(is_figure(cells[place].text) or says_none(cells[place].text) for place in places[1:])
