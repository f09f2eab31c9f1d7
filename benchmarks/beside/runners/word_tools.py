"""Readers of Word documents, and MarkItDown, which reads most kinds as Markdown."""

from __future__ import annotations

import re
from typing import Any

Hints = dict[str, str]
Answer = dict[str, Any]

_PANDAS = re.compile(r"^(NaN|Unnamed: \d+)$")
_RULE = re.compile(r"[\s|:-]+")


def python_docx(path: str, _: Hints) -> Answer:
    """``document.tables``, the ``text`` of each cell."""
    import docx

    tables = docx.Document(path).tables
    return {"rows": [[cell.text for cell in row.cells] for table in tables for row in table.rows]}


def docx2python(path: str, _: Hints) -> Answer:
    """``body``: its tables, rows, cells; paragraphs outside tables are tables of one cell."""
    from docx2python import docx2python as opened

    with opened(path) as document:
        return {"rows": [["\n".join(cell) for cell in row] for table in document.body for row in table]}


def markitdown(path: str, _: Hints) -> Answer:
    """The Markdown; where it has tables their rows, else its text."""
    from markitdown import MarkItDown

    text = MarkItDown(enable_plugins=False).convert(path).text_content
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    # It has pandas write workbooks: blank cells say NaN, a header without text says Unnamed.
    rows = [
        [_PANDAS.sub("", cell) for cell in _cells(line)]
        for line in lines
        if not _RULE.fullmatch(line) or not line.count("-")
    ]
    return {"rows": rows} if rows else {"text": text}


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


TOOLS = {"python-docx": python_docx, "docx2python": docx2python, "MarkItDown": markitdown}
