"""The pages' templates in English: every fragment has its English, and every English its fragment."""

from __future__ import annotations

import re
from pathlib import Path

from toshigaikou_cli.formats.pages import english
from toshigaikou_cli.formats.records import evidence, evidence_english

TEMPLATES = Path(english.__file__).parent / "templates"
NAMES = (
    "report.html.j2",
    "block.html.j2",
    "parts.html.j2",
    "folder.html.j2",
    "folder_parts.html.j2",
    "script.js",
    "folder.js",
    "summary.html.j2",
    "summary_part.html.j2",
    "style.css",
    "summary.css",
)
TAG = re.compile(r"</?(?:table|section|div|tr|td|th|ul|ol|li|a|p)\b")
NOT_WORDS = r"/[\s・]+/g"


def test_no_japanese_is_left() -> None:
    for name in NAMES:
        text = english.in_english((TEMPLATES / name).read_text(encoding="utf-8")).replace(NOT_WORDS, "")
        assert not re.findall(r".{0,20}[ぁ-んァ-ヶ一-龠。、：（）「」・／　].{0,20}", text), name


def test_every_fragment_stands_somewhere() -> None:
    texts = [(TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES]
    assert [ja for ja in english.ENGLISH if not any(ja in text for text in texts)] == []


def test_templates_call_the_same_in_both_languages() -> None:
    """Blocks are opened and closed alike; only the words differ."""
    for name in NAMES:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        tags = [
            re.findall(r"</?(?:table|section|div|tr|td|th|ul|ol|li|a|p)\b", each)
            for each in (text, english.in_english(text))
        ]
        assert tags[0] == tags[1]


def test_every_kind_of_evidence_has_english() -> None:
    assert evidence_english.ENGLISH_FOR.keys() == evidence._FOR.keys()
    assert evidence_english.ENGLISH_AGAINST.keys() == evidence._AGAINST.keys()
    assert evidence_english.ENGLISH_JOINED.keys() == evidence._JOINED.keys()
