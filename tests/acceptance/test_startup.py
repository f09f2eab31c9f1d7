"""What starting a command loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli import __version__
from toshigaikou_cli.cli.app import COMMANDS
from toshigaikou_cli.packaged import base_data

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "pdfplumber", "pdfminer", "yaml", "openpyxl", "selectolax", "jsonschema",
         "rapidfuzz", "rich", "jinja2")  # fmt: skip
READING = (
    ("report",),
    ("report", "--goal", "2", "--explain"),
    ("report", "--format", "csv"),
    ("report", "--by", "bureau", "--list"),
    ("report", "sure", "--format", "json"),
    ("query", "achievements", "--city", "ソウル", "--year", "H29"),
    ("query", "cities", "--format", "markdown"),
    ("search", "水道"),
    ("show", "35"),
    ("source", "35"),
    ("vocabulary", "unknown"),
    ("link", "show", "2017-ef07e9"),
    ("link", "suggest"),
    ("link", "judgements"),
    ("export", "--table", "activities"),
    ("validate",),
    ("info",),
    ("--help",),
)


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a process of one command has loaded when it is done."""
    script = (
        "import json, sys\n"
        "from toshigaikou_cli.cli.app import run\n"
        "code = run(sys.argv[1:])\n"
        "sys.stderr.write(json.dumps([code, sorted(sys.modules)]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return {*modules, *(name.split(".")[0] for name in modules)}


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_reading_command_loads_nothing_heavy(catalogue: Path, arguments: tuple[str, ...]) -> None:
    assert not loaded_by(*arguments) & set(HEAVY)


@pytest.mark.parametrize("command", [("query", "measures"), ("search", "水道"), ("info",)], ids=" ".join)
def test_a_command_loads_only_its_own_jobs(catalogue: Path, command: tuple[str, ...]) -> None:
    jobs = {
        "query": {"asked", "asking"},
        "search": {"searching"},
        "info": {"contents", "documenting", "places"},
    }
    modules = loaded_by(*command)
    loaded = {name.split(".")[2] for name in modules if name.startswith("toshigaikou_cli.jobs.")}
    assert loaded == jobs[command[0]]
    assert not {name for name in modules if name.startswith("toshigaikou_cli.coverage")}


WRITING = (
    ("link", "accept", "2017-ef07e9", "40", "--by", "me"),
    ("rebuild",),
    ("demo",),
)


def test_the_check_sees_what_is_loaded() -> None:
    assert {"yaml"} <= loaded_by("validate", str(base_data("networks.yaml")))


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_no_command_loads_the_models(catalogue: Path, arguments: tuple[str, ...]) -> None:
    assert not loaded_by(*arguments) & {"sqlmodel", "sqlalchemy", "pydantic"}


def test_an_import_loads_neither_the_models_nor_the_schemas_nor_yaml(
    packaged_documents: tuple[Path, Path],
) -> None:
    loaded = loaded_by("import", "--quiet", str(packaged_documents[1]))
    assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "jsonschema", "yaml"}


def test_a_text_import_loads_no_other_reader(packaged_documents: tuple[Path, Path]) -> None:
    assert not loaded_by("import", "--quiet", str(packaged_documents[1])) & {
        "pdfplumber",
        "openpyxl",
        "selectolax",
    }


def test_version_loads_no_command_line() -> None:
    script = "import sys; sys.argv[1:] = ['--version']; from toshigaikou_cli.__main__ import main; main();"
    script += "assert not {'typer', 'sqlite3'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == f"tgx {__version__}\n"


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), *(("query", w) for w in (
    "measures", "achievements", "bureaus", "cities", "documents"))], ids=" ".join)  # fmt: skip
def test_every_command_has_help(tgx: Run, command: tuple[str, ...]) -> None:
    done = tgx(*command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: {' '.join(('tgx', *command))}")
    assert tgx(*command, "-h").out == done.out


def test_the_help_table_says_what_the_commands_say(tgx: Run) -> None:
    listed = tgx("--help").out
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name} " in listed
        first = tgx(name, "--help").out.split("\n\n")[1].strip()
        assert first, name
        assert summary.split()[0] in " ".join(listed.split())


def test_no_arguments_print_the_help(tgx: Run) -> None:
    assert tgx().out == tgx("--help").out


def test_a_closed_pipe_is_no_error(catalogue: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "toshigaikou_cli", "query", "achievements", "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert err == b""
