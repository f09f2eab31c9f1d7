"""What the report and every view say below their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from toshigaikou_cli.coverage.figures import Stamp
from toshigaikou_cli.language import english_names
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name


def missing_line(years: Sequence[int]) -> str:
    listed = list(map(fiscal_year_name, years))
    return say("No sheet imported for {years}: that is not the same as nothing done.", years=listed)


def titles_note(titles: Iterable[object]) -> Iterator[str]:
    """That English titles are ours, where one of these is shown by one."""
    if any(title in english_names() for title in titles):
        yield say("English titles are ours where the documents have none (unofficial).")


def stamp_lines(made: Stamp, documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What a report was made by and from."""
    for document in documents:
        yield say("Document: {name}, SHA-256 {sha256}", name=document["name"], sha256=document["sha256"])
    told = sayable("Made by tgx {tgx} on {date}, vocabularies {vocabulary}")
    yield say(told, tgx=made.tgx, date=made.date, vocabulary=made.vocabulary[:12])
