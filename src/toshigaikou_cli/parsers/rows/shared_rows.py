"""Rows that share one achievement: its cells are merged over them, and each row has an indicator of its own."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.documents import AchievementRecord


def shares_achievement(row: TableRow) -> bool:
    """Whether what names a row and all that it reports are merged cells of the row above."""
    at = row.header.index(row.header.key)
    named = at is not None and row.cells[at].filled
    values = (cell for column, cell in zip(row.header.columns, row.cells, strict=True) if column.kind)
    return named and all(cell.filled for cell in values)


def with_more(
    records: Sequence[AchievementRecord], more: Sequence[AchievementRecord]
) -> list[AchievementRecord] | None:
    """The achievements of a row with the figures of the next one, which shares them; None where the two rows say something
    else of what they are."""
    if not records or list(map(_said, records)) != list(map(_said, more)):
        return None
    return [_together(*pair) for pair in zip(records, more, strict=True)]


def _said(record: AchievementRecord) -> tuple[object, ...]:
    return (
        record.fiscal_year,
        record.kind,
        record.section,
        record.field,
        record.bureau_text,
        record.item,
        record.result,
        record.stated,
    )


def _together(record: AchievementRecord, more: AchievementRecord) -> AchievementRecord:
    ratings = [part for each in (record, more) for part in each.rating.split("、") if part]
    merged = {cell.header for cell in more.cells if cell.filled}
    return record._replace(
        figures=record.figures + more.figures,
        rating="、".join(dict.fromkeys(ratings)),
        amounts=record.amounts
        + tuple(each for each in more.amounts if each.header not in map(_label, merged)),
        cells=tuple(_cell(*pair) for pair in zip(record.cells, more.cells, strict=True)),
    )


def _label(header: str) -> str:
    return " ".join(header.split())


def _cell(cell: RawCell, more: RawCell) -> RawCell:
    """A cell of both rows: what is merged stands once, what each row has of its own one below the other."""
    if more.filled or not more.text.strip():
        return cell
    return cell._replace(text="\n".join(text for text in (cell.text, more.text) if text.strip()))
