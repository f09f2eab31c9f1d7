#!/usr/bin/env bash
# tabula-py 2.10.0 (with the tabula-java it brings): a circled number comes out as a bare digit. ① is 1, and so 12 with the
# note ① is 121: a different number, in silence. Needs Java.
#
# Seen with tabula-py 2.10.0 and OpenJDK 17 (Python 3.11, Linux x86_64), lattice mode, a page by ReportLab 5.1.0:
#   drawn:  ①交流 | 12①      read:  1交流 | 121
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install tabula-py==2.10.0 reportlab==5.1.0
"$folder/env/bin/python" - "$folder/page.pdf" <<'PYTHON'
import importlib.metadata
import sys

import tabula
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "HeiseiKakuGo-W5", 10)]
SimpleDocTemplate(sys.argv[1]).build([Table([["項目", "人数"], ["①交流", "12①"]], style=style)])
[table] = tabula.read_pdf(sys.argv[1], lattice=True, pandas_options={"header": None, "dtype": str})
found = table.values.tolist()[1]
print("tabula-py", importlib.metadata.version("tabula-py"), found)
assert found == ["1交流", "121"], "it behaves otherwise now"
PYTHON
