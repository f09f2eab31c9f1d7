"""A plan whose outermost level has a name that is not known."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

PLAN = """\
浜辺町総合計画（令和5年度～令和9年度）,,,,
将来像,政策,施策,主な取組,担当
{one}育つまち,1-1 子育て,1-1-1 ひろばの開催,毎月の開催,住民課
,1-2 健康,1-2-1 健診の受診促進,休日の健診,住民課
{two}にぎわうまち,2-1 産業,2-1-1 新規就農の支援,研修農場,産業課
"""


def made(folder: Path, one: str, two: str) -> Path:
    path = folder / "plan.csv"
    path.write_text(PLAN.format(one=one, two=two), encoding="utf-8")
    return path


def test_it_is_the_goal_where_the_codes_name_it(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", made(tmp_path, "1 ", "2 "))
    assert (done.code, done.err) == (0, "")
    measures = json.loads(tgx("query", "measures", "--format", "json").out)
    assert [(each["code"], each["goal"], each["area_title"], each["overview"]) for each in measures] == [
        ("1-1-1", "1", "子育て", "毎月の開催"),
        ("1-2-1", "1", "健康", "休日の健診"),
        ("2-1-1", "2", "産業", "研修農場"),
    ]


def test_it_is_named_where_no_code_does(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", made(tmp_path, "", ""))
    assert (done.code, done.err) == (0, "")
    assert "将来像" in done.out
    assert "育つまち" in done.out
