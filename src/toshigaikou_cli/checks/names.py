"""Names that the registers do not have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from toshigaikou_cli.catalogue import check_facts
from toshigaikou_cli.results import Finding


def unknown_bureaus(connection: sqlite3.Connection) -> Iterator[Finding]:
    for fact in check_facts.achievements_without_bureau(connection):
        yield Finding(
            code="bureau-unknown",
            severity="error",
            message=f"unknown bureau in {fact.id}: {fact.text or '(empty)'}",
            where=fact.where,
            hint=fact.hint,
            cell=fact.text,
        )


def measures_without_bureau(connection: sqlite3.Connection) -> Iterator[Finding]:
    for fact in check_facts.measures_without_bureau(connection):
        yield Finding(
            code="measure-bureau-unknown",
            severity="error",
            message=f"measure {fact.id} has no known bureau: {fact.text or '(empty)'}",
            where=fact.where,
            hint="add the bureau to the register",
            cell=fact.text,
        )


def unknown_cities(connection: sqlite3.Connection) -> Iterator[Finding]:
    for fact in check_facts.unknown_strategy_cities(connection):
        yield Finding(
            code="city-unknown",
            severity="warning",
            message=f"city not in the register: {fact.text}",
            where=fact.where,
            hint="add it, or its spelling, to cities.yaml",
            cell=fact.text,
        )
