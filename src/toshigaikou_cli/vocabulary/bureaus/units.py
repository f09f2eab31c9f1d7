"""A cell that names units of a government without a register -> the units, as they are written.

Any 局, 部, 課 or body is a unit: 国際政策課, 水道局海外事業課, 国際交流協会. One within another (総務部 国際課) is one unit.
"""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.documents import BureauMention
from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.vocabulary.bureaus.marks import LABEL, role_of, set_apart, without_mark

_RANKS = (
    (4, r"(?:局|庁|本部|委員会|議会|区役所|支所|総合支所)"),
    (3, r"(?:部|部門)"),
    (2, r"(?:課|室|所|センター|協会|財団|公社|機構|事務局|大学|病院|学校|館|園|団|会)"),
    (1, r"(?:係|班|担当|グループ|チーム|G)"),
)
_ENDS = tuple((rank, expression(rf".*{ending}$", re.DOTALL)) for rank, ending in _RANKS)
_BETWEEN = expression(
    r"([、,;|。]|[・/\n]|\s+|及び|および|並びに|ならびに|(?<=[課室局部所会])(?:と|、|又は)(?=.))"
)
_OFFICE = expression("(?:室|(?<!事務)所|センター)$")
"""What may have sections of its own, where one stands behind it on its line: 危機管理室 防災課, 保健所 予防課."""
_MARK = expression(r"^\s*([◎○◯●〇]?)\s*")
_OPEN = expression(
    r"(?:その他|そのほか|ほか|他|外)?[0-9]{0,2}の?(?:庁内)?の?(?:関係|関連|担当|所管)?(?:する)?(?:各|全)?(?:部局|部署|機関|局|部|課|室|所|庁|課室|課所)(?:等|など)?"
    r"|(?:その他|そのほか|ほか|他|等|など|全庁|庁内)(?:各局|各課|全体)?"
)
_TRAIL = expression(r"(?:ほか|他|等|など)$")
_PARENTHESES = expression(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")


def split_units(cell: str) -> tuple[list[BureauMention], bool]:
    """The units of a cell with their roles, each once, and whether the cell leaves the list open (ほか, 関係各課).

    Units in parentheses, behind 関係, marked ○ where others are marked ◎, or without a mark where others are marked 主 behind
    their names, are related; a 係 in parentheses is left out.
    """
    text = set_apart(cell).replace("◯", "○")
    marks = {"◎", "○"} <= set(text)
    found: list[BureauMention] = []
    led: set[str] = set()
    open_ended = False
    outside, inside = _PARENTHESES.sub(_label_kept, text), _PARENTHESES.findall(text)
    for source, within in ((outside, False), *((each, True) for each in inside)):
        related = within
        for piece in _pieces(source):
            mark = _MARK.match(piece)
            piece = piece[mark.end() :] if mark else piece
            if label := LABEL.match(piece):
                related = role_of(label["word"]) == "related"
                piece = piece[label.end() :]
            piece, own = without_mark(piece)
            name = tidy(piece).strip(" ・:*※-－―—")
            if _OPEN.fullmatch(name):
                open_ended = True
                continue
            if len(name) > 2 and _TRAIL.search(name) and _rank(_TRAIL.sub("", name)):
                name, open_ended = _TRAIL.sub("", name), True
            if not name or (within and _rank(name) < 2):
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


def _rank(text: str) -> int:
    """How high a unit stands by its last word: 局 4, 部 3, 課 2, 係 1; 0 for what is no unit."""
    return next((rank for rank, ending in _ENDS if ending.match(text)), 0)


def kind_of_unit(name: str) -> UnitKind:
    """What a unit is by the last word of its name: 国際政策課 is a section."""
    rank = _rank(name)
    return "bureau" if rank == 4 else "department" if rank == 3 else "section" if rank else "bureau"


def _pieces(text: str) -> list[str]:
    """The parts of a cell between its separators; a space, a line break, ・ or / within a name separates nothing."""
    pieces = [""]
    parts = _BETWEEN.split(text)
    for at in range(0, len(parts), 2):
        between, piece = parts[at - 1] if at else "", parts[at]
        if between and _separates(between, pieces[-1].strip(), piece.strip()):
            pieces.append(piece)
        else:
            pieces[-1] += (between if between.strip() else "") + piece
    return [piece for piece in pieces if piece.strip()]


def _separates(between: str, before: str, after: str) -> bool:
    if between in "、,;|。" or not before or not after:
        return True
    rank, next_rank = _rank(before), _rank(after)
    if not between.strip():
        if "\n" not in between and _OFFICE.search(before) and after.endswith("課"):
            return False
        mark = _MARK.match(after)
        opened = bool((mark and mark[1]) or LABEL.match(after) or _OPEN.fullmatch(after))
        return opened or (bool(rank) and not 0 < next_rank < rank)
    return bool(rank)
