"""Cells of figures that go from one number to another: 5校→8校."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.figures.figure_years import year_in_cell
from toshigaikou_cli.records.finding import UNREAD, Finding, said_unread, unread_text
from toshigaikou_cli.records.indicators import IndicatorRecord, IndicatorValue
from toshigaikou_cli.text.stated_numbers import StatedNumber, stated_number, usual_unit

_ARROW = expression(r"\s*(?:[→⇒➡➔]|->)\s*")
_GOES = expression(r"[\d０-９].*(?:[→⇒➡➔]|->)|(?:[→⇒➡➔]|->).*[\d０-９]")


class ArrowSide(NamedTuple):
    """What stands on one side of an arrow: its number, its fiscal year, None where it names none, and its words."""

    number: StatedNumber
    year: int | None
    text: str


def from_to(text: str, base: int | None) -> tuple[ArrowSide, ArrowSide] | None:
    """What a cell goes from and to (``5校→8校``, ``5校（R4）→8校（R9）``): two numbers, in one unit where both have one; None
    for any other cell. ``base`` is the year of its document."""
    parts = _ARROW.split(text.strip())
    if len(parts) != 2:
        return None
    before, after = (_side(part, base) for part in parts)
    units = {usual_unit(side.number.unit) for side in (before, after)} - {""}
    if before.number.value is None or after.number.value is None or len(units) > 1:
        return None
    unit = after.number.unit or before.number.unit
    return _in(before, unit), _in(after, unit)


def _side(text: str, base: int | None) -> ArrowSide:
    year, bare = year_in_cell(text, base)
    return ArrowSide(stated_number(bare), year, text)


def _in(side: ArrowSide, unit: str) -> ArrowSide:
    return side._replace(number=StatedNumber(side.number.value, side.number.unit or unit))


def with_base(values: Sequence[IndicatorValue], year: int | None) -> Sequence[IndicatorValue]:
    """The values of an indicator of a document of ``year``, with what its first target goes from as its base if it has none."""
    if any(value.kind == "base" and value.value is not None for value in values):
        return values
    for at, value in enumerate(values):
        sides = from_to(value.text, year) if value.kind == "target" else None
        if sides:
            before = sides[0]
            base = IndicatorValue("base", before.year, *before.number, before.text, value.header)
            return (*values[:at], base, *values[at:])
    return values


def unread_arrows(indicators: Iterable[IndicatorRecord], document: str) -> Iterator[Finding]:
    """A warning for each value that goes from one number to another, and of which nothing tells the number that it is."""
    for each in indicators:
        for value in each.values:
            if value.value is None and _GOES.search(value.text):
                yield Finding(
                    code=UNREAD,
                    severity="warning",
                    message=said_unread([unread_text(value.text)], value.header),
                    spot=each.source._replace(document=document, cell=value.header),
                    cell=value.text,
                    hint=say(
                        "write the number that counts alone into the cell, and the one before it into 基準値"
                    ),
                )
