"""The sample layouts of the two original documents: every cell, with white space out."""

from __future__ import annotations

import itertools
import json
import os
import re
from pathlib import Path

import pytest

from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

SAMPLES = Path(os.environ.get("TGX_ORIGINALS", "/nowhere")).parent / "samples"
DITTO = {"", "〃", "同上", "″"}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples beside TGX_ORIGINALS")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read(path: Path) -> Reading:
    return pdf.read(path.read_bytes(), path.name, ReadOptions())


def body(reading: Reading) -> list[list[str]]:
    """The rows with white space out, continued ones joined, under the headings over them: area, symbol, cells."""
    heading = ["", ""]
    done: list[list[str]] = []
    for block in reading.blocks:
        if isinstance(block, Line):
            found = re.match(r"\((\d|[ア-ン])\)", bare(block.text))
            if found:
                heading = [bare(block.text), ""] if found[1].isdigit() else [heading[0], bare(block.text)]
            continue
        cells = [bare(cell.text) for cell in block.cells]
        if block.continues:
            # a header of its own page stands between a row and its rest
            target = next(
                row for row in reversed(done) if len(row) == len(cells) + 2 and row[2] not in ("分野", "No.")
            )
            target[2:] = [a + b for a, b in zip(target[2:], cells, strict=True)]
        else:
            done.append([*heading, *cells])
    return done


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("sheet_*.pdf")), ids=lambda path: path.stem)
def test_sheets_give_all_their_cells(path: Path) -> None:
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    rows = [row[2:] for row in body(read(path)) if row[2] != "分野"]
    for above, row in itertools.pairwise(rows):
        row[:2] = [b if a in DITTO else a for a, b in zip(row[:2], above[:2], strict=True)]
    assert rows == [[bare(cell) for cell in row] for row in gold["rows"]]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("strategy_*.pdf")), ids=lambda path: path.stem)
def test_the_strategy_gives_all_its_tables(path: Path) -> None:
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    rows = body(read(path))
    assert [row for row in rows if len(row) == 6 and row[2] != "No."] == [
        [bare(c) for c in row] for row in gold["rows"]
    ]
    cities = [row[2:] for row in rows if len(row) == 5]
    assert cities == [[bare(cell) for cell in row] for row in [*gold["sister"], *gold["asianet"]]]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("government/*.pdf")), ids=lambda path: path.stem)
def test_government_tables_lose_no_character(path: Path) -> None:
    reading = read(path)
    assert reading.tally.tables >= 1
    assert reading.tally.dropped < 0.001 * reading.tally.characters
    assert all(isinstance(block, Line) or len(block.cells) > 1 for block in reading.blocks)
    columns: dict[int, set[int]] = {}
    for block in reading.blocks:
        if isinstance(block, Row):
            columns.setdefault(block.table, set()).add(len(block.cells))
    assert all(len(counts) == 1 for counts in columns.values())
