"""Bad input gets one clear line and the right exit code, and changes nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Outcome, Run

GOOD = "担当局\t項目名\t実績（平成30年度）\n環境局\t交流\t実施\n"


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


FILES: dict[str, tuple[Callable[[Path], Path], tuple[str, ...]]] = {
    "missing": (lambda d: d / "none.tsv", ("none.tsv", "no such file")),
    "folder": (lambda d: d, ("a folder",)),
    "empty": (lambda d: written(d / "empty.tsv", ""), ("empty.tsv", "empty")),
    "only spaces": (lambda d: written(d / "blank.tsv", " \n\n\t\n"), ("blank.tsv",)),
    "binary": (lambda d: written(d / "x.tsv", bytes(range(256)) * 20), ("x.tsv",)),
    "image": (lambda d: written(d / "x.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50), ("x.png",)),
    "not utf-8": (
        lambda d: written(d / "cut.tsv", (GOOD * 30).encode()[:-2] + b"\xff" + GOOD.encode()),
        ("cut.tsv", "byte"),
    ),
    "no table": (
        lambda d: written(d / "prose.txt", "ただの文です。\n次の文です。\n"),
        ("prose.txt", "no table"),
    ),
    "unknown table": (
        lambda d: written(d / "odd.tsv", "略称\t正式名称\t説明\nあ\tい\tう\n"),
        ("odd.tsv", "略称 | 正式名称 | 説明", "expected", "担当", "columns.yaml"),
    ),
    "no bureau": (
        lambda d: written(d / "odd.tsv", "項目名\t実績（平成30年度）\n交流\t実施\n"),
        ("odd.tsv", "項目名 | 実績（平成30年度）", "bureau", "--columns"),
    ),
    "no year": (
        lambda d: written(d / "sheet.tsv", GOOD.replace("（平成30年度）", "")),
        ("sheet.tsv", "no fiscal year", "--year"),
    ),
    "title against header": (
        lambda d: written(d / "sheet.tsv", "平成29年度の実績\n\n" + GOOD),
        ("sheet.tsv", "FY2018", "FY2017"),
    ),
    "name against header": (
        lambda d: written(d / "sheet-h29.tsv", GOOD),
        ("sheet-h29.tsv", "FY2018", "FY2017"),
    ),
    "header only": (
        lambda d: written(d / "sheet.tsv", GOOD.splitlines()[0] + "\n"),
        ("sheet.tsv", "no rows"),
    ),
    "truncated pdf": (lambda d: written(d / "x.pdf", b"%PDF-1.7\n1 0 obj\n<<"), ("x.pdf",)),
    "old excel": (
        lambda d: written(d / "x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("x.xls",),
    ),
    "broken workbook": (lambda d: written(d / "x.xlsx", b"PK\x03\x04" + b"\0" * 80), ("x.xlsx",)),
    "unclosed quote": (
        lambda d: written(d / "x.csv", '担当局,項目名,実績（平成30年度）\n環境局,"交流,実施\n建設局,園,済\n'),
        ("x.csv",),
    ),
}


def refused(done: Outcome, *words: str) -> None:
    assert done.code == 2, done
    assert done.out == ""
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith("tgx: ")
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.replace(" ", "-"))
def test_a_file_that_cannot_be_imported(tgx: Run, catalogue: Path, tmp_path: Path, case: str) -> None:
    make, words = FILES[case]
    before = sha256(catalogue.read_bytes()).digest()
    refused(tgx("import", make(tmp_path)), *words)
    assert sha256(catalogue.read_bytes()).digest() == before


def test_nothing_is_left_where_the_only_file_is_bad(tgx: Run, tmp_path: Path) -> None:
    db = tmp_path / "new" / "catalogue.sqlite"
    refused(tgx("import", "--db", db, tmp_path / "none.tsv"))
    assert not db.exists()


def test_a_year_that_contradicts_the_header(tgx: Run, tmp_path: Path) -> None:
    refused(tgx("import", "--year", "2017", written(tmp_path / "a.tsv", GOOD)), "--year 2017", "FY2018")
    refused(tgx("import", "--year", "x", written(tmp_path / "a.tsv", GOOD)), "--year", "2017, FY2017 or H29")
    refused(tgx("import", "--kind", "sheet", written(tmp_path / "a.tsv", GOOD)), "--kind", "achievements")
    refused(tgx("import", "--kind", "strategy", written(tmp_path / "a.tsv", GOOD)), "a.tsv")


def test_further_header_names_for_one_run(tgx: Run, tmp_path: Path) -> None:
    odd = written(tmp_path / "odd.tsv", GOOD.replace("担当局", "受け持ち"))
    refused(tgx("import", odd), "受け持ち")
    names = written(
        tmp_path / "names.yaml",
        "version: 1\ntables:\n  achievements:\n    columns:\n      bureau: {names: [受け持ち]}\n",
    )
    done = tgx("import", odd, "--columns", names)
    assert (done.code, done.err) == (0, "")
    assert tgx("rebuild", "-q").code == 0
    for broken in ("tables: [", "version: 1\ntables:\n  nothing:\n    columns: {}\n", "version: 1\n"):
        refused(tgx("import", odd, "--columns", written(tmp_path / "names.yaml", broken)), "--columns")
    refused(tgx("import", odd, "--columns", tmp_path / "none.yaml"), "no such file")


READING = (
    ("report",),
    ("validate",),
    ("search", "水道"),
    ("show", "35"),
    ("query", "measures"),
    ("rebuild",),
)


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_without_a_catalogue(tgx: Run, command: tuple[str, ...]) -> None:
    refused(tgx(*command), "no catalogue", "tgx import")


@pytest.mark.parametrize("command", [*READING, ("import",)], ids=lambda command: command[0])
def test_a_file_that_is_no_catalogue(tgx: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    command = (*command, str(written(tmp_path / "a.tsv", GOOD))) if command == ("import",) else command
    text = written(
        tmp_path / "text.sqlite", "not a database, but a text that is long enough to be looked at" * 5
    )
    refused(tgx(*command, "--db", text), "not a catalogue", "--db")
    foreign = tmp_path / "foreign.sqlite"
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE document (name, content, options, imported_at)")
    before = foreign.read_bytes()
    refused(tgx(*command, "--db", foreign), "not a catalogue", "--db")
    assert foreign.read_bytes() == before
    refused(tgx(*command, "--db", tmp_path), str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_permission(tgx: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    refused(tgx("import", "--db", folder / "c.sqlite", written(tmp_path / "a.tsv", GOOD)), "permission")


def test_a_place_where_no_folder_can_be_made(tgx: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "file", "x")
    refused(tgx("import", "--db", file / "c.sqlite", written(tmp_path / "a.tsv", GOOD)), "file")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "--goal", "9"), ("--goal", "one of 1 2020年大会の成功")),
        (("report", "--goal", "two"), ("--goal",)),
        (("report", "--area", "9-ア"), ("--area", "1-ア")),
        (("query", "measures", "--measure", "77"), ("--measure", "1 to 76")),
        (("query", "measures", "--bureau", "存在局"), ("--bureau", "存在局")),
        (("query", "measures", "--bureau", "水"), ("--bureau", "水道局", "下水道局")),
        (("query", "achievements", "--city", "アトランティス"), ("--city",)),
        (("query", "achievements", "--year", "きのう"), ("--year", "H29")),
        (("query", "achievements", "--status", "good"), ("--status", "linked")),
        (("query", "achievements", "--limit", "0"), ("--limit",)),
        (("query", "measures", "--format", "xml"), ("--format",)),
        (("show", "2017-zzzzzz"), ("2017-zzzzzz",)),
        (("show", "2017-000000"), ("2017-000000",)),
        (("show", "999"), ("999",)),
        (("show", "無い都市"), ("無い都市",)),
        (("show", "35", "--format", "csv"), ("--format",)),
        (("search", "　"), ("nothing to search for",)),
        (("report", "--gaol", "2"), ("--gaol", "--goal")),
        (("reprot",), ("reprot", "report")),
        (("query", "mesures"), ("mesures",)),
        (("import",), ("FILE",)),
    ],
)
def test_wrong_arguments(
    tgx: Run, catalogue: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    refused(tgx(*arguments), *words)


def test_an_empty_catalogue(tgx: Run, tmp_path: Path) -> None:
    tgx("import", written(tmp_path / "a.tsv", GOOD))
    refused(tgx("report"), "no strategy", "tgx import")
    assert tgx("validate").code == 0
    assert tgx("query", "measures").err == "nothing matches\n"
    assert tgx("query", "measures", "--format", "json").out == "[]\n"


def test_a_bug_says_so_with_its_own_exit_code(
    tgx: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of our own making")

    monkeypatch.setattr("toshigaikou_cli.catalogue.reading.queries.measures", fail)
    done = tgx("query", "measures")
    assert done.code == 3
    assert "a bug in tgx: ZeroDivisionError" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said", "unsaid"),
    [
        (("query", "achievements", "--foo"), "No such option: --foo", "Possible"),
        (("query", "achievements", "--buro", "x"), "--bureau", "--bom"),
        (("link", "accept", "2017-ef07e9", "18"), "such as --by Yamada", "\n\n"),
        (("init", "--example"), "such as --example kitakyushu", "\n\n"),
        (
            ("words", "add-alias", "甲局", "--bureau", "乙局", "--reason", "x"),
            "tgx query bureaus lists all",
            "\n\n",
        ),
    ],
)
def test_a_wrong_call_says_the_next_step(
    tgx: Run, arguments: tuple[str, ...], said: str, unsaid: str
) -> None:
    done = tgx(*arguments)
    assert done.code == 2
    assert said in done.err
    assert unsaid not in done.err
