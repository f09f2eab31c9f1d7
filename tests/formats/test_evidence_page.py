"""The pages on linking show evidence as the output in their language does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toshigaikou_cli.formats.records.evidence import evidence_text
from toshigaikou_cli.language import Language
from toshigaikou_cli.records.evidence import Evidence, EvidenceKind

DOCS = Path(__file__).parents[2] / "docs"
SHOWN: tuple[EvidenceKind, ...] = (
    "stated", "lead", "lead-successor", "department", "city-named", "city-group", "word", "item-word", "pair", "item-pair",
    "apart", "label", "title", "text", "hint", "item-hint", "field-word",
)  # fmt: skip
OF_TWO = {"stated", "lead-successor", "city-group", "pair", "item-pair", "apart", "label"}


@pytest.mark.parametrize("kind", SHOWN)
@pytest.mark.parametrize(("language", "page"), [("en", "linking.md"), ("ja", "ja/linking.md")])
def test_a_page_shows_evidence_in_its_language(language: Language, page: str, kind: EvidenceKind) -> None:
    words = ("\ue001", "\ue002") if kind in OF_TWO else ("\ue001",)
    told = evidence_text(Evidence(kind, words, (), 1.0), language)
    pattern = re.sub("[\ue001\ue002]", "[^`|]+", re.escape(told))
    assert re.search(f"`{pattern}`", (DOCS / page).read_text(encoding="utf-8"))
