"""Numbers of rows and numbers of measures: a gap is only found where the numbers count the rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run

TITLES = ("港の交流", "空の交流", "町の会", "花の会", "海の会", "水の会", "森の会")
PLAN = ["白帆市国際計画", "計画期間：令和4年度～令和9年度", "基本目標１　交流", "番号\t施策名\t概要\t担当課"]
PLAN += [f"{at}\t{title}\t{title}を開く。\t国際課" for at, title in enumerate(TITLES, 1)]


def imported(tgx: Run, folder: Path, rows: list[str], header: str = "番号\t施策名\t担当課\t実績") -> None:
    for name, lines in (("plan.tsv", PLAN), ("r5.tsv", ["令和5年度実績", header, *rows])):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert tgx("import", folder / name).code == 0


def gaps(tgx: Run) -> list[str]:
    done = tgx("validate", "--select", "numbering-broken", "-f", "text")
    assert done.code in (0, 1), done.err
    return [line for line in done.out.splitlines() if "numbering-broken" in line]


@pytest.mark.parametrize("numbers", [(1, 3, 4, 7), (1, 1, 2, 2, 3), (1, 2, 3, 5)])
def test_numbers_of_measures_may_have_gaps_and_stand_twice(
    tgx: Run, tmp_path: Path, numbers: tuple[int, ...]
) -> None:
    rows = [f"{n}\t{TITLES[n - 1]}\t国際課\t{at + 2}回開いた。" for at, n in enumerate(numbers)]
    imported(tgx, tmp_path, rows)
    assert gaps(tgx) == []


def test_numbers_of_rows_with_a_gap_are_a_warning(tgx: Run, tmp_path: Path) -> None:
    rows = [f"{n}\t{TITLES[at]}\t国際課\t{at + 2}回開いた。" for at, n in enumerate((1, 2, 4, 5))]
    imported(tgx, tmp_path, rows)
    (gap,) = gaps(tgx)
    assert "warning" in gap
    assert "3 is missing" in gap


def test_a_column_of_measures_beside_the_numbers_leaves_them_to_the_rows(tgx: Run, tmp_path: Path) -> None:
    rows = [f"{n}\t{n}\t{TITLES[n - 1]}\t国際課\t{n + 2}回開いた。" for n in (1, 2, 4, 5)]
    imported(tgx, tmp_path, rows, "No.\t施策番号\t事業名\t担当課\t実績")
    assert len(gaps(tgx)) == 1
