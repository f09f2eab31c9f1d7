"""Which records of indicators are one line of the report: never what one document states twice for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toshigaikou_cli.coverage.indicators import IndicatorLine, indicator_lines

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import IndicatorRow


def record(
    key: str, actual: str, *, about: str = "", code: str = "", document: str = "a.xlsx", unit: str = "人"
) -> IndicatorRow:
    return {
        "id": key,
        "name": "参加者数",
        "unit": unit,
        "direction": "",
        "measures": [],
        "stated": [code] if code else [],
        "about": about,
        "achievement": None,
        "bureau": None,
        "bureau_text": "",
        "values": [
            {"kind": "actual", "fiscal_year": 2025, "value": actual, "unit": unit, "text": actual},
        ],
        "rate": "",
        "rating": "",
        "amounts": [],
        "prose": False,
        "source": {"document": document},  # type: ignore[typeddict-item]
    }


def lines(*records: IndicatorRow) -> list[IndicatorLine]:
    return list(indicator_lines(records, {}))


def test_indicators_of_one_name_about_several_items_are_several() -> None:
    found = lines(record("i-1", "18", about="訪問"), record("i-2", "4", about="派遣"), record("i-3", "2100"))
    assert [(line.about, [v["text"] for v in line.actual]) for line in found] == [
        ("訪問", ["18"]),
        ("派遣", ["4"]),
        ("", ["2100"]),
    ]


def test_the_same_item_of_two_documents_is_one_indicator_and_both_values_are_shown() -> None:
    one, other = record("i-1", "18", about="訪問"), record("i-2", "19", about="訪 問", document="b.xlsx")
    (line,) = lines(one, other)
    assert [v["text"] for v in line.actual] == ["18", "19"]


def test_a_code_counts_more_than_the_item() -> None:
    (line,) = lines(
        record("i-1", "18", code="1", about="訪問"),
        record("i-2", "18", code="1", about="相互訪問", document="b.xlsx"),
    )
    assert (line.measures, line.about) == (("1",), "")
    assert len(lines(record("i-1", "18", code="1"), record("i-2", "18", code="2"))) == 2


def test_two_values_of_one_document_are_never_in_one_line() -> None:
    twice = record("i-1", "18", code="1", about="訪問"), record("i-2", "4", code="1", about="派遣")
    assert [len(line.actual) for line in lines(*twice)] == [1, 1]
    assert [len(line.actual) for line in lines(record("i-1", "18"), record("i-2", "4"))] == [1, 1]
    assert len(lines(record("i-1", "18"), record("i-2", "18"))) == 1


def test_spellings_of_a_unit_are_one() -> None:
    assert len(lines(record("i-1", "18", unit="％"), record("i-2", "18", unit="%", document="b.xlsx"))) == 1


def test_a_bare_number_is_in_the_one_unit_of_its_name_and_measure() -> None:
    bare, other = record("i-1", "18", code="1", unit=""), record("i-2", "19", code="1", document="b.xlsx")
    (line,) = lines(bare, other)
    assert (line.unit, line.ids) == ("人", ("i-1", "i-2"))


def test_a_bare_number_is_in_no_unit_where_there_are_two_or_of_another_measure() -> None:
    bare, one = record("i-1", "18", code="1", unit=""), record("i-2", "19", code="1", document="b.xlsx")
    other = record("i-3", "20", code="1", document="c.xlsx", unit="回")
    assert [line.ids for line in lines(bare, one, other)] == [("i-1",), ("i-2",), ("i-3",)]
    assert len(lines(record("i-1", "18", unit=""), record("i-2", "19", document="b.xlsx"))) == 2
    assert len(lines(record("i-1", "18", code="2", unit=""), one)) == 2
