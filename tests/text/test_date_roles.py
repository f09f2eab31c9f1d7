"""What each date is to its activity."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.dates.finding import find_dates


def told(text: str) -> list[bool]:
    return [date.role == "when" for date in find_dates(text, 2018)]


def roles(text: str, fiscal_year: int) -> list[str]:
    return [date.role for date in find_dates(text, fiscal_year)]


@pytest.mark.parametrize(
    "text",
    [
        "平成30年9月3日 訓練に参加",
        "平成30年9月3日に訓練に参加した。",
        "【防災分野】平成30年9月、訓練に参加",
        "（平成30年9月3日から5日）訓練に参加",
        "9月3日、訓練に参加",
        "日時：平成30年9月3日",
        "開催日：2018年9月3日",
        "都政の説明（平成30年8月1日）",
        "都政の説明（2018年8月1日実施）",
        "派遣先：パリ市（平成30年10月29日、30日）",
        "職員の派遣（東京、平成30年11月15日）",
        "平成30年9月3日に提携した。",
        "平成30年10月に調印した。",
    ],
)
def test_a_date_that_opens_the_text_or_stands_in_brackets_says_when(text: str) -> None:
    assert told(text)
    assert all(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "平成26年10月に締結した合意に基づき、職員を派遣した。",
        "2014年10月3日に署名した覚書による交流",
        "平成26年10月付けの覚書",
        "平成26年以来の交流",
        "平成26年度以降、毎年開いている講座",
        "協議会（平成26年設立）に参加",
        "訓練に、平成26年に続いて参加",
        "平成26年10月の合意に基づく交流",
    ],
)
def test_a_date_that_is_of_something_else_does_not(text: str) -> None:
    assert told(text)
    assert not any(told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("訓練に平成30年9月3日から5日まで参加した。", ["when"]),
        ("パリ市の職員を9月に受け入れた。", ["when"]),
        ("10月の会議は中止した。11月に開催した。", ["cancelled", "when"]),
        ("総会（平成30年6月予定）は中止となった。", ["cancelled"]),
        ("平成31年9月に開催する予定である。", ["planned"]),
        ("平成32年3月の完成に向けて協議した（平成30年6月1日）", ["mentioned", "when"]),
        ("平成2年の提携以来の交流として、7月に訪問した。", ["mentioned", "when"]),
        ("平成30年4月に開業したターミナルを紹介した。", ["mentioned"]),
        ("2050年までに排出量をゼロとする取組を説明", ["mentioned"]),
        ("平成25年10月から続く研究の報告", ["mentioned"]),
        ("往来制限の終了（平成30年4月29日）を受け、観光の宣伝を再開", ["mentioned"]),
        ("視察の受入れ（平成30年4月29日）", ["when"]),
        ("当初の会期（4月20日～6月20日）を変更し、7月10日から開催した。", ["cancelled", "when"]),
        ("当初の会期を変更し、7月10日から開催した。", ["when"]),
        ("セミナー（6月23日）は会場での開催を中止し、オンライン配信により実施", ["when"]),
        ("6月23日の集会は中止し、オンラインで7月に実施", ["cancelled", "when"]),
        ("セミナー（6月23日）は開催を中止し、資料を送付した", ["cancelled"]),
        (
            "12月2日に開催。台風により8月に予定していたものを延期したもので、300名が来場",
            ["when", "cancelled"],
        ),
        ("12月2日に開催。8月に予定していたものより多い300名が来場", ["when", "when"]),
        ("研修生（4月29日）を受入れ", ["when"]),
        ("平成30年3月27日に開始した申請の利用促進を図った。", ["mentioned"]),
        ("平成30年4月27日に開始した講座に12名が参加した。", ["when"]),
        ("平成30年3月27日に開始した後、12名が参加した。", ["when"]),
    ],
)
def test_a_date_has_the_role_that_its_words_give_it(text: str, expected: list[str]) -> None:
    assert roles(text, 2018) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10日には視察", ("2018-09-10", "2018-09-10")),
        ("同月、帰国", ("2018-09-01", "2018-09-30")),
        ("同年12月に報告", ("2018-12-01", "2018-12-31")),
        ("翌年2月に報告", ("2019-02-01", "2019-02-28")),
    ],
)
def test_a_point_leans_on_the_date_of_the_point_above(text: str, expected: tuple[str, str]) -> None:
    above = find_dates("平成30年9月8日に到着", 2018)[-1]
    assert [(date.start, date.end) for date in find_dates(text, 2018, above)] == [expected]
    assert find_dates(text, 2018) == []


DAYS = [
    # the day of what did not take place then, and the new day
    ("5月に予定していた訪問団の受入れを、11月7日に実施", ["2018-11-07"]),
    ("7月としていた開業を延期し、9月10日に開業した", ["2018-09-10"]),
    ("9月の来日中止に伴い、12月3日にウェブ会議を実施", ["2018-12-03"]),
    ("台北市の機関（9月中止分の再受入れ）に12月13日に説明", ["2018-12-13"]),
    ("台風で順延した9月開講分も含め、11月2日に修了", ["2018-11-02"]),
    ("5月まで見合わせていた派遣を6月4日に行った", ["2018-06-04"]),
    ("窓口の相談を4月から6月まで中断したが、7月1日に再開した", ["2018-07-01"]),
    ("10月12日の講座は11月2日に延期して開催", ["2018-11-02"]),
    ("10月12日の講座を11月2日に再度開催", ["2018-10-12", "2018-11-02"]),
    ("10月に予定していたとおり実施", ["2018-10-01"]),
    # another event in brackets, and one that the activity is
    ("国際女性会議（12月13日及び14日）に時期を合わせ、同月15日に開催", ["2018-12-15"]),
    ("会議（10/31～11/12）の関連行事に11/10オンラインで登壇", ["2018-11-10"]),
    ("世界環境デー（6月5日）に合わせて開催", ["2018-06-05"]),
    # an agreement made on the day, and one made before
    ("10月28日　交流及び協力に関する合意書を締結", ["2018-10-28"]),
    ("10月28日に締結した合意書に基づく派遣（11月5日）", ["2018-11-05"]),
    ("10月5日、施設の開館式典に出席", ["2018-10-05"]),
    # a target, and what is for somebody
    ("10月9日に7社に向けた説明会を開催", ["2018-10-09"]),
    ("12月の開催に向けた説明会（10月9日）", ["2018-10-09"]),
    # a far year governs no month of the sheet
    ("2050年に実質ゼロを目指す戦略を12月27日に策定", ["2018-12-27"]),
    # a slash between a month and a day, and in a fraction
    ("11/17開催の会議に出席、9/28に実施", ["2018-11-17", "2018-09-28"]),
    ("参加者の1/3に当たる12名が回答", []),
    ("講座を10/3～5に開催", ["2018-10-03"]),
    ("8/3-9に訪問", ["2018-08-03"]),
    ("満足度が4/3～5に上昇", []),
    ("H30.5.13／12:30～16:00／オンライン", ["2018-05-13"]),
    # a list in figures
    ("指導者を派遣（H30.10.22・23）", ["2018-10-22", "2018-10-23"]),
    ("会議（8/30、31）に参加", ["2018-08-30", "2018-08-31"]),
    ("指導を実施（8/3、4、5）", ["2018-08-03", "2018-08-04", "2018-08-05"]),
    ("指導を実施（H30.9.3、10.12）", ["2018-09-03", "2018-10-12"]),
    ("会議（8/30、31か国）に参加", ["2018-08-30"]),
    ("会議（8/30、6名）に参加", ["2018-08-30"]),
    ("指導を実施（H30.9.3、10.5%増）", ["2018-09-03"]),
    # what was opened or completed on the day, and what had been
    ("接続点　60か所を12月1日に供用開始", ["2018-12-01"]),
    ("接続点を12月1日に供用開始し、案内した", ["2018-12-01"]),
    ("12月1日に供用開始した接続点を視察", []),
    ("7月10日、新しい乗換口の供用を始めた", ["2018-07-10"]),
    ("6月25日、全駅の表示の更新が完了した", ["2018-06-25"]),
    ("5月9日に設立総会を開いた", ["2018-05-09"]),
    ("平成30年4月に供用開始となった駅舎を、6月5日に視察", ["2018-06-05"]),
    ("8月に受け入れるはずだった研修生を、11月5日に受入れ", ["2018-11-05"]),
    ("6月4日、予定より2か月遅れて開講", ["2018-06-04"]),
    ("9月に開業したターミナルを案内", []),
    ("9月に設立の会社が参加", []),
    # words of calling off that describe somebody beside the event
    ("9月5日～20日　渡航取りやめの学生には遠隔の講座を用意し、30名が修了", ["2018-09-05"]),
    ("9月5日　渡航取りやめの講座を12月1日に実施", ["2018-12-01"]),
    ("2年続けて延期していた一行の受入れを10月9日から11日までの日程で行った", ["2018-10-09"]),
    ("9月3日から5日までの研修に参加", ["2018-09-03"]),
    ("4月1日から3月31日までの協定に署名した", []),
    ("12月20日までの公開に向けて調整", []),
    ("10月の実施を断念していた訓練の視察を、11月12日に改めて設定", ["2018-11-12"]),
    ("10月の現地での開催を断念して、11月12日に遠隔で開催", ["2018-11-12"]),
    ("5月20日　訪問団の受入れ。先に3月から持ち越されていたもの", ["2018-05-20"]),
    ("5月から持ち回りで開講", ["2018-05-01"]),
    # from one day to another, and from one day until another
    ("台風の影響で9月20日から27日に延期して開催した催しに出展", ["2018-09-27"]),
    ("9月20日から10月3日に日程を変更して開催", ["2018-10-03"]),
    ("当初5/10の予定を6/14に変更し、研修を実施", ["2018-06-14"]),
    ("9月20日から27日に開催した催しに出展", ["2018-09-20"]),
    # a day on which the event rested
    ("講座を20回開催（3月開催分2回は中止）", []),
    ("会期は7月30日～9月23日、途中9月9日は台風により休館", ["2018-07-30"]),
    ("案内を行った（台風のため10月12日は終日休止）", []),
    ("10月12日は休館日に当たる施設を公開", ["2018-10-12"]),
    ("9月9日は、中止となった訪問に代えて会議を開催", ["2018-09-09"]),
    ("前年度の3月に着手した調査を5月9日に完了", ["2018-05-09"]),
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[text for text, _ in DAYS])
def test_only_the_days_of_the_activity_say_when(text: str, expected: list[str]) -> None:
    assert [date.start for date in find_dates(text, 2018) if date.role == "when"] == expected


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="平成30年9月3日（）、。～・【】：に締結した中止予定 会議", max_size=80))
def test_every_date_of_any_text_has_a_role(text: str) -> None:
    assert all(date.role in ("when", "mentioned", "planned", "cancelled") for date in find_dates(text, 2018))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a span is one, whatever was moved to it; from one day to another is none
        (
            "10月の予定を平成31年1月15日～20日に変更して開催",
            [("2018-10-01", "cancelled"), ("2019-01-15", "when")],
        ),
        ("現地調査は台風のため12月3日～5日に繰下げ", [("2018-12-03", "when")]),
        ("9月20日から27日に延期して開催", [("2018-09-20", "cancelled"), ("2018-09-27", "when")]),
        # what was to be then, and what was done instead
        (
            "2月に訪問団が来訪する予定であったが渡航できなくなり、代わりに2月26日に会議",
            [("2019-02-01", "cancelled"), ("2019-02-26", "when")],
        ),
        (
            "国際会議（9月30日）は、台風により当日の開催を中止し、映像を10月31日に公開した",
            [("2018-09-30", "cancelled"), ("2018-10-31", "when")],
        ),
        (
            "国際会議（9月30日）は、台風に備えて警備を増やし、映像を10月31日に公開した",
            [("2018-09-30", "when"), ("2018-10-31", "when")],
        ),
    ],
)
def test_what_was_to_be_then_and_what_was_done(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(date.start, date.role) for date in find_dates(text, 2018)] == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("平成25年度より実施している教室を継続した。", "mentioned"),
        ("窓口を設置（平成30年4月～）", "mentioned"),
        ("窓口を設置（令和2年度から）", "mentioned"),
        ("令和元年度に比べ来訪者が増加", "mentioned"),
        ("平成30年4月より毎月開催", "mentioned"),
        ("令和5年4月から実施している", "when"),  # of the year
        ("令和6年10月から実施している", "when"),  # behind it: an error, and no beginning
        ("平成30年4月から5名を派遣", "when"),
    ],
)
def test_a_beginning_before_the_year_is_no_day_of_what_goes_on(text: str, role: str) -> None:
    (found,) = find_dates(text, 2023)
    assert found.role == role
