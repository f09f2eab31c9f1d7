"""Files written in one step."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from toshigaikou_cli import files
from toshigaikou_cli.errors import JudgementError, UsageError
from toshigaikou_cli.files import beside, expanded, locked, read_bytes, read_toml, write_file


def test_a_file_is_made_and_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_the_mode_is_kept(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in (tmp_path / "far").iterdir()] == ["real.txt"]


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a.txt", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"text")
    reader.join(10)
    assert read == [b"text"]
    assert pipe.is_fifo()


def test_a_stream_that_is_a_file_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"before ")
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        write_file(Path(f"/dev/fd/{descriptor}"), b"after")
    finally:
        os.close(descriptor)
    assert path.read_bytes() == b"before after"


def test_what_cannot_be_written_is_one_line_and_leaves_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JudgementError, match="cannot be written: no space left on device"):
        write_file(path, b"new", JudgementError)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["no/such/folder.txt", ".", "loop", "a\0b"])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(tmp_path / name, b"")


def test_folders_are_made_where_that_is_wanted(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.txt", b"x", parents=True)
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x"


def test_dates_of_toml_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = 2027-03-31\nb = [{c = 07:30:00}]\n", encoding="utf-8")
    assert read_toml(path) == {"a": "2027-03-31", "b": [{"c": "07:30:00"}]}
    with pytest.raises(UsageError, match="no such file"):
        read_toml(tmp_path / "none.toml")


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toshigaikou_cli.files.LOCK_SECONDS", 0.1)
    monkeypatch.setattr("toshigaikou_cli.files.PIPE_SECONDS", 0.1)


@pytest.mark.usefixtures("no_patience")
def test_a_file_that_another_process_writes_is_left_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with (
        locked(path),
        pytest.raises(JudgementError, match=r"a\.txt: another tgx is writing this file \(try again"),
    ):
        write_file(path, b"new", JudgementError)
    assert list(tmp_path.iterdir()) == []
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.usefixtures("no_patience")
def test_a_file_has_one_lock_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    with locked(tmp_path / "a.txt"):
        for name in ("link.txt", "../" + tmp_path.name + "/a.txt", "A.TXT"):
            with pytest.raises(UsageError, match="another tgx"), locked(tmp_path / name):
                pass
        with locked(tmp_path / "b.txt"):
            pass


def test_what_a_killed_writer_left_is_gone_after_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    for kind in ("tmp", "lock"):
        beside(path, kind).write_bytes(b"half of")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "other.txt"
    other.write_bytes(b"mine")
    beside(path, "tmp").symlink_to(other)
    write_file(path, b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"mine")
    assert not path.is_symlink()


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("長" * 85)
    write_file(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_folder_without_locks_is_written_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("filelock.FileLock.acquire", none)
    write_file(tmp_path / "a.txt", b"x")
    assert (tmp_path / "a.txt").read_bytes() == b"x"


def test_a_file_that_may_not_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(UsageError, match="cannot be written: permission denied"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"


def test_windows_waits_for_whoever_reads_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    replace, refusals = os.replace, [PermissionError(13, "in use")] * 2

    def busy(*names: Path) -> None:
        if refusals:
            raise refusals.pop()
        replace(*names)

    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(UsageError, match="in use"):
        write_file(path, b"x")
    monkeypatch.setattr("toshigaikou_cli.files._WINDOWS", True)
    write_file(path, b"x")
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_locked_by_what_windows_lacks() -> None:
    sources = Path(files.__file__).parent.rglob("*.py")
    assert [path.name for path in sources if "fcntl" in path.read_text(encoding="utf-8")] == []


ADD = """
import sys
from pathlib import Path
from toshigaikou_cli.files import locked, replace_file
path = Path(sys.argv[1])
for n in range(20):
    with locked(path):
        replace_file(path, path.read_bytes() + f"{sys.argv[2]}:{n}\\n".encode())
"""


def test_nothing_is_lost_of_what_several_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    adding = [subprocess.Popen([sys.executable, "-c", ADD, path, str(n)]) for n in range(4)]
    assert [each.wait(60) for each in adding] == [0] * 4
    assert sorted(path.read_text().split()) == sorted(f"{one}:{n}" for one in range(4) for n in range(20))
    assert list(tmp_path.iterdir()) == [path]


# ---------------------------------------------------------------- reading


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(OSError, match="more than 4 bytes"):
        read_bytes(path, 4)
    assert b"processor" in read_bytes(Path("/proc/cpuinfo"))  # its size is 0 until it is read
    with pytest.raises(OSError, match="more than 4 bytes"):
        read_bytes(Path("/proc/cpuinfo"), 4)


@pytest.mark.parametrize(
    ("name", "what"), [("/dev/zero", "a device"), (".", "Is a directory"), ("none", "No such")]
)
def test_what_is_no_file_is_not_read(name: str, what: str) -> None:
    with pytest.raises(OSError, match=what):
        read_bytes(Path(name))


@pytest.mark.usefixtures("no_patience")
def test_a_pipe_is_read_when_somebody_writes_into_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="nobody writes into this pipe"):
        read_bytes(pipe)
    for text, slow in ((b"text", 0.0), (b"", 0.0), (b"late", 0.3)):

        def write(text: bytes = text, slow: float = slow) -> None:
            with pipe.open("wb") as file:
                time.sleep(slow)
                file.write(text)

        writer = threading.Thread(target=write)
        writer.start()
        time.sleep(0.05)
        assert read_bytes(pipe) == text
        writer.join(10)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"12345"))
    writer.start()
    with pytest.raises(OSError, match="more than 4 bytes"):
        read_bytes(pipe, 4)
    writer.join(10)


def test_windows_leaves_patterns_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.xlsx", "a.xlsx", "c.csv"):
        (tmp_path / name).touch()
    pattern = tmp_path / "*.xlsx"
    assert expanded([pattern]) == [pattern]
    monkeypatch.setattr("toshigaikou_cli.files._WINDOWS", True)
    assert expanded([pattern, tmp_path / "c.csv"]) == [
        tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.csv")
    ]
    assert expanded([tmp_path / "*.pdf"]) == [tmp_path / "*.pdf"]
    pattern.touch()
    assert expanded([pattern]) == [pattern]
    monkeypatch.chdir(tmp_path)
    assert expanded([Path("?.csv")]) == [Path("c.csv")]
