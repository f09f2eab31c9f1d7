"""From the catalogue to a page that is a folder, and whether a page has to be one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, paged, queries
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks
from toshigaikou_cli.coverage.page_folder import FolderFacts, SuggestedLine
from toshigaikou_cli.jobs.asked import question_of
from toshigaikou_cli.jobs.reporting import Asked, make_report
from toshigaikou_cli.jobs.wording import words_of
from toshigaikou_cli.records.ids import id_of

MOST_ROWS = 5000
"""Achievements of one page: with more it would be over 3 MB, and a browser slow."""


def too_many(db: Path | None, asked: Asked) -> int:
    """How many achievements one page would have, where that is too many; else 0."""
    with reading(catalogue_path(db)) as connection:
        number = sum(paged.number(connection, block) for block in blocks(connection, asked.filters))
    return number if number > MOST_ROWS else 0


@contextmanager
def folder_facts(db: Path | None, asked: Asked) -> Iterator[list[FolderFacts]]:
    """What the pages show of each strategy that is asked about, the newer first; read while they are made."""
    with reading(catalogue_path(db)) as connection:
        connection.execute("BEGIN")  # imports that go on meanwhile change nothing
        yield [_of_block(connection, block, asked) for block in blocks(connection, asked.filters)]


def _of_block(connection: sqlite3.Connection, block: Selection, asked: Asked) -> FolderFacts:
    report = make_report(connection, block, asked._replace(members=False), each=True)
    question = block._replace(strategy=report.strategy_id)
    results = question._replace(kind="result")
    stated = frame.measures(connection, Selection(strategy=report.strategy_id))

    def measure(code: str) -> str:
        return id_of(report.strategy_id, code)

    return FolderFacts(
        report=report,
        overviews={each["code"]: each["overview"] for each in stated},
        bureaus=queries.bureaus(connection, question, results),
        cities=queries.cities(connection, question, counted=results),
        counted=lambda code: chain.from_iterable(paged.counted(connection, question, measure(code))),
        suggested=lambda code: (
            SuggestedLine(*each) for each in paged.suggested(connection, question, measure(code))
        ),
        stray=lambda: chain.from_iterable(paged.stray(connection, question)),
        apart=lambda: chain.from_iterable(paged.apart(connection, question)),
        question=question_of(connection, block, asked),
        words=words_of(connection),
        names=english_of(connection),
    )
