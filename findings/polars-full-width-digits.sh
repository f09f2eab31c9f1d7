#!/usr/bin/env bash
# Polars 2.1.0: a CSV column of full-width digits (１２), which Japanese office forms are filled in with, cannot be read: what
# infers the types takes them for integers, what parses integers refuses them. With infer_schema=False they are read as text.
#
# Seen with Python 3.11, Linux x86_64, read_csv with its defaults, the column 人数 with １２, １３:
#   ComputeError: could not parse `１２` as dtype `i128` at column '人数' (column number 2)
# DuckDB 2.0.1 reads the column as VARCHAR.
# Exit code 0 while they behave so, 1 when one does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install polars==2.1.0 duckdb==2.0.1
printf '項目,人数\n交流,１２\n派遣,１３\n' > "$folder/people.csv"
"$folder/env/bin/python" - "$folder/people.csv" <<'PYTHON'
import sys

import duckdb
import polars

path = sys.argv[1]
try:
    print(polars.read_csv(path))
except polars.exceptions.ComputeError as error:
    said = str(error).splitlines()[0]
    print("Polars:", said)
else:
    sys.exit("Polars reads the column now")
print("DuckDB:", duckdb.sql(f"from read_csv('{path}')").types[1])
assert said == "could not parse `１２` as dtype `i128` at column '人数' (column number 2)", "it says otherwise now"
assert polars.read_csv(path, infer_schema=False)["人数"].to_list() == ["１２", "１３"]
assert str(duckdb.sql(f"from read_csv('{path}')").types[1]) == "VARCHAR", "DuckDB behaves otherwise now"
PYTHON
