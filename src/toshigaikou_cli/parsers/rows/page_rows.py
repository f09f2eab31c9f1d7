"""Rows of a spreadsheet that are no rows of its table: the numbers of printed pages."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.blocks import Row

_PAGE = expression(
    r"[-－‐–—―ー~～]\s*[0-9０-９]{1,4}\s*[-－‐–—―ー~～]|[0-9０-９]{1,4}\s*(?:ページ|頁)|[PpＰ][.．]?\s*[0-9０-９]{1,4}"
)

_OF_PAGES = expression(
    r"(?:[(（](?=.*[)）]$)|(?=.*(?:ページ|頁)$)|(?=.*\s[/／]\s))(?P<page>[0-9０-９]{1,3})(?:ページ|頁)?\s*[/／]\s*(?P<pages>[0-9０-９]{1,3})"
    r"\s*(?:ページ|頁)?[)）]?"
)
"""1 / 2, (1/2), 1/2ページ; 1/2 alone may be a day."""


def numbers_a_page(row: Row) -> bool:
    """Whether a row has nothing but the number of a printed page, alone or of so many: - 3 -, 1 / 2."""
    text = text_of(row)
    of = _OF_PAGES.fullmatch(text)
    return bool(_PAGE.fullmatch(text)) or bool(of and int(of["page"]) <= int(of["pages"]))


def text_of(row: Row) -> str:
    """The texts of a row."""
    return " ".join(cell.text.strip() for cell in row.cells if cell.text.strip())
