#!/usr/bin/env bash
# PyMuPDF 2.0: Table.extract() takes Japanese punctuation (、 。) out of its sentence and sets it on a line of its own at the
# end of the cell, while Page.get_text() of the same page has it in place. A table so read has sentences without their
# commas and full stops, and nothing is said.
#
# Seen with PyMuPDF 2.0 (Python 3.11, Linux x86_64), a page drawn with its own font "cjk":
#   get_text:  7月に、市場を見て、資料を送った。
#   extract:   7月に 市場を見て 資料を送った\n、 、 。
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install pymupdf==2.0
"$folder/env/bin/python" - "$folder/page.pdf" <<'PYTHON'
import sys

import pymupdf

SENTENCE = "7月に、市場を見て、資料を送った。"
drawn = pymupdf.open()
page = drawn.new_page()
writer, font = pymupdf.TextWriter(page.rect), pymupdf.Font("cjk")
for number, row in enumerate((("項目", "実績"), ("青葉市", SENTENCE))):
    for column, text in enumerate(row):
        box = pymupdf.Rect(50 + column * 100, 50 + number * 20, 150 + column * 250, 70 + number * 20)
        page.draw_rect(box, width=0.5)
        writer.append((box.x0 + 3, box.y0 + 13), text, font=font, fontsize=9)
writer.write_text(page)
drawn.save(sys.argv[1])

page = pymupdf.open(sys.argv[1])[0]
cell = page.find_tables().tables[0].extract()[1][1]
print("PyMuPDF", pymupdf.__version__)
print("get_text:", SENTENCE if SENTENCE in page.get_text() else repr(page.get_text()))
print("extract: ", repr(cell))
assert SENTENCE in page.get_text()
assert cell == "7月に 市場を見て 資料を送った\n、 、 。", "it behaves otherwise now"
PYTHON
