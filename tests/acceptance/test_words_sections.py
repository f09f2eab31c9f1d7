"""Sections that a strategy names alone, in sheets with a column for what they are part of: the hints, followed as printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run, own_project
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

UNITS = """\
version: 1
units:
  - {id: gakko, name: 学校課, kind: section, sources: [made up]} # from the strategy
  - id: kyosei
    name: 共生室
    kind: section
    sources: [made up]
"""
SHEET = """\
担当部\t担当課\t事業名\t実績（平成30年度）
教育委員会\t学校課\t派遣\t派遣した
市民部\t共生室\t教室\t開催した
市民部\t交流課\t講座\t開催した
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own_project(tmp_path, monkeypatch, units=UNITS, sheet=SHEET)


def bureaus(tgx: Run) -> list[str | None]:
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    return [each["bureau"] for each in found]


def unknown(tgx: Run) -> Iterator[tuple[str, str]]:
    for each in json.loads(tgx("words", "unknown", "--format", "json").out):
        yield each["name"], each["hint"]


def test_a_section_that_is_registered_keeps_its_rows_under_a_new_bureau(tgx: Run, folder: Path) -> None:
    assert tgx("import", "sheet.tsv").code == 0
    assert "tgx words add-unit 教育委員会" in dict(unknown(tgx))["教育委員会"]
    for bureau in ("教育委員会", "市民部"):
        assert tgx("words", "add-unit", bureau, "--rebuild").code == 0
    assert bureaus(tgx) == ["学校課", "共生室", "市民部"]
    assert list(unknown(tgx)) == []


def test_the_hint_for_a_known_section_gives_it_its_parent(tgx: Run, folder: Path) -> None:
    assert tgx("import", "sheet.tsv").code == 0
    for added in (("教育委員会",), ("市民部",), ("交流課", "--parent", "市民部")):
        assert tgx("words", "add-unit", *added, "--rebuild").code == 0
    assert bureaus(tgx) == ["学校課", "共生室", "交流課"]
    ((name, hint),) = unknown(tgx)
    assert name == "市民部共生室"
    assert "tgx words add-unit 共生室 --parent 市民部" in hint
    before = (folder / "words/units.yaml").read_text(encoding="utf-8")
    tried = tgx("words", "add-unit", "共生室", "--parent", "市民部", "--dry-run")
    assert (tried.code, tried.out.split(":")[0]) == (
        0, "共生室 (kyosei) is known, and would be part of 市民部",
    )  # fmt: skip
    assert (folder / "words/units.yaml").read_text(encoding="utf-8") == before
    done = tgx("words", "add-unit", "共生室", "--parent", "市民部", "--rebuild")
    assert (done.code, done.out.split(":")[0]) == (0, "共生室 (kyosei) is known, and now part of 市民部")
    listed = load_yaml(folder / "words/units.yaml", "units")["units"]
    assert [each["id"] for each in listed if each["name"] == "共生室"] == ["kyosei"]
    assert "# from the strategy" in (folder / "words/units.yaml").read_text(encoding="utf-8")
    assert bureaus(tgx) == ["学校課", "共生室", "交流課"]
    assert list(unknown(tgx)) == []


def test_a_known_section_takes_nothing_but_its_parent_unless_it_is_another(tgx: Run, folder: Path) -> None:
    assert tgx("words", "add-unit", "市民部").code == 0
    before = (folder / "words/units.yaml").read_text(encoding="utf-8")
    refused = tgx("words", "add-unit", "共生室", "--parent", "市民部", "--code", "12")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "tgx: --code: 共生室 is known already: kyosei (only --parent goes with it; another unit of that name: --id ID)\n"
    )
    loop = tgx("words", "add-unit", "共生室", "--parent", "学校課")
    assert (loop.code, loop.out) == (2, "")
    assert (folder / "words/units.yaml").read_text(encoding="utf-8") == before
    assert tgx("words", "add-unit", "共生室", "--parent", "市民部", "--id", "other").code == 0
    named = [
        each for each in load_yaml(folder / "words/units.yaml", "units")["units"] if each["name"] == "共生室"
    ]
    assert [(each["id"], each.get("parent")) for each in named] == [("kyosei", None), ("other", "unit-1")]


@pytest.mark.parametrize(
    ("above", "below", "unit"),
    [
        ("市民部\n市長公室", "共生室\n学校課", "市民部共生室、市長公室学校課"),
        ("市民\n部", "共生\n室", "市民部共生室"),
        ("市民部", "共生室\n学校課", "市民部共生室学校課"),
    ],
)
def test_a_line_for_each_unit_in_both_columns(
    tgx: Run, folder: Path, above: str, below: str, unit: str
) -> None:
    rows = f'担当部,担当課,事業名,実績（平成30年度）\n"{above}","{below}",教室,開催した\n'
    (folder / "two.csv").write_text(rows, encoding="utf-8")
    assert tgx("import", "two.csv").code == 0
    (found,) = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert found["bureau_text"] == unit
    assert "共生室" in [found["bureau"], *found["bureaus"]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "種別\t都市名\t国名\t提携年月日\n姉妹都市\t甲市\t米国\t昭和60年5月1日\n友好都市\t乙市\tベトナム\t平成20年4月1日\n",
            "no measure in this document, but a list of 2 partner cities (enter each: tgx words add-city",
        ),
        ("番号\t施策\t概要\t担当課\n\t\t\t\n", "no "),
    ],
)
def test_a_list_of_partner_cities_alone_says_what_to_do(tgx: Run, folder: Path, rows: str, said: str) -> None:
    (folder / "list.tsv").write_text(rows, encoding="utf-8")
    done = tgx("import", "list.tsv", "--kind", "strategy")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert ("partner" in done.err) == ("partner" in said)
