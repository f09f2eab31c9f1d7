#!/usr/bin/env bash
# SheetJS (xlsx 0.18.5, and its 0.20.3 as @e965/xlsx) and pylightxl 1.61: a number under one of the special formats of Excel's
# Japanese edition (全角, full-width digits: [DBNum3][$-411]0; 漢数字, kanji numerals: [DBNum1][$-411]General) gets a dollar sign
# in SheetJS's texts (sheet_to_csv, sheet_to_html, sheet_to_json with raw: false), as under any format that names a language
# and no currency; pylightxl reads a day. openpyxl reads the number. Needs Node.js and npm.
#
# Seen with Node.js 20 and Python 3.11, Linux x86_64; the cell is 12, which Excel shows as １２ or 十二:
#   SheetJS     [DBNum3][$-411]0  $12     [DBNum1][$-411]General  $12     [$-411]#,##0"人"  $12人
#   pylightxl   1900/01/11                1900/01/11                      12
# Exit code 0 while they behave so, 1 when one does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install pylightxl==1.61 openpyxl==3.1.5 xlsxwriter==3.2.9
npm install --silent --no-audit --no-fund --prefix "$folder" xlsx@0.18.5 @e965/xlsx@0.20.3
"$folder/env/bin/python" - "$folder/figures.xlsx" <<'PYTHON'
import importlib.metadata
import sys

import openpyxl
import pylightxl
import xlsxwriter

path = sys.argv[1]
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Sheet1")
    for column, shown in enumerate(("[DBNum3][$-411]0", "[DBNum1][$-411]General", '[$-411]#,##0"人"')):
        sheet.write_number(0, column, 12, book.add_format({"num_format": shown}))
found = pylightxl.readxl(path).ws("Sheet1").row(1)
print("pylightxl", importlib.metadata.version("pylightxl"), found)
assert [cell.value for cell in openpyxl.load_workbook(path).active[1]] == [12, 12, 12]
assert found == ["1900/01/11", "1900/01/11", 12], "pylightxl behaves otherwise now"
PYTHON
cd "$folder"
node - figures.xlsx <<'NODE'
const assert = require("node:assert");
for (const name of ["xlsx", "@e965/xlsx"]) {
  const { readFile, utils, version } = require(name);
  const sheet = readFile(process.argv[2]).Sheets.Sheet1;
  const [found] = utils.sheet_to_json(sheet, { header: 1, raw: false });
  console.log(name, version, found);
  assert.deepStrictEqual(found, ["$12", "$12", "$12人"], "SheetJS behaves otherwise now");
  assert.strictEqual(utils.sheet_to_csv(sheet).trim(), "$12,$12,$12人", "SheetJS behaves otherwise now");
  assert.deepStrictEqual(utils.sheet_to_json(sheet, { header: 1 })[0], [12, 12, 12]);
}
NODE
