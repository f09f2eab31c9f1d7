"""Columns whose names may be of a field (区分, 種別), and whose cells say what became of their rows: 実施, 中止, 延期."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import header_spellings
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.states import hold_states
from toshigaikou_cli.vocabulary.columns import DeclaredTable


def state_column(text: str, values: Sequence[str], table: DeclaredTable) -> HeaderColumn | None:
    """The column of states that such a name means, by the cells under it."""
    if values and may_be_of_states(text, table) and hold_states(values):
        return HeaderColumn("", text, states=True)
    return None


def may_be_of_states(header: str, table: DeclaredTable) -> bool:
    """Whether a name is one of states where the cells under it are."""
    states = table.beside.get("outcome")
    return states is not None and not states.weak.isdisjoint(header_spellings(match_key(header)))
