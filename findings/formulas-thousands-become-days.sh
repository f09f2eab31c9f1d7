#!/usr/bin/env bash
# formulas 1.3.4 (computes a workbook's formulas in Python): VALUE of an amount written with commas is the number of a day, in
# silence, and what follows a second comma or a point is dropped. TEXT with a format in thousands (#,##0,"千円") does not
# divide, so that an amount is a thousand times too large, and a negative amount has a minus sign before its △.
#
# Seen with Python 3.11, Linux x86_64, and what Excel gives:
#   VALUE("1,234")                       85469 (1 January 2134)     1234
#   VALUE("1,234,567")                   85469                      1234567
#   VALUE("1,234.5")                     85469                      1234.5
#   VALUE("1,500")                       182623 (1 January 2400)    1500
#   TEXT(1234567,"#,##0,""千円""")        1,234,567千円              1,235千円
#   TEXT(-1234,"#,##0;""△""#,##0")       -△1,234                    △1,234
# while VALUE("12,345") is an error, and VALUE("１２") is 12 as in Excel.
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install formulas==1.3.4 python-dateutil==4.0.0
"$folder/env/bin/python" - <<'PYTHON'
import importlib.metadata

import formulas

EXPECTED = {
    '=VALUE("1,234")': "85469.0",
    '=VALUE("1,234,567")': "85469.0",
    '=VALUE("1,234.5")': "85469.0",
    '=VALUE("1,500")': "182623.0",
    '=TEXT(1234567,"#,##0,""千円""")': "1,234,567千円",
    '=TEXT(-1234,"#,##0;""△""#,##0")': "-△1,234",
    '=VALUE("12,345")': "[[#VALUE!]]",
    '=VALUE("１２")': "12.0",
}
print("formulas", importlib.metadata.version("formulas"))
for formula, expected in EXPECTED.items():
    _, builder = formulas.Parser().ast(formula)
    found = str(builder.compile()())
    print(formula, found)
    assert found == expected, "it behaves otherwise now"
PYTHON
