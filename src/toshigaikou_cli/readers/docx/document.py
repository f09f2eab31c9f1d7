"""Word documents: paragraphs as lines, tables with their merged cells, tracked changes as if accepted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.archives import has_part, most_elements, opened, refuse_traps
from toshigaikou_cli.readers.docx.numbering import Numbering
from toshigaikou_cli.readers.docx.package import Package
from toshigaikou_cli.readers.docx.words import W, Walk, WordText, struck_styles
from toshigaikou_cli.readers.tables import Passing, RawRow, Struck, as_blocks, named, reading_of, trimmed
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

_BODY = "word/document.xml"
_PARAGRAPH, _TABLE, _ROW, _BODY_TAG = (f"{W}{name}" for name in ("p", "tbl", "tr", "body"))
_AROUND_PARTS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_AROUND_ROWS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml"))
_NONE: frozenset[int] = frozenset()
_NO_WORDS: dict[int, str] = {}
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
    from lxml import etree

    with opened(data, name) as archive:
        refuse_traps(archive, name, lambda _part: most_elements(len(data)))
        try:
            package = Package(archive)
            walk = Walk(struck_styles(package.part("styles")), Numbering.of(package.part("numbering")), name)
            with package.body() as body:
                events = etree.iterparse(
                    body,
                    ("start", "end"),
                    tag=(_PARAGRAPH, _TABLE, _ROW),
                    remove_comments=True,
                    remove_pis=True,
                    resolve_entities=False,
                )
                return _reading(events, walk, name)
        except _BROKEN as error:
            hint = say("open it in Word and save it again, or save it as PDF")
            raise ReadError(say("the Word document cannot be opened"), where=name, hint=hint) from error


def _reading(events: Iterable[tuple[str, Any]], walk: Walk, name: str) -> Reading:
    struck = Struck()
    skipped: list[Skip] = []

    def blocks() -> Iterator[Block]:
        tables = 0
        for part in _parts(events, walk):
            if isinstance(part, WordText):
                yield from (Line(text.strip()) for text in part.text().split("\n") if text.strip())
                struck.words += [(say("text"), part.struck_text())] if part.struck_text().strip() else []
                continue
            rows = struck.without(_raw_rows(part, name), say("table {n}", n=tables + 1))
            made = trimmed(as_blocks(rows, tables + 1, opens=tables == 0))
            tables += any(isinstance(block, Row) for block in made)
            yield from made
        skipped.extend(Skip(_told(what, texts), Spot(name)) for what, texts in walk.left_out.items())

    return reading_of("docx", blocks(), name, struck, Passing(), skipped=skipped)


def _told(what: str, texts: list[str]) -> str:
    words = [text for text in texts if text]
    if words:
        return say("{what} ({n}): {words}", what=what, n=len(texts), words=named(words))
    return say("{what} ({n})", what=what, n=len(texts))


class _WordRow(NamedTuple):
    """A row of a table: the valid and the struck words of its cells by column, the columns that a merged cell fills, those it
    fills from above, and its width."""

    texts: dict[int, str]
    struck: dict[int, str]
    filled: frozenset[int]
    goes_on: frozenset[int]
    width: int


def _parts(events: Iterable[tuple[str, Any]], walk: Walk) -> Iterator[WordText | list[_WordRow]]:
    """The paragraphs and the tables of a document's body, in content controls and tracked insertions too; what is read of
    them is given up at once, so that a large document takes no more room than its text."""
    table: Any = None
    rows: list[_WordRow] = []
    above: dict[int, str] = {}
    cells = 0
    for event, element in events:
        tag = element.tag
        if event == "start":
            if tag == _TABLE and table is None and _stands_in(element, _BODY_TAG, _AROUND_PARTS) is not None:
                table, rows, above, cells = element, [], {}, 0
        elif element is table:
            yield rows
            table = None
            _give_up(element)
        elif table is None:
            if tag == _PARAGRAPH and _stands_in(element, _BODY_TAG, _AROUND_PARTS) is not None:
                words = WordText()
                walk.paragraph(element, words)
                yield words
                _give_up(element)
        elif tag == _ROW and _stands_in(element, _TABLE, _AROUND_ROWS) is table:
            if row := _row(element, walk, above):
                rows.append(row)
                cells += row.width
                _refuse_wide(cells, walk.name)
            _give_up(element)


def _stands_in(element: Any, tag: str, between: frozenset[str]) -> Any:
    """The element with a tag that another stands in, with nothing but certain ones between; None where it does not."""
    over = element.getparent()
    while over is not None and over.tag in between:
        over = over.getparent()
    return over if over is not None and over.tag == tag else None


def _give_up(element: Any) -> None:
    element.clear()
    over = element.getparent()
    while element.getprevious() is not None:
        del over[0]


def _row(row: Any, walk: Walk, above: dict[int, str]) -> _WordRow | None:
    """What a row says, None where it was deleted; a cell merged downward is carried into it from ``above``."""
    if row.find(f"{W}trPr/{W}del") is not None:
        walk.note(
            say("tracked deletions"),
            "".join(text.text or "" for text in row.iter(f"{W}delText", f"{W}t")),
        )
        return None
    return _cells(row, walk, above)


def _raw_rows(rows: Sequence[_WordRow], name: str) -> Iterator[RawRow]:
    """The rows of a table, all as wide as the widest."""
    wide = max((row.width for row in rows), default=0)
    _refuse_wide(wide * len(rows), name)
    for number, row in enumerate(rows, start=1):
        below = rows[number].goes_on if number < len(rows) else _NONE
        texts = tuple(row.texts.get(at, "") for at in range(wide))
        spans = wide > 1 and row.filled >= set(range(1, wide)) and bool(texts[0].strip())
        yield RawRow(texts, number, None, None, row.filled, spans and not below, row.struck, below)


def _refuse_wide(cells: int, name: str) -> None:
    if cells > MAX_CELLS:
        what = say("a table of more than {n:,} cells", n=MAX_CELLS)
        raise ReadError(what, where=name, hint=say("save the table that matters as CSV"))


def _cells(row: Any, walk: Walk, above: dict[int, str]) -> _WordRow:
    texts: dict[int, str] = {}
    struck: dict[int, str] = {}
    filled: set[int] = set()
    goes_on: set[int] = set()
    at = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _inside(row, "tc"):
        across = max(_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(f"{W}val") != "restart":
            texts[at] = above.get(at, "")
            filled.update([at] if texts[at] else [])  # of empty cells nothing is carried down
            goes_on.add(at)
        else:
            texts[at], lined = _text(cell, walk)
            above[at] = texts[at]
            struck.update({at: lined} if lined.strip() else {})
        filled.update(range(at + 1, min(at + across, _MAX_COLUMNS)))
        at = min(at + across, _MAX_COLUMNS)
    return _WordRow(texts, struck or _NO_WORDS, frozenset(filled) or _NONE, frozenset(goes_on) or _NONE, at)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The cells of a row, those in content controls too."""
    for child in element:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in _AROUND_ROWS:
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
