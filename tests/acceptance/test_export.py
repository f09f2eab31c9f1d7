"""``tgx export``: what is handed out, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from conftest import Run
from toshigaikou_cli.vocabulary.tables import exported_tables

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_table_goes_to_stdout(tgx: Run, catalogue: Path) -> None:
    done = tgx("export", "--table", "activity_dates")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert (done.code, done.err) == (0, "")
    assert rows[0] == {
        "activity": "2017-038ba5#1", "achievement": "2017-038ba5", "fiscal_year": "2017", "position": "1",
        "start": "2018-02-19", "end": "2018-02-19", "precision": "day", "role": "when",
        "text": "平成30年2月19、20、21日",
    }  # fmt: skip
    lines = tgx("export", "--table", "activity_dates", "--format", "jsonl").out.splitlines()
    assert len(lines) == len(rows)
    assert json.loads(lines[0]) == {**rows[0], "fiscal_year": 2017, "position": 1}
    truth = json.loads(tgx("export", "--table", "links", "--format", "jsonl").out.splitlines()[0])
    assert (truth["counts"], truth["score"]) == (True, 0.871)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--table", "nothing"), "--table: no such table: nothing (one of documents, strategies,"),
        (
            ("--table", "links", "--format", "datapackage"),
            "--format: unknown: datapackage (one of csv, jsonl)",
        ),
        (
            ("--table", "links", "out"),
            "--table: a table goes to stdout, not into a folder (leave FOLDER out)",
        ),
        (("out", "--format", "csv"), "--format: csv is the format of one table (tgx export --table NAME "),
        ((), "tgx export: no folder is named (tgx export FOLDER, or --table NAME)"),
    ],
)
def test_what_contradicts_is_refused(
    tgx: Run,
    catalogue: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = tgx("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"tgx: {message}")
    assert not list(tmp_path.iterdir())


def test_the_same_catalogue_gives_the_same_bytes(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "deep" / "two"]
    for folder in folders:
        done = tgx("export", folder, "--licence", "CC-BY-4.0", "--contributor", "山田")
        assert (done.code, done.out) == (0, f"{folder}: the whole catalogue as datapackage\n")
    one, two = map(contents, folders)
    assert one == two
    assert {f"{table.name}.csv" for table in exported_tables()} | {
        "datapackage.json",
        "tgx-export.json",
    } <= set(one)
    said = json.loads(one["datapackage.json"])
    assert said["licenses"][0]["name"] == "CC-BY-4.0"
    assert said["sources"][0]["hash"].startswith("sha256:22273dc1664c")
    assert {"title": "山田", "roles": ["contributor"]} in said["contributors"]
    cited = yaml.safe_load(one["CITATION.cff"])
    assert (cited["type"], cited["license"], cited["authors"]) == ("dataset", "CC-BY-4.0", [{"name": "山田"}])
    assert [each["authors"][0]["name"] for each in cited["references"]] == ["東京都", "東京都"]
    assert tgx("export", folders[0]).code == 0, "an export makes way for another"
    assert contents(folders[0]) != one
    assert not list(tmp_path.glob(".*")), "nothing is left beside it"


def test_a_folder_of_others_is_left_as_it_is(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("mine", encoding="utf-8")
    done = tgx("export", foreign)
    assert (done.code, done.err.partition("(")[0]) == (
        2, f"tgx: {foreign}: the folder holds something that is no export of tgx ",
    )  # fmt: skip
    ours = tmp_path / "ours"
    assert tgx("export", ours).code == 0
    (ours / ".git").mkdir()
    (ours / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    before = contents(ours)
    done = tgx("export", ours, "--licence", "CC0-1.0")
    assert done.code == 2
    assert "files that are not of the export: .git/HEAD (move them" in done.err
    assert contents(ours) == before
    assert tgx("export", foreign / "mine.txt").code == 2
    assert contents(foreign) == {"mine.txt": b"mine"}


def test_text_steers_no_terminal_and_no_spreadsheet(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute(
            "UPDATE measure SET title = '=HYPERLINK(1)' || char(27) || '[31m' WHERE id = '2014:1'"
        )
    plain = tgx("export", "--table", "measures").out
    assert "=HYPERLINK(1)\\x1b[31m" in plain
    assert ",=HYPERLINK" in plain, "exact: the table is for programs"
    safe = tgx("export", "--table", "measures", "--bom").out
    assert safe.startswith("\ufeffid,")
    assert ",'=HYPERLINK(1)\\x1b[31m" in safe
    row = json.loads(tgx("export", "--table", "measures", "--format", "jsonl").out.splitlines()[0])
    assert row["title"] == "=HYPERLINK(1)\x1b[31m"
    assert tgx("export", tmp_path / "out").code == 0
    text = (tmp_path / "out" / "measures.csv").read_bytes().decode("utf-8")
    assert next(csv.DictReader(io.StringIO(text, newline="")))["title"] == "=HYPERLINK(1)\x1b[31m"


def test_values_keep_to_what_is_said_of_them(tgx: Run, tmp_path: Path) -> None:
    """Over documents of several governments with indicators, two strategies, judgements and doubts."""
    for name in ("two_strategies", "indicators", "cities"):
        db = tmp_path / f"{name}.sqlite"
        files = sorted(path for path in (EXAMPLES / name).iterdir() if path.suffix in (".tsv", ".csv"))
        if name == "cities":
            files = [path for path in files if path.name.startswith(("hibarino", "nagisa-"))][:3]
        tgx("import", "--db", db, *files)
        for table in exported_tables():
            text = tgx("export", "--db", db, "--table", table.name).out
            rows = list(csv.DictReader(io.StringIO(text)))
            keys = [tuple(row[name] for name in table.key) for row in rows]
            assert not table.key or len(set(keys)) == len(keys)
            for column in table.columns:
                values = {row[column.name] for row in rows}
                known = {word.value for word in column.values} | {""}
                assert not column.values or values <= known, (table.name, column.name, values - known)
                assert not column.required or "" not in values, (table.name, column.name)
