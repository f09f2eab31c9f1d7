"""A user's own names: written in one step, checked, never doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.vocabulary.aliases import UserAlias, add_alias, load_aliases
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary

SAFE = UserAlias(
    "bureau", "環境保全推進室", "kankyou", "2024-05-01", "so printed in the sheet of FY2019", "A. Sato"
)
CITY = UserAlias("city", "花の都", "paris", "2024-05-02", 'a headline: "花の都"', "A. Sato")


def test_a_name_is_added_and_resolves(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "sub" / "own.yaml"
    add_alias(path, SAFE, vocabulary.bureaus, vocabulary.cities)
    add_alias(path, CITY, vocabulary.bureaus, vocabulary.cities)
    assert load_aliases(path) == (SAFE, CITY)
    loaded = load_vocabulary(alias_file=path)
    found = loaded.bureaus.resolve("環境保全推進室", 2019)
    assert found.bureau is not None
    assert (found.bureau.id, found.how) == ("kankyou", "alias")
    assert [mention.city for mention in loaded.cities.find_mentions("花の都との交流")] == ["パリ市"]
    assert [each.name for each in path.parent.iterdir()] == ["own.yaml"]


def test_comments_and_order_are_kept(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    add_alias(path, SAFE, vocabulary.bureaus, vocabulary.cities)
    path.write_text("# ours\n" + path.read_text(encoding="utf-8") + "    # sure\n", encoding="utf-8")
    add_alias(path, CITY, vocabulary.bureaus, vocabulary.cities)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "# sure" in text
    assert load_aliases(path) == (SAFE, CITY)


@pytest.mark.parametrize(
    "content",
    [
        "version: 1\naliases: []\n",
        "version: 1\naliases: []",
        "aliases: []\nversion: 1\n",
        "{version: 1, aliases: []}\n",
        "version: 1\naliases:\n- {kind: city, alias: 霧の都, id: london, date: '2024-01-01', reason: r, by: b}\n",
        "aliases:\n- {kind: city, alias: 霧の都, id: london, date: '2024-01-01', reason: r, by: b}\nversion: 1\n",
    ],
)
def test_a_file_in_another_style_is_added_to(vocabulary: Vocabulary, tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(content, encoding="utf-8")
    before = load_aliases(path)
    add_alias(path, SAFE, vocabulary.bureaus, vocabulary.cities)
    assert load_aliases(path) == (*before, SAFE)


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (replace(SAFE, id="nowhere"), "unknown bureau id nowhere"),
        (replace(CITY, id="nowhere"), "unknown city id nowhere"),
        (replace(SAFE, alias="環境局"), "環境局 already stands for kankyou"),
        (replace(SAFE, alias="オリンピックパラリンピック準備局"), "already stands for olympic-paralympic"),
        (replace(CITY, alias="ソウル"), "ソウル already stands for seoul"),
        (replace(SAFE, alias=" ・ "), "no letters"),
        (replace(SAFE, alias="環境\n保全室"), "own.yaml"),
        (replace(SAFE, alias="環境\x1b[31m室"), "own.yaml"),
        (replace(SAFE, date="yesterday"), "does not match"),
        (replace(SAFE, reason=""), "reason"),
        (replace(SAFE, by="  "), "by"),
    ],
)
def test_a_wrong_entry_changes_nothing(
    vocabulary: Vocabulary, tmp_path: Path, entry: UserAlias, word: str
) -> None:
    path = tmp_path / "own.yaml"
    add_alias(path, replace(CITY, alias="霧の都", id="london"), vocabulary.bureaus, vocabulary.cities)
    before = path.read_bytes()
    with pytest.raises(VocabularyError) as caught:
        add_alias(path, entry, vocabulary.bureaus, vocabulary.cities)
    assert word in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["own.yaml"]


def test_a_name_is_not_added_twice(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    add_alias(path, SAFE, vocabulary.bureaus, vocabulary.cities)
    with pytest.raises(VocabularyError, match="already in the file"):
        add_alias(
            path, replace(SAFE, alias="環境 保全・推進室", id="soumu"), vocabulary.bureaus, vocabulary.cities
        )
    assert load_aliases(path) == (SAFE,)


def test_a_file_with_a_name_twice_is_refused(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    add_alias(path, SAFE, vocabulary.bureaus, vocabulary.cities)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("  - kind") :], encoding="utf-8")
    with pytest.raises(VocabularyError, match="stands twice"):
        load_aliases(path)


def test_a_broken_file_stays_as_it_is(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("version: 1\naliases: [", encoding="utf-8")
    with pytest.raises(VocabularyError, match="not valid YAML"):
        add_alias(path, SAFE, vocabulary.bureaus, vocabulary.cities)
    assert path.read_text(encoding="utf-8") == "version: 1\naliases: ["


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
@settings(deadline=None, max_examples=60)
def test_any_words_are_kept_or_refused(
    vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory, alias: str, reason: str
) -> None:
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    entry = replace(SAFE, alias=alias, reason=reason)
    refused = ""
    try:
        add_alias(path, entry, vocabulary.bureaus, vocabulary.cities)
    except VocabularyError as error:
        refused = str(error)
    if refused:
        assert "\n" not in refused
        assert not path.exists()
    else:
        assert load_aliases(path) == (entry,)
