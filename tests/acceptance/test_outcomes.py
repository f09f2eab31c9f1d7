"""What was held counts; what was reported as not held is shown apart, in every list, report and format."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from conftest import Run
from projects_made import Place


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
    assert "2 empty rows have no words" in tgx("report", "outcomes", "--year", "2020").out
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


def none_row(place: Place, text: str = "実績なし", topic: str = "交流") -> tuple[str, ...]:
    unit = {"tokyo": "都市整備局"}.get(place.name, place.facts.units[0])
    return "①姉妹都市との交流", unit, f"ベルリン市との{topic}", text


def test_a_measure_of_which_nothing_was_held_is_not_new(tgx: Run, place: Place) -> None:
    later = place.sheet("later.tsv", [*called_off_rows(place), none_row(place), held_row(place)])
    assert tgx("import", place.sheet("a.tsv", [held_row(place)], 2016), later).code == 0
    compared = json.loads(tgx("diff", "2016", "R2", "--format", "json").out)
    measures = next(each for each in compared["aspects"] if each["key"] == "measures")
    assert set(measures["counts"]) <= {"continued"}
    assert measures["changes"] or place.name != "tokyo"


def test_no_result_is_told_from_an_empty_cell(tgx: Run, place: Place) -> None:
    rows = [none_row(place), none_row(place, "", "協力")]
    assert tgx("import", place.sheet("a.tsv", rows)).code == 0
    said, blank = sorted(
        json.loads(tgx("query", "achievements", "--year", "2020", "--format", "json").out),
        key=lambda row: row["result"],
        reverse=True,
    )
    shown = tgx("show", said["id"], "--lang", "ja").out
    assert "実績なし（資料に記載。何にも数えません）" in shown
    assert "記載なし（空欄。何にも数えません）" in tgx("show", blank["id"], "--lang", "ja").out
    outcomes = tgx("report", "outcomes", "--lang", "ja").out
    assert "資料なし" not in outcomes
    if place.name == "tokyo":
        assert "結び付きあり（数えない）" in shown
        assert "（数えない）" not in tgx("show", "35", "--lang", "ja").out


def test_what_was_called_off_is_told_from_what_nobody_reported(tgx: Run, place: Place) -> None:
    goal, (_, called_off, _), unit = list(place.facts.goals)[1], place.facts.measures, place.facts.units[1]
    place.catalogue.unlink()
    file = place.folder / "a.tsv"
    row = (called_off, unit, "ハノイとの技術の交流", "研修に係る職員の来日は、感染症の拡大により中止")
    file.write_text(
        "施策番号\t担当局・部\t項目名\t実績（令和2年度）\n" + "\t".join(row) + "\n", encoding="utf-8"
    )
    assert tgx("import", "--quiet", place.strategy, file).code == 0
    out = tgx("report", "--goal", goal).out
    assert "\nnot held: only what was called off" in out
    assert "–: nothing reported" not in out  # a sheet of measures' numbers: the others have no row
    held = json.loads(tgx("report", "--goal", goal, "--format", "json").out)
    measures = [m for own in held["goals"] for area in own["areas"] for m in area["measures"]]
    assert [m["code"] for m in measures if m["not_held"] == ["2020"]] == [called_off]
    assert not any(m["not_held"] and m["achievements"] for m in measures)


def test_the_legend_names_only_marks_that_are_there(tgx: Run, place: Place) -> None:
    if place.name == "tokyo":
        out = tgx("report", "--goal", "2").out
        assert "2: achievements that count   1?: only suggested, not counted   –: nothing reported\n" in out
    for goal in place.facts.goals:
        shown = tgx("report", "--goal", goal).out
        cells = {word for line in shown.splitlines() if ": " not in line for word in line.split()}
        assert ("only suggested, not counted" in shown) == any(re.fullmatch(r"\d+\?", word) for word in cells)
        assert "–" in cells or "–: nothing reported" not in shown


def test_a_remark_beside_an_empty_result_tells_that_it_was_called_off(tgx: Run, place: Place) -> None:
    file = place.folder / "b.tsv"
    rows = (("交流会", "", "荒天により中止"), ("研修", "－", "延期"), ("視察", "", "雨天時は中止"))
    lines = ["担当局・部\t項目名\t実績（令和2年度）\t備考"]
    lines += ("\t".join((place.facts.units[0], item, result, note)) for item, result, note in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = tgx("import", "--quiet", "--add", file)
    assert (done.code, done.err) == (0, "")
    found = {row["item"]: row for row in json.loads(tgx("query", "achievements", "--format", "json").out)}
    assert {item: found[item]["outcome"] for item, *_ in rows} == {
        "交流会": "not_held",
        "研修": "not_held",
        "視察": "empty",
    }
    assert [each["text"] for each in found["交流会"]["activities"]] == [""]
    listed = tgx("report", "outcomes").out
    assert "荒天により中止" in listed
    checked = tgx("validate", "--format", "json")
    findings = [
        (each["check"], each["record"]["id"])
        for each in json.loads(checked.out)["findings"]
        if each["record"]
    ]
    assert ("result-empty", found["視察"]["id"]) in findings
    assert ("result-empty", found["交流会"]["id"]) not in findings
    assert tgx("show", found["交流会"]["id"]).code == 0


def test_a_line_below_a_title_calls_it_off(tgx: Run, place: Place) -> None:
    file = place.folder / "lines.csv"
    results = ("市民まつりを開催\n※雨天のため中止", "市民まつり（5月）\n交流会は中止")
    rows = [f'{place.facts.units[0]},まつり{n},"{text}"' for n, text in enumerate(results)]
    file.write_text("\n".join(["担当局・部,項目名,実績（令和2年度）", *rows]) + "\n", encoding="utf-8")
    done = tgx("import", "--quiet", "--add", file)
    assert (done.code, done.err) == (0, "")
    found = {row["item"]: row for row in json.loads(tgx("query", "achievements", "--format", "json").out)}
    assert (found["まつり0"]["outcome"], found["まつり1"]["outcome"]) == ("not_held", "held")
    assert [each["outcome"] for each in found["まつり1"]["activities"]] == ["held", "cancelled"]


def test_the_day_that_a_remark_calls_off_is_no_second_day(tgx: Run, place: Place) -> None:
    file = place.folder / "moved.tsv"
    rows = (
        ("交流会", "10月に交流会を開催した。", "7月の予定を延期"),
        ("研修", "", "当初7月開催予定だったが、延期"),
    )
    lines = ["担当局・部\t項目名\t実績（令和2年度）\t備考"]
    lines += ("\t".join((place.facts.units[0], *row)) for row in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = tgx("import", "--quiet", "--add", file)
    assert (done.code, done.err) == (0, "")
    found = {row["item"]: row for row in json.loads(tgx("query", "achievements", "--format", "json").out)}
    assert {item: found[item]["outcome"] for item, *_ in rows} == {"交流会": "held", "研修": "not_held"}
    days = {
        item: [
            (date["start"][:7], date["role"]) for each in found[item]["activities"] for date in each["dates"]
        ]
        for item, *_ in rows
    }
    assert days == {
        "交流会": [("2020-10", "when"), ("2020-07", "cancelled")],
        "研修": [("2020-07", "cancelled")],
    }


def test_an_activity_has_the_partners_of_its_item_wherever_it_is_shown(tgx: Run, place: Place) -> None:
    done = tgx(
        "import", "--quiet", "--add", place.sheet("sheet-r2.tsv", [held_row(place), *called_off_rows(place)])
    )
    assert (done.code, done.err) == (0, "")
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    listed = json.loads(tgx("query", "activities", "--format", "json").out)
    by_text = {(each["achievement"], each["text"]): each["cities"] for each in listed}
    own = {(row["id"], each["text"]): each["cities"] for row in rows for each in row["activities"]}
    assert own == by_text
    (called_off,) = (row for row in rows if row["item"] == "パリ市との教育の交流")
    assert own[called_off["id"], called_off["activities"][0]["text"]] == ["パリ市"]
    assert called_off["cities"] == []  # nothing was held with it
