"""In what state a catalogue is: said by info, kept by rebuild, saved by rebuild --salvage."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from acceptance.test_schemas import validator
from conftest import Run
from projects_made import Place
from toshigaikou_cli.catalogue.connection import SCHEMA_VERSION, uri

PAGE = 4096


@pytest.fixture
def catalogue(place: Place) -> Path:
    """That of each project."""
    return place.catalogue


def execute(path: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        found = connection.execute(statements[-1]).fetchall()
        connection.commit()
    return found


def root_page(path: Path, table: str) -> int:
    ((page,),) = execute(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    assert isinstance(page, int)
    return page


def damage(path: Path, *tables: str) -> None:
    """Write nonsense over the first page of each table."""
    pages = [root_page(path, table) for table in tables]
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE : (page - 1) * PAGE + 200] = b"\xaa" * 200
    path.write_bytes(data)


def spoil(path: Path, name: str) -> None:
    """Change the kept bytes of a document: SQLite does not notice."""
    execute(
        path, f"UPDATE document SET content = CAST(x'00' || substr(content, 2) AS BLOB) WHERE name = '{name}'"
    )


def state(tgx: Run, path: Path) -> tuple[str, int]:
    done = tgx("info", "--json", "--db", path)
    told = json.loads(done.out)
    validator("info").validate(told)
    assert (told["problem"] is None) == (told["state"] == "current")
    assert f"State          {told['state']}\n" in tgx("info", "--db", path).out
    return told["state"], done.code


def test_info_says_the_state(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    assert state(tgx, catalogue) == ("current", 0)
    assert state(tgx, tmp_path / "none.sqlite") == ("missing", 0)
    (tmp_path / "empty.sqlite").touch()
    assert state(tgx, tmp_path / "empty.sqlite") == ("missing", 0)
    (tmp_path / "text.sqlite").write_text("a text that is no database at all" * 20)
    assert state(tgx, tmp_path / "text.sqlite") == ("foreign", 2)
    execute(tmp_path / "other.sqlite", "CREATE TABLE document (id, name, content)")
    assert state(tgx, tmp_path / "other.sqlite") == ("foreign", 2)
    for place in (tmp_path, Path("/"), Path(), Path("/dev/null")):
        assert state(tgx, place) == ("foreign", 2)
    for version, said in ((SCHEMA_VERSION - 1, "older"), (SCHEMA_VERSION + 1, "newer")):
        execute(catalogue, f"PRAGMA user_version = {version}")
        assert state(tgx, catalogue) == (said, 2)


@pytest.mark.parametrize("cut", [100, 5000, 300_000])
def test_a_file_that_was_cut_off_is_damaged(tgx: Run, catalogue: Path, cut: int) -> None:
    catalogue.write_bytes(catalogue.read_bytes()[:cut])
    assert state(tgx, catalogue) == ("damaged", 2)
    for command in ("report", "rebuild", "validate"):
        done = tgx(command)
        assert (done.code, done.out) == (2, "")
        assert "the catalogue is damaged" in done.err
        assert "--salvage" in done.err


def test_what_a_newer_tgx_made_is_left_alone(tgx: Run, catalogue: Path, place: Place) -> None:
    execute(catalogue, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = catalogue.read_bytes()
    for command in (("rebuild",), ("rebuild", "--salvage"), ("report",), ("import", place.documents[-1])):
        done = tgx(*command)
        assert (done.code, done.out) == (2, "")
        assert "a newer tgx made this catalogue" in done.err
    assert catalogue.read_bytes() == before


def test_an_older_catalogue_is_made_anew(tgx: Run, catalogue: Path) -> None:
    execute(catalogue, f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    assert "tgx rebuild" in tgx("report").err
    assert tgx("rebuild", "-q").code == 0
    assert state(tgx, catalogue) == ("current", 0)


def test_a_damaged_catalogue_is_saved_from_its_documents(tgx: Run, catalogue: Path, place: Place) -> None:
    sound = tgx("report").out
    damage(catalogue, "achievement", "link")
    before = catalogue.read_bytes()
    told = json.loads(tgx("info", "--json").out)["damage"]
    assert {each["name"] for each in told["tables"] if not each["readable"]} == {"achievement", "link"}
    assert [each["readable"] for each in told["documents"]] == [True] * len(place.documents)
    assert "tables that cannot be read: " in tgx("info").out
    assert tgx("rebuild").code == 2
    done = tgx("rebuild", "--salvage")
    assert (done.code, done.err) == (
        0,
        f"the damaged catalogue is kept: {catalogue.with_name('catalogue.damaged.sqlite')}\n",
    )
    assert f"rebuilt from {len(place.documents)} document" in done.out
    assert tgx("report").out == sound
    assert catalogue.with_name("catalogue.damaged.sqlite").read_bytes() == before
    assert [path.name for path in sorted(catalogue.parent.glob("*.sqlite*"))] == [
        "catalogue.damaged.sqlite",
        "catalogue.sqlite",
    ]
    assert not list(catalogue.parent.glob(".tgx-*"))


def test_what_is_lost_is_named(tgx: Run, catalogue: Path, place: Place) -> None:
    assert tgx("import", place.sheet("a.tsv")).code == 0
    lost = place.documents[-1].name
    spoil(catalogue, lost)
    assert state(tgx, catalogue) == ("damaged", 2)
    done = tgx("rebuild")
    assert done.code == 2
    assert f"{lost}: the catalogue is damaged" in done.err
    catalogue.with_name("catalogue.damaged.sqlite").write_text("an earlier one")
    done = tgx("rebuild", "--salvage", "-q")
    assert done.code == 2
    assert f"tgx: lost: {lost}: its bytes cannot be read\n" in done.err
    assert f"kept: {catalogue.with_name('catalogue.damaged.1.sqlite')}" in done.err
    assert state(tgx, catalogue) == ("current", 0)
    assert len(json.loads(tgx("query", "documents", "--format", "json").out)) == len(place.documents)


def test_where_nothing_can_be_saved_nothing_is_changed(tgx: Run, catalogue: Path) -> None:
    damage(catalogue, "document")
    before = catalogue.read_bytes()
    done = tgx("rebuild", "--salvage")
    assert (done.code, done.out) == (2, "")
    assert "no document in the damaged catalogue can be read" in done.err
    assert catalogue.read_bytes() == before
    assert [path.name for path in catalogue.parent.glob("*.sqlite*")] == ["catalogue.sqlite"]


def test_judgements_go_on_in_the_new_catalogue(tgx: Run, catalogue: Path, place: Place) -> None:
    row, measure = judged(tgx, place)
    file = place.judgements
    number = len(json.loads(tgx("link", "judgements", "--format", "json").out))
    damage(catalogue, "activity_date")
    text = file.read_text(encoding="utf-8")
    file.unlink()
    plural = "s" if number > 1 else ""
    assert f"the file of {number} judgement{plural} is missing" in tgx("rebuild", "--salvage").err
    file.write_text(text, encoding="utf-8")
    assert tgx("rebuild", "--salvage", "-q").code == 0
    listed = json.loads(tgx("link", "judgements", "--format", "json").out)
    assert (listed[-1]["achievement"], listed[-1]["measure"]) == (row, measure)
    assert file.read_text(encoding="utf-8") == text


def test_a_sound_catalogue_is_not_salvaged(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    assert "not damaged (tgx rebuild" in tgx("rebuild", "--salvage").err
    assert "no catalogue" in tgx("rebuild", "--salvage", "--db", tmp_path / "none.sqlite").err


def test_a_journal_goes_with_the_damaged_catalogue(
    tgx: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(catalogue, "link")
    journal = catalogue.with_name("catalogue.sqlite-journal")

    def no_links(*_: object) -> None:
        journal.write_bytes(b"of the damaged one")
        raise OSError(1, "not permitted")

    monkeypatch.setattr("os.link", no_links)
    assert tgx("rebuild", "--salvage", "-q").code == 0
    assert not journal.exists()
    assert catalogue.with_name("catalogue.damaged.sqlite-journal").read_bytes() == b"of the damaged one"
    assert state(tgx, catalogue) == ("current", 0)


def judged(tgx: Run, place: Place, *options: str | Path) -> tuple[str, str]:
    """A row and a measure that was accepted for it."""
    assert tgx("import", place.sheet("a.tsv"), *options).code == 0
    asked = ("query", "achievements", "--year", "2020", "--format", "json", *options)
    row = str(json.loads(tgx(*asked).out)[0]["id"])
    measure = place.facts.measures[2]
    assert tgx("link", "accept", row, measure, "--by", "me", *options).code == 0
    return row, measure


def test_judgements_lie_beside_the_catalogue_itself(
    tgx: Run, place: Place, catalogue: Path, tmp_path: Path
) -> None:
    (tmp_path / "apart").mkdir()
    link = tmp_path / "apart" / "link.sqlite"
    link.symlink_to(catalogue)
    row, _ = judged(tgx, place, "--db", link)
    assert place.judgements.exists()
    assert [path.name for path in link.parent.iterdir()] == ["link.sqlite"]
    assert row in tgx("link", "judgements").out


def test_the_name_of_a_catalogue_as_sqlite_takes_it(tmp_path: Path) -> None:
    assert uri(PureWindowsPath(r"C:\目録 #1\a?.sqlite")).startswith(
        "file:/C%3A/%E7%9B%AE%E9%8C%B2%20%231/a%3F.sqlite?"
    )
    share = "file:////server/share/a.sqlite?mode=rw"
    assert (
        uri(PureWindowsPath(r"\\server\share\a.sqlite"))
        == uri(PurePosixPath("//server/share/a.sqlite"))
        == share
    )
    assert uri(PurePosixPath("/a%b.sqlite")) == "file:/a%25b.sqlite?mode=rw"
    odd = tmp_path / "目録 #1 ?%20.sqlite"
    execute(tmp_path / "plain.sqlite", "CREATE TABLE t (a)")
    shutil.move(tmp_path / "plain.sqlite", odd)
    with closing(sqlite3.connect(uri(odd), uri=True)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE achievement SET item = CAST(x'ff' AS TEXT)", "DROP TABLE link"],
)
def test_a_catalogue_that_somebody_wrote_into_is_damaged(
    tgx: Run, catalogue: Path, place: Place, statement: str
) -> None:
    assert tgx("import", place.sheet("a.tsv")).code == 0
    execute(catalogue, "PRAGMA foreign_keys = OFF", statement)
    done = tgx("query", "achievements")
    assert (done.code, done.out) == (2, "")
    assert "the catalogue is damaged" in done.err
    assert tgx("rebuild", "-q").code == 0
    assert tgx("query", "achievements").code == 0
