#!/usr/bin/env bash
# excelize 0.1.0 (the Python build of Go's Excelize): near each change of era, a date under Excel's era format is shown with
# the wrong era. 令和 begins on 2 April 2019, so that the first month of the fiscal year 平成31年度 is in it: 29 days too early,
# as 昭和 and 大正 are, while 平成 begins a day too late. It is no matter of the time zone. Dates further from one are right.
#
# Seen with Python 3.11, Linux x86_64; [$-411]ggge"年"m"月"d"日", what get_rows gives and what Excel shows:
#   15 April 2019       令和1年4月15日      平成31年4月15日      (平成 ended on 30 April 2019)
#   8 January 1989      昭和64年1月8日      平成1年1月8日        (昭和 ended on 7 January 1989)
#   1 December 1926     昭和1年12月1日      大正15年12月1日      (大正 ended on 24 December 1926)
#   1 July 1912         大正1年7月1日       明治45年7月1日       (明治 ended on 29 July 1912)
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install excelize==0.1.0 xlsxwriter==3.2.9
"$folder/env/bin/python" - "$folder/days.xlsx" <<'PYTHON'
import importlib.metadata
import sys
from datetime import date

import excelize
import xlsxwriter

WRONG = {
    date(2019, 4, 2): "令和1年4月2日",
    date(2019, 4, 15): "令和1年4月15日",
    date(2019, 4, 30): "令和1年4月30日",
    date(1989, 1, 8): "昭和64年1月8日",
    date(1926, 12, 1): "昭和1年12月1日",
    date(1912, 7, 1): "大正1年7月1日",
}
RIGHT = {
    date(2019, 4, 1): "平成31年4月1日",
    date(2019, 5, 1): "令和1年5月1日",
    date(1989, 1, 7): "昭和64年1月7日",
    date(2017, 9, 26): "平成29年9月26日",
}
path, expected = sys.argv[1], WRONG | RIGHT
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Sheet1")
    era = book.add_format({"num_format": '[$-411]ggge"年"m"月"d"日"'})
    for row, day in enumerate(expected):
        sheet.write_datetime(row, 0, day, era)
found = [row[0] for row in excelize.open_file(path).get_rows("Sheet1")]
print("excelize", importlib.metadata.version("excelize"))
for day, shown in zip(expected, found, strict=True):
    print(day, shown)
assert found == list(expected.values()), "it behaves otherwise now"
PYTHON
