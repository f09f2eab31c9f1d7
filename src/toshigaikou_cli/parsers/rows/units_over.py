"""Who is responsible for the rows of a table that has no column of units: its tab, a line over it, or its title says so.

「担当課：国際課」, 「【国際課】」, 「1　国際課」 and a line of nothing but 国際課 stand over the tables below them,
until another one comes or a heading of the same form that names no unit; a tab or a title does for its sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.headings_between import form_and_title
from toshigaikou_cli.parsers.rows.year_headings import year_of_heading
from toshigaikou_cli.records.blocks import Block, Line, Row
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.vocabulary.bureaus.ranks import inside, pieces_of, rank_of

KnowsUnit = Callable[[str], bool]
"""Whether a text is the name of a registered unit."""


def knows_none(_text: str) -> bool:
    """Without a register no unit is known."""
    return False


_LONGEST, _LONGEST_TITLE = 40, 60
_TOP = 4
"""How high a name stands whose last word does not say it: it is part of none."""
_LABEL_WORDS = (
    r"[\s■◆●○□◇★・【\[［〔(（]*(?:(?:担当|所管|主管|実施|記入|回答|提出|報告|取組)(?:者)?の?)?"
    r"(?:局|部|課|室|部局|部署|部課|課室|課所|局部?課?|所属|所管|担当|実施主体|組織)(?:名称?)?[】\]］〕)）]*"
)
_LABEL = expression(rf"{_LABEL_WORDS}(?:\s*[:：]\s*|[\s\u3000]+)(?P<value>\S.*)")
"""担当課：国際課, 所管　総務部国際課."""
_BEHIND_HEADING = expression(
    r"(?P<heading>\S.*?)[\s\u3000]*[【\[［〔(（](?P<unit>[^【】\[\]［］〔〕()（）]+[:：][^【】\[\]［］〔〕()（）]+)[】\]］〕)）]"
)
"""施策(1)　学習の支援　【担当：国際課】."""
_LONGEST_HEADING = 80
_BARE_LABEL = expression(rf"{_LABEL_WORDS}\s*[:：]?\s*")
_UNIT = expression(
    r"[^\s、。，,:：;；/／()（）「」『』【】0-9０-９][^\s、。，,:：;；/／()（）「」『』【】]{0,24}?"
    r"(?:局|部|課|室|所|センター|委員会|公社|協会|財団|機構|区役所|支所|係|署|担当)"
)
"""What ends as the names of units do."""
_NO_UNIT = expression(
    r".*(?:[場箇か個住名近短長各便要急難関良悪当同]所|教室|(?:会議|相談|和|洋|展示|研修|図書|実習|温)室|(?:全|一|内|外|大|幹|細|局|患|胸)部|第.{1,3}部|[0-9０-９]部"
    r"|(?:全|各|他|関係|関連|担当)(?:局|部|課|室|所|部局|課室)|関係|[市町村]役所|[都道府県本]庁|[団個]体|連絡先|担当者)$"
)
_SENTENCE = expression(r"[をへ]|のため|の(?:開催|推進|実施|強化|充実)|による|での|から|まで")
_AUTHOR = expression(
    r"取り?まとめ|作成|問い?合わ?せ|連絡先|編集|発行|資料提供|照会|提出先|宛|あて|御中|殿|様$|事務局"
)
"""Words of those who made or answer for a document, and not for what it tells."""
_YEAR = expression(
    rf"(?:{eras.NAMES}|[HRhrＨＲ])?(?:元|[0-9０-９]{{1,4}})(?:[（(][^（）()]{{1,8}}[）)])?年度(?:の|分)?"
)
_AFTER = expression(
    r"(?:の|所管の?)?(?:分|実績|取組実績|事業実績|実施状況|取組状況|所管事業|所管分|取組|事業)$"
)
_NUMBER_OF_TAB = expression(r"^[0-9０-９HRＨＲ.．_＿\-－\s\u3000]+")
_BEHIND = expression(r"[（(][^（）()]*[）)]$")
_BETWEEN = expression(r"[\s\u3000（）()【】「」『』［］\[\]_＿:：―─–—-]+")
_AROUND = " \u3000■◆●○□◇★・【】《》〈〉＜＞<>「」『』[]［］〔〕"


def within_unit(unit: str, text: str, knows: KnowsUnit) -> str:
    """Who is responsible for a row whose cell names a part alone (総務課), by its whole name where a registered ``unit`` that has
    such parts stands over the table (水道局): 総務課 of another bureau is another unit."""
    part = bool(unit) and 0 < rank_of(text) < rank_of(unit) and not inside(text) and len(pieces_of(text)) == 1
    return f"{unit}{text}" if part and knows(unit) and not knows(text) else text


@dataclass(slots=True)
class _Over:
    """A unit that a line over tables names: how high it stands, the form of its line, whether rows stand right under it."""

    name: str
    form: str
    rank: int
    used: bool = False


@dataclass(slots=True)
class UnitsOver:
    """Where a reading of a document's lines and rows stands. ``knows`` tells registered units."""

    knows: KnowsUnit = knows_none
    _sheet: str = ""
    _tab: str = ""
    _title: str = ""
    _over: list[_Over] = field(default_factory=list)
    _begun: bool = False
    _above: set[str] = field(default_factory=set)

    @property
    def unit(self) -> str:
        """The unit of the rows that follow, by its whole name (環境局 over 総務課 is 環境局総務課); "" where nothing says it."""
        names = [each.name for each in self._over]
        base = self._tab or self._title
        part = not names or _own_rank(base) > _highest(names[0])
        return "".join([base, *names] if part else names)

    def take(self, line: Line) -> bool:
        """Take a line in, and say whether it is nothing but the name of who is responsible."""
        self._enter(line.sheet)
        text = " ".join(line.text.split())
        if line.names_sheet:
            self._tab = unit_of_tab(text, self.knows)
            return bool(self._tab)
        form, title = form_and_title(text) if len(text) <= _LONGEST else ("", "")
        unit = unit_of_line(text, title, self.knows)
        if unit:
            self._put_over(unit, form)
            return True
        heading, behind = heading_and_unit(text, self.knows)
        if behind:
            self._put_over(behind, form_and_title(heading)[0])
            return False
        if not self._begun:
            self._above.add(text)  # a title that is printed on each page is no heading
        elif self._over and text not in self._above and _is_heading(text):
            alike = [at for at, each in enumerate(self._over) if each.form == form]
            del self._over[alike[0] if alike else len(self._over) :]
        if not self._begun and not self._title:
            self._title = unit_of_title(text, self.knows)
        return False

    def pass_row(self, sheet: str) -> None:
        """Take note of a row of a table."""
        self._enter(sheet)
        self._begun = True
        if self._over:
            self._over[-1].used = True

    def _put_over(self, unit: str, form: str) -> None:
        """A unit is part of one that stands over it and is higher, unless their lines are of one form: then only where the
        higher one has no rows of its own."""
        highest = _highest(unit)
        while self._over and self._over[-1].rank <= highest:
            self._over.pop()
        if any(each.form == form and (form or each.used) for each in self._over):
            self._over.clear()
        self._over.append(_Over(unit, form, _own_rank(unit)))

    def _enter(self, sheet: str) -> None:
        if sheet != self._sheet:
            self._sheet, self._tab, self._title, self._begun = sheet, "", "", False
            self._over.clear()


def _own_rank(name: str) -> int:
    return (rank_of(name) or _TOP) if name else 0


def _highest(name: str) -> int:
    """How high the first unit of a whole name stands: that of 環境局総務課 is a bureau."""
    above = inside("".join(name.split()))
    return max(_own_rank(above[0]) if above else 0, _own_rank(name))


def unit_of_line(text: str, title: str, knows: KnowsUnit) -> str:
    """The unit that a line names and nothing else; "" for any other line. ``title`` is the line without its number."""
    if not text or len(text) > _LONGEST or _AUTHOR.search(text):
        return ""
    labelled = _LABEL.fullmatch(text)
    if labelled and (value := _leading(labelled["value"].rstrip(_AROUND), knows)):
        return value
    bare = (title or text).strip(_AROUND)
    return bare if _is_one(bare, knows) else ""


def heading_and_unit(text: str, knows: KnowsUnit) -> tuple[str, str]:
    """A heading without the unit that a label in brackets behind it names, and that unit (学習の支援　【担当：国際課】);
    where there is none the text as it stands, and ""."""
    found = _BEHIND_HEADING.fullmatch(text.strip()) if len(text) <= _LONGEST_HEADING else None
    labelled = _LABEL.fullmatch(found["unit"]) if found else None
    unit = _leading(labelled["value"].strip(_AROUND), knows) if labelled else ""
    return (found["heading"], unit) if found and unit else (text, "")


def unit_of_tab(text: str, knows: KnowsUnit) -> str:
    """The unit that the name of a sheet is: 国際課, 01_国際課, 国際課（様式1）, R5国際課実績."""
    bare = _YEAR.sub("", text).strip(_AROUND)
    bare = _BEHIND.sub("", _NUMBER_OF_TAB.sub("", bare))
    names = (bare, _AFTER.sub("", bare))
    return next((name for name in names if _is_one(name.strip(_AROUND), knows)), "")


def unit_of_title(text: str, knows: KnowsUnit) -> str:
    """The one unit that a part of a title is: 令和5年度　国際課　事業実績, 事業実績（総務部国際課）."""
    if len(text) > _LONGEST_TITLE or text.endswith("。") or _AUTHOR.search(text):
        return ""
    parts = [part for part in _BETWEEN.split(_YEAR.sub(" ", text)) if part]
    found = [part for part in parts if _is_one(part, knows)]
    return "".join(found) if len(found) == 1 and len(parts) > 1 else ""


def unit_in_cells(row: Row, knows: KnowsUnit) -> str:
    """The line that a row is whose first cell labels the unit in the next one (所属 | 国際課), or that names one and nothing
    else; "" for any other row."""
    said = [cell.text for cell in row.cells if cell.text.strip() and not cell.filled]
    if not said or len(said[0]) > _LONGEST:
        return ""
    first = " ".join(said[0].split())
    if len(said) == 1:
        return first if unit_of_line(first, form_and_title(first)[1], knows) else ""
    labelled = _LABEL.fullmatch(first)
    if labelled and _leading(labelled["value"].rstrip(_AROUND), knows):
        return first
    value = " ".join(said[1].split()) if _BARE_LABEL.fullmatch(first) else ""
    return f"{first.rstrip(' :：')}：{value}" if value and _is_unit(value, knows) else ""


def unit_over(blocks: Sequence[Block], row: Row, knows: KnowsUnit) -> str:
    """The unit that stands over a row, in a line or in a row of its own; "" for none."""
    units = UnitsOver(knows)
    for block in takewhile(lambda block: block is not row, blocks):
        if isinstance(block, Line):
            units.take(block)
        elif text := unit_in_cells(block, knows):
            units.take(Line(text, block.page, block.line, block.sheet))
    return units.unit


def unit_below(blocks: Sequence[Block], at: int, knows: KnowsUnit) -> bool:
    """Whether what stands right under a header is the name of a unit alone."""
    block = blocks[at] if at < len(blocks) else None
    if isinstance(block, Line):
        text = " ".join(block.text.split())
        return block.inside and bool(unit_of_line(text, form_and_title(text)[1], knows))
    said = block and [place for place, cell in enumerate(block.cells) if cell.text.strip()]
    return said == [0] and bool(block and unit_in_cells(block, knows))


def lacks_units(header: Header | None) -> bool:
    """Whether a header is that of a sheet without a column of units."""
    return header is not None and header.table.document == "achievements" and header.index("bureau") is None


def _leading(value: str, knows: KnowsUnit) -> str:
    """The units that a value opens with, before whoever is named behind them: 総務部　国際課　担当　山田."""
    return "".join(_units_before(value, knows))


def _units_before(value: str, knows: KnowsUnit) -> Iterator[str]:
    for part in value.split():
        if not _is_unit(part, knows):
            return
        yield part


def _is_unit(text: str, knows: KnowsUnit) -> bool:
    """Whether a text names units, one or several."""
    pieces = pieces_of(text)
    return bool(pieces) and all(knows(piece) or looks_like_unit(piece.strip()) for piece in pieces)


def _is_one(text: str, knows: KnowsUnit) -> bool:
    """Whether a text names one unit; the parts of one may stand apart (総務部　国際課)."""
    whole = "".join(text.split())
    return bool(whole) and (knows(whole) or looks_like_unit(whole)) and len(pieces_of(whole)) == 1


def looks_like_unit(text: str) -> bool:
    """Whether a text ends as the names of units do, and says nothing else."""
    return (
        len(text) > 1
        and bool(_UNIT.fullmatch(text))
        and not (_NO_UNIT.fullmatch(text) or _SENTENCE.search(text))
    )


def _is_heading(text: str) -> bool:
    short = len(text) <= _LONGEST and not text.endswith(("。", "）", ")"))
    return (
        short
        and not text.startswith(("※", "*", "＊", "注", "（", "(", "単位"))
        and year_of_heading(text) is None
    )
