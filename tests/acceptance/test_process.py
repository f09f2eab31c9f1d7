"""tgx as a process: streams that are closed or full, signals, names that are not UTF-8, code pages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from conftest import Run

TGX = (sys.executable, "-m", "toshigaikou_cli")


def shell(command: str, **environment: str) -> tuple[int, str]:
    """Run a line of a shell in which $TGX is the command; its exit code and what came on stderr."""
    own = {**os.environ, "TGX": " ".join(TGX), **environment}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, env=own, timeout=60
    )
    return done.returncode, done.stderr


FULL = "tgx: standard output cannot be written: no space left on device\n"
STDOUT_FULL = (
    "tgx: /dev/stdout: cannot be written: no space left on device (check the folder, or name another file)\n"
)
DEVICE = "tgx: /dev/zero: a device, not a file (check the path)\n"
CLOSED = "tgx: standard output cannot be written: bad file descriptor\n"


@pytest.mark.parametrize(
    ("command", "code", "err"),
    [
        ("$TGX report > /dev/full", 2, FULL),
        ("$TGX query activities --format json > /dev/full", 2, FULL),
        ("$TGX report -f html -o /dev/stdout > /dev/full", 2, STDOUT_FULL),
        ("$TGX report >&-", 2, CLOSED),
        ("$TGX rebuild -q >&-", 0, ""),
        ("$TGX report 2>&- > /dev/null", 0, ""),
        ("$TGX report --goal 9 2>&-", 2, ""),
        ("$TGX report --goal 9 2> /dev/full", 2, ""),
        ("$TGX report <&- > /dev/null", 0, ""),
        ("$TGX report <&- >&- 2>&-", 2, ""),
        ("$TGX query activities --format json | head -1; exit ${PIPESTATUS[0]}", 0, ""),
        ("$TGX report --format html | head -1; exit ${PIPESTATUS[0]}", 0, ""),
        ("$TGX import -q /dev/zero", 2, "tgx: /dev/zero: the file cannot be read: a device, not a file\n"),
        ("$TGX report --db .", 2, "tgx: .: a folder, not a catalogue (name a file with --db)\n"),
        ("$TGX report --db /", 2, "tgx: /: a folder, not a catalogue (name a file with --db)\n"),
        ("$TGX link judgements --db /", 2, "tgx: /: a folder, not a catalogue (name a file with --db)\n"),
        ("$TGX report --db /dev/zero", 2, "tgx: /dev/zero: a device, not a catalogue (name a file with --db)\n"),
        ("$TGX link accept 2017-ef07e9 40 --by me --judgements /dev/zero", 2, DEVICE),
        ("$TGX link judgements --judgements /dev/zero > /dev/null", 0, "no judgements\n"),
        ("$TGX search $'\\xff'", 2, "tgx: not valid UTF-8: \\xff\n"),
        ("$TGX report --db $(printf 'a%.0s' {1..300}) 2>&1 | grep -c 'file name too long'; exit ${PIPESTATUS[0]}", 2, ""),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_exit_code_2(catalogue: Path, command: str, code: int, err: str) -> None:
    assert shell(command) == (code, err)


def test_an_import_that_nobody_watches_goes_on(tmp_path: Path, packaged_documents: tuple[Path, Path]) -> None:
    files = " ".join(map(str, packaged_documents))
    for number, target in enumerate(("| true; exit ${PIPESTATUS[0]}", "> /dev/full", ">&-")):
        db = tmp_path / f"{number}.sqlite"
        code, err = shell(f"$TGX import {files} {target}", TGX_DB=str(db))
        assert code == (2 if number else 0), err
        found = subprocess.run([*TGX, "info", "--json", "--db", db], capture_output=True, check=True)
        assert json.loads(found.stdout)["contents"]["document"] == 2


def test_a_file_that_is_too_large_is_refused_with_the_option(
    tgx: Run, tmp_path: Path, packaged_documents: tuple[Path, Path]
) -> None:
    sheet = packaged_documents[1]
    size = sheet.stat().st_size
    for command in ("import", "validate"):
        done = tgx(command, sheet, "--max-bytes", str(size - 1))
        assert done.code == 2
        assert f"more than {size - 1:,} bytes (--max-bytes" in done.err
    assert tgx("import", sheet, "--max-bytes", str(size)).code == 0
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(5 * 1024**3)
    assert "more than 104,857,600 bytes" in tgx("import", huge).err


def test_a_pipe_is_imported(tmp_path: Path, packaged_documents: tuple[Path, Path]) -> None:
    assert shell(f"$TGX import -q <(cat {packaged_documents[1]})", TGX_DB=str(tmp_path / "a.sqlite")) == (
        0,
        "",
    )


# ---------------------------------------------------------------- names that are not UTF-8


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xe5.tsv"))
    path.write_text("担当局\t項目名\t実績（平成30年度）\n存在局\t交流\t実施\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github", "csv", "markdown"])
def test_a_name_that_is_not_utf_8_is_written_out(odd: Path, form: str) -> None:
    done = subprocess.run(
        [*TGX, "validate", odd, "--format", form, "--severity", "info"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode("utf-8")
    assert "xff" in text
    if form == "junit":
        assert ElementTree.fromstring(text).tag == "testsuites"
    if form in ("json", "sarif"):
        json.loads(text)
        assert "\\ud" not in text


def test_a_file_of_such_a_name_is_imported(tgx: Run, odd: Path) -> None:
    done = tgx("import", odd)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("\\xff\\xe5.tsv: ")
    assert json.loads(tgx("query", "documents", "--format", "json").out)[0]["name"] == "\\xff\\xe5.tsv"
    assert tgx("report", "--format", "html", "-o", odd.with_suffix(".html")).code == 2  # there is no strategy
    assert json.loads(tgx("info", "--json", "--db", odd).out)["catalogue"].endswith("\\xff\\xe5.tsv")


# ---------------------------------------------------------------- code pages


@pytest.mark.parametrize("page", ["cp932", "cp1252", "ascii", "utf-8"])
def test_what_a_code_page_lacks_is_written_out(catalogue: Path, page: str) -> None:
    for command in (("report",), ("show", "35"), ("query", "cities"), ("info",), ("report", "--goal", "2")):
        own = {**os.environ, "PYTHONIOENCODING": page}
        done = subprocess.run([*TGX, *command], capture_output=True, check=False, env=own)
        assert (done.returncode, done.stderr) == (0, b"")
        text = done.stdout.decode(page)
        assert ("東京都" in text) == (page in ("cp932", "utf-8") and command == ("report",)) or command != (
            "report",
        )


def test_a_user_without_a_name_is_asked_for_one(tgx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nobody)
    done = tgx("vocabulary", "add-alias", "花の都", "--city", "paris", "--reason", "sure")
    assert (done.code, done.err) == (2, "tgx: --by: the system has no name for you (say who decides)\n")
    assert (
        tgx("vocabulary", "add-alias", "花の都", "--city", "paris", "--reason", "sure", "--by", "me").code
        == 0
    )


# ---------------------------------------------------------------- signals

WAITING = """
import sys, os, time
from toshigaikou_cli.jobs import preparing
plain = preparing.prepare
def prepare(data, name, *rest):
    if name.startswith("second"):
        print("now", flush=True)
        time.sleep(30)
    return plain(data, name, *rest)
preparing.prepare = prepare
from toshigaikou_cli.__main__ import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_import_that_is_stopped_says_what_is_in(
    tmp_path: Path, packaged_documents: tuple[Path, Path], number: signal.Signals
) -> None:
    second = tmp_path / "second.tsv"
    second.write_text("担当局\t項目名\t実績（平成30年度）\n環境局\t交流\t実施\n", encoding="utf-8")
    files = (packaged_documents[1], second, tmp_path / "third.tsv")
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, "import", "-q", *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"now\n"
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
    said = "tgx: stopped; achievements-h29.tsv: in; second.tsv and third.tsv: not in (import again what is not in)\n"
    assert (process.returncode, err.decode()) == (128 + number, said)


def test_no_moment_to_stop_gives_a_trace(tmp_path: Path, packaged_documents: tuple[Path, Path]) -> None:
    codes = set()
    began = time.monotonic()
    subprocess.run([*TGX, "--version"], stdout=subprocess.DEVNULL, check=True)
    until_begun = time.monotonic() - began  # Python itself needs some time to start, more on a busy machine
    for step in range(12):
        with subprocess.Popen(
            [*TGX, "import", "-q", *packaged_documents, "--db", tmp_path / f"{step}.sqlite"],
            stderr=subprocess.PIPE,
        ) as process:
            time.sleep(until_begun + 0.04 * step)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
        assert b"Traceback" not in err
        assert err.count(b"\n") <= 1
        codes.add(process.returncode)
    assert codes <= {0, 130, -signal.SIGINT}
