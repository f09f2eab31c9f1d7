#!/usr/bin/env bash
# recognizers-text-number 1.0.2a2 (Microsoft Recognizers Text): recognize_number in Japanese gives wrong numbers for plain
# amounts in 万, 億, 百 and 千, in silence. 万 after several digits is lost, or everything is; 12億 loses its 1; 千五百 is 1005.
#
# Seen with Python 3.11, Linux x86_64 (emoji 1.7.0, the last that the package runs with):
#   2300万円    -> 0              (23,000,000)
#   二千三百万円 -> 2300           (23,000,000)
#   12億円      -> 200000000      (1,200,000,000)
#   一億二千万円 -> 100002000      (120,000,000)
#   千五百人    -> 1005           (1,500)
# while 三億円, 五百万円, 二千五百人 and 3万5千人 are right. A budget or a count read so is a number that looks like one.
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install \
  recognizers-text-number==1.0.2a2 recognizers-text==1.0.2a2 emoji==1.7.0
"$folder/env/bin/python" - <<'PYTHON'
import importlib.metadata

from recognizers_number import Culture, recognize_number

WRONG = {"2300万円": "0", "二千三百万円": "2300", "12億円": "200000000", "一億二千万円": "100002000", "千五百人": "1005"}
RIGHT = {"三億円": "300000000", "五百万円": "5000000", "二千五百人": "2500", "3万5千人": "35000"}
print("recognizers-text-number", importlib.metadata.version("recognizers-text-number"))
for amount, expected in (WRONG | RIGHT).items():
    found = [result.resolution["value"] for result in recognize_number(amount, Culture.Japanese)]
    print(amount, found)
    assert found == [expected], "it behaves otherwise now"
PYTHON
