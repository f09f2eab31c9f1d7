"""Columns that say of each row which year it is of (対象年度), or whether it is a plan or a result (区分: 計画, 実績)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.columns.row_kinds import (
    LONGEST_KIND,
    are_kinds,
    is_of_plan,
    is_of_result,
    may_be_of_kinds,
)
from toshigaikou_cli.parsers.rows.row_labels import may_be_of_years, may_label_rows
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.keys import match_key

_YEAR = expression(
    rf"(?:(?:{eras.NAMES}|fy|[hr])\.?(?:元|\d{{1,2}})|(?:19|20)\d\d)(?:\(.{{1,6}}\))?年?度?|[前昨本当今次翌]年度?"
)

HeaderLabels = tuple[str, ...]
"""The texts of a header: one that is printed on each page is the same."""


@dataclass(slots=True)
class RowSeries:
    """The columns, by the labels of the header that they stand in: of ``years`` and of ``kinds``."""

    years: dict[HeaderLabels, int] = field(default_factory=dict)
    kinds: dict[HeaderLabels, int] = field(default_factory=dict)

    def year_text_of(self, row: TableRow) -> str | None:
        """What a row's column of years says; None where there is none."""
        at = self.years.get(labels_of(row.header)) if self.years else None
        return row.cells[at].text if at is not None else None

    def told(self, record: AchievementRecord, row: TableRow) -> AchievementRecord:
        """The achievement of a row as its columns tell it: a plan, and of no field that is none."""
        if not (self.years or self.kinds):
            return record
        labels = labels_of(row.header)
        places = [of[labels] for of in (self.years, self.kinds) if labels in of]
        if any(row.header.columns[at].column == "field" for at in places):
            record = record._replace(field=record.section)
        return record._replace(kind="plan") if is_of_plan(self._label(row)) else record

    def labels(self, row: TableRow) -> bool:
        """Whether a row is labelled as one of plans or of results."""
        return bool(self._label(row))

    def refusal(self, row: TableRow) -> str:
        """Why a row is no achievement: it is labelled as something else than a plan or a result; else ""."""
        label = self._label(row)
        if not label or is_of_plan(label) or is_of_result(label):
            return ""
        return say("neither a plan nor a result: {label}", label=label)

    def _label(self, row: TableRow) -> str:
        at = self.kinds.get(labels_of(row.header)) if self.kinds else None
        return match_key(row.cells[at].text) if at is not None else ""


def row_series(items: Iterable[Line | TableRow], headings: Iterable[Header]) -> RowSeries:
    """The columns of years and of kinds; ``items`` are looked through only where a header may have one."""
    found = RowSeries()
    may = {labels_of(header): places for header in headings if (places := list(_candidates(header)))}
    if not may:
        return found
    for (labels, at), texts in _texts(items, may).items():
        if may_be_of_years(labels[at]) and all(map(_YEAR.fullmatch, texts)):
            found.years.setdefault(labels, at)
        elif may_be_of_kinds(labels[at]) and are_kinds(texts, labels[at]):
            found.kinds.setdefault(labels, at)
    return found


def labels_of(header: Header) -> HeaderLabels:
    return tuple(column.header for column in header.columns)


def _candidates(header: Header) -> Iterator[int]:
    if {column.kind for column in header.columns if column.kind} == {"plan", "result"}:
        return
    yield from (at for at, column in enumerate(header.columns) if may_label_rows(column))


def _texts(
    items: Iterable[Line | TableRow], may: Mapping[HeaderLabels, list[int]]
) -> Mapping[tuple[HeaderLabels, int], set[str]]:
    texts: dict[tuple[HeaderLabels, int], set[str]] = defaultdict(set)
    for item in items:
        if isinstance(item, Line):
            continue
        labels = labels_of(item.header)
        for at in may.get(labels, ()):
            if text := item.cells[at].text.strip():
                texts[labels, at].add(match_key(text)[: LONGEST_KIND + 1])
    return texts
