"""How a city's sheets name their units: short forms, columns of their own, the mark for what stands above."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from conftest import Run
from toshigaikou_cli.packaged import default_project

STRATEGY_2014 = default_project() / "documents" / "strategy-2014.tsv"
PLAN = """\
洞海市国際戦略
策定 平成28年3月

基本目標１　世界とつながるまち
番号|施策|概要|担当課
1|姉妹都市交流の推進|姉妹都市との交流を進める。|国際課
2|海外広報の推進|海外に向けて広報する。|国際・広報課
3|港の国際化|港を世界に開く。|企画・調整課、広報課
4|教育の国際化|学校の国際化を進める。|教育委員会（義務教育課、生涯学習課）
5|観光の推進|観光客を迎える。|市民局観光課、市民局庶務課
6|人材の育成|職員を育てる。|総務部人事課、総務部庶務課
"""


@pytest.fixture
def city(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TGX_DB")
    (tmp_path / "plan.tsv").write_text(PLAN.replace("|", "\t"), encoding="utf-8")
    made = tgx("init", tmp_path / "dokai", "--from", tmp_path / "plan.tsv")
    assert made.code == 0, made.err
    monkeypatch.chdir(tmp_path / "dokai")
    return tmp_path / "dokai"


def rows_of(tgx: Run, header: str, *rows: str) -> list[tuple[str, list[str], str]]:
    """Each row's unit as it is written, the units that it is of, and the section that has no entry."""
    lines = ["平成29年度 国際関係事業実績", f"{header}|事業名|実績"]
    lines += [f"{row}|事業{n}|会議を{n}回開いた。" for n, row in enumerate(rows, 1)]
    Path("sheet.tsv").write_text("\n".join(lines).replace("|", "\t"), encoding="utf-8")
    done = tgx("import", "documents/plan.tsv", "sheet.tsv")
    assert done.code == 0, done.err
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    found.sort(key=lambda row: row["item"])
    return [(row["bureau_text"], row["bureaus"], row["department"] or "") for row in found]


def test_init_has_each_unit_once_and_none_that_stands_short_for_others(city: Path) -> None:
    words = (city / "words" / "units.yaml").read_text(encoding="utf-8")
    units = [json.loads(line.strip("- ")) for line in words.splitlines() if line.strip().startswith("- {")]
    names = {unit["id"]: unit["name"] for unit in units}
    assert [(unit["name"], names.get(unit.get("parent", ""), "")) for unit in units] == [
        ("国際課", ""),
        ("企画・調整課", ""),
        ("広報課", ""),
        ("教育委員会", ""),
        ("義務教育課", "教育委員会"),
        ("生涯学習課", "教育委員会"),
        ("市民局", ""),
        ("観光課", "市民局"),
        ("市民局庶務課", "市民局"),
        ("総務部", ""),
        ("人事課", "総務部"),
        ("総務部庶務課", "総務部"),
    ]


def test_short_forms_in_a_sheet(tgx: Run, city: Path) -> None:
    found = rows_of(
        tgx, "担当課", "国際・広報課", "企画・調整課", "教育委員会（義務教育課、高校教育課）", "国際・港湾課"
    )
    assert [units for _, units, _ in found] == [
        ["国際課", "広報課"],
        ["企画・調整課"],
        ["義務教育課", "教育委員会"],
        [],
    ]
    assert [row["bureaus"] for row in json.loads(tgx("query", "measures", "--format", "json").out)][1] == [
        {"name": "国際課", "role": "lead"},
        {"name": "広報課", "role": "lead"},
    ]
    unknown = json.loads(tgx("words", "unknown", "--format", "json").out)
    assert sorted(each["name"] for each in unknown) == ["国際・港湾課", "教育委員会高校教育課"]


def test_two_columns_are_one_unit(tgx: Run, city: Path) -> None:
    found = rows_of(
        tgx, "部|課", "総務部|人事課", "|庶務課", "市民局|観光課、庶務課", "市民局|", "教育委員会|高校教育課"
    )
    assert found == [
        ("総務部人事課", ["人事課"], ""),
        ("総務部庶務課", ["総務部庶務課"], ""),
        ("市民局観光課、庶務課", ["観光課", "市民局庶務課"], ""),
        ("市民局", ["市民局"], ""),
        ("教育委員会高校教育課", ["教育委員会"], "高校教育課"),
    ]


def test_three_columns_are_one_unit(tgx: Run, city: Path) -> None:
    found = rows_of(tgx, "局|部|課", "市民局|文化部|観光課", "||庶務課", "|交流部|", "教育委員会||義務教育課")
    assert [text for text, _, _ in found] == [
        "市民局文化部観光課",
        "市民局文化部庶務課",
        "市民局交流部",
        "教育委員会義務教育課",
    ]


def test_what_stands_above(tgx: Run, city: Path) -> None:
    found = rows_of(
        tgx, "担当課", "市民局観光課", "〃庶務課", "〃", "総務部人事課", "同　庶務課", "国際課", "同　広報課"
    )
    assert [text for text, _, _ in found] == [
        "市民局観光課",
        "市民局庶務課",
        "市民局庶務課",
        "総務部人事課",
        "総務部庶務課",
        "国際課",
        "広報課",
    ]
    assert [units for _, units, _ in found][1::3] == [["市民局庶務課"], ["総務部庶務課"]]


def test_rules_link_a_row_to_the_measures_of_each_of_its_units(tgx: Run, tmp_path: Path) -> None:
    result = "都営地下鉄の駅でエレベーターの供用を開始した。都道では観光地周辺の歩道の段差を解消した。"
    for year, unit, served in (
        (30, "交通局、建設局", ["50", "49"]),
        (31, "交通局", ["50"]),
        (29, "交通局、教育庁", ["50"]),
    ):
        sheet = tmp_path / f"sheet-{year}.tsv"
        sheet.write_text(
            f"担当局\t項目名\t実績（平成{year}年度）\n{unit}\tバリアフリー\t{result}\n", encoding="utf-8"
        )
        done = tgx("import", STRATEGY_2014, sheet)
        assert (done.code, done.err) == (0, ""), done.err
        rows = json.loads(tgx("query", "achievements", "--year", f"H{year}", "--format", "json").out)
        links = rows[0]["links"]
        assert [str(link["measure"]) for link in links if link["status"] == "linked"] == served, unit


def test_a_bureau_that_begins_as_the_city_is_called_is_no_unit_beside_its_section(
    tgx: Run, city: Path
) -> None:
    """init writes 市 as a prefix; 市民局 is not 民局 for that."""
    found = rows_of(tgx, "担当課", "市民局（観光課）", "総務部（人事課）・市民局（観光課）", "市民局")
    assert [units for _, units, _ in found] == [["観光課"], ["人事課", "観光課"], ["市民局"]]


def test_the_export_has_what_each_unit_is_part_of(tgx: Run, city: Path) -> None:
    rows_of(tgx, "担当課", "国際課")
    units = list(csv.DictReader(tgx("export", "--table", "units", "--format", "csv").out.splitlines()))
    names = {unit["id"]: unit["name"] for unit in units}
    found = {unit["name"]: (unit["kind"], names.get(unit["parent"], "")) for unit in units}
    assert found["観光課"] == ("section", "市民局")
    assert found["市民局"] == ("bureau", "")
    assert found["国際課"] == ("section", "")
    assert tgx("export", "linked", "--format", "jsonld").code == 0
    (written,) = Path("linked").glob("*.jsonld")
    nodes = json.loads(written.read_text(encoding="utf-8"))["@graph"]
    above = {
        node["id"]: node["schema:parentOrganization"] for node in nodes if "schema:parentOrganization" in node
    }
    assert len(above) == sum(unit["parent"] != "" for unit in units)


def test_a_list_of_units_that_is_left_open_says_so(tgx: Run, city: Path) -> None:
    """各区役所, 全課: a row says that others took part, or names nobody; none of these is an unknown bureau."""
    rows_of(
        tgx,
        "担当課",
        "国際課、各区役所",
        "市民局観光課ほか関係各課",
        "全課",
        "国際課、広報課",
        "各局国際担当",
        "謎局ほか",
    )
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    found.sort(key=lambda row: row["item"])
    assert [(row["bureaus"], row["open_ended"]) for row in found] == [
        (["国際課"], True),
        (["観光課"], True),
        ([], True),
        (["国際課", "広報課"], False),
        ([], False),
        ([], True),
    ]
    listed = tgx("query", "achievements").out
    assert all(
        name in listed
        for name in ("国際課、ほか", "観光課、ほか", "国際課、広報課", "? 各局国際担当", "? 謎局")
    )
    assert "? 全課" not in listed
    assert "Bureau       国際課、広報課" in tgx("show", found[3]["id"]).out
    assert "Bureau       全課\n" in tgx("show", found[2]["id"]).out
    done = json.loads(tgx("validate", "--format", "json").out)["findings"]
    told = {each["cell"]: each["check"] for each in done if each["check"].startswith("bureau")}
    assert told == {"全課": "bureau-open", "各局国際担当": "bureau-unknown", "謎局": "bureau-unknown"}
    counted = tgx("report", "--by", "bureau").out
    assert "(bureaus that are not named)" in counted
    exported = csv.DictReader(tgx("export", "--table", "achievements", "--format", "csv").out.splitlines())
    assert sorted(row["open_ended"] for row in exported) == ["false"] * 2 + ["true"] * 4


def test_a_bureau_that_a_person_gave_leaves_no_list_open(tgx: Run, city: Path) -> None:
    rows_of(tgx, "担当課", "国際課、各区役所")
    (row,) = json.loads(tgx("query", "achievements", "--format", "json").out)
    given = tgx("link", "mend", row["id"], "--unit", "広報課", "--by", "me", "--note", "asked them")
    assert given.code == 0, given.err
    (mended,) = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert (mended["bureaus"], mended["open_ended"]) == (["広報課"], False)
    assert tgx("link", "undo", row["id"]).code == 0
    (back,) = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert (back["bureaus"], back["open_ended"]) == (["国際課"], True)


def test_what_stands_behind_a_known_unit_and_is_none_is_told(tgx: Run, city: Path) -> None:
    rows_of(tgx, "担当課", "国際課、各支所", "国際課、中央図書館", "国際課、各局")
    unknown = json.loads(tgx("words", "unknown", "--format", "json").out)
    assert sorted(each["name"] for each in unknown) == ["中央図書館", "各支所"]


def test_columns_under_one_label_are_one_unit_each_filled_down(tgx: Run, city: Path) -> None:
    """局 and 課 under 担当, whether the header is merged over both or leaves the second cell blank."""
    rows = ("市民局|観光課", "|庶務課", "|", "総務部|人事課")
    texts = ["市民局観光課", "市民局庶務課", "市民局庶務課", "総務部人事課"]
    assert [text for text, _, _ in rows_of(tgx, "担当|", *rows)] == texts
    assert [text for text, _, _ in rows_of(tgx, "担当|担当", *rows)] == texts
    book = Workbook()
    page = book.worksheets[0]
    page.append(["平成29年度 国際関係事業実績"])
    page.append(["担当", None, "事業名", "実績"])
    for n, row in enumerate(rows, 1):
        page.append([*(cell or None for cell in row.split("|")), f"事業{n}", "会議を開いた。"])
    page.merge_cells("A2:B2")
    book.save("sheet.xlsx")
    done = tgx("import", "documents/plan.tsv", "sheet.xlsx", "--replace")
    assert done.code == 0, done.err
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [row["bureau_text"] for row in sorted(found, key=lambda row: row["item"])] == texts


def test_a_column_of_no_name_with_other_things_than_units_is_part_of_none(tgx: Run, city: Path) -> None:
    found = rows_of(tgx, "担当|", "市民局|内線1234", "総務部|人事課")
    assert [text for text, _, _ in found] == ["市民局", "総務部"]


def test_columns_under_one_label_in_a_strategy(tgx: Run, tmp_path: Path) -> None:
    plan = (
        PLAN.replace("番号|施策|概要|担当課", "番号|施策|概要|担当|")
        .split("教育の国際化")[0]
        .rsplit("\n", 1)[0]
    )
    plan = plan.replace("|国際課\n", "|総務部|国際課\n").replace("|国際・広報課\n", "||広報課\n")
    plan = plan.replace("|企画・調整課、広報課", "|市民局|観光課")
    (tmp_path / "plan.tsv").write_text(plan.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", tmp_path / "plan.tsv")
    assert done.code == 0, done.err
    measures = json.loads(tgx("query", "measures", "--format", "json").out)
    assert [[unit["name"] for unit in each["bureaus"]] for each in measures] == [
        ["総務部国際課"],
        ["総務部広報課"],
        ["市民局観光課"],
    ]


def test_reviews_and_pages_show_both_units_of_a_row(
    tgx: Run, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    rows_of(tgx, "担当課", "国際課、広報課", "市民局高校教育課、国際課", "教育委員会、各課")
    row, *_ = sorted(
        json.loads(tgx("query", "achievements", "--format", "json").out), key=lambda each: each["item"]
    )
    assert "国際課、広報課  事業1" in tgx("link", "review", "--by", "me").out
    suggested = json.loads(tgx("link", "suggest", "--format", "json").out)
    assert {each["item"]: each["bureau"] for each in suggested}["事業1"] == "国際課、広報課"
    for language, told in (
        ("ja", ("国際課、広報課。", "市民局 高校教育課、国際課。", "教育委員会、ほか。")),
        ("en", ("国際課, 広報課.", "市民局 (高校教育課), 国際課.", "教育委員会, others.")),
    ):
        assert tgx("--lang", language, "report", "--format", "html", "--output", "page.html").code == 0
        page = Path("page.html").read_text(encoding="utf-8")
        assert [units for units in told if f"<p>{units}" not in page] == [], language
    assert tgx("--lang", "ja", "report", "--format", "html", "--output", "pages/").code == 0
    assert any("国際課、広報課" in each.read_text(encoding="utf-8") for each in Path("pages").glob("*.html"))
    for code in ("1", "2"):
        assert tgx("link", "accept", row["id"], code, "--by", "me").code == 0
    page = tgx("--lang", "ja", "report", "--format", "html").out
    assert ">国際課、広報課 <a href=" in page


def test_a_body_outside_the_government_is_told_beside_a_known_unit(tgx: Run, city: Path) -> None:
    found = rows_of(
        tgx, "担当", "国際交流協会・国際課", "国際課／洞海財団", "国際課（観光係）", "広報課観光協会"
    )
    assert [units for _, units, _ in found] == [["国際課"], ["国際課"], ["国際課"], ["広報課"]]
    unknown = json.loads(tgx("words", "unknown", "--format", "json").out)
    assert sorted(each["name"] for each in unknown) == ["国際交流協会", "洞海財団", "観光協会"]
    done = json.loads(tgx("validate", "--format", "json").out)["findings"]
    told = {each["cell"]: each["source"]["line"] for each in done if each["check"] == "bureau-unknown"}
    assert told == {"国際交流協会": 3, "洞海財団": 4, "観光協会": 6}
    added = tgx("words", "add-unit", "国際交流協会")
    assert added.code == 0, added.err
    assert tgx("rebuild").code == 0
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert sorted(map(sorted, (row["bureaus"] for row in rows))) == [
        ["国際交流協会", "国際課"],
        ["国際課"],
        ["国際課"],
        ["広報課"],
    ]
