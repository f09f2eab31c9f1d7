"""Which fiscal year a value of an indicator is of: the year that its cell writes as one, or that of a column beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import holds_years, stem_of
from toshigaikou_cli.parsers.results.beside import UnreadCell
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.parsers.years import read_year_words
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import says_none, series_in

FigureColumns = Sequence[tuple[HeaderColumn, Cell]]

_D = "[0-9０-９]"
_ERA = rf"(?:{eras.NAMES}|(?<![A-Za-z])[HRhr])\s?(?:元|{_D}{{1,2}})(?!{_D})"
_GREGORIAN = rf"(?<![0-9０-９,，.．])(?:19|20){_D}{{2}}(?![0-9０-９,，.．])"
_GLOSS = rf"(?:\s?[(（](?:{_ERA}|{_GREGORIAN})\s?年?度?[)）])?"
"""The same year otherwise, in parentheses: 令和3（2021）年度."""
_AS_OF = r"\s?(?:末|時点|現在|まで)*"
_IN_CELL = expression(
    rf"[(（\[【]\s*(?P<inside>(?:{_ERA}|{_GREGORIAN}){_GLOSS}\s?年?度?{_GLOSS}){_AS_OF}\s*[)）\]】][:：\s]*"
    rf"|(?P<plain>{_ERA}{_GLOSS}\s?(?:年度?)?{_GLOSS}|{_GREGORIAN}(?:\s?年度?|(?=\s*[:：])))(?!年|度|\s?[./／・\-]\s?{_D}|\s?{_D}{{1,2}}\s?月)"
    rf"{_AS_OF}[:：\s]*"
)
"""A fiscal year in a cell: digits alone are one only in parentheses or before a colon; the year of a day or a month never."""
_OF_ANOTHER = expression(
    rf"\s*[(（\[【]\s*(?:(?:{_ERA}|{_GREGORIAN})\s?(?:年度?|度)?|[前昨]々?年度?|[次翌来]年度?|最終年度?)"
    r"(?:末|時点|現在|実績|目標|計画|見込み?|[のは:：、,・\s値数比約計])*(?<=[年度末点在績標画込み値数比約計のは:：、,・\s])[△▲+\-]?"
    rf"(?={_D})(?!{_D}{{1,2}}\s?月)[^()（）\[\]【】]*[)）\]】]"
)
"""Another year's value in parentheses beside a cell's own: 5（R5：4）, 5件（令和5年度実績 4件）; not 5（令和5年度）."""
_MONTH_IN_CELL = expression(
    rf"[(（\[【]\s*(?P<year>{_ERA}|(?<!{_D})(?:19|20){_D}{{2}})\s?(?:年|[./／])\s?(?P<month>{_D}{{1,2}})\s?月?"
    rf"(?:[./／]?\s?{_D}{{1,2}}日?)?{_AS_OF}\s*[)）\]】]"
)
_DIGITS = expression(rf"{_D}+")
_HAS_DIGIT = expression(_D)


def year_in_cell(text: str, base: int | None) -> tuple[int | None, str]:
    """The fiscal year that a cell names beside its value (``50万人（令和2年度）``), and the cell without it, and without what
    it tells of another year (``5（R5：4）``).

    ``2025``, ``20000`` and ``2025人`` are numbers, ``2026-02-01`` is a day: no year is named.
    """
    bare = _OF_ANOTHER.sub("", text)
    text = bare if _HAS_DIGIT.search(bare) else text
    words = _IN_CELL.search(text)
    year = read_year_words(words["inside"] or words["plain"], base) if words else None
    if not words or year is None:
        return None, text
    return year, (text[: words.start()] + text[words.end() :]).strip()


def year_of_month(text: str, base: int | None) -> int | None:
    """The fiscal year of the month that a cell names in parentheses beside its value: ``50人（令和5年3月末）`` is of FY2022."""
    found = _MONTH_IN_CELL.search(text)
    year = read_year_words(found["year"], base) if found else None
    month = int(found["month"]) if found else 0
    return fiscal_year_of(f"{year:04d}-{month:02d}") if year and 1 <= month <= 12 else None


def is_later(column: HeaderColumn, year: int | None) -> bool:
    """Whether a column that only its year says to have actual values is of a year after a document of ``year``: what stands
    there is planned or expected."""
    of = read_year_words(column.year_text, year) if column.kindless and year else None
    return of is not None and year is not None and of > year


def later_cells(row: TableRow, year: int | None) -> Iterator[UnreadCell]:
    """The cells of a row that are of years after a document of ``year``, and say no kind."""
    if series_in(row.cell("series").text):
        return
    for column, cell in zip(row.header.columns, row.cells, strict=True):
        if is_later(column, year) and cell.text.strip() and not says_none(cell.text):
            yield UnreadCell(" ".join(column.header.split()), cell.text, row.source)


def with_years(group: FigureColumns, base: int | None) -> FigureColumns:
    """The columns, where one that holds the year of its neighbour (基準値: 年度 | 値, or 値 | 年度) is read into that one's
    header. Columns of one kind are neighbours; a column that has none beside it holds values, whatever its header ends in."""
    years = {at: of for at in range(len(group)) if (of := _neighbour(at, group, base)) is not None}
    texts = {of: match_key(group[at][1].text) for at, of in years.items()}
    return [
        (replace(column, year_text=texts[at]) if texts.get(at) else column, cell)
        for at, (column, cell) in enumerate(group)
        if at not in years
    ]


def _neighbour(at: int, group: FigureColumns, base: int | None) -> int | None:
    """The place of the column whose year a column holds; None where it holds values. Digits alone are a year only where the
    two headers say the same but for it (基準年度 | 基準値): a number may stand under 最終年度."""
    column, cell = group[at]
    text = cell.text.strip()
    if column.year_text or not holds_years(column.header) or (text and not read_year_words(text, base)):
        return None
    beside = [place for place in (at + 1, at - 1) if 0 <= place < len(group)]
    return next(
        (
            place
            for place in beside
            if _takes_year(group[place][0], column)
            and (not _DIGITS.fullmatch(text) or stem_of(group[place][0].header) == stem_of(column.header))
        ),
        None,
    )


def _takes_year(column: HeaderColumn, year: HeaderColumn) -> bool:
    return column.column == year.column and not column.year_text and not holds_years(column.header)
