"""What a small town's documents have and lack: no codes, no column of units, no dates, running text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

PLAN = """\
湯ノ森町国際交流推進計画

柱１　交流を育むまち
施策|内容|担当課
姉妹町との相互訪問|訪問団を派遣・受入れします。|総務課
中学生海外派遣|中学生を派遣します。|教育委員会

柱２　共に暮らすまち
施策|内容|担当課
国際交流員（CIR）の活用|講座を開きます。|総務課
"""
SHEET = "令和{year}年度　国際交流事業実績\n\nNo.|事業名|内容\n1|訪問団の派遣|18人を派遣した。\n"


@pytest.fixture
def town(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a town's project, made from its plan, in which commands work."""
    monkeypatch.delenv("TGX_DB")
    written(tmp_path, "plan.tsv", PLAN)
    done = tgx("init", tmp_path / "yu", "--from", tmp_path / "plan.tsv")
    assert done.code == 0, done.err
    assert "its years are not found" in done.err
    monkeypatch.chdir(tmp_path / "yu")
    return tmp_path / "yu"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text.replace("|", "\t"), encoding="utf-8")
    return path


def test_measures_without_codes_are_numbered_and_stated_by_their_titles(tgx: Run, town: Path) -> None:
    sheet = "令和5年度　評価シート\n\n柱|施策|実績値|評価|取組内容|担当課\n"
    sheet += (
        "1|姉妹町との相互訪問|18人|A|18人を派遣した。|総務課\n2|国際交流員の活用|12回|B|開いた。|総務課\n"
    )
    done = tgx("import", town / "documents/plan.tsv", written(town, "r5.tsv", sheet))
    assert done.code == 0, done.err
    assert "info: no measure has a code: they are numbered in their order, 1 to 3" in done.out
    assert "strategy 1: its years are not found, so it is in force always" in done.out
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    stated = [[link["measure"] for link in row["links"] if link["method"] == "stated"] for row in rows]
    assert stated == [["1"], ["3"]]
    assert "No sheet imported" not in tgx("report").out


def test_a_measure_told_again_shifts_no_number(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = PLAN.replace("国際交流員（CIR）", "姉妹町との相互訪問（再掲）||総務課\n国際交流員（CIR）")
    written(tmp_path, "plan.tsv", again)
    monkeypatch.delenv("TGX_DB")
    done = tgx("init", tmp_path / "yu", "--from", tmp_path / "plan.tsv")
    assert done.code == 0, done.err
    assert "2 goals, 3 measures" in done.out
    monkeypatch.chdir(tmp_path / "yu")
    done = tgx("import", "documents/plan.tsv")
    assert "numbered in their order, 1 to 3" in done.out
    measures = json.loads(tgx("query", "measures", "--format", "json").out)
    assert [(each["code"], each["goal"]) for each in measures] == [("1", "1"), ("2", "1"), ("3", "2")]


def test_years_in_force_without_a_date_tell_the_years_that_are_missing(tgx: Run, town: Path) -> None:
    settings = town / "tgx.toml"
    text = settings.read_text(encoding="utf-8").replace("goals = 2", 'years = "2022-2026"\ngoals = 2')
    settings.write_text(text.replace('name = "', 'unit = "総務課"\nname = "', 1), encoding="utf-8")
    done = tgx("import", town / "documents/plan.tsv", written(town, "r6.tsv", SHEET.format(year=6)))
    assert done.code == 0, done.err
    assert "No sheet imported for FY2022, FY2023:" in tgx("report").out


def test_a_sheet_without_units_takes_that_of_the_project(tgx: Run, town: Path) -> None:
    sheet = written(town, "r5.tsv", SHEET.format(year=5))
    done = tgx("import", town / "documents/plan.tsv", sheet)
    assert done.code == 2
    assert 'unit = "総務課" under [project] of tgx.toml' in done.err
    assert done.out.endswith("1 of 2 documents not imported\n")
    settings = town / "tgx.toml"
    text = settings.read_text(encoding="utf-8").replace('name = "', 'unit = "総務課"\nname = "', 1)
    settings.write_text(text, encoding="utf-8")
    assert tgx("import", sheet).code == 0
    (row,) = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert (row["bureau"], row["fiscal_year"], row["item"]) == ("総務課", 2023, "訪問団の派遣")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("令和6年6月30日現在", "2024-06"),
        ("（令和6年7月公表）", "2024-07"),
        ("令和5年度の取組は令和6年6月30日現在で続いている", None),
        ("6月30日現在", None),
    ],
)
def test_a_line_that_says_as_of_when_is_the_date_of_the_sheet(
    tgx: Run, town: Path, line: str, date: str | None
) -> None:
    sheet = (
        f"令和5年度　国際交流事業実績\n{line}\n\n事業名|担当課|実績\n訪問団の派遣|総務課|18人を派遣した。\n"
    )
    assert tgx("import", town / "documents/plan.tsv", written(town, "r5.tsv", sheet)).code == 0
    (told,) = (
        d for d in json.loads(tgx("query", "documents", "--format", "json").out) if d["name"] == "r5.tsv"
    )
    assert told["facts"]["date"] == date


def test_running_text_is_refused_with_what_a_sheet_has(tgx: Run, town: Path) -> None:
    done = tgx(
        "import", written(town, "r6.txt", "令和6年度　国際交流事業報告\n○ 訪問団\n11名を受け入れました。\n")
    )
    assert done.code == 2
    assert "a sheet's have 担当局, 項目名, 実績" in done.err
    assert "write running text as one" in done.err
    assert "not imported" not in done.out
