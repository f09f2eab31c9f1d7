"""PDF: headings and table rows in reading order, with page, table, row and cell boxes.

What cannot be read is refused with the page and the reason; what is left out is counted in the tally.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import joined, say, say_n
from toshigaikou_cli.readers.pdf.adjacent import side_by_side
from toshigaikou_cli.readers.pdf.beyond_clip import not_shown
from toshigaikou_cli.readers.pdf.budget import Budget
from toshigaikou_cli.readers.pdf.check_boxes import DRAWN
from toshigaikou_cli.readers.pdf.continued import (
    BodyRow,
    Chain,
    Cut,
    find_cut,
    followed,
    header_rows,
    lacks_row_rules,
    parted,
    rows_of,
)
from toshigaikou_cli.readers.pdf.foreseeing import foresee
from toshigaikou_cli.readers.pdf.left_out import LeftOut
from toshigaikou_cli.readers.pdf.margins import MarginLine, in_margin, is_page_number, left_out
from toshigaikou_cli.readers.pdf.marks import PageContent
from toshigaikou_cli.readers.pdf.open import close, is_pdf, open_pdf
from toshigaikou_cli.readers.pdf.pages import PageParts, PageTable, TextLine, parts_of
from toshigaikou_cli.readers.pdf.refusals import (
    ORIGINAL,
    hint_for,
    page_list,
    unreadable,
)
from toshigaikou_cli.readers.pdf.render import render
from toshigaikou_cli.readers.pdf.scans import ScannedPage, page_content, too_much, unsure
from toshigaikou_cli.readers.pdf.second import PageRead, bare, cell_key, differences
from toshigaikou_cli.records.blocks import Block, Cell, Line, Reading, ReadOptions, Row, Tally
from toshigaikou_cli.records.finding import Finding, Severity, Skip
from toshigaikou_cli.records.place import BBox, Spot

__all__ = ["read", "recognizes", "render"]


def recognizes(data: bytes) -> bool:
    """Whether the bytes are a PDF, by their content (``%PDF-`` within the first 1024 bytes)."""
    return is_pdf(data)


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Read a PDF: lines and table rows in reading order, a tally, and findings.

    Raises ReadError where the file or all of its pages cannot be read, or no page has a table that can be told for sure.
    """
    reader = _Pages(name, second={} if options.second_reading else None)
    document = open_pdf(data, name, options)
    try:
        count = len(document)
        if not count:
            raise ReadError(say("the PDF has no pages"), where=name, hint=say("fetch the file anew"))
        budget = Budget(len(data), count)
        for number in range(1, count + 1):
            reader.add(number, *page_content(document, number, name, budget, options.ocr))
            if beyond := foresee(document, number, budget):
                raise too_much(budget.told(), name, beyond)
            if options.progress:
                options.progress(number, count)
        reading = reader.reading(count)
    finally:
        close(document)
    if reader.second is None:
        return reading
    for block in reading.blocks:
        if isinstance(block, Row) and block.page in reader.second:
            reader.second[block.page].cells.update(
                cell_key(cell.text + cell.struck.replace("…", "")) for cell in block.cells
            )
    further = differences(data, name, options.password or "", reader.second)
    return reading._replace(findings=(*reading.findings, *further))


@dataclass(slots=True)
class _Pages:
    """The pages read so far, and what must be known of earlier pages to read the next one."""

    name: str
    blocks: list[Block | tuple[int, int, Line]] = field(default_factory=list)
    margins: list[MarginLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    text_pages: list[int] = field(default_factory=list)
    unruled: list[int] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    continued: int = 0
    filled: int = 0
    characters: int = 0
    dropped: int = 0
    chain: Chain | None = None
    lowest: float = 0.0
    open_cells: dict[int, list[int]] = field(default_factory=dict)
    columns: list[list[float]] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    unshown: list[tuple[int, str, int]] = field(default_factory=list)
    left_out: LeftOut = field(init=False)
    second: dict[int, PageRead] | None = None
    scan: ScannedPage | None = None

    def __post_init__(self) -> None:
        self.left_out = LeftOut(self.name)

    def add(self, number: int, content: PageContent | None, scan: ScannedPage | None = None) -> None:
        """Take one page in, as read or as recognized."""
        self.scan = scan
        reason = unreadable(content) or unsure(scan)
        if reason or content is None:
            if reason != "blank":
                self.skipped[number] = reason
            self.chain, self.columns = None, []
            return
        known = self.columns
        parts = parts_of(content, known)
        self.left_out.page(number, content)
        self.unshown += [(number, *each) for each in parts.unshown]
        if self.second is not None and scan is None:
            shown = bare(glyph.text for glyph in content.glyphs if glyph.order != DRAWN)
            self.second[number] = PageRead(shown, content.hidden + content.ruby)
        if scan:
            message = say(
                "recognized on a picture (OCR), mean confidence {sure:.2f}: compare it with the page",
                sure=scan.sure(),
            )
            self._find("read-by-ocr", number, message, severity="info")
        self.columns = [table.grid.xs for table in parts.tables]
        if not parts.tables and not parts.lines:
            return
        self.text_pages.append(number)
        if parts.unsure:
            self.unsure.append(parts.unsure)
        if parts.tabular or (not parts.tables and parts.unsure and known):
            message = say("text in columns, but no ruling lines: read as lines, not as a table")
            if parts.unsure:
                message = say(
                    "text in columns, but no ruling lines, and {reason}: read as lines, not as a table",
                    reason=parts.unsure,
                )
            self._find("no-rules", number, message)
        self._page(number, parts)

    def _page(self, number: int, parts: PageParts) -> None:
        items: list[tuple[float, float, PageTable | TextLine]] = [
            *((table.grid.ys[0], table.grid.xs[0], table) for table in parts.tables),
            *((line.top, line.x0, line) for line in parts.lines),
        ]
        items.sort(key=lambda item: (item[0], item[1]))
        first_table = True
        for index, (_, _, item) in enumerate(items):
            if isinstance(item, TextLine):
                self._line(number, index, item, items, parts)
            else:
                self._table(number, item, first_table)
                first_table = False
        self.before = {line.text for line in parts.lines}
        tail = items[-1][2]
        if isinstance(tail, TextLine) and not _marginal(tail, parts):
            self.chain = _closed(self.chain)

    def _line(
        self, number: int, index: int, line: TextLine, items: list[tuple[float, float, Any]], parts: PageParts
    ) -> None:
        block = Line(line.text, page=number, line=index + 1)
        tops = [item[2].grid.ys[0] for item in items if isinstance(item[2], PageTable)]
        above = line.top < parts.height / 2 and all(line.top < top for top in tops)
        edge = index < 2 or index >= len(items) - 2
        if edge and in_margin(line.top, line.bottom, parts.height):
            self.margins.append(MarginLine(number, index, line.text, above, line.top / parts.height))
            if not is_page_number(line.text) and above and line.text not in self.before:
                self.chain = _closed(self.chain)
        else:
            self.chain = _closed(self.chain)
        self.blocks.append((number, index, block))

    def _table(self, number: int, table: PageTable, first: bool) -> None:
        self.tables += 1
        rows = parted(self.chain, rows_of(table))
        headers = header_rows(self.chain, rows)
        cut = None
        if first and self.chain and not self.chain.closed:
            cut = find_cut(self.chain, table, rows, headers, self.lowest)
        if first and not cut and self.chain and not self.chain.closed and len(rows) > headers:
            self._fill_back(rows[headers])
        self.open_cells = {}
        if table.grid.aligned:
            self._find(
                "read-by-alignment",
                number,
                say("rules do not part the cells of a table: its alignment tells them"),
            )
        unruled = lacks_row_rules(rows, headers, banded=table.grid.banded)
        if unruled:
            self.unruled.append(number)
            self._find(
                "no-row-rules", number, say("no rules between the rows of a table: its rows are not read")
            )
        for index, row in enumerate(rows[: max(headers, 1)] if unruled else rows):
            if self._struck(number, row, index):
                continue
            self._note_cut(number, table, row, index)
            self.blocks.append(self._row(number, table, row, index, cut))
            self._note_open(table, row)
        self.chain = followed(self.chain, table, rows, headers, cut)
        self.lowest = max(self.lowest, table.grid.ys[-1])
        self.characters += table.characters
        self.dropped += len(table.lost)
        if table.lost:
            shown = table.lost[:40]
            self._find(
                "characters-lost",
                number,
                say_n(
                    "{n} character of a table fell in no cell",
                    "{n} characters of a table fell in no cell",
                    n=len(table.lost),
                ),
                shown,
            )
        self._find_figures(number, rows[headers:])
        if table.beyond:
            message = say(
                "a text next to a table stands in its columns, outside of its rules: a row may be missing"
            )
            self._find("row-beyond", number, message, table.beyond)
        for column, sample in table.together.items():
            message = say("column {n} of a table may be two columns: its texts stand apart", n=column + 1)
            self._find("columns-together", number, message, sample)
        if table.grid.storeys:
            message = say("nothing tells which columns a label of a table's header stands over")
            self._find("header-storeys", number, message, table.grid.storeys)
        for at, sample in table.overlaps.items():
            self._find("overlapping-text", number, say("text is drawn over other text"), sample, row=at + 1)

    def _find_figures(self, number: int, rows: list[BodyRow]) -> None:
        for column in range(len(rows[0].cells) if rows else 0):
            sample = side_by_side([row.cells[column].text for row in rows if row.own[column]])
            if sample:
                message = say(
                    "column {n} of a table holds figures beside each other, with no rule between them: they"
                    " may be two columns",
                    n=column + 1,
                )
                self._find("figures-together", number, message, sample)

    def _struck(self, number: int, row: BodyRow, at: int) -> bool:
        # Note the row's struck words; whether nothing else stands in the cells that are its own.
        own = [cell for column, cell in enumerate(row.cells) if row.own[column]]
        for cell in row.cells:
            if cell.struck:
                self.left_out.cell(number, at + 1, cell.struck)
        wholly = any(cell.struck for cell in own) and not any(cell.text for cell in own)
        self.left_out.struck_rows += wholly
        return wholly

    def _note_cut(self, number: int, table: PageTable, row: BodyRow, at: int) -> None:
        for column, index in enumerate(table.grid.unit_region[row.at]):
            if index in table.cut and table.grid.regions[index].top_row == row.at and row.cells[column].text:
                self.left_out.cut.append((number, at + 1, row.cells[column].text))

    def _note_open(self, table: PageTable, row: BodyRow) -> None:
        # Empty cells that are open at the page's end: a merged cell whose text may stand on the next page.
        grid = table.grid
        for column in grid.open_bottom if len(grid.open_bottom) < grid.columns else ():
            region = grid.regions[grid.unit_region[row.at][column]]
            if region.last_row == grid.rows - 1 and region.left == column and not row.cells[column].text:
                self.open_cells.setdefault(column, []).append(len(self.blocks) - 1)

    def _fill_back(self, rest: BodyRow) -> None:
        for column, indices in self.open_cells.items():
            text = rest.cells[column].text if column < len(rest.cells) else ""
            for index in indices if text else ():
                row = self.blocks[index]
                if isinstance(row, Row):
                    cells = list(row.cells)
                    cells[column] = cells[column]._replace(text=text, filled=True)
                    self.blocks[index] = row._replace(cells=tuple(cells))
                    self.filled += 1

    def _row(self, number: int, table: PageTable, row: BodyRow, at: int, cut: Cut | None) -> Row:
        grid = table.grid
        rest = cut if cut and cut.row == at else None
        cut_at = row.at - (at - cut.row) if cut else -1
        cells: list[Cell] = []
        for column, index in enumerate(grid.unit_region[row.at]):
            region = grid.regions[index]
            copy = region.left != column or region.top_row != row.at or index in table.ghosts
            text = row.cells[column].text
            if cut and at > cut.row and region.top_row == cut_at and not cut.repeated:
                # A merged cell that the page break cut: its copies hold the whole text.
                text = (cut.before[column] + cut.prefix[column] + text) if text else ""
            if rest:
                copy = copy or rest.repeated
                text = rest.prefix[column] + text
            box = _rounded(table.boxes[index])
            cells.append(Cell(text, filled=copy, bbox=box, struck="" if copy else row.cells[column].struck))
        self.rows += 1
        self.continued += rest is not None
        self.filled += sum(cell.filled for cell in cells)
        box = _rounded(table.row_boxes[row.at])
        sure = self.scan.sure(table.row_boxes[row.at]) if self.scan else None
        return Row(
            tuple(cells), self.tables, at + 1, page=number, continues=rest is not None, bbox=box, ocr=sure
        )

    def _find(
        self,
        code: str,
        page: int,
        message: str,
        cell: str = "",
        row: int | None = None,
        severity: Severity = "warning",
        hint: str = "",
    ) -> None:
        spot = Spot(self.name, page, row=row)
        self.findings.append(Finding(code, severity, message, spot, cell=cell, hint=hint))

    def reading(self, pages: int) -> Reading:
        """All pages as one reading; raises ReadError where nothing can be used."""
        if not self.text_pages:
            raise self._nothing(pages)
        if not self.tables:
            what = say("no ruled table found")
            if self.unsure:
                what = say("no ruled table found; text in columns, but {reason}", reason=self.unsure[0])
            raise self._error(what, self.text_pages)
        if len(self.unruled) >= self.tables:
            raise self._error(say("no rules between the rows"), self.unruled)
        for page, reason in self.skipped.items():
            self._find("page-skipped", page, reason, hint=hint_for([reason]))
        out = left_out(self.margins)
        blocks = tuple(
            block if isinstance(block, Line | Row) else block[2]
            for block in self.blocks
            if isinstance(block, Line | Row) or block[:2] not in out
        )
        self.left_out.unshown(not_shown(self.unshown, blocks))
        tally = Tally(
            pages=pages, tables=self.tables, rows=self.rows, continued=self.continued, filled=self.filled,
            characters=self.characters, dropped=self.dropped,
            skipped=tuple(Skip(reason, Spot(self.name, page)) for page, reason in self.skipped.items()),
            struck_rows=self.left_out.struck_rows, hidden=self.left_out.hidden, ruby=self.left_out.ruby,
            undecoded=self.left_out.undecoded,
        )  # fmt: skip
        return Reading("pdf", blocks, tally, (*self.findings, *self.left_out.all_findings()))

    def _nothing(self, pages: int) -> ReadError:
        reasons = sorted(set(self.skipped.values())) or [say("no characters")]
        return self._error(joined(reasons, "; "), list(self.skipped) or list(range(1, pages + 1)))

    def _error(self, what: str, pages: list[int]) -> ReadError:
        """An error of some pages; a place can only be that of one."""
        spot = Spot(self.name, pages[0] if len(pages) == 1 else None)
        where = say("{where}: {what}", where=self.name, what=page_list(pages))
        return ReadError(what, where=where, hint=hint_for([what]) or ORIGINAL, spot=spot)


def _marginal(line: TextLine, parts: PageParts) -> bool:
    return in_margin(line.top, line.bottom, parts.height)


def _closed(chain: Chain | None) -> Chain | None:
    if chain is not None:
        chain.closed = True
    return chain


def _rounded(box: BBox) -> BBox:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
