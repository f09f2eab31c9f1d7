"""The CSV of ``query activities`` and ``query cities``: one type a column, and no row is dropped by who reads it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run
from projects_made import Place


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_activities_have_dates_of_their_own(tgx: Run, place: Place) -> None:
    rows = rows_of(tgx("query", "activities", "--format", "csv").out)
    listed = json.loads(tgx("query", "activities", "--format", "json").out)
    assert len(rows) == len(listed)
    for row, each in zip(rows, listed, strict=True):
        dates = [date for date in each["dates"] if date["role"] != "mentioned"]
        assert row["start"] == (dates[0]["start"] if dates else "")
        assert (row["fiscal_year"], row["dates"], row["city_count"]) == (
            str(each["fiscal_year"]),
            str(len(dates)),
            str(len(each["cities"])),
        )
        assert row["text"] == each["text"]
    assert {len(row["end"]) for row in rows} == ({0, 10} if rows else set())


def test_cities_have_a_row_a_year(tgx: Run, place: Place) -> None:
    rows = rows_of(tgx("query", "cities", "--format", "csv").out)
    listed = json.loads(tgx("query", "cities", "--format", "json").out)
    assert sum(int(row["achievements"]) for row in rows) == sum(
        sum(each["achievements"].values()) for each in listed
    )
    assert {len(row["since"]) for row in rows} <= {0, 4, 7, 10}
    goal = list(place.facts.goals)[1]
    asked = rows_of(tgx("query", "cities", "--goal", goal, "--format", "csv").out)
    assert all(0 <= int(row["counting"]) <= int(row["achievements"]) for row in asked)


def test_the_packaged_citys_partners_by_hand(tgx: Run, catalogue: Path) -> None:
    assert len(rows_of(tgx("query", "activities", "--format", "csv").out)) == 74
    rows = rows_of(tgx("query", "cities", "--format", "csv").out)
    seoul = next(row for row in rows if row["name"] == "ソウル特別市")
    assert (seoul["relation"], seoul["since"], seoul["relation_count"]) == ("sister", "1988-09-03", "4")
    assert (seoul["fiscal_year"], seoul["achievements"], seoul["own"]) == ("2017", "10", "false")
    silent = next(row for row in rows if row["name"] == "ロンドン市")
    assert (silent["fiscal_year"], silent["achievements"]) == ("", "0")


def test_duckdb_takes_every_row(tgx: Run, place: Place, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for name in ("activities", "cities"):
        path = tmp_path / f"{name}.csv"
        text = tgx("query", name, "--format", "csv").out
        path.write_text(text, encoding="utf-8", newline="")
        types = dict(row[:2] for row in duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{path}')").fetchall())
        found = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}')").fetchall()
        assert found == [(len(rows_of(text)),)]
        if not any(row["fiscal_year"] for row in rows_of(text)):
            continue  # a column without a value has no type
        assert types["fiscal_year"] == "BIGINT"
        if name == "activities":
            assert types["start"] == "DATE"
