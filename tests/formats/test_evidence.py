"""Evidence and objections as sentences."""

from __future__ import annotations

from typing import get_args

import pytest

from linking.fixtures import achievement, linker, measures
from toshigaikou_cli.formats.records.evidence import (
    evidence_lines,
    evidence_text,
    objection_text,
    objections_text,
)
from toshigaikou_cli.records.evidence import AgainstKind, Evidence, EvidenceKind, Objection


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        (Evidence("lead", ("環境局",)), "担当局が一致：環境局（主管）"),
        (Evidence("lead-successor", ("福祉局", "福祉保健局")),
         "担当局が一致：福祉局（施策の主管である福祉保健局と組織の改編でつながる局）"),
        (Evidence("remit", ("子供政策連携室",)), "施策の主題は子供政策連携室の所管でもある（施策は名指していない）"),
        (Evidence("city-named", ("ソウル特別市", "ベルリン市")), "施策が名指す都市：ソウル特別市、ベルリン市"),
        (Evidence("city-group", ("姉妹友好都市", "パリ市")), "施策の相手（姉妹友好都市）に当たる都市：パリ市"),
        (Evidence("item-word", ("結核",)), "項目名の語：結核"),
        (Evidence("field-word", ("交流",)), "分野欄の語（参考）：交流"),
        (Evidence("pair", ("水道", "ヤンゴン")), "語の組：水道 ＋ ヤンゴン"),
        (Evidence("item-pair", ("水道", "ヤンゴン")), "語の組（項目名の語を含む）：水道 ＋ ヤンゴン"),
        (Evidence("apart", ("要人", "会談")), "同じ文の離れた語：要人、会談"),
        (Evidence("item-hint", ("交流",)), "項目名の語（参考）：交流"),
        (Evidence("label", ("環境分野", "環境")), "分野ラベル【環境分野】 → 環境"),
        (Evidence("judgement"), "規則の根拠はない（人の判断による）"),
    ],
)  # fmt: skip
def test_a_sentence_for_each_piece(evidence: Evidence, text: str) -> None:
    assert evidence_text(evidence, "ja") == text


@pytest.mark.parametrize(
    ("objection", "text"),
    [
        (Objection("no-word"), "この施策の語がない"),
        (Objection("topic", ("見舞金", "見舞状")), "戦略の施策が扱わない主題：見舞金（見舞状）"),
        (Objection("other-partner", ("姉妹友好都市",)), "施策の相手は姉妹友好都市、この行の相手は出てこない"),
        (Objection("no-measure"), "担当局が担う施策はない"),
        (Objection("no-measure", ("17", "18")), "担当局の施策（17、18）を指す語が足りない"),
        (Objection("weak", ("0.30", "0.62")), "根拠が足りない（0.30、必要は0.62）"),
        (Objection("not-own", ("1", "2", "0.58")),
         "先に結ばれた施策（1、2）と別の、この施策だけの根拠が足りない（必要は0.58）"),
        (Objection("judgement", ("山田", "2026-01-05", "対象外")), "人の判断で戦略の外（山田、2026-01-05：対象外）"),
        (Objection("judgement", ("山田", "2026-01-05", "", "stale")),
         "人の判断で戦略の外（山田、2026-01-05）［本文がその後変わった］"),
    ],
)  # fmt: skip
def test_a_sentence_for_each_objection(objection: Objection, text: str) -> None:
    assert objection_text(objection, "ja") == text


def test_every_kind_has_a_sentence() -> None:
    for kind in get_args(EvidenceKind):
        assert evidence_text(Evidence(kind, ("あ", "い")))
    for against in get_args(AgainstKind):
        assert objection_text(Objection(against, ("あ", "い", "う")))


def test_words_of_a_kind_stand_on_one_line() -> None:
    found = [Evidence("lead", ("環境局",)), *(Evidence("word", (word,)) for word in ("大気", "汚染", "大気"))]
    assert evidence_lines(found, "ja") == ["担当局が一致：環境局（主管）", "語：大気、汚染"]
    many = [Evidence("word", (str(number),)) for number in range(9)]
    assert evidence_lines(many, "ja") == ["語：0、1、2、3、4、5"]


def test_objections_in_one_line() -> None:
    found = (Objection("no-measure", ("17",)), Objection("nearest", ("3", "0.21")))
    assert (
        objections_text(found, "ja")
        == "担当局の施策（17）を指す語が足りない。最も近い施策3も根拠が弱い（0.21）"
    )
    assert objections_text(()) == ""


def test_whatever_linking_says_can_be_told() -> None:
    for measure in measures():
        verdict = linker().link(
            achievement(measure.title, measure.overview, bureau=next(iter(measure.bureaus)))
        )
        for link in verdict.links:
            assert all(evidence_lines(link.evidence))
        assert objections_text((*verdict.against, *verdict.outside)) is not None
