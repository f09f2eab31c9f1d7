"""A strategy becomes goals, areas, measures, partner cities and indicators."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument

HEADER = ("No.", "施 策", "概 要", "担当（関係）局")
SMALL = (
    "「みなと市国際戦略」",
    "令和3（2021）年 6 月",
    "次の2つの目的を掲げる。",
    "① 港の国際化",
    "② 人の交流",
    "関係都市を広げ、令和6（2024）年度までに計12都市、2030年大会までに20都市との関係構築をめざす。",
    "人口は2030年までに20都市圏で減る。",
    ("都市名", "国名", "提携年月日"),
    ("釜山★", "大韓民国", "1976年10月11日"),
    ("リバプール", "英国", ""),
    "(1) 港の国際化に向けた取組",
    "(ア) 航路",
    HEADER,
    ("1", "航路の 誘致", "新航路を 誘致する。", "港湾局（総務局）"),
    "(イ) 施設",
    HEADER,
    ("２", "岸壁の整備", "整備を進める。", "港湾局ほか関係局"),
    ("", "", "続きの文。", ""),
    "（２）人の交流",
    "（ア）学校",
    HEADER,
    ("3", "留学の支援", "高校生を送る。", "教育局、総務局"),
    ("計", "", "", ""),
)


def strategy(*parts: object) -> StrategyDocument:
    document = parse(blocks(*parts), context("s.txt"))  # type: ignore[arg-type]
    assert isinstance(document, StrategyDocument)
    assert document.count.adds_up
    return document


def test_goals_areas_and_measures() -> None:
    document = strategy(*SMALL)
    assert (document.title, document.published) == ("みなと市国際戦略", "2021-06")
    assert [(g.code, g.title) for g in document.goals] == [("1", "港の国際化"), ("2", "人の交流")]
    assert [(a.code, a.title) for a in document.areas] == [
        ("1-ア", "航路"),
        ("1-イ", "施設"),
        ("2-ア", "学校"),
    ]
    assert [(m.code, m.goal, m.area, m.title) for m in document.measures] == [
        ("1", "1", "ア", "航路の誘致"),
        ("2", "1", "イ", "岸壁の整備"),
        ("3", "2", "ア", "留学の支援"),
    ]
    assert document.measures[1].overview == "整備を進める。\n続きの文。"
    assert [m.open_ended for m in document.measures] == [False, True, False]
    assert [(b.text, b.role) for b in document.measures[0].bureaus] == [
        ("港湾局", "lead"),
        ("総務局", "related"),
    ]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("令和3（2021）年6月", "2021-06"),
        ("令和3年6月4日", "2021-06-04"),
        ("湯ノ森町　令和4年3月策定", "2022-03"),
        ("令和5年3月　青嶺市", "2023-03"),
        ("国際戦略（令和５年３月策定）", "2023-03"),
        ("令和5年3月に策定した国際戦略", None),
        ("令和5年3月の国際会議", None),
        ("令和3年", None),
    ],
)
def test_the_date_of_the_cover(line: str, published: str | None) -> None:
    parts = [part for part in SMALL if part != SMALL[1]]
    assert strategy(parts[0], line, *parts[1:]).published == published


def test_goal_titles_fall_back_on_the_headings() -> None:
    parts = [part for part in SMALL if not (isinstance(part, str) and part[0] in "①②")]
    assert [g.title for g in strategy(*parts).goals] == ["港の国際化に向けた取組", "人の交流"]


def test_targets_are_read_where_the_sentence_is_about_relations() -> None:
    values = [value for record in strategy(*SMALL).indicators for value in record.values]
    assert [(v.kind, v.value, v.unit, v.fiscal_year) for v in values] == [
        ("target", "12", "都市", 2024),
        ("target", "20", "都市", 2030),
    ]


def test_a_date_merged_over_rows_is_given_to_all_of_them() -> None:
    cities = strategy(*SMALL).cities
    assert [(c.name, c.since, c.proposer) for c in cities] == [
        ("釜山", "1976-10-11", True),
        ("リバプール", "1976-10-11", False),
    ]


def test_a_row_without_a_number_is_rejected() -> None:
    document = strategy(
        "(1) 目標", "(ア) 方向", HEADER, ("1", "甲", "", "港湾局"), ("乙", "乙", "", "港湾局")
    )
    assert [r.reason for r in document.rejected] == ["no code in '乙'"]


def test_a_row_of_totals_is_told() -> None:
    document = strategy(*SMALL)
    assert [r.reason for r in document.rejected] == ["a total (計), no row of its own"]
    assert document.count.rejected == 1


def test_a_measure_outside_goals_and_areas_is_rejected() -> None:
    document = strategy(
        HEADER, ("1", "甲", "", "港湾局"), "(1) 目標", "(ア) 方向", HEADER, ("2", "乙", "", "港湾局")
    )
    assert [m.code for m in document.measures] == ["2"]
    assert [r.reason for r in document.rejected] == ["no goal and area above it"]


def test_goal_and_area_may_stand_in_columns() -> None:
    document = strategy(
        ("目的", "取組の方向", "番号", "施策名", "担当局"),
        ("1 港", "ア 航路", "1", "甲", "港湾局"),
        ("", "", "2", "乙", "港湾局"),
        ("2 人", "ア 学校", "3", "丙", "教育局"),
    )
    assert [(m.code, m.goal, m.area) for m in document.measures] == [
        ("1", "1", "ア"),
        ("2", "1", "ア"),
        ("3", "2", "ア"),
    ]


def test_a_strategy_without_measures_is_refused() -> None:
    with pytest.raises(ParseError, match="no measure"):
        strategy(("都市名", "国名", "提携年月日"), ("釜山", "韓国", "1976年10月11日"))


def test_where_no_row_is_a_measure_the_error_shows_the_first_of_each_reason() -> None:
    with pytest.raises(ParseError) as caught:
        strategy("(1) 目標", "(ア) 方向", HEADER, ("甲の1乙", "甲", "", "港湾局"), ("丙", "乙", "", "港湾局"))
    assert "2 rows rejected: no code in '甲の1乙' (first: line 4: 甲の1乙 | 甲" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_measures_under_no_heading_at_all_have_no_goal() -> None:
    document = strategy("国際戦略", HEADER, ("1", "甲", "", "港湾局"), ("2", "乙", "", "総務局"))
    assert [(m.code, m.goal, m.area) for m in document.measures] == [("1", "", ""), ("2", "", "")]
    assert (document.goals, document.areas, document.layout) == ((), (), "")


def test_where_headings_fit_no_layout_the_error_shows_them() -> None:
    with pytest.raises(ParseError) as caught:
        strategy(
            HEADER,
            ("1", "甲", "", "港湾局"),
            "基本方針Ⅲ 港",
            HEADER,
            ("2", "乙", "", "港湾局"),
            "基本方針Ⅱ 人",
            HEADER,
            ("3", "丙", "", "港湾局"),
        )
    assert "lines that look like headings: '基本方針Ⅲ 港', '基本方針Ⅱ 人'" in str(caught.value)
    assert "3 rows rejected: no goal above it (first: line 2: 1 | 甲" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "relation"),
    [("姉妹都市", "sister"), ("友好都市", "sister"), ("", "sister"), ("環境協力協定", "agreement"), ("覚書", "agreement"),
     ("合意書", "agreement"), ("パートナー", "agreement")],
)  # fmt: skip
def test_a_list_of_partner_cities_says_of_what_kind_each_is(kind: str, relation: str) -> None:
    document = parse(
        blocks(
            "国際戦略",
            ("番号", "施策名", "担当課"),
            ("1", "交流", "国際課"),
            "本市の姉妹・友好都市等",
            ("都市名", "国名", "区分", "提携年月"),
            ("ナッシュビル市", "アメリカ合衆国", kind, "1989年5月"),
        ),
        context("a.tsv"),
    )
    assert isinstance(document, StrategyDocument)
    (city,) = document.cities
    assert (city.name, city.relation, city.since_text) == ("ナッシュビル市", relation, "1989年5月")


def test_a_label_beside_a_code_makes_no_other_code_of_it() -> None:
    rows = (
        ("1-1　新規", "航路", "", "港湾局"),
        ("1-2\n（拡充）", "岸壁", "", "港湾局"),
        ("新規", "見本市", "", "港湾局"),
    )
    document = strategy("国際戦略", "計画期間：令和4年度から令和8年度まで", "基本目標1　港", HEADER, *rows)
    assert [measure.code for measure in document.measures] == ["1-1", "1-2"]
    assert [row.text.split(" | ")[0] for row in document.rejected] == ["新規"]


@pytest.mark.parametrize("header", ["提携の種別", "協定の種類", "提携の形態"])
def test_the_kind_of_a_tie_has_many_headers(header: str) -> None:
    document = parse(
        blocks(
            "国際戦略",
            ("番号", "施策名", "担当課"),
            ("1", "交流", "国際課"),
            ("国名", "自治体名", header, "提携年月日"),
            ("ベトナム", "ダナン市", "覚書", "平成29年6月5日"),
            ("中国", "浙江省", "友好提携", "昭和57年10月8日"),
        ),
        context("a.tsv"),
    )
    assert isinstance(document, StrategyDocument)
    assert [city.relation for city in document.cities] == ["agreement", "sister"]


UNNUMBERED = ("施策", "概要", "担当課")


def with_row(again: str, code: str | None = None) -> StrategyDocument:
    """A strategy in which a row under the second goal says 再掲; with a column of codes where that row has a text in it."""

    def row(number: str, *cells: str) -> tuple[str, ...]:
        return cells if code is None else (number, *cells)

    made = parse(
        blocks(
            "港湾都市国際戦略",
            "基本目標１　世界",
            row("番号", *UNNUMBERED),
            row("1-1", "港の交流", "訪問", "港湾課"),
            row("1-2", "留学生支援", "相談", "国際課"),
            "基本目標２　共生",
            row("番号", *UNNUMBERED),
            row(code or "", again, "", "国際課"),
            row("2-1", "相談窓口", "応じる", "市民課"),
        ),
        context(kind="strategy"),
    )
    assert isinstance(made, StrategyDocument)
    assert made.count.adds_up
    return made


@pytest.mark.parametrize(
    "again",
    [
        "留学生支援（再掲）",
        "（再掲）1-2 留学生支援",
        "1-2 留学生支援（再掲）",
        "留学生支援（1-2再掲）",
        "留学生支援 ※再掲",
        "一部再掲：留学生支援",
    ],
)
def test_a_measure_that_is_told_again_shifts_no_number(again: str) -> None:
    made = with_row(again)
    assert [(each.code, each.title) for each in made.measures] == [
        ("1", "港の交流"),
        ("2", "留学生支援"),
        ("3", "相談窓口"),
    ]
    assert (made.rejected, made.count.continued) == ((), 1)


@pytest.mark.parametrize("again", ["（再掲）1-2", "（再掲）商談会"])
def test_a_row_that_repeats_nothing_has_no_number_and_is_named(again: str) -> None:
    made = with_row(again)
    assert [each.code for each in made.measures] == ["1", "2", "3"]
    assert [each.reason for each in made.rejected] == ["says 再掲, and repeats no measure of the document"]


def test_what_only_has_the_letters_is_a_measure() -> None:
    assert [each.code for each in with_row("広報紙への再掲載").measures] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("code", "again"),
    [("", "（再掲）1-2 留学生支援"), ("", "（再掲）留学生支援"), ("1-2（再掲）", "留学生の支援")],
)
def test_a_measure_that_is_told_again_goes_on_no_other(code: str, again: str) -> None:
    made = with_row(again, code)
    assert [(each.code, each.title) for each in made.measures] == [
        ("1-1", "港の交流"),
        ("1-2", "留学生支援"),
        ("2-1", "相談窓口"),
    ]
