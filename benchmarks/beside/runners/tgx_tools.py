"""tgx by the same rules: the rows that its readers give, and all that the import's summary would name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from toshigaikou_cli import readers
from toshigaikou_cli.records.blocks import Reading, Row
from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.vocabulary.loading import load_vocabulary

Hints = dict[str, str]
Answer = dict[str, Any]


def tgx(path: str, _: Hints) -> Answer:
    """``readers.read``; a row that a page break cut is joined to its first part over the header of the new page,
    as the import does."""
    reading = readers.read(Path(path).read_bytes(), Path(path).name)
    rows: list[list[str]] = []
    for block in reading.blocks:
        if isinstance(block, Row):
            cells = [cell.text for cell in block.cells]
            if block.continues and rows:
                while len(rows) > 1 and rows[-1] == rows[0]:
                    rows.pop()
                rows[-1] = [before + after for before, after in zip(rows[-1], cells, strict=True)]
            else:
                rows.append(cells)
    return {"rows": rows, "warnings": _said(reading)}


def _said(reading: Reading) -> list[str]:
    left_out = [f"{what} {count}" for what, count in reading.tally.left_out.items() if count]
    return [
        *(each.message or each.code for each in reading.findings),
        *map(str, reading.tally.skipped),
        *left_out,
    ]


def tgx_dates(path: str, _: Hints) -> Answer:
    """``find_dates`` in a sheet of FY2017."""
    entries = json.loads(Path(path).read_text(encoding="utf-8"))
    found = [[[each.start, each.end] for each in find_dates(entry["text"], 2017)] for entry in entries]
    return {"answers": [{"found": each} for each in found]}


def tgx_names(path: str, _: Hints) -> Answer:
    """The bureaus of a cell and the cities of a text, from the register of Tokyo."""
    vocabulary = load_vocabulary()
    answers: list[Answer] = []
    for entry in json.loads(Path(path).read_text(encoding="utf-8")):
        if entry["what"] == "cell":
            found = [
                each.bureau.name
                for each in vocabulary.bureaus.resolve_all(entry["text"], 2017)
                if each.bureau
            ]
        else:
            found = [each.text for each in vocabulary.cities.find_mentions(entry["text"])]
        answers.append({"found": found})
    return {"answers": answers}


TOOLS = {"tgx": tgx, "tgx (dates)": tgx_dates, "tgx (names)": tgx_names}
