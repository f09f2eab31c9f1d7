"""Lists of cities in running text: which are lists, and what in them is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from toshigaikou_cli.vocabulary.cities.listed import in_line, line_by_line
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import vocabulary_of
from toshigaikou_cli.vocabulary.word_files import word_files


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> CityRegister:
    """The cities that every project knows."""
    return vocabulary_of(word_files(Path(tmp_path_factory.mktemp("none")))).cities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "姉妹・友好都市：タコマ市、大連市（中国）、仁川広域市及びプノンペン都",
            [
                ("タコマ市", None),
                ("大連市", "dalian"),
                ("仁川広域市", "incheon"),
                ("プノンペン都", "phnom-penh"),
            ],
        ),
        (
            "姉妹都市である大連市、仁川広域市、タコマ市等と協議",
            [("大連市", "dalian"), ("仁川広域市", "incheon"), ("タコマ市", None)],
        ),
        ("大連市、釜山広域市など海外の都市との交流", [("大連市", "dalian"), ("釜山広域市", "busan")]),
        (
            "北京市・フエ市・ホーチミン市",
            [("北京市", "beijing"), ("フエ市", None), ("ホーチミン市", "ho-chi-minh-city")],
        ),
        ("東京都、福岡市、ソウルの連携", []),
        ("釜山広域市で会議を開き、大連市を訪ねた", []),
        ("上海市及びホーチミン市に相談窓口を置く", []),
        ("台北市とソウル市の展示会に出展", []),
        ("姉妹都市である大連市を訪ねた", [("大連市", "dalian")]),
        ("平成8年に大連市と友好都市提携を結んだ", [("大連市", "dalian")]),
        ("ニュージーランドの姉妹町ワナカ町との交流", [("ワナカ町", None)]),
        ("友好的な会議を大連市で開いた", []),
        ("スポーツ、エネルギー、ハノイ", []),
        ("タコマ市、ノーフォーク市", []),
        ("", []),
    ],
)
def test_lists_in_a_line(register: CityRegister, text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(each.text, each.city and each.city.id) for each in in_line(text, register)] == found


def test_the_head_says_what_joins_them(register: CityRegister) -> None:
    for text, kind in (("友好都市：大連市、釜山広域市", "sister"), ("【協定都市】大連市、釜山広域市", "agreement"),
                       ("訪問先：大連市、釜山広域市", "")):  # fmt: skip
        assert {each.relation for each in in_line(text, register)} == {kind}


def test_one_a_line(register: CityRegister) -> None:
    lines = [
        "姉妹都市",
        "・大連市（中国）",
        "・タコマ市",
        "（3）仁川広域市",
        "以上",
        "ハノイ市",
        "その他",
    ]
    assert [(at, each.text, each.relation) for at, each in line_by_line(lines, register)] == [
        (1, "大連市", "sister"), (2, "タコマ市", "sister"), (3, "仁川広域市", "sister"),
    ]  # fmt: skip
