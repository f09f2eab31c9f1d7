"""Cells of units that only say that there are many."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.open_lists import is_open_list


@pytest.mark.parametrize(
    "cell",
    ["各区役所", "全課", "関係各課", "各局", "各局・各区", "庁内関係各課等", "（全庁）", "ほか２課", "等"],
)
def test_many_and_none_named(cell: str) -> None:
    assert is_open_list(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "国際課ほか",
        "各区地域振興課",
        "各局総務課",
        "南区役所",
        "全国大会課",
        "各支所",
        "国際課、各局",
    ],
)
def test_a_unit_or_nothing(cell: str) -> None:
    assert not is_open_list(cell)
