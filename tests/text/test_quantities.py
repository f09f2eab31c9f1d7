from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.counters import AFTER_A_YEAR, COUNTERS, IN_TEXTS, WITH_KANJI
from toshigaikou_cli.text.quantities import find_quantities


def found(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2名", (2, "名")),
        ("１２名", (12, "名")),
        ("二名", (2, "名")),
        ("二十五人", (25, "人")),
        ("約1万2千人", (12000, "人")),
        ("3万5,000人", (35000, "人")),
        ("1,234,567円", (1234567, "円")),
        ("300万円", (3_000_000, "円")),
        ("1.5億円", (150_000_000, "円")),
        ("85.5％", (85.5, "%")),
        ("12km", (12, "km")),
        ("3か国", (3, "か国")),
        ("3ヶ国", (3, "か国")),
        ("3カ国", (3, "か国")),
        ("3ヵ国", (3, "か国")),
        ("3ケ国", (3, "か国")),
        ("3箇国", (3, "か国")),
        ("三か国", (3, "か国")),
        ("3市町が参加", (3, "市町")),
        ("5市町村", (5, "市町村")),
        ("1,724筆", (1724, "筆")),
        ("60株", (60, "株")),
        ("18曲", (18, "曲")),
        ("（10/8、62名参加）", (62, "名")),
        ("5箇所", (5, "か所")),
        ("5ヶ所", (5, "か所")),
        ("2か月間", (2, "か月")),
        ("40人日", (40, "人日")),
        ("3店舗", (3, "店")),
        ("1,500個", (1500, "個")),
        ("市内8病院", (8, "病院")),
        ("3診療所", (3, "診療所")),
        ("20教室", (20, "教室")),
        ("6学級", (6, "学級")),
        ("200食", (200, "食")),
        ("手紙35通", (35, "通")),
        ("12個所", (12, "か所")),
        ("2種類", (2, "種")),
        ("3つ", (3, "つ")),
        ("三つ", (3, "つ")),
        ("10大学", (10, "大学")),
        ("各10名", (10, "名")),
        ("延べ30人", (30, "人")),
        ("ALT5名", (5, "名")),
        ("2 名", (2, "名")),
    ],
)
def test_numbers_and_counters(text: str, expected: tuple[float, str]) -> None:
    assert found(f"研修には{text}が参加") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成約額は2億3,500万円であった。", [(235_000_000, "円")]),
        ("成約額は２億３５００万円", [(235_000_000, "円")]),
        ("総額1億2,000万円、うち台湾が1億500万円", [(120_000_000, "円"), (105_000_000, "円")]),
        ("1兆2億3千万円", [(1_000_230_000_000, "円")]),
        ("1億2億円", []),
        ("3千部を印刷", [(3000, "部")]),
        ("相談件数4,512件", [(4512, "件")]),
        ("訪問件数12件、来訪件数8件", [(12, "件"), (8, "件")]),
        ("来場者数1万2千人", [(12000, "人")]),
        ("件数100件", [(100, "件")]),
        ("参加者数350人", [(350, "人")]),
        ("参加者数100人", []),
        ("診断24件（累計109件）。目標30件に届かず", [(24, "件")]),
        ("1人1日889ｇ", [(889, "g")]),
        ("職員5人1日研修", [(5, "人")]),
        ("新規6事業者", [(6, "事業者")]),
        ("3事業所", []),
        ("上位3株主に説明", []),
        ("2曲目に演奏", []),
        ("数10名", []),
        ("数100人", []),
        ("宿泊は205人泊", [(205, "人泊")]),
    ],
)
def test_numbers_of_several_scales_and_behind_the_word_for_a_count(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("相談件数4,512件（前年度3,987件）", [4512]),
        ("27隻が寄港した（前年度は9隻）。", [27]),
        ("（前年度：相談3,987件、訪問12件）5名", [5]),
        ("前年度9隻、今年度27隻が寄港した。", [27]),
        ("昨年は研修生3名、今年は5名", [5]),
        ("前年度より3名多い5名", [5]),
        ("平成28年度3名、平成29年度5名を派遣", [5]),
        ("5名（平成28年度は3名）", [5]),
        ("5名（前年度に続き3名）", [5, 3]),
        ("前年度の成果を踏まえ3名を派遣", [3]),
        ("平成28年度から3名を派遣", [3]),
        ("平成29年度は3名を派遣", [3]),
        ("512人が受講（H28：3校、388人）", [512]),
        ("512人（平成28年度：3校、388人）", [512]),
        ("512人（平成28年度は3校で388人が受講）", [512]),
        ("512人（H28: 3校、388人／H27: 2校、100人）", [512]),
        ("512人（H28 388人、H27 90人）", [512]),
        ("512人（2016年：388人）", [512]),
        ("512人【H28：388人】、教員5人", [512, 5]),
        ("512人（うち市外30人、H28は28人）", [512, 30]),
        ("512人（対前年度比+5人）", [512]),
        ("512人（例年388人）", [512]),
        ("（前年度）3校、388人　（今年度）4校、512人", [4, 512]),
        ("前年度：3校388人、今年度：4校512人", [4, 512]),
        ("H28：3校、388人 H29：4校、512人", [4, 512]),
        ("512人（H29：512人）", [512, 512]),
        ("512人（平成30年：30人）", [512, 30]),
        ("512人（平成30年2月：30人、3月：40人）", [512, 30, 40]),
        ("512人（H28から継続3校）", [512, 3]),
        ("512人（H28年度新設、3校）", [512, 3]),
        ("512人（平成28年度採用職員30人を含む）", [512, 30]),
        ("平成28年度開催の大会（10人）", [10]),
        ("講座（平成28年度：30人）を2回開催", [2]),
        ("会議（第3回は平成28年度）3回", [3]),
        ("昨年度は中止したが、5回開催", [5]),
        ("例年10名を受け入れ", [10]),
        ("研修（H30.2実施、30人）", [30]),
    ],
)
def test_a_number_of_another_year_is_none_of_this_one(text: str, expected: list[float]) -> None:
    assert [quantity.value for quantity in find_quantities(text, 2017)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "第2回",
        "第 2 回",
        "2回目",
        "10回生",
        "2020年大会",
        "2017年",
        "U-14チーム",
        "C40都市",
        "PM2.5",
        "G7",
        "2017都市会議",
        "「100人会議」",
        "『三人の会』",
        "一人ひとり",
        "一人一人",
        "1人1台",
        "一部",
        "一層",
        "一環",
        "一体",
        "一行",
        "両都市",
        "数名",
        "数十名",
        "何人",
        "十数社",
        "2、3名",
        "5/8、9、10名",
        "20～30名",
        "10-20社",
        "六本木",
        "八王子市",
        "三田",
        "四谷",
        "千代田区",
        "二本松市",
        "三鷹駅",
        "四頭筋",
        "一社一技術",
        "名称2",
        "3名所",
        "5人前",
        "2社会",
        "台風21号",
        "2台風",
        "24時間体制",
        "1人当たり",
        "平成29年10月29日",
        "3年生",
        "三重県",
        "九州",
        "2店長",
        "都民千人当たり2.5人",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert found(text) == []


def test_the_words_hold_the_noun_that_is_counted() -> None:
    texts = [
        quantity.text
        for quantity in find_quantities(
            "平成29年10月交換留学生2名、東京都から3名の研究員を派遣、企業（10社）"
        )
    ]
    assert texts == ["交換留学生2名", "3名の研究員", "10社"]


def test_the_words_of_two_quantities_do_not_meet() -> None:
    first, second = find_quantities("学生2名教員1名")
    assert (first.text, second.text) == ("学生2名", "教員1名")
    assert first.span[1] <= second.span[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参加者数　120", [(120, "人")]),
        ("参加者数：1,200", [(1200, "人")]),
        ("参加者数（名）　120", [(120, "名")]),
        ("参加者数は120であった。", [(120, "人")]),
        ("人数　10　回数　3", [(10, "人"), (3, "回")]),
        ("参加者数　120、相談件数　30", [(120, "人"), (30, "件")]),
        ("参加者：120（名）", [(120, "名")]),
        ("国道1号線沿いの3会場で開催", [(3, "会場")]),
        ("参加者数（延べ）　120", [(120, "人")]),
        ("参加者数　30、20", []),
        ("外国人数　120", []),
        ("参加者数 2024", []),
        ("参加者数 12 14", []),
        ("参加者数 120-130", []),
        ("参加者数 120/150", []),
        ("参加者数 12月", []),
        ("目標参加者数　100", []),
        ("前年度参加者数　100", []),
        ("作品数　30", []),
        ("表2（件）", []),
        ("第3会場で開催", []),
        ("3会場名", []),
        ("2024会場", []),
    ],
)
def test_a_counter_may_stand_before_its_number_or_in_brackets(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成10年からの累計派遣者数は500名", []),
        ("通算開催回数は20回", []),
        ("本年度累計参加者数120名", [120]),
        ("累計表を3部配布", [3]),
        ("中止　※R5は120名参加", []),
        ("H30は3名", []),
        ("R6は3名", [3]),
        ("R7は3名", [3]),  # of a calendar year, maybe
        ("CR5は3名", [3]),
        ("R5に結んだ協定により、3名派遣", [3]),
    ],
)
def test_sums_over_years_and_years_in_letters(text: str, expected: list[float]) -> None:
    assert [each.value for each in find_quantities(text, 2024)] == expected


def test_tables_of_counters_agree() -> None:
    assert set(COUNTERS) >= WITH_KANJI
    assert {*COUNTERS, *IN_TEXTS} >= AFTER_A_YEAR
    assert not set(COUNTERS) & set(IN_TEXTS)


@settings(deadline=None, max_examples=200)
@given(
    value=st.integers(1, 99_999_999),
    counter=st.sampled_from(sorted(set(COUNTERS) - AFTER_A_YEAR - {"時間", "ポイント"})),
)
def test_any_number_with_any_counter(value: int, counter: str) -> None:
    for figures in (f"{value}", f"{value:,}", "".join(chr(ord(char) + 0xFEE0) for char in f"{value}")):
        (quantity,) = find_quantities(f"計、{figures}{counter}。")
        assert quantity.value == value


@settings(deadline=None, max_examples=500)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [*"12名人社第、,.～「」()千万億一二十", "学生", "か国", "平成29年", "2017", "の", "延べ"]
        ),
        max_size=25,
    ).map("".join)
)
def test_any_text_gives_true_spans(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert text[slice(*quantity.span)] == quantity.text
        assert quantity.value > 0 or "0" in quantity.text or "０" in quantity.text or "〇" in quantity.text
        assert quantity.span[0] >= end
        end = quantity.span[1]


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,000", "一", "学生1名", "1万", "「2名」", "漢", "1.", "1名の"]
)
def test_hostile_texts(piece: str) -> None:
    text = piece * 5000 + "、会場に7社"
    assert [q.value for q in find_quantities(text) if q.unit == "社"] == [7]


@pytest.mark.parametrize(
    "text",
    [
        "3個人",
        "5個別相談",
        "第2病院",
        "1病院長",
        "5食品",
        "2通り",
        "3通訳",
        "数10個",
        "2箱根駅伝",
        "3学級会",
        "4個室",
    ],
)
def test_what_only_begins_with_a_counter_counts_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("シアトル市ほか2市が参加", "シアトル市ほか2市"),
        ("市長ほか3名が訪問", "市長ほか3名"),
        ("市長外3名が訪問", "市長外3名"),
        ("職員のほか、10人が参加", "10人"),
    ],
)
def test_a_number_of_others_says_beside_whom(text: str, expected: str) -> None:
    assert [each.text for each in find_quantities(text)] == [expected]
