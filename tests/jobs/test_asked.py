"""What a command was asked travels as one value."""

from __future__ import annotations

from pathlib import Path

from toshigaikou_cli.jobs.reporting import Asked
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.settings import Settings


def test_filters_name_what_was_given() -> None:
    assert Filters().given() == {}
    assert Filters(goal="0", area="2-ア", year="H29").given() == {"goal": "0", "area": "2-ア", "year": "H29"}


def test_a_report_states_its_filters_and_what_it_leaves_out() -> None:
    assert Asked().shown() == {}
    assert Asked(Filters(city="ソウル"), uncovered=True).shown() == {"city": "ソウル", "uncovered": True}


def test_measures_are_shown_where_some_of_them_are_asked_for() -> None:
    assert not Asked().detailed
    assert not Asked(Filters(city="ソウル", year="2017")).detailed
    assert Asked(uncovered=True).detailed
    assert all(
        Asked(each).detailed for each in (Filters(goal="0"), Filters(area=""), Filters(bureau="水道局"))
    )


def test_settings_that_were_given_win_over_others() -> None:
    file = Settings(select=("date-*",), severity="info", goal=1, baseline=Path("a"), source=Path("tgx.toml"))
    given = Settings(ignore=("date-*",), severity="error", goal=0, bureau="")
    assert given.over(file) == file._replace(ignore=("date-*",), severity="error", goal=0)
    assert Settings().over(file) == file
