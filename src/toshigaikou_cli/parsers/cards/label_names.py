"""The labels of a table whose headers stand in its first column: which texts are names of columns, and of what table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS
from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.parsers.columns.matching import Header, match_header
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import Columns

_TABLES = frozenset({"measures", "achievements"})
"""The tables that are laid out so: each record has a name, somebody who is responsible, and texts."""
_NAMES = frozenset({"title", "item"})
_LONGEST = 24
_LEAST = 3
"""Names of columns that make a table one of labels."""


def own_text(cell: Cell) -> str:
    """The text of a cell; "" where a merged cell from above or from the left carries it."""
    return "" if cell.filled else cell.text.strip()


def is_short(text: str) -> bool:
    """Whether a text may be a label at all."""
    return 0 < len("".join(text.split())) <= _LONGEST and "。" not in text


def label_key(text: str) -> str:
    """What two spellings of a label have in common."""
    return next(iter(header_spellings(match_key(text))), "")


def is_name(text: str, columns: Columns) -> bool:
    """Whether a text is the name of a declared column, whatever year it says, or what forms have beside these."""
    return is_column(text, columns) or (is_short(text) and _is_known(text, columns.form_labels))


def is_column(text: str, columns: Columns) -> bool:
    """Whether a text is the name of a declared column, whatever year it says."""
    return is_short(text) and _is_known(text, columns.labels)


@lru_cache(maxsize=4096)
def _is_known(text: str, known: frozenset[str]) -> bool:
    return not known.isdisjoint(_keys(text))


def _keys(text: str) -> Sequence[str]:
    return header_spellings(without_year(match_key(text))[0])


def seem_labels(texts: Sequence[str], columns: Columns) -> bool:
    """Whether texts may be the headers of a table: at least half of them are names, among them that of a record, and that of
    who is responsible or of what was done."""
    named = [text for text in texts if is_name(text, columns)]
    roles = {role for text in named for role in _roles(text, columns)}
    enough = len(set(map(label_key, named))) >= _LEAST and 2 * len(named) >= len(texts)
    return enough and "name" in roles and not roles.isdisjoint(("unit", "value"))


def _roles(text: str, columns: Columns) -> Iterator[str]:
    keys = set(_keys(text))
    for table in columns.tables:
        if table.name not in _TABLES:
            continue
        for column in table.columns:
            if keys & column.keys:
                yield "unit" if column.name in UNIT_COLUMNS else "name" if column.name in _NAMES else "other"
        if any(keys & column.keys for column in table.values.values()):
            yield "value"


def header_of(
    labels: Sequence[str], records: Sequence[Sequence[str]], columns: Columns, *, of_unit: bool
) -> Header | None:
    """The header that labels make over the texts of records, each of which has a name, with a column that surely has results
    (実績, not 概要) in a sheet; ``of_unit``: only one that says who is responsible. None where it is not sure."""
    found = match_header(labels, columns.under_a_unit, records)
    if found is None or found.table.name not in _TABLES:
        return None
    if of_unit and not any(column.column in UNIT_COLUMNS for column in found.columns):
        return None
    at = found.index(found.key)
    named = at is not None and all(_may_name(record[at], columns) for record in records)
    return found if named else None


def _may_name(text: str, columns: Columns) -> bool:
    """Whether a text may name or number a record: it is there, and is neither a year nor a name of a column."""
    return bool(text.strip() and without_year(match_key(text))[0]) and not is_name(text, columns)
