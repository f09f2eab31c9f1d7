"""What an import says of the rows of one text of a sheet."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

SHEET = """令和5年度 国際交流事業実績
事業名,担当課,実績（令和5年度）
Ⅰ　経済,,
商談会,産業課,5月10日に8社と商談会を開いた。
視察,,
Ⅱ　環境,,
清掃,環境課,7月に海岸を清掃した。
"""


def test_headings_between_rows_are_named_and_no_achievements(tgx: Run, tmp_path: Path) -> None:
    path = tmp_path / "実績.csv"
    path.write_text(SHEET, encoding="utf-8")
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "6 rows = 3 achievements + 3 headers + 0 rejected" in done.out
    assert (
        "info: 2 rows are headings of what stands under them, no rows of their own: Ⅰ 経済, Ⅱ 環境"
        in done.out
    )
    assert "info: 1 row has a name and no more, and is read as reporting nothing: 視察" in done.out
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [(each["item"], each["field"], each["outcome"]) for each in found] == [
        ("商談会", "経済", "held"),
        ("視察", "経済", "empty"),
        ("清掃", "環境", "held"),
    ]
