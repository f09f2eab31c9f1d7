"""A sheet in which a row is told again (再掲): counted once, for both measures, and named."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

PLAN = """\
洞海市国際戦略
策定 平成28年3月

基本目標１　世界とつながるまち
番号|施策|概要|担当課
1|姉妹都市交流の推進|姉妹都市との交流を進める。|国際課
2|海外広報の推進|海外に向けて広報する。|広報課
3|港の国際化|港を世界に開く。|港湾課
"""
SHEET = """\
平成29年度 国際関係事業実績
施策番号|No.|事業名|担当課|実績
1|1|姉妹都市との交流|国際課|仁川市を訪問した。
2|2|海外広報|広報課|広報誌を2回発行した。
1|3|海外広報（再掲）|広報課|広報誌を2回発行した。
2|4|再掲：No.2|広報課|
3|5|港の見学（再掲）|港湾課|港を案内した。
"""


def test_what_is_told_again_is_counted_once(tgx: Run, tmp_path: Path) -> None:
    for name, text in (("plan.tsv", PLAN), ("sheet.tsv", SHEET)):
        (tmp_path / name).write_text(text.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", tmp_path / "plan.tsv", tmp_path / "sheet.tsv")
    assert (done.code, done.err) == (0, "")
    told = done.out.splitlines()
    assert "  6 rows = 3 achievements + 1 header + 2 continued + 0 rejected" in told
    one = "2 rows that only tell another one again (再掲) are counted with it: 海外広報（再掲）"
    assert any(line.startswith(f"  info: {one}") for line in told)
    other = "1 row says 再掲 and repeats no other row: it is counted for itself: 港の見学（再掲）"
    assert any(line.startswith(f"  warning: {other}") for line in told)
    done = tgx("query", "measures", "--format", "json")
    measures = json.loads(done.out)
    assert [each["achievements"] for each in measures] == [{"2017": 2}, {"2017": 1}, {"2017": 1}]
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    links = {row["item"]: [(link["measure"], link["method"]) for link in row["links"]] for row in rows}
    assert links["海外広報"] == [("2", "stated"), ("1", "stated")]


def test_a_row_that_says_where_it_is_told_is_no_result_of_its_own(tgx: Run, tmp_path: Path) -> None:
    sheet = """\
平成29年度 国際関係事業実績
施策番号|No.|事業名|担当課|実績
1|1|姉妹都市との交流|国際課|仁川市を訪問した。
3|2|姉妹都市との交流（再掲）|港湾課|施策1に記載
2|3|海外広報（再掲）|広報課|9に記載済み
2|4|港の広報（再掲）|広報課|冊子1に記載する記事を10件集めた。
"""
    for name, text in (("plan.tsv", PLAN), ("sheet.tsv", sheet)):
        (tmp_path / name).write_text(text.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", tmp_path / "plan.tsv", tmp_path / "sheet.tsv")
    assert (done.code, done.err) == (0, "")
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    found = {row["item"]: (row["outcome"], [link["measure"] for link in row["links"]]) for row in rows}
    assert found == {
        "姉妹都市との交流": ("held", ["1", "3"]),
        "海外広報（再掲）": ("empty", ["2"]),
        "港の広報（再掲）": ("held", ["2"]),
    }
