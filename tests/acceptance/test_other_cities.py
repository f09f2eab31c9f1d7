"""The documents of other cities, formally different in every respect, each with the right answer beside it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Run
from forms import FORMS

CITIES = Path(__file__).resolve().parents[1] / "examples" / "cities"
KITAKYUSHU = CITIES.parent / "indicators"
MERGED = ("基本目標", "施策の方向", "目標", "施策", "戦略", "方針")
"""The columns whose empty cells are merged with the one above, in the forms that have merged cells."""


def listed(tgx: Run, what: str) -> list[dict[str, Any]]:
    done = tgx("query", what, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def imported(tgx: Run, *paths: Path) -> str:
    done = tgx("import", *paths)
    assert done.code == 0, done.err
    return done.out


def answer(tgx: Run) -> dict[str, list[Any]]:
    """What a catalogue has, in the form of the right answers."""
    rows = listed(tgx, "achievements")
    return {
        "measures": [
            [
                m["code"],
                m["goal"],
                m["area"] or "",
                m["title"],
                m["overview"],
                [f"{b['name']}{'*' if b['role'] == 'related' else ''}" for b in m["bureaus"]],
            ]
            for m in listed(tgx, "measures")
        ],
        "areas": list(
            map(list, {m["area"]: m["area_title"] for m in listed(tgx, "measures") if m["area"]}.items())
        ),
        "rows": [
            [
                a["fiscal_year"],
                a["bureau"],
                a["item"],
                a["result"],
                a["outcome"],
                a.get("rating") or "",
                [link["measure"] for link in a["links"] if link["status"] == "linked"],
            ]
            for a in rows
        ],
        "amounts": [
            [a["item"], each["kind"], each["fiscal_year"], each["text"], each["unit"]]
            for a in rows
            for each in a.get("amounts", [])
        ],
        "indicators": [
            [
                i["name"],
                i["unit"],
                i["rate"],
                i["rating"],
                [[v["kind"], v["fiscal_year"], v["value"], v["text"]] for v in i["values"]],
                i["stated"],
            ]
            for i in listed(tgx, "indicators")
        ],
    }


@pytest.mark.parametrize(
    "right", [p for p in sorted(CITIES.glob("*.yaml")) if "labels" not in p.name], ids=lambda path: path.stem
)
def test_a_citys_documents_are_read_right(tgx: Run, right: Path) -> None:
    expected = yaml.safe_load(right.read_text(encoding="utf-8"))
    imported(tgx, *(CITIES / name for name in expected["documents"]))
    found = answer(tgx)
    assert found == {key: expected.get(key, []) for key in found}
    report = json.loads(tgx("report", "--format", "json").out)
    own = report[0] if isinstance(report, list) else report
    assert [[goal["code"], goal["title"]] for goal in own["goals"]] == expected["goals"]
    with closing(sqlite3.connect(os.environ["TGX_DB"])) as connection, connection:
        named = connection.execute("SELECT title, first_year, last_year FROM strategy").fetchall()
        city = connection.execute("SELECT value FROM meta WHERE key = 'city'").fetchone()
    assert ([list(each) for each in named], city[0]) == ([expected["strategy"]], expected["city"])
    done = json.loads(tgx("validate", "--format", "json").out)
    assert [f["message"] for f in done["findings"] if f["severity"] == "error"] == expected.get("errors", [])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "names",
    [
        ("aoigaoka.tsv", "aoigaoka-r5.tsv"),
        ("nagisa.tsv", "nagisa-years.tsv", "nagisa-figures.tsv"),
        ("../indicators/strategy-2016.tsv", "../indicators/progress-r1.tsv"),
        ("../indicators/indicators-r1.tsv",),
        ("../indicators/keyed3.tsv",),
        ("../two_strategies/strategy-2022.tsv", "../two_strategies/sheet-r5.tsv"),
    ],
    ids=lambda names: Path(names[0]).stem,
)
def test_a_document_says_the_same_in_every_form(
    tgx: Run, tmp_path: Path, names: tuple[str, ...], form: str
) -> None:
    imported(tgx, *(CITIES / name for name in names))
    expected = answer(tgx)
    made = [tmp_path / f"{Path(name).stem}.{form}" for name in names]
    for path, name in zip(made, names, strict=True):
        path.write_bytes(FORMS[form](CITIES / name, MERGED))
    other = ("--db", str(tmp_path / "other.sqlite"))
    done = tgx(*other, "import", *made)
    assert done.code == 0, done.err
    assert answer(lambda *arguments: tgx(*other, *arguments)) == expected


def test_kitakyushu_without_rules(tgx: Run) -> None:
    imported(tgx, KITAKYUSHU / "strategy-2016.tsv", CITIES / "kitakyushu-free-r1.tsv")
    labels = yaml.safe_load((CITIES / "kitakyushu-free-r1.labels.yaml").read_text(encoding="utf-8"))["rows"]
    codes = [measure["code"] for measure in listed(tgx, "measures")]
    rows = listed(tgx, "achievements")
    assert not any(row.get("outside") for row in rows)
    right = [
        bool({codes[at - 1] for at in label["accept"]} & {link["measure"] for link in row["links"][:3]})
        for label, row in zip(labels, rows, strict=True)
        if "accept" in label
    ]
    assert (len(right), sum(right) >= 20) == (23, True)
    assert tgx("validate").code == 0


def test_kitakyushu_keyed(tgx: Run) -> None:
    imported(tgx, KITAKYUSHU / "strategy-2016.tsv", KITAKYUSHU / "progress-r1.tsv")
    rows = listed(tgx, "achievements")
    assert [len(row["links"]) for row in rows] == [1] * 20
    assert {link["method"] for row in rows for link in row["links"]} == {"stated"}
    done = tgx("validate")
    assert (done.code, "no findings" in done.out) == (0, True)
    assert tgx("validate", KITAKYUSHU / "progress-r1.tsv", KITAKYUSHU / "strategy-2016.tsv").code == 0


# ---------------------------------------------------------------- whose catalogue it is


def test_a_catalogue_is_of_one_government(tgx: Run, packaged_documents: tuple[Path, Path]) -> None:
    imported(tgx, *packaged_documents)
    before = listed(tgx, "achievements")
    for name in ("nagisa-projects.tsv", "nagisa.tsv"):
        done = tgx("import", CITIES / name)
        assert done.code == 2
        assert "渚市" in done.err
        assert "東京都" in done.err
    assert listed(tgx, "achievements") == before


def test_the_first_strategy_says_whose_catalogue_it_is_whatever_was_imported_before(tgx: Run) -> None:
    imported(tgx, CITIES / "nagisa-projects.tsv")
    assert [row["bureau"] for row in listed(tgx, "achievements")] == [None] * 3
    imported(tgx, CITIES / "nagisa.tsv")
    assert [row["bureau"] for row in listed(tgx, "achievements")] == ["国際課", "港湾課", "市民協働課"]
    assert tgx("rebuild").code == 0
    assert [row["bureau"] for row in listed(tgx, "achievements")] == ["国際課", "港湾課", "市民協働課"]
    done = tgx("import", KITAKYUSHU / "strategy-2016.tsv")
    assert (done.code, "北九州市" in done.err, "渚市" in done.err) == (2, True, True)


def test_a_sheet_of_another_city_is_named_by_validate(tgx: Run) -> None:
    done = tgx("validate", CITIES / "nagisa-projects.tsv")
    assert (done.code, "渚市" in done.out, "東京都" in done.out) == (2, True, True)


def test_partners_that_the_register_lacks_have_the_country_of_the_table(tgx: Run) -> None:
    imported(tgx, KITAKYUSHU / "strategy-2016.tsv")
    cities = {city["name"]: city["country"] for city in listed(tgx, "cities")}
    assert (cities["タコマ市"], cities["ノーフォーク市"]) == ("US", "US")
    assert "ニューヨーク市" not in {
        city["name"]
        for city in listed(tgx, "cities")
        if any(r["kind"] == "sister" for r in city["relations"])
    }


def test_measures_without_codes_are_numbered_and_that_is_said(tgx: Run) -> None:
    done = tgx("import", CITIES / "shirahama.tsv")
    assert done.code == 0, done.err
    assert "no measure has a code: they are numbered in their order, 1 to 3" in done.out
    assert [measure["code"] for measure in listed(tgx, "measures")] == ["1", "2", "3"]


def test_a_measure_without_a_title_is_rejected(tgx: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.tsv"
    text = (CITIES / "nagisa.tsv").read_text(encoding="utf-8").replace("港湾都市会議への参加", "")
    path.write_text(text, encoding="utf-8")
    assert "no title beside the code 2" in imported(tgx, path)
    assert [measure["code"] for measure in listed(tgx, "measures")] == ["1", "3", "4", "5"]


def test_a_strategy_without_tables_is_refused_with_what_is_read(tgx: Run, tmp_path: Path) -> None:
    done = tgx("init", tmp_path / "midoridai", "--from", CITIES / "midoridai.txt")
    assert (done.code, (tmp_path / "midoridai").exists()) == (2, False)
    assert "番号, 施策, 概要, 担当課" in done.err


def test_what_units_are_part_of_is_told_by_their_names(tgx: Run, tmp_path: Path) -> None:
    assert tgx("init", tmp_path / "own", "--from", CITIES / "shirasuna.pdf").code == 0
    units = {
        each["id"]: each for each in yaml.safe_load((tmp_path / "own/words/units.yaml").read_text())["units"]
    }
    parts = {each["name"]: units[each["parent"]]["name"] for each in units.values() if "parent" in each}
    assert (parts["販売促進課"], parts["水産課"], parts["国際課"]) == ("農林水産部", "農林水産部", "総務部")


def test_an_indicator_belongs_to_what_the_number_of_its_row_is_told_to_be(tgx: Run) -> None:
    imported(tgx, *(CITIES / name for name in ("shiomi.xlsx", "shiomi-r4.xlsx")))
    found = {each["name"]: each["measures"] for each in listed(tgx, "indicators")}
    assert [measure["measure"] for measure in found["商談件数"]] == ["2"]
