"""Rows that tell together of one item: its cell is merged over them, with all that says whose it is, and each has a part of the
result.

A field that is merged over rows of different items is no item; a row with a unit, a number, a day, a partner, a remark or
figures of its own is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.beside_roles import beside_role
from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS, HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.row_labels import may_label_rows
from toshigaikou_cli.parsers.rows.units_over import looks_like_unit
from toshigaikou_cli.parsers.rows.year_headings import is_year_column
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.marks import OPENING_MARK
from toshigaikou_cli.text.wrapped import unwrapped

_LABEL = expression(r"\s*[【＜<〈《［\[〔]")
_LEFT_OPEN = expression(r"(?:[、，（(「『]|[をにがはのとへやもでし]|して|及び)\s*$")
"""How a text ends that the next row goes on."""
_OPENS_BRACKET, _CLOSES_BRACKET = expression("[（(「『]"), expression("[）)」』]")
_BEGINS_NONE = expression(
    r"\s*(?:[、。，．,）)」』～~]|[はをのがにでともへや](?=[一-龥ァ-ヴ0-9０-９])|に(?:より|よる|よって|て|おいて)|として|ため|を)"
)
"""What begins no sentence: a mark or a particle before what it belongs to."""
_POINT = "・"
_OF_ROWS = frozenset({"city", "note"})
"""Columns that tell of a row what may differ from row to row of one item."""


def goes_on_item(header: Header, cells: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a row of a sheet tells more of the item of the row ``above`` it, of the same header."""
    at = header.index(header.key)
    if header.table.document != "achievements" or at is None:
        return False
    key = cells[at]
    if not (key.filled and key.text.strip() and match_key(key.text) == match_key(above[at].text)):
        return False
    own = [
        column
        for column, cell in zip(header.columns, cells, strict=True)
        if cell.text.strip() and not cell.filled
    ]
    return any(column.kind for column in own) and not any(_tells_apart(column, header) for column in own)


def of_item_above(header: Header, cells: Sequence[Cell], above: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a row, with the item of the row ``above`` it where they tell of that one and leave it out: they have a
    result, and a day, a partner, a kind or, without their number, a unit of their own, or another year, with a result or without.
    So a file without merged cells says what others merge."""
    at = header.index(header.key)
    if header.table.document != "achievements" or at is None or cells[at].text.strip():
        return tuple(cells)
    own = [place for place, cell in enumerate(cells) if cell.text.strip() and not cell.filled]
    unit = _another_unit(header, cells, above, at)
    free = all(
        _is_free(header.columns[place], place > at)
        or (
            unit
            and place > at
            and (header.columns[place].figure or header.columns[place].column in UNIT_COLUMNS)
        )
        for place in own
    )
    apart = any(
        _tells_apart(column, header) for place in own if (column := header.columns[place]).column != "note"
    )
    values = [
        (above[place].text.strip(), cells[place].text.strip()) for place in own if header.columns[place].kind
    ]
    year = any(
        is_year_column(header.columns[place].header)
        and match_key(above[place].text) not in ("", match_key(cells[place].text))
        for place in own
    )
    broken = not year and any(text and _is_broken(text, more) for text, more in values)
    if broken or not (free and apart and (values or year)):
        return tuple(cells)
    found = list(cells)
    for place in (at, *(_places_of_numbers(header, at) if unit else ())):
        found[place] = above[place]._replace(filled=True)
    return tuple(found)


def _another_unit(header: Header, cells: Sequence[Cell], above: Sequence[Cell], at: int) -> bool:
    """Whether a row that leaves out its number, too, names another unit than the one ``above`` it, behind its item; the tail of
    a cut name is none."""
    numbers = _places_of_numbers(header, at)
    if not any(above[place].text.strip() for place in numbers):
        return False
    places = [place for place, each in enumerate(header.columns) if each.column in UNIT_COLUMNS]
    own = [place for place in places if cells[place].text.strip() and not cells[place].filled]
    return bool(own) and all(
        place > at
        and looks_like_unit(cells[place].text.strip())
        and looks_like_unit(above[place].text.strip())
        and match_key(cells[place].text) != match_key(above[place].text)
        for place in own
    )


def _places_of_numbers(header: Header, at: int) -> list[int]:
    """The columns before the item that number it."""
    return [place for place, each in enumerate(header.columns[:at]) if each.column in ("number", "measure")]


def _is_free(column: HeaderColumn, behind: bool) -> bool:
    """Whether a text of its own in a column lets a row be of the item above: it names no unit, number or field before it."""
    return (
        not column.column
        or bool(column.kind)
        or column.column in _OF_ROWS
        or (behind and may_label_rows(column))
    )


def _tells_apart(column: HeaderColumn, header: Header) -> bool:
    """Whether a text of its own in a column makes a row one of its own."""
    of_row = column.column or beside_role(column.header, header.table) or is_year_column(column.header)
    return not column.kind and bool(of_row or may_label_rows(column))


def with_part(column: HeaderColumn, cell: Cell, more: Cell, *, whole: bool = False) -> Cell | None:
    """A cell of results or plans with the text of the next row of its item: as points, where lines alone would not show that
    they are two. Where no page cuts rows (``whole``), only a text that is left open goes on. None for other cells."""
    if not column.kind or more.filled or not more.text.strip() or not cell.text.strip():
        return None
    texts = (cell.text, more.text)
    joined = "\n".join(texts)
    shown = len(split_activities(joined)) >= sum(len(split_activities(text)) for text in texts)
    if whole and _goes_on(cell.text.strip(), more.text.strip()):
        return cell._replace(text=f"{cell.text.rstrip()}{more.text.lstrip()}")
    if not shown and (whole or not _is_broken(cell.text.strip(), more.text.strip())):
        joined = "\n".join(map(_as_point, texts))
    return cell._replace(text=joined)


def _is_broken(text: str, more: str) -> bool:
    """Whether the second text is the rest of a sentence of the first."""
    lines = [text.splitlines()[-1], more.splitlines()[0]]
    return bool(_LEFT_OPEN.search(text)) or "\n" not in unwrapped("\n".join(lines))


def _goes_on(text: str, more: str) -> bool:
    """Whether a row of a workbook is the rest of the sentence above it: that one is left open, or this begins as none does."""
    opened = len(_OPENS_BRACKET.findall(text)) > len(_CLOSES_BRACKET.findall(text))
    return bool(opened or _LEFT_OPEN.search(text) or _BEGINS_NONE.match(more))


def _as_point(text: str) -> str:
    return text if OPENING_MARK.match(text) or _LABEL.match(text) else f"{_POINT}{text.lstrip()}"
