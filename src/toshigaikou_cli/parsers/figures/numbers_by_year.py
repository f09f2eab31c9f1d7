"""Tables of numbers by year without a column of indicators: years across (量の見込み | R7 | R8), or a row for each year.

They are not read, since nothing says for sure what each number is; an error says how they could be.
"""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.header_names import PARENTHESES, without_year
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import is_figure, says_none

_LEAST = 3
"""Years that make a table one of them."""
_LOOKED_AT = 64


def numbers_by_year(rows: Sequence[Row], name: str) -> ParseError | None:
    """The error that a document has nothing but numbers by year; None where no table of its first rows is one of those."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        below = [each for each in rows[at + 1 : at + _LOOKED_AT] if each.table == row.table]
        if _years_across(row, below):
            what = say(
                "a table of numbers by year whose rows are not named as indicators: {cells}",
                cells=_cells(row),
            )
            hint = say(
                "write it with a row for each indicator and kind of value: 指標 | 区分 | 単位 | R7 | R8, with 目標 or 実績 under"
                " 区分; 量の見込み and 確保方策 are two indicators of their project (一時預かり（量の見込み）)"
            )
            return ParseError(what, spot=row.spot._replace(document=name), hint=hint)
        if _years_down(row, below):
            what = say(
                "a table with a row for each year and a column for each series of numbers: {cells}",
                cells=_cells(row),
            )
            hint = say(
                "write it with a row for each series and a column for each year (in Excel: copy, paste with Transpose): 指標 |"
                " 単位 | 基準値（2013年度） | 実績値（2021年度） | 目標値（2030年度）; a total needs a name (総排出量)"
            )
            return ParseError(what, spot=row.spot._replace(document=name), hint=hint)
    return None


def _years_across(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row has years and next to nothing else, and rows of a label and numbers stand under it."""
    years = [at for at, cell in enumerate(row.cells) if is_year(cell.text)]
    others = [cell for at, cell in enumerate(row.cells) if at not in years and cell.text.strip()]
    if len(years) < _LEAST or len(others) > 1:
        return False
    labelled = [each for each in below if each.cells[0].text.strip() and not is_figure(each.cells[0].text)]
    return sum(_are_numbers(each, years) for each in labelled) > 1


def _years_down(row: Row, below: Sequence[Row]) -> bool:
    """Whether the rows under a header open with years, and have numbers behind them."""
    labels = [at for at, cell in enumerate(row.cells) if cell.text.strip() and not is_year(cell.text)]
    under = [each for each in below if is_year(each.cells[0].text)]
    if len(labels) < _LEAST or labels[0] != 0 or any(_is_bare(row.cells[at].text) for at in labels):
        return False
    return len(under) >= _LEAST and all(_are_numbers(each, labels[1:]) for each in under)


def _are_numbers(row: Row, places: Sequence[int]) -> bool:
    """Whether a row has numbers in some columns, and nothing else."""
    texts = [text for at in places if at < len(row.cells) and (text := row.cells[at].text.strip())]
    return any(map(is_figure, texts)) and all(is_figure(text) or says_none(text) for text in texts)


def _is_bare(text: str) -> bool:
    """Whether a text is a number without a unit: no header of numbers."""
    return text.strip().replace(",", "").replace(".", "").isdigit()


def is_year(text: str) -> bool:
    """Whether a cell says a year and no more, but for a remark in brackets: R7, 2013（基準年度）."""
    bare, year = without_year(match_key(text))
    return bool(year) and not PARENTHESES.sub("", bare).strip("()年度")


def _cells(row: Row) -> str:
    return " | ".join(text[:20] for cell in row.cells[:8] if (text := " ".join(cell.text.split())))
