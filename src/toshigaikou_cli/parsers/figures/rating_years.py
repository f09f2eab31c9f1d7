"""Which fiscal year a column of grades is of, where a table has results of several years, or grades of several."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.results.beside import UnreadCell
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.parsers.years import read_year_words
from toshigaikou_cli.text.stated_numbers import says_no_grade


def newest_result(columns: Sequence[HeaderColumn], years: Mapping[str, int]) -> int | None:
    """The fiscal year of the newest results of a header; None where it has none."""
    return max((years[each.year_text] for each in columns if each.kind == "result"), default=None)


def rating_years(
    columns: Sequence[HeaderColumn], years: Mapping[str, int], year: int | None
) -> dict[int, int]:
    """The fiscal year of each column of grades, by its place; empty where all are of the ``year`` of their row.

    A grade is of the year that its header says (評価(R4)). Without one it is of the results that it stands behind, or before
    where the grades come first; where all stand at one end of the results, of the newest of them.
    """
    results = {at: years[each.year_text] for at, each in enumerate(columns) if each.kind == "result"}
    ratings = [at for at, each in enumerate(columns) if each.column == "rating"]
    found = {at: of for at in ratings if (of := _own_year(columns[at], year)) is not None}
    undated = [at for at in ratings if at not in found]
    if not found and len(set(results.values())) < 2:
        return {}
    for at in undated:
        nearest = _nearest(at, undated, results)
        of = results[nearest] if nearest is not None else year
        if of is not None:
            found[at] = of
    return found


def _own_year(column: HeaderColumn, base: int | None) -> int | None:
    return read_year_words(column.year_text, base) if column.year_text else None


def _nearest(at: int, undated: Sequence[int], results: Mapping[int, int]) -> int | None:
    """The column of results that a column of grades without a year is of."""
    if not results:
        return None
    first, last = min(results), max(results)
    if undated[-1] < first or undated[0] > last:
        return max(results, key=lambda place: results[place])
    if undated[0] < first:
        return min((place for place in results if place > at), default=last)
    return max((place for place in results if place < at), default=first)


def latest_rated(columns: Sequence[HeaderColumn], year: int | None) -> dict[int, int]:
    """The years of the columns of grades of a table without results: those of its ``year``, or the last ones, have it."""
    rated = rating_years(columns, {}, year)
    if not rated or year is None or year in rated.values():
        return rated
    last = max(rated.values())
    return {at: year if of == last else of for at, of in rated.items()}


def unread_ratings(row: TableRow, rated: Mapping[int, int], told: Collection[int]) -> Iterator[UnreadCell]:
    """The grades of a row that are of none of the years that are ``told`` of it."""
    for at, year in rated.items():
        text = row.cells[at].text
        if year not in told and text.strip() and not says_no_grade(text):
            yield UnreadCell(" ".join(row.header.columns[at].header.split()), text, row.source)
