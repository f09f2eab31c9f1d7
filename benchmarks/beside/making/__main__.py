"""Make the corpus: ``python -m beside.making [NAME…]`` in ``benchmarks``; named documents are made again.

Needs the environment ``make`` of peers.toml, IPA Gothic, Chromium and LibreOffice. A document that is there is kept as it
is unless it is named; the files with the right cells are always written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from beside.making import books, pdfs, words, written
from beside.making.texts import Document

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def right_cells(document: Document) -> dict[str, Any]:
    """What NAME.cells.json holds, without what is as usual."""
    told: dict[str, Any] = {
        "kind": document.kind,
        "producer": document.producer,
        "rules": document.rules if document.rules != "all" else None,
        "encoding": document.encoding if document.encoding != "utf-8" else None,
        "around": list(document.around),
        "absent": list(document.absent),
    }
    return {key: value for key, value in told.items() if value} | {
        "rows": [list(row) for row in document.right]
    }


def written_out(cells: dict[str, Any]) -> str:
    """The file's text: a line a row."""
    head = json.dumps(
        {key: value for key, value in cells.items() if key != "rows"}, ensure_ascii=False, indent=1
    )
    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in cells["rows"])
    return f'{head[:-2]},\n "rows": [\n  {rows}\n ]\n}}\n'


def main(named: list[str]) -> None:
    """Make what is missing or named."""
    CORPUS.mkdir(exist_ok=True)
    for document in (*pdfs.documents(), *books.documents(), *words.documents(), *written.documents()):
        path = CORPUS / document.name
        if not path.exists() or path.name in named:
            document.make(path)
            print(path.name, path.stat().st_size)
        cells = path.with_name(f"{path.name}.cells.json")
        cells.write_text(written_out(right_cells(document)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
