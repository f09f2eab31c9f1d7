"""Cells that name units of a government without a register."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.bureaus.units import split_units


@pytest.mark.parametrize(
    ("cell", "units", "open_ended"),
    [
        ("国際課・観光課", ["国際課", "観光課"], False),
        ("スポーツ・文化課", ["スポーツ・文化課"], False),
        ("総務部 国際課\n教育部　学校教育課", ["総務部国際課", "教育部学校教育課"], False),
        ("環境国際\n戦略課", ["環境国際戦略課"], False),
        ("◎国際課 ○観光課", ["国際課", "観光課*"], False),
        ("国際課（観光課）", ["国際課", "観光課*"], False),
        ("国際課（国際交流係）", ["国際課"], False),
        ("主管：国際課　関係：観光課、教育総務課", ["国際課", "観光課*", "教育総務課*"], False),
        ("（主）国際課、（副）観光課", ["国際課", "観光課*"], False),
        ("商工課\n（関係：水産課）", ["商工課", "水産課*"], False),
        ("商工課（関係:水産課、観光課）", ["商工課", "水産課*", "観光課*"], False),
        ("国際課（主）、産業振興課（副）", ["国際課", "産業振興課*"], False),
        ("総務部国際課（主担当）・観光課", ["総務部国際課", "観光課*"], False),
        ("観光課、国際課（主）", ["観光課*", "国際課"], False),
        ("国際課【主管】広報課【協力】", ["国際課", "広報課*"], False),
        ("国際課【主】", ["国際課"], False),
        ("国際課\n（主）\n広報課\n（副）", ["国際課", "広報課*"], False),
        ("【主管】国際課【協力】広報課、観光課", ["国際課", "広報課*", "観光課*"], False),
        ("国際課　【協力】広報課", ["国際課", "広報課*"], False),
        ("【主管：国際課】【協力：広報課】", ["国際課", "広報課*"], False),
        ("主：危機管理部防災課　副：総合企画部国際課", ["危機管理部防災課", "総合企画部国際課*"], False),
        ("（再掲）国際課", ["国際課"], False),
        ("国際課（再掲）", ["国際課"], False),
        ("副都心整備課、主税局、連携推進課", ["副都心整備課", "主税局", "連携推進課"], False),
        ("協力課（連携室）", ["協力課", "連携室*"], False),
        ("国際課ほか", ["国際課"], True),
        ("関係各課", [], True),
        ("水道局海外事業課", ["水道局海外事業課"], False),
        ("社会福祉協議会\n住民課", ["社会福祉協議会", "住民課"], False),
        ("まつり実行委員会\n観光課", ["まつり実行委員会", "観光課"], False),
        ("教育委員会\n学校教育課", ["教育委員会学校教育課"], False),
        ("議会\n総務課", ["議会総務課"], False),
    ],
)
def test_a_cell_of_units(cell: str, units: list[str], open_ended: bool) -> None:
    mentions, open_ = split_units(cell)
    assert [f"{each.text}{'*' if each.role == 'related' else ''}" for each in mentions] == units
    assert open_ is open_ended
