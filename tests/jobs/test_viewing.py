"""Every view that a user can name is there, and the help says what each is about."""

from __future__ import annotations

from typing import get_args

from toshigaikou_cli.jobs.viewing import VIEWS, About, By


def test_the_names_are_those_of_the_views() -> None:
    assert set(VIEWS) == {*get_args(By), *get_args(About)}
    assert all(VIEWS[name].about for name in get_args(About))
