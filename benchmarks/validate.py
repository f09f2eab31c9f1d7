"""Validating 100,000 achievements: ten sheets of 10,000 rows and the packaged strategy, all checks, one process.

Aim: under 20 s for a catalogue. Files that are not imported are read, resolved and linked first: ``import`` says how
long that takes. TGX_BENCH_ROWS sets the rows of a sheet.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.jobs import importing, naming, preparing
from toshigaikou_cli.packaged import default_project

ROWS = int(os.environ.get("TGX_BENCH_ROWS", "10000"))
YEARS = range(2014, 2024)
BUREAUS = (
    "環境局総務部",
    "水道局総務部",
    "下水道局総務部",
    "建設局道路管理部",
    "教育庁指導部",
    "東京消防庁総務部",
)
CITIES = ("ソウル特別市", "北京市", "パリ市", "ベルリン市", "ジャカルタ特別市", "ナルニア市")
ACTIONS = (
    "意見交換会を開催",
    "職員{n}名を派遣",
    "視察団{n}名の受入れ",
    "共同の講座（{n}回）",
    "資料集の作成",
)


def sheet(year: int) -> str:
    """A sheet of a year; about one row in fifty has something for the checks to find."""
    chance = random.Random(year)
    rows = "".join(f"{row}\n" for row in _rows(year, chance))
    return f"国際交流の取組実績（{year}年度）\n\n分野\t担当（関係）部所名\t項目名\t実績（{year}年度）\n{rows}"


def _rows(year: int, chance: random.Random) -> Iterator[str]:
    for number in range(ROWS):
        slip = chance.random()
        bureau = "謎の庁総務部" if slip < 0.005 else chance.choice(BUREAUS)
        dated = year - 1 if 0.005 < slip < 0.01 else year
        actions = [
            f"・{dated}年{chance.randint(4, 12)}月{chance.randint(1, 28)}日 "
            f"{chance.choice(ACTIONS).format(n=chance.randint(2, 90))}"
            for _ in range(chance.randint(1, 4))
        ]
        result = "" if 0.01 < slip < 0.02 else "".join(actions)
        yield f"①交流\t{bureau}\t{chance.choice(CITIES)}との交流その{number}\t{result}"


def main() -> None:
    """Print the seconds of the import and of validating."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "catalogue.sqlite"
        vocabulary = naming.current_vocabulary()
        begun = time.perf_counter()
        files = [
            (path.name, path.read_bytes())
            for path in (default_project() / "documents").glob("strategy-*.tsv")
        ]
        files += [(f"sheet-{year}.tsv", sheet(year).encode()) for year in YEARS]
        with store.writing(db) as connection:
            for name, data in files:
                importing.save(connection, preparing.prepare(data, name, vocabulary), vocabulary)
        print(f"import of {ROWS * len(YEARS):,} achievements      {time.perf_counter() - begun:6.1f} s")
        for arguments in ((), ("--severity", "info", "--format", "json"), ("--year", "2017")):
            begun = time.perf_counter()
            command = [sys.executable, "-m", "toshigaikou_cli", "--db", str(db), "validate", *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            taken = time.perf_counter() - begun
            assert done.returncode == 1, done.stderr
            print(f"{'tgx validate ' + ' '.join(arguments):46} {taken:6.1f} s")
            if not arguments:
                print(f"  {done.stdout.splitlines()[-1]}")


if __name__ == "__main__":
    main()
