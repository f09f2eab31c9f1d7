"""What became of the measures of one strategy in the next: proposed, decided by people, followed over both."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Run
from toshigaikou_cli.packaged import default_project, packaged

OWN = Path(__file__).parents[1] / "examples" / "two_strategies"
OLD = (default_project() / "documents") / "strategy-2014.tsv"
NEXT, SHEET = OWN / "strategy-2022.tsv", OWN / "sheet-r5.tsv"


@pytest.fixture
def two(
    tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Both strategies with a sheet of each; the file of the crosswalk."""
    path = tmp_path / "crosswalk.yaml"
    monkeypatch.setenv("TGX_CROSSWALK", str(path))
    assert tgx("import", "--quiet", *packaged_documents, NEXT, SHEET).code == 0
    return path


def accept(tgx: Run, *arguments: str, by: str = "山田") -> int:
    return tgx("crosswalk", "accept", *arguments, "--by", by).code


def listed(tgx: Run, *command: str) -> list[dict[str, Any]]:
    done = tgx("crosswalk", *command, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    schema = json.loads(packaged(f"schemas/crosswalk-{command[0]}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    return found


def ends(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["from"], entry["to"]


# ---------------------------------------------------------------- proposals


def test_how_to_decide_is_said_beside_the_proposals(tgx: Run, two: Path) -> None:
    done = tgx("crosswalk", "suggest")
    (told,) = (line for line in done.err.splitlines() if line.startswith("to decide: "))
    command = told.removeprefix("to decide: tgx ").replace("NAME", "山田").split()
    assert tgx(*command).code == 0
    assert "to decide" not in tgx("crosswalk", "suggest", "--format", "csv").err
    assert (two.read_text(encoding="utf-8")).startswith("# What became of")
    two.unlink()
    assert tgx(*command, "--lang", "ja").code == 0
    assert (two.read_text(encoding="utf-8")).startswith("# ある戦略の施策が次の戦略でどうなったか")


def test_proposals_have_their_evidence_and_leave_out_what_is_decided(tgx: Run, two: Path) -> None:
    found = {ends(each): each for each in listed(tgx, "suggest")}
    infections = found["2014:43", "2022:8"]
    assert infections["kind"] == "continues"
    assert "感染症対策" in infections["shared"]
    assert ("2014:18", "2022:5") in found
    assert found["2014:76", ""]["kind"] == "dropped"
    assert {each["to"] for each in found.values() if each["to"]} == {f"2022:{n}" for n in range(1, 11)}
    assert {each["from"] for each in found.values() if each["from"]} == {f"2014:{n}" for n in range(1, 77)}
    assert not two.exists()
    assert accept(tgx, "2014:43", "2022:8") == 0
    assert ("2014:43", "2022:8") not in {ends(each) for each in listed(tgx, "suggest")}


def test_one_strategy_has_nothing_to_propose(tgx: Run, catalogue: Path) -> None:
    done = tgx("crosswalk", "suggest")
    assert (done.code, "an older and a newer strategy" in done.err) == (2, True)
    assert tgx("report", "--across").code == 2
    assert catalogue.exists()


# ---------------------------------------------------------------- decisions


def test_a_decision_says_who_when_and_on_which_titles(tgx: Run, two: Path) -> None:
    assert accept(tgx, "2014:43", "2022:8", "--note", "同じ分野") == 0
    assert accept(tgx, "2014:76", "--kind", "dropped") == 0
    assert accept(tgx, "2022:1", "--kind", "new") == 0
    text = two.read_text(encoding="utf-8")
    for said in ('"2014:43"', '"2022:8"', "感染症対策の都市間連携", "山田", "同じ分野"):
        assert said in text
    assert [(*ends(each), each["kind"], each["state"]) for each in listed(tgx, "list")] == [
        ("2014:43", "2022:8", "continues", "current"),
        ("2014:76", "", "dropped", "current"),
        ("", "2022:1", "new", "current"),
    ]


def test_comments_stay_where_an_entry_is_added(tgx: Run, two: Path) -> None:
    accept(tgx, "2014:43", "2022:8")
    two.write_text(
        two.read_text(encoding="utf-8").replace("version: 1", "# ours\nversion: 1"), encoding="utf-8"
    )
    accept(tgx, "2014:76", "--kind", "dropped")
    assert "# ours" in two.read_text(encoding="utf-8")
    assert len(listed(tgx, "list")) == 2
    accept(tgx, "2014:76", "2022:7", "--replace")
    assert "# ours" in two.read_text(encoding="utf-8")
    assert [ends(entry) for entry in listed(tgx, "list")] == [("2014:43", "2022:8"), ("2014:76", "2022:7")]


def test_the_crosswalk_lies_beside_the_catalogue_itself(
    tgx: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TGX_CROSSWALK")
    real = Path(os.environ["TGX_DB"])
    link = tmp_path / "elsewhere" / "link.sqlite"
    link.parent.mkdir()
    link.symlink_to(real)
    assert accept(tgx, "2014:43", "2022:8", "--db", str(link)) == 0
    assert real.with_name(f"{real.stem}.crosswalk.yaml").exists()
    assert [path.name for path in link.parent.iterdir()] == ["link.sqlite"]
    assert len(listed(tgx, "list")) == 1
    assert not two.exists()


def test_a_device_is_no_crosswalk(tgx: Run, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TGX_CROSSWALK", "/dev/zero")
    done = tgx("crosswalk", "list")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("tgx: /dev/zero: ")
    assert done.err.count("\n") == 1
    assert not two.exists()


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        (("2014:35", "2022:6"), ("2014:34", "2022:6"), False),
        (("2014:35", "2022:6", "--kind", "merges"), ("2014:34", "2022:6", "--kind", "merges"), True),
        (("2014:35", "2022:6", "--kind", "merges"), ("2014:34", "2022:6"), False),
        (("2014:59", "2022:2", "--kind", "splits"), ("2014:59", "2022:7", "--kind", "splits"), True),
        (("2014:59", "2022:2"), ("2014:59", "2022:7"), False),
        (("2014:59", "--kind", "dropped"), ("2014:59", "2022:7"), False),
        (("2022:7", "--kind", "new"), ("2014:59", "2022:7"), False),
        (("2014:59", "2022:2"), ("2014:60", "2022:3"), True),
    ],
)
def test_entries_fit_or_contradict(
    tgx: Run, two: Path, first: tuple[str, ...], second: tuple[str, ...], fits: bool
) -> None:
    assert accept(tgx, *first) == 0
    assert accept(tgx, *second) == (0 if fits else 2)
    assert len(listed(tgx, "list")) == (2 if fits else 1)
    assert accept(tgx, *second, "--replace") == 0
    assert two.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2014:43",), "needs an older and a newer measure"),
        (("2014:43", "2022:8", "--kind", "dropped"), "needs one measure"),
        (("2022:8", "2014:43"), "an older and a newer strategy"),
        (("5", "2022:8"), "names 2 measures"),
        (("2014:99", "2022:8"), "no measure 2014:99"),
        (("2014:43", "2022:8", "--kind", "moves"), "one of continues"),
    ],
)
def test_what_is_no_decision_is_refused(tgx: Run, two: Path, arguments: tuple[str, ...], said: str) -> None:
    done = tgx("crosswalk", "accept", *arguments, "--by", "山田")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert said in done.err
    assert not two.exists()


def test_a_broken_file_is_named_with_its_line(tgx: Run, two: Path) -> None:
    two.write_text("version: 1\ncrosswalk:\n- from: '2014:1'\n  kind: moves\n  by: a\n  date: '2026-01-01'\n")
    done = tgx("crosswalk", "list")
    assert (done.code, f"{two}:" in done.err) == (2, True)


def test_a_title_that_changes_makes_an_entry_stale_or_ends_it(tgx: Run, two: Path, tmp_path: Path) -> None:
    accept(tgx, "2014:43", "2022:8")
    accept(tgx, "2014:69", "2022:10")
    accept(tgx, "2014:57", "2022:3")
    text = NEXT.read_text(encoding="utf-8")
    text = text.replace("8\t感染症対策の都市間連携", "8\t感染症対策の都市間の連携").replace(
        "10\t留学生の受入れ", "10\t庁舎の見学案内"
    )
    edition = tmp_path / "strategy-2022-b.tsv"
    edition.write_text(text, encoding="utf-8")
    assert tgx("import", edition).code == 0
    states = {each["from"]: each["state"] for each in listed(tgx, "list")}
    assert states == {"2014:43": "stale", "2014:69": "changed", "2014:57": "current"}
    view = json.loads(tgx("report", "--across", "--format", "json").out)
    assert len(view["sections"][0]["rows"]) == 2
    assert any("not in force" in note for note in view["notes"])
    assert two.exists()


def test_export_and_import_go_together(tgx: Run, two: Path, tmp_path: Path) -> None:
    accept(tgx, "2014:43", "2022:8")
    file = tmp_path / "their.yaml"
    assert tgx("crosswalk", "export", file).code == 0
    assert file.read_text(encoding="utf-8") == tgx("crosswalk", "export").out
    assert "1 there already" in tgx("crosswalk", "import", file).out
    accept(tgx, "2014:43", "2022:5", "--replace")
    done = tgx("crosswalk", "import", file)
    assert (done.code, "1 in conflict" in done.out) == (1, True)
    assert ends(listed(tgx, "list")[0]) == ("2014:43", "2022:5")
    assert tgx("crosswalk", "import", "--replace", file).code == 0
    assert ends(listed(tgx, "list")[0]) == ("2014:43", "2022:8")
    assert two.exists()


# ---------------------------------------------------------------- both periods


def test_the_report_follows_a_subject_over_both_periods(tgx: Run, two: Path) -> None:
    accept(tgx, "2014:66", "2022:9", "--kind", "merges")
    accept(tgx, "2014:65", "2022:9", "--kind", "merges")
    accept(tgx, "2014:76", "--kind", "dropped")
    view = json.loads(tgx("report", "--across", "--format", "json").out)
    rows = {row["key"]: row for section in view["sections"] for row in section["rows"]}
    subject = rows["2014:65"]
    assert (subject["facts"]["2014"], subject["facts"]["2022"]) == ("65, 66", "9")
    assert subject["facts"]["kind"] == "merges"
    reports = {each["strategy_id"]: each for each in json.loads(tgx("report", "--format", "json").out)}
    linked = json.loads(tgx("query", "achievements", "--format", "json").out)
    own = {
        row["id"]
        for row in linked
        for link in row["links"]
        if f"{link['strategy']}:{link['measure']}" in ("2014:65", "2014:66", "2022:9")
        and link["status"] == "linked"
    }
    members = {key for figure in subject["figures"].values() for key in figure["members"]}
    assert members == own
    assert [section["key"] for section in view["sections"]] == ["followed", "alone", "undecided"]
    assert sum(len(section["rows"]) for section in view["sections"]) == 76 + 10 - 2
    assert set(reports) == {"2014", "2022"}
    assert "都立高校生の海外交流" in tgx("report", "--across").out
    assert tgx("report", "--across", "--list", "--format", "csv").code == 0
    assert tgx("report", "--across", "--goal", "2").code == 2
    assert tgx("report", "--across", "--year", "2017").code == 0
    assert two.exists()


def test_two_strategies_are_compared_by_the_crosswalk_and_never_by_number(tgx: Run, two: Path) -> None:
    without = json.loads(tgx("diff", OLD, NEXT, "--format", "json").out)
    assert without["aspects"][0]["changes"] == []
    assert "not in the crosswalk" in without["not_compared"][0]
    assert any(
        "crosswalk" in line
        for line in json.loads(tgx("diff", "2017", "2023", "--format", "json").out)["not_compared"]
    )
    accept(tgx, "2014:43", "2022:8")
    accept(tgx, "2014:66", "2022:9", "--kind", "merges")
    accept(tgx, "2014:76", "--kind", "dropped")
    made = json.loads(tgx("diff", OLD, NEXT, "--format", "json").out)["aspects"][0]
    assert [(c["verb"], c["key"]) for c in made["changes"]] == [
        ("changed", "2014:43 → 2022:8"),
        ("changed", "2014:66 → 2022:9"),
        ("dropped", "2014:76"),
    ]
    assert made["changes"][1]["note"].startswith("merges")
    years = json.loads(tgx("diff", "2017", "2023", "--format", "json").out)
    assert years["aspects"][0]["key"] == "measures"
    assert any("not in the crosswalk" in line for line in years["not_compared"])
    assert {c["key"] for c in years["aspects"][0]["changes"]} <= {
        "2014:43 → 2022:8",
        "2014:66 → 2022:9",
        "2014:76",
    }
    same = json.loads(tgx("diff", NEXT, NEXT, "--format", "json").out)
    assert same["differs"] is False
    assert two.exists()
