"""Readers of workbooks, web pages and CSV: each function gives the rows of all sheets or tables."""

from __future__ import annotations

import csv
import functools
import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

Hints = dict[str, str]
Answer = dict[str, Any]

# The ninth token is "as shown" (else 45 where the cell shows 45名), the twelfth all sheets, which a web page has none of.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
ALL_SHEETS = f"{AS_SHOWN},false,false,-1"


def openpyxl(path: str, _: Hints) -> Answer:
    """``load_workbook(data_only=True)``, values of all sheets."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return {"rows": [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]}


def calamine(path: str, _: Hints) -> Answer:
    """``to_python`` of all sheets."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return {"rows": [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]}


def pandas_excel(engine: str, path: str, _: Hints) -> Answer:
    """``read_excel`` without a header, everything as text, blanks kept blank."""
    import pandas

    frames = pandas.read_excel(
        path, engine=engine, sheet_name=None, header=None, dtype=str, keep_default_na=False, na_filter=False
    )
    return {"rows": [row for frame in frames.values() for row in frame.values.tolist()]}


def pandas_html(flavor: str, path: str, _: Hints) -> Answer:
    """``read_html``, everything as text; what it takes for the header is put above the rows."""
    import pandas

    # A converter for each column, and for no other, keeps its texts; so the columns are counted first.
    widths = [frame.shape[1] for frame in pandas.read_html(path, flavor=flavor, encoding="utf-8")]
    as_text = dict.fromkeys(range(min(widths)), str)
    frames = pandas.read_html(
        path, flavor=flavor, encoding="utf-8", keep_default_na=False, converters=as_text
    )
    rows: list[Any] = []
    for frame in frames:
        if frame.columns.nlevels > 1:
            rows += [list(level) for level in zip(*frame.columns, strict=True)]
        elif not isinstance(frame.columns, pandas.RangeIndex):
            rows.append(list(frame.columns))
        rows += frame.values.tolist()
    return {"rows": rows}


def pandas_csv(engine: str, path: str, hints: Hints) -> Answer:
    """``read_csv`` without a header, everything as text, blanks kept blank."""
    import pandas

    frame = pandas.read_csv(
        path,
        engine=engine,
        header=None,
        dtype=str,
        keep_default_na=False,
        encoding=hints["encoding"],
        sep=_separator(path),
    )
    return {"rows": frame.values.tolist()}


def polars_excel(engine: Any, path: str, _: Hints) -> Answer:
    """``read_excel`` without a header, nothing inferred."""
    import polars

    frames: Any = polars.read_excel(path, engine=engine, sheet_id=0, has_header=False, infer_schema_length=0)
    return {"rows": [row for frame in frames.values() for row in frame.rows()]}


def polars_ods(path: str, _: Hints) -> Answer:
    """``read_ods`` without a header, nothing inferred."""
    import polars

    frames: Any = polars.read_ods(path, sheet_id=0, has_header=False, infer_schema_length=0)
    return {"rows": [row for frame in frames.values() for row in frame.rows()]}


def polars_csv(path: str, hints: Hints) -> Answer:
    """``read_csv`` without a header, everything as text."""
    import polars

    encoding = {"utf-8": "utf8", "utf-8-sig": "utf8"}.get(hints["encoding"], hints["encoding"])
    frame = polars.read_csv(
        path, has_header=False, infer_schema=False, separator=_separator(path), encoding=encoding
    )
    return {"rows": frame.rows()}


def xlsx2csv(path: str, _: Hints) -> Answer:
    """All sheets; its own option to leave hidden rows out."""
    from xlsx2csv import Xlsx2csv

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sheet.csv"
        Xlsx2csv(path, outputencoding="utf-8", skip_hidden_rows=True).convert(str(out), sheetid=1)
        return {"rows": _delimited(out)}


def duckdb_csv(path: str, _: Hints) -> Answer:
    """``read_csv`` without a header, everything as text."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT * FROM read_csv(?, header=false, all_varchar=true, delim=?)", [path, _separator(path)]
        )
        return {"rows": found.fetchall()}


def libreoffice(path: str, _: Hints) -> Answer:
    """Headless conversion to CSV: all sheets, cells as shown."""
    with tempfile.TemporaryDirectory() as folder:
        page = path.endswith("html")
        given = ["--infilter=HTML (StarCalc)"] if page else []
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *given]
        command += ["--convert-to", AS_SHOWN if page else ALL_SHEETS, "--outdir", folder, path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
        made = sorted(Path(folder).glob("*.csv"))
        if not made:
            raise ValueError(f"nothing converted: {done.stderr.strip()}")
        return {"rows": [row for out in made for row in _delimited(out)]}


def _separator(path: str) -> str:
    return "\t" if path.endswith(".tsv") else ","


def _delimited(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


TOOLS: dict[str, Any] = {
    "openpyxl": openpyxl,
    "python-calamine": calamine,
    **{
        f"pandas ({name})": functools.partial(pandas_excel, name)
        for name in ("openpyxl", "calamine", "xlrd", "odf")
    },
    **{f"pandas ({name})": functools.partial(pandas_html, name) for name in ("lxml", "html5lib")},
    **{f"pandas ({name})": functools.partial(pandas_csv, name) for name in ("c", "python", "pyarrow")},
    **{
        f"polars ({name})": functools.partial(polars_excel, name)
        for name in ("calamine", "xlsx2csv", "openpyxl")
    },
    "polars (read_ods)": polars_ods,
    "polars (read_csv)": polars_csv,
    "xlsx2csv": xlsx2csv,
    "DuckDB (read_csv)": duckdb_csv,
    "LibreOffice": libreoffice,
}
