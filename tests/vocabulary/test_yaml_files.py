"""Broken vocabulary files: one line with file, line and hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.vocabulary import yaml_files
from toshigaikou_cli.vocabulary.make_parsed import parsed
from toshigaikou_cli.vocabulary.yaml_files import PARSED, load_packaged, load_yaml, parse_yaml

GOOD = """\
version: 1
countries:
  - {code: "NO", name: ノルウェー}
  - {code: JP, name: 日本, aliases: [2014-07-16, yes]}
"""


def refusal(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "names.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(VocabularyError) as caught:
        load_yaml(path, "countries")
    message = str(caught.value)
    assert "\n" not in message
    return message.replace(str(path), "names.yaml")


def test_a_good_file_keeps_dates_and_words_as_text(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(GOOD, encoding="utf-8")
    data = load_yaml(path, "countries")
    assert data["countries"][0]["code"] == "NO"
    assert data["countries"][1]["aliases"] == ["2014-07-16", "yes"]


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_yaml(path, "countries")["version"] == 1


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("version: 1\ncountries: [\n", "names.yaml:3", "not valid YAML"),
        ("version: 1\n\tcountries: []\n", "names.yaml:2", "not valid YAML"),
        ("version: 1\nversion: 1\ncountries: []\n", "names.yaml:2", "stands twice"),
        ("version: 1\n1: x\ncountries: []\n", "names.yaml:2", "is not text"),
        (
            "version: 1\ncountries: []\nother: 1\n",
            "names.yaml:3",
            "other: unknown key (known: version, countries",
        ),
        ("version: 2\ncountries: []\n", "names.yaml:1", "1 was expected"),
        ("version: 1\ncountries:\n  - {code: JP}\n", "names.yaml:3", "'name' is a required property"),
        ("version: 1\ncountries:\n  - {code: Japan, name: 日本}\n", "names.yaml:3", "countries[0].code"),
        ("version: 1\ncountries:\n  - {code: NO, name: 1}\n", "names.yaml:3", "countries[0].name"),
        ("version: 1\ncountries: &a []\nother: *a\n", "names.yaml", "other"),
        ("version: 1\ncountries: !!python/object:os.system x\n", "names.yaml:2", "not valid YAML"),
        ("a: &a [1]\nb: *a\n", "names.yaml", "anchors"),
        ("- " * 30_000, "names.yaml:1", "deep"),
        ("version: " + "1" * 5000, "names.yaml", "wrong kind"),
        ("version: !!bool maybe", "names.yaml", "wrong kind"),
        ("version: !!timestamp maybe", "names.yaml", "wrong kind"),
        ("[" * 30_000, "names.yaml:1", "deep"),
        (b"version: 1\n# \x93\xfa\x96\x7b\n", "names.yaml:2", "not UTF-8"),
        (b"version: 1\x00\n", "names.yaml", "not valid YAML"),
        ("", "names.yaml", "not of type 'object'"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(
    tmp_path: Path, content: str | bytes, line: str, word: str
) -> None:
    message = refusal(tmp_path, content)
    assert message.startswith(line)
    assert word in message
    assert message.endswith(")")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no such file"):
        load_yaml(tmp_path / "none.yaml", "countries")
    with pytest.raises(VocabularyError, match="is a directory"):
        load_yaml(tmp_path, "countries")


def test_a_hint_comes_from_the_schema(tmp_path: Path) -> None:
    message = refusal(tmp_path, "version: 1\ncountries:\n  - {code: Japan, name: 日本}\n")
    assert "(ISO 3166-1 alpha-2 code, in quotes)" in message


@given(st.text(alphabet="ab:-[]{}&*!|>'\"# \n\t1,?", max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read_or_refused(text: str) -> None:
    refused = ""
    try:
        parse_yaml(text, "x")
    except VocabularyError as error:
        refused = str(error)
    assert "\n" not in refused
    assert refused == "" or refused.startswith("x")


def test_the_packaged_files_are_parsed_beforehand_as_they_are() -> None:
    assert PARSED.read_text(encoding="utf-8").splitlines() == list(parsed()), "make data"


def test_a_packaged_file_that_was_parsed_beforehand_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_files, "_parsed", None)
    assert load_packaged(base_data("networks.yaml"))["version"] == 1


def test_a_packaged_file_that_has_changed_since_is_parsed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = base_data("networks.yaml").read_bytes() + b"new: 1\n"
    monkeypatch.setattr(yaml_files, "_raw", lambda _: changed)
    assert load_packaged(base_data("networks.yaml"))["new"] == 1
