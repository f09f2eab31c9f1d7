#!/usr/bin/env bash
# ja-timex 0.2.8: two fiscal years of an era, written as plans write them (平成30・31年度), are read as a month, and one
# (平成30年度) as a calendar year, while the same year without the era (2018年度) is read as a fiscal year.
#
# Seen with Python 3.11, Linux x86_64:
#   平成30・31年度   the fiscal years 2018 and 2019   ->  平成30・3, 2018-03-XX   (March 2018: of fiscal 2017)
#   令和3・4年度     the fiscal years 2021 and 2022   ->  令和3・4, 2021-04-XX
#   令和2-4年度      the fiscal years 2020 to 2022    ->  令和2-4, 2020-04-XX
#   平成30年度       the fiscal year 2018             ->  平成30年, 2018-XX-XX
#   2018年度         the same                         ->  2018年度, FY2018
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install ja-timex==0.2.8
"$folder/env/bin/python" - <<'PYTHON'
import importlib.metadata

from ja_timex import TimexParser

EXPECTED = {
    "平成30・31年度": [("平成30・3", "2018-03-XX")],
    "令和3・4年度": [("令和3・4", "2021-04-XX")],
    "令和2-4年度": [("令和2-4", "2020-04-XX")],
    "平成30年度": [("平成30年", "2018-XX-XX")],
    "2018年度": [("2018年度", "FY2018")],
}
parser = TimexParser()
print("ja-timex", importlib.metadata.version("ja-timex"))
for words, expected in EXPECTED.items():
    found = [(timex.text, timex.value) for timex in parser.parse(words)]
    print(words, found)
    assert found == expected, "it behaves otherwise now"
PYTHON
