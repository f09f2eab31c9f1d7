"""Word documents: paragraphs as lines, tables with their merged cells, tracked changes as if accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.archives import has_part, most_elements, opened, refuse_traps
from toshigaikou_cli.readers.docx.numbering import Numbering
from toshigaikou_cli.readers.docx.words import W, Walk, WordText, struck_styles
from toshigaikou_cli.readers.tables import Passing, RawRow, Struck, as_blocks, named, reading_of, trimmed
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

_BODY = "word/document.xml"
_MAX_COLUMNS = 1000
MAX_CELLS = 1_000_000
"""Of a table, those that a merged cell spans and those that a row lacks counted."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError, EOFError,
    RuntimeError, NotImplementedError,
)  # fmt: skip


def recognizes(data: bytes) -> bool:
    """A zip archive with the body of a Word document."""
    return has_part(data, _BODY)


def read(data: bytes, name: str, options: ReadOptions) -> Reading:  # noqa: ARG001 (as every reader)
    """Paragraphs outside tables as lines, each table as rows; ``row`` counts within its table.

    Inserted text is in, deleted text out; furigana, struck and hidden words are left out, as are comments, footnotes
    and text boxes, and named. Numbers of lists stand before their items. Raises ReadError for a damaged document.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    with opened(data, name) as archive:
        refuse_traps(archive, name, lambda _part: most_elements(len(data)))
    try:
        document = Document(io.BytesIO(data))
        part: Any = document.part
        numbers = any("numbering" in str(each.reltype) for each in part.rels.values())
        walk = Walk(
            struck_styles(document.styles.element),
            Numbering.of(part.numbering_part.element if numbers else None),
            name,
        )
        return _reading(document.element.body, walk, name)
    except (*_BROKEN, PackageNotFoundError) as error:
        hint = say("open it in Word and save it again, or save it as PDF")
        raise ReadError(say("the Word document cannot be opened"), where=name, hint=hint) from error


def _reading(body: Any, walk: Walk, name: str) -> Reading:
    blocks: list[Block] = []
    struck = Struck()
    tables = 0
    for element in _parts(body):
        if element.tag == f"{W}p":
            words = WordText()
            walk.paragraph(element, words)
            blocks += [Line(text.strip()) for text in words.text().split("\n") if text.strip()]
            struck.words += [(say("text"), words.struck_text())] if words.struck_text().strip() else []
            continue
        rows = struck.without(_rows(element, walk), say("table {n}", n=tables + 1))
        made = trimmed(as_blocks(rows, tables + 1, opens=tables == 0))
        tables += any(isinstance(block, Row) for block in made)
        blocks += made
    skipped = [Skip(_told(what, texts), Spot(name)) for what, texts in walk.left_out.items()]
    return reading_of("docx", blocks, name, struck, Passing(), skipped=skipped)


def _told(what: str, texts: list[str]) -> str:
    words = [text for text in texts if text]
    if words:
        return say("{what} ({n}): {words}", what=what, n=len(texts), words=named(words))
    return say("{what} ({n})", what=what, n=len(texts))


def _parts(element: Any) -> Iterator[Any]:
    """The paragraphs and tables under an element, those in content controls and tracked insertions too."""
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
        ):
            yield from _parts(child)


def _rows(table: Any, walk: Walk) -> Iterator[RawRow]:
    """The rows of a table; a cell merged downward is carried into the rows below."""
    above: dict[int, str] = {}
    made: list[tuple[dict[int, tuple[str, str]], set[int], set[int], int]] = []
    count = 0
    for row in _inside(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            walk.note(
                say("tracked deletions"),
                "".join(text.text or "" for text in row.iter(f"{W}delText", f"{W}t")),
            )
            continue
        cells, filled, goes_on, width = _cells(row, walk, above)
        made.append((cells, filled, goes_on, width))
        count += width
        _refuse_wide(count, walk.name)
    wide = max((width for *_, width in made), default=0)
    _refuse_wide(wide * len(made), walk.name)
    for number, (cells, filled, _, _) in enumerate(made, start=1):
        below = made[number][2] if number < len(made) else set()
        texts = tuple(cells.get(at, ("", ""))[0] for at in range(wide))
        struck = {at: lined for at, (_, lined) in cells.items() if lined.strip()}
        spans = wide > 1 and filled >= set(range(1, wide)) and bool(texts[0].strip())
        yield RawRow(
            texts, number, None, None, frozenset(filled), spans and not below, struck, frozenset(below)
        )


def _refuse_wide(cells: int, name: str) -> None:
    if cells > MAX_CELLS:
        what = say("a table of more than {n:,} cells", n=MAX_CELLS)
        raise ReadError(what, where=name, hint=say("save the table that matters as CSV"))


def _cells(
    row: Any, walk: Walk, above: dict[int, str]
) -> tuple[dict[int, tuple[str, str]], set[int], set[int], int]:
    """The cells of a row by column, the columns that a merged cell fills, those it fills from above, and the width."""
    cells: dict[int, tuple[str, str]] = {}
    filled: set[int] = set()
    goes_on: set[int] = set()
    at = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _inside(row, "tc"):
        across = max(_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(f"{W}val") != "restart":
            cells[at] = (above.get(at, ""), "")
            filled.update([at] if cells[at][0] else [])  # of empty cells nothing is carried down
            goes_on.add(at)
        else:
            cells[at] = _text(cell, walk)
            above[at] = cells[at][0]
        filled.update(range(at + 1, min(at + across, _MAX_COLUMNS)))
        at = min(at + across, _MAX_COLUMNS)
    return cells, filled, goes_on, at


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _inside(child, tag)


def _count(element: Any, otherwise: int) -> int:
    text = element.get(f"{W}val") if element is not None else ""
    return min(int(text), _MAX_COLUMNS) if text and text.isdigit() else otherwise


def _text(cell: Any, walk: Walk) -> tuple[str, str]:
    """A cell's valid text, a line for each paragraph (of tables inside it too), and its struck words."""
    valid, struck = [], []
    for paragraph in cell.iter(f"{W}p"):
        if any(each.tag == f"{W}txbxContent" for each in paragraph.iterancestors()):
            continue
        words = WordText()
        walk.paragraph(paragraph, words)
        valid.append(words.text().strip())
        struck.append(words.struck_text().strip())
    return "\n".join(filter(None, valid)), " ".join(filter(None, struck))
