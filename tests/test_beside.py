"""The corpus beside other tools: its files are well formed, and the page shows what tgx makes of them today."""

from __future__ import annotations

import json
from typing import Any

import pytest
from beside import page
from beside.documents import CELLS, DOCUMENTS, LISTS, documents, expected, rows
from beside.environments import peers, tools
from beside.judging import judged, outcome, sentence_outcome, wrong_cells
from beside.run import COSTS, OUTCOMES
from beside.runners.one import failure, texts
from beside.runners.tgx_tools import TOOLS

from toshigaikou_cli.errors import TgxError

TOLD = {"kind", "producer", "rules", "encoding", "around", "absent", "rows"}
NOW = json.loads(OUTCOMES.read_text(encoding="utf-8"))
RIGHT: dict[str, Any] = {"rows": [["項目", "件数"], [["交流", ""], "12"]], "around": ["題名"]}


def answer(tool: str, name: str) -> dict[str, Any]:
    try:
        found = dict(TOOLS[tool](str(DOCUMENTS / name), {}))
    except TgxError as problem:
        return failure(problem) | {"warnings": []}
    return found | {"rows": [texts(row) for row in found["rows"]]} if "rows" in found else found


@pytest.mark.parametrize("name", documents())
def test_a_document_has_its_right_cells(name: str) -> None:
    told = expected(name)
    assert (DOCUMENTS / name).is_file()
    assert {"kind", "producer", "rows"} <= set(told) <= TOLD
    assert len({len(row) for row in told["rows"]}) >= 1
    for row in told["rows"]:
        assert all(
            isinstance(cell, str) or (cell and all(isinstance(each, str) for each in cell)) for cell in row
        )


def test_no_document_is_without_right_cells() -> None:
    others = {"README.md", "make.py", *LISTS}
    files = {path.relative_to(DOCUMENTS).as_posix() for path in DOCUMENTS.rglob("*") if path.is_file()}
    assert {name for name in files if not name.endswith(CELLS) and name.split("/")[-1] not in others} == set(
        documents()
    )


@pytest.mark.parametrize("name", documents())
def test_the_page_shows_what_tgx_makes_of_a_document(name: str) -> None:
    """Where this fails: ``python benchmarks/beside/run.py --only tgx``, and read what has changed."""
    assert judged(answer("tgx", name), name)[0][:2] == NOW["outcomes"][name]["tgx"][:2]


@pytest.mark.parametrize(("tool", "name"), [("tgx (dates)", "dates.json"), ("tgx (names)", "names.json")])
def test_the_page_shows_what_tgx_makes_of_a_list(tool: str, name: str) -> None:
    found = judged(answer(tool, name), name)
    assert [each[0] for each in found] == [NOW["outcomes"][row][tool][0] for row in rows(name)]


def test_the_page_is_made_of_the_outcomes_and_every_claim_holds() -> None:
    costs = json.loads(COSTS.read_text(encoding="utf-8"))
    assert page.render(NOW, costs) == page.PAGE.read_text(encoding="utf-8")


def test_a_claim_that_the_outcomes_do_not_bear_out_is_refused() -> None:
    claim = {"text": "X reads it.", "rows": [["X", "a.pdf", "right"]]}
    with pytest.raises(page.ClaimError, match=r"X on a\.pdf is: silent"):
        page._claim(claim, {"a.pdf": {"X": ["silent", 2, ""]}})


def test_every_tool_has_an_exact_version() -> None:
    content = peers()["environments"]
    assert all("==" in package for packages in content.values() for package in packages)
    assert {tool.environment for tool in tools()} <= {*content, "", "system"}


@pytest.mark.parametrize(
    ("rows_read", "wrong"),
    [
        ([["項目", "件数"], ["交流", "12"]], 0),
        ([["題名", ""], ["項目", "件数"], ["", "1 2"]], 0),
        ([["項目", "件数"], ["項目", "件数"], ["", "１２"]], 0),
        ([["", "項目", "件数"], ["", "", "12"]], 0),
        ([["項目", "件数"], ["交流", "3"]], 1),
        ([["項目", "件数"]], 1),
        ([["項目", "件数"], ["", "12"], ["計", "9"]], 2),
        ([["項目件数"], ["交流12"]], 4),
    ],
)
def test_wrong_cells(rows_read: list[list[str]], wrong: int) -> None:
    assert (
        wrong_cells(
            [["".join(cell.split()).replace("１２", "12") for cell in row] for row in rows_read], RIGHT
        )
        == wrong
    )


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"rows": [["項目", "件数"], ["交流", "１２"]], "warnings": ["x"]}, "right"),
        ({"rows": [["項目", "件数"], ["交流", "3"]], "warnings": []}, "silent"),
        ({"rows": [["項目", "件数"], ["交流", "3"]], "warnings": ["x"]}, "warned"),
        ({"rows": [], "warnings": []}, "nothing"),
        ({"text": "項目 件数 交流 12", "warnings": []}, "right"),
        ({"failed": "refused", "warnings": []}, "refused"),
    ],
)
def test_outcomes(given: dict[str, Any], what: str) -> None:
    assert outcome(given, RIGHT)[0] == what


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ([["2017-09-26", "2017-09-26"]], "right"),
        ([["2017-09-26"]], "right"),
        ([["2026-09-29"]], "silent"),
        ([[None, None]], "nothing"),
        ([], "nothing"),
    ],
)
def test_dates_are_compared_by_their_days(found: list[list[str | None]], what: str) -> None:
    assert sentence_outcome({"found": found}, {"right": [["2017-09-26", "2017-09-26"]]}, "dates") == what


@pytest.mark.parametrize(
    ("words", "what"),
    [(["下水道", "局"], "right"), (["下", "水道局"], "silent"), (["下水", "道局長"], "nothing")],
)
def test_a_name_is_found_where_whole_words_spell_it(words: list[str], what: str) -> None:
    assert sentence_outcome({"found": words}, {"names": ["下水道局"], "absent": ["水道局"]}, "names") == what
