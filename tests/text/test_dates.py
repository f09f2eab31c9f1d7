from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.finding import find_dates, find_since, impossible_dates


def spans(text: str, fiscal_year: int | None = 2017) -> list[str]:
    return [f"{d.start}..{d.end} {d.precision}" for d in find_dates(text, fiscal_year)]


def days(text: str, fiscal_year: int | None = 2017) -> list[str]:
    found = find_dates(text, fiscal_year)
    return [d.start if d.start == d.end else f"{d.start}..{d.end}" for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成29年7月13日", "2017-07-13..2017-07-13 day"),
        ("平成26（2014）年12月", "2014-12-01..2014-12-31 month"),
        ("2017（平成29）年", "2017-01-01..2017-12-31 year"),
        ("H29.10", "2017-10-01..2017-10-31 month"),
        ("令和元年", "2019-01-01..2019-12-31 year"),
        ("29年度", "2017-04-01..2018-03-31 fiscal_year"),
        ("平成29年度（2017年度）", "2017-04-01..2018-03-31 fiscal_year"),
        ("1960 年 2 月 29 日", "1960-02-29..1960-02-29 day"),
        ("5月下旬", "2017-05-21..2017-05-31 month"),
        ("２０１７年１０月", "2017-10-01..2017-10-31 month"),
        ("㍻29年10月", "2017-10-01..2017-10-31 month"),
    ],
)
def test_forms_and_precision(text: str, expected: str) -> None:
    assert spans(text) == [expected]


def test_a_list_gives_each_day_with_the_words_of_the_whole() -> None:
    found = find_dates("平成30年2月19、20、21日に説明", 2017)
    assert [d.start for d in found] == ["2018-02-19", "2018-02-20", "2018-02-21"]
    assert {d.text for d in found} == {"平成30年2月19、20、21日"}
    assert {d.span for d in found} == {(0, 16)}


def test_a_range_is_one_mention_with_all_its_words() -> None:
    (found,) = find_dates("会期（平成29年5月1日（月）～7日（日））", 2017)
    assert (found.start, found.end, found.text) == ("2017-05-01", "2017-05-07", "平成29年5月1日（月）～7日")


@pytest.mark.parametrize("joint", ["～", "〜", "~", "-", "－", "から", "より", " ～ "])
def test_marks_of_a_range(joint: str) -> None:
    assert days(f"11月29日{joint}12月2日") == ["2017-11-29..2017-12-02"]


@pytest.mark.parametrize("joint", ["、", "・", "及び", "、及び", "並びに", "と", "，"])
def test_marks_of_a_list(joint: str) -> None:
    assert days(f"11月29日{joint}12月2日") == ["2017-11-29", "2017-12-02"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.8　オスロ市長と面会", ["2017-06-08"]),
        ("6.8〜6.10　オスロ市を訪問", ["2017-06-08..2017-06-10"]),
        ("1.16～2.10　研修生を受入れ", ["2018-01-16..2018-02-10"]),
        ("9.12～14　10社が出展", ["2017-09-12..2017-09-14"]),
        ("9.12、9.20　講座", ["2017-09-12", "2017-09-20"]),
        ("9.12、13、20　講座", ["2017-09-12", "2017-09-13", "2017-09-20"]),
        ("10.22・23　12校が参加", ["2017-10-22", "2017-10-23"]),
        ("11.3(金・祝) 屋台を出店", ["2017-11-03"]),
        ("５．１１　副市長が来庁", ["2017-05-11"]),
        ("2.10に開催", ["2018-02-10"]),
        ("7.24 C40総会に出席", ["2017-07-24"]),
        ("11.3 名古屋にて公演", ["2017-11-03"]),
        ("【文化】6.27　公演", ["2017-06-27"]),
        ("2.3　研修", ["2018-02-03"]),
        ("第1回：6.13　講座", ["2017-06-13"]),
        ("水道の研修（4.16～4.27）", ["2017-04-16..2017-04-27"]),
        ("友好都市の大会 8.24-27 選手約90名", ["2017-08-24..2017-08-27"]),
        ("友好都市の大会（陸上） 8.24-27", ["2017-08-24..2017-08-27"]),
        ("満足度の平均 8.24-27 %の範囲", []),
        ("大会の参加率 8.24-8.9", []),
        ("水道の研修（5.9、5.24）", ["2017-05-09", "2017-05-24"]),
        ("面会（6.13（火））", ["2017-06-13"]),
        ("酸性度（6.5～7.5）", []),
        ("満足度（4.25）", []),
        ("1.5倍に増えた", []),
        ("2.5 km区間を視察", []),
        ("4.5 万人が来場", []),
        ("12.3 度の上昇を抑える", []),
        ("8.5 %増", []),
        ("1.2 概要", []),
        ("2.1　事業の目的", []),
        ("3.11 からの復興を発信", []),
        ("2.30　報告", []),
        ("13.5　報告", []),
        ("図は 6.27　の頁", []),
        ("震災の記憶 3.11　を語り継ぐ", []),
        ("満足度 4.5 点", []),
    ],
)
def test_a_month_and_a_day_with_a_point_between_them_open_a_text(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6/17・18　指導者を派遣", ["2017-06-17", "2017-06-18"]),
        ("6/17・18　3名を派遣", ["2017-06-17", "2017-06-18"]),
        ("5/20、9/6、H30.2/21の3回、交流会を開いた", ["2017-05-20", "2017-09-06", "2018-02-21"]),
        ("H30.2/21に訪問", ["2018-02-21"]),
        ("7/2～4,9～11　研修", ["2017-07-02..2017-07-04", "2017-07-09..2017-07-11"]),
        ("第1回：6/12　第2回：9/18　講座を開催", ["2017-06-12", "2017-09-18"]),
        ("10/1供用開始　案内板", ["2017-10-01"]),
        ("7/2及び8/6　講座", ["2017-07-02", "2017-08-06"]),
        ("10/1～　職員1名を派遣", ["2017-10-01"]),
        ("17.5.10～12　研修", ["2017-05-10..2017-05-12"]),
        ("18.2.8　協議", ["2018-02-08"]),
        ("19.2.8　協議", []),
        ("3/4の会員が回答", []),
        ("2/3 以上の会員が出席", []),
        ("1/6 程度に減らした", []),
        ("補助率（3/4）", []),
        ("参加者の割合（5/6）", []),
        ("会議（3/4）", ["2018-03-04"]),
        ("3/4 強風のため中止", ["2018-03-04"]),
        ("10/5～4,000人", []),
        ("10/5～10/7　3名を派遣", ["2017-10-05..2017-10-07"]),
        ("6/17、18 か国から参加", ["2017-06-17"]),
        ("6/17・8　指導者を派遣", ["2017-06-17"]),
        ("9-2/21", []),
    ],
)
def test_a_list_in_figures_may_shorten_its_days_and_mix_its_marks(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_a_month_and_day_without_year_lies_in_the_fiscal_year() -> None:
    assert days("4月1日、12月31日、1月1日、3月31日") == [
        "2017-04-01",
        "2017-12-31",
        "2018-01-01",
        "2018-03-31",
    ]
    assert days("4月19日", None) == []
    assert days("平成29年4月19日に締結し、6月6日に発効", None) == ["2017-04-19", "2017-06-06"]


def test_the_line_carries_the_year_only_where_the_text_goes_on() -> None:
    assert days("平成28年11月30日に出発し、12月2日に帰国", 2016) == ["2016-11-30", "2016-12-02"]
    assert days("平成30年3月30日に出発し、4月3日に帰国") == ["2018-03-30", "2018-04-03"]
    assert days("平成26年10月3日の合意に基づき、11月5日に協議") == ["2014-10-03", "2017-11-05"]
    assert days("平成30年2月の訪問に向け、11月5日に協議") == ["2018-02-01..2018-02-28", "2017-11-05"]


def test_a_line_that_names_a_fiscal_year_places_those_below_it() -> None:
    assert days("【平成28年度】\n・10月5日 視察\n平成29年度実績\n・10月6日 視察", 2017)[1::2] == [
        "2016-10-05",
        "2017-10-06",
    ]
    assert days("平成28年度に合意した内容に基づき、\n10月5日 視察", 2017)[1:] == ["2017-10-05"]


def test_ranges_over_new_year_and_the_change_of_era() -> None:
    assert days("12月28日～1月5日") == ["2017-12-28..2018-01-05"]
    assert days("平成31年4月27日～令和元年5月6日", 2018) == ["2019-04-27..2019-05-06"]
    assert days("平成31年4月27日～5月6日", 2018) == ["2019-04-27..2019-05-06"]
    assert days("昭和63年12月～平成元年2月", 1988) == ["1988-12-01..1989-02-28"]
    assert days("平成30年度～令和2年度", 2018) == ["2018-04-01..2021-03-31"]


def test_words_that_point_back() -> None:
    text = "平成29年11月3日に締結、同月20日に発表、翌月に視察、同年12月25日に式典、翌日に閉会、翌年2月に報告"
    assert days(text)[1:] == [
        "2017-11-20",
        "2017-12-01..2017-12-31",
        "2017-12-25",
        "2017-12-26",
        "2018-02-01..2018-02-28",
    ]
    assert days("花火大会（H29.7.29）、演奏会（同12.8）、見本市（同11.14～17）に招待")[1:] == [
        "2017-12-08",
        "2017-11-14..2017-11-17",
    ]
    assert days("平成29年7月29日に視察、前年の同1.5倍") == ["2017-07-29"]
    assert days("同年12月、翌日、同月5日、同12.8") == []
    assert days("平成29年度に協議、翌年度に実施") == ["2017-04-01..2018-03-31", "2018-04-01..2019-03-31"]


@pytest.mark.parametrize(
    "text",
    [
        "PM2.5",
        "H2O",
        "CO2",
        "R2D2",
        "S席",
        "C40",
        "U-14",
        "NO2.5",
        "M7.3の地震",
        "G20",
        "COVID-19",
        "3.11",
        "Ver.2017.1.2.3",
        "2020年大会",
        "2020年東京オリンピック",
        "平成28年熊本地震",
        "「フォーラム2017」",
        "「2017年度版」",
        "『Summer 2018』",
        "「Week of May 2018」",
        "Summer 2018",
        "東京2020大会",
        "1,000円",
        "p.12",
        "第2回",
        "第3四半期報告",
        "24時間365日",
        "10月号",
        "5月祭",
        "電話03-5321-1111",
        "03-2017-10-1111",
        "3年生",
        "5年間",
        "3か月",
        "2年連続",
        "10年ぶり",
        "54年が経過",
        "20年後",
        "明治神宮",
        "大正大学",
        "昭和大学",
        "平成会館",
        "令和の時代",
        "昭和40年代",
        "1990年代",
        "毎年11月3日",
        "例年10月",
        "昨年7月",
        "2017-18シーズン",
        "192.168.10.1",
        "1/2",
        "3日間",
        "三日月",
        "四日市市",
        "一部",
        "十月十",
        "20年にわたる",
        "3年度目",
    ],
)
def test_look_alikes_are_left(text: str) -> None:
    assert find_dates(text, 2017) == []
    assert impossible_dates(text, 2017) == []


def test_a_full_date_in_a_title_counts_and_a_year_beside_it_does() -> None:
    assert days("「平成29年7月13日付け合意書」") == ["2017-07-13"]
    assert days("「フォーラム2017」を2017年10月に開催") == ["2017-10-01..2017-10-31"]
    assert days("「閉じない2017年10月") == ["2017-10-01..2017-10-31"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("昭和64年1月8日", "平成元年"),
        ("令和元年4月30日", "had not begun"),
        ("平成元年1月7日", "had not begun"),
        ("平成29年2月30日", "28 days"),
        ("平成29年13月1日", "no month 13"),
        ("平成0年5月", "does not exist"),
        ("平成26（2015）年12月", "do not agree"),
        ("2017（平成28）年", "do not agree"),
        ("平成29年11月10日～8日", "before it begins"),
        ("平成30年5月～平成29年7月", "before it begins"),
        ("2月30日", "days"),
        ("大正16年", "does not exist"),
    ],
)
def test_impossible_dates_are_told_and_not_dates(text: str, reason: str) -> None:
    ((words, why),) = impossible_dates(f"・{text}に開催", 2017)
    assert words == text
    assert reason in why
    assert find_dates(f"・{text}に開催", 2017) == []


def test_impossible_without_a_year_only_where_no_year_has_the_day() -> None:
    assert impossible_dates("2月29日", None) == []
    assert len(impossible_dates("2月30日", None)) == 1
    assert impossible_dates("2月29日", 2017) != []
    assert days("2月29日", 2023) == ["2024-02-29"]


def test_papers_of_the_time_may_count_on_in_heisei() -> None:
    assert days("平成32年7月24日に開会予定", 2017) == ["2020-07-24"]
    assert impossible_dates("平成32年7月24日", 2019) != []
    assert days("平成31年度", 2019) == ["2019-04-01..2020-03-31"]


@pytest.mark.parametrize(
    "text",
    [
        "平成30年度に開催予定の会議",
        "平成30年4月10日（火）開催予定",
        "平成30年4月（予定）",
        "開催予定日：平成30年4月10日",
        "平成30年4月に訪問する計画",
        "4月10日、5月15日に開催予定",
    ],
)
def test_plans(text: str) -> None:
    assert all(d.role == "planned" for d in find_dates(text, 2017))
    assert find_dates(text, 2017)


@pytest.mark.parametrize(
    "text",
    [
        "平成29年7月に計画を策定",
        "予定どおり平成29年7月に実施",
        "平成29年7月に予定していた会議は中止",
        "平成29年7月に協議を行い、次回の開催を予定",
        "平成29年7月に実施。次回は未定だが開催予定",
    ],
)
def test_results_are_no_plans(text: str) -> None:
    assert [d.role == "planned" for d in find_dates(text, 2017)] == [False]


def test_find_since() -> None:
    assert find_since("1960 年 2 月 29 日") == "1960-02-29"
    assert find_since("2001年10月16日-19日 第1回総会") == "2001-10-16"
    assert find_since("提唱都市") is None
