"""``schema.sql`` is what the models say, and rows go in by the names of its columns."""

from __future__ import annotations

import sqlite3

import pytest

from toshigaikou_cli.catalogue.writing import make_schema, models, store
from toshigaikou_cli.records.place import Spot


def test_the_schema_is_the_one_of_the_models() -> None:
    assert make_schema.PATH.read_text(encoding="utf-8") == make_schema.schema(), "run: make schema"


def test_every_table_and_index_of_the_models_is_made() -> None:
    metadata = models.Meta.metadata
    with store.scratch() as connection:
        made = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {row["name"] for row in made} == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            assert [(c["name"], bool(c["notnull"]), bool(c["pk"])) for c in columns] == [
                (c.name, not c.nullable, c.primary_key) for c in table.columns
            ]


def test_a_row_goes_in_by_the_names_of_its_columns() -> None:
    place = {"document_id": None, "achievement_id": None, **Spot(line=3).columns()}
    texts = dict.fromkeys(("header", "cell", "message", "hint", "accept", "said"), "局'\"")
    doubt = {"accept": "", "code": "x", "thing": "bureau", "key": "局", **place, **texts}
    with store.scratch() as connection:
        store.add(connection, "doubt", [doubt, {**doubt, "line": 4}])
        store.add(connection, "doubt", [])
        assert store.next_id(connection, "doubt") == 3
        found = connection.execute("SELECT * FROM doubt ORDER BY id").fetchall()
        assert [dict(row) for row in found] == [{"id": 1, **doubt}, {"id": 2, **doubt, "line": 4}]


def test_words_of_sql_are_names_of_columns_too() -> None:
    with store.scratch() as connection:
        store.add(connection, "meta", [{"key": "where", "value": "order by"}])
        assert dict(connection.execute("SELECT key, value FROM meta").fetchall()) == {"where": "order by"}


def test_true_and_false_are_kept_as_numbers() -> None:
    city = {
        "name": "市", "name_en": "", "country": "", "country_name": "", "lat": 1.5, "lon": None,
        "is_self": True, "position": 0, "note": "",
    }  # fmt: skip
    with store.scratch() as connection:
        store.add(connection, "city", [city, {**city, "name": "町", "is_self": False}])
        found = connection.execute("SELECT is_self, lat, lon FROM city ORDER BY is_self").fetchall()
        assert [tuple(row) for row in found] == [(0, 1.5, None), (1, 1.5, None)]


def test_a_column_that_is_not_there_or_is_missing_is_refused() -> None:
    with store.scratch() as connection:
        with pytest.raises(sqlite3.OperationalError, match="no column named colour"):
            store.add(connection, "meta", [{"key": "a", "value": "b", "colour": "c"}])
        with pytest.raises(sqlite3.IntegrityError, match=r"meta\.value"):
            store.add(connection, "meta", [{"key": "a"}])
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            store.add(connection, "bureau_name", [{"bureau_id": "x", "key": "y", "text": "z"}])


def test_clearing_empties_every_table_but_keeps_it() -> None:
    bureau = {"id": "b", "name": "局", "position": 0, "note": ""}
    with store.scratch() as connection:
        store.add(connection, "bureau", [bureau])
        store.add(connection, "bureau_name", [{"bureau_id": "b", "key": "局", "text": "局"}])
        store.clear(connection)
        assert not connection.execute("SELECT 1 FROM bureau UNION ALL SELECT 1 FROM bureau_name").fetchall()
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 50
        store.add(connection, "bureau", [bureau])
