"""Indicators, grades and amounts of whole documents: as the documents state them, and never a result."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from acceptance.test_schemas import validator
from conftest import Run

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "indicators"


def listed(tgx: Run, what: str, *filters: str) -> list[dict[str, Any]]:
    done = tgx("query", what, *filters, "--format", "json")
    assert done.code == 0, done.err
    schema: Draft202012Validator = validator(f"query-{what}")
    found: list[dict[str, Any]] = json.loads(done.out)
    schema.validate(found)
    return found


def imported(tgx: Run, *names: str) -> None:
    for name in names:
        done = tgx("import", EXAMPLES / name)
        assert done.code == 0, done.err


def numbers(record: dict[str, Any]) -> dict[tuple[str, int | None], str | None]:
    return {(value["kind"], value["fiscal_year"]): value["value"] for value in record["values"]}


def test_a_keyed_sheet_of_numbers_has_no_results(tgx: Run) -> None:
    imported(tgx, "keyed3.tsv")
    found = listed(tgx, "achievements")
    assert [(a["result"], a["outcome"], a["rating"]) for a in found] == [
        ("", "empty", "◎"),
        ("", "empty", "△"),
    ]
    first, second = listed(tgx, "indicators")
    assert numbers(first) == {("target", 2020): "120", ("actual", 2020): "131"}
    assert numbers(second) == {("target", 2020): "3", ("actual", 2020): "1"}
    assert [(i["rate"], i["rating"], i["stated"]) for i in (first, second)] == [
        ("109%", "◎", ["1"]),
        ("33%", "△", ["2"]),
    ]


def test_a_corrected_figure_changes_its_row_and_no_other(tgx: Run, tmp_path: Path) -> None:
    imported(tgx, "keyed3.tsv")
    text = (EXAMPLES / "keyed3.tsv").read_text(encoding="utf-8")
    corrected = tmp_path / "corrected.tsv"
    corrected.write_text(text.replace("131", "132"), encoding="utf-8")
    assert "0 inserted, 1 changed, 0 removed, 1 unchanged" in tgx("import", corrected).out
    corrected.write_text(text.replace("131", "132").replace("◎", "○"), encoding="utf-8")
    assert "0 inserted, 1 changed, 0 removed, 1 unchanged" in tgx("import", corrected).out


def test_a_document_of_indicators_has_each_value_by_year(tgx: Run) -> None:
    done = tgx("import", EXAMPLES / "indicators-r1.tsv")
    assert "4 rows = 3 indicators + 1 header + 0 rejected" in done.out
    assert listed(tgx, "achievements") == []
    found = listed(tgx, "indicators")
    assert [(i["name"], i["unit"]) for i in found] == [
        ("外国人観光客数", "万人"),
        ("留学生の市内就職者数", "人"),
        ("水ビジネスの受注件数", "件"),
    ]
    assert numbers(found[0]) == {
        ("target", None): "50",
        ("actual", 2016): "36.8",
        ("actual", 2017): "68.2",
        ("actual", 2018): "69.1",
        ("actual", 2019): "35.4",
    }
    assert all(len(i["values"]) == 5 for i in found)
    assert [i["rating"] for i in listed(tgx, "indicators", "--rating", "○")] == ["○", "○"]


def test_the_numeric_targets_of_a_strategy(tgx: Run) -> None:
    imported(tgx, "strategy-2016.tsv")
    found = listed(tgx, "indicators")
    assert [(i["name"], numbers(i), i["unit"]) for i in found] == [
        ("外国人観光客数", {("base", 2014): "24", ("target", 2020): "50"}, "万人"),
        ("留学生の市内就職者数", {("base", 2014): "80", ("target", 2020): "150"}, "人"),
        ("海外水ビジネスの受注件数", {("base", 2014): "35", ("target", 2020): "80"}, "件"),
        ("環境技術の海外輸出プロジェクト数（累計）", {("base", 2014): "90", ("target", 2020): "180"}, "件"),
    ]


def test_the_figures_of_a_sheet_are_equal_to_the_document(tgx: Run) -> None:
    imported(tgx, "strategy-2016.tsv", "progress-r1.tsv")
    text = (EXAMPLES / "progress-r1.tsv").read_text(encoding="utf-8").split("\n\n", 1)[1]
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    found = listed(tgx, "achievements")
    assert len(found) == len(rows) == 20
    for row, achievement in zip(rows, found, strict=True):
        (indicator,) = achievement["indicators"]
        texts = {value["kind"]: value["text"] for value in indicator["values"]}
        assert texts == {"target": row["目標値"], "actual": row["実績値"]}
        for value in indicator["values"]:
            plain = value["text"].replace(",", "")
            assert value["value"] == (plain if plain[0].isdigit() else None)
        assert (indicator["rate"], achievement["rating"]) == (row["達成率"], row["進捗状況"])
        assert [m["measure"] for m in indicator["measures"]] == [row["施策番号"]]
        (amount,) = achievement["amounts"]
        assert (amount["kind"], amount["text"], amount["unit"]) == ("planned", row["予算額（千円）"], "千円")
        assert amount["value"] == row["予算額（千円）"].replace(",", "")
        assert achievement["result"] == row["令和元年度の取組実績"]
        assert not {"目標値", "実績値", "達成率", "進捗状況", "予算額（千円）"} & set(achievement["extra"])


def test_indicators_are_tied_whatever_was_imported_first(tgx: Run) -> None:
    imported(tgx, "progress-r1.tsv")
    assert [i["measures"] for i in listed(tgx, "indicators")] == [[]] * 20
    imported(tgx, "strategy-2016.tsv")
    found = listed(tgx, "indicators", "--measure", "1-2-(1)")
    assert [i["name"] for i in found] == ["外国人観光客数"]
    shown = json.loads(tgx("show", "1-2-(1)", "--format", "json").out)
    validator("show").validate(shown)
    assert [i["name"] for i in shown["indicators"]] == ["外国人観光客数"]


def test_numbers_never_count_as_coverage(tgx: Run) -> None:
    imported(tgx, "kpi-strategy.tsv", "kpi-actual-2018.csv")
    found = listed(tgx, "achievements")
    assert [(a["outcome"], a["rating"]) for a in found] == [
        ("held", "順調、A"),
        ("held", "やや遅れ、B"),
        ("empty", "未着手、D"),
    ]
    assert json.loads(tgx("report", "--format", "json").out)["total"]["numerator"] == 2


def test_the_report_has_the_documents_own_words_and_our_arithmetic_beside_them(tgx: Run) -> None:
    imported(tgx, "strategy-2016.tsv", "progress-r1.tsv", "indicators-r1.tsv")
    done = tgx("report", "indicators", "--format", "json")
    report = json.loads(done.out)
    validator("report").validate(report)
    assert report["years"] == [2016, 2017, 2018, 2019]
    visitors = next(line for line in report["indicators"] if line["name"] == "外国人観光客数")
    assert visitors["measures"] == ["1-2-(1)"]
    assert visitors["trend"] == ["36.8", "68.2", "69.1", "35.4"]
    assert (visitors["rate"], visitors["arithmetic"]["percent"]) == ("70.8%", "70.8")
    assert len(visitors["documents"]) == 3
    assert "▁██▁" in tgx("report", "indicators").out
    assert "指標の推移" in tgx("report", "--format", "html").out
    only = json.loads(tgx("report", "indicators", "--goal", "Ⅰ", "--format", "json").out)["indicators"]
    assert {line["measures"][0][0] for line in only} == {"1"}


def test_targets_of_cities_are_a_view_of_the_indicators(tgx: Run, catalogue: Path) -> None:
    prose = [i for i in listed(tgx, "indicators") if i["prose"]]
    assert [numbers(i) for i in prose] == [{("target", 2017): "15"}, {("target", 2020): "30"}]
    made = json.loads(tgx("report", "targets", "--format", "json").out)
    rows = made["sections"][0]["rows"]
    assert [(row["facts"]["cities"], row["facts"]["by"]) for row in rows] == [
        (15, "2017-12-31"),
        (30, "2020-12-31"),
    ]
    assert "指標の推移" not in tgx("report", "--format", "html").out


def test_a_corrected_edition_replaces_the_older_one_and_goes_with_its_document(
    tgx: Run, tmp_path: Path
) -> None:
    imported(tgx, "indicators-r1.tsv")
    before = listed(tgx, "indicators")
    text = (EXAMPLES / "indicators-r1.tsv").read_text(encoding="utf-8").replace("35.4", "36.4")
    corrected = tmp_path / "corrected.tsv"
    corrected.write_text(text, encoding="utf-8")
    assert "0 inserted, 1 changed, 0 removed, 2 unchanged" in tgx("import", corrected).out
    after = listed(tgx, "indicators")
    assert [i["id"] for i in after] == [i["id"] for i in before]
    assert numbers(after[0])["actual", 2019] == "36.4"
    assert tgx("rebuild").code == 0
    assert listed(tgx, "indicators") == after


@pytest.mark.parametrize("name", ["two-levels-merged.xlsx", "two-levels-cp932.csv"])
def test_headers_of_two_levels(tgx: Run, name: str) -> None:
    imported(tgx, name)
    first, second = listed(tgx, "indicators")
    assert numbers(first) == {
        ("base", 2018): "36.8",
        ("target", 2019): "40",
        ("target", 2020): "45",
        ("target", 2021): "50",
        ("actual", 2019): "35.4",
        ("actual", 2020): "12.1",
        ("actual", 2021): None,
    }
    assert (second["name"], second["unit"], second["direction"]) == ("苦情件数を減らす", "件", "down")


@pytest.mark.parametrize(
    ("name", "count"), [("series.tsv", 2), ("years-before-base.tsv", 2), ("two-indicators-a-row.tsv", 3)]
)
def test_other_forms_have_all_their_indicators(tgx: Run, name: str, count: int) -> None:
    imported(tgx, name)
    assert len(listed(tgx, "indicators")) == count


def test_every_format_lists_them(tgx: Run) -> None:
    imported(tgx, "progress-r1.tsv")
    rows = list(csv.DictReader(tgx("query", "indicators", "--format", "csv").out.splitlines()))
    assert len(rows) == 40
    assert (rows[6]["value"], rows[6]["unit"], rows[7]["value"]) == ("50", "万人", "35.4")
    assert "35.4" in tgx("query", "indicators", "--format", "markdown").out
    assert "109.2%" in tgx("query", "indicators").out


def test_a_number_that_a_break_cuts_is_whole_or_named(tgx: Run, tmp_path: Path) -> None:
    rows = [("派遣者数", "8", "9"), ("受講者数", "1\n6", "20"), ("相談件数", "1,2\n34", "5\n0\n0")]
    lines = [
        "指標,目標値（令和5年度）,実績値（令和5年度）",
        *(",".join(f'"{each}"' for each in row) for row in rows),
    ]
    (tmp_path / "cut.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = tgx("import", tmp_path / "cut.csv")
    assert done.code == 0, done.err
    assert "1 cell of 実績値（令和5年度） is kept as it is, not read: 5 0 0" in done.out
    found = [list(numbers(each).values()) for each in listed(tgx, "indicators")]
    assert found == [["8", "9"], ["16", "20"], ["1234", None]]


def test_a_value_of_one_year_is_no_part_of_a_target_of_several(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "kpi.csv"
    file.write_text(
        "総合指標（令和5年度末）\n指標名,単位,R4実績,R5実績,R5目標\n来訪団体数,団体,2,3,累計15\n講座数,回,4,累計9,累計12\n",
        encoding="utf-8",
    )
    assert tgx("import", file).code == 0
    report = tgx("report", "indicators", "--format", "json")
    first, second = json.loads(report.out)["indicators"]
    assert first["arithmetic"] is None
    assert second["arithmetic"]["percent"] == "75.0"
    assert "target of several years" in tgx("report", "indicators").out
    assert "複数年の目標" in tgx("report", "indicators", "--lang", "ja").out


def test_a_table_with_a_row_for_each_value(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "kpi.csv"
    rows = ["2019,来館者数,基準値,40,人", "2026,来館者数,目標値,90,人", "2023,来館者数,実績値,55,人"]
    file.write_text("\n".join(["年度,指標名,値区分,値,単位", *rows, ""]), encoding="utf-8")
    done = tgx("import", file)
    assert (done.code, done.err) == (0, "")
    assert "4 rows = 1 indicator + 1 header + 2 continued + 0 rejected" in done.out
    (record,) = listed(tgx, "indicators")
    assert numbers(record) == {("base", 2019): "40", ("target", 2026): "90", ("actual", 2023): "55"}
    file.write_text("\n".join(["年度,指標名,値区分,値,単位", *rows, rows[2], ""]), encoding="utf-8")
    done = tgx("import", file)
    assert (done.code, done.out) == (2, "")
    assert "a table with a row for each value, not read: 年度 | 指標名" in done.err


REPEATED = """みさき市国際交流推進計画
計画期間：令和5年度から令和9年度まで
基本目標Ⅰ　交流
施策の方向１　都市間交流
主要施策（１）　姉妹都市
具体的取組,内容,担当課
①青少年の派遣,中高生の派遣を行う（令和9年度までに年20人）。,国際課
主要施策（２）　学校
具体的取組,内容,担当課
①オンライン交流,海外の学校との交流を令和9年度までに年20回実施する。,学校教育課
②教材の作成,教材を令和9年度までに年5冊作成する。,学校教育課
"""


def test_a_target_in_the_text_of_a_measure_is_of_its_row_where_codes_repeat(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(REPEATED, encoding="utf-8")
    (tmp_path / "values.csv").write_text(
        "令和5年度 指標一覧\n施策番号,指標,単位,実績値（令和5年度）\n①,交流回数,回,12\n②,教材数,冊,4\n",
        encoding="utf-8",
    )
    for name in ("plan.csv", "values.csv"):
        done = tgx("import", tmp_path / name)
        assert done.code == 0, done.err
    found = {
        each["about"] or each["name"]: [of["measure"] for of in each["measures"]]
        for each in listed(tgx, "indicators")
    }
    assert found == {
        "青少年の派遣": ["①"],
        "オンライン交流": ["①#2"],
        "教材の作成": ["②"],
        "交流回数": [],  # nothing tells which ① is meant
        "教材数": ["②"],
    }


PLAN = """湯ノ森町国際化推進計画（令和5年度～令和9年度）
番号,施策名,担当課
1,交流会,国際課
2,教室,国際課
3,派遣,国際課
4,派遣,総務課
"""


@pytest.mark.parametrize(
    ("header", "rows", "tied"),
    [
        (
            "施策,指標,現状値（R5）,目標値（R9）",
            ("1 交流会", "２．教室", "3 派遣", "派遣"),
            ["1", "2", "3", None],
        ),
        ("施策名,指標,R4実績,R9目標", ("交流会", "教室", "(4) 派遣", "5 派遣"), ["1", "2", "4", None]),
    ],
)
def test_what_an_indicator_is_about_may_have_its_code_before_it(
    tgx: Run, tmp_path: Path, header: str, rows: tuple[str, ...], tied: list[str | None]
) -> None:
    plan, numbers_ = tmp_path / "plan.csv", tmp_path / "numbers.csv"
    plan.write_text(PLAN, encoding="utf-8")
    lines = [f"{title},参加者数{at}（人）,10,20" for at, title in enumerate(rows)]
    numbers_.write_text("\n".join(("指標一覧", header, *lines)), encoding="utf-8")
    assert tgx("import", plan, numbers_).code == 0
    found = {each["name"]: [m["measure"] for m in each["measures"]] for each in listed(tgx, "indicators")}
    assert [found[f"参加者数{at}"] for at in range(4)] == [[code] if code else [] for code in tied]
