"""Columns that say of each row whether it is a plan or a result: 区分, 計画・実績, 予実."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_BOTH = expression(
    r"(?:(?:計画|予定|目標)(?:と|及び|/)?(?:の)?(?:実績|結果)|(?:実績|結果)(?:と|及び|/)?(?:計画|予定)|予実)(?:の?別|の?区分)?"
)
_OTHERS = expression(r"区分|種別|内訳|項目|段階")
_OF_ITEM = "項目"
_PLAN = expression(r"(?:年度|当初|実施|事業)?(?:計画|予定|目標)(?:内容)?(?:\(.*\))?")
_RESULT = expression(r"(?:年度|取組|実施|事業)?(?:実績|結果|成果)(?:内容)?(?:\(.*\))?")
LONGEST_KIND = 12
"""Characters of a label."""


def may_be_of_kinds(header: str) -> bool:
    """Whether the cells under a header may say that their rows are plans or results."""
    key = match_key(header)
    return bool(_BOTH.fullmatch(key) or _OTHERS.fullmatch(key))


def is_of_plan(label: str) -> bool:
    """Whether the key of a label says that its row is a plan."""
    return bool(_PLAN.fullmatch(label))


def is_of_result(label: str) -> bool:
    """Whether the key of a label says that its row is a result."""
    return bool(_RESULT.fullmatch(label))


def are_kinds(labels: Collection[str], header: str) -> bool:
    """Whether some rows are of plans and others of results, told by a label each; under a ``header`` that says so, all may be
    of one."""
    plans, results = ([label for label in labels if told(label)] for told in (is_of_plan, is_of_result))
    if _BOTH.fullmatch(match_key(header)):
        return len(plans) + len(results) == len(labels) > 0
    return bool(plans and results) and all(len(label) <= LONGEST_KIND for label in labels)


def hold_kinds(header: str, texts: Sequence[str]) -> bool:
    """Whether a column labels its rows as plans and results, and names nothing."""
    return may_be_of_kinds(header) and are_kinds({match_key(text) for text in texts if text.strip()}, header)


def kind_column(text: str, values: Sequence[str], table: DeclaredTable) -> HeaderColumn | None:
    """The column of such labels that a name of both kinds (計画・実績), or one that may be of an item (項目), means by its cells;
    one of fields (区分) is told later."""
    key = match_key(text)
    if not values or not table.values or not (_BOTH.fullmatch(key) or key == _OF_ITEM):
        return None
    return HeaderColumn("", text) if hold_kinds(text, values) else None
