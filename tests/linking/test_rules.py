"""The linking rules: the packaged file, and what the loader refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.fixtures import RULES_OF_2014, measures
from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.linking import general_rules, load_rules
from toshigaikou_cli.linking.rules import WORD_GAP, city_key
from toshigaikou_cli.linking.similarity import WordFinder, dice, pairs
from toshigaikou_cli.packaged import base_data, default_project
from toshigaikou_cli.vocabulary.loading import load_vocabulary

RULES = load_rules(RULES_OF_2014)


def small() -> dict[str, object]:
    """A whole set of rules of the least size, on the packaged thresholds and weights."""
    data = yaml.safe_load(base_data("links.yaml").read_text("utf-8"))
    return {
        "version": 1,
        "thresholds": data["thresholds"],
        "weights": data["weights"],
        "spellings": {"受け入れ": "受入"},
        "words": {"水": ["水道", "浄水"], "海外": ["海外", "国際"]},
        "partners": {"sister": {"title": "姉妹都市", "cities": ["パリ市"]}},
        "measures": [
            {"number": 1, "title": "水道の研修", "names": ["水道研修"], "together": [[["$水"], "$海外"]]}
        ],
    }


def test_the_rules_name_registered_bureaus_and_measures() -> None:
    names = {bureau.name for bureau in load_vocabulary().bureaus.bureaus}
    for rule in RULES.measures.values():
        assert {*rule.remit} <= names, rule.title
    for topic in RULES.outside:
        assert topic.but <= RULES.measures.keys(), topic.title


def written(tmp_path: Path, data: object) -> Path:
    path = tmp_path / "links.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return path


def test_every_measure_of_the_strategy_has_its_rule() -> None:
    assert len(measures()) == 76
    assert [*RULES.measures] == [measure.code for measure in measures()]
    for measure in measures():
        assert dice(RULES.key(RULES.measures[measure.code].title), RULES.key(measure.title)) > 0.9, (
            measure.title
        )


def test_every_measure_has_words_to_be_known_by() -> None:
    for rule in RULES.measures.values():
        known = len(rule.names) + len(rule.terms) + sum(len(part) for c in rule.together for part in c)
        assert known >= 8, rule.title


def test_no_word_holds_another_that_says_as_much() -> None:
    """A longer word beside its part finds nothing more: 浄水場視察 beside 浄水場."""
    inside = {RULES.key(word): [*map(RULES.key, longer)] for word, longer in RULES.never_inside.items()}
    data = yaml.safe_load((default_project() / "words/links/2014.yaml").read_text("utf-8"))
    for entry in data["measures"]:
        rule = RULES.measures[str(entry["number"])]
        names, terms, hints = ([*map(RULES.key, words)] for words in (rule.names, rule.terms, rule.hints))
        for kind, least in (("names", names), ("terms", names + terms), ("hints", names + terms + hints)):
            finder = WordFinder(least, inside)
            for word in entry.get(kind, ()):
                key = RULES.key(word)
                held = {*finder.find(key, pairs(key))} - {key}
                assert word.startswith("$") or not held, (entry["number"], kind, word, held)


def test_every_word_has_a_key_and_is_unique_in_its_measure() -> None:
    for rule in RULES.measures.values():
        keys = [RULES.key(word) for word in (*rule.names, *rule.terms, *rule.hints)]
        assert all(keys), rule.title
        assert len(set(rule.names)) == len(rule.names), rule.title
        assert not set(rule.names) & set(rule.terms), rule.title


def test_no_word_is_excluded_by_the_measure_that_it_names() -> None:
    for rule in RULES.measures.values():
        assert not {*map(RULES.key, rule.excluded)} & {*map(RULES.key, (*rule.names, *rule.terms))}, (
            rule.title
        )


def test_a_small_file_loads(tmp_path: Path) -> None:
    rules = load_rules(written(tmp_path, small()))
    assert rules.measures["1"].together == ((("水道", "浄水"), ("海外", "国際")),)
    assert rules.partners[0].keys == {"パリ"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measures": {}}, "measures"),
        ({"colour": 1}, "colour"),
        (
            {"measures": [{"number": 1, "title": "x", "names": ["あ"], "terms": ["$何か"]}]},
            "no group is named 何か",
        ),
        ({"words": {"水": ["$水"], "海外": ["x"]}}, "contains itself"),
        (
            {"measures": [{"number": 1, "title": "x", "names": ["研修の受け入れ"], "terms": ["研修の受入"]}]},
            "already",
        ),
        ({"measures": [{"number": 1, "title": "x", "names": [name]} for name in "あい"]}, "twice"),
        ({"measures": [{"number": 1, "title": "x", "names": ["・"]}]}, "no letters"),
        ({"partners": {"sister": {"title": "姉妹都市"}}}, "cities"),
        ({"measures": [{"number": 1, "title": "x", "names": ["あ"], "partners": {"groups": ["月"]}}]}, "月"),
    ],
)
def test_broken_rules_are_refused_in_one_line(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = written(tmp_path, {**small(), **change})
    with pytest.raises(VocabularyError) as refused:
        load_rules(path)
    assert said in str(refused.value)
    assert "links.yaml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_no_yaml_and_no_file_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("measures: [", "utf-8")
    for path in (broken, tmp_path / "absent.yaml"):
        with pytest.raises(VocabularyError, match=path.name):
            load_rules(path)


def test_no_part_of_the_rules_is_needed(tmp_path: Path) -> None:
    assert load_rules(written(tmp_path, {"version": 1})) == general_rules()
    own = {"version": 1, "measures": [{"code": "1-1-(1)", "title": "販路", "names": ["商談会"]}]}
    rules = load_rules(written(tmp_path, own))
    assert [*rules.measures] == ["1-1-(1)"]
    assert rules.partner_words == RULES.partner_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("研修生の受け入れ", "研修生の受入れ"),
        ("研修生の受入れ", "研修生の受入"),
        ("専門家の招へい", "専門家の招聘"),
        ("無料Ｗｉ-Ｆｉ", "無料WiFi"),
        ("子どもの交流", "子供の交流"),
        ("埠頭の取り組み", "ふ頭の取組"),
        ("ヴェトナム", "ベトナム"),
    ],
)
def test_spellings_have_one_key(one: str, other: str) -> None:
    assert RULES.key(one) == RULES.key(other)


def test_different_words_keep_different_keys() -> None:
    assert RULES.key("受入") != RULES.key("派遣")
    assert RULES.key("下水道") != RULES.key("水道")


@given(st.text(alphabet="受け入れ取組み招聘へいウィルスごミ 　・20\n", max_size=40))
@settings(deadline=None, max_examples=60)
def test_a_key_does_not_depend_on_white_space(text: str) -> None:
    assert RULES.key(text) == RULES.key(" ".join(text))


@given(st.text(alphabet="水の会議 　・ａIwa２0\n", max_size=40))
@settings(deadline=None, max_examples=60)
def test_only_the_gaps_between_latin_words_and_a_dot_between_characters_stay(text: str) -> None:
    key = RULES.key(text)
    joined = text.replace(" ", "").replace("　", "").replace("\n", "")
    assert key.replace(WORD_GAP, "") == RULES.key(joined).replace(WORD_GAP, "")
    for before, after in zip(key.split(WORD_GAP), key.split(WORD_GAP)[1:], strict=False):
        assert re.fullmatch("[a-z]{2}|[一-龥]{2}", before[-1:] + after[:1])


@pytest.mark.parametrize("name", ["ソウル特別市", "ソウル市", "ソウル"])
def test_city_names_meet_without_their_rank(name: str) -> None:
    assert city_key(name) == "ソウル"


def test_a_short_name_is_left_whole() -> None:
    assert city_key("京都") == "京都"
    assert city_key("広州市") == "広州"
