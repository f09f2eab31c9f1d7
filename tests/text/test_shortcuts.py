"""What is looked for before an expression, or in its place, decides nothing else than the expression does."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toshigaikou_cli.expressions import _Late
from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.resolving.rows import cells_json
from toshigaikou_cli.text import figures, keys, outcome_parts, outcome_words
from toshigaikou_cli.text.dates import plans, roles
from toshigaikou_cli.vocabulary.cities import foreign, mentions, words
from toshigaikou_cli.vocabulary.cities import roles as city_roles

_GUARDED = [
    (roles._MAY_BE_ANOTHER, roles._ANOTHER_DAY),
    (roles._MAY_BE_ANOTHER, roles._EVE),
    (roles._MAY_BE_ANOTHER, roles._GROUND),
    (roles._MAY_BE_ANOTHER, roles._TARGET),
    (roles._MAY_NOT_BE, roles._OF_WHAT_WAS_NOT),
]


@pytest.mark.parametrize(("guard", "guarded"), _GUARDED)
@given(data=st.data())
def test_whatever_matches_has_what_is_looked_for_first(
    guard: re.Pattern[str], guarded: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(re.compile(guarded.pattern)))
    found = guarded.match(text)
    assert found is None or guard.search(found[0])


@pytest.mark.parametrize("expression", [plans._PLAN, plans._PLAN_BEFORE])
@given(data=st.data())
def test_what_announces_has_one_of_the_words(expression: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(expression.pattern)))
    assert any(word in text for word in plans._WORDS)


@given(st.text(alphabet="あ開。、\n（(「『）)」』 　", max_size=30))
def test_sentences_stand_where_the_expression_finds_them(text: str) -> None:
    assert outcome_parts._places(text) == tuple(
        found.span() for found in outcome_words.SENTENCE.finditer(text)
    )


def test_every_character_that_is_folded_is_looked_for() -> None:
    assert all(figures._WIDE.search(chr(code)) for code in figures._FOLD)
    assert all(words._FOLDS.search(chr(code)) for code in words.FOLD)
    assert all(keys._MARK.search(mark) for mark in keys._FOLDED)
    assert not any(
        found.search("3月に図書館と交流(2回)") for found in (figures._WIDE, words._FOLDS, keys._MARK)
    )


@given(st.text(alphabet="（）(=)\u0338\u3099か㈱１", max_size=12))
def test_brackets_are_folded_as_nfkc_folds_them(text: str) -> None:
    narrow = text.replace("（", "(").replace("）", ")")
    assert unicodedata.normalize("NFKC", narrow) == unicodedata.normalize("NFKC", text)


def _expressions() -> Iterator[str]:
    for module in (city_roles, mentions, foreign, words):
        for value in vars(module).values():
            if isinstance(value, _Late) and value not in (mentions._DIGIT,):
                yield value.pattern


@pytest.mark.parametrize("pattern", list(_expressions()))
def test_what_tells_cities_asks_of_digits_only_that_they_are_some(pattern: str) -> None:
    assert not re.search(r"[0-9０-９]", re.sub(r"0-9|\\d|\\[ux][0-9a-f]+|\{[0-9]*,?[0-9]*\}", "", pattern))


@given(st.lists(st.tuples(*[st.text(max_size=5)] * 3, st.booleans(), st.text(max_size=3)), max_size=3))
def test_raw_cells_are_the_json_of_the_library(listed: list[tuple[str, str, str, bool, str]]) -> None:
    plain = [
        {"column": column, "header": header, "text": text, "filled": filled}
        | ({"struck": struck} if struck else {})
        for column, header, text, filled, struck in listed
    ]
    assert cells_json(RawCell(*each) for each in listed) == json.dumps(plain, ensure_ascii=False)
