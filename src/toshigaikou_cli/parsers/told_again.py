"""Rows of a sheet that only tell another row again (再掲): one achievement, told twice, is one.

A row that repeats another under a further measure adds that measure to it. What says 再掲 and tells something else, or repeats
no row of its sheet, stays a row of its own and is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.records.place import NOWHERE
from toshigaikou_cli.text.codes import code_key, code_parts
from toshigaikou_cli.text.keys import match_key

_WORD = "再掲"
_NUMBER = r"(?:No|№|#|番号|整理番号|項番)?[.．:：]?\s*[0-9０-９][0-9０-９\-－.．()（）]*\s*[番号]?"
_SAYS = rf"(?:{_NUMBER}\s*の?\s*)?{_WORD}(?:\s*[:：]?\s*{_NUMBER})?(?:を?参照)?"
_MARK = expression(
    rf"[(（【\[〔<＜［]\s*{_SAYS}\s*[)）】\]〕>＞］]|^\s*{_SAYS}\s*[:：]?(?=\s|$)|(?<=\s){_WORD}\s*$"
)
"""（再掲）, 【再掲：No.12】, 再掲 No.12, No.12の再掲; 一部再掲 tells more than the row that it repeats."""
_BARE_MARK = expression(rf"[(（【\[〔<＜［]?\s*(?<!一部){_WORD}\s*[)）】\]〕>＞］]?")
_DIGITS = expression(r"[0-9０-９](?:[0-9０-９\-－.．]*[0-9０-９])?")
_SAME = expression(r"[\s〃″\"“”'\-－―ー—–]*|同上|上記に?同じ|(?:no)?\.?[0-9\-]+(?:に同じ|(?:を?参照|と同じ))")
"""A result that says nothing of its own."""
_TICKED = expression(r"[○〇◯●✓✔レ有1１]|該当|再掲")
_IN = frozenset({"item", "number", "measure", "note", "result", "plan", "field"})
"""The columns whose cells may say that a row repeats another."""


class _Again(NamedTuple):
    """What a row that says 再掲 says: its item without the word, and the number of the row that it repeats, "" for none."""

    item: str
    number: str


def says_again(record: AchievementRecord) -> bool:
    """Whether a row says that it repeats another one."""
    return any(_cell_says(cell) for cell in record.cells if _WORD in cell.text or _WORD in cell.header)


def _cell_says(cell: RawCell) -> bool:
    if not cell.column and _WORD in cell.header and "一部" not in cell.header:
        return bool(_TICKED.fullmatch(cell.text.strip())) or bool(_MARK.search(cell.text))
    if cell.column not in _IN:
        return False
    if cell.column == "measure":
        return bool(_BARE_MARK.search(cell.text))
    if cell.column in ("result", "plan", "note"):
        return not _MARK.sub("", cell.text).strip() and bool(cell.text.strip())
    return bool(_MARK.search(cell.text))


def _again(record: AchievementRecord) -> _Again:
    texts = (cell.text for cell in record.cells if cell.column != "measure" and _cell_says(cell))
    marks = (found[0] for text in texts for found in _MARK.finditer(text))
    numbers = (found[0] for mark in marks if (found := _DIGITS.search(mark)))
    return _Again(_bare(record.item), code_key(next(numbers, "")))


def _bare(text: str) -> str:
    return match_key(_MARK.sub("", text))


def _own(record: AchievementRecord) -> tuple[int, str]:
    return record.fiscal_year, record.kind


@dataclass(slots=True)
class ToldAgain:
    """The rows of a sheet that say 再掲. ``rows`` counts those that were put together with the row that they repeat."""

    name: str
    said: bool = False
    rows: int = 0
    _first: AchievementRecord | None = None
    _alone: list[AchievementRecord] = field(default_factory=list)

    def noting(self, records: Iterable[AchievementRecord]) -> Iterator[AchievementRecord]:
        """The records, seen on their way."""
        for record in records:
            self.said = self.said or says_again(record)
            yield record

    def once(self, records: Sequence[AchievementRecord]) -> Iterator[AchievementRecord]:
        """The records, each told once; they are gone through three times."""
        repeats = [(at, record) for at, record in enumerate(records) if says_again(record)]
        originals = _originals(records, [record for _, record in repeats])
        more: dict[int, list[AchievementRecord]] = defaultdict(list)
        gone: set[int] = set()
        for _, row in groupby(repeats, key=lambda placed: placed[1].source):
            own = list(row)
            found = [place for _, record in own if (place := _repeated(record, originals)) is not None]
            if len(found) < len(own):
                self._alone.append(own[0][1])
                continue
            self._first = self._first or own[0][1]
            self.rows += 1
            for (at, record), original in zip(own, found, strict=True):
                gone.add(at)
                more[original].append(record)
        for at, record in enumerate(records):
            if at not in gone:
                yield reduce(_with_again, more.get(at, ()), record)

    def findings(self) -> Iterator[Finding]:
        """What is said of the rows in the summary of an import."""
        if self._first:
            message = say_n(
                "{n} row that only tells another one again (再掲) is counted with it: {text}",
                "{n} rows that only tell another one again (再掲) are counted with it: {text}",
                self.rows,
                text=_called(self._first),
            )
            yield Finding("row-repeated", "info", message, self._first.source._replace(document=self.name))
        if self._alone:
            message = say_n(
                "{n} row says 再掲 and repeats no other row: it is counted for itself: {text}",
                "{n} rows say 再掲 and repeat no other row: they are counted for themselves: {text}",
                len(self._alone),
                text=_called(self._alone[0]),
            )
            spot = self._alone[0].source._replace(document=self.name)
            hint = say("where it is one achievement, give both rows the same item, unit and result")
            yield Finding("row-not-repeated", "warning", message, spot, hint=hint)


def _called(record: AchievementRecord) -> str:
    return (record.item or " ".join(record.stated))[:30]


_RecordAt = tuple[int, AchievementRecord]


class _Repeatable(NamedTuple):
    """The records that others may repeat, with their places: by item, and by number."""

    items: dict[str, list[_RecordAt]]
    numbers: dict[str, list[_RecordAt]]


def _originals(records: Iterable[AchievementRecord], repeats: Sequence[AchievementRecord]) -> _Repeatable:
    wanted = [_again(record) for record in repeats]
    items, numbers = {each.item for each in wanted} - {""}, {each.number for each in wanted} - {""}
    rows = _Repeatable(defaultdict(list), defaultdict(list))
    for at, record in enumerate(records):
        if says_again(record):
            continue
        if (item := match_key(record.item)) in items:
            rows.items[item].append((at, record))
        for number in {code_key(cell.text) for cell in record.cells if cell.column == "number"} & numbers:
            rows.numbers[number].append((at, record))
    return rows


def _repeated(record: AchievementRecord, rows: _Repeatable) -> int | None:
    """The place of the one record that a record repeats; None where there is none, or there are several."""
    again, said = _again(record), _bare(record.result)
    if again.number:
        found = rows.numbers.get(again.number, [])
    else:
        found = [each for each in rows.items.get(again.item, []) if _same_unit(record, each[1])]
    found = [each for each in found if _own(each[1]) == _own(record)]
    if not _SAME.fullmatch(said):
        found = [each for each in found if match_key(each[1].result) == said]
    if not _measures(record):  # another heading may be all that says which measure it serves, too
        heading = (record.section, record.field)
        found = [each for each in found if (each[1].section, each[1].field) == heading]
    return found[0][0] if len(found) == 1 else None


def _same_unit(record: AchievementRecord, other: AchievementRecord) -> bool:
    key = match_key(record.bureau_text)
    return not key or key == match_key(other.bureau_text)


def _measures(record: AchievementRecord) -> list[RawCell]:
    """The cells that say which measures a row serves."""
    return [
        cell
        for cell in record.cells
        if cell.text.strip()
        and (cell.column == "measure" or (cell.column == "number" and len(code_parts(cell.text)) > 1))
    ]


def _with_again(record: AchievementRecord, again: AchievementRecord) -> AchievementRecord:
    """A row with the measures and figures of one that repeats it."""
    more = {(cell.column, cell.header): _BARE_MARK.sub("", cell.text).strip() for cell in _measures(again)}
    cells = tuple(_with_measure(cell, more.get((cell.column, cell.header), "")) for cell in record.cells)
    figures = list(record.figures)
    for figure in again.figures:
        same = next((at for at, each in enumerate(figures) if _plain(each) == _plain(figure)), None)
        if same is None:
            figures.append(figure)
        else:
            measures = dict.fromkeys((*figures[same].measures, *figure.measures))
            figures[same] = figures[same]._replace(measures=tuple(measures))
    amounts = dict.fromkeys((*record.amounts, *again.amounts))
    return record._replace(cells=cells, figures=tuple(figures), amounts=tuple(amounts))


def _with_measure(cell: RawCell, more: str) -> RawCell:
    codes = [code_key(line) for line in cell.text.split("\n")]
    if not more or code_key(more) in codes:
        return cell
    return cell._replace(text="\n".join(filter(None, (cell.text, more))))


def _plain(figure: IndicatorRecord) -> IndicatorRecord:
    return figure._replace(source=NOWHERE, measures=(), about="", cells=(), bureau_text="")
