"""All vocabularies together, another city's folder, and the fingerprint."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.word_files import word_files

BUREAUS = """\
version: 1
bureaus:
  - {id: kokusai, name: 国際局, valid_to: "2020-03-31", successors: [kouryuu], sources: ["https://example.org/"]}
  - {id: kouryuu, name: 交流局, valid_from: "2020-04-01", sources: ["https://example.org/"]}
"""
CITIES = """\
version: 1
sources: {web: https://example.org/}
cities:
  - {id: harbour, name: 港市, name_en: Harbour, country: JP, lat: 35, lon: 139, self: true}
  - id: far
    name: ハルカ市
    name_en: Haruka
    country: FR
    lat: 1.5
    lon: 2.5
    relations: [{kind: sister, since: "1999", source: web}]
"""
ALIAS = """\
version: 1
aliases:
  - {kind: bureau, alias: 国際交流課, id: kouryuu, date: "2024-05-01", reason: so printed, by: A. B.}
  - {kind: city, alias: 遥か, id: far, date: "2024-05-01", reason: so printed, by: A. B.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "bureaus.yaml").write_text(BUREAUS, encoding="utf-8")
    (folder / "cities.yaml").write_text(CITIES, encoding="utf-8")
    return folder


def test_the_packaged_vocabularies(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.bureaus.bureaus) >= 34
    assert len(vocabulary.cities.cities) >= 110
    assert vocabulary.radicals["⼀"] == "一"
    assert vocabulary.repairs
    assert len(vocabulary.fingerprint) == 64
    assert vocabulary.aliases == ()


def test_another_citys_folder_uses_the_packaged_words(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(ALIAS, encoding="utf-8")
    loaded = load_vocabulary(folder, own)
    assert [each.bureau.id for each in loaded.bureaus.resolve_all("国際局", 2019) if each.bureau] == [
        "kokusai"
    ]
    assert loaded.bureaus.resolve("国際交流課", 2024).bureau is loaded.bureaus.by_id["kouryuu"]
    assert [mention.city for mention in loaded.cities.find_mentions("港市と遥かとの交流")] == ["ハルカ市"]
    assert loaded.cities.country_name("FR") == "フランス"
    assert loaded.radicals["⼀"] == "一"
    assert [alias.alias for alias in loaded.aliases] == ["国際交流課", "遥か"]


def test_an_alias_file_that_is_not_there_is_none(folder: Path, tmp_path: Path) -> None:
    assert load_vocabulary(folder, tmp_path / "none.yaml").aliases == ()


def test_the_fingerprint_follows_every_file(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    seen = {word_files(folder).fingerprint(), word_files(folder).fingerprint(own)}
    assert len(seen) == 1
    own.write_text(ALIAS, encoding="utf-8")
    seen.add(word_files(folder).fingerprint(own))
    (folder / "columns.yaml").write_text("version: 1\n", encoding="utf-8")
    seen.add(word_files(folder).fingerprint())
    (folder / "bureaus.yaml").write_text(BUREAUS + "\n", encoding="utf-8")
    seen.add(word_files(folder).fingerprint())
    shutil.copy(base_data("radicals.json"), folder)
    assert word_files(folder).fingerprint() in seen
    (folder / "radicals.json").write_text('{"⼀": "一"}', encoding="utf-8")
    seen.add(word_files(folder).fingerprint())
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("bureaus.yaml", "[kouryuu]", "[nowhere]", "kokusai names the unknown bureau nowhere"),
        ("bureaus.yaml", "id: kouryuu", "id: kokusai", "the id kokusai stands twice"),
        ("bureaus.yaml", "2020-03-31", "2020-13-31", "does not match"),
        ("cities.yaml", "id: far", "id: harbour", "the id harbour stands twice"),
        ("cities.yaml", "country: FR", "country: XX", "far has the unknown country XX"),
        ("cities.yaml", "source: web", "source: book", "far names the unknown source book"),
        ("cities.yaml", "lat: 1.5", "lat: 91", "91 is greater than the maximum of 90"),
    ],
)
def test_what_hangs_together_is_checked(folder: Path, file: str, old: str, new: str, word: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(folder)
    assert word in str(caught.value)
    assert str(folder / file) in str(caught.value)


def test_a_broken_own_file_is_refused(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(ALIAS.replace("id: far", "id: nowhere"), encoding="utf-8")
    with pytest.raises(VocabularyError, match="the unknown city nowhere"):
        load_vocabulary(folder, own)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{", "not JSON"),
        ('["⼀"]', "not a table"),
        ('{"ab": "c"}', "not a table"),
        ('{"a": ""}', "not a table"),
    ],
)
def test_a_broken_table_of_radicals_is_refused(folder: Path, content: str, word: str) -> None:
    (folder / "radicals.json").write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=word):
        load_vocabulary(folder)


def test_a_pattern_that_is_none_is_refused(folder: Path) -> None:
    slip = 'version: 1\nrepairs:\n  - {pattern: "(a", replace: b, seen: here, reason: none}\n'
    (folder / "repairs.yaml").write_text(slip, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"repairs\.yaml"):
        load_vocabulary(folder)


def test_a_folder_without_bureaus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"bureaus\.yaml.*no such file"):
        load_vocabulary(tmp_path)


def test_importing_loads_no_heavy_library() -> None:
    code = (
        "import sys, toshigaikou_cli.vocabulary.loading;"
        "print([m for m in ('yaml', 'jsonschema', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
