"""A strategy with a column for each year of what is to be done in it: named, as no measure has a place for it."""

from __future__ import annotations

from pathlib import Path

from conftest import Run

PLAN = """\
湊市デジタル計画（令和5年度～令和7年度）
No.|施策名|概要|所管課|R5|R6|{last}
1|電子申請|広げる。|情報課|設計|100手続|200手続
2|窓口|直す。|税務課|調査||全所
"""


def test_what_is_to_be_done_in_each_year_is_named(tgx: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.tsv"
    plan.write_text(PLAN.format(last="R7").replace("|", "\t"), encoding="utf-8")
    done = tgx("import", plan)
    assert done.code == 0, done.err
    told = [line for line in done.out.splitlines() if "not read" in line]
    assert len(told) == 3
    assert "R5" in told[0]
    assert "設計" in told[0]
    assert "200手続" in told[2]


def test_other_columns_are_no_years(tgx: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.tsv"
    plan.write_text(PLAN.format(last="新旧").replace("|", "\t"), encoding="utf-8")
    done = tgx("import", plan)
    assert sum("not read" in line for line in done.out.splitlines()) == 2
