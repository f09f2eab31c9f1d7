"""What day it is. ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) sets it for everything that tgx writes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say

VARIABLE = "SOURCE_DATE_EPOCH"


def given() -> datetime | None:
    """The time that the environment sets (UTC), None where it sets none. Raises UsageError where it is no time."""
    seconds = os.environ.get(VARIABLE, "").strip()
    if not seconds:
        return None
    if seconds.isascii() and seconds.isdigit():
        try:
            return datetime.fromtimestamp(int(seconds), UTC)
        except (OverflowError, OSError, ValueError):
            pass  # a year after 9999
    shown = seconds if len(seconds) <= 40 else f"{seconds[:40]}…"
    raise UsageError(
        say("no number of seconds: {shown}", shown=shown), where=VARIABLE, hint=say("give seconds since 1970")
    )


def now() -> datetime:
    """The time in UTC: the one that is set, or that of the machine's clock."""
    return given() or datetime.now(UTC)


def today() -> str:
    """Today (ISO): the day of the time that is set, in UTC, or the day where the machine stands."""
    return (given() or datetime.now()).date().isoformat()
