#!/usr/bin/env bash
# MarkItDown 0.1.9: in a Word table, a cell merged over two rows makes the second row one cell shorter in the Markdown, so
# that its cells stand under the wrong headers (the section under the bureau, the figure under the section).
#
# Seen with markitdown[docx] 0.1.9 (Python 3.11, Linux x86_64), a document by python-docx 1.2.0:
#   | 環境局 | 総務課 | 3 |
#   | 計画課 | 5 |                 where the document has 環境局 (merged) | 計画課 | 5
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install 'markitdown[docx]==0.1.9' python-docx==1.2.0
"$folder/env/bin/python" - "$folder/table.docx" <<'PYTHON'
import importlib.metadata
import sys

import docx
from markitdown import MarkItDown

document = docx.Document()
table = document.add_table(3, 3)
for number, row in enumerate((("局", "課", "件数"), ("環境局", "総務課", "3"), ("", "計画課", "5"))):
    for column, text in enumerate(row):
        table.cell(number, column).text = text
table.cell(1, 0).merge(table.cell(2, 0)).text = "環境局"
document.save(sys.argv[1])
lines = MarkItDown().convert(sys.argv[1]).text_content.splitlines()
print("markitdown", importlib.metadata.version("markitdown"), *lines, sep="\n")
assert lines[-2:] == ["| 環境局 | 総務課 | 3 |", "| 計画課 | 5 |"], "it behaves otherwise now"
PYTHON
