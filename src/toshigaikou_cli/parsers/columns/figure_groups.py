"""A header of two rows whose lower one names the parts of an indicator: 成果指標 over 指標名 | 単位 | 目標値 | 実績値."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_figures import VALUES, holds_sentences, role_named
from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import hold_directions, hold_figures, hold_grades, is_figure
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredColumn


class _Labelled(NamedTuple):
    """Neighbouring columns that have a text of their own in the lower row, and the text over them."""

    at: int
    label: str
    names: tuple[str, ...]


def grouped_columns(
    row: Row, below: Row, columns: Columns, rows: Sequence[Sequence[str]]
) -> dict[int, HeaderColumn]:
    """The columns of figures that the lower of two header rows names; empty where it names none.

    Of the columns under one label one has the name or the unit of an indicator, one its values. There the lower text says
    what a column is, whatever the label and the cells (``rows``, those under the header) say: a value may be 実施.
    """
    found: dict[int, HeaderColumn] = {}
    for group in _groups(row, below):
        roles = _roles(group, columns.figures, rows)
        dated = any(map(_is_year, group.names))
        if not {"indicator", "unit"} & set(roles) or not (dated or set(VALUES) & set(roles)):
            continue
        named = "indicator" in roles
        for place, (role, name) in enumerate(zip(roles, group.names, strict=True)):
            if role:
                found[group.at + place] = _column(role, name, group.label, named=named)
    return found


def labels_over(row: Row, below: Row, grouped: Mapping[int, HeaderColumn]) -> dict[int, str]:
    """What is to be read over each column of the groups that hold figures: their label over a year, and where it says one;
    any other label says nothing that the lower text does not."""
    return {
        at: group.label if _is_year(below.cells[at].text) or without_year(match_key(group.label))[1] else ""
        for group in _groups(row, below)
        if any(at in grouped for at in _places(group))
        for at in _places(group)
    }


def _places(group: _Labelled) -> range:
    return range(group.at, group.at + len(group.names))


def _column(role: str, name: str, label: str, *, named: bool) -> HeaderColumn:
    """The column of a role; the label is part of its header where it says a year, or what no column names."""
    own, over = (without_year(match_key(text))[1] for text in (name, label))
    of_label = over if role in VALUES and role != "base" else ""
    header = name if named and (own or not over) else f"{label}{name}"
    return HeaderColumn(role, header, None, own or of_label, figure=True)


def _groups(row: Row, below: Row) -> list[_Labelled]:
    """The groups of two rows. Where no cell is merged, the columns that have no lower text tell that the rows are one header,
    and a label over blank cells may stand over any column of its group."""
    upper = [cell.text.strip() for cell in row.cells]
    own = [
        bool(under.text.strip()) and not (under.filled and match_key(under.text) == match_key(over.text))
        for over, under in zip(row.cells, below.cells, strict=True)
    ]
    merged = any(cell.filled and not cell.text.strip() for cell in row.cells)
    if not merged and not any(text and not lower for text, lower in zip(upper, own, strict=True)):
        return []
    groups: list[_Labelled] = []
    for start, stop in _runs(own):
        labels = [at for at in range(start, stop) if upper[at]]
        begins = {start, *labels}
        if merged:
            begins |= {at for at in range(start, stop) if not upper[at] and not row.cells[at].filled}
        elif len(labels) == 1:
            begins = {start}
        edges = [*sorted(begins), stop]
        for first, last in pairwise(edges):
            label = next((upper[at] for at in range(first, last) if upper[at]), "")
            groups.append(
                _Labelled(first, label, tuple(cell.text.strip() for cell in below.cells[first:last]))
            )
    return groups


def _runs(own: Sequence[bool]) -> list[tuple[int, int]]:
    """Where columns that are side by side begin and end."""
    edges = [at for at in range(len(own) + 1) if (at < len(own) and own[at]) != (at > 0 and own[at - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _roles(
    group: _Labelled, figures: Mapping[str, DeclaredColumn], rows: Sequence[Sequence[str]]
) -> list[str]:
    """What each column of a group is; "" for what is no figure."""
    cells = {at: [row[at] for row in rows if at < len(row)] for at in _places(group)}
    roles = {at: role_named(name, figures) for at, name in zip(cells, group.names, strict=True)}
    targets = [text for at, role in roles.items() if role == "target" for text in cells[at] if text.strip()]
    words = bool(targets) and not any(map(is_figure, targets))
    for at, name in zip(cells, group.names, strict=True):
        weak = not words and _is_weak(name, roles[at], figures)
        if _contradicted(roles[at], cells[at], weak=weak):
            roles[at] = ""
    values = set(VALUES) & set(roles.values())
    if "indicator" in figures and "indicator" not in roles.values() and not hold_figures(cells[group.at]):
        # 項目 beside 単位, or beside 目標値 and 実績値, names the indicator, and so does 目標 over words
        named = figures["indicator"].grouped & set(header_spellings(match_key(group.names[0])))
        if named and ("unit" in roles.values() or len(values - {roles[group.at]}) > 1):
            roles[group.at] = "indicator"
    return list(roles.values())


def _is_weak(name: str, role: str, figures: Mapping[str, DeclaredColumn]) -> bool:
    keys = header_spellings(without_year(match_key(name))[0])
    return bool(role) and any(key in figures[role].weak for key in keys)


def _contradicted(role: str, texts: Sequence[str], *, weak: bool) -> bool:
    """Whether the cells under a name say that it is another column's: sentences are results, and so are words alone where the
    name is ``weak``; a grade is one of a few marks."""
    if role == "rating":
        return not hold_grades(texts, most=True)
    if role == "direction":
        return not hold_directions(texts)
    if role == "actual":
        return holds_sentences(texts, beside=weak)
    return role == "indicator" and hold_figures(texts)


def _is_year(name: str) -> bool:
    bare, year = without_year(match_key(name))
    return bool(year) and not header_spellings(bare)
