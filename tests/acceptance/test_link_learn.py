"""The learned model from the command line: trained on judgements, asked by suggest, refused where it cannot be used."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

pytest.importorskip("numpy")
HEADER = "分野,担当局,項目,実績\n"
WATER = "水道,水道局,浄水場の研修その{},・海外の技術者{}名に漏水の探知を教えた。\n"
OTHER = "水道,水道局,浄水場の研修,・海外の技術者に漏水の探知を教えた。\n"


@pytest.fixture
def rows(catalogue: Path, tmp_path: Path, tgx: Run) -> list[str]:
    path = tmp_path / "r3.csv"
    path.write_text(HEADER + "".join(WATER.format(n, n) for n in range(1, 9)) + OTHER, encoding="utf-8")
    assert tgx("import", path, "--year", "2021").code == 0
    return [row["id"] for row in data(tgx, "query", "achievements", "--year", "2021")]


def data(tgx: Run, *args: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tgx(*args, "--format", "json").out)
    return found


def test_without_judgements_there_is_nothing_to_learn(tgx: Run, catalogue: Path) -> None:
    done = tgx("link", "learn")
    assert (done.code, done.out) == (2, "")
    assert "nothing to learn from" in done.err
    assert not catalogue.with_name("catalogue.judgements.learned.json").exists()


def test_a_row_judged_otherwise_by_its_like_comes_first(
    tgx: Run, rows: list[str], catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in rows[:-1]:
        assert tgx("link", "accept", row, 63, "--by", "山田").code == 0
    before = tgx("report", "--format", "json").out
    done = tgx("link", "learn")
    assert (done.code, done.err) == (0, "")
    file = catalogue.with_name("catalogue.judgements.learned.json")
    assert done.out.startswith("learned from 8 judged rows (")
    assert str(file) in done.out.replace("\n", "")
    assert json.loads(file.read_text(encoding="utf-8"))["trained_on"]["rows"] == 8
    first = data(tgx, "link", "suggest")[0]
    assert first["id"] == rows[-1]
    assert first["why"][0] == "rules and learned model disagree: it puts 63 first"
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    assert rows[-1] in tgx("link", "review", "--by", "山田").out
    assert tgx("report", "--format", "json").out == before  # it never links
    assert tgx("link", "learn").out == done.out


def test_a_model_that_cannot_be_read_is_refused(tgx: Run, rows: list[str], catalogue: Path) -> None:
    catalogue.with_name("catalogue.judgements.learned.json").write_text("{", encoding="utf-8")
    done = tgx("link", "suggest")
    assert (done.code, done.out) == (2, "")
    assert "the learned model cannot be read (train it again: tgx link learn)" in done.err
