#!/usr/bin/env bash
# dateparser 1.5.0: search_dates in Japanese finds a date inside an era date and gives another day: it starts behind the
# era's name, and reads 29年9月26 as day 29 of the month 9 of 2026. parse() of the same words gives None.
#
# Seen with dateparser 1.5.0 (Python 3.11, Linux x86_64), languages=["ja"]:
#   平成29年9月26日に、会議を開いた。  (26 September 2017)  ->  29年9月26, 2026-09-29
#   昭和54年3月14日に、提携した。      (14 March 1979)      ->  54年3月14, 2054-03-14
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install dateparser==1.5.0
"$folder/env/bin/python" - <<'PYTHON'
import dateparser
from dateparser.search import search_dates

print("dateparser", dateparser.__version__)
print("parse:", dateparser.parse("平成29年9月26日", languages=["ja"]))
found = []
for sentence in ("平成29年9月26日に、会議を開いた。", "昭和54年3月14日に、提携した。"):
    [(words, when)] = search_dates(sentence, languages=["ja"])
    print("search_dates:", sentence, words, when.date())
    found.append((words, when.date().isoformat()))
assert dateparser.parse("平成29年9月26日", languages=["ja"]) is None
assert found == [("29年9月26", "2026-09-29"), ("54年3月14", "2054-03-14")], "it behaves otherwise now"
PYTHON
