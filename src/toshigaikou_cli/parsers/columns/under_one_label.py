"""The columns under one label of results: 実施内容 and 課題 under 取組結果. One says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from toshigaikou_cli.parsers.columns.giving_way import is_weak, tells_effect
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import value_column
from toshigaikou_cli.parsers.columns.matching import Header


def with_one_value(header: Header, upper: Sequence[str], lower: Sequence[str]) -> Header:
    """A header of two rows, where those of several columns of one kind and year under a label are no values whose own names
    (課題, 効果) are none of that kind, as long as one of them is; a weak name (内容) gives way to another (成果),
    and that to what was done (実施内容). ``upper`` and
    ``lower`` are the texts of its rows."""
    columns = list(header.columns)
    places = range(len(columns))
    for _, group in groupby(places, key=lambda at: (upper[at], columns[at].kind, columns[at].year_text)):
        alike = list(group)
        if len(alike) < 2 or not columns[alike[0]].kind:
            continue
        named = [at for at in alike if _is_of_kind(lower[at], columns[at], header)]
        strong = [at for at in named if not is_weak(lower[at], columns[at], header.table)]
        strong = [at for at in strong if not tells_effect(lower[at], columns[at], header.table)] or strong
        for at in alike if named else ():
            if at not in (strong or named):
                columns[at] = HeaderColumn("", columns[at].header)
    return replace(header, columns=tuple(columns))


def _is_of_kind(text: str, column: HeaderColumn, header: Header) -> bool:
    """Whether the lower text alone names a column of results, or of plans."""
    alone = value_column(text, header.table)
    return alone is not None and alone.kind == column.kind
