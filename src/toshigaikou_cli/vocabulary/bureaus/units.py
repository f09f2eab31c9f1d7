"""A cell that names units of a government without a register -> the units, as they are written.

Any 局, 部, 課 or body is a unit: 国際政策課, 水道局海外事業課, 国際交流協会. One within another (総務部 国際課) is one unit.
"""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.documents import BureauMention
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.vocabulary.bureaus.marks import LABEL, role_of, set_apart, without_mark
from toshigaikou_cli.vocabulary.bureaus.ranks import MARK, OPEN, pieces_of, rank_of
from toshigaikou_cli.vocabulary.bureaus.short_forms import written_out

_TRAIL = expression(rf"(?:(?:その他|ほか|他|外)(?:{OPEN.pattern})?|等|など)$")
"""What leaves the list open behind a unit: 観光課他, 観光課ほか関係課."""
_SINCE = expression(
    r"^(?:令和|平成|[RH])(?:元|[0-9]{1,2})(?:年度?)?(?:[./]?[0-9]{1,2}月?)?(?:から|より|以降|~)は?[:、]?(?=.)"
)
"""From when on a unit is responsible: R5から広報課."""
_PARENTHESES = expression(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")


def split_units(cell: str) -> tuple[list[BureauMention], bool]:
    """The units of a cell with their roles, each once, and whether the cell leaves the list open (ほか, 関係各課).

    Sections in parentheses are those of the unit before (総務部（国際課）). Other units in parentheses, those behind 関係,
    marked ○ where others are marked ◎, or without a mark where others are marked 主 behind their names, are related; a 係 in
    parentheses is left out.
    """
    text = written_out(set_apart(cell).replace("◯", "○"), None)
    marks = {"◎", "○"} <= set(text)
    found: list[BureauMention] = []
    led: set[str] = set()
    open_ended = False
    outside, inside = _PARENTHESES.sub(_label_kept, text), _PARENTHESES.findall(text)
    for source, within in ((outside, False), *((each, True) for each in inside)):
        related = within
        for piece in pieces_of(source):
            mark = MARK.match(piece)
            piece = piece[mark.end() :] if mark else piece
            if label := LABEL.match(piece):
                related = role_of(label["word"]) == "related"
                piece = piece[label.end() :]
            piece, own = without_mark(piece)
            name = _SINCE.sub("", tidy(piece).strip(" ・:*※-－―—"))
            if OPEN.fullmatch(name):
                open_ended = True
                continue
            if len(name) > 2 and _TRAIL.search(name) and rank_of(_TRAIL.sub("", name)):
                name, open_ended = _TRAIL.sub("", name), True
            if not name or (within and rank_of(name) < 2):
                continue
            secondary = own == "related" or (related and not own)
            secondary = secondary or (marks and mark is not None and mark[1] == "○")
            led |= {name} if own == "lead" else set()
            found.append(BureauMention(name, "related" if secondary else "lead"))
    found = [each if not led or each.text in led else each._replace(role="related") for each in found]
    named = {mention.text: mention for mention in reversed(found)}
    return list(reversed(named.values())), open_ended


def _label_kept(found: re.Match[str]) -> str:
    return found[0] if LABEL.fullmatch(found[0]) else "、"
