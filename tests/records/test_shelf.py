"""Long lists on their way between the steps."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toshigaikou_cli import readers
from toshigaikou_cli.records import shelf
from toshigaikou_cli.records.blocks import BLOCKS, Block, Cell, Line, Row
from toshigaikou_cli.records.documents import ACHIEVEMENTS, AchievementRecord
from toshigaikou_cli.records.indicators import AmountRecord, IndicatorRecord
from toshigaikou_cli.records.place import Spot

MANY: list[Block] = [
    Line("見出し", 1, 3, "実績"),
    *(
        Row((Cell(f"項目{n}"), Cell("", filled=True), Cell("x", struck="旧")), 1, n, line=n)
        for n in range(2500)
    ),
]


def test_few_values_stay_as_they_are() -> None:
    assert shelf.shelved(MANY[:1000], BLOCKS) == tuple(MANY[:1000])


def test_many_values_come_back_by_place_and_in_turn() -> None:
    kept = shelf.shelved(iter(MANY), BLOCKS)
    assert not isinstance(kept, tuple)
    assert len(kept) == len(MANY)
    assert list(kept) == MANY
    assert [kept[at] for at in (0, 999, 1000, 2500, -1)] == [MANY[at] for at in (0, 999, 1000, 2500, -1)]
    assert kept[998:1003] == MANY[998:1003]
    assert kept[2490:9999] == MANY[2490:]
    assert list(pickle.loads(pickle.dumps(kept))) == MANY


@given(st.lists(st.tuples(st.integers(0, 5), st.integers())))
def test_values_in_order_are_those_of_sorted(values: list[tuple[int, int]]) -> None:
    codec = shelf.Codec[tuple[int, int]](list, tuple)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "RUN", 3)
        patched.setattr(shelf, "PART", 2)
        kept = shelf.shelved_in_order(iter(values), lambda value: value[0], codec)
        assert list(kept) == sorted(values, key=lambda value: value[0])
        once = shelf.shelved_in_order(iter(values), lambda value: value[0], codec, once=True)
        assert list(once) == sorted(dict.fromkeys(values), key=lambda value: value[0])


def test_no_place_beyond_the_end() -> None:
    with pytest.raises(IndexError):
        shelf.shelved(iter(MANY), BLOCKS)[len(MANY)]


def test_a_record_keeps_its_figures_and_amounts() -> None:
    spot = Spot("", 1, 2, 3)
    record = AchievementRecord(2017, "result", "", "交流", "環境局", "項目", "開催", (), spot, stated=("35",))
    full = record._replace(
        figures=(IndicatorRecord("件数", "件", (), spot),),
        amounts=(AmountRecord("spent", 2017, "3", "千円", "3"),),
    )
    assert list(map(ACHIEVEMENTS.whole, map(ACHIEVEMENTS.flat, (record, full)))) == [record, full]


def test_a_long_sheet_holds_few_of_its_rows_at_a_time() -> None:
    text = "分野\t担当部所名\t項目名\t実績\n" + "".join(
        f"①交流\t環境局\t項目{n}\t開催\n" for n in range(5000)
    )
    reading = readers.read(text.encode(), "sheet.tsv")
    assert isinstance(reading.blocks, shelf._Shelf)
    for block in reading.blocks:
        assert isinstance(block, Row)
    assert len(reading.blocks._open) <= 2
    assert reading.tally._replace(characters=0).rows == 5001
