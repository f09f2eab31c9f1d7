"""Documents read, taken apart and linked as values: what an import saves, without a file and without a memory."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import toshigaikou_cli as tgx
from conftest import import_into
from toshigaikou_cli.errors import ReadError, TgxError, UsageError
from toshigaikou_cli.jobs.apart import TypedValue
from toshigaikou_cli.jobs.exporting import handed
from toshigaikou_cli.packaged import default_project

ROOT = Path(__file__).resolve().parents[2]
PACKAGED = default_project() / "documents"
EXAMPLES = ROOT / "tests" / "examples"
STRATEGIES = (PACKAGED / "strategy-2014.tsv", EXAMPLES / "two_strategies" / "strategy-2022.tsv")
SHEETS = (
    PACKAGED / "achievements-h29.tsv",
    EXAMPLES / "two_strategies" / "sheet-r5.tsv",
    ROOT / "examples" / "sheets" / "made-up-2015.tsv",
)
INDICATORS = EXAMPLES / "indicators"
PROJECT = """\
[project]
id = "kitakyushu"
name = "北九州市"

[[strategy]]
id = "2016"
title = "北九州市国際政策推進大綱2016"
years = "2016-2020"
links = "words/links/2016.yaml"
"""
RULES = """\
version: 1
measures:
  - {number: 1, title: 国際会議の誘致, names: [国際会議], terms: [シンポジウム]}
"""
Row = tuple[object, ...]


def document(path: Path) -> tgx.ReadDocument:
    return tgx.read(path.read_bytes(), path.name)


def laid(basis: tgx.Basis, *strategies: Path) -> tgx.Basis:
    for path in strategies:
        basis = tgx.strategy(tgx.records_of(document(path), basis), basis)
    return basis


def kept(value: TypedValue) -> object:
    """A value as the catalogue keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def counted(name: str, rows: Iterable[Iterable[object]]) -> Counter[Row]:
    """The rows of a table, whatever their order; of findings without their number."""
    return Counter(tuple(row)[name == "findings" :] for row in rows)


def kept_rows(rows: Iterable[Mapping[str, TypedValue]]) -> list[Row]:
    return [tuple(map(kept, row.values())) for row in rows]


@pytest.fixture(scope="module")
def project() -> tgx.Basis:
    return tgx.project()


@pytest.fixture
def other(tmp_path: Path) -> tgx.Basis:
    """The project of another city, whose folder is gone."""
    folder = tmp_path / "kitakyushu"
    (folder / "words" / "links").mkdir(parents=True)
    (folder / "tgx.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "words" / "links" / "2016.yaml").write_text(RULES, encoding="utf-8")
    made = tgx.project(folder)
    shutil.rmtree(folder)
    return made


def test_the_tables_are_those_of_an_import_and_an_export(
    project: tgx.Basis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    basis = laid(project, *STRATEGIES)
    linked = [tgx.link(tgx.records_of(document(path), project), basis) for path in SHEETS]
    catalogue = import_into(tmp_path / "catalogue.sqlite", (*STRATEGIES, *SHEETS))
    with handed(catalogue) as export:
        for table in export.tables:
            parts = [basis.tables[table.name], *(each.tables[table.name] for each in linked)]
            ours = Counter[Row]()
            for part in parts:
                ours += counted(table.name, kept_rows(part))
            assert ours == counted(table.name, export.typed(table)), table.name
    assert ours, "findings"
    assert all(each.tables["links"] for each in linked)


def test_records_are_linked_to_nothing(project: tgx.Basis) -> None:
    records = tgx.records_of(document(SHEETS[0]), project)
    assert len(records.tables["achievements"]) == len(records.document.achievements) == 35  # type: ignore[union-attr]
    assert records.tables["links"] == ()
    assert {row["link_state"] for row in records.tables["achievements"]} == {"unlinked"}
    assert records.tables["activity_dates"][0]["start"] == date(2018, 2, 19)


NO_FILES = """\
import os, pickle, sys
SITE = [os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, *sys.argv[1:])]
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not any(path.startswith(folder + os.sep) for folder in SITE):
            raise RuntimeError(f"opened {path}")
    elif event in ("socket.connect", "subprocess.Popen") or event == "sqlite3.connect" and arguments[0] != ":memory:":
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(watch)
import toshigaikou_cli as tgx
given = pickle.load(sys.stdin.buffer)
done = []
for basis, documents in given:
    basis = tgx.strategy(tgx.records_of(tgx.read(*documents[0]), basis), basis)
    done += [tgx.link(tgx.records_of(tgx.read(*each), basis), basis) for each in documents[1:]]
try:
    open(os.path.join(os.getcwd(), "there"))
except RuntimeError:
    pickle.dump(done, sys.stdout.buffer)
"""


def test_another_process_needs_no_file_of_a_project(
    project: tgx.Basis, other: tgx.Basis, tmp_path: Path
) -> None:
    def contents(*paths: Path) -> list[tuple[bytes, str]]:
        return [(path.read_bytes(), path.name) for path in paths]

    (tmp_path / "there").touch()
    ours = contents(STRATEGIES[0], *SHEETS[:1])
    theirs = contents(INDICATORS / "strategy-2016.tsv", INDICATORS / "progress-r1.tsv")
    given = [(project, ours), (other, theirs)]
    packages = {path for path in sys.path if path.endswith("site-packages")}
    places = [*packages, ROOT / "src", ROOT / "data", ROOT / "schemas", "/dev"]
    done = subprocess.run(
        [sys.executable, "-c", NO_FILES, *map(str, places)],
        input=pickle.dumps(given),
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    found: list[tgx.Links] = pickle.loads(done.stdout)
    bases = [laid(project, STRATEGIES[0]), laid(other, INDICATORS / "strategy-2016.tsv")]
    here = [
        tgx.link(tgx.records_of(tgx.read(*each), basis), basis)
        for basis, (_, each) in zip(bases, (ours, theirs), strict=True)
    ]
    assert found == here


def test_two_projects_in_turn_give_each_its_own(project: tgx.Basis, other: tgx.Basis) -> None:
    documents = {
        "東京都": (project, STRATEGIES[0], SHEETS[0]),
        "kitakyushu": (other, INDICATORS / "strategy-2016.tsv", INDICATORS / "progress-r1.tsv"),
    }
    first: dict[str, tgx.Links] = {}
    for name in [*documents, *documents]:
        words, strategy, sheet = documents[name]
        basis = laid(words, strategy)
        assert basis.name == name
        links = tgx.link(tgx.records_of(document(sheet), words), basis)
        assert links == first.setdefault(name, links)
    assert first["東京都"] != first["kitakyushu"]


def test_values_travel(project: tgx.Basis) -> None:
    basis = laid(project, STRATEGIES[0])
    records = tgx.records_of(document(SHEETS[0]), project)
    sent: tuple[tgx.Records, tgx.Basis] = pickle.loads(pickle.dumps((records, basis)))
    assert sent[0] == records
    assert tgx.link(*sent) == tgx.link(records, basis)


def test_what_cannot_be_is_said(project: tgx.Basis, other: tgx.Basis, tmp_path: Path) -> None:
    records = tgx.records_of(document(SHEETS[0]), project)
    basis = laid(project, STRATEGIES[0])
    with pytest.raises(ReadError, match=r"empty\.tsv: the file is empty"):
        tgx.read(b"", "empty.tsv")
    with pytest.raises(UsageError, match="no strategy to link to"):
        tgx.link(records, project)
    with pytest.raises(UsageError, match=r"achievements-h29\.tsv: no strategy"):
        tgx.strategy(records, project)
    with pytest.raises(UsageError, match="a strategy is not linked to one"):
        tgx.link(tgx.records_of(document(STRATEGIES[0]), project), basis)
    with pytest.raises(UsageError, match="made with another project"):
        tgx.link(records, laid(other, INDICATORS / "strategy-2016.tsv"))
    with pytest.raises(TgxError, match="北九州市"):
        tgx.records_of(document(STRATEGIES[0]), other)
    with pytest.raises(UsageError, match="no project"):
        tgx.project(tmp_path)
