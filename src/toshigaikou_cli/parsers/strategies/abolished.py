"""Rows of a revised strategy that it says are abolished (改定区分: 廃止) or went into another measure (統合（→1）)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.table_rows import TableRow, by_header
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.figures import solid
from toshigaikou_cli.text.normalize import tidy

_STAYS = "継続|新規|拡充|拡大|縮小|見直し|変更|修正|改定|改訂|重点|再掲|一部"
_NOTE = r"(?:[(【\[][^()【】\[\]]*[)】\]]|(?:→|⇒|->).+)?"
_CODE = r"(?:No\.?|№|番号|施策|取組|事業)?[0-9Ⅰ-Ⅻ①-⑳(][0-9Ⅰ-Ⅻ①-⑳().\-]*番?"
_ABOLISHED = expression(rf"(?:廃止|取りやめ|取り止め){_NOTE}")
_JOINED = expression(rf"(?:統合|統廃合){_NOTE}|{_CODE}[にへと]統合(?:する|した|済み?)?")
_JOINED_TO = expression(rf"(?:→|⇒|->)|{_CODE}[にへ]統合|[にへ]統合")
_ENDED = expression(rf"(?:終了|完了|休止|移管|移行){_NOTE}")
_CHANGE = expression(
    rf"(?:(?:{_STAYS}|新|継|拡)[・/、]?)+{_NOTE}|{_ABOLISHED.pattern}|{_JOINED.pattern}|{_ENDED.pattern}|[-―ー]"
)
"""All that a cell of a column of changes says: 継続, 新規, 廃止, 統合（→1）."""
_LASTS = expression(rf"{_STAYS}|新|継|拡")
_OF_CHANGES = expression("改定|改訂|見直し|変更|新規|継続|廃止|旧計画|前計画")
_TO_COME = expression("今後|方向|次期|評価|予定|結果")
"""Words of a header under which 廃止 tells what will be."""
_IN_TITLE = expression(r"[(（【\[［〔](?:廃止|統合)[^()（）【】]{0,12}[)）】\]］〕]")


class Abolished(NamedTuple):
    """A row that is said to be abolished: what says so, under which header; ``sure``: it is no measure in force."""

    header: str
    text: str
    sure: bool

    def reason(self) -> str:
        """Why the row is no measure."""
        return say("no measure in force: {header} says {text}", header=self.header, text=self.text)


class AbolishedRows:
    """The rows of a strategy that are said to be abolished."""

    def __init__(self, items: Iterable[Line | TableRow]) -> None:
        self._found: dict[int, Abolished] = {}
        for header, rows in by_header(item for item in items if isinstance(item, TableRow)):
            self._weigh(header, rows)

    def of(self, row: TableRow) -> Abolished | None:
        """What says that a row is abolished; None where nothing does."""
        return self._found.get(id(row))

    def _weigh(self, header: Header, rows: list[TableRow]) -> None:
        columns = list(_columns_of_changes(header, rows))
        above: TableRow | None = None
        for row in rows:
            said = next((each for at, sure in columns if (each := _said(row, at, sure))), None)
            if said is None and above is not None and _is_rest(row, above):
                said = self._found.get(id(above))  # a row in the merged cell of an abolished one
            if said := said or _said_in_title(row):
                self._found[id(row)] = said
            above = row


def _columns_of_changes(header: Header, rows: list[TableRow]) -> Iterator[tuple[int, bool]]:
    """The columns in which a cell says 廃止 or 統合 and no more, and whether all others say such things, too."""
    for at, column in enumerate(header.columns):
        if column.column or column.figure or column.kind:
            continue
        texts = [text for row in rows if (text := solid(row.cells[at].text))]
        if not any(_ABOLISHED.fullmatch(text) or _JOINED.fullmatch(text) for text in texts):
            continue
        name = solid(column.header)
        changes = all(map(_CHANGE.fullmatch, texts)) and (
            bool(_OF_CHANGES.search(name)) or any(map(_LASTS.match, texts))
        )
        yield at, bool(changes and not _TO_COME.search(name))


def _said(row: TableRow, at: int, sure: bool) -> Abolished | None:
    text = solid(row.cells[at].text)
    header = " ".join(row.header.columns[at].header.split())
    if _ABOLISHED.fullmatch(text):
        return Abolished(header, tidy(row.cells[at].text), sure)
    if _JOINED.fullmatch(text):
        told = _JOINED_TO.search(text) or _JOINED_TO.search(solid(row.cell("overview").text))
        return Abolished(header, tidy(row.cells[at].text), sure and told is not None)
    return None


def _said_in_title(row: TableRow) -> Abolished | None:
    for name in ("title", "number"):
        at = row.header.index(name)
        text = row.cell(name).text
        if at is not None and ("廃止" in text or "統合" in text) and (found := _IN_TITLE.search(text)):
            return Abolished(" ".join(row.header.columns[at].header.split()), found[0], sure=False)
    return None


def _is_rest(row: TableRow, above: TableRow) -> bool:
    title, over = row.cell("title"), above.cell("title")
    return title.filled and title.text == over.text


def abolished_in_force(said: Abolished, row: TableRow, document: str) -> Finding:
    """The warning that a row is read as a measure in force, and may be none."""
    return Finding(
        code="measure-abolished",
        severity="warning",
        message=say(
            "{title!r} is read as a measure in force, and {header} says {text}",
            title=tidy(row.cell("title").text)[:30],
            header=said.header,
            text=said.text,
        ),
        spot=row.source._replace(document=document),
        cell=said.text,
        hint=say("if it is none, take the row out of the file"),
    )
