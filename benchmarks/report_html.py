"""The HTML report of ten years of 500 rows: bytes, the time to make it, and (with Chromium) the time to open it.

The rows are those of the packaged sheet over and over, each with a number of its own, so that texts, evidence and links
are as long as real ones. Aims: 35 rows under 400 KB; 5,000 rows under 3 MB, open in under 2 seconds.
"""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
import time
from pathlib import Path

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.formats.pages.html import page
from toshigaikou_cli.jobs import importing, preparing
from toshigaikou_cli.jobs.page import page_facts
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.vocabulary.loading import load_vocabulary

YEARS = range(2015, 2025)
ROWS = 500


def sheet(lines: list[str], year: int, rows: int) -> bytes:
    """A sheet of a year: the rows of ``lines`` over and over, items and results numbered."""
    made = [
        f"国際化に関する各局の取り組み状況 {year}年度の実績",
        "",
        f"分野\t担当（関係）部所名\t項目名\t実績（{year}年度）",
    ]
    for number in range(rows):
        field, bureau, item, result = lines[number % len(lines)].split("\t")
        made.append(
            "\t".join((field, bureau, f"{item}{number + 1}", result.replace("平成29年", f"{year}年")))
        )
    return "\n".join(made).encode()


def build(path: Path, years: range, rows: int) -> None:
    """A catalogue of the packaged strategy and synthetic sheets."""
    folder = default_project() / "documents"
    lines = [line for line in (folder / "achievements-h29.tsv").read_text(encoding="utf-8").splitlines()
             if line.count("\t") == 3 and not line.startswith("分野")]  # fmt: skip
    vocabulary = load_vocabulary()
    with store.writing(path) as connection:
        strategy = (folder / "strategy-2014.tsv").read_bytes()
        importing.save(connection, preparing.prepare(strategy, "strategy.tsv", vocabulary), vocabulary)
        for year in years:
            data = sheet(lines, year, rows)
            importing.save(connection, preparing.prepare(data, f"sheet-{year}.tsv", vocabulary), vocabulary)


def opened(file: Path) -> str:
    """How long Chromium takes to open the page: the median of five loads, as the page itself measures it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium or not importlib.util.find_spec("playwright"):
        return "not opened: no chromium or no playwright"
    from playwright.sync_api import sync_playwright

    times = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(5):
            tab = browser.new_page()
            start = time.perf_counter()
            tab.goto(file.as_uri(), wait_until="load")
            tab.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            times.append(time.perf_counter() - start)
            tab.close()
        browser.close()
    return f"opens in {sorted(times)[2]:.2f} s (worst of five: {max(times):.2f} s)"


def main() -> None:
    """Print size and times for one year of 35 rows and for ten years of 500."""
    with tempfile.TemporaryDirectory() as name:
        for years, rows in ((range(2017, 2018), 35), (YEARS, ROWS)):
            path = Path(name) / f"{rows}.sqlite"
            build(path, years, rows)
            start = time.perf_counter()
            text = page(page_facts(path))
            made = time.perf_counter() - start
            file = Path(name) / f"{rows}.html"
            file.write_text(text, encoding="utf-8")
            size = file.stat().st_size / 1000
            print(f"{len(years)} years of {rows} rows: {size:,.0f} kB, made in {made:.2f} s, {opened(file)}")


if __name__ == "__main__":
    main()
