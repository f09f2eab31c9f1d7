"""What a text says: its activities, dates, quantities and cities."""

from __future__ import annotations

from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year", "fiscal_year"]
Outcome = Literal["held", "cancelled", "planned", "none"]
RowOutcome = Literal["held", "not_held", "planned", "empty"]
"""Of a row: any activity was held; only called off (or called off and none); planned; none, or no text."""
DateRole = Literal["when", "mentioned", "planned", "cancelled"]


class DateMention(NamedTuple):
    """A date in a text: first and last day (ISO), how exact it is, the words, and their place in the text.

    ``role``: ``when`` it took place then; ``planned``, ``cancelled``: it is to be then, or was to be; ``mentioned``: the day
    of something else (a history, a target, a year in passing).
    """

    start: str
    end: str
    precision: Precision
    text: str
    span: tuple[int, int]
    role: DateRole = "mentioned"

    def in_role(self, role: DateRole) -> DateMention:
        """The same date in a role."""
        if role == self.role:
            return self
        return DateMention(self.start, self.end, self.precision, self.text, self.span, role)


class Quantity(NamedTuple):
    """A number with its counter: ``2`` and ``名``."""

    value: float
    unit: str
    text: str
    span: tuple[int, int]


class CityMention(NamedTuple):
    """A city named in a text. ``role`` is ``partner``, or ``venue`` where the city is only the place."""

    city: str
    text: str
    span: tuple[int, int]
    role: Literal["partner", "venue"] = "partner"


class Activity(NamedTuple):
    """One bullet, numbered point or dated sentence of a result; ``span`` is its place in the result text."""

    text: str
    label: str | None
    span: tuple[int, int]
