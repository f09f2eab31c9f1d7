"""Choices of a form in a result (☑実施　□中止): what is chosen was reported, the rest was not."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression

_CHOSEN, _OPEN, _RING, _CROSS = "☑☒■✓✔◉●", "□☐", "○◯〇", "×✕✗✘－"
_MARKS = f"{_CHOSEN}{_OPEN}{_RING}{_CROSS}"
_WORD = (
    r"(?:一部|全部|予定どおり|予定通り|計画どおり|計画通り|おおむね|概ね)?"
    r"(?:未?実施|中止|延期|休止|廃止|終了|完了|未?着手|実施中|検討中|準備中|継続|縮小|拡大|拡充|見直し|変更|未?達成|順調|遅延|遅れ|有|無|あり|なし|済|未|その他)"
    r"(?:済み?|予定|せず)?"
)
_OPTION = expression(rf"([{_MARKS}])[ \u3000]*({_WORD})(?:[(（][ \u3000]*[)）])?[ \u3000、,・/／]*")
_ALONE = expression(rf"(?<![^\n])([{_MARKS}])[ \u3000]*\n")
"""A mark on a line of its own."""
_LINE = expression(rf"[ \u3000]*(?:{_OPTION.pattern})+")


def chosen(text: str) -> str:
    """The text, where of options beside or below each other only those that are chosen are left; of options of one line of
    which none is, nothing."""
    if not any(mark in text for mark in _MARKS):
        return text
    joined = _ALONE.sub(r"\1", text)
    lines = joined.split("\n")
    kept: list[str] = []
    for of_options, group in itertools.groupby(lines, key=lambda line: bool(_LINE.fullmatch(line))):
        members = list(group)
        kept += _chosen(members) if of_options else members
    left = "\n".join(kept)
    return text if left == joined else left


def _chosen(lines: Sequence[str]) -> Sequence[str]:
    options = [found.groups() for line in lines for found in _OPTION.finditer(line)]
    marks = {mark for mark, _ in options}
    on = next((signs for signs in (_CHOSEN, _RING) if marks & set(signs)), "")
    if len(options) < 2 or marks <= set(on):
        return lines
    if not on:
        return [] if len(lines) == 1 and marks <= set(_OPEN) else lines
    return ["、".join(f"{mark}{word}" for mark, word in options if mark in on)]
