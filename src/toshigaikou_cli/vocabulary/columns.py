"""The declared columns: which header names a table's columns may carry (``data/base/columns.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.kinds import DocumentKind, YearKind
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.yaml_files import checked_yaml, load_packaged, load_yaml


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """One declared column. ``keys`` are match keys of its names, ``words`` of the words that are enough.

    ``weak`` are the keys that give way to another name; ``alone`` is the column whose place it takes where there is none.
    Where it ``stands_for`` a column, that one need not be there, and what it does for a row this one does. A required
    column may be missing beside the one that it names in ``unless``, where a word ``given`` stands in the header.
    It is filled down only where it stands ``before`` the column named. ``dated`` are keys that name it with a year alone,
    beside a word ``given``, or a figure with its year; ``grouped`` name it only beside the other columns of its group,
    ``planned`` only in a plan, with a year of it. Of a figure ``current`` are the keys of what is of the document's own year
    beside another base, ``trend`` those over years that say no kind. ``effects`` are the words of what came of the work, which
    give way to those of the work itself. ``ordinary`` are the keys that name it where no sure name does; ``coarse`` those of the
    level above it beside a name with one of the words ``finer``. One of its words is no name of it behind one of the ``heads``,
    before one of the ``tails``, nor in a header that one of the ``openings`` begins.
    """

    name: str
    required: bool
    names: tuple[str, ...]
    keys: frozenset[str]
    words: tuple[str, ...] = ()
    within: str = ""
    weak: frozenset[str] = frozenset()
    alone: str = ""
    stands_for: str = ""
    before: str = ""
    unless: str = ""
    given: tuple[str, ...] = ()
    dated: frozenset[str] = frozenset()
    grouped: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    current: frozenset[str] = frozenset()
    trend: frozenset[str] = frozenset()
    effects: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()
    coarse: frozenset[str] = frozenset()
    finer: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()


_SETS = ("dated", "grouped", "planned", "current", "trend", "ordinary", "coarse")
_WORDS = ("given", "effects", "finer", "heads", "tails", "openings")
"""The fields of a declared column that are sets of keys, and those that are words in their order."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What tells the header of a figure: ``words`` in it, ``units`` in its parentheses; ``but`` words mean no figure."""

    words: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    but: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeclaredTable:
    """One declared table: its document kind, its columns, its value columns by kind, and what tells that a header is
    not its own (``refuses``) or a value a mere figure (``numbers``).

    ``figures`` are the columns of numbers, grades and amounts that it may have, in the order in which they are tried;
    it has at least one of those that it ``needs``. What stands ``beside`` its results tells it from no other.
    """

    name: str
    document: DocumentKind
    relation: str
    key: str
    carried: frozenset[str]
    columns: tuple[DeclaredColumn, ...]
    values: Mapping[YearKind, DeclaredColumn] = field(default_factory=dict)
    refuses: tuple[str, ...] = ()
    numbers: Numbers = Numbers()
    figures: Mapping[str, DeclaredColumn] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    beside: Mapping[str, DeclaredColumn] = field(default_factory=dict)

    @cached_property
    def within(self) -> Mapping[str, str]:
        """The column within which each may be filled down, "" for any."""
        return {column.name: column.within for column in self.columns}


@dataclass(frozen=True)
class Columns:
    """All declared tables. ``form_labels`` are the match keys of what cards have beside the columns of a table,
    ``number_labels`` those of the column of numbers where each row of a table is one value, ``other_labels`` those of the
    columns of tables that hold no rows of a document."""

    tables: tuple[DeclaredTable, ...]
    form_labels: frozenset[str] = frozenset()
    number_labels: frozenset[str] = frozenset()
    other_labels: frozenset[str] = frozenset()

    def of(self, *kinds: DocumentKind) -> Columns:
        """Only the tables of documents of some kinds."""
        return replace(self, tables=tuple(table for table in self.tables if table.document in kinds))

    def without(self, column: str, kind: DocumentKind) -> Columns:
        """The same tables, where those of documents of a kind need not have a column."""
        return replace(
            self,
            tables=tuple(
                _without(table, column) if table.document == kind else table for table in self.tables
            ),
        )

    @cached_property
    def measures_first(self) -> Columns:
        """The same tables, where those of indicators have no columns of what measures have (施策, 基本目標): a table with these
        is one of measures, with their indicators in it, and the years behind them (指標 | R4 | R5) have their values."""
        actual = self.figures.get("actual")
        return replace(self, tables=tuple(_measures_first(table, actual) for table in self.tables))

    @cached_property
    def asks_for_units(self) -> bool:
        """Whether a sheet must have a column of units."""
        return any(
            column.required and column.name == "bureau"
            for table in self.tables
            for column in table.columns
            if table.document == "achievements"
        )

    @cached_property
    def under_a_unit(self) -> Columns:
        """The same tables, where those of sheets need no column of units, but one that surely has results (実績, not 内容)."""
        without = self.without("bureau", "achievements")
        return replace(self, tables=tuple(map(_surely_results, without.tables)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The match keys of all names of all plain columns."""
        return frozenset(key for table in self.tables for column in table.columns for key in column.keys)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The match keys of all names of columns of any kind."""
        others = (
            column
            for table in self.tables
            for of in (table.values, table.figures, table.beside)
            for column in of.values()
        )
        return self.keys.union(*(column.keys | column.ordinary for column in others))

    @cached_property
    def figures(self) -> Mapping[str, DeclaredColumn]:
        """The columns of figures that any table may have, by their roles."""
        return {role: column for table in self.tables for role, column in table.figures.items()}


def _without(table: DeclaredTable, column: str) -> DeclaredTable:
    return replace(
        table,
        columns=tuple(
            replace(each, required=each.required and each.name != column) for each in table.columns
        ),
    )


def _measures_first(table: DeclaredTable, actual: DeclaredColumn | None) -> DeclaredTable:
    if table.document == "strategy" and "indicator" in table.figures and actual:
        return replace(table, figures={**table.figures, "actual": actual})
    if table.document != "indicators":
        return table
    left = {"section", "measure", "title"}
    return replace(table, columns=tuple(each for each in table.columns if each.name not in left))


def _surely_results(table: DeclaredTable) -> DeclaredTable:
    if table.document != "achievements":
        return table
    values = {
        kind: replace(column, keys=column.keys - column.weak, ordinary=frozenset())
        for kind, column in table.values.items()
    }
    return replace(table, values=values)


def load_columns(
    path: Path | None = None, extra_text: str = "", own: tuple[Path, str] | None = None
) -> Columns:
    """Load the declared columns; ``own`` (a file of a project, and its text) and ``extra_text`` (YAML of the same form) add
    names to declared columns.

    Raises VocabularyError where a file is broken or the extra names an unknown table or column.
    """
    base = path or base_data("columns.yaml")
    columns = _columns(load_yaml(base, "columns") if path else load_packaged(base), base)
    if own:
        columns = _extended(columns, checked_yaml(own[1], own[0], "columns"), own[0])
    if not extra_text:
        return columns
    given = Path("--columns")
    return _extended(columns, checked_yaml(extra_text, given, "columns"), given)


def _columns(data: Any, path: Path) -> Columns:
    figures = {role: _column(role, entry) for role, entry in data.get("figures", {}).items()}
    tables = []
    for name, table in data["tables"].items():
        for needed in ("document", "key"):
            if needed not in table:
                raise VocabularyError(
                    say("table {name} lacks {needed}", name=name, needed=needed),
                    where=str(path),
                    hint=say("add `{needed}:`", needed=needed),
                )
        declared = tuple(_column(key, entry) for key, entry in table["columns"].items())
        values = {kind: _column(kind, entry) for kind, entry in table.get("values", {}).items()}
        carried = frozenset(table.get("carried", ()))
        relation = table.get("relation", "")
        refuses = _keys(table.get("refuses", ()))
        numbers = _numbers(table.get("numbers", {}))
        own = {role: column for role, column in figures.items() if role in table.get("figures", ())}
        needs = frozenset(table.get("needs", ()))
        beside = {role: _column(role, entry) for role, entry in table.get("beside", {}).items()}
        tables.append(
            DeclaredTable(
                name,
                table["document"],
                relation,
                table["key"],
                carried,
                declared,
                values,
                refuses,
                numbers,
                own,
                needs,
                beside,
            )
        )
    return Columns(
        tuple(tables),
        _labels(data, "form_labels"),
        _labels(data, "number_labels"),
        _labels(data, "other_labels"),
    )


def _labels(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(_keys(data.get(name, ())))


def _column(name: str, entry: Mapping[str, Any]) -> DeclaredColumn:
    names = tuple(entry["names"])
    keys = frozenset(variant for name in names for variant in _variants(match_key(name)))
    weak = frozenset(_keys(entry.get("weak", ())))
    required, within, alone = (
        bool(entry.get("required", False)),
        entry.get("within", ""),
        entry.get("alone", ""),
    )
    column = DeclaredColumn(name, required, names, keys, _keys(entry.get("words", ())), within, weak, alone)
    roles = {role: entry.get(role, "") for role in ("stands_for", "before", "unless")}
    sets: dict[str, Any] = {key: frozenset(_keys(entry.get(key, ()))) for key in _SETS}
    words: dict[str, Any] = {key: _keys(entry.get(key, ())) for key in _WORDS}
    return replace(column, **roles, **sets, **words)


def _numbers(entry: Mapping[str, Any]) -> Numbers:
    words, units, but = (_keys(entry.get(name, ())) for name in ("words", "units", "but"))
    return Numbers(words, frozenset(units), but)


def _keys(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(match_key(word) for word in words)


def _variants(key: str) -> tuple[str, ...]:
    """A header's key with and without 名: 担当部所, 担当部所名."""
    bare = key.removesuffix("名")
    return (key, bare, f"{bare}名") if len(bare) > 1 else (key,)


def _extended(columns: Columns, data: Any, path: Path) -> Columns:
    tables = {table.name: _with_figures(table, data.get("figures", {})) for table in columns.tables}
    for table_name, entry in data.get("tables", {}).items():
        table = tables.get(table_name)
        if table is None:
            raise _unknown(path, f"table {table_name!r}", tables)
        known = {column.name: column for column in table.columns}
        values = dict(table.values)
        for name, addition in entry["columns"].items():
            if name not in known:
                raise _unknown(
                    path,
                    say("column {name!r} of table {table}", name=name, table=table_name),
                    known,
                )
            known[name] = _widened(known[name], addition)
        for kind, addition in entry.get("values", {}).items():
            values[kind] = _widened(values[kind], addition) if kind in values else _column(kind, addition)
        beside = dict(table.beside)
        for role, addition in entry.get("beside", {}).items():
            beside[role] = _widened(beside[role], addition) if role in beside else _column(role, addition)
        tables[table_name] = replace(table, columns=tuple(known.values()), values=values, beside=beside)
    return Columns(
        tuple(tables.values()),
        columns.form_labels | _labels(data, "form_labels"),
        columns.number_labels | _labels(data, "number_labels"),
        columns.other_labels | _labels(data, "other_labels"),
    )


def _with_figures(table: DeclaredTable, additions: Mapping[str, Any]) -> DeclaredTable:
    """The table with further names of the figures that it may have."""
    widened = {
        role: _widened(column, additions[role]) if role in additions else column
        for role, column in table.figures.items()
    }
    return replace(table, figures=widened)


def _widened(column: DeclaredColumn, addition: Mapping[str, Any]) -> DeclaredColumn:
    more = _column(column.name, addition)
    return replace(
        column,
        names=column.names + more.names,
        keys=column.keys | more.keys,
        words=column.words + more.words,
        weak=column.weak - more.keys | more.weak,
    )


def _unknown(path: Path, what: str, known: Mapping[str, object]) -> VocabularyError:
    return VocabularyError(
        say("unknown {what}", what=what), where=str(path), hint=say("known: {known}", known=list(known))
    )
