"""Exports as other tools open them: without a warning that a user would have to explain."""

from __future__ import annotations

import asyncio
import gc
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from conftest import Run
from toshigaikou_cli.vocabulary.tables import exported_tables


def _there(module: str) -> Any:
    """A module, None where it is not installed."""
    return importlib.import_module(module) if importlib.util.find_spec(module) else None


def exported(tgx: Run, folder: Path, form: str) -> Path:
    done = tgx("export", folder, "--format", form, "--licence", "CC-BY-4.0")
    assert (done.code, done.err) == (0, "")
    return folder


def test_frictionless_finds_nothing(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = exported(tgx, tmp_path / "out", "datapackage")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(exported_tables())
    assert not [task.warnings for task in report.tasks if task.warnings]
    text = (folder / "links.csv").read_text(encoding="utf-8").replace("2014:2,", "2014:999,", 1)
    (folder / "links.csv").write_text(text, encoding="utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid, (
        "a key that leads nowhere is seen"
    )


def test_pandas_and_polars_read_tables(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    package = exported(tgx, tmp_path / "csv", "datapackage")
    dates = pandas.read_csv(package / "activity_dates.csv", parse_dates=["start", "end"])
    assert (len(dates), str(dates["start"].dtype)[:8]) == (47, "datetime")
    assert polars.read_csv(package / "links.csv")["counts"].dtype == polars.Boolean
    for table in exported_tables():
        rows = len(pandas.read_csv(package / f"{table.name}.csv", low_memory=False))
        assert len(polars.read_csv(package / f"{table.name}.csv", infer_schema_length=None)) == rows, (
            table.name
        )
    folder = exported(tgx, tmp_path / "parquet", "parquet")
    frame = pandas.read_parquet(folder / "links")
    assert set(frame["project"]) == {"東京都"}
    assert set(frame["fiscal_year"]) == {2017}
    assert int(frame["counts"].sum()) == 42
    nested = polars.read_parquet(f"{folder}/activities/**/*.parquet", hive_partitioning=True)
    assert nested["activity_dates"].list.len().sum() == 47
    assert nested["activity_dates"].explode().struct.field("start").dtype == polars.Date
    for table in exported_tables():
        assert pandas.read_parquet(folder / table.name) is not None, "also those without rows"


def test_parquet_says_what_columns_mean(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = exported(tgx, tmp_path / "out", "parquet")
    schema = parquet.read_schema(next(folder.glob("achievements/**/*.parquet")))
    assert schema.metadata[b"title"] == "実績".encode()
    assert schema.field("outcome").metadata[b"values"].startswith(b"held: any of its activities was held")
    assert str(schema.field("id").type) == "string"
    assert not schema.field("id").nullable
    other = exported(tgx, tmp_path / "again", "parquet")
    assert all(
        (other / path.relative_to(folder)).read_bytes() == path.read_bytes()
        for path in folder.rglob("*.parquet")
    )


def test_parquet_is_the_same_in_parts_of_any_size(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = pytest.importorskip("pyarrow.parquet")
    from toshigaikou_cli.formats.exports import parquet

    whole = exported(tgx, tmp_path / "whole", "parquet")
    monkeypatch.setattr(parquet, "_ROWS", 3)
    monkeypatch.setattr(parquet, "_GROUP", 10_000)
    parts = exported(tgx, tmp_path / "parts", "parquet")
    for path in whole.rglob("*.parquet"):
        assert reading.read_table(parts / path.relative_to(whole)).equals(reading.read_table(path)), path
    (links,) = parts.glob("links/**/*.parquet")
    assert reading.ParquetFile(links).num_row_groups > 1


def test_rdflib_parses_and_counts(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    folder = exported(tgx, tmp_path / "out", "jsonld")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its own parser
        graph = rdflib.Graph().parse(str(folder / "tgx.jsonld"), format="json-ld")
    prefixes = (
        "PREFIX tgx: <urn:tgx:terms:> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        " PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>"
    )
    goals = {
        str(code): int(number)
        for code, number in graph.query(
            f"{prefixes} SELECT ?code (count(DISTINCT ?m) AS ?n) WHERE {{ ?a tgx:serves ?m . ?m skos:broader+ ?g ."
            " ?g a tgx:Goal ; skos:notation ?code } GROUP BY ?code"
        )
    }
    report = json.loads(tgx("report", "--format", "json").out)
    assert goals == {goal["code"]: goal["figure"]["numerator"] for goal in report["goals"]}
    said = graph.query(f"{prefixes} SELECT ?l WHERE {{ ?d a dcat:Dataset ; dct:license ?l }}")
    assert [str(row[0]) for row in said] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_linked_dates_are_as_exact_as_they_are_known(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    text = (exported(tgx, tmp_path / "out", "jsonld") / "tgx.jsonld").read_text(encoding="utf-8")
    units = [node for node in json.loads(text)["@graph"] if "schema:foundingDate" in node]
    exact = {
        (len(node["schema:foundingDate"]["@value"]), node["schema:foundingDate"]["@type"]) for node in units
    }
    assert exact == {(4, "xsd:gYear"), (7, "xsd:gYearMonth"), (10, "xsd:date")}


@pytest.mark.filterwarnings(
    "ignore:.*sqlite3.Connection"
)  # Datasette leaves connections open; Python 3.13 says so
def test_datasette_answers(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app")
    from toshigaikou_cli.formats.exports.questions import QUESTIONS, VIEWS

    folder = exported(tgx, tmp_path / "out", "sqlite")
    metadata = yaml.safe_load((folder / "metadata.yaml").read_text(encoding="utf-8"))
    assert yaml.safe_load((folder / "datasette.yaml").read_text(encoding="utf-8"))["databases"]["tgx"][
        "queries"
    ]

    async def ask() -> dict[str, Any]:
        served = datasette.Datasette([], immutables=[str(folder / "tgx.db")], metadata=metadata)
        await served.invoke_startup()
        found = {}
        for name in [*(table.name for table in exported_tables()), *(view for view, _ in VIEWS)]:
            found[name] = await served.client.get(f"/tgx/{name}", follow_redirects=True)
        for question in QUESTIONS:
            found[question.name] = await served.client.get(
                f"/tgx/{question.name}?year=&measure=2014:35&text=水道"
            )
        for word in ("水道", "オリンピック", "ありません"):
            found[word] = await served.client.get(f"/tgx/achievements.json?_search={word}&_shape=array")
        return found

    found = asyncio.run(ask())
    gc.collect()
    assert {key: answer.status_code for key, answer in found.items() if answer.status_code != 200} == {}
    assert len(found["水道"].json()) == 1, "words of two characters are found"
    assert len(found["オリンピック"].json()) == 1
    assert found["ありません"].json() == []
    assert '<a href="/tgx/units/kankyou">環境局</a>' in found["achievements"].text, (
        "keys lead to what they name"
    )


def test_datasette_serves_without_a_warning(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    folder = exported(tgx, tmp_path / "out", "sqlite")
    done = subprocess.run(
        [sys.executable, "-m", "datasette", "tgx.db", "--metadata", "metadata.yaml", "--get",
         "/tgx/achievements.json?_shape=array&_size=max"],
        capture_output=True, text=True, cwd=folder, timeout=120, env={**os.environ, "HOME": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)) == 35


def test_a_workbook_is_for_an_office(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    folder = exported(tgx, tmp_path / "out", "xlsx")
    book = openpyxl.load_workbook(folder / "tgx.xlsx")
    assert book.sheetnames[0] == "目次 contents"
    sheet = book["活動の日付 activity_dates"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I48")
    assert sheet["E2"].is_date
    if pandas := _there("pandas"):
        assert len(pandas.read_excel(folder / "tgx.xlsx", sheet_name="活動の日付 activity_dates")) == 47
    assert sheet["A2"].hyperlink.location.startswith("'活動 activities'!A")
    assert book["データ辞書 dictionary"].max_row > 200
    assert not [cell for each in book for row in each.iter_rows() for cell in row if cell.data_type == "f"]
    again = exported(tgx, tmp_path / "again", "xlsx")
    assert (again / "tgx.xlsx").read_bytes() == (folder / "tgx.xlsx").read_bytes()


def test_a_workbook_has_no_more_links_than_it_may(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toshigaikou_cli.formats.exports import workbook

    monkeypatch.setattr(workbook, "_LINKS", 100)
    book = openpyxl.load_workbook(exported(tgx, tmp_path / "out", "xlsx") / "tgx.xlsx")
    linked = [
        (str(cell.hyperlink.location).rpartition("!"), cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink and sheet.title != workbook.CONTENTS
    ]
    assert len(linked) == 100
    for (title, _, place), value in linked:
        assert book[title.strip("'")][place].value == value, "it leads to the row of its key"


def test_libreoffice_opens_the_workbook(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there")
    folder = exported(tgx, tmp_path / "out", "xlsx")
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    done = subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", every, "--outdir",
         str(tmp_path), str(folder / "tgx.xlsx")],
        capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if line.strip() and "javaldx" not in line]
    assert told == [], "but that it finds no Java, which is its own matter"
    assert len(list(tmp_path.glob("tgx-*.csv"))) == len(
        openpyxl.load_workbook(folder / "tgx.xlsx").sheetnames
    )
    rows = (tmp_path / "tgx-活動の日付 activity_dates.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 48
    assert ",2018-02-19,2018-02-19,day,when," in rows[1]


@pytest.mark.parametrize(
    ("module", "arguments", "hint"),
    [
        ("pyarrow", ("export", "out", "--format", "parquet"), "pip install 'toshigaikou-cli[parquet]'"),
        ("datasette", ("browse",), "pip install 'toshigaikou-cli[browse]'"),
    ],
)
def test_what_is_optional_is_told(
    tgx: Run,
    catalogue: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    arguments: tuple[str, ...],
    hint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    done = tgx(*arguments)
    assert done.code == 2
    assert hint in done.err
    assert not list(tmp_path.iterdir())


def test_browse_serves_this_machine_only(tgx: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datasette")
    called: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: called.append(command))
    done = tgx("browse", "--port", "8123")
    assert (done.code, done.err) == (0, "http://127.0.0.1:8123/ (Ctrl-C ends it)\n")
    (command,) = called
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert not Path(command[command.index("--metadata") + 1]).exists(), "nothing is left"
