"""What columns of a yearly sheet mean that have names like those of others: 計画・実績, 関連計画, 実施主体, これまでの実績."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument, StrategyDocument
from toshigaikou_cli.records.finding import UNREAD

TITLE = "令和5年度　国際交流事業実績"
DONE, MORE = "姉妹都市へ職員3名を派遣した。", "教室を12回開催した。"
AIM, AIMS = "海外の都市との交流を深める。", "外国人の市民を支援する。"


def sheet(*parts: str, title: str = TITLE) -> SheetDocument:
    """The sheet of rows whose cells ``|`` parts."""
    made = parse(blocks(title, *(tuple(part.split("|")) for part in parts)), context("a.csv"))
    assert isinstance(made, SheetDocument)
    return made


def records(*parts: str, title: str = TITLE) -> list[AchievementRecord]:
    return list(sheet(*parts, title=title).achievements)


@pytest.mark.parametrize("name", ["事業名", "事務事業名", "取組", "取組名", "講座名"])
@pytest.mark.parametrize("level", ["施策", "施策名"])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("texts", [("都市外交", "多文化共生"), ("都市外交", "都市外交")])
def test_the_project_names_the_row_and_the_policy_is_above_it(
    name: str, level: str, first: bool, texts: tuple[str, str]
) -> None:
    pairs = [("交流", texts[0]), ("日本語教室", texts[1])]
    rows = [f"{item}|{over}" if first else f"{over}|{item}" for item, over in pairs]
    header = f"{name}|{level}" if first else f"{level}|{name}"
    found = records(f"{header}|担当課|実績", f"{rows[0]}|国際課|{DONE}", f"{rows[1]}|市民課|{MORE}")
    assert [(each.item, each.field) for each in found] == pairs


def test_a_project_on_a_card_of_its_own() -> None:
    (found,) = records("事務事業名|姉妹都市交流", "施策|都市外交", "担当課|国際課", f"実績|{DONE}")
    assert (found.item, found.field) == ("姉妹都市交流", "都市外交")


def test_a_project_of_two_policies_before_it() -> None:
    rows = [f"都市外交|姉妹都市交流|国際課|{DONE}", f"多文化共生|姉妹都市交流|市民課|{MORE}"]
    found = records("施策|事業名|担当課|実績", *rows)
    assert [(each.item, each.field) for each in found] == [
        ("姉妹都市交流", "都市外交"),
        ("姉妹都市交流", "多文化共生"),
    ]


@pytest.mark.parametrize(
    ("header", "rows", "items"),
    [
        (
            "事業名|施策",
            ("交流|都市への派遣", "|都市からの受入れ"),
            ["都市への派遣", "都市からの受入れ"],
        ),  # it groups them
        (
            "施策名|取組",
            (f"都市外交|{AIM}", f"多文化共生|{AIMS}"),
            ["都市外交", "多文化共生"],
        ),  # it tells, and names nothing
        ("項目|施策", ("外交|交流", "外交|教室"), ["交流", "教室"]),
        ("基本施策|事業名", ("外交|交流", "外交|教室"), ["交流", "教室"]),
    ],
)
def test_other_levels_stay_as_they_were(header: str, rows: tuple[str, str], items: list[str]) -> None:
    found = records(f"{header}|担当課|実績", f"{rows[0]}|国際課|{DONE}", f"{rows[1]}|国際課|{MORE}")
    assert [each.item for each in found] == items


KINDS = [
    "区分",
    "計画・実績",
    "計画／実績",
    "予定・実績",
    "計画と実績",
    "計画/実績区分",
    "予実",
    "目標・実績",
    "項目",
]


@pytest.mark.parametrize("header", KINDS)
@pytest.mark.parametrize("plan", ["計画", "予定", "目標"])
def test_rows_of_plans_and_of_results(header: str, plan: str) -> None:
    rows = [
        f"1|交流|国際課|{plan}|{AIM}",
        f"|||実績|{DONE}",
        f"2|教室|市民課|{plan}|{AIMS}",
        f"|||実績|{MORE}",
    ]
    found = records(f"No.|事業名|担当課|{header}|内容", *rows)
    assert [(each.kind, each.item, each.result) for each in found] == [
        ("plan", "交流", AIM),
        ("result", "交流", DONE),
        ("plan", "教室", AIMS),
        ("result", "教室", MORE),
    ]


def test_rows_of_neither_are_rejected_with_a_reason() -> None:
    rows = [f"交流|国際課|計画|{AIM}", f"||実績|{DONE}", "||課題|人手"]
    made = sheet("事業名|担当課|項目|内容", *rows)
    assert [(each.kind, each.item) for each in made.achievements] == [("plan", "交流"), ("result", "交流")]
    assert [each.text for each in made.rejected] == ["交流 | 国際課 | 課題 | 人手"]


def test_items_that_begin_with_a_kind_are_items() -> None:
    found = records("項目|担当課|実績", f"計画の策定|国際課|{DONE}", f"実績の公表|国際課|{MORE}")
    assert [(each.kind, each.item) for each in found] == [("result", "計画の策定"), ("result", "実績の公表")]


def test_a_column_of_both_kinds_may_have_plans_alone() -> None:
    found = records("事業名|担当課|計画・実績|内容", f"交流|国際課|計画|{AIM}", f"教室|国際課|計画|{AIMS}")
    assert [(each.kind, each.result) for each in found] == [("plan", AIM), ("plan", AIMS)]


def test_texts_under_a_name_of_both_kinds_are_results() -> None:
    (found,) = records("事業名|担当課|計画・実績", f"交流|国際課|{DONE}")
    assert (found.kind, found.result) == ("result", DONE)


ORDINARY = [
    *(
        "取組の状況",
        "実施の状況",
        "実施概要",
        "活動内容",
        "活動状況",
        "活動報告",
        "主な活動",
        "実施事項",
        "実施経過",
        "対応状況",
    ),
    *("対応内容", "今年度の取組", "現在の状況", "進捗内容", "取組の進捗"),
]
"""Names of results that other columns may have, too."""


def of_columns(first: str, second: str, texts: tuple[str, str] = (AIM, DONE)) -> list[AchievementRecord]:
    return records(
        f"事業名|担当課|{first}|{second}", f"交流|国際課|{texts[0]}|{texts[1]}", f"教室|市民課|{AIMS}|{MORE}"
    )


@pytest.mark.parametrize("name", ORDINARY)
@pytest.mark.parametrize("beside", ["概要", "内容", "事業内容", "事業概要", "取組概要"])
def test_an_ordinary_name_of_results_beside_a_description(name: str, beside: str) -> None:
    assert [each.result for each in of_columns(beside, name)] == [DONE, MORE]


def test_an_ordinary_name_may_say_its_year() -> None:
    (found,) = records(
        "事業名|担当課|概要|令和4年度の取組の状況", f"交流|国際課|{AIM}|{DONE}", title="国際交流の状況"
    )
    assert (found.fiscal_year, found.result) == (2022, DONE)
    with pytest.raises(ParseError):
        records("事業名|担当課|令和5年度の取組", f"交流|国際課|{AIM}")


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_name_gives_way_to_a_sure_one(name: str) -> None:
    assert [each.result for each in of_columns(name, "実績")] == [DONE, MORE]


def test_grades_under_an_ordinary_name_are_no_results() -> None:
    found = records("事業名|担当課|内容|対応状況", f"交流|国際課|{DONE}|継続")
    assert [each.result for each in found] == [DONE]
    with pytest.raises(ParseError):
        records("事業名|担当課|対応状況", "交流|国際課|継続")


def test_measures_may_have_an_ordinary_name() -> None:
    rows = ("番号", "施策名", "担当課", "概要", "主な活動"), ("1", "交流", "国際課", AIM, "会を開く。")
    assert isinstance(parse(blocks("青葉市国際化推進計画", *rows), context("a.csv")), StrategyDocument)


def test_a_mere_outline_of_the_work_is_the_result_where_nothing_is_better() -> None:
    assert [each.result for each in of_columns("課題", "取組概要")] == [DONE, MORE]
    assert next(each.result for each in of_columns("内容", "取組概要", (DONE, AIM))) == DONE


@pytest.mark.parametrize("weak", ["概要", "内容", "事業内容"])
@pytest.mark.parametrize("unknown", ["取り組んだこと", "年度内の動き", "取組"])
def test_reports_under_an_unknown_name_beside_a_description_are_refused(weak: str, unknown: str) -> None:
    with pytest.raises(ParseError, match=f"{unknown}.*{weak}"):
        of_columns(weak, unknown)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("課題", (AIM, "参加者が減った。")),
        ("今後の方向性", (AIM, "見直しを始めた。")),
        ("参加者の感想", (AIM, "また来たいという声が多かった。")),
        ("備考", (AIM, DONE)),
        ("ねらい", ("料理教室", AIM)),
        ("取り組んだこと", (DONE, DONE)),
        ("様子", ("料理教室（20名）", "皆が喜んでいた。")),
        ("実施者", (AIM, "協会")),
    ],
)
def test_a_description_is_the_result_beside_what_reports_nothing(name: str, texts: tuple[str, str]) -> None:
    (found,) = records(f"事業名|担当課|内容|{name}", f"交流|国際課|{texts[0]}|{texts[1]}")
    assert found.result == texts[0]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "関連計画",
            "総合計画",
            "根拠計画",
            "個別計画",
            "上位計画",
            "計画期間",
            "計画年度",
            "計画上の位置づけ",
            "計画名",
        ),
        *("計画事業費", "実施予定時期", "予定時期", "根拠法令・計画", "関連計画・条例", "計画の位置付け"),
    ],
)
def test_what_only_has_the_word_of_a_plan_is_none(name: str) -> None:
    (found,) = records(f"事業名|担当課|{name}|実績", f"交流|国際課|多文化共生推進プラン|{DONE}")
    assert (found.kind, found.result) == ("result", DONE)
    assert "多文化共生推進プラン" in [cell.text for cell in found.cells]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        *(
            (name, 2023)
            for name in ("計画", "取組計画", "年度計画", "計画（当初）", "計画内容", "実施予定", "R5計画")
        ),
        *(
            (name, 2024)
            for name in (
                "今後の計画",
                "令和6年度計画",
                "次年度実施予定",
                "今後の予定・課題",
                "計画（令和6年度）",
            )
        ),
    ],
)
def test_plans_are_still_plans(name: str, year: int) -> None:
    found = records(f"事業名|担当課|{name}|実績", f"交流|国際課|会を開く。|{DONE}")
    assert [(each.kind, each.fiscal_year) for each in found] == [("plan", year), ("result", 2023)]


OF_PROJECTS = [
    "令和3～7年度",
    "昭和60年度～",
    "R3～R7",
    "平成15年～",
    "2019-2023",
    "令和3年度から令和7年度まで",
    "H30年度開始",
]


@pytest.mark.parametrize("header", ["事業期間", "実施期間", "取組期間", "実施時期", "事業年度", "年度"])
@pytest.mark.parametrize("text", OF_PROJECTS)
def test_several_years_are_no_day_and_no_year_of_a_row(header: str, text: str) -> None:
    (found,) = records(f"事業名|担当課|{header}|実績", f"交流|国際課|{text}|{DONE}")
    assert (found.fiscal_year, found.when, found.result) == (2023, (), DONE)


@pytest.mark.parametrize("text", ["昭和60年度", "平成30年4月～", "令和4年4月～令和6年3月"])
def test_the_time_of_a_project_is_not_when_it_was_done(text: str) -> None:
    (found,) = records("事業名|担当課|事業期間|実績", f"交流|国際課|{text}|{DONE}")
    assert found.when == ()


@pytest.mark.parametrize(
    ("header", "text"),
    [
        *(
            ("実施期間", text)
            for text in ("令和5年7月1日～7月5日", "7月～8月", "令和5年4月～", "令和5年度", "通年", "2023-07")
        ),
        ("実施期間", "令和4年12月～令和5年6月"),
        ("派遣期間", "令和4年4月～令和6年3月"),
        ("実施日", "令和4年度"),
    ],
)
def test_days_and_months_of_the_year_are(header: str, text: str) -> None:
    (found,) = records(f"事業名|担当課|{header}|実績", f"交流|国際課|{text}|{DONE}")
    assert found.when == (text,)


@pytest.mark.parametrize("text", ["令和4年度", "R4"])
def test_one_year_is_that_of_its_row(text: str) -> None:
    (found,) = records("事業名|担当課|年度|実績", f"交流|国際課|{text}|{DONE}")
    assert found.fiscal_year == 2022


@pytest.mark.parametrize(
    ("header", "row", "unit"),
    [
        ("担当課|実施主体", "国際課|交流協会", "国際課"),
        ("実施主体|担当課", "交流協会|国際課", "国際課"),
        ("実施主体|担当部署", "交流協会|国際課", "国際課"),
        ("推進主体|所管", "市|国際課", "国際課"),
        ("担当局|実施主体|担当課", "企画局|市|国際課", "企画局国際課"),
        ("実施主体|部|課", "市|企画部|国際課", "企画部国際課"),
        ("実施主体", "交流協会", "交流協会"),
        ("実施主体|関係局", "交流協会|企画局", "交流協会"),
        ("実施主体|係", "国際課|交流係", "国際課交流係"),
    ],
)
def test_who_does_it_is_responsible_only_where_nobody_else_is(header: str, row: str, unit: str) -> None:
    (found,) = records(f"事業名|{header}|実績", f"交流|{row}|{DONE}")
    assert found.bureau_text == unit


def test_of_measures_too() -> None:
    rows = ("番号", "施策名", "実施主体", "担当課"), ("1", "交流", "市、市民", "国際課")
    made = parse(blocks("青葉市国際化推進計画", *rows), context("a.csv"))
    assert isinstance(made, StrategyDocument)
    assert [[each.text for each in measure.bureaus] for measure in made.measures] == [["国際課"]]


@pytest.mark.parametrize("title", ["国際交流の状況", "令和4年度・令和5年度の状況"])
def test_the_next_year_counts_from_that_of_the_results(title: str) -> None:
    found = records(
        "事業名|担当課|実績（令和5年度）|次年度の取組予定", f"交流|国際課|{DONE}|続ける。", title=title
    )
    assert [(each.fiscal_year, each.kind) for each in found] == [(2023, "result"), (2024, "plan")]


def test_without_a_year_of_the_results_it_cannot_be_told() -> None:
    with pytest.raises(ParseError):
        records("事業名|担当課|実績|次年度の取組予定", f"交流|国際課|{DONE}|続ける。", title="国際交流の状況")


@pytest.mark.parametrize("past", ["これまでの実績", "過去の実績", "過去3年間の取組実績", "累計実績"])
@pytest.mark.parametrize("now", ["実績", "実績（令和5年度）", "実施内容", "活動内容"])
def test_results_up_to_now_are_none_of_the_year(past: str, now: str) -> None:
    made = sheet(f"事業名|担当課|{past}|{now}", f"交流|国際課|平成10年から続けた。|{DONE}")
    assert [(each.fiscal_year, each.result) for each in made.achievements] == [(2023, DONE)]
    assert [each.cell for each in made.findings if each.code == UNREAD] == ["平成10年から続けた。"]


@pytest.mark.parametrize("other", ["内容", "課題", "今後の方針"])
def test_alone_they_are_its_results(other: str) -> None:
    (found,) = records(f"事業名|担当課|これまでの実績|{other}", f"交流|国際課|{DONE}|{AIM}")
    assert (found.fiscal_year, found.result) == (2023, DONE)


def test_the_results_of_the_year_before_are_of_that_year() -> None:
    found = records("事業名|担当課|前年度の実績|実績", f"交流|国際課|{MORE}|{DONE}")
    assert [(each.fiscal_year, each.result) for each in found] == [(2022, MORE), (2023, DONE)]
