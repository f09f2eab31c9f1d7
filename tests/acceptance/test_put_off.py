"""Rows whose activity was put off to another day: not held on it, and dated only where the sheet says the year."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

ROWS = """\
令和5年度 国際関係事業実績
担当局|事業名|実施時期|実績|備考
総務局|事業1|5月に延期|講演会|
総務局|事業2|来年5月に延期|訪問団の受入れ|
総務局|事業3|9月|訪問団の受入れ|翌年度5月へ延期
総務局|事業4||訪問団の受入れは10月に延期した。|
総務局|事業5|10月に延期|講演会を開いた。|
総務局|事業6|11月3日に延期して実施|フェア|
総務局|事業7|5月|フェア|
"""


def test_what_was_put_off_was_not_held_on_that_day(tgx: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.tsv"
    sheet.write_text(ROWS.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", sheet)
    assert (done.code, done.err) == (0, ""), done.err
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    rows.sort(key=lambda row: row["item"])
    found = [
        (
            row["outcome"],
            [(day["start"][:7], day["role"]) for each in row["activities"] for day in each["dates"]],
        )
        for row in rows
    ]
    assert found == [
        ("not_held", []),
        ("not_held", [("2024-05", "planned")]),
        ("not_held", [("2023-09", "cancelled")]),
        ("not_held", []),
        ("held", []),
        ("held", [("2023-11", "when")]),
        ("held", [("2023-05", "when")]),
    ]
    findings = json.loads(tgx("validate", "--format", "json", "--severity", "info").out)["findings"]
    told = [
        (each["source"]["line"], each["message"]) for each in findings if each["check"] == "result-is-plan"
    ]
    said = "put off to {}, and nothing tells the year: no date is made of it"
    assert told == [(3, said.format("5月")), (6, said.format("10月"))]
    doubtful = [each["message"] for each in findings if each["check"] == "reading-doubtful"]
    said = "実施時期 says that it was called off or put off, and the result that it was held: 10月に延期 (said-otherwise)"
    assert doubtful == [said]
    japanese = tgx("--lang", "ja", "validate").out
    assert "5月に延期とありますが、年が書かれていないため、日付として扱いません" in japanese
