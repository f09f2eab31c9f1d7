"""Files written in one step."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from toshigaikou_cli.errors import JudgementError, UsageError
from toshigaikou_cli.files import read_toml, write_file


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
