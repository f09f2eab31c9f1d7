"""Lines that were broken at the width of their cell, and lists of one deed a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toshigaikou_cli.text.normalize import tidy_lines
from toshigaikou_cli.text.wrapped import unwrapped

BROKEN = [
    # within a word, at the cell's width
    (
        "・水の町の技術者４名を市の研修施設で二週間にわたり受\nけ入れ、管の探り方を伝えた（7/6～7/17）",
        "・水の町の技術者４名を市の研修施設で二週間にわたり受け入れ、管の探り方を伝えた（7/6～7/17）",
    ),
    # within brackets: the day would lose its month or its year
    (
        "・河の都の保健所とウェブで会議を開いた（令和3年\n5月20日、8月31日）",
        "・河の都の保健所とウェブで会議を開いた（令和3年5月20日、8月31日）",
    ),
    # a break that is in doubt goes with one that is not, and so do hanging indents
    (
        "①花の都の園芸家と植物園の技術者が訪れ、球根の譲\n　渡を受けたほか、来春の育て方の手引きを日本語で作\n　り、館に備えた。",
        "①花の都の園芸家と植物園の技術者が訪れ、球根の譲渡を受けたほか、来春の育て方の手引きを日本語で作り、館に備えた。",
    ),
    # a particle begins no sentence, however short the line before
    (
        "・延期していた六十周年の記念式典を\n令和3年10月5日に開いた。\n・船の町への代表団の派遣と市民の訪問、合わせて三つの催し\nは見送った。",
        "・延期していた六十周年の記念式典を令和3年10月5日に開いた。\n・船の町への代表団の派遣と市民の訪問、合わせて三つの催しは見送った。",
    ),
    # between words of Latin letters a blank stays
    (
        "講座をTokyo Water\nSeminarとして開き、職\n員が話した。",
        "講座をTokyo Water Seminarとして開き、職員が話した。",
    ),
    # amid the word that says what became of it
    ("市民の訪問団の派遣は中\n止した。", "市民の訪問団の派遣は中止した。"),
    ("訪問団20名を派遣し、交\n流を行う予定であった。", "訪問団20名を派遣し、交流を行う予定であった。"),
]
MEANT = [
    # deeds of one line each, as long as each other or not
    "花の都から園芸家五名を受け入れ、植物園を案内\n水の町へ水道局の職員二名を派遣し、管を調査",
    "花の都の訪問団の受入れ\n水の町への職員派遣\n河の都との意見交換",
    # points with marks, numbers or labels
    "・花の都の市長が来訪し、市長と会談して覚書を交わしたほか、\n・水の町の訪問団を受入れ",
    "1 花の都の市長が来訪し、市長と会談して覚書を交わしたほか、\n2 水の町の訪問団を受入れ",
    "【教育】花の都の学校の先生を三週間にわたり受け入れ、\n【環境】水の町とごみの減らし方を話し合った",
    # a sentence that has ended, an empty line, a table
    "花の都の市長が来訪した際に、市長が市役所で会談した。\nより良い町づくりを語り合った。",
    "花の都の園芸家の受入れについて市役所で話し合いを\n\n水の町へ職員を派遣",
    "時期｜相手｜内容と参加した人のおおよその数を\n五月｜花の都｜視察",
    # names below each other
    "ニュー・サウス・ウェールズ州ブルー\nブリティッシュ・コロンビア州リッチ",
    "クライストチャーチ\nサクラメント",
    "水の町、花の都、河の国\n山の村、海の市、島の国",
    # narrow cells
    "花の都へ\n職員を\n派遣",
    "からくり人形展の準備に花の都から技術者が来訪\nからくり人形展を三日間開催",
]


@pytest.mark.parametrize(("text", "whole"), BROKEN)
def test_lines_broken_at_their_width_are_one(text: str, whole: str) -> None:
    assert unwrapped(text) == whole
    assert tidy_lines(text, typed=True) == whole


@pytest.mark.parametrize("text", MEANT)
def test_breaks_that_were_meant_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(
    st.lists(st.text("・花の都を、受けて（）12月日 \u3000、。【】｜ab", max_size=40), max_size=6).map(
        "\n".join
    )
)
def test_nothing_but_breaks_and_blanks_at_them_goes(text: str) -> None:
    assert "".join(unwrapped(text).split()) == "".join(text.split())
    assert unwrapped(text).count("\n") <= text.count("\n")
