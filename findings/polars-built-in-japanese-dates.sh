#!/usr/bin/env bash
# Polars 2.1.0 (fastexcel 0.21.0) and openpyxl 3.1.5 (still pandas' default): a date under one of the date formats that are
# built into Excel's Japanese edition (numFmtId 27 to 36 and 50 to 58: 31 is yyyy年m月d日, 57 the era's ge.m.d) is read as a
# bare number. Such a format has no code in the file, only its number. python-calamine 0.9.1 knows them, fastexcel does not.
#
# Seen with Python 3.11, Linux x86_64, a workbook of XlsxWriter 3.2.9 with columns of days under 14, 31 and 57:
#   polars.read_excel                      Date,     Int64,    Int64       26 September 2017 is 43004
#   pandas.read_excel(engine="openpyxl")   datetime, int64,    int64
#   pandas.read_excel(engine="calamine")   datetime, datetime, datetime
# Exit code 0 while they behave so, 1 when one does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install polars==2.1.0 fastexcel==0.21.0 pandas==3.1.1 \
  openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.2.9
"$folder/env/bin/python" - "$folder/days.xlsx" <<'PYTHON'
import sys
from datetime import date

import pandas
import polars
import xlsxwriter

path = sys.argv[1]
formats = {"14": 14, "31": 31, "57": 57}
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet()
    for column, (name, number) in enumerate(formats.items()):
        shown = book.add_format({"num_format": number})
        sheet.write_string(0, column, name)
        sheet.write_datetime(1, column, date(2017, 9, 26), shown)
        sheet.write_datetime(2, column, date(2018, 4, 1), shown)
in_polars = polars.read_excel(path)
by_openpyxl, by_calamine = (pandas.read_excel(path, engine=engine) for engine in ("openpyxl", "calamine"))
print("polars", *in_polars.dtypes, "openpyxl", *by_openpyxl.dtypes, "calamine", *by_calamine.dtypes)
print(in_polars)
assert [str(kind) for kind in in_polars.dtypes] == ["Date", "Int64", "Int64"], "Polars behaves otherwise now"
assert in_polars.row(0) == (date(2017, 9, 26), 43004, 43004), "Polars behaves otherwise now"
assert [kind.kind for kind in by_openpyxl.dtypes] == ["M", "i", "i"], "openpyxl behaves otherwise now"
assert [kind.kind for kind in by_calamine.dtypes] == ["M", "M", "M"], "python-calamine behaves otherwise now"
PYTHON
