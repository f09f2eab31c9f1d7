"""The documents of examples/kitakyushu, made of the texts in tests/kitakyushu.

    python tests/make_kitakyushu.py [FOLDER]

The same bytes at each run, as long as the libraries that write them are the same. The column 正解 of a sheet, which of the
strategy's measures its rows serve, is left out of the documents: :func:`answers` gives it.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from forms import as_csv, as_pdf, as_xlsx
from make_pdfs import font_file

SOURCES = Path(__file__).resolve().parent / "kitakyushu"
PROJECT = SOURCES.parents[1] / "examples" / "kitakyushu"
ANSWER = "正解"
MADE = datetime(2020, 7, 1, tzinfo=UTC)
FORMS = {
    "strategy-2016.pdf": as_pdf,
    "sheet-h29.csv": as_csv,
    "sheet-h30.xlsx": as_xlsx,
    "progress-r1.xlsx": as_xlsx,
    "indicators-r1.csv": as_csv,
}
"""The documents, each with what writes it."""


def rows(name: str) -> list[list[str]]:
    """The cells of a source, line by line."""
    text = (SOURCES / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def answers(name: str) -> list[str]:
    """What each row of a sheet serves, in the sheet's order: a code, or ``outside``."""
    own = [cells[0] for cells in rows(name) if len(cells) > 1]
    return own[1:] if own[0] == ANSWER else []


def document(name: str) -> bytes:
    """The bytes of a document."""
    source = f"{Path(name).stem}.tsv"
    hidden = 1 if answers(source) else 0
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / source
        lines = ["\t".join(cells[hidden:] if len(cells) > 1 else cells) for cells in rows(source)]
        plain.write_text("\n".join(lines) + "\n", encoding="utf-8")
        made = FORMS[name](plain, ("担当課",))
    return {".xlsx": _undated_workbook, ".pdf": _undated_pdf}.get(Path(name).suffix, bytes)(made)


def _undated_pdf(pdf: bytes) -> bytes:
    """The same PDF, of one day; places in it are counted in bytes, hence none more and none less."""
    dated = re.sub(rb"(/CreationDate \(D:)\d{14}", rb"\g<1>" + f"{MADE:%Y%m%d%H%M%S}".encode(), pdf)
    return re.sub(rb"/ID \[<\w{32}><\w{32}>\]", b"/ID [<%b><%b>]" % (b"0" * 32, b"0" * 32), dated)


def _undated_workbook(workbook: bytes) -> bytes:
    """The same workbook, of one day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = re.sub(rb"20[0-9T:-]{17}Z", f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode(), old.read(name))
            new.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def small_font(folder: Path) -> Path:
    """The font with the characters of the sources only: a file of it in each PDF."""
    from fontTools import subset  # type: ignore[import-untyped]

    options = subset.Options(notdef_outline=True, hinting=False, layout_features=[], name_IDs=["*"])
    options.drop_tables += ["GSUB", "GPOS", "vmtx", "vhea"]
    loaded = subset.load_font(font_file(), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.tsv"))))
    cutter.subset(loaded)
    loaded.save(folder / "small.ttf")
    return folder / "small.ttf"


def main() -> None:
    """Write the documents into a folder, by default those of the example."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else PROJECT / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fonts:
        os.environ["TGX_TEST_FONT"] = str(small_font(Path(fonts)))
        for name in FORMS:
            (folder / name).write_bytes(document(name))


if __name__ == "__main__":
    main()
