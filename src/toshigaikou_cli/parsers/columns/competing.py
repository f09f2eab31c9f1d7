"""Columns that would give a row two results of one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name


def refuse_competing(headers: Sequence[Header], years: Mapping[str, int], name: str) -> None:
    """Raise ParseError where two columns under one of the ``headers`` would give a row two results (or plans) of one year, and
    are no parts of it; ``years`` are those of their year texts, ``name`` is the document's."""
    for header in headers:
        taken: dict[tuple[YearKind, int], str] = {}
        for at, column in enumerate(header.columns):
            if not column.kind or at in header.later_parts:
                continue
            value = column.kind, years[column.year_text]
            if value in taken:
                kind, year = value
                names = ("".join(each.split()) for each in (taken[value], column.header))
                raise ParseError(
                    say(
                        "two columns compete for the {kind} of {year}: {names}",
                        kind=coded(kind),
                        year=fiscal_year_name(year),
                        names=joined(names, " and "),
                    ),
                    spot=Spot(name),
                    hint=say("rename the one that is not meant, or take it out"),
                )
            taken[value] = column.header
