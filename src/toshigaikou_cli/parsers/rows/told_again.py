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
_FIGURE = "0-9０-９Ⅰ-Ⅻⅰ-ⅻ①-⑳⑴-⒇"
_CODE = rf"[{_FIGURE}](?:[{_FIGURE}ア-ン\-－‐−―ー.．()（）]*[{_FIGURE}ア-ン)）])?"
_NUMBER = rf"(?:No|№|#|番号|整理番号|項番|(?:施策|事業|取組)(?:番号)?)?[.．:：]?\s*{_CODE}\s*[番号]?"
_BEHIND = rf"\s*[:：]?\s*{_NUMBER}|\s*[(（]\s*{_NUMBER}\s*(?:を?参照)?\s*[)）]"
_SAYS = rf"(?:{_NUMBER}\s*[のに]?\s*)?{_WORD}(?:{_BEHIND})?(?:を?参照)?"
_MARK = expression(
    rf"[(（【\[〔<＜［]\s*{_SAYS}\s*[)）】\]〕>＞］]|^\s*{_SAYS}\s*[:：]?(?=\s|$)|(?<=\s){_WORD}\s*$"
)
"""（再掲）, 【再掲：No.12】, 再掲 No.12, 再掲（1-1）, No.12の再掲; 一部再掲 tells more than the row that it repeats."""
_OF_ITEM = expression(rf"\s*{_WORD}\s*[(（:：「]\s*([^。]{{2,40}}?)\s*[)）」]?\s*")
"""A cell that says of which item it tells again: 再掲（姉妹都市との交流）."""
_AGAIN = expression(rf"{_WORD}(?![載示出])")
_BARE_MARK = expression(rf"[(（【\[〔<＜［]?\s*(?<!一部){_WORD}\s*[)）】\]〕>＞］]?")
_CODE_IN = expression(_CODE)
_SAME = expression(r"[\s〃″\"“”'\-－―ー—–]*|同上|上記に?同じ|(?:no)?\.?[0-9\-]+(?:に同じ|(?:を?参照|と同じ))")
"""A result that says nothing of its own."""
_ELSEWHERE = expression(
    rf"\s*(?:No|№|#|番号|整理番号|項番|施策|事業|取組)?(?:番号)?[.．:：]?\s*(?P<code>{_CODE})\s*番?(?:の(?:欄|項|取組|実績))?"
    r"[にへで](?:おいて)?(?:記載|掲載|記述|計上|報告)(?:済み?|の(?:とおり|通り)|して(?:いる|います))?[。.]?\s*"
)
"""A result that says under which number it is told: 1に記載, 施策1-2に掲載済み."""
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
        return _only_says(cell.text)
    return bool(_MARK.search(cell.text))


def _only_says(text: str) -> bool:
    """Whether a text says that it is told again, and nothing else."""
    return _WORD in text and (not _MARK.sub("", text).strip() or bool(_OF_ITEM.fullmatch(text)))


def _again(record: AchievementRecord) -> _Again:
    texts = [cell.text for cell in record.cells if cell.column != "measure" and _cell_says(cell)]
    numbers = (number for text in texts if (number := number_told_again(text)))
    if number := next(numbers, ""):
        return _Again(_bare(record.item), code_key(number))
    of_item = (found[1] for text in texts if not _MARK.search(text) and (found := _OF_ITEM.fullmatch(text)))
    return _Again(match_key(next(of_item, "")) or _bare(record.item), "")


def is_told_again(text: str) -> bool:
    """Whether a cell of a strategy has the word: its row may only repeat a measure of elsewhere."""
    return bool(_AGAIN.search(text))


def without_word(text: str) -> str:
    """A text without the word and the number that belongs to it: 留学生支援 of 留学生支援（再掲：1-2）."""
    return _MARK.sub("", text).strip()


def number_told_again(text: str) -> str:
    """The number of what is told again, "" where none belongs to the word."""
    marks = (found[0] for found in _MARK.finditer(text))
    return next((_closed(found[0]) for mark in marks if (found := _CODE_IN.search(mark))), "")


def _closed(code: str) -> str:
    """A code without the brackets that were opened before it."""
    text = code.translate(str.maketrans("（）", "()"))
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    return text


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
                first = _without_mark(record) if says_again(record) else record
                yield reduce(_with_again, more.get(at, ()), first)

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


def _without_mark(record: AchievementRecord) -> AchievementRecord:
    """A row that repeats no other one; where its text is only 再掲, or says where it is told, it reports nothing of its own."""
    nothing = _only_says(record.result) or _ELSEWHERE.fullmatch(record.result)
    return record._replace(result="") if nothing else record


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
        for number in _own_numbers(record) & numbers:
            rows.numbers[number].append((at, record))
    return rows


def _own_numbers(record: AchievementRecord) -> set[str]:
    """The numbers that others may say a row has: its own, and in parts (1-1) that of its measure, too."""
    measures = (code_key(cell.text) for cell in record.cells if cell.column == "measure")
    own = {code_key(cell.text) for cell in record.cells if cell.column == "number"}
    return own | {code for code in measures if len(code_parts(code)) > 1}


def _codes(record: AchievementRecord) -> set[str]:
    """The number of a row, and those of the measures that it serves."""
    cells = (cell.text for cell in record.cells if cell.column in ("number", "measure"))
    return {code_key(line) for text in cells for line in text.split("\n")}


def _repeated(record: AchievementRecord, rows: _Repeatable) -> int | None:
    """The place of the one record that a record repeats; None where there is none, or there are several."""
    again, said = _again(record), "" if _only_says(record.result) else _bare(record.result)
    told = _ELSEWHERE.fullmatch(record.result)
    said = "" if told else said
    if again.number:
        found = rows.numbers.get(again.number, [])
    elif told:
        code = code_key(_closed(told["code"]))
        found = [each for each in rows.items.get(again.item, []) if code in _codes(each[1])]
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
