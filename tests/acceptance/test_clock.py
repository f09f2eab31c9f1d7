"""SOURCE_DATE_EPOCH: every command that writes a day keeps to it, and refuses what is no time alike."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import Run

DAY = "2023-11-14"


def calls(tmp_path: Path, sheet: Path) -> dict[str, tuple[str | Path, ...]]:
    return {
        "import": ("import", sheet),
        "report": ("report",),
        "view": ("report", "--by", "year"),
        "page": ("report", "--format", "html"),
        "accept": ("link", "accept", "2017", "1", "--by", "tests"),
        "alias": ("vocabulary", "add-alias", "国際交流推進庁", "--bureau", "政策企画局", "--reason", "x", "--by", "tests"),
        "junit": ("validate", "--format", "junit"),
        "baseline": ("validate", "--baseline", tmp_path / "known.toml"),
        "files": ("validate", sheet),
    }  # fmt: skip


@pytest.mark.parametrize("name", calls(Path(), Path()))
@pytest.mark.usefixtures("catalogue")
def test_what_is_no_time_is_refused_by_every_command(
    tgx: Run,
    tmp_path: Path,
    packaged_documents: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    sheet = tmp_path / "sheet.tsv"
    text = packaged_documents[1].read_text(encoding="utf-8")
    sheet.write_text(text.replace("29年度", "30年度"), encoding="utf-8")
    (tmp_path / "known.toml").write_text("version = 1\n", encoding="utf-8")
    call = calls(tmp_path, sheet)[name]
    if name == "accept":
        first = json.loads(tgx("query", "achievements", "--format", "json").out)[0]["id"]
        call = (*call[:2], first, *call[3:])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    done = tgx(*call)
    assert (done.code, done.out) == (2, "")
    assert done.err == "tgx: SOURCE_DATE_EPOCH: no number of seconds: abc (give seconds since 1970)\n"


def test_the_day_that_is_set_stands_in_all_that_is_written(
    tgx: Run,
    catalogue: Path,
    tmp_path: Path,
    packaged_documents: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TGX_ALIASES", str(tmp_path / "aliases.yaml"))
    monkeypatch.setenv("TGX_JUDGEMENTS", str(tmp_path / "judgements.yaml"))
    assert json.loads(tgx("report", "--format", "json").out)["made"]["date"] == DAY
    first = json.loads(tgx("query", "achievements", "--format", "json").out)[0]["id"]
    assert tgx("link", "accept", first, "1", "--by", "tests").code == 0
    assert f'date: "{DAY}"' in (tmp_path / "judgements.yaml").read_text(encoding="utf-8")
    assert tgx(*calls(tmp_path, tmp_path)["alias"]).code == 0
    assert f'date: "{DAY}"' in (tmp_path / "aliases.yaml").read_text(encoding="utf-8")
    catalogue.unlink()
    assert tgx("import", *packaged_documents).code == 0
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        days = connection.execute("SELECT DISTINCT substr(imported_at, 1, 10) FROM document").fetchall()
    assert days == [(DAY,)]
