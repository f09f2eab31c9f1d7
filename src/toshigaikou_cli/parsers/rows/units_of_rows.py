"""The unit of a row: of the columns that each name a part of it, and of words for what the row above is part of (〃観光課)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.ranks import levels_of, pieces_of, rank_of

_SAME_UNDER = expression(
    r"\s*(?:[〃″](?:\s*[〃″])*|[(（]同上[)）]|同上(?=\s|\S+[局部課室])|同(?=\s)|同(?P<level>局|庁|部|課)(?![長員内外会門分舎題程]))\s*(?P<unit>\S.*)?",
    16,
)
"""What stands for the unit above, or for a level of it, and a unit of it: 〃観光課, 同　観光課, 同部観光課."""
_SECTION = expression(r"[課係]$")
_HEAD = expression(r"[局部]$")
_LISTED = expression("[、，,]")
_BARE = expression(r"(?:事務局|本部|委員会|議会|部門?|局|庁|課|室|所|係|班|担当|センター|グループ|チーム)")
"""A word for a kind of unit, and nothing that says which."""


def together(bureau: str, department: str, office: str) -> str:
    """The name of a unit of which columns each have a part, what is higher first: 総務部 and 国際課 are 総務部国際課, whichever
    column stands first. Two sections side by side are two units."""
    if _SECTION.search(bureau) and _HEAD.search(department):
        bureau, department = department, bureau
    if not office or match_key(office) in match_key(f"{bureau}{department}"):
        return f"{bureau}{department}"
    before = department or bureau
    if _SECTION.search(before) and _HEAD.search(office):
        return f"{bureau}{office}{department}" if department else f"{office}{bureau}"
    sections = _SECTION.search(before) and _SECTION.search(office)
    between = "、" if sections and rank_of(before) == rank_of(office) else ""
    return f"{bureau}{department}{between}{office}"


def of_levels(columns: Sequence[Sequence[str]]) -> str:
    """The units, a line each, of cells that each have a part of their names, line by line: 市民局文化部国際課 of
    市民局, 文化部 and 国際課, in whichever order these stand. One part above is that of each unit below it."""
    ranks = [rank_of(lines[0].strip()) for lines in columns]
    if all(ranks):
        columns = [columns[at] for at in sorted(range(len(columns)), key=lambda at: -ranks[at])]
    made: Sequence[str] = columns[0] if columns else ()
    for lines in columns[1:]:
        over = made if len(made) == len(lines) else [made[0]] * len(lines)
        made = [_below(*pair) for pair in zip(over, lines, strict=True)]
    return "\n".join(made)


def _below(above: str, line: str) -> str:
    """The units of a line, each behind what it is part of: 総務部国際課、総務部広報課 of 総務部 and 国際課、広報課."""
    heads, units = _LISTED.split(above), _LISTED.split(line)
    over = heads if len(heads) == len(units) else [above] * len(units)
    return "、".join(f"{head}{unit}" for head, unit in zip(over, units, strict=True))


def side_by_side(columns: Sequence[Sequence[str]]) -> str:
    """The units of the lines of cells that each have one for each of several: 教育委員会学校課、市長公室広報課 of 教育委員会 and
    市長公室 beside 学校課 and 広報課. "" where they are not so: a line that is no unit by its last word is a name broken at
    its width, one that is nothing but such a word (事務局) goes on from the line above."""
    columns = sorted(columns, key=lambda lines: -rank_of(lines[0]) if lines else 0)
    if len(columns) < 2 or len({len(lines) for lines in columns}) > 1 or len(columns[0]) < 2:
        return ""
    rows = list(zip(*columns, strict=True))
    ranks = [[rank_of(name) for name in row] for row in rows]
    if any(0 in row or any(low >= high for high, low in pairwise(row)) for row in ranks):
        return ""
    bare = any(_BARE.fullmatch(name) for row in rows for name in row)
    return "" if bare else "、".join("".join(row) for row in rows)


def under_the_same(cell: str, above: str) -> str:
    """The unit that a cell names by what the one ``above`` is part of: 市民局観光課 for 〃観光課 under 市民局国際課, 観光課 for
    同　観光課 where nothing says what that is part of. "" where the cell says nothing of the kind, or above are units of
    different ones."""
    found = _SAME_UNDER.fullmatch(cell)
    if found is None or (not found["unit"] and not found["level"]):
        return ""
    unit, level = (found["unit"] or "").strip(" \u3000・"), rank_of(found["level"] or "")
    least = level - 1 if level else rank_of(pieces_of(unit)[0].strip()) if unit else 0
    heads = {_head(each, least) for each in pieces_of(above)}
    head = heads.pop() if len(heads) == 1 else ""
    marked_only = not head and not cell.lstrip().startswith(("同", "(", "（"))  # 〃 says nothing more
    if heads or marked_only or (level and rank_of(head) != level):
        return ""
    return "、".join(f"{head}{each.strip()}" for each in pieces_of(unit)) if unit else head


def _head(name: str, least: int) -> str:
    """The part of a unit's whole name down to the last unit that is higher than a rank: 市民局 of 市民局国際課; "" for none."""
    return "".join(each for each in levels_of("".join(name.split())) if rank_of(each) > least)
