"""Where a word ends: what is cut out of other words is no evidence. The texts are ours."""

from __future__ import annotations

import pytest

from linking.fixtures import achievement, linker
from toshigaikou_cli.linking.boundaries import Boundaries
from toshigaikou_cli.linking.shared import as_told, whole_part
from toshigaikou_cli.linking.similarity import WordFinder, pairs

TEXTS = (
    "外国から賓客を迎える、外国の国賓、外国との見学、見学と学会、見学の受入、都市政策と市政視察、政策の視察、視察、都市、都市、政策、政策"
    "、配水管更新と管理、水の管理と更新、更新、更新、管理、海外水道、水道、水道、海外、客船会社、客船、会社、会社"
    "、国際金融都市、国際、金融、金融"
)
"""With which kanji others stand together, and how often."""


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("外国賓客を案内", "国賓", False),
        ("国賓を案内", "国賓", True),
        ("各国賓客を案内", "国賓", True),
        ("浄水場の見学会", "学会", False),
        ("国際学会の会場", "学会", True),
        ("見学会と学会", "学会", True),
        ("都市政策の説明", "市政", False),
        ("市政視察団", "市政", True),
        ("配水管理の研修", "配水管", False),
        ("配水管の研修", "配水管", True),
        # a stem that means to end inside another word, and a word whose first character is one of its own
        ("海外水道の支援", "海外水", True),
        ("客船会社への説明", "船会社", True),
        ("国際金融都市", "金融", True),
    ],
)
def test_a_word_stands_where_it_is_not_cut_out_of_others(text: str, word: str, stands: bool) -> None:
    finder = WordFinder([word], {}, Boundaries([TEXTS, word]))
    assert finder.find(text, pairs(text)) == ((word,) if stands else ())


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ("動植物を通じた国際交流", "植物を通じた国際交流", "植物を通じた国際交流"),
        ("動植物を通じた交流の会", "物を通じた交流の会", "交流の会"),
        ("北京市との交流", "北京市との交通", "北京市"),
        ("職員との情報共有の推進", "都市との情報共有の会議", "情報共有"),
        ("やさしい日本語の講座", "やさしい日本語の普及", "やさしい日本語"),
        ("グローバル人材", "グローブ", ""),
        ("ジュニアスポーツ大会", "ジュニア大会", "ジュニア"),
        ("SPR工法", "PR工法の紹介", "工法"),
    ],
)
def test_what_is_shared_begins_and_ends_with_words(one: str, other: str, part: str) -> None:
    known = Boundaries(["植物", "植物", "動植物", "交流", "交通", "交流", "情報共有", "国際交流", "工法"])
    assert whole_part(one, other, known, least=2) == part


@pytest.mark.parametrize(("text", "told"), [("水道技術の研修", True), ("下水道技術の研修", False)])
def test_a_word_does_not_count_in_a_word_that_another_beginning_makes(text: str, told: bool) -> None:
    row = achievement("職員の受入れ", f"・マレーシアから職員を受け入れ、{text}を実施", bureau="水道局")
    found = linker().explain(row, "33").evidence
    assert any("水道技術" in words for _, words, *_ in found) is told


@pytest.mark.parametrize(
    ("word", "text", "told"),
    [
        ("ニューサウスウェールズ", "ニュー・サウス・ウェールズ州から受入れ", "ニュー・サウス・ウェールズ"),
        ("iwa", "ＩＷＡ世界会議", "ＩＷＡ"),
        ("上下水道事業に係る", "上下水道事業に係る交流", "上下水道事業"),
        ("市との交流", "東都特別市との交流", "東都特別市との交流"),
        ("隊員として", "隊員として派遣", "隊員"),
        ("海外水", "海外水道の支援", "海外水道"),
        ("語学ボラ", "語学ボランティアの講座", "語学ボランティア"),
        # what is whole stays, and a word that the text has by another spelling
        ("クルーズ", "クルーズターミナルの整備", "クルーズ"),
        ("やさしい日本語", "やさしい日本語の講座", "やさしい日本語"),
        ("受入", "職員を受け入れ", "受入"),
    ],
)
def test_a_word_is_told_in_full_and_as_the_text_writes_it(word: str, text: str, told: str) -> None:
    assert as_told(word, text, Boundaries(["海外水道", "水道", "水道", "特別市", "特別市"])) == told


def test_a_pair_has_no_word_that_stands_only_in_another_of_it() -> None:
    row = achievement("国際金融センターの推進", "・国際金融の拠点として海外に東京をPR", bureau="政策企画局")
    pairs_told = [
        piece.words for piece in linker().explain(row, "59").evidence if piece.kind in ("pair", "item-pair")
    ]
    assert pairs_told
    assert not any("国際金融" in words and "国際" in words for words in pairs_told)


def test_a_word_of_an_activity_is_not_told_of_the_item_alone_too() -> None:
    row = achievement(
        "ハノイの教育省との交流",
        "・情報交換会を開催。教育省の職員10名が参加した。",
        bureau="教育庁",
        cities=("ハノイ",),
    )
    for link in linker().link(row).links:
        told = {(piece.kind, piece.words) for piece in link.evidence}
        assert not any(("item-word", words) in told for kind, words in told if kind == "word")


def told_of(measure: str, item: str, result: str, bureau: str, *cities: str) -> dict[str, set[str]]:
    """The words of each kind of evidence for a measure."""
    row = achievement(item, result, bureau=bureau, cities=cities)
    found: dict[str, set[str]] = {}
    for piece in linker().explain(row, measure).evidence:
        found.setdefault(piece.kind, set()).update(piece.words)
    return found


def test_a_character_in_the_name_of_a_school_is_no_plant() -> None:
    assert "桜" not in told_of("10", "取組", "・桜町高等学校の生徒が交流", "建設局").get("word", set())
    assert "桜" in told_of("10", "取組", "・桜の苗木を贈呈", "建設局")["word"]


def test_a_word_is_told_with_what_makes_another_word_of_it() -> None:
    kept = told_of("71", "取組", "・首都大学東京の学長が訪問", "総務局")
    assert "学長" in kept["hint"]
    found = told_of("71", "取組", "・首都大学東京の副学長が訪問", "総務局")
    assert "副学長" in found["hint"]
    assert "学長" not in found["hint"]


def test_a_word_that_ends_amid_another_is_told_to_its_end() -> None:
    whole = told_of("12", "取組", "・北京の博物館と相互交流展覧会を開催", "生活文化局", "北京市")
    assert "相互交流展覧会" in whole["word"]
    assert (
        "相互交流展"
        in told_of("12", "取組", "・北京の博物館と相互交流展を開催", "生活文化局", "北京市")["word"]
    )


def test_an_exchange_of_views_is_no_exchange_of_plants() -> None:
    def paired(result: str) -> set[str]:
        return told_of("10", "取組", result, "建設局", "パリ市").get("pair", set())

    assert "意見交換" in paired("・植物の保全についてパリ市と意見交換")
    assert "交換" not in paired("・植物の保全についてパリ市と意見交換")
    assert "交換" in paired("・パリ市と植物や種を交換")


def test_a_pair_with_words_of_the_item_says_so() -> None:
    across = told_of("2", "パリ市との交流", "・パリ市一行に対する都政説明を実施", "政策企画局", "パリ市")
    assert "パリ市との交流" in across["item-pair"]
    assert "パリ市との交流" not in across.get("pair", set()) | across["hint"]
    within = told_of("2", "取組", "・姉妹友好都市との交流を行い、視察を受入れ", "政策企画局", "パリ市")
    assert "交流" in within["pair"]
    assert "item-pair" not in within


def test_a_word_of_the_label_alone_is_told_as_the_labels() -> None:
    labelled = told_of("18", "取組", "【環境分野】\n・フォーラムに参加", "環境局", "ソウル特別市")
    assert "環境" not in labelled.get("hint", set())
    assert labelled["label"] == {"環境分野", "環境"}
    assert "環境" in told_of("18", "取組", "・環境の会議に参加", "環境局", "ソウル特別市")["hint"]


def test_what_stands_behind_a_city_is_told_with_it() -> None:
    found = told_of("2", "北京市との合意に基づく取組", "・展示会に参加", "政策企画局", "北京市")
    assert "北京市との" in found["item-pair"]
    assert "市との" not in found["item-pair"]


def test_words_inside_the_name_of_a_fair_say_little_together() -> None:
    found = told_of(
        "57", "北京市との交流・協力に関わる取組", "・産業交流展に北京市の企業が参加", "産業労働局", "北京市"
    )
    assert "産業交流展" in found["hint"]
    assert not {"産業交流展", "交流"} & (found.get("item-pair", set()) | found.get("pair", set()))
