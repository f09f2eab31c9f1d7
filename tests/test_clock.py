"""One clock: what SOURCE_DATE_EPOCH sets, and what it may not be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from toshigaikou_cli import clock
from toshigaikou_cli.errors import UsageError


@pytest.mark.parametrize(
    ("seconds", "day"), [("0", "1970-01-01"), ("1700000000", "2023-11-14"), (" 1806451200 ", "2027-03-31")]
)
def test_the_environment_sets_the_day(monkeypatch: pytest.MonkeyPatch, seconds: str, day: str) -> None:
    monkeypatch.setenv(clock.VARIABLE, seconds)
    assert clock.today() == day == clock.now().date().isoformat()


@pytest.mark.parametrize("seconds", [None, "", " "])
def test_without_it_the_machine_tells_the_time(monkeypatch: pytest.MonkeyPatch, seconds: str | None) -> None:
    if seconds is not None:
        monkeypatch.setenv(clock.VARIABLE, seconds)
    assert clock.given() is None
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.today() in {before.astimezone().date().isoformat(), datetime.now().date().isoformat()}


@pytest.mark.parametrize("seconds", ["abc", "-1", "1.5", "１２", "9" * 30, "99999999999999"])
def test_what_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv(clock.VARIABLE, seconds)
    for ask in (clock.given, clock.now, clock.today):
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH: no number of seconds") as caught:
            ask()
        assert "\n" not in str(caught.value)
