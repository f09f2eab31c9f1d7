#!/usr/bin/env bash
# DuckDB 2.0.1: strip_accents and the collation NOACCENT take the voicing marks off kana as if they were accents. ホール (hall),
# ボール (ball) and ポール (pole) are equal under it, and a count by name puts them together.
#
# Seen with Python 3.11, Linux x86_64:
#   strip_accents('クラブ・グラフ')                                   ->  クラフ・クラフ
#   GROUP BY name COLLATE NOACCENT on ホール, ボール, ポール, クラブ    ->  3 and 1
# Exit code 0 while it behaves so, 1 when it does not any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install duckdb==2.0.1
"$folder/env/bin/python" - <<'PYTHON'
import duckdb

print("DuckDB", duckdb.__version__)
[(stripped,)] = duckdb.sql("SELECT strip_accents('クラブ・グラフ')").fetchall()
names = "(VALUES ('ホール'), ('ボール'), ('ポール'), ('クラブ')) AS given(name)"
counted = "SELECT count(*) AS number FROM {} GROUP BY {} ORDER BY number DESC"
grouped = [row[0] for row in duckdb.sql(counted.format(names, "name COLLATE NOACCENT")).fetchall()]
plain = [row[0] for row in duckdb.sql(counted.format(names, "name")).fetchall()]
print(stripped, grouped, plain)
assert plain == [1, 1, 1, 1]
assert (stripped, grouped) == ("クラフ・クラフ", [3, 1]), "it behaves otherwise now"
PYTHON
