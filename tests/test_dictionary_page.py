"""The data dictionary, and the definition of the tables that it is made from."""

from __future__ import annotations

from typing import get_args

import pytest

import dictionary_page
from toshigaikou_cli.catalogue.reading import exported
from toshigaikou_cli.records import evidence, judgement, kinds, mentions
from toshigaikou_cli.records.exported import ColumnType
from toshigaikou_cli.records.finding import Severity
from toshigaikou_cli.vocabulary.tables import exported_table, exported_tables

WORDS = {
    "documents.kind": kinds.DocumentKind,
    "measure_units.role": kinds.BureauRole,
    "achievements.kind": kinds.YearKind,
    "achievements.outcome": mentions.RowOutcome,
    "activities.outcome": mentions.Outcome,
    "activity_dates.precision": mentions.Precision,
    "activity_dates.role": mentions.DateRole,
    "links.status": kinds.LinkStatus,
    "links.method": kinds.LinkMethod,
    "link_evidence.kind": evidence.EvidenceKind,
    "judgements.verdict": judgement.Verdict,
    "mends.sets": judgement.Mended,
    "indicator_values.kind": kinds.ValueKind,
    "amounts.kind": kinds.AmountKind,
    "findings.severity": Severity,
}
"""Columns that hold words of the records, with the type that lists these."""


def test_the_page_is_the_one_that_the_tables_give() -> None:
    assert dictionary_page.PAGE.read_text(encoding="utf-8") == dictionary_page.page(), "make docs"


@pytest.mark.parametrize("name", WORDS)
def test_the_words_of_a_column_are_those_of_the_records(name: str) -> None:
    table, _, column = name.partition(".")
    found = exported_table(table)
    assert found is not None
    assert {word.value for word in found.column(column).values} == set(get_args(WORDS[name]))


def test_tables_hang_together() -> None:
    tables = {table.name: table for table in exported_tables()}
    before: set[str] = set()
    for table in tables.values():
        assert len(set(table.names)) == len(table.names)
        assert set(table.key) <= set(table.names)
        assert all(table.column(name).required for name in table.key)
        assert {column.type for column in table.columns} <= set(get_args(ColumnType))
        for reference in table.references:
            assert reference.table in before, "each table stands after those that it refers to"
            assert set(reference.columns) <= set(table.names)
            assert len(reference.columns) == len(tables[reference.table].key)
        for part in table.nests:
            assert any(reference.table == table.name for reference in tables[part].references)
        before.add(table.name)
        assert "SELECT" in exported.select(table, exported.values_of(table))


def test_a_table_that_there_is_not() -> None:
    assert exported_table("nothing") is None
