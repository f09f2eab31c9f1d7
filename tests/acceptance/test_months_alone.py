"""Tables whose columns are months with marks, and no column that says what was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run

MONTHS = "|".join(f"{month}月" for month in (*range(4, 13), *range(1, 4)))
MARKS = "○||○" + "|" * 9


def sheet(folder: Path, header: str, row: str, title: str = "令和5年度　国際関係事業") -> Path:
    path = folder / "r5.tsv"
    path.write_text(f"{title}\n\n{header}\n{row}\n".replace("|", "\t"), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "row", "options"),
    [
        (f"担当課|事業名|{MONTHS}|備考", f"国際課|市民の会|{MARKS}|", ()),
        (
            f"番号|事業名|担当課|{MONTHS}|備考",
            f"1|市民の会|国際課|{MARKS}|",
            (),
        ),  # measures by all other columns
        (f"担当課|事業名|{MONTHS}", f"国際課|市民の会|{MARKS}", ("--kind", "achievements")),
    ],
)
def test_months_alone_are_refused_with_what_helps(
    tgx: Run, tmp_path: Path, header: str, row: str, options: tuple[str, ...]
) -> None:
    done = tgx("import", sheet(tmp_path, header, row), *options)
    assert (done.code, done.out) == (2, "")
    assert "a table of months without a column of what was done" in done.err
    assert "実績（令和5年度）" in done.err


def test_with_that_column_it_is_a_sheet_and_the_months_say_when(tgx: Run, tmp_path: Path) -> None:
    path = sheet(tmp_path, f"担当局|事業名|{MONTHS}|実績", f"環境局|市民の会|{MARKS}|会を開いた。")
    assert tgx("import", path).code == 0
    listed = tgx("query", "activities").out
    assert "2023-04" in listed
    assert "2023-06" in listed


def test_a_strategy_may_have_a_schedule_where_one_says_that_it_is_one(tgx: Run, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, f"番号|施策|概要|担当局|{MONTHS}", f"1|市民の会|会を開く|環境局|{MARKS}", "白帆市国際計画"
    )
    assert tgx("import", path).code == 2
    assert tgx("import", path, "--kind", "strategy").code == 0
    years = sheet(
        tmp_path,
        "番号|施策|概要|担当局|2月|令和5年度|令和6年度",
        "1|市民の会|会を開く|環境局|○|○|○",
        "白帆市国際計画",
    )
    assert tgx("import", years, "--dry-run").code == 0
