#!/usr/bin/env bash
# DuckDB 2.0.1, Polars 2.1.0 and csvkit's agate 1.14.2: a CSV column of measure numbers (目標-方向-施策) is read as days, in
# silence, and DuckDB and Polars read the same number as different days. agate does it with numbers of two parts, and so with
# a span of months (4-6).
#
# Seen with Python 3.11, Linux x86_64; the column 番号 with 1-1-1, 1-1-2, 2-1-10:
#   DuckDB, read_csv with its defaults:          TIMESTAMP 0001-01-01, 0001-01-02, 0002-01-10
#   Polars, read_csv(try_parse_dates=True):      Date      0001-01-01, 0002-01-01, 0010-01-02
# and with 1-1, 2-10, 4-6:
#   agate, Table.from_csv with its defaults:     Date      2001-01-01, 2001-02-10, 2001-04-06
# Exit code 0 while they behave so, 1 when one does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install duckdb==2.0.1 polars==2.1.0 agate==1.14.2
printf '番号,施策\n1-1-1,交流\n1-1-2,派遣\n2-1-10,研修\n' > "$folder/three.csv"
printf '番号,施策\n1-1,交流\n2-10,派遣\n4-6,研修\n' > "$folder/two.csv"
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import sys

import agate
import duckdb
import polars

folder = sys.argv[1]
read = duckdb.sql(f"from read_csv('{folder}/three.csv')")
in_duckdb = (str(read.types[0]), [row[0].date().isoformat() for row in read.fetchall()])
frame = polars.read_csv(f"{folder}/three.csv", try_parse_dates=True)
in_polars = (str(frame.schema["番号"]), [day.isoformat() for day in frame["番号"]])
table = agate.Table.from_csv(f"{folder}/two.csv")
in_agate = (type(table.columns["番号"].data_type).__name__, [str(day) for day in table.columns["番号"].values()])
for name, found in (("DuckDB", in_duckdb), ("Polars", in_polars), ("agate", in_agate)):
    print(name, *found)
assert in_duckdb == ("TIMESTAMP", ["0001-01-01", "0001-01-02", "0002-01-10"]), "DuckDB behaves otherwise now"
assert in_polars == ("Date", ["0001-01-01", "0002-01-01", "0010-01-02"]), "Polars behaves otherwise now"
assert in_agate == ("Date", ["2001-01-01", "2001-02-10", "2001-04-06"]), "agate behaves otherwise now"
PYTHON
