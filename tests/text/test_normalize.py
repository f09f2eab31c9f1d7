from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.keys import match_key, visible
from toshigaikou_cli.text.normalize import is_laid_out, repair_radicals, split_enumerator, tidy, tidy_lines

CELLS = st.text() | st.text(
    "あ漢字アー・①②（）()【】分野。、 \u3000\n\r\u200b\u00a012２年月日平成ab～〜-●※「」\x1c\x85\t",
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("施　策", "施策"),
        ("パ リ市", "パリ市"),
        ("姉妹都市及び\n政策提携都市", "姉妹都市及び政策提携都市"),
        ("1960 年 2 月 29 日", "1960年2月29日"),
        ("9月～10月 〜", "9月～10月～"),
        ("Tokyo  Forum\nWeek", "Tokyo Forum Week"),
        ("10月23日　共同声明", "10月23日 共同声明"),
        ("神\ufa19", "神神"),
    ],
)
def test_tidy(text: str, kept: str) -> None:
    assert tidy(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("・会議の開催 ・職員の派遣", "・会議の開催\n・職員の派遣"),
        ("【交通分野】 ・視察 ・協議", "【交通分野】\n・視察\n・協議"),
        ("・研修を行った。 ①水道 ②下水道", "・研修を行った。\n①水道\n②下水道"),
        ("・会議に出席した。 意見を交換した。", "・会議に出席した。\n意見を交換した。"),
        (
            "平成29年6月1日 式典を挙行 平成29年7月から9月まで 展示を開催",
            "平成29年6月1日 式典を挙行\n平成29年7月から9月まで展示を開催",
        ),
        ("パリ・ロンドン", "パリ・ロンドン"),
        ("A案①、B案②の比較", "A案①、B案②の比較"),
        ("①商談会を開催②講座は中止③研修", "①商談会を開催\n②講座は中止\n③研修"),
        ("①と②を実施", "①と②を実施"),
        *(
            (text, text)
            for text in (
                "①派遣②受入ともに中止",
                "①北京市②大連市への派遣を中止した",
                "①8月②10月に予定していた研修は中止した",
                "①5/3②6/7に講座を開催予定",
                "①英語②中国語③韓国語の講座を開催",
                "①訪問先：大連市②期間：8/5～8/9③人数：10名",
            )
        ),
        (
            "①講座を開催（20名参加）②見学会を3回開催③派遣は中止",
            "①講座を開催（20名参加）\n②見学会を3回開催\n③派遣は中止",
        ),
        ("12月1日\n～12月10日\n展示", "12月1日～12月10日\n展示"),
        ("会期：12月1日（金）～\n12月10日", "会期：12月1日（金）～12月10日"),
        ("展示を開いた～\n5月1日", "展示を開いた～\n5月1日"),
        ("12月1日\n～展示～", "12月1日\n～展示～"),
        ("①派遣、②受入を中止", "①派遣、②受入を中止"),
        ("①派遣③受入", "①派遣③受入"),
        ("別表の①派遣②受入", "別表の①派遣②受入"),
        (
            "次の事業を行った。 ⑴ 7月5日 展示 ⑵ 10月 開催（局と連携） ⑶ 3月は延期",
            "次の事業を行った。\n⑴ 7月5日 展示\n⑵ 10月 開催（局と連携）\n⑶ 3月は延期",
        ),
        ("(1)水道の研修 (2)下水の研修 （3） 視察", "(1)水道の研修\n(2)下水の研修\n（3） 視察"),
        ("計画(1)による (2)の研修", "計画(1)による (2)の研修"),
        ("研修を行った。 (2)は延期", "研修を行った。\n(2)は延期"),
        ("研修(2) (3)の実施", "研修(2) (3)の実施"),
        ("⑴及び⑵の比較、⑶を検討", "⑴及び⑵の比較、⑶を検討"),
        (
            "1 留学 再開した 2 JET 配置した 3 派遣 応募者なし",
            "1 留学再開した\n2 JET 配置した\n3 派遣応募者なし",
        ),
        ("ア 園 職員5名を派遣 イ 港 行わなかった", "ア園職員5名を派遣\nイ港行わなかった"),
        ("1 名を派遣し 2 名を受入れ 3 名が帰国", "1 名を派遣し 2 名を受入れ 3 名が帰国"),
        ("1 号館の改修 2 号館は中止", "1 号館の改修 2 号館は中止"),
        ("前文 1 留学 2 派遣 3 受入れ", "前文 1 留学 2 派遣 3 受入れ"),
        ("8 日本語教室、5 日中友好、2 月曜講座", "8 日本語教室、5 日中友好、2 月曜講座"),
        ("9 月 8 日に来日、8 日は休み", "9月8日に来日、8日は休み"),
        ("1 留学 3 派遣 4 受入れ", "1 留学 3 派遣 4 受入れ"),
        ("ア 園の職員 ウ 港の職員", "ア園の職員ウ港の職員"),
        ("式典の開催 平成29年6月1日 会場：区民館", "式典の開催 平成29年6月1日 会場：区民館"),
        (" \n\n 一行 \r\n\r\n 二行 ", "一行\n二行"),
    ],
)
def test_tidy_lines(text: str, kept: str) -> None:
    assert tidy_lines(text) == kept


def test_match_key_folds_what_people_write_differently() -> None:
    assert match_key("ニュー・サウス・ウェールズ州") == match_key("ﾆｭｰｻｳｽｳｪｰﾙｽﾞ 州")
    assert match_key("２０１７－１８〜") == match_key("2017-18～")
    assert match_key("下水道局") != match_key("水道局")


def test_repair_radicals_uses_the_table_only() -> None:
    assert repair_radicals("⼀部①", {"⼀": "一"}) == "一部①"
    assert repair_radicals("", {"⼀": "一"}) == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("②大都市の課題", ("2", "大都市の課題")),
        ("(イ) 姉妹都市", ("イ", "姉妹都市")),
        ("（３）交流", ("3", "交流")),
        ("1. 目的", ("1", "目的")),
        ("2020年大会", ("", "2020年大会")),
        ("29  年度の実績", ("", "29  年度の実績")),
        ("3.11の記録", ("", "3.11の記録")),
        ("交流", ("", "交流")),
    ],
)
def test_split_enumerator(text: str, parts: tuple[str, str]) -> None:
    assert split_enumerator(text) == parts


def test_visible_writes_out_what_steers_a_terminal() -> None:
    assert visible("\x1b[31m赤\u202e\n") == "\\x1b[31m赤\\u202e⏎"
    assert visible("一行\n二行\t終", keep_newlines=True) == "一行\n二行 終"
    assert visible("東京都") == "東京都"


@settings(deadline=None, max_examples=300)
@given(CELLS)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_lines(tidy_lines(text)) == tidy_lines(text)
    assert match_key(match_key(text)) == match_key(text)
    assert visible(visible(text)) == visible(text)


@settings(deadline=None, max_examples=300)
@given(CELLS)
def test_only_layout_changes(text: str) -> None:
    def bare(words: str) -> str:
        return match_key("".join(char for char in words if char not in "\x1c\x1d\x1e\x85\u200b"))

    assert bare(tidy(text)) == bare(text)
    assert bare(tidy_lines(text)) == bare(text)


@settings(deadline=None, max_examples=200)
@given(CELLS)
def test_lines_hold_words_only(text: str) -> None:
    lines = tidy_lines(text).split("\n") if tidy_lines(text) else []
    assert all(line.strip() == line and line for line in lines)
    assert not set("\r\v\f\x85\u2028\u2029") & set(tidy_lines(text))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("・北京市 ソウル特別市 パリ市の職員", "・北京市 ソウル特別市 パリ市の職員"),
        ("水道技術　下水道技術", "水道技術 下水道技術"),
        ("東京 さくら祭り", "東京 さくら祭り"),
        ("環　境　局", "環境局"),
        ("水道局、 下水道局 （主管）", "水道局、下水道局 （主管）"),
        ("会議 。", "会議。"),
        ("平成29 年 7 月", "平成29年7月"),
    ],
)
def test_typed_spaces_stay_between_words(text: str, kept: str) -> None:
    assert tidy(text, typed=True) == kept
    assert tidy_lines(text, typed=True) == kept


def test_the_lines_of_a_typed_cell_are_those_of_any_other() -> None:
    assert tidy_lines("・会議 ・派遣 二名", typed=True) == "・会議\n・派遣 二名"
    assert tidy("国際\n交流", typed=True) == "国際交流"
    assert tidy("Tokyo\nForum", typed=True) == "Tokyo Forum"


def test_text_from_a_layout_is_told_by_its_spaces() -> None:
    assert is_laid_out(["都市との 交流に関わる取組", "姉妹・友好都市及び 政策提携都市"])
    assert is_laid_out(["パ リ市、サンパウロ州、 協力 に関わる"])
    assert not is_laid_out(["・北京市 ソウル特別市 パリ市", "施　策", "9月26日以降 毎月、会議"])


@given(CELLS)
@settings(deadline=None, max_examples=200)
def test_typed_text_loses_only_white_space(text: str) -> None:
    kept = tidy(text, typed=True)
    assert "".join(kept.split()) == "".join(tidy(text).split())


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("パリ\u2027東京", "パリ・東京"),
        ("\u2027市場を視察", "・市場を視察"),
        ("hy\u2027phen\u2027ation", "hy\u2027phen\u2027ation"),
        ("都市間センター︵29年度︶", "都市間センター（29年度）"),
        ("﹁友好﹂都市", "「友好」都市"),
    ],
)
def test_marks_that_look_like_others_are_mended_beside_japanese(read: str, kept: str) -> None:
    assert tidy(read) == kept
    assert tidy_lines(read) == kept
