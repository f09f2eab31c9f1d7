"""Marks of role in a cell of units: 主管：国際課, 国際課（主）, 国際課【主管】広報課【協力】. They are no part of a name."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from toshigaikou_cli.expressions import expression

MarkRole = Literal["lead", "related", ""]
_RELATED = ("関係", "関連", "協力", "連携", "副")
_WORD = (
    r"(?:主管|主担当|副担当|担当|所管|主務|主|関係|関連|協力|連携|副)(?:する)?(?:部局|部署|部所|局|部|課)?名?"
)
_BRACKETED = rf"[\[【〔<(]\s*{_WORD}\s*[\]】〕>)]"
LABEL = expression(rf"\s*(?P<word>{_BRACKETED}\s*:?|{_WORD}\s*:)")
"""A mark that stands before what it says the role of."""
_MARK = expression(_BRACKETED)
_BEHIND = expression(rf"\s*({_BRACKETED})\s*$")
_NO_ROLE = expression(
    r"\s*[\[【〔<(]\s*(?:(?:一部)?再掲|新規|継続|拡充|事務局)\s*[\]】〕>)]|^\s*(?:一部)?再掲\s*:?|[〃]"
)
"""What stands in a cell of units and names none: （再掲）, 〃."""
_COLON_INSIDE = expression(rf"[\[【〔<]\s*({_WORD}\s*:[^\[\]【】〔〕<>]*)[\]】〕>]")
_LABEL_GOES_ON = expression(rf"(?<=[^\s(、,;])\s+(?={_WORD}\s*:)")
_NEAR = 20
"""Characters before a mark in which a separator is looked for."""
_SEPARATOR = expression(r"\s*[、,;|・/]\s*|\s*\n\s*|\s*$")


def role_of(mark: str) -> MarkRole:
    """The role that a mark gives, "" where the text has none."""
    word = mark.strip(" \t\n[]【】〔〕<>():")
    if not word:
        return ""
    return "related" if word.startswith(_RELATED) else "lead"


def set_apart(cell: str) -> str:
    """A cell in NFKC, where each mark that stands behind its unit ends its piece, and one before a unit begins one."""
    text = unicodedata.normalize("NFKC", cell)
    text = _LABEL_GOES_ON.sub("、", _COLON_INSIDE.sub(r"(\1)", _NO_ROLE.sub("", text)))
    marks = list(_MARK.finditer(text))
    if not marks:
        return text
    behind = _all_behind(text, marks)
    out, at = "", 0
    for mark in marks:
        between = text[at : mark.start()]
        if behind:
            ended = _SEPARATOR.match(text, mark.end())
            out += f"{between.rstrip()}{mark[0]}、"
            at = ended.end() if ended else mark.end()
        else:
            out += f"{between}{'、' if between.strip(' 、,;|・/:(') else ''}{mark[0]}"
            at = mark.end()
    return out + text[at:]


def _all_behind(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether the marks of a cell stand behind the units that they are of."""
    if not text[: marks[0].start()].strip():
        return False
    ends = [bool(_SEPARATOR.match(text, mark.end())) for mark in marks]
    opens = any(
        text[max(mark.start() - _NEAR, 0) : mark.start()].rstrip(" ")[-1:] in "\n、,;|/" for mark in marks
    )
    return all(ends) if opens else ends[-1] or all(ends)


def without_mark(name: str) -> tuple[str, MarkRole]:
    """A name without the mark behind it, and the role that the mark gives."""
    found = _BEHIND.search(name)
    return (name[: found.start()], role_of(found[1])) if found else (name, "")
