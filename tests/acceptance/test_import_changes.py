"""What of a row an import says is changed: all that is shown of it, and nothing that only its neighbours changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run

SHEET = """令和4年度　実績報告,,,,,,
No.,施策番号,担当課,事業名,実績,備考,決算額（千円）
1,1-1-1,国際交流課,中学生派遣,中学生を派遣した。,,100
2,2-1-2,市民協働課,相談窓口,相談に応じた。,通年,50
"""


def said(tgx: Run, path: Path, old: str, new: str) -> str:
    """What an import of the second text over the first says of its records."""
    path.write_text(old, encoding="utf-8")
    assert tgx("import", path).code == 0
    path.write_text(new, encoding="utf-8")
    return next(line for line in tgx("import", path).out.splitlines() if "inserted" in line).strip()


@pytest.mark.parametrize(
    ("old", "new"),
    [("2-1-2", "2-1-1"), ("通年", "週3回"), ("した。,,100", "した。,オンライン,100"), (",50", ",60")],
)
def test_a_cell_beside_the_words_changes_its_row(tgx: Run, tmp_path: Path, old: str, new: str) -> None:
    told = said(tgx, tmp_path / "a.csv", SHEET, SHEET.replace(old, new))
    assert told == "0 inserted, 1 changed, 0 removed, 1 unchanged"


def test_a_row_in_front_changes_none_of_those_after_it(tgx: Run, tmp_path: Path) -> None:
    head, first, second = SHEET.partition("1,1-1-1")[0], *SHEET.splitlines()[2:]
    renumbered = f"{head}1,1-1-2,文化課,音楽祭,開催した。,,1\n2{first[1:]}\n3{second[1:]}\n"
    told = said(tgx, tmp_path / "a.csv", SHEET, renumbered)
    assert told == "1 inserted, 0 changed, 0 removed, 2 unchanged"


def test_columns_in_another_order_change_nothing(tgx: Run, tmp_path: Path) -> None:
    lines = [line.split(",") for line in SHEET.splitlines()]
    moved = [lines[0], *([*line[2:4], *line[:2], line[4], line[6], line[5]] for line in lines[1:])]
    text = "".join(f"{','.join(line)}\n" for line in moved)
    assert said(tgx, tmp_path / "a.csv", SHEET, text) == "0 inserted, 0 changed, 0 removed, 2 unchanged"
