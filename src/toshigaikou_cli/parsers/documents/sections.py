"""The headings over the rows of a sheet: 1　経済交流, ■…, 第2章 …"""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.rows.headings_between import without_number
from toshigaikou_cli.parsers.rows.units_over import heading_and_unit
from toshigaikou_cli.records.blocks import Line

_LABELLED = expression(r"[:：]")
"""担当課：国際課 right below a heading is of the rows under that heading."""
_IN_BRACKETS = expression(r"[【＜<]([^【】＜＞<>]*)[】＞>]?")
_SECTION = expression(
    r"[■◆●○□◇★【＜<]|第[0-9０-９一二三四五六七八九十]+[章節部]"
    r"|[一-龥]{0,4}(?:目標|目的|方針|方向性?|戦略|政策|施策|分野|領域|柱|視点|テーマ)"
    r"(?:[0-9０-９Ⅰ-Ⅻⅰ-ⅻ一二三四五六七八九十]{1,2}|[(（][0-9０-９]{1,2}[)）]|[①-⑳])[ \u3000:：．.]"
)
"""■…, 第2章 …, 基本目標1　…, 施策(1)　…"""


class Sections:
    """The heading over the rows, as lines are met. ``own`` is that of rows without a column of units: the line of a unit ends
    it, unless it stands right under it and says that it is one (【担当：企画課】)."""

    def __init__(self, context: ParseContext) -> None:
        self._context = context
        self.section = self.own = self._sheet = ""
        self._headed = False

    def enter(self, tab: str) -> None:
        """A heading is of its sheet."""
        if tab != self._sheet:
            self.section, self.own, self._sheet = "", "", tab

    def take(self, line: Line) -> None:
        found = section_in(line, self._context)
        self._headed = bool(found)
        self.own = self.section = found or self.section

    def take_unit(self, line: Line) -> None:
        self.own = self.section if self._headed and _LABELLED.search(line.text) else ""
        self.section = section_in(line, self._context) or self.section
        self._headed = False

    def pass_by(self) -> None:
        self._headed = False


def section_in(line: Line, context: ParseContext) -> str:
    """The heading that a line is: short, no sentence, behind an enumerator or a heading mark; else ""."""
    said = heading_and_unit(line.text, context.knows_unit)[0]
    mark, text = context.enumerated(said)
    if line.heads:
        return _bare(context.kept(without_number(context.flat(said))))
    if len(text) > 60 or text.endswith("。") or not (mark or _SECTION.match(text)):
        return ""
    return _bare(text)


def _bare(text: str) -> str:
    """A heading without the marks around it, and without brackets around the whole of it."""
    bare = text.strip("■◆●○□◇★ ")
    whole = _IN_BRACKETS.fullmatch(bare)
    return whole[1].strip() if whole else bare
