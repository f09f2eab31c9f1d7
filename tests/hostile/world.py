"""A folder with all that people keep with tgx, the commands that write there, and running them to a bitter end.

Commands run in forks of a process that has loaded everything, so that a moment costs only the work itself.
"""

from __future__ import annotations

import math
import os
import resource
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from make_pdfs import document, sheet
from toshigaikou_cli.packaged import default_project

SECONDS = 20.0
"""A process that uses more of the CPU, or none of it for so long, hangs: a loaded machine makes none of these of another."""
MEGABYTES = 400
"""A process that takes more is too large."""
LOADED = 150
"""Megabytes of a process that has loaded all of tgx; what the parent of a fork has beyond is not the command's."""
BASELINE = """\
version = 1

[[known]]
check = "result-empty"
document = "gone.tsv"
record = "achievement 2017-000000"
reason = "a person's own words"
"""
DAY = "1764288000"

DOCUMENTS = default_project() / "documents"
NEXT = Path(__file__).parents[1] / "examples" / "two_strategies"
JUDGED = "2017-ef07e9"
STRATEGY = "strategy-2014.tsv"


class Ended(NamedTuple):
    """How a process ended: its exit code (negative: by that signal), what it said, its seconds, megabytes at most, and
    seconds of the CPU; ``hung``: it did nothing any more."""

    code: int
    said: str
    seconds: float
    megabytes: float
    cpu: float = 0.0
    hung: bool = False

    @property
    def fault(self) -> str:
        """What must not be: a trace, a bug of tgx, a hang, too much memory; "" where all is well."""
        if "Traceback" in self.said or "a bug in tgx" in self.said or self.code in (3, 99):
            return self.said.strip()[-600:] or f"exit {self.code}"
        if self.code not in (0, 1, 2, 130, 143, -signal.SIGKILL):
            return f"exit {self.code}: {self.said.strip()[-300:]}"
        if self.hung or self.cpu > SECONDS:
            return f"{self.cpu:.0f} seconds of the CPU in {self.seconds:.0f}: {self.said.strip()[-300:]}"
        return f"{self.megabytes:.0f} MB" if self.megabytes > MEGABYTES else ""


def command(*arguments: str | Path) -> Callable[[], int]:
    """A command of tgx, to run in a fork."""

    def call() -> int:
        from toshigaikou_cli.cli.app import run

        return run([str(each) for each in arguments])

    return call


def forked(
    call: Callable[[], int], kill_after: float | None = None, before: Callable[[], object] | None = None
) -> Ended:
    """Run a function in a fork, killed after some seconds, or when it hangs (:data:`SECONDS`)."""
    inherited = max(0.0, _resident() - LOADED)
    child, said = start(call, before)
    began = time.monotonic()
    limit = math.inf if kill_after is None else kill_after
    watch = Watch(child, began)
    done, hung = 0, False
    while not done:
        done, status, used = os.wait4(child, os.WNOHANG)
        now = time.monotonic()
        if not done and (now - began >= limit or (hung := watch.hangs(now))):
            os.kill(child, signal.SIGKILL)
            _, status, used = os.wait4(child, 0)
            break
        if not done:
            time.sleep(min(0.002, max(0.0, limit - (now - began))))
    seconds = time.monotonic() - began
    megabytes = used.ru_maxrss / 1024 - inherited
    cpu = used.ru_utime + used.ru_stime
    return Ended(os.waitstatus_to_exitcode(status), told(said), seconds, megabytes, cpu, hung)


class Watch:
    """Whether a process still gets on: by what it used of the CPU, and where the system does not say that, by the clock."""

    def __init__(self, process: int, began: float) -> None:
        self._stat = Path(f"/proc/{process}/stat")
        self._used = 0.0
        self._since = self._looked = began

    def hangs(self, now: float) -> bool:
        """Whether it used more of the CPU than it may, or none for too long; looked at twice a second."""
        if now - self._looked >= 0.5:
            self._looked = now
            used = self._cpu()
            if used > self._used:
                self._used, self._since = used, now
        return self._used > SECONDS or now - self._since > SECONDS

    def _cpu(self) -> float:
        try:
            said = self._stat.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return 0.0
        # behind the name, which may hold anything: the 12th to the 15th field are ticks, its own and its children's
        ticks = said.rpartition(")")[2].split()[11:15]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _resident() -> float:
    """The megabytes that this process has in memory; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1_048_576


def told(said: int) -> str:
    """What an ended process said."""
    with os.fdopen(said, encoding="utf-8", errors="replace") as file:
        return file.read()


def start(call: Callable[[], int], before: Callable[[], object] | None = None) -> tuple[int, int]:
    """Begin a function in a fork: its process, and a pipe of what it says (a few lines)."""
    said, log = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(log)
        return child, said
    code = 99
    try:
        os.dup2(log, 1)
        os.dup2(log, 2)
        sys.stdout, sys.stderr = (
            os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2)
        )
        if before:
            before()
        code = call()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)


def limited(size: int) -> Callable[[], None]:
    """No file larger than ``size`` bytes, as if the disk were full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# ---------------------------------------------------------------- the folder


class World(NamedTuple):
    """A folder, and a copy of it as it was."""

    folder: Path
    kept: Path

    def reset(self) -> None:
        """Bring the folder to what it was."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.kept, self.folder, dirs_exist_ok=True)

    def facts(self) -> dict[str, str]:
        """Each file by its name below the folder: a digest, of a catalogue (asserted to be sound) that of all its rows."""
        listed = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.folder)): _digest(path)
            for path in listed
            if not path.name.endswith("-journal")
        }

    def left(self) -> list[str]:
        """Files of tgx that are none of the user's."""
        return [str(path) for path in self.folder.rglob(".tgx-*")]


def _digest(path: Path) -> str:
    if path.suffix != ".sqlite":
        return sha256(path.read_bytes()).hexdigest()
    with closing(sqlite3.connect(path)) as connection:
        return sha256("\n".join(_dumped(connection)).encode()).hexdigest()


def _dumped(connection: sqlite3.Connection) -> Iterator[str]:
    broken = [*connection.execute("PRAGMA integrity_check"), *connection.execute("PRAGMA foreign_key_check")]
    assert broken == [("ok",)], broken
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        yield name
        yield from sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))


@contextmanager
def world(parent: Path) -> Iterator[World]:
    """A catalogue of two strategies, their sheets and a PDF, with judgements, names, a crosswalk, a baseline, facts, a learned
    model and a report, and the folder of a project; tgx is told to work there."""
    made = World(parent / "world", parent / "kept")
    for folder in made:
        folder.mkdir(parents=True)
    at = made.folder
    os.environ |= {
        "TGX_DB": str(at / "c.sqlite"),
        "TGX_ALIASES": str(at / "aliases.yaml"),
        "TGX_CROSSWALK": str(at / "crosswalk.yaml"),
        "SOURCE_DATE_EPOCH": DAY,
        "HOME": str(parent),
    }
    (at / "corrected.tsv").write_text(_corrected(), encoding="utf-8")
    new = "担当局\t項目名\t実績（平成30年度）\n環境局\tソウル特別市との交流\t職員2名を受入れ\n"
    (at / "new.tsv").write_text(new, encoding="utf-8")
    (at / "tgx-baseline.toml").write_text(BASELINE, encoding="utf-8")
    (at / "report.html").write_text("an old report", encoding="utf-8")
    (at / "image.png").write_text("an old image", encoding="utf-8")
    (at / "pdf.pdf").write_bytes(document(sheet()))
    prepared: tuple[tuple[str | Path, ...], ...] = (
        ("import", "-q", *sorted(DOCUMENTS.glob("*.tsv")), *sorted(NEXT.glob("*.tsv")), at / "pdf.pdf"),
        ("link", "accept", JUDGED, "40", "--by", "a person", "--note", "their own words"),
        (
            "vocabulary",
            "add-alias",
            "花の都",
            "--city",
            "paris",
            "--reason",
            "a headline",
            "--by",
            "a person",
        ),
        ("crosswalk", "accept", "2014:18", "2022:5", "--by", "a person", "--note", "their own words"),
        ("import", "-q", *sorted(DOCUMENTS.glob("*.tsv"))),
        ("init", at / "city", "--from", DOCUMENTS / STRATEGY),
        ("documents", "set", STRATEGY, "url=https://example.org/"),
        ("link", "learn"),
    )
    for each in prepared:
        done = forked(command(*each))
        assert done.code == 0, done
    shutil.copytree(at, made.kept, dirs_exist_ok=True)
    yield made


def _corrected() -> str:
    text = (DOCUMENTS / "achievements-h29.tsv").read_text(encoding="utf-8")
    return text.replace("ソウル", "ソウル特別市", 1).replace("環境局", "環境局総務部", 1) + "\n"


def writing_commands(at: Path) -> dict[str, tuple[str | Path, ...]]:
    """Every command that writes, each of its own kind."""
    with closing(sqlite3.connect(at / "c.sqlite")) as connection:
        ((of_pdf,),) = connection.execute("SELECT min(id) FROM achievement WHERE fiscal_year = 2016")
    return {
        "import": ("import", "-q", at / "new.tsv"),
        "corrected import": ("import", "-q", "--replace", at / "corrected.tsv"),
        "rebuild": ("rebuild", "-q"),
        "link accept": ("link", "accept", JUDGED, "35", "--by", "me", "--note", "seen"),
        "link reject": ("link", "reject", JUDGED, "40", "--by", "me", "--replace"),
        "link mend": ("link", "mend", JUDGED, "--outcome", "cancelled", "--by", "me"),
        "add-alias": ("vocabulary", "add-alias", "霧の都", "--city", "london", "--reason", "sure", "--by", "me"),
        "write-baseline": ("validate", "--write-baseline", "--severity", "info", "--reason", "known",
                           "--baseline", at / "tgx-baseline.toml"),
        "report -o": ("report", "--format", "html", "-o", at / "report.html"),
        "source --image": ("source", of_pdf, "--image", at / "image.png"),
        "report -o xlsx": ("report", "-o", at / "report.xlsx"),
        "crosswalk accept": ("crosswalk", "accept", "2014:43", "2022:8", "--by", "me"),
        "crosswalk export": ("crosswalk", "export", at / "crossed.yaml", "--force"),
        "import --undo": ("import", "--undo", "pdf.pdf", "--replace"),
        "link export": ("link", "export", at / "exported.yaml", "--force"),
        "link learn": ("link", "learn"),
        "add-unit": ("--project", at / "city", "words", "add-unit", "国際ビジネス課", "--parent", "産業労働局"),
        "add-city": ("--project", at / "city", "words", "add-city", "タコマ市", "--country", "US", "--at", "47.25,-122.44"),
        "documents set": ("documents", "set", STRATEGY, "publisher=東京都"),
        "init": ("init", at / "new", "--from", DOCUMENTS / STRATEGY),
    }  # fmt: skip
