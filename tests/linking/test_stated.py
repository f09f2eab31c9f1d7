"""What a sheet says of its measures outranks what the rules infer."""

from __future__ import annotations

from toshigaikou_cli.linking.stated import Codes, contradicted, said_by_row, said_by_titles, with_stated
from toshigaikou_cli.records.evidence import Evidence
from toshigaikou_cli.records.links import Link, Linking, MeasureCell

DEEP = Codes(
    {"1-1-(1)": "p:1-1-(1)", "1-1-(2)": "p:1-1-(2)"}, {"1-1-(1)": "販路の開拓", "1-1-(2)": "投資の誘致"}
)
PLAIN = Codes(
    {str(n): f"p:{n}" for n in range(1, 5)},
    {"1": "港の交流", "2": "人の交流", "3": "森の交流", "4": "水の研修"},
)


def cell(row: str, text: str, item: str = "", *, certain: bool = True) -> MeasureCell:
    return MeasureCell(row, 1, "施策番号" if certain else "No.", text, item, certain)


def measures(cells: list[MeasureCell], codes: Codes) -> dict[str, tuple[str, ...]]:
    return {row: said.measures for row, said in said_by_row(cells, codes).items()}


def rule_link(measure: str, status: str = "linked", score: float = 0.9) -> Link:
    return Link(measure, status, "rule", score, (Evidence("word", ("港",), (0,), 0.5),), (0,))  # type: ignore[arg-type]


def test_cells_of_a_column_of_measures_name_them() -> None:
    cells = [
        cell("a", "１－１－（１）"),
        cell("b", "1-1-(1)、1-1-(2)"),
        cell("c", "（再掲）1-1-②"),
        cell("d", "9-9-(9)"),
        cell("e", "－"),
    ]
    assert measures(cells, DEEP) == {
        "a": ("p:1-1-(1)",),
        "b": ("p:1-1-(1)", "p:1-1-(2)"),
        "c": ("p:1-1-(2)",),
    }


def test_the_title_of_a_measure_is_as_good_as_its_code() -> None:
    assert measures([cell("a", "投資の誘致")], DEEP) == {"a": ("p:1-1-(2)",)}


def test_a_column_of_numbers_that_counts_the_rows_says_nothing() -> None:
    rows = [cell(str(n), str(n), "別の事業", certain=False) for n in range(1, 4)]
    assert measures(rows, PLAIN) == {}


def test_a_column_of_numbers_under_the_titles_of_those_measures_names_them() -> None:
    rows = [cell("a", "2", "人の交流", certain=False), cell("b", "4", "水の研修", certain=False)]
    assert measures(rows, PLAIN) == {"a": ("p:2",), "b": ("p:4",)}
    assert said_by_row(rows, PLAIN)["a"].titled
    assert measures([*rows, cell("c", "77", "水の研修", certain=False)], PLAIN) == {}


def test_a_column_of_numbers_of_several_parts_names_measures_where_all_are_known() -> None:
    rows = [cell("a", "1-1-(1)", certain=False), cell("b", "1-1-(2)", certain=False)]
    assert set(measures(rows, DEEP)) == {"a", "b"}
    assert measures([*rows, cell("c", "3-1-(2)", certain=False)], DEEP) == {}


def test_stated_measures_are_linked_and_the_rules_suggest_others() -> None:
    said = said_by_row([cell("a", "2、4")], PLAIN)["a"]
    rules = Linking((rule_link("p:1"), rule_link("p:2", "suggested", 0.5)))
    found = with_stated(rules, said, (0, 1))
    assert [(link.measure, link.status, link.method, link.score) for link in found.links] == [
        ("p:2", "linked", "stated", 1.0),
        ("p:4", "linked", "stated", 1.0),
        ("p:1", "suggested", "rule", 0.9),
    ]
    assert found.links[0].evidence[0] == Evidence("stated", ("施策番号", "2、4"), (0, 1), 1.0)
    assert [each.kind for each in found.links[0].evidence] == ["stated", "word"]
    assert found.links[1].activities == (0, 1)


def test_a_stated_row_is_never_outside() -> None:
    from toshigaikou_cli.records.evidence import Objection

    said = said_by_row([cell("a", "2")], PLAIN)["a"]
    found = with_stated(Linking(outside=(Objection("topic", ("庁舎",)),)), said)
    assert (found.outside, [link.measure for link in found.links]) == ((), ["p:2"])


def test_a_contradiction_is_what_the_rules_would_link_where_they_would_not_suggest_the_stated() -> None:
    said = said_by_row([cell("a", "2")], PLAIN)["a"]
    weak, strong = (lambda _: 0.1), (lambda _: 0.4)
    assert contradicted(Linking((rule_link("p:1"),)), said, weak, 0.3) == "p:1"
    assert contradicted(Linking((rule_link("p:1"),)), said, strong, 0.3) == ""
    assert contradicted(Linking((rule_link("p:2"), rule_link("p:1"))), said, weak, 0.3) == ""
    assert contradicted(Linking((rule_link("p:1", "suggested"),)), said, weak, 0.3) == ""
    assert contradicted(Linking(), said, weak, 0.3) == ""


def test_cells_that_are_titles_name_their_measures() -> None:
    codes = Codes(
        {code: f"p:{code}" for code in "12345"},
        {"1": "港の交流", "2": "人の交流", "3": "交流員（CIR）の活用", "4": "案内", "5": "案内"},
    )
    texts = {
        "a": "港の交流", "b": "港の交流、人の 交流", "c": "交流員の活用", "d": "① 人の交流",
        "e": "港の交流団", "f": "案内", "g": "港の交流、別の事業", "h": "2",
    }  # fmt: skip
    found = said_by_titles([cell(row, text) for row, text in texts.items()], codes)
    assert {row: said.measures for row, said in found.items()} == {
        "a": ("p:1",),
        "b": ("p:1", "p:2"),
        "c": ("p:3",),
        "d": ("p:2",),
    }
