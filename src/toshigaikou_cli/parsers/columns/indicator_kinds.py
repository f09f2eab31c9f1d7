"""Indicators that stand behind their kind: 指標 | 名称, where 活動指標 and 成果指標 stand under 指標."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import header_spellings
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_KIND = expression(
    r"(?:(?:活動|成果)(?:指標)?|(?:評価|取組|進捗|数値|アウトプット|アウトカム|インパクト|重要業績評価)(?:指標|kpi)"
    r"|アウトプット|アウトカム|指標|kpi|kgi)"
    r"(?:[(](?:アウトプット|アウトカム|kpi|kgi|活動|成果)(?:指標)?[)])?[(]?[0-9a-cⅰ-ⅴ]{0,2}[)]?"
)
_NAMES = frozenset(
    map(
        match_key,
        ("名称", "指標名", "指標の名称", "指標名称", "項目", "項目名", "内容", "指標の内容", "指標内容"),
    )
)


def is_kind(text: str) -> bool:
    """Whether a cell says of what kind an indicator is (活動指標, 成果指標①), and not what it is called."""
    return bool(_KIND.fullmatch(match_key(text)))


def place_of_name(headers: Sequence[str], at: int) -> int:
    """The column of the names of indicators whose kinds stand in the column ``at``: the next one, where it is called so or its
    header spans both; else ``at``."""
    behind = at + 1
    if behind >= len(headers):
        return at
    spellings = set(header_spellings(match_key(headers[behind])))
    spans = not headers[behind].strip() or match_key(headers[behind]) == match_key(headers[at])
    return behind if spans or spellings & _NAMES else at


def with_kinds(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where the one of indicators has only their kinds (活動指標) and the next one what they are called."""
    role = table.key if table.needs else "indicator"
    if role != table.key and role not in table.figures:
        return found
    made = list(found)
    for at, column in enumerate(found):
        if column.column != role:
            continue
        name = place_of_name([each.header for each in found], at)
        texts = [row[at] for row in below if at < len(row) and row[at].strip()]
        named = any(row[name].strip() for row in below if name < len(row))
        of_kinds = sum(map(is_kind, texts))
        free = any(each.name == "section" for each in table.columns) and not any(
            each.column == "section" for each in made
        )
        # a row of the form around the table may stand under it, and is told by its label
        if name == at or not named or not (2 * of_kinds > len(texts) if free else of_kinds == len(texts)):
            continue
        made[name] = replace(column, header=found[name].header)
        made[at] = HeaderColumn("section" if free else "", column.header)
    return made
