"""What an import says of sheets whose tables say things once: an item over several rows, a unit over a table."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run
from make_documents import Sheet, table_cells, workbook

TITLE = "令和5年度 国際交流事業実績"


def test_an_item_that_is_merged_over_rows_is_one_achievement(tgx: Run, tmp_path: Path) -> None:
    rows = (
        ("事業名", "担当局", "実績"),
        ("港の交流", "港湾局", "5月に商談会を開催"),
        ("", "", "視察は中止"),
        ("", "建設局", "公園を案内"),
    )
    cells = {"A1": TITLE, **table_cells(rows, top=2)}
    path = tmp_path / "実績.xlsx"
    path.write_bytes(workbook(Sheet("実績", cells, ["A3:A5", "B3:B4"])))
    done = tgx("import", path)
    assert (done.code, done.err) == (0, "")
    assert "4 rows = 2 achievements + 1 header + 1 continued + 0 rejected" in done.out
    assert (
        "info: 1 row is more of the item that is merged over it, and told with the row above: 港の交流"
        in done.out
    )
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [
        (each["bureau"], [(part["text"], part["outcome"]) for part in each["activities"]]) for each in found
    ] == [
        ("港湾局", [("5月に商談会を開催", "held"), ("視察は中止", "cancelled")]),
        ("建設局", [("公園を案内", "held")]),
    ]
