"""``tgx words``: a unit or a city more in the project's own files, in one step, with everything else as it stood."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Outcome, Run, own_project
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

STRATEGY = Path(__file__).resolve().parents[1] / "examples" / "indicators" / "strategy-2016.tsv"
UNITS = """\
# ours
version: 1
units: # from the strategy
  - id: kikaku
    name: 企画調整局 # the first
    sources: [made up]
  # and its parts
  - {id: kokusai, name: 国際政策課, kind: section, parent: kikaku, sources: [made up]} # ok
# the end
"""
CITIES = """\
version: 1
cities:
  - id: tacoma # in Washington
    name: タコマ市
    country: US
    relations:
      - kind: sister # since 1959
        since: "1959-06-30"
        source: s
# where from
sources: {s: made up}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with words of its own, in whose folder the commands run."""
    return own_project(tmp_path, monkeypatch, units=UNITS, cities=CITIES)


def units(folder: Path) -> list[dict[str, Any]]:
    return list(load_yaml(folder / "words/units.yaml", "units")["units"])


def cities(folder: Path) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in load_yaml(folder / "words/cities.yaml", "cities")["cities"]}


def refused(done: Outcome, *words: str) -> None:
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    for word in words:
        assert word in done.err


def test_a_unit_is_added_and_all_else_stays(tgx: Run, folder: Path) -> None:
    done = tgx(
        "words", "add-unit", "国際ビジネス課", "--parent", "企画調整局", "--from", "2019-04-01", "--code", "0312",
        "--english", "International Business Section", "--alias", "国際ビジネス", "--source", "sheet of FY2019",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "tgx rebuild" in done.err
    assert units(folder)[-1] == {
        "id": "international-business-section", "name": "国際ビジネス課", "kind": "section", "parent": "kikaku",
        "name_en": "International Business Section", "name_en_certainty": "secondary", "code": "0312",
        "valid_from": "2019-04-01", "aliases": ["国際ビジネス"], "sources": ["sheet of FY2019"],
    }  # fmt: skip
    text = (folder / "words/units.yaml").read_text(encoding="utf-8")
    added = next(line for line in text.splitlines(keepends=True) if "0312" in line)
    assert text.replace(added, "") == UNITS


def test_a_new_unit_counts_after_a_rebuild(tgx: Run, folder: Path) -> None:
    sheet = folder / "sheet.tsv"
    sheet.write_text(
        "担当課\t事業名\t実績（平成30年度）\n国際ビジネス課\t商談会\t開催した\n", encoding="utf-8"
    )
    assert tgx("import", sheet).code == 0
    unknown = json.loads(tgx("words", "unknown", "--format", "json").out)
    assert [(each["name"], each["documents"], each["places"]) for each in unknown] == [
        ("国際ビジネス課", ["sheet.tsv"], [unknown[0]["where"]])
    ]
    assert "sheet.tsv" in tgx("words", "unknown", "--format", "csv").out
    assert tgx("words", "add-unit", "国際ビジネス課", "--code", "0312", "--rebuild").code == 0
    assert json.loads(tgx("words", "unknown", "--format", "json").out) == []
    found = json.loads(tgx("query", "achievements", "--bureau", "0312", "--format", "json").out)
    assert [each["bureau"] for each in found] == ["国際ビジネス課"]


def test_what_is_no_new_unit_is_refused(tgx: Run, folder: Path) -> None:
    add = ("words", "add-unit")
    refused(tgx(*add, "国際政策課", "--parent", "kikaku"), "国際政策課 is known already: kokusai")
    refused(tgx(*add, "企画調整局国際政策課", "--parent", "kikaku"), "kokusai")
    refused(tgx(*add, "新課", "--alias", "企画調整局"), "kikaku")
    refused(tgx(*add, "新課", "--parent", "産業経済局"), "--parent", "unknown unit 産業経済局")
    refused(tgx(*add, "新局", "--parent", "企画調整局"), "a bureau, is part of kikaku, a bureau")
    refused(tgx(*add, "新課", "--id", "kikaku"), "--id", "taken")
    refused(tgx(*add, "新課", "--id", "新"), "id")
    refused(tgx(*add, "新課", "--from", "H31"), "--from", "no date: H31")
    refused(tgx(*add, "新課", "--from", "2020", "--to", "2019"), "2019 is before 2020")
    refused(tgx(*add, " "), "name")
    assert (folder / "words/units.yaml").read_text(encoding="utf-8") == UNITS
    assert tgx(*add, "国際政策課", "--id", "earlier", "--to", "2010-03-31", "--parent", "kikaku").code == 2
    done = tgx(*add, "国際政策課", "--id", "other", "--kind", "section")
    assert (done.code, units(folder)[-1]["id"]) == (0, "other"), done.err


def test_a_city_is_added_with_its_relation(tgx: Run, folder: Path) -> None:
    done = tgx(
        "words", "add-city", "ノーフォーク市", "--country", "米国", "--relation", "姉妹友好都市", "--since", "1959",
        "--english", "Norfolk", "--alias", "ノーフォルク", "--at", "36.85,-76.29",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert cities(folder)["ノーフォーク市"] == {
        "id": "norfolk", "name": "ノーフォーク市", "name_en": "Norfolk", "country": "US", "lat": 36.85, "lon": -76.29,
        "aliases": ["ノーフォルク"], "relations": [{"kind": "sister", "since": "1959"}],
    }  # fmt: skip
    text = (folder / "words/cities.yaml").read_text(encoding="utf-8")
    before, after = CITIES.split("# where from")
    assert text.startswith(before)
    assert text.endswith("# where from" + after)


def test_a_city_may_stand_on_the_equator_or_the_meridian(tgx: Run, folder: Path) -> None:
    done = tgx("words", "add-city", "新市", "--country", "EC", "--at", "0,-80.05")
    assert done.code == 0, done.err
    done = tgx("words", "add-city", "無地市", "--country", "EC")
    assert done.code == 0, done.err
    found = cities(folder)
    assert (found["新市"]["lat"], found["新市"]["lon"]) == (0, -80.05)
    assert "lat" not in found["無地市"]


def test_a_known_city_is_joined(tgx: Run, folder: Path) -> None:
    assert tgx("words", "add-city", "釜山", "--relation", "agreement", "--title", "覚書").code == 0
    assert cities(folder)["釜山広域市"]["relations"] == [{"kind": "agreement", "title": "覚書"}]
    assert tgx("words", "add-city", "タコマ市", "--relation", "network").code == 0
    assert [each["kind"] for each in cities(folder)["タコマ市"]["relations"]] == ["sister", "network"]
    text = (folder / "words/cities.yaml").read_text(encoding="utf-8")
    assert all(line in text for line in CITIES.splitlines(keepends=True))
    assert tgx("import", STRATEGY).code == 0
    found = json.loads(tgx("query", "cities", "--city", "釜山", "--format", "json").out)
    assert "agreement" in [each["kind"] for each in found[0]["relations"]]


def test_what_is_no_new_city_is_refused(tgx: Run, folder: Path) -> None:
    add = ("words", "add-city")
    refused(tgx(*add, "タコマ市"), "known already: tacoma")
    refused(tgx(*add, "タコマ", "--relation", "sister"), "a sister already")
    refused(tgx(*add, "釜山", "--relation", "network", "--country", "KR"), "--country", "known already")
    refused(tgx(*add, "新市"), "--country")
    refused(tgx(*add, "新市", "--country", "無い国"), "--country", "無い国")
    refused(tgx(*add, "新市", "--country", "JP", "--relation", "friend"), "--relation", "sister")
    refused(tgx(*add, "新市", "--country", "JP", "--since", "1999"), "--relation")
    refused(tgx(*add, "新市", "--country", "JP", "--at", "north"), "--at")
    refused(tgx(*add, "新市", "--country", "JP", "--at", "99,1"), "lat")
    refused(tgx(*add, "新市", "--country", "JP", "--alias", "釜山"), "busan")
    assert (folder / "words/cities.yaml").read_text(encoding="utf-8") == CITIES


def test_a_dry_run_writes_nothing(tgx: Run, folder: Path) -> None:
    for arguments in (("add-unit", "新課"), ("add-city", "新市", "--country", "JP"),
                      ("add-alias", "国政課", "--unit", "kokusai", "--reason", "short", "--by", "me")):  # fmt: skip
        done = tgx("words", *arguments, "--dry-run")
        assert (done.code, "would" in done.out) == (0, True), done.err
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        "tgx.toml",
        "units.yaml",
        "cities.yaml",
    }
    assert (folder / "words/units.yaml").read_text(encoding="utf-8") == UNITS
    refused(tgx("words", "add-unit", "企画調整局", "--dry-run"), "known already")


def test_a_link_stays_a_link(tgx: Run, folder: Path) -> None:
    path = folder / "words/units.yaml"
    path.rename(folder / "units-of-all.yaml")
    path.symlink_to("../units-of-all.yaml")
    assert tgx("words", "add-unit", "新課").code == 0
    assert path.is_symlink()
    assert "新課" in (folder / "units-of-all.yaml").read_text(encoding="utf-8")


def test_without_a_project_there_is_nothing_to_write_into(tgx: Run) -> None:
    for command in (("add-unit", "新課"), ("add-city", "新市", "--country", "JP")):
        refused(tgx("words", *command), "no project", "tgx init")


def test_units_of_the_strategy_are_written_with_the_first_own_one(tgx: Run, folder: Path) -> None:
    (folder / "words/units.yaml").unlink()
    assert tgx("import", STRATEGY).code == 0
    before = {each["name"] for each in json.loads(tgx("query", "bureaus", "--format", "json").out)}
    done = tgx("words", "add-unit", "国際ビジネス室", "--rebuild")
    assert done.code == 0, done.err
    assert f"{len(before)} units" in done.err
    after = {each["name"] for each in json.loads(tgx("query", "bureaus", "--format", "json").out)}
    assert after == {*before, "国際ビジネス室"}
    assert [
        each
        for each in json.loads(tgx("words", "unknown", "--format", "json").out)
        if each["kind"] == "bureau"
    ] == []


def test_several_who_write_at_once_lose_nothing(folder: Path) -> None:
    code = (
        "import sys; from toshigaikou_cli.cli.app import run\n"
        "for n in range(4):\n"
        "    assert run(['words', 'add-unit', f'国際{sys.argv[1]}の{n}課']) == 0\n"
        "    assert run(['words', 'add-city', f'新{sys.argv[1]}の{n}市', '--country', 'JP']) == 0\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, name], stdout=subprocess.DEVNULL) for name in "甲乙丙"
    ]
    assert [each.wait() for each in started] == [0, 0, 0]
    found = units(folder)
    assert len({each["name"] for each in found}) == len({each["id"] for each in found}) == 2 + 12
    assert len(cities(folder)) == 1 + 12


def test_the_older_name_still_serves(tgx: Run, folder: Path) -> None:
    assert (
        tgx("vocabulary", "add-unit", "新課", "--dry-run").out
        == tgx("words", "add-unit", "新課", "--dry-run").out
    )
    assert "vocabulary" not in tgx("--help").out
