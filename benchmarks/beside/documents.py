"""What is in the corpus, and what is right for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DOCUMENTS = Path(__file__).resolve().parent / "corpus"
CELLS = ".cells.json"
LISTS = {"dates.json": "dates", "names.json": "names"}
"""The lists of sentences, each with its kind as tools name it in ``kinds``."""


def documents() -> list[str]:
    """The documents by their path below the corpus, those of the blind writer (``blind/…``) last."""
    names = [
        path.relative_to(DOCUMENTS).as_posix().removesuffix(CELLS) for path in DOCUMENTS.rglob(f"*{CELLS}")
    ]
    return sorted(names, key=lambda name: ("/" in name, name))


def kind_of(name: str) -> str:
    """``pdf``, ``xlsx`` … of a document, ``dates`` or ``names`` of a list."""
    return LISTS.get(name) or Path(name).suffix.lstrip(".")


def expected(name: str) -> Any:
    """The right cells of a document with what is told about it, or the entries of a list."""
    path = DOCUMENTS / (name if name in LISTS else f"{name}{CELLS}")
    return json.loads(path.read_text(encoding="utf-8"))


def rows(name: str) -> list[str]:
    """The rows of the table that a file has: one of its name, or one for each sentence of a list."""
    return [entry["text"] for entry in expected(name)] if name in LISTS else [name]
