"""Whatever is done in whatever order, and wherever it breaks off, a catalogue is sound and agrees with its judgements."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import make_documents
from hostile.world import DAY, NEXT, command, forked
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.writing import judging as judgements_in
from toshigaikou_cli.cli.app import run
from toshigaikou_cli.judgements.file import read_judgements

YEARS = (28, 29, 30)
ROWS = (
    "環境局総務部\tソウル特別市との交流\t平成29年5月1日に職員2名を受入れ",
    "水道局\tジャカルタ特別市との交流\t漏水の調べ方を伝えた",
    "建設局\t植物の交換\t種子を3点交換した",
    "花の局\t花の都との交流\t中止した",
)
BREAKS = (
    "toshigaikou_cli.files.os.replace",
    "toshigaikou_cli.files.os.fsync",
    "toshigaikou_cli.catalogue.writing.store.add",
    "toshigaikou_cli.catalogue.writing.saving.add_document",
    "toshigaikou_cli.jobs.importing.relink",
    "toshigaikou_cli.jobs.judging.apply",
    "toshigaikou_cli.jobs.judging.renew",
)
WRITTEN_BY_PEOPLE = ("c.judgements.yaml", "c.crosswalk.yaml", "aliases.yaml")
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")  # of a journal to be played back (SQLite's file format, 3)
ACCOUNT = "SELECT name FROM document WHERE rows <> records + headers + continued + rejected + other"


class Crash(BaseException):
    """What stops a command in the midst of it."""


@contextmanager
def breaking(where: str, after: int) -> Iterator[None]:
    """Have a function crash when it is called for the ``after``-th time."""
    module, _, name = where.rpartition(".")
    owner = os if module.endswith(".os") else __import__(module, fromlist=[name])
    original, calls = getattr(owner, name), [0]

    def crash(*given: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == after:
            raise Crash
        return original(*given, **named)

    with patch.object(owner, name, crash):
        yield


class Machine(RuleBasedStateMachine):
    """A folder with a catalogue, and all that is done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory(prefix="tgx-machine-")
        self.folder = Path(self.place.name)
        self.db, self.aliases = self.folder / "c.sqlite", self.folder / "aliases.yaml"
        own = {"TGX_DB": str(self.db), "TGX_ALIASES": str(self.aliases), "SOURCE_DATE_EPOCH": DAY}
        self.environment = patch.dict(os.environ, own)
        self.environment.start()
        self.crash: tuple[str, int] | None = None
        self.kill: float | None = None
        self.killed: list[tuple[str | Path, ...]] = []
        self.behind = False
        self.was_killed = False
        self.renamed = False
        self.names = 0
        self.crossed = 0

    def teardown(self) -> None:
        try:
            self.rebuilding_changes_nothing()
        finally:
            self.environment.stop()
            self.place.cleanup()

    def tgx(self, *arguments: str | Path) -> int:
        """Run a command, which may be made to crash, or be killed."""
        if self.kill is not None:
            return self.run_killed(*arguments)
        said = io.StringIO()
        crash, self.crash = self.crash, None
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            try:
                if crash:
                    with breaking(*crash):
                        code = run([str(each) for each in arguments])
                else:
                    code = run([str(each) for each in arguments])
            except Crash:
                self.behind = True
                return -1
        assert code in (0, 2), (arguments, said.getvalue())
        return code

    def run_killed(self, *arguments: str | Path) -> int:
        moment, self.kill = self.kill, None
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of threads of the test runner, and of files that a fork never closes
            ended = forked(command(*arguments), kill_after=moment)
        assert not ended.fault, (arguments, ended.fault)
        self.behind = self.was_killed = True
        self.killed.append(arguments)
        return ended.code

    def written(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def ids(self) -> list[str]:
        with closing(sqlite3.connect(self.db)) as connection:
            return [key for (key,) in connection.execute("SELECT id FROM achievement ORDER BY id")]

    @rule(where=st.sampled_from(BREAKS), after=st.integers(1, 4))
    def next_one_breaks(self, where: str, after: int) -> None:
        self.crash = (where, after)

    @precondition(lambda _: hasattr(os, "fork"))
    @rule(seconds=st.floats(0.001, 0.3))
    def next_one_is_killed(self, seconds: float) -> None:
        self.kill = seconds

    @precondition(lambda self: self.killed)
    @rule()
    def what_was_killed_again(self) -> None:
        self.crash = None
        while self.killed and self.tgx(*self.killed[-1]) == 0:
            self.killed.pop()

    @rule(name=st.sampled_from(["strategy-2022.tsv", "sheet-r5.tsv"]))
    def import_of_a_second_strategy(self, name: str) -> None:
        self.tgx("import", "-q", NEXT / name)

    @rule(replace=st.booleans())
    def take_back(self, replace: bool) -> None:
        self.tgx("import", "-q", "--undo", *(["--replace"] if replace else []))

    @precondition(lambda self: self.db.exists())
    @rule(old=st.sampled_from("123"), new=st.sampled_from("1256"))
    def cross(self, old: str, new: str) -> None:
        self.crossed += 1
        self.tgx("crosswalk", "accept", f"2014:{old}", f"2022:{new}", "--by", "me", "--replace")

    @rule()
    def import_strategy(self) -> None:
        path = self.folder / "strategy.txt"
        path.write_bytes(make_documents.text_strategy())
        self.tgx("import", "-q", path)

    @rule(
        year=st.sampled_from(YEARS),
        rows=st.sets(st.sampled_from(ROWS), min_size=1),
        correction=st.integers(0, 2),
    )
    def import_sheet(self, year: int, rows: set[str], correction: int) -> None:
        body = "".join(f"{row}{'。' * correction}\n" for row in sorted(rows))
        header = f"担当局\t項目名\t実績（平成{year}年度）\n"
        self.tgx("import", "-q", self.written(f"sheet{year}.tsv", header + body))

    @precondition(lambda self: self.db.exists())
    @rule(
        verdict=st.sampled_from(["accept", "reject", "outside"]),
        measure=st.sampled_from("123"),
        data=st.data(),
    )
    def judge(self, verdict: str, measure: str, data: st.DataObject) -> None:
        ids = self.ids() if self.has_tables() else []
        if ids:
            on = [] if verdict == "outside" else [measure]
            self.tgx("link", verdict, data.draw(st.sampled_from(ids)), *on, "--by", "me", "--replace")

    @precondition(lambda self: self.db.exists())
    @rule(outcome=st.sampled_from(["held", "cancelled", "none"]), data=st.data())
    def mend(self, outcome: str, data: st.DataObject) -> None:
        ids = self.ids() if self.has_tables() else []
        if ids:
            key = data.draw(st.sampled_from(ids))
            self.tgx("link", "mend", key, "--outcome", outcome, "--by", "me", "--replace")

    @rule()
    def undo(self) -> None:
        self.tgx("link", "undo")

    @rule()
    def add_alias(self) -> None:
        self.names += 1
        self.renamed = True
        kind = ("--city", "paris") if self.names % 2 else ("--bureau", "kankyou")
        name = "花の都" if self.names == 1 else "花の局" if self.names == 2 else f"別名{self.names}"
        self.tgx("vocabulary", "add-alias", name, *kind, "--reason", "sure", "--by", "me")

    @rule()
    def rebuild(self) -> None:
        self.tgx("rebuild", "-q")

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table, as it is written, by table. Activities, and what hangs on them, have their places for
        their numbers: these go on from the highest there was, so a replaced sheet leaves a gap that a rebuild closes."""
        with closing(sqlite3.connect(self.db)) as connection:
            named = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            numbered = {name: _selected(connection, name) for (name,) in named}
            return {
                name: sorted(map(repr, connection.execute(f"SELECT {columns} FROM {name}")))
                for name, columns in numbered.items()
            }

    def rebuilding_changes_nothing(self) -> None:
        """A catalogue of today's names and judgements is what its documents make of it."""
        self.crash = self.kill = None
        if not self.db.exists() or not self.has_tables():
            return
        assert self.tgx("link", "apply") in (0, 2)
        if self.renamed:
            assert self.tgx("rebuild", "-q") == 0
        before = self.rows()
        assert self.tgx("rebuild", "-q") == 0
        assert self.rows() == before

    def has_tables(self) -> bool:
        with closing(sqlite3.connect(self.db)) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None

    @invariant()
    def the_catalogue_is_sound(self) -> None:
        if not self.db.exists() or not self.has_tables():
            return
        with closing(sqlite3.connect(self.db)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute(ACCOUNT).fetchall() == []
            doubled = connection.execute(
                "SELECT sha256 FROM document GROUP BY 1 HAVING count(*) > 1"
            ).fetchall()
            assert doubled == []

    @invariant()
    def it_has_the_judgements_of_the_file(self) -> None:
        if not self.db.exists() or not self.has_tables():
            return
        if (
            self.behind
        ):  # the file is written first: applying it, as every import does, brings the catalogue in line
            self.tgx("link", "apply")
            self.behind = False
        file = read_judgements(self.db.with_name("c.judgements.yaml"))
        with reading(self.db) as connection:
            kept = judgements_in.kept(connection)
        assert kept.entries == file.entries
        assert kept.fingerprint == file.fingerprint

    @invariant()
    def nothing_is_left_beside(self) -> None:
        known = {
            "c.sqlite",
            *WRITTEN_BY_PEOPLE,
            "strategy.txt",
            *(f"sheet{year}.tsv" for year in YEARS),
        }
        if self.killed:
            known |= {path.name for path in self.folder.glob(".tgx-*")}
        if self.was_killed:
            # SQLite killed before its first sync leaves a journal that stays until something is written.
            known.add("c.sqlite-journal")
        assert {path.name for path in self.folder.iterdir()} <= known
        journal = self.folder / "c.sqlite-journal"
        assert not journal.exists() or not journal.read_bytes().startswith(JOURNAL_MAGIC)

    @invariant()
    def every_name_is_kept(self) -> None:
        done = io.StringIO()
        with redirect_stdout(done), redirect_stderr(io.StringIO()):
            run(["vocabulary", "aliases", "--format", "json"])
        assert len(json.loads(done.getvalue())) <= self.names

    @invariant()
    def the_crosswalk_can_be_read(self) -> None:
        if (self.folder / "c.crosswalk.yaml").exists() and self.db.exists() and self.has_tables():
            done = io.StringIO()
            with redirect_stdout(done), redirect_stderr(io.StringIO()):
                assert run(["crosswalk", "list", "--format", "json"]) == 0
            assert len(json.loads(done.getvalue())) <= self.crossed


def _selected(connection: sqlite3.Connection, table: str) -> str:
    """The columns of a table, with places for the numbers of activities and of what hangs on them."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    placed = {"activity_id": "(SELECT count(*) FROM activity WHERE id <= activity_id)"}
    if table == "activity" or "activity_id" in columns:
        placed["id"] = f"(SELECT count(*) FROM {table} o WHERE o.id <= {table}.id)"
    return ", ".join(placed.get(name, f'"{name}"') for name in columns)


examples = int(float(os.environ.get("TGX_TORTURE", "0.05")) * 100)
Machine.TestCase.settings = settings(
    max_examples=max(5, examples),
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestMachine = Machine.TestCase
