"""Readers of PDF: each function gives the rows of all tables, or the text where a tool knows no tables."""

from __future__ import annotations

from typing import Any

Hints = dict[str, str]
Answer = dict[str, Any]


def pdfplumber(path: str, hints: Hints) -> Answer:
    """``extract_tables``; columns and rows from the text where they have no rules; doubled characters once."""
    import pdfplumber

    settings = _from_text(hints)
    rows: list[Any] = []
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            for table in page.dedupe_chars().extract_tables(settings):
                rows += table
    return {"rows": rows}


def camelot(path: str, hints: Hints) -> Answer:
    """``lattice`` for ruled tables, else ``stream``; text that spans cells is split."""
    import camelot

    flavor = "lattice" if hints["rules"] == "all" else "stream"
    tables = camelot.read_pdf(path, pages="all", flavor=flavor, split_text=True)
    return {"rows": [row for table in tables for row in table.df.values.tolist()]}


def pymupdf(path: str, hints: Hints) -> Answer:
    """``find_tables``; columns and rows from the text where they have no rules."""
    import pymupdf

    settings = _from_text(hints)
    with pymupdf.open(path) as opened:
        found = [table for page in opened for table in page.find_tables(**settings).tables]
        return {"rows": [row for table in found for row in table.extract()]}


def tabula(path: str, hints: Hints) -> Answer:
    """``lattice`` for ruled tables, else ``stream``."""
    import tabula

    mode: dict[str, Any] = {"lattice": True} if hints["rules"] == "all" else {"stream": True}
    plain = {"header": None, "dtype": str}
    tables: Any = tabula.read_pdf(path, pages="all", pandas_options=plain, **mode)
    return {"rows": [row for table in tables for row in table.fillna("").values.tolist()]}


def pypdfium2(path: str, _: Hints) -> Answer:
    """The text of each page; it knows no tables."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(path)
    return {"text": "\n".join(page.get_textpage().get_text_bounded() for page in opened)}


def _from_text(hints: Hints) -> dict[str, str]:
    # What must be taken from the text, under the names that pdfplumber and PyMuPDF share.
    columns = {} if hints["rules"] == "all" else {"vertical_strategy": "text"}
    return columns | ({"horizontal_strategy": "text"} if hints["rules"] == "none" else {})


TOOLS = {
    "pdfplumber": pdfplumber,
    "camelot-py": camelot,
    "PyMuPDF": pymupdf,
    "tabula-py": tabula,
    "pypdfium2": pypdfium2,
}
