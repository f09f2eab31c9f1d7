"""Codes are text: any set of them goes in and comes out as it is, and is found in any spelling."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.catalogue.reading import codes, queries
from toshigaikou_cli.catalogue.reading.filters import resolve
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.periods import Period, closed, in_force, read_years, years_changed
from toshigaikou_cli.text.code_numbers import by_numbers, code_number
from toshigaikou_cli.text.codes import code_key

CODES = st.one_of(
    st.integers(1, 999).map(str),
    st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 20)).map(
        lambda n: f"{n[0]}-{n[1]}-({n[2]})"
    ),
    st.tuples(st.integers(1, 9), st.integers(1, 20)).map(lambda n: f"{n[0]}.{n[1]}"),
    st.tuples(st.sampled_from("ABCイロ"), st.integers(1, 30)).map(lambda n: f"{n[0]}-{n[1]}"),
)
FULL = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
_PLACE = dict.fromkeys(("page", "sheet", "line", "table_number", "row", "bbox"))


@settings(deadline=None, max_examples=30)
@given(st.lists(CODES, min_size=1, max_size=8, unique_by=code_key))
def test_any_codes_go_round_and_are_found_in_any_spelling(given_codes: list[str]) -> None:
    with store.scratch() as connection:
        names = ("tables", "rows", "records", "headers", "continued", "rejected", "other", "filled", "characters",
                 "dropped", "undecoded", "hidden", "ruby", "struck_rows", "size")  # fmt: skip
        texts = {"sha256": "0", "name": "d", "kind": "strategy", "format": "text", "title": "戦略", "imported_at": "",
                 "options": "{}", "skipped": "[]", "content": b""}  # fmt: skip
        store.add(connection, "document", [{"id": 1, **texts, **dict.fromkeys(names, 0)}])
        own = {"id": "s", "document_id": 1, "title": "戦略", "first_year": 2016, "layout": "", "position": 0}
        store.add(connection, "strategy", [own])
        rows: dict[str, list[dict[str, object]]] = defaultdict(list)
        for at, code in enumerate(given_codes):
            rows["measure"].append(
                {"id": f"s:{code}", "strategy": "s", "code": code, "code_key": code_key(code), "position": at,
                 "title": f"施策{at}", "overview": "", "open_ended": 0, "cells": "[]", "search": "",
                 "document_id": 1, **_PLACE}
            )  # fmt: skip
        store.add_all(connection, rows)
        everything = queries.measures(connection, resolve(connection, Filters()))
        assert [measure["code"] for measure in everything] == given_codes
        assert [measure["goal"] for measure in everything] == [None] * len(given_codes)
        for code in given_codes:
            for spelling in (code, code.translate(FULL), f" {code} ", code.replace("-", "－"), f"s:{code}"):
                (found,) = queries.measures(connection, resolve(connection, Filters(measure=spelling)))
                assert found["code"] == code
                assert codes.one_measure(connection, spelling).id == f"s:{code}"
        with pytest.raises(UsageError, match="nothing is called"):
            resolve(connection, Filters(measure="none such"))


def test_numbers_in_codes() -> None:
    assert [code_number(code) for code in ("35", "1-1", "Ⅱ", "07", "", None)] == [
        35,
        None,
        None,
        None,
        None,
        None,
    ]
    assert sorted(["10", "9", "2014:10", "2014:9", "1-10", "1-9"], key=by_numbers) == [
        "1-9", "1-10", "9", "10", "2014:9", "2014:10",
    ]  # fmt: skip


def test_a_strategy_without_an_end_ends_where_the_next_begins() -> None:
    periods = closed([Period("a", 2014, None), Period("b", 2022, None)])
    assert [str(period) for period in periods] == ["2022-", "2014-2021"]
    assert [in_force(periods, year) for year in (2013, 2014, 2021, 2022)] == [(), ("a",), ("a",), ("b",)]
    stated = closed([Period("a", 2014, 2024), Period("b", 2022, None)])
    assert in_force(stated, 2023) == ("b", "a")
    assert in_force(stated, 2025) == ("b",)
    assert years_changed(closed([Period("a", 2014, None)]), periods, (2017, 2022)) == [2022]


@pytest.mark.parametrize(
    ("text", "years"),
    [("2014-2020", (2014, 2020)), ("2014-", (2014, None)), ("2014〜2020", (2014, 2020)),
     ("2020-2014", None), ("2014", None), ("", None), ("H26-R2", None)],
)  # fmt: skip
def test_years_in_force_are_read(text: str, years: tuple[int, int | None] | None) -> None:
    assert read_years(text) == years
