"""Where a thing stands."""

from __future__ import annotations

from typing import NamedTuple

from toshigaikou_cli.messages import Message, joined, say

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's upper left corner, as shown (after /Rotate and crop)."""


class Spot(NamedTuple):
    """The place of a record or a finding, as far as known. All numbers count from 1.

    ``document`` is the file's name as it was given, "" where whoever holds the spot knows the document. ``page`` is the
    page, or the number of a workbook's sheet, whose name is ``sheet``; ``line`` the line of a text file; ``table``
    counts the document's tables, ``row`` the rows of that table (in a workbook: the sheet's rows). ``cell`` is the
    header over the cell as it is printed. ``ocr`` is the confidence (0 to 1) of what was recognized on a picture there,
    None where characters were read.
    """

    document: str = ""
    page: int | None = None
    line: int | None = None
    row: int | None = None
    sheet: str = ""
    table: int | None = None
    cell: str = ""
    box: BBox | None = None
    ocr: float | None = None

    def __str__(self) -> str:
        """``file:page 2:line 19``; the row of its table where the document has no lines."""
        return joined((part for part in (self.document, self.within) if part), ":")

    @property
    def within(self) -> str:
        """The place in its document: ``page 2:line 19``, a workbook's ``sheet 実績:row 4``, "" where only the document is
        known."""
        return self._within()

    @property
    def in_its_table(self) -> str:
        """The same, with the table whose row it is: ``page 2:table 3:row 4``, as files of words keep it. A workbook's rows are
        those of its sheet."""
        return self._within(table=not self.sheet)

    def _within(self, *, table: bool = False) -> str:
        spots = [page_of(self.page or 0, self.sheet)] if self.sheet or self.page is not None else []
        if self.line is not None:
            spots.append(say("line {n}", n=self.line))
        if self.shown_row is not None:
            if table and self.table is not None:
                spots.append(say("table {n}", n=self.table))
            spots.append(say("row {n}", n=self.shown_row))
        return joined(spots, ":")

    @property
    def shown_row(self) -> int | None:
        """The row as it is printed: only where there is no line, which says the same and is found sooner."""
        return self.row if self.line is None else None

    def columns(self) -> dict[str, int | str | float | None]:
        """The place in its document as the catalogue's tables keep it."""
        return {
            "page": self.page,
            "sheet": self.sheet or None,
            "line": self.line,
            "table_number": self.table,
            "row": self.row,
            "bbox": ",".join(f"{value:.2f}" for value in self.box) if self.box else None,
            "ocr": None if self.ocr is None else round(self.ocr, 3),
        }


def page_of(page: int, sheet: str | None) -> Message:
    """A page, or a sheet of a workbook by its name, as a person finds it."""
    return say("sheet {name}", name=sheet) if sheet else say("page {n}", n=page)


NOWHERE = Spot()
"""No place is known."""
