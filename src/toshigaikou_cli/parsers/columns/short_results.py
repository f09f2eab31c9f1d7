"""実施状況 beside 内容: which has the results, where the cells under the name that may be of a state are short words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_figures import holds_sentences
from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.text import outcome_words as forms
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import hold_grades
from toshigaikou_cli.text.states import is_state
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_LONGEST_WORD = 12
_TELLS = expression(
    r"[0-9０-９。]|(?:開催|実施|派遣|受け?入れ?|訪問|参加|出展|出席|視察|招待|招へい|配布|発行|作成|締結|提供|支援|紹介)$"
)


def with_fuller_results(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where 内容 has the results and 実施状況 beside it how far each is: the cells of the latter are short words
    that report nothing, and most of them are states, or the other one holds sentences. ``below`` are the rows under them."""
    results = [at for at, column in enumerate(found) if column.kind == "result"]
    short = [at for at in results if may_be_graded(found[at].header, table)]
    other = [at for at in results if at not in short and _is_weak(found[at], table)]
    if len(results) != 2 or len(short) != 1 or len(other) != 1:
        return found
    words, texts = ([row[at].strip() for row in below if at < len(row)] for at in (*short, *other))
    said, told = [text for text in words if text], [text for text in texts if text]
    if not said or 2 * len(told) < len(texts) or not all(map(_is_word, said)):
        return found
    graded = 2 * sum(is_state(text) or hold_grades([text]) for text in said) >= len(said)
    if not graded and not holds_sentences(told):
        return found
    year = found[short[0]].year_text
    made = list(found)
    made[short[0]] = (
        HeaderColumn("rating", found[short[0]].header, None, year, figure=True)
        if graded
        else HeaderColumn("", found[short[0]].header, states=True)
    )
    made[other[0]] = replace(found[other[0]], year_text=found[other[0]].year_text or year)
    return made


def may_be_graded(header: str, table: DeclaredTable) -> bool:
    """Whether a name of results may be one of grades and states (実施状況, 進捗), as the cells are."""
    rating = table.figures.get("rating")
    return rating is not None and not rating.weak.isdisjoint(_spellings(header))


def may_describe(header: str, table: DeclaredTable) -> bool:
    """Whether a name of results (内容) is one only where no other is, and of no grades."""
    return not table.values["result"].weak.isdisjoint(_spellings(header)) and not may_be_graded(header, table)


def _is_weak(column: HeaderColumn, table: DeclaredTable) -> bool:
    return not column.year_text and may_describe(column.header, table)


def _spellings(header: str) -> Sequence[str]:
    return header_spellings(without_year(match_key(header))[0])


def _is_word(text: str) -> bool:
    """Whether a text is short and reports nothing that was done: 継続, 講師の変更; not 6月実施, 講座を開催."""
    reports = _TELLS.search(text) or forms.STRONG.search(text)
    return is_state(text) or (len(text) <= _LONGEST_WORD and not reports)
