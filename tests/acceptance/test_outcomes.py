"""What was held counts; what was reported as not held is shown apart, in every list, report and format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from projects_made import Place

HEAD = "国際交流の取組実績（令和2年度）\n\n分野\t担当（関係）部所名\t項目名\t実績（令和2年度）\n"
CALLED_OFF = """\
①姉妹都市との交流\t下水道局計画調整部\tジャカルタ特別市との下水道技術の交流\t下水道技術の研修に係る職員の来日は、感染症の拡大により中止
①姉妹都市との交流\t環境局総務部\tソウル特別市との大気環境の交流\t大気汚染対策の職員の派遣を見送った。
①姉妹都市との交流\t教育庁総務部\tパリ市との教育の交流\t教員の研修は延期し、年度内に開催されず
"""
HELD = (
    "①姉妹都市との交流\t水道局総務部\t水道技術の国際展開\t"
    "ハノイの職員3名を水道技術の研修に受け入れた（令和2年10月5日から9日）。\n"
)


def imported(tgx: Run, folder: Path, strategy: Path, rows: str) -> Path:
    sheet = folder / "sheet-r2.tsv"
    sheet.write_text(HEAD + rows, encoding="utf-8")
    done = tgx("import", strategy, sheet)
    assert (done.code, done.err) == (0, "")
    return sheet


def called_off_rows(place: Place) -> list[tuple[str, ...]]:
    """Three rows of which nothing was held, in three ways of saying so."""
    one, other = place.facts.units
    field = "①姉妹都市との交流"
    return [
        (field, one, "ジャカルタ特別市との技術の交流", "研修に係る職員の来日は、感染症の拡大により中止"),
        (field, other, "ソウル特別市との大気環境の交流", "大気汚染対策の職員の派遣を見送った。"),
        (field, one, "パリ市との教育の交流", "教員の研修は延期し、年度内に開催されず"),
    ]


def held_row(place: Place) -> tuple[str, ...]:
    text = "ハノイの職員3名を水道技術の研修に受け入れた（令和2年10月5日から9日）。"
    return "①姉妹都市との交流", place.facts.units[1], "水道技術の国際展開", text


@pytest.fixture
def called_off(tgx: Run, place: Place) -> Place:
    done = tgx("import", place.sheet("sheet-r2.tsv", called_off_rows(place)))
    assert (done.code, done.err) == (0, "")
    return place


def figures(tgx: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tgx("report", *arguments, "--format", "json").out)
    return found


def test_a_sheet_of_cancelled_rows_has_nothing_to_show(tgx: Run, place: Place) -> None:
    before = figures(tgx)["total"]
    assert tgx("import", place.sheet("sheet-r2.tsv", called_off_rows(place))).code == 0
    report = figures(tgx)
    assert report["total"] == before
    year = report["years"][-1]
    assert (year["achievements"], year["not_held"], year["linked"]) == (3, 3, 0)
    assert len(year["members"]["not_held"]) == 3
    told = "Counted nowhere: 3 reported as not held (tgx report outcomes)."
    assert told in tgx("report", "--year", "2020").out
    cities = json.loads(tgx("query", "cities", "--year", "2020", "--format", "json", "--all").out)
    assert not any(city["achievements"] for city in cities)


def test_the_import_says_what_was_not_held(tgx: Run, place: Place) -> None:
    done = tgx("import", place.sheet("s.tsv", [*called_off_rows(place), held_row(place)]))
    (told,) = (line for line in done.out.splitlines() if line.startswith("  4 achievements: "))
    assert ", 3 reported as not held" in told


def test_what_was_not_held_has_its_filter_and_its_list(tgx: Run, called_off: Place) -> None:
    of_year = ("--year", "2020")
    rows = json.loads(tgx("query", "achievements", *of_year, "--outcome", "not_held", "--format", "json").out)
    assert [row["outcome"] for row in rows] == ["not_held"] * 3
    assert all(row["cities"] == [] for row in rows)
    assert [row["activities"][0]["outcome"] for row in rows] == ["cancelled"] * 3
    assert tgx("query", "achievements", *of_year, "--outcome", "held").err == "nothing matches\n"
    with_seoul = tgx(
        "query", "achievements", *of_year, "--outcome", "not_held", "--city", "ソウル", "--format", "json"
    )
    assert [row["item"] for row in json.loads(with_seoul.out)] == ["ソウル特別市との大気環境の交流"]
    csv = tgx("query", "activities", *of_year, "--outcome", "cancelled", "--format", "csv").out.splitlines()
    assert (csv[0].split(",")[-1], len(csv)) == ("outcome", 4)
    refused = tgx("query", "achievements", "--outcome", "maybe")
    assert refused.code == 2
    assert "held, not_held, planned, empty" in refused.err


@pytest.mark.parametrize("output", ["table", "json", "csv", "markdown"])
def test_the_view_of_outcomes_names_the_words(tgx: Run, called_off: Place, output: str) -> None:
    out = tgx("report", "outcomes", "--format", output).out
    assert "大気汚染対策の職員の派遣を見送った" in out


def test_members_of_the_view_are_listed(tgx: Run, called_off: Place) -> None:
    rows = tgx("report", "outcomes", "--year", "2020", "--list", "--format", "csv").out.splitlines()
    assert sum("Not held" in row for row in rows) == 6  # by year and by bureau
    view = figures(tgx, "outcomes")
    for section in view["sections"]:
        for row in section["rows"]:
            for name, figure in row["figures"].items():
                assert len(figure["members"]) == figure["numerator"], (section["key"], row["key"], name)


def test_rows_that_say_nothing_are_told_of_beside_the_list(tgx: Run, place: Place) -> None:
    unit = place.facts.units[0]
    rows = [("①交流", unit, "行事", "該当なし"), ("①交流", unit, "催し", ""), ("①交流", unit, "会", "")]
    assert tgx("import", place.sheet("s.tsv", rows)).code == 0
    view = figures(tgx, "outcomes", "--year", "2020")
    empty = view["sections"][0]["rows"][0]["figures"]["empty"]["numerator"]
    listed = [row["title"] for row in view["sections"][2]["rows"]]
    assert (empty, listed) == (3, ["該当なし"])
    assert "2 empty rows say nothing at all" in tgx("report", "outcomes", "--year", "2020").out
    assert "nothing at all" not in tgx("report", "outcomes", "--year", "2016").out


def test_the_links_of_a_row_that_was_not_held_are_shown_and_count_nowhere(
    tgx: Run, called_off: Place
) -> None:
    before = figures(tgx)["total"]
    asked = ("--year", "2020", "--city", "ソウル", "--outcome", "not_held", "--format", "json")
    row = json.loads(tgx("query", "achievements", *asked).out)[0]
    shown = tgx("show", row["id"]).out
    assert "not held: counts for no measure and no city" in shown
    for measure in {called_off.facts.measure, *(link["measure"] for link in row["links"])}:
        assert tgx("link", "accept", row["id"], measure, "--by", "me").code == 0
    assert figures(tgx)["total"] == before


def test_validate_has_a_note_for_it(tgx: Run, called_off: Place) -> None:
    asked = ("--severity", "info", "--year", "2020", "--format", "json")
    found = json.loads(tgx("validate", *asked).out)["findings"]
    noted = [each for each in found if each["check"] == "result-not-held"]
    assert [each["severity"] for each in noted] == ["info"] * 3
    assert noted[1]["message"].endswith("大気汚染対策の職員の派遣を見送った")


def test_dates_of_what_was_not_held_are_no_dates_of_an_event(tgx: Run, place: Place) -> None:
    text = "平成31年4月2日の派遣は中止。令和2年10月5日に会議を開いた（平成5年の提携以来）。"
    row = ("①姉妹都市との交流", place.facts.units[0], "ソウル特別市との交流", text)
    assert tgx("import", place.sheet("s.tsv", [row])).code == 0
    (achievement,) = json.loads(tgx("query", "achievements", "--year", "2020", "--format", "json").out)
    roles = {date["start"]: date["role"] for each in achievement["activities"] for date in each["dates"]}
    assert roles == {"2019-04-02": "cancelled", "2020-10-05": "when", "1993-01-01": "mentioned"}
    found = json.loads(tgx("validate", "--year", "2020", "--format", "json").out)["findings"]
    assert not [each for each in found if each["check"] == "activity-outside-year"]


NONE = "①姉妹都市との交流\t都市整備局都市づくり政策部\tベルリン市との交流\t実績なし\n"


def test_a_measure_of_which_nothing_was_held_is_not_new(
    tgx: Run, tmp_path: Path, packaged_documents: tuple[Path, Path]
) -> None:
    later = tmp_path / "r3.tsv"
    later.write_text(HEAD.replace("令和2", "令和3") + CALLED_OFF + NONE + HELD, encoding="utf-8")
    imported(tgx, tmp_path, packaged_documents[0], HELD)
    assert tgx("import", later).code == 0
    compared = json.loads(tgx("diff", "R2", "R3", "--format", "json").out)
    measures = next(each for each in compared["aspects"] if each["key"] == "measures")
    assert set(measures["counts"]) == {"continued"}
    assert measures["changes"]


def test_no_result_is_told_from_an_empty_cell(
    tgx: Run, tmp_path: Path, packaged_documents: tuple[Path, Path]
) -> None:
    imported(
        tgx, tmp_path, packaged_documents[0], NONE + NONE.replace("実績なし", "").replace("交流\t", "協力\t")
    )
    said, blank = sorted(
        json.loads(tgx("query", "achievements", "--format", "json").out),
        key=lambda row: row["result"],
        reverse=True,
    )
    shown = tgx("show", said["id"], "--lang", "ja").out
    assert "実績なし（資料に記載。何にも数えません）" in shown
    assert "結び付きあり（数えない）" in shown
    assert "記載なし（空欄。何にも数えません）" in tgx("show", blank["id"], "--lang", "ja").out
    outcomes = tgx("report", "outcomes", "--lang", "ja").out
    assert "資料なし" not in outcomes
    assert "記載なし" not in outcomes
    assert "（数えない）" not in tgx("show", "35", "--lang", "ja").out


def test_what_was_called_off_is_told_from_what_nobody_reported(
    tgx: Run, tmp_path: Path, packaged_documents: tuple[Path, Path]
) -> None:
    imported(tgx, tmp_path, packaged_documents[0], CALLED_OFF + HELD)
    out = tgx("report", "--goal", "2").out
    assert "–: nothing reported   not held: only what was called off" in out
    held = json.loads(tgx("report", "--goal", "2", "--format", "json").out)
    measures = [m for goal in held["goals"] for area in goal["areas"] for m in area["measures"]]
    assert any(m["not_held"] == ["2020"] for m in measures)
    assert not any(m["not_held"] and m["achievements"] for m in measures if m["code"] == "33")


def test_the_legend_names_only_marks_that_are_there(tgx: Run, catalogue: Path) -> None:
    out = tgx("report", "--goal", "2").out
    assert "2: achievements that count   1?: only suggested, not counted   –: nothing reported\n" in out
