#!/usr/bin/env bash
# tablib 3.10.0: of an ODS cell it reads the first piece only. A second line is lost, and all that follows a change of font or
# two spaces; of a cell with a comment it is the comment's date that is read, not the cell. Equal neighbours, which LibreOffice
# stores once (number-columns-repeated), count once, so that what follows stands under another column.
#
# Seen with Python 3.11, Linux x86_64, a row made with odfpy 1.4.1:
#   総務課 / 計画課 | 令和元年度 (元 in red) | 12人 (comment) | 5 | 5 | ○
#   tablib:               総務課 | 令和 | 2026-04-01T00:00:00 | 5 | ○
#   pandas (engine odf):  all of it
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install 'tablib[ods]==3.10.0' odfpy==1.4.1 pandas==3.1.1
"$folder/env/bin/python" - "$folder/book.ods" <<'PYTHON'
import importlib.metadata
import sys

import pandas
import tablib
from odf.dc import Date
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P, Span

path = sys.argv[1]


def cell(*children):
    made = TableCell(valuetype="string")
    for child in children:
        made.addElement(child)
    return made


coloured = P(text="令和")
coloured.addElement(Span(text="元"))
coloured.addText("年度")
comment = Annotation()
comment.addElement(Date(text="2026-04-01T00:00:00"))
comment.addElement(P(text="暫定値"))
row = TableRow()
twice = TableCell(valuetype="float", value=5, numbercolumnsrepeated=2)
twice.addElement(P(text="5"))
for made in (cell(P(text="総務課"), P(text="計画課")), cell(coloured), cell(comment, P(text="12人")), twice, cell(P(text="○"))):
    row.addElement(made)
book = OpenDocumentSpreadsheet()
table = Table(name="表")
table.addElement(row)
book.spreadsheet.addElement(table)
book.save(path)

data = tablib.Dataset()
with open(path, "rb") as file:
    data.load(file.read(), format="ods", headers=False)
found = list(data[0])
in_pandas = pandas.read_excel(path, engine="odf", header=None).values.tolist()[0]
print("tablib", importlib.metadata.version("tablib"), found, "pandas", in_pandas)
assert in_pandas == ["総務課\n計画課", "令和元年度", "12人", 5, 5, "○"]
assert found == ["総務課", "令和", "2026-04-01T00:00:00", 5, "○"], "it behaves otherwise now"
PYTHON
