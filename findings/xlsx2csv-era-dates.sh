#!/usr/bin/env bash
# xlsx2csv 0.8.6 (also the engine "xlsx2csv" of polars.read_excel): a date under Excel's Japanese era format comes out without
# its year: the format's own letters stand in its place, and month and day are right, so that nothing can be told of the year.
#
# Seen with Python 3.11, Linux x86_64; the cell is 26 September 2017, which Excel shows as 平成29年9月26日 and H29.9:
#   [$-411]ggge"年"m"月"d"日";@   ->  ggge"年"09"月"26"日"
#   [$-ja-JP]ge.m;@               ->  [$-ja-jp]ge.09
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install xlsx2csv==0.8.6 openpyxl==3.1.5
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import csv
import sys
from datetime import date

from openpyxl import Workbook
from xlsx2csv import Xlsx2csv

folder = sys.argv[1]
book = Workbook()
formats = ('[$-411]ggge"年"m"月"d"日";@', "[$-ja-JP]ge.m;@")
for column, shown in enumerate(formats, start=1):
    cell = book.active.cell(1, column, date(2017, 9, 26))
    cell.number_format = shown
book.save(f"{folder}/dates.xlsx")
Xlsx2csv(f"{folder}/dates.xlsx", outputencoding="utf-8").convert(f"{folder}/dates.csv")
with open(f"{folder}/dates.csv", encoding="utf-8") as file:
    [found] = csv.reader(file)
print(found)
assert found == ['ggge"年"09"月"26"日"', "[$-ja-jp]ge.09"], "it behaves otherwise now"
PYTHON
