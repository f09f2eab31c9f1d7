"""How near a name is, in one place for bureaus, departments and cities."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.near import LEAST, bureau_head, nearness, one_off


@pytest.mark.parametrize(
    ("form", "key", "reason", "close"),
    [
        ("環境局", "環況局", "one character differs from 環境局", True),
        ("生活文化局", "生括文科局", "two characters differ from 生活文化局", False),
        ("国際交流推進課", "交流推進", "part of 国際交流推進課", True),
        ("西安", "西安経済圏", "contains 西安", True),
        ("北京", "東京", "resembles 北京", False),
        ("パリ", "バリ", "one character differs from パリ", True),
        ("パリ", "リマ", "resembles パリ", False),
    ],
)
def test_the_reason_that_is_told(form: str, key: str, reason: str, close: bool) -> None:
    found = nearness(form, key)
    assert (found.reason, found.close) == (reason, close)
    assert not close or found.score >= LEAST


def test_the_more_is_shared_the_nearer() -> None:
    assert nearness("環境局", "環況局").score > nearness("環境局", "環況部").score
    assert nearness("環境局", "漁港").score < LEAST


def test_one_character() -> None:
    assert one_off("水道極", "水道局")
    assert one_off("水道", "水道局")
    assert not one_off("水道局", "水道局")
    assert not one_off("水路極", "水道局")


@pytest.mark.parametrize(("text", "head"), [("環境局総務部", "環境局"), ("局長室", "局長室"), ("総務部", "")])
def test_what_ends_as_a_bureau(text: str, head: str) -> None:
    assert bureau_head(text) == head
