"""Readers of PDF: each function gives the rows of all tables, or the text where a tool knows no tables."""

from __future__ import annotations

from typing import Any

Hints = dict[str, str]
Answer = dict[str, Any]


def pdfplumber(path: str, hints: Hints) -> Answer:
    """``extract_tables``; columns from the text where there are no vertical rules; doubled characters once."""
    import pdfplumber

    settings = {"vertical_strategy": "text"} if hints["rules"] == "horizontal" else {}
    rows: list[Any] = []
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            for table in page.dedupe_chars().extract_tables(settings):
                rows += table
    return {"rows": rows}


def camelot(path: str, hints: Hints) -> Answer:
    """``lattice`` for ruled tables, else ``stream``; text that spans cells is split."""
    import camelot

    flavor = "stream" if hints["rules"] == "horizontal" else "lattice"
    tables = camelot.read_pdf(path, pages="all", flavor=flavor, split_text=True)
    return {"rows": [row for table in tables for row in table.df.values.tolist()]}


def pymupdf(path: str, hints: Hints) -> Answer:
    """``find_tables``; columns from the text where there are no vertical rules."""
    import pymupdf

    settings = {"vertical_strategy": "text"} if hints["rules"] == "horizontal" else {}
    with pymupdf.open(path) as opened:
        found = [table for page in opened for table in page.find_tables(**settings).tables]
        return {"rows": [row for table in found for row in table.extract()]}


def tabula(path: str, hints: Hints) -> Answer:
    """``lattice`` for ruled tables, else ``stream``."""
    import tabula

    mode: dict[str, Any] = {"stream": True} if hints["rules"] == "horizontal" else {"lattice": True}
    plain = {"header": None, "dtype": str}
    tables: Any = tabula.read_pdf(path, pages="all", pandas_options=plain, **mode)
    return {"rows": [row for table in tables for row in table.fillna("").values.tolist()]}


def pypdfium2(path: str, _: Hints) -> Answer:
    """The text of each page; it knows no tables."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(path)
    return {"text": "\n".join(page.get_textpage().get_text_bounded() for page in opened)}


TOOLS = {
    "pdfplumber": pdfplumber,
    "camelot-py": camelot,
    "PyMuPDF": pymupdf,
    "tabula-py": tabula,
    "pypdfium2": pypdfium2,
}
