"""Tables with a row for each value, or for each year of an indicator, as whole commands: read, or refused with the row."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

_VALUES = """施策番号,KPI,計測時点,種別,数値,単位,備考
1-1,参加者数,R2,当初値,410,人,
1-1,参加者数,R5,実績,,人,未集計
1-1,参加者数,R6,{kind},480,人,
"""
_YEARS = """指標名,年度,目標値,実績値,評価
参加者数（人）,R4,450,455,Ａ
参加者数（人）,R5,460,440,Ｂ
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "kpi.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _values(tgx: Run) -> list[list[tuple[str, int | None, str | None, str]]]:
    found = json.loads(tgx("query", "indicators", "--format", "json").out)
    return [
        [(each["kind"], each["fiscal_year"], each["value"], each["text"]) for each in indicator["values"]]
        for indicator in found
    ]


def test_a_table_of_values_is_read(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", _file(tmp_path, _VALUES.format(kind="中間目標")))
    assert (done.code, done.err) == (0, "")
    assert "4 rows = 1 indicator + 1 header + 2 continued + 0 rejected" in done.out
    assert "2 values are read from tables with a row for each value" in done.out
    assert _values(tgx) == [
        [("base", 2020, "410", "410"), ("actual", 2023, None, "未集計"), ("target", 2024, "480", "480")]
    ]


def test_a_kind_that_is_not_known_refuses_it_with_its_row(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", _file(tmp_path, _VALUES.format(kind="中間値")))
    assert (done.code, done.out) == (2, "")
    assert "kpi.csv:line 4: a table with a row for each value, not read: 施策番号 | KPI" in done.err
    assert "; 中間値 is no known kind of value (" in done.err


def test_rows_of_years_are_one_indicator(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", _file(tmp_path, _YEARS))
    assert (done.code, done.err) == (0, "")
    assert "3 rows = 1 indicator + 1 header + 1 continued + 0 rejected" in done.out
    assert "1 indicator is read from rows of a year each (kpi.csv:line 2)" in done.out
    assert "1 cell of 評価 is kept as it is, not read: Ａ (2022)" in done.out
    assert _values(tgx) == [
        [
            ("target", 2022, "450", "450"),
            ("actual", 2022, "455", "455"),
            ("target", 2023, "460", "460"),
            ("actual", 2023, "440", "440"),
        ]
    ]


def test_rows_that_may_be_of_two_indicators_are_named(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", _file(tmp_path, _YEARS.replace("R5", "R4") + "参加者数（人）,R6,470,,\n"))
    assert (done.code, done.err) == (0, "")
    assert "the rows of 1 name in several years may be one indicator, and are not read as one" in done.out
    assert len(_values(tgx)) == 3
