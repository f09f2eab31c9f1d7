"""Where a search text stands: places in the text as it is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.catalogue.reading.finding import spans_of
from toshigaikou_cli.formats.records.hits import merged, snippet
from toshigaikou_cli.text.keys import match_key


def found(text: str, word: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, match_key(word))]


def test_width_case_spaces_and_dots_do_not_matter() -> None:
    assert found("無料Ｗｉ－Ｆｉ環境とwi-fi", "Wi-Fi") == ["Ｗｉ－Ｆｉ", "wi-fi"]
    assert found("ﾊﾞﾝｺｸで開催、バンコク市", "バンコク") == ["ﾊﾞﾝｺｸ", "バンコク"]
    assert found("ニュー・サウス・ウェールズ州", "ニューサウスウェールズ") == ["ニュー・サウス・ウェールズ"]
    assert found("交流 協力", "交流協力") == ["交流 協力"]
    assert found("㈱東京", "(株)") == ["㈱"]


def test_every_place_is_found_and_nothing_else() -> None:
    assert found("水道と下水道、上下水道", "水道") == ["水道", "水道", "水道"]
    assert found("下水", "水道") == []


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30), st.text(min_size=1, max_size=5), st.text(max_size=30))
def test_a_word_that_was_put_in_is_found(before: str, word: str, after: str) -> None:
    key = match_key(word)
    for start, end in spans_of(before + word + after, key) if key else ():
        assert 0 <= start < end <= len(before + word + after)
    if key and key in match_key(before + "、" + word + "、" + after):
        text = before + "、" + word + "、" + after
        assert all(text[start:end] for start, end in spans_of(text, key))


@settings(deadline=None, max_examples=100)
@given(
    st.text(alphabet="水道局ア・ 1aＡﾊﾞ", max_size=20), st.text(alphabet="水道局1aハ", min_size=1, max_size=3)
)
def test_what_is_marked_has_the_key(text: str, word: str) -> None:
    key = match_key(word)
    for start, end in spans_of(text, key):
        assert key in match_key(text[start:end])


def test_a_snippet_keeps_the_surroundings_and_marks_the_hits() -> None:
    text = "一二三四五" * 10 + "水道" + "六七八九十" * 10
    cut = snippet(text, spans_of(text, "水道"), around=3)
    assert cut == "…三四五«水道»六七八…"
    assert snippet("水道", [(0, 2)]) == "«水道»"
    assert snippet("a\nb", [(0, 1)]) == "«a» b"


def test_overlapping_spans_are_one() -> None:
    assert merged([(3, 5), (0, 2), (4, 6), (6, 7)]) == [(0, 2), (3, 7)]
