"""A cell and a fiscal year -> the bureau and its department; lines of succession; filters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts
from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister, Resolution

STRATEGY_BUREAUS = [
    *[
        "政策企画局",
        "総務局",
        "財務局",
        "主税局",
        "生活文化局",
        "オリンピック・パラリンピック準備局",
        "都市整備局",
    ],
    *[
        "環境局",
        "福祉保健局",
        "病院経営本部",
        "産業労働局",
        "建設局",
        "港湾局",
        "交通局",
        "水道局",
        "下水道局",
    ],
    *["教育庁", "警視庁", "東京消防庁", "青少年・治安対策本部"],
]

FY2017_CELLS = [
    ("政策企画局外務部", "seisaku-kikaku", "外務部"),
    ("総務局総務部", "soumu", "総務部"),
    ("生活文化局都民生活 部", "seikatsu-bunka-2010", "都民生活部"),
    ("生活文化局文化振興 部", "seikatsu-bunka-2010", "文化振興部"),
    ("オリンピック・パラ リンピック準備局ス ポーツ推進部", "olympic-paralympic", "スポーツ推進部"),
    ("環境局総務部", "kankyou", "総務部"),
    ("福祉保健局健康安全 部", "fukushi-hoken", "健康安全部"),
    ("産業労働局商工部", "sangyou-roudou", "商工部"),
    ("産業労働局観光部", "sangyou-roudou", "観光部"),
    ("建設局道路管理部", "kensetsu", "道路管理部"),
    ("東京消防庁総務部", "toukyou-shoubou", "総務部"),
    ("下水道局総務部", "gesuidou", "総務部"),
    ("教育庁指導部", "kyouiku", "指導部"),
]


def told(found: Resolution) -> tuple[str | None, str | None]:
    return (found.bureau.id if found.bureau else None, found.department)


@pytest.mark.parametrize("name", STRATEGY_BUREAUS)
def test_the_twenty_bureaus_of_the_strategy_were_in_force_in_2014(bureaus: BureauRegister, name: str) -> None:
    found = bureaus.resolve(name, 2014)
    assert found.bureau is not None
    assert (found.bureau.name, found.how, found.in_force) == (name, "exact", True)


def test_the_strategy_has_twenty() -> None:
    assert len(set(STRATEGY_BUREAUS)) == 20


@pytest.mark.parametrize(("cell", "bureau", "department"), FY2017_CELLS)
def test_the_cells_of_fy2017(bureaus: BureauRegister, cell: str, bureau: str, department: str) -> None:
    found = bureaus.resolve(cell, 2017)
    assert (*told(found), found.rest, found.in_force) == (bureau, department, "", True)


@pytest.mark.parametrize(
    ("cell", "year", "bureau", "department"),
    [
        ("生活文化スポーツ局文化振興部", 2023, "seikatsu-bunka-sports-2022", "文化振興部"),
        ("生活文化スポーツ局国際スポーツ事業部", 2023, "seikatsu-bunka-sports-2022", "国際スポーツ事業部"),
        ("保健医療局健康安全部", 2023, "hoken-iryou", "健康安全部"),
        ("福祉局子供・子育て支援部", 2023, "fukushi", "子供・子育て支援部"),
        ("福祉保健局感染症対策部", 2023, "fukushi-hoken", "感染症対策部"),
        ("デジタルサービス局", 2023, "digital-service", None),
        ("スタートアップ・国際金融都市戦略室", 2023, "startup-kokusai-kinyuu", None),
        ("子供政策連携室", 2023, "kodomo-seisaku", None),
        ("住宅政策本部", 2023, "juutaku-seisaku", None),
        ("東京都立大学", 2023, "soumu", "東京都立大学"),
        ("総務局 東京都立大学", 2023, "soumu", "東京都立大学"),
        ("首都大学東京", 2017, "soumu", "首都大学東京"),
        ("総務局首都大学支援部", 2017, "soumu", "首都大学支援部"),
        ("生活文化局", 2025, "seikatsu-bunka-2025", None),
        ("スポーツ推進本部", 2025, "sports-suishin", None),
        ("都民安全総合対策本部", 2025, "tomin-anzen-sougou", None),
        ("スタートアップ戦略推進本部", 2025, "startup-senryaku", None),
    ],
)
def test_names_of_other_years(
    bureaus: BureauRegister, cell: str, year: int, bureau: str, department: str | None
) -> None:
    found = bureaus.resolve(cell, year)
    assert (*told(found), found.in_force) == (bureau, department, True)


@pytest.mark.parametrize(
    ("cell", "bureau", "department", "rest"),
    [
        ("福祉保健局 健康安全部", "fukushi-hoken", "健康安全部", ""),
        ("総務局(総務部)", "soumu", "総務部", ""),
        ("環境局／総務部", "kankyou", "総務部", ""),
        ("環境局・総務部", "kankyou", "総務部", ""),
        ("環境局、総務部", "kankyou", "総務部", ""),
        ("東京都環境局総務部", "kankyou", "総務部", ""),
        ("都環境局", "kankyou", None, ""),
        ("【環境局】総務部", "kankyou", "総務部", ""),
        ("①環境局", "kankyou", None, ""),
        ("担当：環境局総務部", "kankyou", "総務部", ""),
        ("外務部（政策企画局）", "seisaku-kikaku", "外務部", ""),
        ("環境局地球環境エネルギー部計画課", "kankyou", "地球環境エネルギー部", "計画課"),
        ("環境局新設部", "kankyou", "新設部", ""),
        ("病院経営本部経営企画部総務課", "byouin-keiei", "経営企画部", "総務課"),
        ("産業労働局産業・エネルギー政策部", "sangyou-roudou", "産業・エネルギー政策部", ""),
        ("青少年・治安対策本部総合対策部", "seishounen-chian", "総合対策部", ""),
        ("青少年治安対策本部", "seishounen-chian", None, ""),
        ("東京都中央卸売市場", "chuuou-oroshiuri-shijou", None, ""),
        ("環境局長", "kankyou", None, "長"),
        ("環境局総務部長", "kankyou", None, "総務部長"),
    ],
)
def test_ways_to_write_a_cell(
    bureaus: BureauRegister, cell: str, bureau: str, department: str | None, rest: str
) -> None:
    found = bureaus.resolve(cell, 2017)
    assert (*told(found), found.rest) == (bureau, department, rest)


@pytest.mark.parametrize(
    ("cell", "bureau"),
    [
        ("オリパラ準備局", "olympic-paralympic"),
        ("オリ・パラ準備局スポーツ推進部", "olympic-paralympic"),
        ("Bureau of Environment", "kankyou"),
        ("BUREAU OF SEWERAGE", "gesuidou"),
        ("Office of the Governor for Policy Planning", "seisaku-kikaku"),
        ("ｵﾘﾊﾟﾗ準備局", "olympic-paralympic"),
        ("東京都教育委員会", "kyouiku"),
        ("都立大学", "soumu"),
    ],
)
def test_aliases_and_english_names(bureaus: BureauRegister, cell: str, bureau: str) -> None:
    assert told(bureaus.resolve(cell, 2017))[0] == bureau


@pytest.mark.parametrize("cell", ["下水道局", "下水道局総務部", "下水道 局"])
def test_sewerage_is_never_waterworks(bureaus: BureauRegister, cell: str) -> None:
    assert told(bureaus.resolve(cell, 2017))[0] == "gesuidou"


@pytest.mark.parametrize(
    "cell", ["新水道局", "外務省", "横浜市環境局", "第二総務局", "Bureau of Environmental", "調整中"]
)
def test_a_name_inside_another_is_no_name(bureaus: BureauRegister, cell: str) -> None:
    assert bureaus.resolve(cell, 2017).bureau is None


@pytest.mark.parametrize("cell", ["", "　", "-", "（）", "・"])
def test_an_empty_cell_names_nothing(bureaus: BureauRegister, cell: str) -> None:
    found = bureaus.resolve(cell, 2017)
    assert (found.bureau, found.how, found.proposals) == (None, "unknown", ())


# ------------------------------------------------------------------ by date


@pytest.mark.parametrize(
    ("name", "year", "bureau", "in_force"),
    [
        ("生活文化局", 2010, "seikatsu-bunka-2010", True),
        ("生活文化局", 2021, "seikatsu-bunka-2010", True),
        ("生活文化局", 2022, "seikatsu-bunka-2010", False),
        ("生活文化局", 2024, "seikatsu-bunka-2010", False),
        ("生活文化局", 2025, "seikatsu-bunka-2025", True),
        ("生活文化スポーツ局", 2009, "seikatsu-bunka-sports-2010", True),
        ("生活文化スポーツ局", 2010, "seikatsu-bunka-sports-2010", True),
        ("生活文化スポーツ局", 2024, "seikatsu-bunka-sports-2022", True),
        ("生活文化スポーツ局", 2017, "seikatsu-bunka-sports-2010", False),
        ("知事本局", 2014, "chiji-honkyoku", True),
        ("知事本局", 2015, "chiji-honkyoku", False),
        ("福祉保健局", 2023, "fukushi-hoken", True),
        ("福祉保健局", 2024, "fukushi-hoken", False),
    ],
)
def test_a_name_is_resolved_with_a_date(
    bureaus: BureauRegister, name: str, year: int, bureau: str, in_force: bool
) -> None:
    found = bureaus.resolve(name, year)
    assert found.bureau is not None
    assert (found.bureau.id, found.in_force) == (bureau, in_force)


def test_out_of_force_proposes_what_was_in_force_then(bureaus: BureauRegister) -> None:
    found = bureaus.resolve("福祉保健局", 2024)
    assert [each.bureau.id for each in found.proposals] == ["fukushi", "hoken-iryou"]
    assert found.proposals[0].reason == "福祉保健局 became 福祉局 on 2023-07-01"
    before = bureaus.resolve("生活文化局", 2009)
    assert [each.bureau.id for each in before.proposals] == ["seikatsu-bunka-sports-2010"]
    assert "began on 2010-07-16" in before.proposals[0].reason


def test_in_force_has_no_proposals(bureaus: BureauRegister) -> None:
    assert bureaus.resolve("福祉保健局", 2023).proposals == ()


def test_without_a_year_a_name_of_two_bureaus_is_not_resolved(bureaus: BureauRegister) -> None:
    found = bureaus.resolve("生活文化局", None)
    assert found.bureau is None
    assert {each.bureau.id for each in found.proposals} == {"seikatsu-bunka-2010", "seikatsu-bunka-2025"}
    assert told(bureaus.resolve("環境局", None))[0] == "kankyou"


def test_two_bureaus_of_one_name_in_a_year_means_the_one_at_its_end() -> None:
    old = Bureau("old", "交流局", valid_to="2017-09-30")
    new = Bureau("new", "交流局", valid_from="2017-10-01")
    assert told(BureauRegister([new, old]).resolve("交流局", 2017))[0] == "new"


# ------------------------------------------------------------------ several bureaus


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("建設局、交通局", [("kensetsu", None), ("koutsuu", None)]),
        ("水道局・下水道局", [("suidou", None), ("gesuidou", None)]),
        ("水道局\n下水道局", [("suidou", None), ("gesuidou", None)]),
        ("建設局交通局", [("kensetsu", None), ("koutsuu", None)]),
        ("環境局総務部\n水道局浄水部", [("kankyou", "総務部"), ("suidou", "浄水部")]),
        ("環境局総務部、自然環境部", [("kankyou", "総務部"), ("kankyou", "自然環境部")]),
        ("①環境局　②総務局", [("kankyou", None), ("soumu", None)]),
        ("環境局（総務局）", [("kankyou", None), ("soumu", None)]),
        ("環境局、未知局", [("kankyou", None), (None, None)]),
        ("生活文化局\n都民生活部", [("seikatsu-bunka-2010", "都民生活部")]),
    ],
)
def test_several_bureaus_in_a_cell(
    bureaus: BureauRegister, cell: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert [told(each) for each in bureaus.resolve_all(cell, 2017)] == expected


# ------------------------------------------------------------------ proposals


@pytest.mark.parametrize(
    ("name", "first", "reason"),
    [
        ("福祉保険局健康安全部", "fukushi-hoken", "one character differs from 福祉保健局"),
        ("生活分化局", "seikatsu-bunka-2010", "one character differs from 生活文化局"),
        ("水道極", "suidou", "one character differs from 水道局"),
        ("外務部", "seisaku-kikaku", "has a department 外務部"),
        ("新水道局", "suidou", "one character differs from 水道局"),
    ],
)
def test_an_unknown_name_gets_ranked_proposals(
    bureaus: BureauRegister, name: str, first: str, reason: str
) -> None:
    found = bureaus.resolve(name, 2017)
    assert found.bureau is None
    assert (found.proposals[0].bureau.id, found.proposals[0].reason) == (first, reason)
    scores = [each.score for each in found.proposals]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_a_bureau_out_of_force_is_proposed_after_one_in_force(bureaus: BureauRegister) -> None:
    proposals = bureaus.resolve("生活分化局", 2025).proposals
    assert proposals[0].bureau.id == "seikatsu-bunka-2025"
    other = next(each for each in proposals if each.bureau.id == "seikatsu-bunka-2010")
    assert "not in force in FY2025" in other.reason


@pytest.mark.parametrize("name", ["水道課", "水道部", "環境課", "財務課"])
def test_a_section_is_no_slip_of_a_bureau(bureaus: BureauRegister, name: str) -> None:
    """水道課 is another unit than 水道局, however near the names are."""
    assert bureaus.resolve(name, 2017).proposals == ()
    assert bureau_doubts(name, 2017, bureaus)[0].accept == ""


@pytest.mark.parametrize(("name", "first"), [("水道極", "suidou"), ("環境局国祭課", "kankyou")])
def test_a_slip_within_a_name_is_one_of_its_bureau(bureaus: BureauRegister, name: str, first: str) -> None:
    found = bureaus.resolve(name, 2017)
    assert first in [found.bureau.id if found.bureau else "", *(each.bureau.id for each in found.proposals)]


def test_a_name_like_none_has_no_proposals(bureaus: BureauRegister) -> None:
    assert bureaus.resolve("ABCXYZ", 2017).proposals == ()


# ------------------------------------------------------------------ succession and filters


@pytest.mark.parametrize(
    ("bureau", "inside", "outside"),
    [
        ("fukushi-hoken", {"byouin-keiei", "fukushi", "hoken-iryou"}, {"soumu"}),
        ("fukushi", {"fukushi-hoken", "byouin-keiei"}, {"hoken-iryou"}),
        (
            "seikatsu-bunka-2010",
            {"seikatsu-bunka-sports-2022", "seikatsu-bunka-2025"},
            {"olympic-paralympic"},
        ),
        ("seishounen-chian", {"tomin-anzen-suishin", "seikatsu-bunka-sports-2022"}, {"seikatsu-bunka-2010"}),
        (
            "startup-senryaku",
            {"startup-kokusai-kinyuu", "seisaku-kikaku", "chiji-honkyoku"},
            {"digital-service"},
        ),
        ("toshi-seibi", {"juutaku-seisaku"}, {"kensetsu"}),
        ("suidou", set(), {"gesuidou"}),
    ],
)
def test_lineage(bureaus: BureauRegister, bureau: str, inside: set[str], outside: set[str]) -> None:
    line = bureaus.lineage(bureau)
    assert {bureau} | inside <= line
    assert not outside & line


def test_lineage_of_an_unknown_id(bureaus: BureauRegister) -> None:
    with pytest.raises(KeyError):
        bureaus.lineage("nothing")


def test_a_ring_of_successors_ends() -> None:
    ring = BureauRegister([Bureau("a", "甲局", successors=("b",)), Bureau("b", "乙局", successors=("a",))])
    assert ring.lineage("a") == {"a", "b"}


def test_neighbours_in_time(bureaus: BureauRegister) -> None:
    assert {each.id for each in bureaus.predecessors("seikatsu-bunka-sports-2022")} == {
        "seikatsu-bunka-2010",
        "olympic-paralympic",
        "tomin-anzen-suishin",
    }
    assert {each.id for each in bureaus.successors("fukushi-hoken")} == {"fukushi", "hoken-iryou"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kankyou", ["kankyou"]),
        ("環境局", ["kankyou"]),
        ("環境", ["kankyou"]),
        ("東京都環境局", ["kankyou"]),
        ("水道局", ["suidou"]),
        ("水道", ["suidou", "gesuidou"]),
        ("オリパラ", ["olympic-paralympic"]),
        ("bureau of environment", ["kankyou"]),
        ("生活文化局", ["seikatsu-bunka-2010", "seikatsu-bunka-2025"]),
        ("東京都立大学", ["soumu"]),
        ("局", []),
        ("", []),
        ("ない局", []),
    ],
)
def test_find(bureaus: BureauRegister, query: str, expected: list[str]) -> None:
    assert [each.id for each in bureaus.find(query)] == expected


def test_a_users_own_name(bureaus: BureauRegister) -> None:
    register = BureauRegister(bureaus.bureaus, {"環境保全課": "kankyou"})
    found = register.resolve("環境保全課", 2017)
    assert (told(found), found.how) == (("kankyou", None), "alias")
    assert bureaus.resolve("環境保全課", 2017).bureau is None


# ------------------------------------------------------------------ hostile text


@given(
    st.text(alphabet="環境局水道下()（）、・／ \n　◎○部課都東京ほか等A1①:", max_size=80),
    st.integers(min_value=1990, max_value=2040),
)
@settings(deadline=None, max_examples=200)
def test_no_cell_breaks_the_register(bureaus: BureauRegister, text: str, year: int) -> None:
    for found in bureaus.resolve_all(text, year):
        assert found.text
        assert found.bureau is not None or (found.department is None and found.how == "unknown")
    mentions, _ = bureaus.split_bureau_cell(text)
    assert all(mention.text == mention.text.strip() for mention in mentions)


@pytest.mark.parametrize(
    "part", ["環境局(", "((((", "環境局、", "未知局・", "等", "◎○", "担当:", "ほか", "東京都"]
)
def test_a_long_cell_is_read(bureaus: BureauRegister, part: str) -> None:
    cell = part * 1500
    found = bureaus.resolve_all(cell, 2017)
    assert all(len(each.proposals) <= 5 for each in found)


def test_what_was_in_force_in_the_year_is_proposed_before_what_was_not(bureaus: BureauRegister) -> None:
    found = bureaus.proposals("スタ一トアップ推進室", 2023)
    assert found[0].bureau.name == "スタートアップ・国際金融都市戦略室"
    assert [each.bureau.in_force(2023) for each in found] == sorted(
        (each.bureau.in_force(2023) for each in found), reverse=True
    )
    assert bureaus.proposals("スタ一トアップ推進室", 2026)[0].bureau.name == "スタートアップ戦略推進本部"


def test_a_command_never_accepts_what_was_not_in_force(bureaus: BureauRegister) -> None:
    (slip,) = bureau_doubts("スタ一トアップ推進室", 2023, bureaus)
    assert "--bureau startup-kokusai-kinyuu" in slip.accept
    (far,) = bureau_doubts("国際戦略推進本部", 2023, bureaus)
    assert far.accept == ""
    assert "tgx words add-alias 国際戦略推進本部 --bureau BUREAU" in far.hint.replace("'", "")
