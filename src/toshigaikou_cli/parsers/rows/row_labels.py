"""The headers of columns that may say of each row which year it is of, or whether it is a plan or a result."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.row_kinds import may_be_of_kinds
from toshigaikou_cli.parsers.rows.year_headings import is_year_column
from toshigaikou_cli.text.keys import match_key

_OF_YEARS = expression(r"年度|^(?:(?:実施|開催|該当|対象)?(?:年|年次|時期|期間)|区分|種別)$")
_OF_POINTS = expression(r"(?:計測|測定|調査|集計|算定|把握)?(?:時点|時期|年)")
"""When a value was measured."""
_OF_OTHER_YEARS = expression(
    r"開始|終了|着手|完了|策定|設立|提携|締結|計画|予定|目標|更新|改[定訂]|創設|発足|加入|導入|最終|初|次回|基準|以降|まで"
)
"""Years that a row tells of, and is not of."""


def may_be_of_years(header: str) -> bool:
    """Whether the cells under a header may say the year of their rows."""
    key = match_key(header)
    return bool(_OF_YEARS.search(key)) and not _OF_OTHER_YEARS.search(key)


def may_be_of_value_years(header: str) -> bool:
    """Whether the cells under a header may say the years of values that have a row each."""
    return may_be_of_years(header) or bool(_OF_POINTS.fullmatch(match_key(header)))


def may_label_rows(column: HeaderColumn) -> bool:
    """Whether a column may say one of the two, whatever stands in its cells."""
    plain = column.column in ("", "field") and not column.kind and not column.figure
    said = may_be_of_years(column.header) or may_be_of_kinds(column.header)
    return plain and said and not is_year_column(column.header)
