"""The columns of figures of a table row -> indicators, grades and amounts. A number is never a result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.figures.figure_lines import by_line
from toshigaikou_cli.parsers.figures.figure_years import (
    FigureColumns,
    is_later,
    with_years,
    year_in_cell,
    year_of_month,
)
from toshigaikou_cli.parsers.figures.from_to import from_to, with_base
from toshigaikou_cli.parsers.results.row_values import RowValue
from toshigaikou_cli.parsers.rows.cut_numbers import is_surely_cut
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.parsers.years import read_year_words
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.records.indicators import AmountRecord, IndicatorRecord, IndicatorValue, RowFigures
from toshigaikou_cli.records.kinds import AmountKind, Direction, ValueKind
from toshigaikou_cli.text.codes import code_parts
from toshigaikou_cli.text.stated_numbers import (
    INSIDE,
    direction_in,
    grade_in,
    hold_grades,
    is_current,
    name_and_unit,
    named_figure,
    says_no_grade,
    says_no_value,
    says_none,
    series_in,
    stated_direction,
    stated_number,
    unit_in,
    usual_unit,
)

VALUES: Mapping[str, ValueKind] = {
    "base": "base",
    "target": "target",
    "actual": "actual",
    "forecast": "forecast",
}
AMOUNTS: Mapping[str, AmountKind] = {"planned_amount": "planned", "spent_amount": "spent"}
NUMBERS: Mapping[str, object] = {**VALUES, **AMOUNTS}
"""The columns of numbers."""
_LONGEST_MARK = 2


class FigureFrame(NamedTuple):
    """What the figures of a table have from outside their row: ``year`` is that of the document, None where it has none;
    ``name`` says what an indicator without a name of its own is called, ``named`` whether that is an indicator's name there;
    ``about`` is the column of the measure, project or item that a row's indicators are of."""

    context: ParseContext
    year: int | None
    name: Callable[[TableRow], str]
    about: str = "title"
    named: bool = False


def row_figures(
    row: TableRow,
    frame: FigureFrame,
    measures: Sequence[str] = (),
    above: TableRow | None = None,
    rated: Mapping[int, int] = MappingProxyType({}),
) -> RowFigures:
    """The indicators, the grade and the amounts of a row; ``measures`` are codes of the measures that it is about.

    A row has an indicator for each of its columns 指標, or for each line of them where all of its cells have as many. An
    indicator or an amount whose cells are merged with those of the row ``above`` is that row's, and not told again. Columns
    of grades are of the years that ``rated`` says, by their places; of another year than the frame's they are left out, and so
    are numbers of the parts of a year and those that were revised.
    """
    columns = [
        (column, frame.context.whole(row, at) if _may_be_whole(column, row.cells[at]) else row.cells[at])
        for at, column in enumerate(row.header.columns)
        if column.figure and rated.get(at, frame.year) == frame.year
        if at not in row.header.figures_of_parts and not row.is_revised(at)
    ]
    again = above is not None and _told_above(row, above)
    indicators: list[IndicatorRecord] = []
    for group in _groups(columns):
        if again and _is_merged(group):
            continue
        for part in by_line(group, frozenset(VALUES)):
            found = _indicator(part, row, frame, measures)
            indicators += [found] if found else []
    rating = _rating(columns, frame)
    amounts = tuple(
        _amount(AMOUNTS[column.column], column, cell, frame)
        for column, cell in columns
        if column.column in AMOUNTS and cell.text.strip() and not (again and cell.filled)
    )
    return RowFigures(tuple(indicators), rating, amounts)


def with_result(figures: RowFigures, row: TableRow, result: RowValue, year: int) -> RowFigures:
    """The figures of a row, where its result is a number alone in the unit of the only target: that is its actual value, too."""
    kinds = [value.kind for each in figures.indicators for value in each.values]
    if result.kind != "result" or kinds != ["target"]:
        return figures
    only, number = figures.indicators[0], stated_number(result.text)
    if (
        number.value is None
        or not number.unit
        or only.values[0].value is None
        or usual_unit(only.values[0].unit) != usual_unit(number.unit)
    ):
        return figures
    of = (each for each in row.header.columns if (each.kind, each.year_text) == ("result", result.year_text))
    header = next(map(_label, of), "")
    actual = IndicatorValue("actual", year, number.value, number.unit, result.text, header)
    return figures._replace(indicators=(only._replace(values=(*only.values, actual)),))


def _may_be_whole(column: HeaderColumn, cell: Cell) -> bool:
    """Whether a cell's number is put together by itself: what is surely cut tells of the other cells, too (``by_line``)."""
    sure = column.column in VALUES and is_surely_cut(cell.text.strip().split("\n"))
    return column.column in NUMBERS and not sure


def rating_of(row: TableRow, frame: FigureFrame, rated: Mapping[int, int]) -> str:
    """The grade of a row for the frame's year; ``rated`` are the years of the columns of grades, by their places."""
    pairs = zip(row.header.columns, row.cells, strict=True)
    return _rating([pair for at, pair in enumerate(pairs) if rated.get(at) == frame.year], frame)


def _told_above(row: TableRow, above: TableRow) -> bool:
    """Whether what is merged among the figures of two rows may be told once: they stand under one header, say the same there,
    and the second states no measure of its own."""
    measure, number = row.cell("measure"), row.cell("number")
    own = measure.text.strip() and not measure.filled
    own = own or (not number.filled and len(code_parts(number.text)) > 1)
    if own or row.header is not above.header:
        return False
    pairs = zip(row.header.columns, row.cells, above.cells, strict=True)
    return all(cell.text == over.text for column, cell, over in pairs if column.figure and cell.filled)


def _is_merged(group: FigureColumns) -> bool:
    """Whether all that the columns of an indicator say stands in merged cells."""
    said = [cell for column, cell in group if cell.text.strip() and column.column in ("indicator", *VALUES)]
    return bool(said) and all(cell.filled for cell in said)


def stated_in(row: TableRow) -> tuple[str, ...]:
    """The cell of a row that names its measures, as written: which codes it means, the strategy tells."""
    text = row.cell("measure").text.strip()
    return (text,) if text else ()


def _groups(columns: FigureColumns) -> list[FigureColumns]:
    """The columns of each indicator of a row: from one column 指標 to the next, where there are several; a grade before the first
    is of the whole row."""
    starts = [at for at, (column, _) in enumerate(columns) if column.column == "indicator"]
    if len(starts) < 2:
        return [columns] if columns else []
    over = [pair for pair in columns[: starts[0]] if pair[0].column != "rating"]
    groups = [columns[start:stop] for start, stop in zip(starts, [*starts[1:], len(columns)], strict=True)]
    return [[*over, *groups[0]], *groups[1:]]


def _indicator(
    group: FigureColumns, row: TableRow, frame: FigureFrame, measures: Sequence[str]
) -> IndicatorRecord | None:
    """The indicator that some columns of a row make; None where none of them holds a value."""
    group = with_years(group, frame.year)
    own = next((frame.context.kept(cell.text) for column, cell in group if column.column == "indicator"), "")
    label = "" if own or frame.named else _name_in_target(group, frame)
    name, unit = name_and_unit(own or label or frame.name(row))
    unit = next((said for said in _said(group, "unit", frame) if not says_none(said)), unit)
    years = {column.year_text for column, _ in group if column.column == "actual"} - {""}
    kind = next(_said(group, "series", frame), "")
    series = series_in(kind)
    values = tuple(
        _value(_kind(column, series), column, cell, frame, in_years=bool(years), named=bool(label))
        for column, cell in group
        if column.column in VALUES and cell.text.strip() and series != "rate"
        if series or not is_later(column, frame.year)
    )
    nothing = says_none(own) and all(value.value is None for value in values)
    if (not values and series != "rate") or (own and nothing):
        return None
    if not (own or label or frame.named) and _say_nothing(values, group, frame):
        return None
    said = [value.unit for value in values if value.unit]
    whole = unit or next(iter(said), "")
    target = next((value.text for value in reversed(values) if value.kind == "target"), "")
    return IndicatorRecord(
        name=name,
        unit=whole,
        values=tuple(_in_unit(value, whole) for value in with_base(values, frame.year)),
        source=row.source,
        measures=tuple(measures),
        about=frame.context.kept(row.cell(frame.about).text),
        bureau_text=frame.context.name_of(row.cell("bureau").text),
        direction=_direction(group, frame, name, target),
        rate="、".join(_said(group, "rate", frame)) if series != "rate" else _last_rate(group, frame),
        rating=_rating(group, frame),
        series=bool(series),
        current=is_current(kind),
        named=bool(own or label) or frame.named,
        cells=row.raw(),
    )


def _say_nothing(values: Sequence[IndicatorValue], group: FigureColumns, frame: FigureFrame) -> bool:
    """Whether what an indicator without a name would have is － alone: its row has none."""
    rates = all(map(says_no_value, _said(group, "rate", frame)))
    return bool(values) and rates and all(says_no_value(value.text) for value in values)


def _name_in_target(columns: FigureColumns, frame: FigureFrame) -> str:
    """What the first target counts, where its cell says that and its number; "" for none."""
    texts = (frame.context.kept(cell.text) for column, cell in columns if column.column == "target")
    return next((name for text in texts if (name := named_figure(year_in_cell(text, frame.year)[1])[0])), "")


def _direction(columns: FigureColumns, frame: FigureFrame, name: str, target: str) -> Direction:
    """The direction that a column of them says; else that of the words of the name and of the target."""
    stated = (stated_direction(text) for text in _said(columns, "direction", frame))
    own = next((way for way in stated if way is not None), None)
    return direction_in(name, target) if own is None else own


def _kind(column: HeaderColumn, series: str) -> ValueKind:
    """What a column's values are: in a row of one kind (区分: 目標), a year's column has that kind."""
    return VALUES[series if series in VALUES and column.column == "actual" else column.column]


def _last_rate(columns: FigureColumns, frame: FigureFrame) -> str:
    """The rate of the last year that a row of rates has one for."""
    said = [
        text
        for column, cell in columns
        if column.column == "actual" and (text := frame.context.kept(cell.text))
    ]
    return next((text for text in reversed(said) if not says_none(text)), "")


def _in_unit(value: IndicatorValue, unit: str) -> IndicatorValue:
    """A number without a unit of its own is in the indicator's."""
    if value.unit or value.value is None:
        return value
    return IndicatorValue(value.kind, value.fiscal_year, value.value, unit, value.text, value.header)


def _value(
    kind: ValueKind, column: HeaderColumn, cell: Cell, frame: FigureFrame, *, in_years: bool, named: bool
) -> IndicatorValue:
    """A cell's value. Its year is the one in the cell, or in the header; else the document's, but for a base, and for a
    target beside columns of several years, which may be meant for the last of them or for none. What is current beside a base
    is the actual value of the document's year. ``named``: a target says what it counts before its number."""
    text = frame.context.kept(cell.text)
    year = read_year_words(column.year_text, frame.year) if column.year_text else None
    sides = from_to(text, frame.year) if kind == "target" else None
    said = sides[1].text if sides else text
    own, bare = year_in_cell(said, frame.year)
    now = own or year or frame.year or frame.context.now
    if column.current and kind == "base" and now:
        kind, year = "actual", now
    if own is None and year is None and not column.year_text:
        year = year_of_month(said, frame.year)
        undated = kind == "base" or (in_years and kind != "actual")
        year = year if year or undated else frame.year
    number = (
        sides[1].number
        if sides
        else stated_number((named and kind == "target" and named_figure(bare)[1]) or bare)
    )
    unit = number.unit or (_header_unit(column) if number.value is not None else "")
    return IndicatorValue(kind, own or year, number.value, unit, text, _label(column))


def _amount(kind: AmountKind, column: HeaderColumn, cell: Cell, frame: FigureFrame) -> AmountRecord:
    text = frame.context.kept(cell.text)
    number = stated_number(text)
    year = read_year_words(column.year_text, frame.year) if column.year_text else frame.year
    unit = number.unit or (_header_unit(column) if number.value is not None else "")
    return AmountRecord(kind, year, number.value, unit, text, _label(column))


def _header_unit(column: HeaderColumn) -> str:
    units = (unit_in(inside) for inside in INSIDE.findall(column.header))
    return next((unit for unit in units if unit), "")


def _label(column: HeaderColumn) -> str:
    return " ".join(column.header.split())


def _rating(columns: FigureColumns, frame: FigureFrame) -> str:
    """The grades of some columns of a row, each once."""
    names = next((cell.text for column, cell in columns if column.column == "indicator"), "")
    number = len(frame.context.kept_lines(names).split("\n"))
    cells = (cell.text for column, cell in columns if column.column == "rating")
    found = (grade_in(text) for cell in cells for text in _grades(cell, number, frame.context))
    return "、".join(dict.fromkeys(filter(None, found)))


def _grades(cell: str, number: int, context: ParseContext) -> Sequence[str]:
    """The texts of a cell of grades: a line each, where all are marks, or as many grades as the row has indicators."""
    lines = [line for line in context.kept_lines(cell).split("\n") if line.strip()]
    marks = all(len(line) <= _LONGEST_MARK for line in lines)
    if len(lines) > 1 and (marks or len(lines) == number) and hold_grades(lines):
        return [line for line in lines if not says_no_grade(line)]
    return [text] if (text := context.kept(cell)) else []


def _said(columns: FigureColumns, role: str, frame: FigureFrame) -> Iterator[str]:
    for column, cell in columns:
        if column.column == role and (text := frame.context.kept(cell.text)):
            yield text
