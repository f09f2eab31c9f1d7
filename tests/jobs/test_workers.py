"""Work in processes: the same results in the same order with any number of them, whatever becomes of one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

import worker_tasks
from conftest import Run
from toshigaikou_cli.jobs import preparing, relinking, workers
from toshigaikou_cli.jobs.workers import Crew, Died
from toshigaikou_cli.packaged import default_project

HEADER = "分野\t担当局・部\t項目名\t実績（平成{}年度）\n"
ROW = "①都市との交流\t環境局総務部\tソウル特別市との交流\t・職員{}名と意見交換\n"


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Five sheets of five years, one of which is none; enough work for further processes."""
    monkeypatch.setattr(preparing, "_WORTH", 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    paths = [tmp_path / f"sheet-{year}.tsv" for year in range(25, 30)]
    for path in paths:
        path.write_text(HEADER.format(path.stem[-2:]) + ROW.format(path.stem[-2:]), encoding="utf-8")
    paths[2].write_text("no table", encoding="utf-8")
    return paths


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("number", [1, 2])
def test_results_come_in_the_order_of_the_tasks(number: int) -> None:
    with Crew(10, number) as crew:
        assert list(crew.in_order(worker_tasks.add, range(7))) == [(task, 10 + task) for task in range(7)]
    assert _all_ended()


def test_one_process_is_this_one() -> None:
    for number in (1, 2):
        with Crew(0, number) as crew:
            at_work = [process for _, process in crew.in_order(worker_tasks.process, [0, 1])]
        assert at_work.count(os.getpid()) == (2 if number == 1 else 0)


def _all_ended() -> bool:
    """Whether no process is left; two threads may wait for the end of one, and the other notes it a moment later."""
    end = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.01)
    return not multiprocessing.active_children()


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_task_raises_is_raised_in_its_turn(number: int) -> None:
    done: list[tuple[int, int | Died[int]]] = []
    with Crew(0, number) as crew, pytest.raises(ValueError, match="two"):
        done.extend(crew.in_order(worker_tasks.fail_at_two, range(9)))
    assert _all_ended()


def test_a_process_that_dies_costs_its_own_task_only() -> None:
    with Crew(5, 2) as crew:
        done = list(crew.in_order(worker_tasks.die_at_two, range(9)))
    assert done == [(task, Died(task) if task == 2 else 5 + task) for task in range(9)]
    assert _all_ended()


def test_other_work_of_a_crew_goes_on_while_tasks_wait_whatever_becomes_of_it() -> None:
    with Crew(5, 2) as crew:
        outer = crew.in_order(worker_tasks.add, range(1, 7))
        done = [next(outer)]
        within = list(crew.in_order(worker_tasks.die_at_two, range(4)))
        done += outer
    assert done == [(task, 5 + task) for task in range(1, 7)]
    assert within == [(task, Died(task) if task == 2 else 5 + task) for task in range(4)]


def test_tasks_are_taken_as_they_are_handed_out_and_processes_end_when_nobody_asks_on() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for task in count(1):
            taken.append(task)
            yield task

    with Crew(0, 2) as crew:
        assert next(crew.in_order(worker_tasks.add, tasks())) == (1, 1)
    assert len(taken) <= 5
    assert _all_ended()


def test_the_catalogue_is_the_same_with_one_process_and_with_two(
    tgx: Run, sheets: list[Path], tmp_path: Path
) -> None:
    said = []
    for number in (1, 2):
        db = tmp_path / f"{number}.sqlite"
        done = tgx("--db", db, "import", "--jobs", number, *sheets)
        assert done.code == 2
        rebuilt = tgx("--db", db, "rebuild", "--jobs", number)
        checked = tgx("validate", "--jobs", number, "--severity", "info", "--format", "json", *sheets)
        lines = rebuilt.out.replace(str(db), "")
        exported = tgx("--db", db, "query", "achievements", "--format", "json").out
        said.append((done.out, done.err, lines, checked.out, checked.err, exported, dump(db)))
    assert said[0] == said[1]
    assert "sheet-27.tsv: no table in this document" in said[0][1]
    assert said[0][5].count('"bureau_text"') == 4


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet of several parts, enough for further processes."""
    monkeypatch.setattr(workers, "_WORTH", 1)
    monkeypatch.setattr(workers, "_CHUNK", 3)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    path = tmp_path / "sheet-29.tsv"
    rows = (ROW.format(number).replace("交流\t・", f"水道{number % 7}の交流\t・") for number in range(20))
    path.write_text(HEADER.format("29") + "".join(rows), encoding="utf-8")
    return path


def test_the_parts_of_a_sheet_make_the_same_catalogue_whoever_works_on_them(
    tgx: Run, long: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for number, chunk in ((1, 500), (1, 3), (2, 3)):
        monkeypatch.setattr(workers, "_CHUNK", chunk)
        db = tmp_path / f"{number}-{chunk}.sqlite"
        strategy = default_project() / "documents" / "strategy-2014.tsv"
        done = tgx("--db", db, "import", "--jobs", number, strategy)
        again = tgx("--db", db, "import", "--jobs", number, long)
        assert again.code == 0
        said.append((done.out, again.out, dump(db)))
    assert said[0] == said[1] == said[2]
    assert "20 inserted" in said[0][1]


@pytest.mark.parametrize("part", ["part_rows", "rule_rows"])
def test_a_process_that_dies_of_a_part_is_an_error_of_its_file(
    tgx: Run, long: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    module = preparing if part == "part_rows" else relinking
    monkeypatch.setattr(module, part, worker_tasks.die)
    done = tgx("import", "--jobs", "2", long)
    assert done.code == 2
    assert "sheet-29.tsv: the process that read it was killed, or ran out of memory" in done.err
    assert len(done.err.splitlines()) == 1
    assert "sheet-29" not in tgx("query", "documents", "--format", "csv").out
    assert _all_ended()


def test_a_killed_process_is_an_error_of_its_file(
    tgx: Run, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets[3] = sheets[3].rename(sheets[3].with_name("deadly.tsv"))
    monkeypatch.setattr(preparing, "resolve_task", worker_tasks.prepare_or_die)
    done = tgx("import", "--jobs", "2", *sheets)
    assert done.code == 2
    assert "deadly.tsv: the process that read it was killed, or ran out of memory" in done.err
    assert len(done.err.splitlines()) == 2
    documents = tgx("query", "documents", "--format", "csv").out
    assert [f"sheet-{year}.tsv" in documents for year in (25, 26, 27, 28, 29)] == [
        True,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("files", [1, 4])
def test_little_work_starts_no_process(
    tgx: Run, sheets: list[Path], monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    if files > 1:
        monkeypatch.setattr(preparing, "_WORTH", 300_000)

    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(preparing, "_prepared_apart", refuse)
    assert "1 inserted" in tgx("import", "--jobs", "2", *sheets[:files]).out


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks /proc for the processes of a process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_command(tmp_path: Path, number: signal.Signals) -> None:
    paths = [tmp_path / f"sheet-{year}.tsv" for year in range(15, 30)]
    for path in paths:
        path.write_text(HEADER.format(path.stem[-2:]) + ROW.format(4) * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "toshigaikou_cli", "import", "-j", "2", *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as started:
        at_work: list[str] = []
        while len(at_work) < 3:  # two processes, and the one that multiprocessing keeps for what they share
            time.sleep(0.05)
            at_work = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
            assert started.poll() is None
        started.send_signal(number)
        said = started.communicate(timeout=20)[1]
        assert started.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
        assert number == signal.SIGKILL or b"Traceback" not in said
    until = time.monotonic() + 10
    while running := [each for each in at_work if _runs(each)]:
        assert time.monotonic() < until, running
        time.sleep(0.05)


def _runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
