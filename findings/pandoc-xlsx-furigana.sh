#!/usr/bin/env bash
# Pandoc 3.9 (in pypandoc_binary 1.17), which reads xlsx now: a cell with more than one font has the furigana that Excel keeps
# with what is typed (rPh) in its text, behind it, and a space at each change of font. A cell with one font has neither.
#
# Seen with Python 3.11, Linux x86_64; the cell shows 環境局計画課, the second half in red:
#   Pandoc     環境局 計画課 カンキョウキョク ケイカクカ     and 開催 in one font: 開催
#   openpyxl   環境局計画課                                  開催
# So a name in a table is another name as soon as a part of it was coloured or made smaller.
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install pypandoc_binary==1.17 xlsxwriter==3.2.9 openpyxl==3.1.5
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import sys
import zipfile

import openpyxl
import pypandoc
import xlsxwriter

folder = sys.argv[1]
with xlsxwriter.Workbook(f"{folder}/plain.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["課", "項目"])
    sheet.write_rich_string(1, 0, "環境局", book.add_format({"font_color": "red"}), "計画課")
    sheet.write_string(1, 1, "開催")


def reading(first, last, kana):
    return f'<rPh sb="{first}" eb="{last}"><t>{kana}</t></rPh>'


# What Excel writes for text typed with an input method: its readings behind it (ECMA-376, 18.4.6), which XlsxWriter cannot.
rich, plain = "計画課</t></r>", "<t>開催</t>"
with zipfile.ZipFile(f"{folder}/plain.xlsx") as old, zipfile.ZipFile(f"{folder}/book.xlsx", "w") as new:
    for name in old.namelist():
        content = old.read(name).decode()
        if name == "xl/sharedStrings.xml":
            assert content.count(rich) == content.count(plain) == 1
            kana = reading(0, 3, "カンキョウキョク") + reading(3, 6, "ケイカクカ")
            content = content.replace(rich, rich + kana).replace(plain, plain + reading(0, 2, "カイサイ"))
        new.writestr(name, content)
in_openpyxl = [cell.value for cell in openpyxl.load_workbook(f"{folder}/book.xlsx").active[2]]
tree = pypandoc.convert_file(f"{folder}/book.xlsx", "html", format="xlsx")
found = [line[4:-5] for line in tree.splitlines() if line.startswith("<td>")]
print("Pandoc", pypandoc.get_pandoc_version(), found, "openpyxl", in_openpyxl)
assert in_openpyxl == ["環境局計画課", "開催"]
assert found == ["環境局 計画課 カンキョウキョク ケイカクカ", "開催"], "it behaves otherwise now"
PYTHON
