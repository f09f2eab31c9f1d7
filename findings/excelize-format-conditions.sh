#!/usr/bin/env bash
# excelize 0.1.0 (the Python build of Go's Excelize): the conditions of a number format ([>=1000], [=0]) are not looked at. A
# figure above 0 is shown by the first section, whatever its condition: 12円 becomes 0千円, and 12人 a dash.
#
# Seen with Python 3.11, Linux x86_64; what get_rows gives and what Excel shows:
#   [>=1000]#,##0,"千円";0"円"                12       ->  0千円      12円
#   [<1000]0"円";#,##0,"千円"                 1234567  ->  1234567円  1,235千円
#   [=0]"－";#,##0"人"                        12       ->  －         12人
#   [<=999]000;[<=9999]000-00;000-0000        1000001  ->  1000001    100-0001   (Excel's own format for postal codes)
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install excelize==0.1.0 xlsxwriter==3.2.9
"$folder/env/bin/python" - "$folder/figures.xlsx" <<'PYTHON'
import importlib.metadata
import sys

import excelize
import xlsxwriter

EXPECTED = [
    ('[>=1000]#,##0,"千円";0"円"', 12, "0千円"),
    ('[>=1000]#,##0,"千円";0"円"', 1234567, "1,235千円"),
    ('[<1000]0"円";#,##0,"千円"', 1234567, "1234567円"),
    ('[=0]"－";#,##0"人"', 12, "－"),
    ("[<=999]000;[<=9999]000-00;000-0000", 1000001, "1000001"),
]
path = sys.argv[1]
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Sheet1")
    for row, (shown, number, _) in enumerate(EXPECTED):
        sheet.write_number(row, 0, number, book.add_format({"num_format": shown}))
found = [row[0] for row in excelize.open_file(path).get_rows("Sheet1")]
print("excelize", importlib.metadata.version("excelize"))
for (shown, number, _), text in zip(EXPECTED, found, strict=True):
    print(shown, number, text)
assert found == [text for _, _, text in EXPECTED], "it behaves otherwise now"
PYTHON
