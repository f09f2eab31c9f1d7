"""What could not be compared, as it is said; ``counts`` and ``labels`` are of the old and the new side."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.messages import Message, say


def not_crossed(counts: Sequence[int], labels: tuple[str, str]) -> Message:
    """Measures of two strategies that the crosswalk does not name."""
    return say(
        "measures that are not in the crosswalk: {n} of {old}, {others} of {new} (tgx crosswalk suggest)",
        n=counts[0],
        old=labels[0],
        others=counts[1],
        new=labels[1],
    )


def of_one_year(counts: Sequence[int], labels: tuple[str, str]) -> Message:
    """Measures of a strategy that is in force in one of two years only."""
    return say(
        "measures with results of a strategy that is in force in one year only: {n} of {old}, {others} of {new}",
        n=counts[0],
        old=labels[0],
        others=counts[1],
        new=labels[1],
    )


def indicators_left(counts: Sequence[int], labels: tuple[str, str]) -> Message:
    """Indicators of tables of their own."""
    return say(
        "indicators of tables of their own: {n} of {old}, {others} of {new} (tgx report indicators)",
        n=counts[0],
        old=labels[0],
        others=counts[1],
        new=labels[1],
    )


def plans_left(counts: Sequence[int], labels: tuple[str, str]) -> Message:
    """Rows of plans, where results are compared."""
    return say(
        "plans: {n} of {old}, {others} of {new}", n=counts[0], old=labels[0], others=counts[1], new=labels[1]
    )


def rejected_left(counts: Sequence[int], labels: tuple[str, str]) -> Message:
    """Rows that are no records."""
    return say(
        "rejected rows: {n} of {old}, {others} of {new}",
        n=counts[0],
        old=labels[0],
        others=counts[1],
        new=labels[1],
    )
