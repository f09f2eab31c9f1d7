"""A sheet that names its measures is linked by that, whatever its text says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

STRATEGY = """みなと市国際戦略
平成28（2016）年2月
計画期間：平成28年度から令和2年度まで

基本方針Ⅰ 港を世界へ

番号|施策|概要|担当局
1-(1)|航路の誘致|船社を訪ねる|港湾局
1-(2)|埠頭の案内|見学を受け入れる|港湾局

基本方針Ⅱ 学び合う人

番号|施策|概要|担当局
2-(1)|生徒の派遣|高校生を送る|教育庁
2-(2)|水の研修|漏水の調べ方を教える|水道局
"""


def add(tgx: Run, folder: Path, name: str, text: str, *options: str) -> str:
    path = folder / name
    path.write_text(text.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", str(path), *options)
    assert done.code == 0, done.err
    return done.out


def rows(tgx: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tgx("query", "achievements", "--format", "json").out)
    return found


def links(tgx: Run) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (row["item"], [(link["measure"], link["status"], link["method"]) for link in row["links"]])
        for row in rows(tgx)
    ]


def findings(tgx: Run, check: str) -> list[str]:
    done = json.loads(tgx("validate", "--severity", "info", "--format", "json").out)
    return [found["message"] for found in done["findings"] if found["check"] == check]


def test_each_row_is_linked_to_the_measure_that_it_states(tgx: Run, tmp_path: Path) -> None:
    assert "goals and areas by 基本方針{roman}" in add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    out = add(
        tgx,
        tmp_path,
        "sheet.tsv",
        "令和元年度\n\n施策番号|施策名|担当局|目標値|実績値|取組実績\n"
        "１－（１）|航路の誘致|港湾局|3|1|船社を訪ねた\n"
        "1-①|航路の誘致|港湾局|||（再掲）商談会で案内した\n"
        "1-(2)、2-(2)|港の水|水道局|||水の量を測った\n",
    )
    assert "3 achievements: 3 linked" in out
    assert links(tgx) == [
        ("航路の誘致", [("1-(1)", "linked", "stated")]),
        ("航路の誘致", [("1-(1)", "linked", "stated")]),
        ("港の水", [("1-(2)", "linked", "stated"), ("2-(2)", "linked", "stated")]),
    ]
    first = rows(tgx)[0]["links"][0]
    assert (first["score"], first["evidence"][0]["kind"]) == (1.0, "stated")
    assert first["evidence"][0]["words"] == ["施策番号", "１－（１）"]
    assert findings(tgx, "link-astray") == []
    assert len(findings(tgx, "result-missing")) == 1
    assert findings(tgx, "result-missing")[0].startswith("measure 2-(1) has no row")
    report = tgx("report", "--goal", "Ⅱ").out
    assert [line.split()[-1] for line in report.splitlines() if "生徒の派遣" in line] == ["row"]
    told = json.loads(tgx("report", "--format", "json").out)
    told = told[0] if isinstance(told, list) else told
    own = [measure for goal in told["goals"] for area in goal["areas"] for measure in area["measures"]]
    assert {measure["code"]: measure["no_row"] for measure in own} == {
        "1-(1)": [],
        "1-(2)": [],
        "2-(1)": ["2019"],
        "2-(2)": [],
    }


def test_figures_alone_are_rows_without_a_result_in_words(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    out = add(
        tgx,
        tmp_path,
        "sheet.tsv",
        "令和元年度\n\n施策番号|施策名|担当局|目標値|実績値|達成率|評価\n1-(1)|航路の誘致|港湾局|3|1|33%|△\n",
    )
    assert "1 without a result in words" in out
    assert [(row["result"], row["outcome"]) for row in rows(tgx)] == [("", "empty")]
    assert links(tgx) == [("航路の誘致", [("1-(1)", "linked", "stated")])]


def test_the_title_of_the_measure_stands_in_for_the_item(tgx: Run, tmp_path: Path) -> None:
    sheet = "令和元年度\n\n施策番号|担当局|令和元年度の取組実績\n1-(1)|港湾局|船社を訪ねた\n2-(1)|教育庁|高校生を送った\n"
    add(tgx, tmp_path, "sheet.tsv", sheet)
    assert [row["item"] for row in rows(tgx)] == ["", ""]
    ids = [row["id"] for row in rows(tgx)]
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    assert [row["item"] for row in rows(tgx)] == ["航路の誘致", "生徒の派遣"]
    assert [row["id"] for row in rows(tgx)] == ids
    assert tgx("rebuild").code == 0
    assert [row["item"] for row in rows(tgx)] == ["航路の誘致", "生徒の派遣"]


def test_an_unknown_code_is_named_whole_with_the_nearest(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    add(
        tgx,
        tmp_path,
        "sheet.tsv",
        "令和元年度\n\n事業名|担当局|関連施策番号|取組実績\n船の祭り|港湾局|1-(7)|祭りを開いた\n別の事業|港湾局|－|開いた\n",
    )
    (found,) = findings(tgx, "link-astray")
    assert found == "there is no measure 1-(7) in the strategy (nearest: 1-(1), 1-(2))"
    assert findings(tgx, "result-missing") == []


def test_the_page_says_where_a_sheet_has_no_row_for_a_measure(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    rows = "1-(1)|航路の誘致|港湾局|船社を訪ねた\n1-(2)|港の水|水道局|水の量を測った\n"
    sheet = f"令和元年度\n\n施策番号|施策名|担当局|取組実績\n{rows}"
    add(tgx, tmp_path, "sheet.tsv", sheet)
    assert "no row" in tgx("report", "--uncovered").out
    page = tgx("report", "--format", "html").out
    assert "行なし" in page
    assert "施策ごとの資料に、この施策の行がない" in page


def test_a_column_that_counts_the_rows_states_nothing(tgx: Run, tmp_path: Path) -> None:
    numbered = STRATEGY
    for at, code in enumerate(("1-(1)", "1-(2)", "2-(1)", "2-(2)"), 1):
        numbered = numbered.replace(f"{code}|", f"{at}|")
    add(tgx, tmp_path, "strategy.tsv", numbered)
    sheet = "令和元年度\n\nNo.|事業名|担当局|取組実績\n1|{}|水道局|漏水の調べ方を教えた\n2|{}|港湾局|見学を受け入れた\n"
    add(tgx, tmp_path, "sheet.tsv", sheet.format("漏水の講習", "倉庫の公開"))
    assert not any(method == "stated" for _, found in links(tgx) for _, _, method in found)
    add(tgx, tmp_path, "sheet.tsv", sheet.format("航路の誘致", "埠頭の案内"), "--replace")
    assert [found[0] for _, found in links(tgx)] == [("1", "linked", "stated"), ("2", "linked", "stated")]


@pytest.mark.parametrize(
    ("header", "rows_of"),
    [
        ("No.|施策|事業名|内容|担当局", "{n}|{title}|事業{n}|案内した|港湾局"),
        ("柱|施策|取組内容|担当局", "港|{title}|案内した|港湾局"),
        ("柱|施策名|事業名|内容|担当局", "港|{title}|事業{n}|案内した|港湾局"),
    ],
)
def test_a_column_of_titles_states_the_measures(tgx: Run, tmp_path: Path, header: str, rows_of: str) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    titles = ("航路の誘致", "水の研修", "水の研修会")
    told = "\n".join(rows_of.format(n=n, title=title) for n, title in enumerate(titles, 1))
    add(tgx, tmp_path, "sheet.tsv", f"令和元年度　国際交流事業実績\n\n{header}\n{told}\n")
    stated = [[link[0] for link in found if link[2] == "stated"] for _, found in links(tgx)]
    assert stated == [["1-(1)"], ["2-(2)"], []]


def suggested(tgx: Run, *options: str) -> list[str]:
    done = tgx("link", "suggest", *options, "--format", "json")
    assert done.code == 0, done.err
    return [each["item"] for each in json.loads(done.out)]


def test_what_the_sheet_states_is_not_offered_for_judging_unless_asked_for(
    tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    sheet = "平成30年度の実績\n施策番号|局|項目|実績\n1-(1)|港湾局|訪問|船社を訪ねた。\n"
    sheet += "9-(9)|港湾局|見学|埠頭の見学を受け入れた。\n"
    add(tgx, tmp_path, "h30.tsv", sheet)
    assert suggested(tgx) == ["見学"]
    assert sorted(suggested(tgx, "--stated")) == ["見学", "訪問"]
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    done = tgx("link", "review", "--by", "佐藤")
    assert (done.code, "訪問" in done.out, "見学" in done.out) == (0, False, True)
    (stated,) = (row["id"] for row in rows(tgx) if row["item"] == "訪問")
    assert tgx("link", "reject", stated, "1-(1)", "--by", "佐藤").code == 0
    assert sorted(suggested(tgx)) == ["見学", "訪問"]
    assert tgx("link", "accept", stated, "2-(2)", "--by", "佐藤").code == 0
    assert suggested(tgx) == ["見学"]


def test_what_a_sheet_states_of_one_strategy_settles_nothing_for_another(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    other = STRATEGY.replace("国際戦略", "国際交流計画").replace("1-(", "A-(").replace("2-(", "B-(")
    add(tgx, tmp_path, "plan.tsv", other.replace("航路の誘致", "航路"))
    sheet = "平成30年度の実績\n施策番号|局|項目|実績\n1-(1)|港湾局|航路の誘致|船社を訪ねた。\n"
    add(tgx, tmp_path, "h30.tsv", sheet)
    (row,) = rows(tgx)
    elsewhere = {link["strategy"] for link in row["links"] if link["status"] == "suggested"} - {
        link["strategy"] for link in row["links"] if link["method"] == "stated"
    }
    assert suggested(tgx) == (["航路の誘致"] if elsewhere else [])
    assert elsewhere
