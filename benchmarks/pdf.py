"""Seconds a page and peak memory of the PDF reader, beside plain pdfplumber.extract_tables on the same file.

    python benchmarks/pdf.py [FILE.pdf …] [--rounds 5] [--pages 500]

Both run in turns in processes of their own, so that neither warms the other. Without files it measures PDFs that
it makes itself (they need a CJK font, see tests/make_pdfs.py).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

_READ = """
import sys, time, json, resource, logging
logging.getLogger("pdfminer").setLevel(logging.ERROR)
path, way = sys.argv[1], sys.argv[2]
if way == "tgx":
    from toshigaikou_cli.readers.pdf import reader as pdf
    from toshigaikou_cli.records.blocks import ReadOptions
else:
    import pdfplumber
start = time.perf_counter()
if way == "tgx":
    with open(path, "rb") as file:
        reading = pdf.read(file.read(), path, ReadOptions())
    pages = reading.tally.pages
else:
    with pdfplumber.open(path) as document:
        pages = len(document.pages)
        for page in document.pages:
            page.extract_tables()
            page.close()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "pages": pages, "peak": peak}))
"""


def _run(path: Path, way: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path), way], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{path}: {done.stderr.strip().splitlines()[-1]}")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def measure(path: Path, rounds: int) -> str:
    """One line of results for a file: ratio of the medians, seconds a page, peak memory in MB."""
    runs: dict[str, list[dict[str, float]]] = {"tgx": [], "pdfplumber": []}
    for _ in range(rounds):
        for way, results in runs.items():
            results.append(_run(path, way))
    tgx, plain = (statistics.median(r["seconds"] for r in runs[way]) for way in ("tgx", "pdfplumber"))
    pages = runs["tgx"][0]["pages"]
    peaks = [max(r["peak"] for r in runs[way]) for way in ("tgx", "pdfplumber")]
    return (
        f"{path.name:45} {pages:5.0f} pages  tgx {tgx / pages:.3f} s/page  pdfplumber {plain / pages:.3f} s/page  "
        f"ratio {tgx / plain:.2f}  peak {peaks[0]:.0f} MB against {peaks[1]:.0f} MB"
    )


def _own(folder: Path, pages: int) -> list[Path]:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from make_pdfs import long_sheet

    made = []
    for count in (20, pages):
        path = folder / f"own-{count}-pages.pdf"
        path.write_bytes(long_sheet(count))
        made.append(path)
    return made


def main() -> None:
    """Measure the given files, or files made here."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files or _own(Path(folder), options.pages):
            print(measure(path, options.rounds), flush=True)


if __name__ == "__main__":
    main()
