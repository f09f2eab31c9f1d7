"""Dates that a text announces rather than reports: 平成30年度に開催予定, 4月（予定）, 開催予定日：4月10日."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.expressions import expression

if TYPE_CHECKING:
    from toshigaikou_cli.records.mentions import DateMention

PLAN_WORDS = ("予定", "見込")
"""What announces, wherever it stands; 計画 is more often the name of a paper."""
_WORDS = (*PLAN_WORDS, "計画")
_PLAN = expression(
    r"予定(?!より|通り|どおり|して(?:い|お)た|されていた|だった|であった|を変更)|見込|計画(?=中|して|し、|である|[。)）\n]|$)"
)
_PLAN_BEFORE = expression(r"予定(?:日時?|時期|期間|年月日?)?[】)]?[ :：(（・]*$")
_PLAN_LAST = expression(
    rf"(?:{'|'.join(PLAN_WORDS)})み?(?:である|です|だ|あり|して(?:いる|おり|います))?[。）)]*\s*$"
)
_LATER = expression(r"[来次翌]年度?|今後|将来|[来次]期|次回")
_CLAUSE_END = expression(r"[。\n]|(?<!より)(?<=[てしいきみえけせちびぎれたり])、|[)）](?![^(（\n]{0,20}予定)")


def announced(folded: str, mentions: Sequence[DateMention]) -> list[bool]:
    """For each mention whether the rest of its clause announces it, or a word right before it.

    A date joined to the next (4月10日、5月15日に開催予定) shares its clause. Done as foreseen is done: 予定どおり.
    """
    if not any(word in folded for word in _WORDS):
        return [False] * len(mentions)
    coming = False
    marked: list[bool] = []
    limit = len(folded)
    for mention in reversed(mentions):
        start, end = mention.span
        if not marked or limit - end > 4:
            coming = bool(_PLAN.search(_clause(folded, end, limit)))
        marked.append(coming or bool(_PLAN_BEFORE.search(folded[max(0, start - 12) : start])))
        limit = start
    return marked[::-1]


def _clause(folded: str, start: int, limit: int) -> str:
    rest = folded[start : min(limit, start + 60)]
    found = _CLAUSE_END.search(rest)
    return rest[: found.start()] if found else rest


def ends_in_plan(text: str) -> bool:
    """Whether a text announces with its last words."""
    return bool(_PLAN_LAST.search(text))


def later_time(text: str) -> str:
    """The word of a text's last sentence that names a later time (次年度, 今後), "" where there is none."""
    found = _LATER.search(text.rstrip("。）) \n").rpartition("。")[2])
    return found[0] if found else ""
