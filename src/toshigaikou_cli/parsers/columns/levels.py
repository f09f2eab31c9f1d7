"""Which of several columns that may name a row does: 施策 | 事業番号 | 事業名 has 事業名, under the area 施策."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import header_spellings
from toshigaikou_cli.parsers.columns.row_kinds import hold_kinds
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import is_code, opening_code
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_WORD = expression(r"[一-龥ぁ-んァ-ヴ]{2}|[A-Za-z]{3}")
"""What a code has not that is all of a cell."""
_STEMS = tuple(
    match_key(stem) for stem in ("施策", "取組", "取り組み", "事業", "項目", "プロジェクト", "アクション")
)


class _Levels(NamedTuple):
    """The column that names a row, those that coarser names become (the nearest first), and what a further one becomes."""

    name: str
    coarser: tuple[str, ...]
    further: str = ""


_OF = {
    "measures": _Levels("title", ("area", "goal"), "overview"),
    "achievements": _Levels("item", ("field",)),
}

_OF_INDICATORS = ("title", "section")
"""What the column of a goal beside the names of indicators is."""


def with_levels(
    table: DeclaredTable,
    found: list[HeaderColumn],
    rows: Sequence[Sequence[str]],
) -> list[HeaderColumn]:
    """The columns, with the finest of those that may name a row as the one that does.

    Coarser ones before it are the area and the goal (of a sheet the field) where nothing else is, one behind it tells more.
    ``rows`` are the texts of the rows below.
    """
    found = _with_codes(table, _with_indicator(table, found), rows)
    found = _coarse_first(_with_item(table, found, rows))
    levels = _OF.get(table.name)
    keys = next((each.keys for each in table.columns if levels and each.name == levels.name), frozenset())
    first = {each.header: at for at, each in reversed(list(enumerate(found)))}
    places = [
        at
        for at, each in enumerate(found)
        if levels
        and (
            # a level with its codes has its name above (施策 over No. | 名称)
            (first[each.header] != at and each.column == levels.name)
            or (
                first[each.header] == at
                and each.column in ("", levels.name)
                and (each.column or keys & set(header_spellings(match_key(each.header))))
            )
        )
    ]
    if levels is None or not places:
        return found
    if levels.name == "item":
        places = [
            at
            for at in places
            if not hold_kinds(found[at].header, [row[at] for row in rows if at < len(row)])
        ]
        places = [at for at in places if not _tells(at, rows)] or places
        if not places:
            return found
    own = _of_code(found, places, rows) if levels.name == "title" else _fullest(places, rows)
    if (finer := _finer(table, levels.name, found, places, rows)) is not None:
        own = finer
    roles = dict.fromkeys(places, "") | {own: levels.name}
    free = [role for role in levels.coarser if all(each.column != role for each in found)]
    above = {key for each in table.columns if each.name in levels.coarser for key in each.keys}
    over = [
        at
        for at, each in enumerate(found[:own])
        if at in places
        or (not (each.column or each.states) and above & set(header_spellings(match_key(each.header))))
    ]
    roles |= dict(zip(reversed(over), free, strict=False))
    behind = [at for at in places if at > own]
    if behind and finer is not None and free[:1] and free[0] not in roles.values():
        roles[behind[0]] = free[0]  # 事業名 | 施策
    elif behind and levels.further and all(each.column != levels.further for each in found):
        roles[behind[0]] = levels.further
    made = [replace(each, column=roles.get(at, each.column)) for at, each in enumerate(found)]
    return [
        replace(each, column="") if at > own and _is_of_the_row(table, levels, each, at, rows) else each
        for at, each in enumerate(made)
    ]


def _finer(
    table: DeclaredTable,
    name: str,
    found: Sequence[HeaderColumn],
    places: Sequence[int],
    rows: Sequence[Sequence[str]],
) -> int | None:
    """The column that names the rows beside one of the level above (施策), whichever stands first: that of a finer name (事業名),
    where it has a text in each row, and does not group those of what stands behind it; None for none."""
    declared = next((each for each in table.columns if each.name == name and each.coarse), None)
    if declared is None:
        return None
    keys = {at: set(header_spellings(match_key(found[at].header))) for at in places}
    coarse = [at for at in places if keys[at] & declared.coarse]
    fine = [
        at
        for at in places
        if at not in coarse and any(word in key for word in declared.finer for key in keys[at])
    ]
    if not coarse or len(coarse) + len(fine) < len(places) or not fine:
        return None
    own = _fullest(fine, rows)
    grouped = own < coarse[0] and _filled(own, rows) < _filled(coarse[0], rows)
    blank = any(
        not row[own].strip() and row[coarse[0]].strip() for row in rows if max(own, coarse[0]) < len(row)
    )
    return None if grouped or blank else own


def _is_of_the_row(
    table: DeclaredTable, levels: _Levels, column: HeaderColumn, at: int, rows: Sequence[Sequence[str]]
) -> bool:
    """Whether a column behind the names of the rows is of each of them, though its name may be that of a level (目的): its cells
    have no numbers, and do not say the same of several rows."""
    declared = next((each for each in table.columns if each.name == column.column in levels.coarser), None)
    if declared is None or declared.weak.isdisjoint(header_spellings(match_key(column.header))):
        return False
    said = [text for row in rows if at < len(row) and (text := row[at].strip())]
    numbered = bool(said) and all(opening_code(text)[0] for text in said)
    return not numbered and 2 * len(set(said)) > len(said)


def _with_indicator(table: DeclaredTable, found: list[HeaderColumn]) -> list[HeaderColumn]:
    """The columns, where 指標 behind 目標 names the indicators: 目標 says what they are of."""
    name = next((each for each in table.columns if table.needs and each.name == table.key), None)
    at = next((at for at, each in enumerate(found) if name and each.column == name.name), None)
    if name is None or at is None or any(word in match_key(found[at].header) for word in name.words):
        return found
    keys = {key for key in name.keys if any(word in key for word in name.words)}
    behind = (place for place, each in enumerate(found) if place > at and not each.column)
    own = next(
        (place for place in behind if keys & set(header_spellings(match_key(found[place].header)))), None
    )
    if own is None:
        return found
    free = next((role for role in _OF_INDICATORS if all(each.column != role for each in found)), "")
    roles = {at: free, own: name.name}
    return [replace(each, column=roles.get(place, each.column)) for place, each in enumerate(found)]


def _with_codes(
    table: DeclaredTable, found: list[HeaderColumn], rows: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a table of indicators, where one of the names of a measure holds nothing but codes (基本事業: 111) and none
    else states them: it states the measures; the next of these names is then their title."""
    named = next((each for each in table.columns if table.needs and each.name == "title"), None)
    if named is None or any(each.column == "measure" for each in found):
        return found
    places = [
        at
        for at, each in enumerate(found)
        if each.column in ("", "title") and named.keys & set(header_spellings(match_key(each.header)))
    ]
    own = next((at for at in reversed(places) if _are_codes(at, rows)), None)
    if own is None:
        return found
    titles = [at for at in places if at != own and not _are_codes(at, rows)]
    roles = dict.fromkeys(places, "") | {own: "measure"} | dict.fromkeys(titles[-1:], "title")
    return [replace(each, column=roles.get(at, each.column)) for at, each in enumerate(found)]


def _are_codes(column: int, rows: Sequence[Sequence[str]]) -> bool:
    texts = [text for row in rows if column < len(row) and (text := row[column].strip())]
    return bool(texts) and all(is_code(text) and not _WORD.search(text) for text in texts)


def _coarse_first(found: list[HeaderColumn]) -> list[HeaderColumn]:
    """The columns, with the goal on the left of the area: 分野 | 目標 | 施策 names the area in 目標."""
    at = {each.column: place for place, each in enumerate(found) if each.column in ("goal", "area")}
    if len(at) < 2 or at["goal"] < at["area"]:
        return found
    swapped = {at["goal"]: "area", at["area"]: "goal"}
    return [replace(each, column=swapped.get(place, each.column)) for place, each in enumerate(found)]


def _with_item(
    table: DeclaredTable,
    found: list[HeaderColumn],
    rows: Sequence[Sequence[str]],
) -> list[HeaderColumn]:
    """The columns, where 主な取組 beside a column of results is none itself: it names the rows where nothing else does, or
    more of them than what does."""
    item = next((each for each in table.columns if each.name == "item" and each.weak), None)
    weak = [
        at
        for at, each in enumerate(found)
        if item
        and each.column in ("", "result")
        and not each.year_text
        and item.weak & set(header_spellings(match_key(each.header)))
    ]
    if not weak or not any(each.kind == "result" and at not in weak for at, each in enumerate(found)):
        return found
    named = next((at for at, each in enumerate(found) if each.column == "item"), None)
    finer = named is None or _filled(weak[0], rows) > _filled(named, rows)
    roles = {weak[0]: "item" if finer else ""}
    if named is not None and finer:
        roles[named] = "" if any(each.column == "field" for each in found) else "field"
    return [
        replace(each, column=roles[at], kind=None) if at in roles else each for at, each in enumerate(found)
    ]


def _of_code(found: Sequence[HeaderColumn], places: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """The column that the column of codes names (事業番号, 事業名), else the one behind it; without such a column, the one
    whose cells open with codes in most rows."""
    number = next((at for at, each in enumerate(found) if each.column == "number"), None)
    if number is None:
        coded = max(
            places, key=lambda at: (sum(bool(opening_code(row[at])[0]) for row in rows if at < len(row)), at)
        )
        return _grouped(found, places, coded, rows) or coded
    key = match_key(found[number].header)
    stem = next((stem for stem in _STEMS if stem in key), "")
    same = [at for at in places if stem and stem in match_key(found[at].header)]
    behind = [at for at in places if at > number]
    return (same or behind or list(places[-1:]))[0]


def _grouped(
    found: Sequence[HeaderColumn], places: Sequence[int], coded: int, rows: Sequence[Sequence[str]]
) -> int | None:
    """The column behind one with codes (施策: １ 交流) that names each of the rows which that one groups (主な取組), where they
    differ in what is told of them, too; None for none."""
    told = [at for at, each in enumerate(found) if each.column in ("overview", "bureaus", "division")]
    groups = _filled(coded, rows)
    behind = [at for at in places if at > coded and not _tells(at, rows)]
    named = [at for at in behind if all(row[at].strip() for row in rows if at < len(row))]
    differ = any(_filled(at, rows) > groups for at in told)
    return next((at for at in reversed(named) if differ and _filled(at, rows) > groups), None)


def _fullest(places: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """The column that most rows fill anew, the last of several."""
    return max(places, key=lambda at: (_filled(at, rows), at))


def _tells(column: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether most cells of a column that say something are sentences, or points, which name nothing."""
    texts = [text for row in rows if column < len(row) and (text := row[column].strip())]
    return 2 * sum(text.endswith("。") or "\n・" in text for text in texts) > len(texts)


def _filled(column: int, rows: Sequence[Sequence[str]]) -> int:
    texts = [row[column].strip() for row in rows if column < len(row)]
    return sum(bool(text) and (not n or text != texts[n - 1]) for n, text in enumerate(texts))
