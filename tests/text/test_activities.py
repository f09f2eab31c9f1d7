from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.activities import _label_of, _lines, split_activities
from toshigaikou_cli.text.normalize import tidy_lines


def labels_of(result: str) -> list[str]:
    """The labels that head activities, in order, with repetitions."""
    return [label for _, line in _lines(result) if (label := _label_of(line)) is not None]


def texts(result: str) -> list[str]:
    return [activity.text for activity in split_activities(result)]


def test_nothing_gives_nothing() -> None:
    assert split_activities("") == []
    assert split_activities(" \n　\n") == []
    assert split_activities("【交通分野】") == []


def test_bullets_and_their_spans() -> None:
    result = "・地下鉄の視察\n○会議の開催\n- 職員の派遣"
    first, second, third = split_activities(result)
    assert (first.text, first.span) == ("地下鉄の視察", (0, 7))
    assert result[slice(*second.span)] == "○会議の開催"
    assert third.text == "職員の派遣"


def test_labels_hold_until_the_next() -> None:
    result = "・連絡調整\n【交通分野】\n・視察\n・協議\n＜文化分野＞\n公演を開催\n［その他］\n"
    assert [(a.label, a.text) for a in split_activities(result)] == [
        (None, "連絡調整"),
        ("交通分野", "視察"),
        ("交通分野", "協議"),
        ("文化分野", "公演を開催\n［その他］"),
    ]
    assert labels_of(result) == ["交通分野", "文化分野"]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("・若者の塾：留学は中止。事前研修は12回実施した。\n・視察を受入れ", [None, "若者の塾", None]),
        ("・結果：留学は中止。事前研修は12回実施した。", [None, None]),
        ("・留学は中止。事前研修：12回実施した。", [None, None]),
    ],
)
def test_what_turns_within_a_point_is_under_its_name(result: str, expected: list[str | None]) -> None:
    assert [activity.label for activity in split_activities(result)] == expected


def test_a_label_within_a_bullet_holds_for_it_alone() -> None:
    result = "・【交通】地下鉄の視察\n・会議の開催\n・【日時】未定の会合"
    assert [a.label for a in split_activities(result)] == ["交通", None, None]


def test_bracketed_numbers_of_one_character_open_points() -> None:
    assert texts("⑴22人の講座\n⑵研修") == ["22人の講座", "研修"]
    assert texts("⒈講座\n⒉研修") == ["講座", "研修"]
    assert texts("講座（⑴の内数）\n研修") == ["講座（⑴の内数）\n研修"]


def test_an_introduction_and_its_numbered_points() -> None:
    assert texts("・次の研修を行った。\n①水道の維持管理\n②下水道の経営\n(3) 浸水対策") == [
        "次の研修を行った。",
        "水道の維持管理",
        "下水道の経営",
        "浸水対策",
    ]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("a. 6月4日、来訪\nb. 8月28日、訪問", ["6月4日、来訪", "8月28日、訪問"]),
        ("a.オスロ市\nb.トリノ市", ["オスロ市", "トリノ市"]),
        ("A. 7月1日訪問\nB. 8月2日来訪", ["7月1日訪問", "8月2日来訪"]),
        ("1.8月23～25日　出展\n2.11月4～6日　出展", ["8月23～25日　出展", "11月4～6日　出展"]),
        ("１．６月２５日、訪問\n２．7/3　来訪", ["６月２５日、訪問", "7/3　来訪"]),
        ("6.27　来訪\n9.12～9.14　訪問", ["6.27　来訪", "9.12～9.14　訪問"]),
        ("1.1　水道\n1.2　下水道\n2.1　交通", ["水道", "下水道", "交通"]),
        ("・2.1 調査\n・2.2 報告", ["調査", "報告"]),
        ("4.1　入学\n4.3　式典", ["4.1　入学", "4.3　式典"]),
        ("e.g. Paris", ["e.g. Paris"]),
        ("A）8/21　来訪\nB）8/28　資料の提供", ["8/21　来訪", "8/28　資料の提供"]),
        ("i. 7月3日　講演\nii. 7月9日　視察", ["7月3日　講演", "7月9日　視察"]),
        ("#1 7月3日　講演\n#2 7月9日　視察", ["7月3日　講演", "7月9日　視察"]),
        ("１　７月３日　講演\n２　７月９日　視察", ["７月３日　講演", "７月９日　視察"]),
        ("3 7月3日　講演\n8 7月9日　視察", ["3 7月3日　講演\n8 7月9日　視察"]),
        ("it. is", ["it. is"]),
        ("p.5 を参照", ["p.5 を参照"]),
        ("1.8か月間の研修\n2.5倍", ["1.8か月間の研修\n2.5倍"]),
        ("1.5倍\n2.5倍", ["1.5倍\n2.5倍"]),
        ("C. ロナルド氏の講演", ["C. ロナルド氏の講演"]),
    ],
)
def test_numbers_and_letters_with_a_point(result: str, expected: list[str]) -> None:
    assert texts(result) == expected


def test_a_line_without_mark_goes_on() -> None:
    assert texts("・会議の開催\n共通テーマ：水と都市\n参加者：30名\n・視察") == [
        "会議の開催\n共通テーマ：水と都市\n参加者：30名",
        "視察",
    ]


def test_a_date_alone_opens_the_line_below() -> None:
    result = "平成29年10月3日\n記念式典を挙行\n平成30年1月から3月まで\n展示を開催\n会場は区民館"
    assert texts(result) == [
        "平成29年10月3日\n記念式典を挙行",
        "平成30年1月から3月まで\n展示を開催\n会場は区民館",
    ]


def test_a_date_alone_below_a_bullet_dates_it() -> None:
    assert texts("・記念式典の挙行\n平成29年10月3日～4日\n・視察") == [
        "記念式典の挙行\n平成29年10月3日～4日",
        "視察",
    ]
    assert texts("記念式典を挙行した。\n（平成29年10月3日）") == ["記念式典を挙行した。\n（平成29年10月3日）"]


def test_lines_that_open_with_a_date() -> None:
    assert texts("10月23日 共同声明を発表\n4月19日 市長と会談") == [
        "10月23日 共同声明を発表",
        "4月19日 市長と会談",
    ]


def test_sentences_that_open_with_a_date() -> None:
    result = "・平成29年5月に覚書を締結した。あわせて視察を行った。平成30年2月に実務者を派遣した。"
    assert texts(result) == [
        "平成29年5月に覚書を締結した。あわせて視察を行った。",
        "平成30年2月に実務者を派遣した。",
    ]
    assert texts("・会議（初回。平成29年5月に開催）に出席した。平成29年度は3回。") == [
        "会議（初回。平成29年5月に開催）に出席した。平成29年度は3回。"
    ]


def test_unmarked_paragraphs() -> None:
    assert texts("訪問団を受け入れた。\n実務者会議を開催した。") == [
        "訪問団を受け入れた。",
        "実務者会議を開催した。",
    ]
    assert texts("訪問団を受け入れた。\nまた、会議を開催した。") == [
        "訪問団を受け入れた。\nまた、会議を開催した。"
    ]
    assert texts("訪問団を受け\n入れた。") == ["訪問団を受け\n入れた。"]


def test_a_footnote_belongs_to_what_it_explains() -> None:
    result = "・視察\n・拠点校（※）を指定\n（※）重点的に交流する学校。平成29年5月に2校を指定。"
    activities = split_activities(result)
    assert [a.text for a in activities] == [
        "視察",
        "拠点校（※）を指定\n（※）重点的に交流する学校。平成29年5月に2校を指定。",
    ]
    assert activities[1].span == (4, len(result))


def test_a_footnote_set_apart_is_in_the_text_but_not_the_span() -> None:
    result = "・拠点校（※1）を指定\n・視察（※2）\n※1 重点的に交流する学校\n※2 2校"
    first, second = split_activities(result)
    assert first.text == "拠点校（※1）を指定\n※1 重点的に交流する学校"
    assert result[slice(*first.span)] == "・拠点校（※1）を指定"
    assert second.text == "視察（※2）\n※2 2校"


@pytest.mark.parametrize(
    "mark", ["＊", "* ", "＊　", "〇", "◉", "➤ ", "❏", "ー ", "―", "─ ", "o　", "\uf0d8 "]
)
def test_offices_have_many_bullets(mark: str) -> None:
    assert texts(f"{mark}会議を開催\n{mark}職員の派遣") == ["会議を開催", "職員の派遣"]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("＊10月5日　会議を開催\n＊3名を派遣", ["10月5日　会議を開催", "3名を派遣"]),
        ("次のとおり。\n＊会議の開催\n＊職員の派遣", ["次のとおり。", "会議の開催", "職員の派遣"]),
        # a note below points of another mark, or below what refers to it
        ("・会議の開催\n＊ 海外を含む", ["会議の開催\n＊ 海外を含む"]),
        ("参加者＊10名の研修\n＊延べ人数", ["参加者＊10名の研修\n＊延べ人数"]),
        ("・研修の参加者＊1\n・視察\n＊1　海外を含む", ["研修の参加者＊1\n＊1　海外を含む", "視察"]),
        ("会議の開催\n※3都市が参加\n※延べ", ["会議の開催\n※3都市が参加\n※延べ"]),
        # no mark of a line
        ("4＊5の区画を案内", ["4＊5の区画を案内"]),
        ("会議\nーマの検討", ["会議\nーマの検討"]),
    ],
)
def test_a_star_marks_points_or_a_note(result: str, expected: list[str]) -> None:
    assert texts(result) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (
            "・8月に研修を開催した一方、北京への派遣は見送った。",
            ["8月に研修を開催した一方、", "北京への派遣は見送った。"],
        ),
        ("春の会議は開いたが、秋の会議は中止した", ["春の会議は開いたが、", "秋の会議は中止した"]),
        ("春の派遣は中止したが、秋の派遣は実施した", ["春の派遣は中止したが、", "秋の派遣は実施した"]),
        (
            "職員を派遣した。なお、先方の来訪は延期となった。",
            ["職員を派遣した。", "なお、先方の来訪は延期となった。"],
        ),
        ("派遣を中止した。代わりに会議を2回開催した。", ["派遣を中止した。", "代わりに会議を2回開催した。"]),
        (
            "職員を派遣した。香港での会は、次年度に開く予定",
            ["職員を派遣した。", "香港での会は、次年度に開く予定"],
        ),
    ],
)
def test_what_was_not_held_beside_what_was_is_an_activity_of_its_own(
    result: str, expected: list[str]
) -> None:
    assert texts(result) == expected


@pytest.mark.parametrize(
    "result",
    [
        "対面での開催は中止したが、オンラインで開催した",
        "訪問団の来日が中止となったため、オンラインで会議を開催した。",
        "職員を派遣した。次回は来年度に開催する予定。",
        "派遣を中止した。参加者に連絡した。",
        "10校が参加した。うち2校は取りやめた。",
        "案内板を更新した。不要となった旧案内板は廃止した。",
        "会議を開催した。開催に当たっては中止基準を定めた。",
        "募集を行ったが、応募がなく中止した。",
        "職員を派遣した。\n※うち1回は中止した。",
    ],
)
def test_what_speaks_of_the_same_stays_with_it(result: str) -> None:
    assert texts(result) == [result]


def test_a_note_with_nothing_above_is_an_activity() -> None:
    assert texts("※ 今年度は実績なし") == ["※ 今年度は実績なし"]


PIECES = [
    "・",
    "①",
    "※",
    "（※）",
    "【交通分野】",
    "＜文化＞",
    "視察",
    "会議。",
    "平成29年5月1日",
    "5月に",
    "10月3日～4日",
    "\n",
    "\n",
    "\n",
    "：",
    "（",
    "）",
    "「",
    " ",
    "また",
    "＊",
    "した。",
    "派遣は中止した",
    "したが、",
]


@settings(deadline=None, max_examples=500)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_spans_are_true_and_cover_all_but_labels_and_notes(result: str) -> None:
    activities = split_activities(result)
    end = 0
    for activity in activities:
        start, stop = activity.span
        assert end <= start < stop
        end = stop
        first, *others = activity.text.split("\n")
        assert first in result[start:stop]
        assert all(line in result for line in others)
    covered = "".join(activity.text for activity in activities) + "".join(
        f"【{name}】" for name in labels_of(result)
    )
    for word in ("視察", "会議", "平成"):
        assert covered.count(word) >= result.count(word) - result.count("＜")


@pytest.mark.parametrize("result", [" 【0】中止", "　【視察】中止", "\n　　【会議】中止", "　○会議は中止"])
def test_a_point_behind_nothing_but_blanks_is_the_first(result: str) -> None:
    (activity,) = split_activities(result)
    assert "中止" in activity.text


def test_a_long_result_of_one_activity() -> None:
    lines = ["・はじめ（※）", *["続き"] * 20_000, *["※ 注"] * 5_000]
    (activity,) = split_activities("\n".join(lines))
    assert activity.text.count("続き") == 20_000


def test_numbered_lines_without_a_mark_are_points_where_they_count_on() -> None:
    result = "1　留学　中止\n2　招致　来日が完了し配置\n3　研修　実施せず"
    assert [each.text[:1] for each in split_activities(result)] == ["1", "2", "3"]
    assert len(split_activities("3　年間の計画を立て\n5　都市と話した")) == 1


def test_the_lines_of_a_table_typed_as_text_are_points() -> None:
    rows = "区分｜実績\n出展｜中止\n商談｜11月に開催\n招聘｜実績なし"
    assert len(split_activities(rows)) == 3
    assert len(split_activities("出展｜中止\n続きの文")) == 1


def test_lines_in_the_order_of_the_letters_are_points() -> None:
    result = "ア　水害対策\n・職員を受入れ\nイ　橋梁の長寿命化\n・該当なし"
    texts = [activity.text for activity in split_activities(result)]
    assert texts == ["ア　水害対策", "職員を受入れ", "イ　橋梁の長寿命化", "該当なし"]


def test_a_letter_out_of_order_opens_no_point() -> None:
    result = "・大洋州の\nオ　セアニアの職員を受入れ"
    assert len(split_activities(result)) == 1


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (
            "時期｜相手｜内容\n6/15｜台北市｜情報交換\n9/3｜ハノイ市｜研修",
            ["6/15｜台北市｜情報交換", "9/3｜ハノイ市｜研修"],
        ),
        ("月日　　内容\n7.20　表敬\n1.15　報告会", ["7.20　表敬", "1.15　報告会"]),
        ("年月日,内容,場所\nR5.8.2,歓迎式,市役所", ["R5.8.2,歓迎式,市役所"]),
        ("時期｜協議の内容\n6/15｜情報交換", ["時期｜協議の内容", "6/15｜情報交換"]),
        ("内容、場所", ["内容、場所"]),
    ],
)
def test_the_header_of_a_typed_table_is_no_activity(result: str, expected: list[str]) -> None:
    assert texts(result) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("6月8日　症例検討会\n研修生の受入れ：実施せず", ["6月8日　症例検討会", "研修生の受入れ：実施せず"]),
        (
            "職員10名を案内した。\nソウル特別市からの視察は該当なし",
            ["職員10名を案内した。", "ソウル特別市からの視察は該当なし"],
        ),
        ("(03) 5320-1234で受付", ["(03) 5320-1234で受付"]),
        ("(3) 5人を派遣", ["5人を派遣"]),
        ("6月8日　交流会\n交流会は中止", ["6月8日　交流会\n交流会は中止"]),
        (
            "指導者の派遣 ローマ市（11月18日）。カイロへの派遣は先方の事情により延期",
            ["指導者の派遣 ローマ市（11月18日）。", "カイロへの派遣は先方の事情により延期"],
        ),
        (
            "訪問団の受入れ（7月5日）。訪問団受入れは台風により中止",
            ["訪問団の受入れ（7月5日）。訪問団受入れは台風により中止"],
        ),
        (
            "6月8日　視察団10名の受入れ。同視察団の受入れは中止となった",
            ["6月8日　視察団10名の受入れ。同視察団の受入れは中止となった"],
        ),
        (
            "・会議の経費を助成（17件）。決定した1件は主催者が開催を取りやめた。",
            ["会議の経費を助成（17件）。", "決定した1件は主催者が開催を取りやめた。"],
        ),
        (
            "・会議の経費の助成（17件）。主催者が取りやめた。",
            ["会議の経費の助成（17件）。主催者が取りやめた。"],
        ),
        ("6月8日　交流会\n感染症のため中止", ["6月8日　交流会\n感染症のため中止"]),
        ("・職員10名を案内した。大きな事故はなし", ["職員10名を案内した。大きな事故はなし"]),
        (
            "・訪問は中止した。一方、先方とは運営を協議した。",
            ["訪問は中止した。", "一方、先方とは運営を協議した。"],
        ),
        ("○搬入（11月）　○モスクワ市との交換は延期", ["搬入（11月）", "○モスクワ市との交換は延期"]),
        ("＜パリ市＞副市長来庁　＜北京市＞実績なし", ["＜パリ市＞副市長来庁", "＜北京市＞実績なし"]),
        ("・訪問団の受入れ　○（令和4年度は未実施）", ["訪問団の受入れ　○（令和4年度は未実施）"]),
        ("・訪問は中止した。その後の対応を協議した。", ["訪問は中止した。その後の対応を協議した。"]),
    ],
)
def test_another_thing_that_was_not_held_is_an_activity_of_its_own(result: str, expected: list[str]) -> None:
    assert texts(result) == expected


@pytest.mark.parametrize(
    ("result", "texts"),
    [
        (
            "①橋の見学（5/22）\n②池と水路の見学（10/8）\n水の町の研修生の受入れ（7月）は来日できず中止。",
            ["橋の見学（5/22）", "池と水路の見学（10/8）", "水の町の研修生の受入れ（7月）は来日できず中止。"],
        ),
        (
            "・池と水路の見学（10/8）\n台風のため10月8日は中止",
            ["池と水路の見学（10/8）\n台風のため10月8日は中止"],
        ),
        ("・水の町の視察（10/8）\n視察は中止", ["水の町の視察（10/8）\n視察は中止"]),
    ],
)
def test_what_was_called_off_below_an_item_with_its_day_is_another_thing(
    result: str, texts: list[str]
) -> None:
    assert [activity.text for activity in split_activities(result)] == texts


@pytest.mark.parametrize("between", ["\n", " ", ""])
def test_numbers_and_blanks_are_points_whatever_follows_where_they_count_on(between: str) -> None:
    said = ["研修を6回実施した。", "8月2日～8月11日に10名を派遣した。", "3か国と会議を開いた。"]
    text = between.join(f"{at}　{each}" for at, each in enumerate(said, 1))
    assert [each.text for each in split_activities(tidy_lines(text, typed=True))] == said


@pytest.mark.parametrize(
    "text",
    [
        "4 研修\n5 派遣\n6 8月会議",
        "1 10名\n2 8名\n3 5名",
        "1 研修\n2 000人が参加",
        "1 研修\n3 8名が参加",
        "会議を開いた。2 名が来た。",
    ],
)
def test_numbers_that_do_not_count_on_or_have_no_words_are_no_points(text: str) -> None:
    assert [each.text for each in split_activities(tidy_lines(text, typed=True))] == [text]
